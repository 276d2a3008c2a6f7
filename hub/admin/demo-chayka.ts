/** «Чайка» of the demo theatre: company, things, run sheet. Its passport stands in `demo-chayka-passport.ts`. */
import { chaykaPassport } from './demo-chayka-passport.ts';
import { chaykaChecklists } from './demo-checklists.ts';
import { call, type DemoProduction, dress, hair, light, prop, set, sound, video } from './demo-form.ts';

const firstAct = [
  {
    act: 1,
    number: '1.1',
    title: 'Эстрада у озера',
    place: 'парк в имении Сорина',
    minutes: 12,
    lines: [
      set.preset('Эстрада с занавесом', 'левый карман', 'центр, 2-й план', 'machinist', 'до открытия зала', {
        thing: 'stage',
        tour: set.preset(
          'Эстрада, облегчённая (без ступеней)',
          'фура',
          'центр, 2-й план',
          'machinist',
          'за 2 ч до начала',
          {
            thing: 'stage',
            note: 'Клинья под планшет обязательны: уклон площадок разный.',
          },
        ),
      }),
      set.preset('Задник «Озеро» на штанкет 7', 'левый карман', 'штанкет 7', 'sedov', 'до открытия зала', {
        thing: 'lake',
      }),
      set.preset('Скамьи садовые', 'левый карман', 'правый 1-й план', 'yudin', 'до открытия зала', {
        quantity: 2,
        thing: 'bench',
      }),
      set.preset('Качели на штанкет 3', 'левый карман', 'штанкет 3', 'sedov', 'до открытия зала', { thing: 'swing' }),
      prop.preset('Стол реквизита 1: удочка, трость, цветы', 'кофр 12', 'левая кулиса', 'ilyina', 'до открытия зала'),
      light('Вечер, тёплый контровой', null, null, 'light', 'Q 1, по занавесу'),
      sound('Стук молотков за эстрадой', null, 'тыловые', 'melnik', 'Q 1, с началом света', { thing: 'rear' }),
      prop.give('Трость Сорина', 'стол реквизита 1', 'Полевому', 'ilyina', 'до выхода', { thing: 'cane' }),
    ],
  },
  {
    act: 1,
    number: '1.2',
    title: 'Пьеса о мировой душе',
    place: 'эстрада',
    minutes: 17,
    lines: [
      set.shift('Занавес эстрады открыть', null, 'эстрада', 'yudin', '«Начинаем!»', { thing: 'curtain' }),
      light('Луна над озером', null, null, 'light', 'Q 7, с занавесом эстрады'),
      video('Проекция «Озеро»', null, 'задник', 'nagorny', 'Q 3, с луной', {
        thing: 'beamer',
        tour: null,
      }),
      sound('Рог вдали', null, 'тыловые', 'melnik', 'Q 4, «Люди, львы, орлы…»'),
      set.on('Туман, оба генератора', 'кулисы', 'озеро', 'mont', '«…и пустота»', { quantity: 2, thing: 'fog' }),
      light('Красные глаза: два прибора снизу', null, null, 'kozyr', 'Q 9, «Отец вечной материи»'),
      set.shift('Занавес эстрады закрыть, резко', null, 'эстрада', 'yudin', '«Довольно! Занавес!»'),
    ],
  },
  {
    act: 1,
    number: '1.3',
    title: 'Дорн и Маша',
    place: 'парк, ночь',
    minutes: 12,
    lines: [
      light('Ночь, пушка на Дорна', null, null, 'ryabova', 'Q 14, все ушли'),
      prop.give('Табакерка Маши', 'стол реквизита 1', 'Бур', 'ilyina', 'перед выходом из кулисы'),
      sound('Вальс за сценой', null, 'зал, левый', 'melnik', 'Q 8, «Сколько любви…»'),
    ],
  },
] as const;

const secondAct = [
  {
    act: 2,
    number: '2.1',
    title: 'Крокет',
    place: 'площадка для крокета',
    minutes: 9,
    lines: [
      set.strike('Эстраду в глубину, ступени убрать', 'центр', '4-й план', 'machinist', 'затемнение'),
      prop.on('Ворота крокетные, молотки', 'левый карман', 'площадка', 'ilyina', 'затемнение'),
      light('Полдень, жара', null, null, 'light', 'Q 21, по готовности'),
      dress('Аркадина: светлое платье', 'правая кулиса', null, 'fomina', 'до выхода', { thing: 'dressA1' }),
    ],
  },
  {
    act: 2,
    number: '2.2',
    title: 'Лошади',
    place: 'площадка для крокета',
    minutes: 8,
    lines: [
      sound('Лошади за сценой', null, 'портал левый', 'melnik', 'Q 12, «Лошадей нет»'),
      dress('Аркадина: дорожное', 'правая кулиса', null, 'fomina', '50 с, за щитом', { thing: 'dressA2' }),
    ],
  },
  {
    act: 2,
    number: '2.3',
    title: 'Убитая чайка',
    place: 'площадка для крокета',
    minutes: 11,
    lines: [
      light('Свет на скамью, тёплый', null, null, 'light', 'Q 25, Нина садится'),
      prop.give('Чучело чайки', 'стол реквизита 2', 'Самарину', 'ilyina', '«Вы одни здесь?»', { thing: 'gull' }),
      prop.give('Ружьё, не заряжено', 'шкаф 2, под замком', 'Самарину', 'ilyina', 'вместе с чучелом', {
        note: 'Выдаёт и принимает только реквизитор.',
      }),
      prop.off('Чучело чайки: подобрать с планшета', 'центр', 'стол реквизита 2', 'ilyina', 'затемнение', {
        thing: 'gull',
      }),
    ],
  },
  {
    act: 2,
    number: '2.4',
    title: 'Сюжет для небольшого рассказа',
    place: 'скамья',
    minutes: 10,
    lines: [
      prop.give('Записная книжка', 'стол реквизита 2', 'Корфу', 'ilyina', 'до выхода', { thing: 'notebook' }),
      call('Антракт, 20 минут: занавес, дежурный свет', null, null, 'stageManager', '«Сон!»'),
    ],
  },
] as const;

const thirdAct = [
  {
    act: 3,
    number: '3.1',
    title: 'Столовая, бинт',
    place: 'столовая в доме Сорина',
    minutes: 20,
    lines: [
      set.shift('Задник «Озеро» вверх, фасад дома на центр', 'левый карман', 'центр', 'machinist', 'антракт', {
        thing: 'facade',
        quantity: 3,
      }),
      set.on('Стол обеденный и стулья', 'правый карман', 'центр', 'yudin', 'антракт', {
        quantity: 7,
        thing: 'diningTable',
        tour: set.on('Стол и стулья площадки', 'карман', 'центр', 'yudin', 'антракт', {
          quantity: 7,
          note: 'На гастролях стол и стулья даёт принимающая сторона.',
        }),
      }),
      prop.give('Медальон', 'стол реквизита 1', 'Ланской', 'ilyina', 'до выхода', { thing: 'medallion' }),
      prop.give('Бинт, новый на каждый спектакль', 'шкаф 1', 'Ветровой', 'ilyina', '«Перемени мне повязку»', {
        thing: 'bandage',
      }),
      light('Утро, столовая', null, null, 'light', 'Q 31, занавес'),
    ],
  },
  {
    act: 3,
    number: '3.2',
    title: 'Отъезд',
    place: 'столовая',
    minutes: 14,
    lines: [
      prop.on('Чемоданы и картонки', 'левая кулиса', 'двери', 'sedov', '«Лошади поданы»', { quantity: 5 }),
      sound('Колокольчики, отъезд', null, 'тыловые', 'melnik', 'Q 19, после поцелуя'),
    ],
  },
] as const;

const fourthAct = [
  {
    act: 4,
    number: '4.1',
    title: 'Лото',
    place: 'кабинет Треплева, два года спустя',
    minutes: 16,
    lines: [
      set.on('Стол Треплева', 'правый карман', 'левый 1-й план', 'yudin', 'затемнение', { thing: 'desk' }),
      set.on('Кресло Сорина', 'правый карман', 'центр', 'sedov', 'затемнение', { thing: 'wheelchair' }),
      prop.on('Лото, 12 чайных пар', 'стол реквизита 1', 'стол', 'ilyina', 'затемнение', { thing: 'lotto' }),
      sound('Ветер в трубах', null, 'тыловые', 'melnik', 'Q 24, с занавесом'),
      prop.give('Чучело чайки в шкаф', 'стол реквизита 2', 'шкаф', 'ilyina', 'затемнение', { thing: 'gull' }),
    ],
  },
  {
    act: 4,
    number: '4.2',
    title: 'Нина возвращается',
    place: 'кабинет Треплева',
    minutes: 28,
    lines: [
      dress('Заречная: тальма, мокрые волосы', 'левая кулиса', null, 'fomina', 'за 8 минут до выхода', {
        thing: 'dressN2',
      }),
      hair('Заречная: снять косу', 'левая кулиса', null, 'kim', 'вместе с переодеванием', { thing: 'wigN' }),
      prop.preset(
        'Револьвер: два холостых, проверить вдвоём',
        'шкаф 2, под замком',
        'правая кулиса',
        'ilyina',
        '«Хорошо…»',
        {
          thing: 'revolver',
        },
      ),
      call(
        'Выстрел: реквизитор по знаку помрежа',
        null,
        'правая кулиса',
        'stageManager',
        '«…рвёт рукописи», счёт до десяти',
      ),
      light('Вырубка в ноль', null, null, 'light', 'Q 44, «…застрелился»'),
      set.shift('Занавес', null, null, 'machinist', 'тишина, 4 секунды'),
    ],
  },
] as const;

export const chayka: DemoProduction = {
  title: 'Чайка',
  sections: chaykaPassport,
  scenes: [...firstAct, ...secondAct, ...thirdAct, ...fourthAct],
  checklists: chaykaChecklists,
  members: [
    ['director', 'Режиссёр', null],
    ['stageManager', 'Помощник режиссёра', null],
    ['vetrova', 'Аркадина', null],
    ['stotskaya', 'Аркадина', null, 'stand-in'],
    ['samarin', 'Треплев', null],
    ['gai', 'Треплев', null, 'stand-in'],
    ['lanskaya', 'Заречная', null],
    ['reut', 'Заречная', null, 'stand-in'],
    ['korf', 'Тригорин', null],
    ['polevoy', 'Сорин', null],
    ['bur', 'Маша', null],
    ['astahov', 'Дорн', null],
    ['dobrynin', 'Шамраев', null],
    ['stotskaya', 'Полина Андреевна', null],
    ['zuev', 'Медведенко', null],
    ['tihiy', 'Яков', null],
    ['light', 'Художник по свету, пульт', 'light'],
    ['kozyr', 'Осветитель', 'light'],
    ['ryabova', 'Пушка', 'light'],
    ['kozyr', 'Пушка', 'light', 'stand-in'],
    ['sound', 'Звукорежиссёр', 'sound'],
    ['melnik', 'Звукооператор', 'sound'],
    ['machinist', 'Машинист сцены', 'machinery'],
    ['mont', 'Монтировщик, туман', 'machinery'],
    ['sedov', 'Монтировщик, левая сторона', 'machinery'],
    ['yudin', 'Монтировщик, правая сторона', 'machinery'],
    ['ilyina', 'Реквизитор', 'costume'],
    ['fomina', 'Костюмер', 'costume'],
    ['kim', 'Гримёр', 'makeup'],
    ['nagorny', 'Видеоинженер', 'video'],
  ],
  needs: [
    ['stage', 1],
    ['curtain', 1],
    ['lake', 1],
    ['bench', 2],
    ['swing', 1],
    ['facade', 3],
    ['viennese', 8],
    ['diningTable', 1],
    ['desk', 1],
    ['wheelchair', 1],
    ['gull', 1],
    ['gull2', 1, 'Дублёр всегда на столе реквизита 2'],
    ['revolver', 1, 'Хранить под замком, выдача под подпись'],
    ['blanks', 2, 'consumable'],
    ['bandage', 1, 'consumable'],
    ['lotto', 1],
    ['tableware', 12],
    ['rod', 1],
    ['notebook', 1],
    ['medallion', 1],
    ['cane', 1],
    ['dressA1', 1],
    ['dressA2', 1],
    ['dressN1', 1],
    ['dressN2', 1],
    ['coatT', 1],
    ['wigA', 1],
    ['wigN', 1],
    ['source', 8],
    ['mega', 6],
    ['par', 12],
    ['lavalier', 4],
    ['qlab', 1],
    ['rear', 2],
    ['beamer', 1],
    ['fog', 2],
    ['fluid', 1, 'consumable'],
  ],
  tour: {
    name: 'Гастрольная',
    note: 'Сцена от 10×8 м, без софита 4 и без проекции. Монтировка шесть часов.',
    needs: [
      ['towers', 2, 'Вместо софита 4: контровой с портальных башен'],
      ['par', 8, 'На башнях места восьми приборам'],
      ['beamer', 0, 'Проекции на гастролях нет'],
    ],
  },
  condition: [
    ['light', 'good', null],
    ['sound', 'good', null],
    ['machinery', 'fair', 'Штанкет 7 стучит на подъёме'],
    ['costume', 'fair', 'Тальма Заречной в ремонте, чучело-дублёр тоже'],
    ['makeup', 'good', null],
    ['video', 'good', null],
  ],
};
