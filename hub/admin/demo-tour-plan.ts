/** The demo theatre's tour of «Чайка» in three cities, as a schedule says it: its days, its venues, who goes. */
import type { PlannedEvent } from './demo-plan.ts';

/** Days of the tour that leaves in a week, and of the one of last year, counted from the demo's. */
export const TOUR_DAYS = { first: 7, last: 15 };
/** So many days before: a whole number of weeks, so that weekdays are the same. */
export const YEAR = 364;

type Word = Pick<PlannedEvent, 'title' | 'type' | 'activity' | 'production' | 'venue' | 'city'> & { what: string };

const road = (title: string, city: string): Word => ({
  what: 'road',
  title,
  type: 'tour',
  activity: 'travel',
  production: null,
  venue: null,
  city,
});
const work = (activity: 'load_in' | 'load_out', venue: string, city: string): Word => ({
  what: activity,
  title: activity === 'load_in' ? 'Монтировка: «Чайка»' : 'Разборка: «Чайка»',
  type: 'technical',
  activity,
  production: 'Чайка',
  venue,
  city,
});
const show = (venue: string, city: string): Word => ({
  what: 'show',
  title: '«Чайка»',
  type: 'performance',
  production: 'Чайка',
  venue,
  city,
});

const event = (
  day: number,
  { what, ...word }: Word,
  start: string,
  end: string,
  more: Pick<PlannedEvent, 'call' | 'ready'> = {},
): PlannedEvent => ({ key: `tour ${what} ${day}`, day, ...word, start, end, ...more, isOnTour: true });

/** «Чайка» on the road, in its variant: three cities, two of them two hours ahead. Times are those of the place. */
export const tourPlan: readonly PlannedEvent[] = [
  event(7, road('Переезд в Казань, фуры и автобус', 'Казань'), '06:00', '13:00', { call: '05:30' }),
  event(8, work('load_in', 'kazan', 'Казань'), '09:00', '15:00', { call: '08:45' }),
  event(8, show('kazan', 'Казань'), '19:00', '21:57', { call: '17:30', ready: '18:15' }),
  event(9, show('kazan', 'Казань'), '18:00', '20:57', { call: '16:30', ready: '17:15' }),
  event(9, work('load_out', 'kazan', 'Казань'), '21:15', '00:30'),
  event(10, road('Переезд в Пермь, поезд и фуры', 'Пермь'), '08:10', '21:40', { call: '07:30' }),
  event(11, work('load_in', 'perm', 'Пермь'), '09:00', '16:00'),
  event(11, show('perm', 'Пермь'), '19:00', '21:57', { call: '17:30', ready: '18:15' }),
  event(11, work('load_out', 'perm', 'Пермь'), '22:15', '01:30'),
  {
    key: 'tour day off 12',
    day: 12,
    title: 'Выходной в Перми',
    type: 'other',
    activity: 'day_off',
    production: null,
    venue: null,
    start: '10:00',
    end: '22:00',
    city: 'Пермь',
    isOnTour: true,
  },
  event(13, road('Переезд в Екатеринбург', 'Екатеринбург'), '10:00', '16:30', { call: '09:30' }),
  event(14, work('load_in', 'ekaterinburg', 'Екатеринбург'), '09:00', '14:00'),
  event(14, show('ekaterinburg', 'Екатеринбург'), '18:00', '20:57', { call: '16:30', ready: '17:15' }),
  event(15, road('Дорога домой, самолёт; фуры двое суток', 'Екатеринбург'), '11:20', '18:00', { call: '08:30' }),
];

/** Last year's tour: two cities, over. */
export const lastYearsPlan: readonly PlannedEvent[] = tourPlan
  .filter(({ day }) => day < 12)
  .map((each) => ({ ...each, key: `last year ${each.key}`, day: each.day - YEAR }));

/** Houses where it is played, with what one has to know before one comes. */
export const tourVenues = [
  {
    code: 'kazan',
    name: 'Театр им. Качалова',
    type: 'tour',
    capacity: 740,
    city: 'Казань',
    timezone: 'Europe/Moscow',
  },
  {
    code: 'perm',
    name: 'Театр-Театр',
    type: 'tour',
    capacity: 830,
    city: 'Пермь',
    timezone: 'Asia/Yekaterinburg',
  },
  {
    code: 'ekaterinburg',
    name: 'Театр драмы на Октябрьской',
    type: 'tour',
    capacity: 650,
    city: 'Екатеринбург',
    timezone: 'Asia/Yekaterinburg',
  },
] as const;

/** What stands in the technical sheet of a house, and whom one calls there. */
export interface DemoSheet {
  readonly code: string;
  readonly address: string;
  /** Width, depth, height of the stage; width and height of the proscenium; metres. Null: nobody has said. */
  readonly stage: readonly [number, number, number | null, number, number];
  readonly dock: string;
  readonly power: string;
  readonly rigging: string;
  readonly note: string | null;
  readonly contacts: readonly (readonly [name: string, role: string, phone: string])[];
}

export const tourSheets: readonly DemoSheet[] = [
  {
    code: 'kazan',
    address: 'ул. Баумана, 48',
    stage: [13, 16, 18, 12, 7.5],
    dock: 'Двор с ул. Мартына Межлаука, ворота 2,4 × 2,6 м, пандус. Фура встаёт задом, вторая ждёт на улице.',
    power: '3 × 125 А слева, 63 А у портала справа. Гребёнка на 1-й галерее.',
    rigging: '42 штанкета ручных, 300 кг, шаг 25 см. Штанкеты 7 и 22 заняты.',
    note: 'Поворотный круг не использовать: в ремонте до конца сезона.',
    contacts: [
      ['Галиев Рустам', 'Завпост', '+7 900 555-01-12'],
      ['Сафина Алия', 'Вахта', '+7 900 555-01-40'],
    ],
  },
  {
    code: 'perm',
    address: 'ул. Ленина, 53',
    stage: [18, 20, 21, 14, 8],
    dock: 'Дебаркадер на уровне сцены, ворота 3,6 × 4 м, две фуры сразу.',
    power: '3 × 250 А сзади, 125 А слева.',
    rigging: '56 штанкетов с приводом, 500 кг.',
    note: null,
    contacts: [
      ['Ощепков Игорь', 'Зав. монтировочной частью', '+7 900 555-02-03'],
      ['Кетова Анна', 'Администратор', '+7 900 555-02-18'],
      ['Охрана', 'Служебный вход', '+7 900 555-02-99'],
    ],
  },
  {
    code: 'ekaterinburg',
    address: 'Октябрьская пл., 2',
    stage: [14, 15, null, 12, 7],
    dock: 'Грузовой лифт 2 × 4 м, 1,5 т: эстрада разбирается.',
    power: '3 × 125 А справа.',
    rigging: '38 штанкетов, 250 кг. Высоту до колосников уточнить.',
    note: null,
    contacts: [['Мамаев Олег', 'Заведующий постановочной частью', '+7 900 555-03-07']],
  },
];

/** Who goes, and as what. */
export const tourCrew = [
  ['head', 'Руководитель поездки'],
  ['stageManager', 'Помощник режиссёра'],
  ['vetrova', 'Аркадина'],
  ['samarin', 'Треплев'],
  ['lanskaya', 'Заречная'],
  ['korf', 'Тригорин'],
  ['polevoy', 'Сорин'],
  ['light', 'Свет, пульт'],
  ['sound', 'Звук'],
  ['machinist', 'Машинист сцены'],
  ['mont', 'Монтировщик'],
  ['fomina', 'Костюмы и грим'],
] as const;

/** Called to the shows on the road and not put down as going: somebody has to say whether he goes. */
export const CALLED_OUTSIDER = 'sedov';

/** A hotel: nights between two days of the tour, and who sleeps in which room. */
export interface DemoStay {
  readonly key: string;
  readonly city: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly from: number;
  readonly to: number;
  readonly rooms: readonly (readonly [who: string, room: string, shares: string | null])[];
}

export const tourStays: readonly DemoStay[] = [
  {
    key: 'kazan',
    city: 'Казань',
    name: 'Волга',
    address: 'ул. Саид-Галеева, 1',
    phone: '+7 900 555-11-00',
    from: 7,
    to: 10,
    rooms: [
      ['head', '301', null],
      ['stageManager', '302', 'Ветрова Ирина'],
      ['vetrova', '302', 'Белова Наталья'],
      ['samarin', '304', 'Корф Андрей'],
      ['korf', '304', 'Самарин Глеб'],
      ['lanskaya', '305', 'Фомина Галина'],
      ['fomina', '305', 'Ланская Дарья'],
      ['polevoy', '306', null],
      ['light', '307', null],
      ['sound', '308', 'Ершов Виктор'],
      ['machinist', '308', 'Мансуров Роман'],
      ['mont', '309', null],
    ],
  },
  {
    key: 'perm',
    city: 'Пермь',
    name: 'Прикамье',
    address: 'Комсомольский пр., 27',
    phone: '+7 900 555-12-00',
    from: 10,
    to: 13,
    // Nobody has a bed for the mounter yet.
    rooms: [
      ['head', '511', null],
      ['stageManager', '512', 'Ветрова Ирина'],
      ['vetrova', '512', 'Белова Наталья'],
      ['samarin', '514', 'Корф Андрей'],
      ['korf', '514', 'Самарин Глеб'],
      ['lanskaya', '515', 'Фомина Галина'],
      ['fomina', '515', 'Ланская Дарья'],
      ['polevoy', '516', null],
      ['light', '517', null],
      ['sound', '518', 'Ершов Виктор'],
      ['machinist', '518', 'Мансуров Роман'],
    ],
  },
  {
    key: 'ekaterinburg',
    city: 'Екатеринбург',
    name: 'Исеть',
    address: 'пр. Ленина, 69',
    phone: '+7 900 555-13-00',
    from: 13,
    to: 15,
    rooms: [
      ['head', '204', null],
      ['stageManager', '205', 'Ветрова Ирина'],
      ['vetrova', '205', 'Белова Наталья'],
      ['samarin', '206', 'Корф Андрей'],
      ['korf', '206', 'Самарин Глеб'],
      ['lanskaya', '207', 'Фомина Галина'],
      ['fomina', '207', 'Ланская Дарья'],
      ['polevoy', '208', null],
      ['light', '209', 'Орлов Сергей'],
      ['mont', '209', 'Игнатьева Елена'],
      ['sound', '210', 'Ершов Виктор'],
      ['machinist', '210', 'Мансуров Роман'],
    ],
  },
];

/** What goes: of which thing how many, in the case with this number, in this truck. Case 0: in none. */
export const tourPacking: readonly (readonly [thing: string, quantity: number, kofr: number, truck: 1 | 2])[] = [
  ['stage', 1, 0, 1],
  ['lake', 1, 0, 1],
  ['bench', 2, 0, 1],
  ['swing', 1, 0, 1],
  ['facade', 3, 0, 1],
  ['curtain', 1, 1, 1],
  ['fog', 2, 1, 1],
  ['fluid', 4, 1, 1],
  ['par', 8, 2, 1],
  ['mega', 4, 3, 1],
  ['lavalier', 6, 4, 2],
  ['qlab', 1, 4, 2],
  ['rear', 2, 4, 2],
  ['beamer', 1, 5, 2],
  ['gull', 1, 6, 2],
  ['revolver', 1, 6, 2],
  ['lotto', 1, 6, 2],
  ['rod', 2, 6, 2],
  ['notebook', 2, 6, 2],
  ['medallion', 1, 6, 2],
  ['cane', 1, 6, 2],
  ['bandage', 12, 6, 2],
  ['samovar', 1, 6, 2],
  ['dressA1', 1, 7, 2],
  ['dressA2', 1, 7, 2],
  ['dressN1', 2, 7, 2],
  ['coatT', 1, 7, 2],
  ['wigA', 1, 8, 2],
  ['wigN', 1, 8, 2],
  ['viennese', 6, 0, 2],
  ['wheelchair', 1, 0, 2],
];

/** Cases that stand packed already. */
export const PACKED_CASES: readonly number[] = [1, 2, 4, 6];

/** At home the same evenings, an event has taken one of these: there is too little of it for both. */
export const TAKEN_AT_HOME = { event: 'show 13', thing: 'samovar', quantity: 1 } as const;
