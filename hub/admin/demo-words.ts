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

/** A production, as posters say it. */
interface Production {
  readonly title: string;
  readonly author: string;
  readonly director: string;
  readonly artist: string;
  readonly genre: string;
  readonly minutes: number;
  readonly intermissions: number;
  readonly premiere: string | null;
  readonly age: string;
  readonly status: 'in_development' | 'premiere' | 'active' | 'paused';
}

const production = (
  [title, author]: readonly [string, string],
  [director, artist]: readonly [string, string],
  genre: string,
  [minutes, intermissions, age]: readonly [number, number, string],
  premiere: string | null,
  status: Production['status'] = 'active',
): Production => ({ title, author, director, artist, genre, minutes, intermissions, premiere, age, status });

const CHEKHOV = 'А. П. Чехов';

export const productions: readonly Production[] = [
  production(['Вишнёвый сад', CHEKHOV], ['Н. Воронцова', 'И. Панин'], 'Комедия', [165, 1, '12+'], '2024-03-27'),
  production(['Чайка', CHEKHOV], ['Н. Воронцова', 'И. Панин'], 'Комедия', [177, 1, '12+'], '2025-10-17'),
  production(['Ревизор', 'Н. В. Гоголь'], ['П. Астров', 'М. Дюжина'], 'Комедия', [140, 1, '12+'], '2019-12-06'),
  production(['Гроза', 'А. Н. Островский'], ['К. Лунёв', 'М. Дюжина'], 'Драма', [130, 1, '12+'], '2022-02-11'),
  production(
    ['Мастер и Маргарита', 'М. А. Булгаков'],
    ['Н. Воронцова', 'С. Кречет'],
    'Фантазия в двух частях',
    [190, 1, '16+'],
    '2023-05-15',
  ),
  production(['На дне', 'М. Горький'], ['П. Астров', 'И. Панин'], 'Драма', [145, 1, '16+'], '2021-10-22'),
  production(['Горе от ума', 'А. С. Грибоедов'], ['К. Лунёв', 'С. Кречет'], 'Комедия', [135, 1, '12+'], '2018-04-14'),
  production(['Снежная королева', 'Е. Л. Шварц'], ['О. Ладога', 'С. Кречет'], 'Сказка', [95, 1, '6+'], '2020-12-19'),
  production(
    ['Бесприданница', 'А. Н. Островский'],
    ['К. Лунёв', 'М. Дюжина'],
    'Драма',
    [140, 1, '12+'],
    '2017-11-03',
    'paused',
  ),
  production(['Гамлет', 'У. Шекспир'], ['Н. Воронцова', 'И. Панин'], 'Трагедия', [200, 1, '16+'], null, 'premiere'),
  production(['Три сестры', CHEKHOV], ['Н. Воронцова', 'С. Кречет'], 'Драма', [180, 1, '12+'], null, 'in_development'),
];

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
  {
    email: 'svet@demo.theatre',
    first: 'Елена',
    last: 'Игнатьева',
    role: 'technician',
    department: 'light',
    position: 'Начальник осветительного цеха',
  },
  {
    email: 'zvuk@demo.theatre',
    first: 'Роман',
    last: 'Мансуров',
    role: 'technician',
    department: 'sound',
    position: 'Звукорежиссёр',
  },
  {
    email: 'pomrezh@demo.theatre',
    first: 'Наталья',
    last: 'Белова',
    role: 'stage_manager',
    department: '',
    position: 'Помощник режиссёра',
  },
  {
    email: 'mash@demo.theatre',
    first: 'Виктор',
    last: 'Ершов',
    role: 'technician',
    department: 'machinery',
    position: 'Машинист сцены',
  },
] as const;

/** The demo's password for everybody; shown on the sign-in screen of a demo hub only. */
export const DEMO_PASSWORD = 'offstage';
