/** Checklists of the demo theatre: two productions, and what the house copies new ones from. */
import type { DemoChecklist, DemoPoint } from './demo-form.ts';

const point = (title: string, who?: string, more: Omit<DemoPoint, 'title' | 'who'> = {}): DemoPoint => ({
  title,
  ...(who === undefined ? {} : { who }),
  ...more,
});
const critical = (title: string, who?: string, more: Omit<DemoPoint, 'title' | 'who'> = {}): DemoPoint =>
  point(title, who, { ...more, isCritical: true });

export const chaykaChecklists: readonly DemoChecklist[] = [
  {
    name: 'Монтировка «Чайки»',
    phase: 'load_in',
    department: 'machinery',
    points: [
      critical('Задник «Озеро» на штанкете 7, страховка', 'sedov', { thing: 'lake' }),
      critical('Качели: карабины, трос, ограничитель', 'machinist', { thing: 'swing' }),
      point('Эстрада собрана, ступени прикручены', 'yudin', { thing: 'stage' }),
      point('Фасад собран в левом кармане', 'yudin', { thing: 'facade' }),
      point('Вода разложена, края приклеены', 'mont'),
    ],
  },
  {
    name: 'Развеска и направка',
    phase: 'load_in',
    department: 'light',
    points: [
      point('Фильтры по списку', 'kozyr'),
      point('Направка: софит 1, лица', 'kozyr', { thing: 'source' }),
      point('Луна не задевает портал', 'light', { thing: 'par' }),
      critical('Страховочные тросики на всех приборах', 'light'),
    ],
  },
  {
    name: 'Сцена перед началом',
    phase: 'pre_show',
    department: 'machinery',
    points: [
      critical('Штанкет 7: стопор проверен под нагрузкой', 'machinist', { note: 'Стучит на подъёме: малая скорость' }),
      critical('Эстрада закреплена, клинья стоят', 'yudin', { thing: 'stage', note: 'Левая и правая сторона' }),
      critical('Противопожарный занавес опробован', 'machinist'),
      point('Качели: карабины, трос, ограничитель', 'sedov', { thing: 'swing' }),
      point('Проходы в левой кулисе свободны, лента видна', 'sedov'),
      point('Планшет чист, люки закрыты', 'yudin'),
      point('Дом: фасад, ступени, дверь не скрипит', 'yudin', { thing: 'facade' }),
      point('Генераторы тумана: жидкость, связь', 'mont', { thing: 'fog' }),
    ],
  },
  {
    name: 'Свет перед началом',
    phase: 'pre_show',
    department: 'light',
    points: [
      critical('Прогон партитуры Q 1 – Q 44', 'light'),
      point('Пушка: лампа, запасная в рубке', 'ryabova'),
      point('Q 9: красные глаза попадают в занавес', 'kozyr'),
      point('Дежурный свет за сценой', 'kozyr'),
      point('Связь с помрежем', 'light'),
    ],
  },
  {
    name: 'Звук перед началом',
    phase: 'pre_show',
    department: 'sound',
    points: [
      critical('Оба ноутбука QLab на одной метке', 'sound', { thing: 'qlab' }),
      point('Петлички 1–4: новые батареи', 'melnik', { thing: 'lavalier' }),
      point('Тыловые: молотки, ветер', 'melnik', { thing: 'rear' }),
      point('Трансляция в гримёрные', 'melnik'),
    ],
  },
  {
    name: 'Реквизит и костюмы',
    phase: 'pre_show',
    department: 'costume',
    points: [
      critical('Револьвер: два холостых, проверены вдвоём', 'ilyina', {
        thing: 'revolver',
        note: 'Шкаф 2, под замком',
      }),
      critical('Ружьё пустое, при свидетеле', 'ilyina'),
      point('Чучело чайки на столе 2', 'ilyina', { thing: 'gull' }),
      point('Бинт новый', 'ilyina', { thing: 'bandage' }),
      point('Рукописи: 40 листов', 'ilyina'),
      point('Лото, 12 чайных пар', 'ilyina', { thing: 'lotto' }),
      point('Дорожный костюм за щитом, крючки', 'fomina', { thing: 'dressA2' }),
      point('Второе белое платье в левой кулисе', 'fomina', { thing: 'dressN1' }),
    ],
  },
  {
    name: 'Гримёрная',
    phase: 'pre_show',
    department: 'makeup',
    points: [
      point('Парик Аркадиной приклеен', 'kim', { thing: 'wigA' }),
      point('Коса Заречной: петличка внутри', 'kim', { thing: 'wigN' }),
      point('Вода и полотенце в левой кулисе к 4.2', 'kim'),
    ],
  },
  {
    name: 'Проекция',
    phase: 'pre_show',
    department: 'video',
    points: [point('Сведение по углам эстрады', 'nagorny', { thing: 'beamer' }), point('Заслонка закрыта', 'nagorny')],
  },
  {
    name: 'В антракте',
    phase: 'during',
    department: 'machinery',
    points: [
      point('Задник «Озеро» вверх', 'sedov', { thing: 'lake' }),
      critical('Фасад на тормозах, клинья', 'machinist', { thing: 'facade' }),
      point('Стол и семь стульев', 'yudin', { thing: 'diningTable' }),
    ],
  },
  {
    name: 'После спектакля',
    phase: 'post_show',
    department: 'costume',
    points: [
      critical('Револьвер и ружьё сданы, шкаф 2 заперт', 'ilyina', { thing: 'revolver' }),
      point('Реквизит собран, столы пусты', 'ilyina'),
      point('Костюмы сданы, мокрое развешено', 'fomina'),
    ],
  },
  {
    name: 'Разборка',
    phase: 'load_out',
    department: 'machinery',
    points: [
      point('Качели сняты', 'sedov', { thing: 'swing' }),
      point('Эстрада в левом кармане', 'yudin', { thing: 'stage' }),
      point('Сцена сдана дежурному', 'machinist'),
    ],
  },
];

export const sadChecklists: readonly DemoChecklist[] = [
  {
    name: 'Монтировка «Сада»',
    phase: 'load_in',
    department: 'machinery',
    points: [
      critical('Люстра: ход, страховка на вторую точку', 'machinist'),
      point('Тюль без складок', 'sedov', { thing: 'garden' }),
      point('Рамы окон, штанкет 4', 'yudin'),
    ],
  },
  {
    name: 'Сцена перед началом',
    phase: 'pre_show',
    department: 'machinery',
    points: [
      critical('Люстра: конечник, страховка', 'machinist'),
      point('Шкаф на тормозе, дверцы открываются', 'yudin', { thing: 'wardrobe' }),
      point('Планшет собран магнитом', 'sedov', { note: 'В третьем действии танцуют' }),
      critical('Пожарный выход свободен', 'machinist'),
    ],
  },
  {
    name: 'Свет перед началом',
    phase: 'pre_show',
    department: 'light',
    points: [critical('Прогон партитуры', 'light'), point('Тюль: спереди света нет', 'kozyr')],
  },
  {
    name: 'Звук перед началом',
    phase: 'pre_show',
    department: 'sound',
    points: [critical('Струна натянута, проба', 'sound', { thing: 'string' }), point('Оркестр в фойе', 'melnik')],
  },
  {
    name: 'Реквизит и костюмы',
    phase: 'pre_show',
    department: 'costume',
    points: [
      point('Семь чемоданов, пустые', 'ilyina', { thing: 'suitcases' }),
      point('Ключи у Вари', 'ilyina', { thing: 'keys' }),
      point('Кий подпилен', 'ilyina', { thing: 'billiard' }),
      point('Бальное платье в гримёрной', 'fomina', { thing: 'dressR2' }),
    ],
  },
  {
    name: 'После спектакля',
    phase: 'post_show',
    department: 'costume',
    points: [point('Обломки кия сданы', 'ilyina'), point('Костюмы сданы', 'fomina')],
  },
];

/** Templates of the house. */
export const houseChecklists: readonly DemoChecklist[] = [
  {
    name: 'Сцена: обычный вечер',
    phase: 'pre_show',
    department: 'machinery',
    points: [
      critical('Противопожарный занавес опробован'),
      critical('Пути эвакуации за сценой свободны'),
      point('Штанкеты в рабочем положении'),
      point('Планшет чист, люки закрыты'),
      point('Дежурный свет за сценой'),
    ],
  },
  {
    name: 'Свет: обычный вечер',
    phase: 'pre_show',
    department: 'light',
    points: [
      critical('Прогон партитуры'),
      point('Страховочные тросики'),
      point('Аварийное освещение'),
      point('Связь с помрежем'),
    ],
  },
  {
    name: 'Звук: обычный вечер',
    phase: 'pre_show',
    department: 'sound',
    points: [critical('Запасной источник на метке'), point('Микрофоны: батареи'), point('Трансляция в гримёрные')],
  },
  {
    name: 'Оружие и пиротехника',
    phase: 'pre_show',
    department: 'costume',
    points: [
      critical('Оружие проверено вдвоём'),
      critical('Ключ от шкафа у помрежа'),
      point('Звук выстрела на пульте, запасной'),
    ],
  },
  {
    name: 'Погрузка на гастроли',
    phase: 'load_out',
    department: 'machinery',
    points: [
      critical('Кофры сверены по листу упаковки'),
      point('Груз закреплён, ремни'),
      point('Накладная у водителя'),
      point('Сцена сдана дежурному'),
    ],
  },
];
