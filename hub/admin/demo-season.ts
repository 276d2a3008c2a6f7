/** The demo theatre's season so far: what was played on the great stage before this month, and what was reported. */
import type { DemoEvening } from './demo-evening.ts';
import { minutes, type PlannedEvent } from './demo-plan.ts';

/** What is played in turn, the newest evening first. */
const REPERTOIRE = [
  'Чайка',
  'Ревизор',
  'Гроза',
  'Вишнёвый сад',
  'Мастер и Маргарита',
  'На дне',
  'Горе от ума',
] as const;
/** The newest of these evenings, so many days ago; one every other day. */
const NEWEST = 11;
const EVERY = 2;
const EVENINGS = 112;
/** So many days back nobody is on holiday: reports stand on evenings that every demo has. */
const WITHOUT_HOLIDAY = 60;
const HOLIDAY = ['07', '08'];

function end(title: string): string {
  const at = 19 * 60 + (minutes[title] ?? 150);
  return `${String(Math.floor(at / 60))}:${String(at % 60).padStart(2, '0')}`;
}

/** Evenings before the month. `dayOf`: the date of a day, because in July and August the theatre is closed. */
export function seasonBefore(dayOf: (days: number) => string): readonly PlannedEvent[] {
  return Array.from({ length: EVENINGS }, (_, index): PlannedEvent => {
    const title = REPERTOIRE[index % REPERTOIRE.length] ?? 'Чайка';
    const day = -(NEWEST + index * EVERY);
    return {
      key: `show ${day}`,
      day,
      title: `«${title}»`,
      type: 'performance',
      production: title,
      venue: 'main_stage',
      call: '18:00',
      ready: '18:15',
      start: '19:00',
      end: end(title),
    };
  }).filter(({ day }) => day > -WITHOUT_HOLIDAY || !HOLIDAY.includes(dayOf(day).slice(5, 7)));
}

/** Acts of «Чайка»: as they went on most evenings. */
const SEAGULL: DemoEvening['parts'] = [
  ['call', 1, '18:00', null],
  ['house_open', 1, '18:30', null],
  ['act', 1, '19:02', '19:43'],
  ['act', 2, '19:44', '20:21'],
  ['interval', 1, '20:21', '20:42'],
  ['act', 3, '20:42', '21:16'],
  ['act', 4, '21:17', '22:00'],
  ['curtain', 1, '22:00', '22:05'],
];
const ORCHARD: DemoEvening['parts'] = [
  ['call', 1, '18:00', null],
  ['house_open', 1, '18:30', null],
  ['act', 1, '19:03', '19:47'],
  ['act', 2, '19:48', '20:26'],
  ['interval', 1, '20:26', '20:46'],
  ['act', 3, '20:46', '21:20'],
  ['act', 4, '21:21', '21:49'],
  ['curtain', 1, '21:49', '21:54'],
];

/** Evenings of the season whose report is kept here. */
export const seasonReports: readonly DemoEvening[] = [
  {
    day: -17,
    production: 'Вишнёвый сад',
    attendance: 448,
    summary: 'Спектакль прошёл чисто. Начали на 3 минуты позже: очередь в гардероб.',
    parts: ORCHARD,
    notes: [
      {
        kind: 'note',
        severity: 'info',
        text: 'Поворотный круг скрипит на втором обороте, смазать до следующего спектакля.',
        department: 'machinery',
        scene: '2.2',
      },
    ],
  },
  {
    day: -25,
    production: 'Чайка',
    attendance: 452,
    summary: 'Ровный спектакль, хороший приём. Перестановка после второго действия — 19 минут.',
    parts: SEAGULL,
    notes: [
      {
        kind: 'delay',
        severity: 'info',
        text: 'Начало 19:02: досаживали балкон.',
        at: '19:00',
      },
      {
        kind: 'note',
        severity: 'info',
        text: 'Радиомикрофон Треплева садился к четвёртому действию, менять батареи в антракте.',
        department: 'sound',
        scene: '4.1',
      },
    ],
  },
  {
    day: -31,
    production: 'Вишнёвый сад',
    attendance: 419,
    summary: 'Без происшествий. Первый спектакль после гастролей, декорация встала без подгонки.',
    parts: ORCHARD,
    notes: [],
  },
  {
    day: -39,
    production: 'Чайка',
    attendance: 470,
    summary: 'Аншлаг, приставные места. Показ для членов экспертного совета.',
    parts: SEAGULL,
    notes: [
      {
        kind: 'replacement',
        severity: 'info',
        text: 'Машу играла Реут: Стоцкая больна, ввод прошёл накануне.',
        at: '18:00',
      },
    ],
  },
];
