/** Things that the demo theatre's two great productions need, each with the place where it stands. */

/** A thing of the stage: who gets it is said by the productions (`demo-chayka.ts`, `demo-sad.ts`). */
export interface StageThing {
  readonly key: string;
  readonly name: string;
  readonly category: string;
  readonly quantity: number;
  readonly unit: string;
  /** Kilograms, of one. */
  readonly weight: string;
  /** The code of its place. */
  readonly place: string;
  readonly condition?: 'fair' | 'poor';
  readonly status?: 'in_repair' | 'decommissioned';
}

const row = (
  key: string,
  name: string,
  category: string,
  [quantity, unit, weight]: readonly [number, string, number],
  place: string,
  more: Pick<StageThing, 'condition' | 'status'> = {},
): StageThing => ({ key, name, category, quantity, unit, weight: weight.toFixed(2), place, ...more });

/**
 * The most needed first: a demo of few things has only the first of them. Their names keep clear of those that are
 * made up (`demo-words.ts`).
 */
export const stageThings: readonly StageThing[] = [
  row('stage', 'Эстрада деревянная, «Чайка»', 'set', [1, 'компл', 240], 'ST-L'),
  row('gull', 'Чучело чайки', 'props', [1, 'шт', 0.8], 'ST-R'),
  row('gull2', 'Чучело чайки, дублёр', 'props', [1, 'шт', 0.8], 'WC-1-1', { status: 'in_repair', condition: 'poor' }),
  row('lake', 'Задник «Озеро», 14×9 м', 'set', [1, 'шт', 62], 'ST-L'),
  row('bench', 'Скамья садовая чугунная', 'set', [2, 'шт', 38], 'ST-L', { condition: 'fair' }),
  row('viennese', 'Стул гнутый Thonet', 'props', [10, 'шт', 4.2], 'ST-R'),
  row('wardrobe', 'Шкаф «многоуважаемый», книжный', 'set', [1, 'шт', 118], 'WD-1-1'),
  row('garden', 'Задник «Вишнёвый сад», тюль', 'set', [1, 'шт', 48], 'WD-1-2'),
  row('revolver', 'Револьвер стартовый «Олимпик»', 'props', [1, 'шт', 0.9], 'ST-R'),
  row('lotto', 'Лото в коробке', 'props', [1, 'компл', 1.1], 'ST-R'),
  row('wheelchair', 'Кресло Сорина на колёсах', 'props', [1, 'шт', 21], 'ST-R', { condition: 'fair' }),
  row('fog', 'Генератор тумана Look Unique 2.1', 'video', [2, 'шт', 8.2], 'ST-L'),
  row('swing', 'Качели на цепях', 'set', [1, 'шт', 26], 'ST-L'),
  row('facade', 'Фасад дома, стенка с дверью', 'set', [3, 'шт', 74], 'ST-L'),
  row('curtain', 'Занавес эстрады, холст', 'set', [1, 'шт', 9], 'ST-L'),
  row('desk', 'Стол Треплева с рукописями', 'props', [1, 'шт', 32], 'ST-R'),
  row('diningTable', 'Стол обеденный раздвижной', 'props', [1, 'шт', 44], 'ST-R'),
  row('tableware', 'Чайная пара «Дулёво»', 'props', [12, 'шт', 0.3], 'ST-R'),
  row('rod', 'Удочка Тригорина', 'props', [2, 'шт', 0.5], 'ST-R'),
  row('notebook', 'Записная книжка Тригорина', 'props', [2, 'шт', 0.2], 'ST-R'),
  row('medallion', 'Медальон с гравировкой', 'props', [1, 'шт', 0.1], 'ST-R'),
  row('cane', 'Трость Сорина', 'props', [1, 'шт', 0.6], 'ST-R'),
  row('bandage', 'Бинт марлевый, 5 м', 'props', [40, 'шт', 0.05], 'ST-R'),
  row('blanks', 'Патроны холостые 9 мм', 'props', [50, 'шт', 0.01], 'ST-R'),
  row('fluid', 'Жидкость для тумана, 5 л', 'video', [6, 'шт', 5.2], 'ST-L'),
  row('dressA1', 'Платье Аркадиной, светлое', 'costume', [1, 'шт', 2.4], 'WC-1-2'),
  row('dressA2', 'Костюм дорожный Аркадиной', 'costume', [1, 'шт', 3.1], 'WC-1-2'),
  row('dressN1', 'Платье Заречной, белое', 'costume', [2, 'шт', 1.6], 'WC-1-2'),
  row('dressN2', 'Тальма Заречной, чёрная', 'costume', [1, 'шт', 1.9], 'WC-1-3', { status: 'in_repair' }),
  row('coatT', 'Сюртук Треплева', 'costume', [1, 'шт', 2.2], 'WC-1-3'),
  row('wigA', 'Парик Аркадиной, каштан', 'makeup', [1, 'шт', 0.3], 'WC-2-1'),
  row('wigN', 'Коса Заречной, накладная', 'makeup', [1, 'шт', 0.2], 'WC-2-1'),
  row('par', 'Прожектор PAR 64 CP62', 'light.spot', [14, 'шт', 3.4], 'WL-2-1'),
  row('mega', 'Голова Robe MegaPointe', 'light.head', [6, 'шт', 22], 'WL-2-2'),
  row('source', 'Прожектор ETC Source Four 26°, софит 1', 'light.spot', [8, 'шт', 6.4], 'WL-2-3'),
  row('towers', 'Башня портальная световая, 4 м', 'light.spot', [4, 'шт', 41], 'WL-3-1'),
  row('lavalier', 'Радиопетличка DPA 4061', 'sound.mic', [6, 'шт', 0.2], 'WS-1-1'),
  row('qlab', 'Ноутбук с QLab, звуковая рубка', 'sound', [1, 'шт', 2.1], 'WS-1-2'),
  row('rear', 'Монитор тыловой d&b E8', 'sound.speaker', [4, 'шт', 10.5], 'WS-1-3'),
  row('beamer', 'Видеопроектор Barco, проекция озера', 'video', [1, 'шт', 31], 'ST-L'),
  row('samovar', 'Самовар тульский, 7 л', 'props', [1, 'шт', 6.3], 'WC-3-1'),
  row('suitcases', 'Чемодан Раневской, кожаный', 'props', [7, 'шт', 3.8], 'WC-3-1'),
  row('keys', 'Связка ключей Вари', 'props', [1, 'шт', 0.4], 'WC-3-1'),
  row('toys', 'Лошадка детская, качалка', 'props', [1, 'шт', 5.5], 'WC-3-2'),
  row('billiard', 'Кий бильярдный', 'props', [3, 'шт', 0.6], 'WC-3-2', { condition: 'fair' }),
  row('telegrams', 'Телеграммы из Парижа', 'props', [6, 'шт', 0.01], 'WC-3-2'),
  row('dressR1', 'Платье Раневской, дорожное', 'costume', [1, 'шт', 2.9], 'WC-1-4'),
  row('dressR2', 'Платье Раневской, бальное', 'costume', [1, 'шт', 3.4], 'WC-1-4'),
  row('livery', 'Ливрея Фирса', 'costume', [1, 'шт', 2.7], 'WC-1-4', { condition: 'poor' }),
  row('string', 'Тросовая струна, звук «лопнувшей струны»', 'sound', [1, 'шт', 4.0], 'WS-1-4'),
];

/** How many of so many things are things of the stage. */
export const stageThingCount = (items: number): number => Math.min(stageThings.length, Math.floor(items / 4));
