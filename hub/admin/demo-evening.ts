/** Evenings of the demo theatre: what was reported of those that are over, what is broken, what is marked tonight. */

/** A note of an evening; `at` is a time of day there. */
export interface DemoNote {
  readonly kind: 'note' | 'incident' | 'accident' | 'replacement' | 'delay';
  readonly severity: 'info' | 'minor' | 'major';
  readonly text: string;
  readonly department?: string;
  readonly at?: string;
  readonly scene?: string;
  readonly thing?: string;
  /** The key of the fault that became of it. */
  readonly fault?: string;
}

/** An evening that is over, with its signed report. `parts`: part, number, began, ended. */
export interface DemoEvening {
  readonly day: number;
  readonly production: string;
  readonly attendance: number;
  readonly summary: string;
  readonly parts: readonly (readonly [part: string, number: number, began: string, ended: string | null])[];
  readonly notes: readonly DemoNote[];
}

export const evenings: readonly DemoEvening[] = [
  {
    day: -1,
    production: 'Вишнёвый сад',
    attendance: 431,
    summary: 'Спектакль прошёл ровно. Начали на 4 минуты позже. Люстра пошла со второго раза, зритель не заметил.',
    parts: [
      ['call', 1, '18:00', null],
      ['house_open', 1, '18:30', null],
      ['act', 1, '19:04', '19:48'],
      ['act', 2, '19:49', '20:27'],
      ['interval', 1, '20:27', '20:49'],
      ['act', 3, '20:49', '21:23'],
      ['act', 4, '21:24', '21:53'],
      ['curtain', 1, '21:53', '21:57'],
    ],
    notes: [
      {
        kind: 'delay',
        severity: 'minor',
        text: 'Начало 19:04: ждали автобус с группой, сорок мест.',
        at: '19:00',
      },
      {
        kind: 'incident',
        severity: 'major',
        text: 'Люстра встала на спуске на шести метрах, дошла со второго раза. До осмотра — на малой скорости.',
        department: 'machinery',
        at: '20:44',
        scene: '3.1',
        fault: 'chandelier',
      },
      {
        kind: 'replacement',
        severity: 'info',
        text: 'Трофимова играл Гай: Самарин на съёмках.',
        at: '18:00',
      },
      {
        kind: 'note',
        severity: 'info',
        text: 'Q 31: люстра гасла слишком ровно, просьба вернуть прежний шаг.',
        department: 'light',
        scene: '3.2',
      },
      {
        kind: 'note',
        severity: 'minor',
        text: 'Струна прозвучала тихо: ослабла, подтянуть до завтра.',
        department: 'sound',
        at: '20:19',
        scene: '2.2',
        thing: 'string',
      },
      {
        kind: 'note',
        severity: 'minor',
        text: 'Ливрея Фирса разошлась на локте, заколота булавкой.',
        department: 'costume',
        scene: '1.2',
        thing: 'livery',
        fault: 'livery',
      },
    ],
  },
  {
    day: -9,
    production: 'Чайка',
    attendance: 467,
    summary: 'Аншлаг. Ход на минуту короче обычного. Штанкет 7 стучал на подъёме в антракте.',
    parts: [
      ['call', 1, '18:00', null],
      ['house_open', 1, '18:30', null],
      ['act', 1, '19:01', '19:42'],
      ['act', 2, '19:43', '20:20'],
      ['interval', 1, '20:20', '20:41'],
      ['act', 3, '20:41', '21:15'],
      ['act', 4, '21:16', '21:59'],
      ['curtain', 1, '21:59', '22:04'],
    ],
    notes: [
      {
        kind: 'incident',
        severity: 'minor',
        text: 'Штанкет 7 стучит на подъёме с задником. Подняли на малой скорости.',
        department: 'machinery',
        at: '20:24',
        thing: 'lake',
        fault: 'bar7',
      },
      {
        kind: 'note',
        severity: 'info',
        text: 'Луна на Q 7 задевает портал справа, поправить шторку.',
        department: 'light',
        scene: '1.2',
      },
      {
        kind: 'note',
        severity: 'minor',
        text: 'Чучело-дублёр потеряло крыло, отдано в бутафорский.',
        department: 'costume',
        scene: '2.3',
        thing: 'gull2',
        fault: 'gull2',
      },
    ],
  },
];

/** Something that is broken; `day`: when it was reported. */
export interface DemoFault {
  readonly key: string;
  readonly title: string;
  readonly description: string | null;
  readonly severity: 'minor' | 'major' | 'unsafe';
  readonly status: 'open' | 'in_repair' | 'fixed';
  readonly production: string | null;
  readonly thing?: string;
  readonly by: string;
  readonly day: number;
  readonly cost?: string;
}

export const demoFaults: readonly DemoFault[] = [
  {
    key: 'chandelier',
    title: 'Люстра, штанкет 6: останавливается на спуске',
    description: 'Встала на шести метрах, пошла со второго раза. Похоже на концевой выключатель.',
    severity: 'major',
    status: 'open',
    production: 'Вишнёвый сад',
    by: 'stageManager',
    day: -1,
  },
  {
    key: 'livery',
    title: 'Ливрея Фирса: локоть, подкладка',
    description: 'Заколота булавкой до субботы.',
    severity: 'minor',
    status: 'open',
    production: 'Вишнёвый сад',
    thing: 'livery',
    by: 'stageManager',
    day: -1,
  },
  {
    key: 'bar7',
    title: 'Штанкет 7 стучит на подъёме',
    description: 'До ремонта поднимать на малой скорости. Смотреть подшипник верхнего блока.',
    severity: 'major',
    status: 'open',
    production: 'Чайка',
    by: 'machinist',
    day: -9,
  },
  {
    key: 'gull2',
    title: 'Чучело-дублёр: отломано крыло',
    description: null,
    severity: 'minor',
    status: 'in_repair',
    production: 'Чайка',
    thing: 'gull2',
    by: 'stageManager',
    day: -9,
  },
  {
    key: 'talma',
    title: 'Тальма Заречной: порван подол',
    description: 'Швея обещает к премьере ввода.',
    severity: 'minor',
    status: 'in_repair',
    production: 'Чайка',
    thing: 'dressN2',
    by: 'head',
    day: -4,
  },
  {
    key: 'wheel',
    title: 'Кресло Сорина: люфт левого колеса',
    description: null,
    severity: 'minor',
    status: 'open',
    production: 'Чайка',
    thing: 'wheelchair',
    by: 'mont',
    day: -2,
  },
  {
    key: 'cable',
    title: 'Софит 3: искрил разъём',
    description: 'Заменён, проверен под нагрузкой.',
    severity: 'unsafe',
    status: 'fixed',
    production: 'Чайка',
    by: 'light',
    day: -20,
    cost: '1850.00',
  },
];

/** How people of tonight answered their call; who is not named has said yes. */
export const tonightsAnswers: Readonly<Record<string, 'invited' | 'declined'>> = {
  polevoy: 'invited',
  ryabova: 'declined',
  fomina: 'invited',
};

/** Things that other events of today have taken. */
export const takenToday: readonly (readonly [event: string, thing: string, quantity: number])[] = [
  ['rehearsal 0', 'viennese', 3],
  ['rehearsal 0', 'suitcases', 7],
];
