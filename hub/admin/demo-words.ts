/** Words of the demo theatre: what a Russian drama theatre really stores, plays and plans. */

/** Name, unit, typical quantity, category code, makers and models. */
export interface Kind {
  readonly name: string;
  readonly category: string;
  readonly unit: string;
  readonly most: number;
  readonly makers: readonly (readonly [maker: string, model: string])[];
}

export const categories = [
  { code: 'light', name: 'Свет', department: 'light', color: '#f5b301' },
  { code: 'light.spot', name: 'Прожекторы', parent: 'light', department: 'light', color: '#f5b301' },
  { code: 'light.head', name: 'Приборы с полным движением', parent: 'light', department: 'light', color: '#f5b301' },
  { code: 'light.dimmer', name: 'Диммеры и пульты', parent: 'light', department: 'light', color: '#f5b301' },
  { code: 'sound', name: 'Звук', department: 'sound', color: '#3b82f6' },
  { code: 'sound.mic', name: 'Микрофоны', parent: 'sound', department: 'sound', color: '#3b82f6' },
  { code: 'sound.speaker', name: 'Акустика', parent: 'sound', department: 'sound', color: '#3b82f6' },
  { code: 'cable', name: 'Кабели', department: 'light', color: '#64748b' },
  { code: 'set', name: 'Декорации', department: 'machinery', color: '#a16207' },
  { code: 'props', name: 'Реквизит', department: 'costume', color: '#16a34a' },
  { code: 'costume', name: 'Костюмы', department: 'costume', color: '#be185d' },
  { code: 'makeup', name: 'Парики и грим', department: 'makeup', color: '#db2777' },
  { code: 'video', name: 'Видео', department: 'video', color: '#7c3aed' },
  { code: 'case', name: 'Кофры', department: 'machinery', color: '#475569' },
] as const;

export const kinds: readonly Kind[] = [
  {
    name: 'Прожектор профильный',
    category: 'light.spot',
    unit: 'шт',
    most: 12,
    makers: [
      ['ETC', 'Source Four 26°'],
      ['Selecon', 'Pacific 23–50'],
      ['Robert Juliat', '614 SX'],
    ],
  },
  {
    name: 'Прожектор линзовый PC',
    category: 'light.spot',
    unit: 'шт',
    most: 16,
    makers: [
      ['ADB', 'Europe 105'],
      ['Strand', 'Cantata PC'],
      ['Имлайт', 'ТЕАТР-PC 1000'],
    ],
  },
  {
    name: 'Светильник заливающий',
    category: 'light.spot',
    unit: 'шт',
    most: 24,
    makers: [
      ['Имлайт', 'ASSISTANT'],
      ['Strand', 'Coda 500'],
    ],
  },
  {
    name: 'Голова вращающаяся',
    category: 'light.head',
    unit: 'шт',
    most: 8,
    makers: [
      ['Robe', 'Robin 600 LEDWash'],
      ['Martin', 'MAC Aura'],
      ['Clay Paky', 'Sharpy'],
    ],
  },
  {
    name: 'Диммерный блок',
    category: 'light.dimmer',
    unit: 'шт',
    most: 4,
    makers: [
      ['ADB', 'EUROdim'],
      ['Имлайт', 'DSL-1203'],
    ],
  },
  {
    name: 'Микрофон вокальный',
    category: 'sound.mic',
    unit: 'шт',
    most: 10,
    makers: [
      ['Shure', 'SM58'],
      ['Sennheiser', 'e945'],
      ['Октава', 'МД-305'],
    ],
  },
  {
    name: 'Радиосистема головная',
    category: 'sound.mic',
    unit: 'компл',
    most: 12,
    makers: [
      ['Sennheiser', 'EW 300 G4'],
      ['Shure', 'QLXD14'],
    ],
  },
  {
    name: 'Монитор сценический',
    category: 'sound.speaker',
    unit: 'шт',
    most: 6,
    makers: [
      ['d&b', 'M6'],
      ['L-Acoustics', 'X12'],
      ['JBL', 'SRX712M'],
    ],
  },
  { name: 'Кабель силовой 3×2,5, 10 м', category: 'cable', unit: 'шт', most: 60, makers: [['', '']] },
  { name: 'Кабель DMX, 5 м', category: 'cable', unit: 'шт', most: 80, makers: [['', '']] },
  {
    name: 'Кабель микрофонный XLR, 10 м',
    category: 'cable',
    unit: 'шт',
    most: 70,
    makers: [
      ['Klotz', ''],
      ['', ''],
    ],
  },
  { name: 'Станок 2×1 м', category: 'set', unit: 'шт', most: 20, makers: [['', '']] },
  { name: 'Кулиса чёрная, бархат', category: 'set', unit: 'шт', most: 14, makers: [['', '']] },
  { name: 'Задник «Сад»', category: 'set', unit: 'шт', most: 1, makers: [['', '']] },
  { name: 'Стол письменный', category: 'props', unit: 'шт', most: 3, makers: [['', '']] },
  { name: 'Стул венский', category: 'props', unit: 'шт', most: 24, makers: [['', '']] },
  { name: 'Самовар', category: 'props', unit: 'шт', most: 2, makers: [['', '']] },
  { name: 'Подсвечник бронзовый', category: 'props', unit: 'шт', most: 6, makers: [['', '']] },
  { name: 'Ружьё охотничье (бутафория)', category: 'props', unit: 'шт', most: 2, makers: [['', '']] },
  { name: 'Чемодан дорожный', category: 'props', unit: 'шт', most: 8, makers: [['', '']] },
  { name: 'Фрак', category: 'costume', unit: 'шт', most: 6, makers: [['', '']] },
  { name: 'Платье бальное', category: 'costume', unit: 'шт', most: 5, makers: [['', '']] },
  { name: 'Сюртук', category: 'costume', unit: 'шт', most: 9, makers: [['', '']] },
  { name: 'Шинель солдатская', category: 'costume', unit: 'шт', most: 18, makers: [['', '']] },
  { name: 'Парик женский, XIX век', category: 'makeup', unit: 'шт', most: 4, makers: [['', '']] },
  {
    name: 'Видеопроектор',
    category: 'video',
    unit: 'шт',
    most: 2,
    makers: [
      ['Panasonic', 'PT-RZ12K'],
      ['Barco', 'UDX-W22'],
    ],
  },
  { name: 'Кофр', category: 'case', unit: 'шт', most: 1, makers: [['', '']] },
];

export const productions = [
  ['Вишнёвый сад', 'А. П. Чехов', 165, '12+'],
  ['Чайка', 'А. П. Чехов', 150, '12+'],
  ['Ревизор', 'Н. В. Гоголь', 140, '12+'],
  ['Гроза', 'А. Н. Островский', 130, '12+'],
  ['Мастер и Маргарита', 'М. А. Булгаков', 190, '16+'],
  ['На дне', 'М. Горький', 145, '16+'],
  ['Горе от ума', 'А. С. Грибоедов', 135, '12+'],
  ['Снежная королева', 'Е. Л. Шварц', 95, '6+'],
  ['Бесприданница', 'А. Н. Островский', 140, '12+'],
  ['Гамлет', 'У. Шекспир', 200, '16+'],
] as const;

export const people = [
  {
    email: 'admin@demo.theatre',
    first: 'Анна',
    last: 'Соколова',
    role: 'admin',
    department: '',
    position: 'Администратор системы',
  },
  {
    email: 'sklad@demo.theatre',
    first: 'Пётр',
    last: 'Кузнецов',
    role: 'warehouse_manager',
    department: 'machinery',
    position: 'Заведующий складом',
  },
  {
    email: 'olga@demo.theatre',
    first: 'Ольга',
    last: 'Морозова',
    role: 'storekeeper',
    department: 'light',
    position: 'Кладовщик',
  },
  {
    email: 'ivan@demo.theatre',
    first: 'Иван',
    last: 'Лебедев',
    role: 'storekeeper',
    department: 'sound',
    position: 'Кладовщик',
  },
  {
    email: 'zav@demo.theatre',
    first: 'Мария',
    last: 'Волкова',
    role: 'stage_manager',
    department: 'machinery',
    position: 'Заведующая постановочной частью',
  },
  {
    email: 'mont@demo.theatre',
    first: 'Сергей',
    last: 'Орлов',
    role: 'technician',
    department: 'machinery',
    position: 'Монтировщик сцены',
  },
] as const;

/** The demo's password for everybody; shown on the sign-in screen of a demo hub only. */
export const DEMO_PASSWORD = 'offstage';
