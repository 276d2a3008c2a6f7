/** The demo theatre's month: shows with what is done before and after them, rehearsals, a tour. */

import type { ACTIVITIES } from '../../shared/schema/tables/schedule-events.ts';
import { tourPlan, tourVenues } from './demo-tour-plan.ts';

/** One event, as a schedule says it. */
export interface PlannedEvent {
  /** Where ids come from. */
  readonly key: string;
  /** So many days after the demo's. */
  readonly day: number;
  readonly title: string;
  readonly type: 'performance' | 'rehearsal' | 'technical' | 'run_through' | 'tour' | 'meeting' | 'other';
  readonly activity?: (typeof ACTIVITIES)[number];
  readonly production: string | null;
  /** The code of a venue. */
  readonly venue: string | null;
  readonly call?: string;
  readonly ready?: string;
  readonly start: string;
  readonly end: string;
  readonly city?: string;
  readonly isOnTour?: boolean;
  /** Nobody was told of it yet. */
  readonly isDraft?: boolean;
}

/** From curtain to curtain, with intervals. */
export const minutes: Readonly<Record<string, number>> = {
  Чайка: 177,
  'Вишнёвый сад': 165,
  Ревизор: 140,
  Гроза: 130,
  'Мастер и Маргарита': 190,
  'На дне': 145,
  'Горе от ума': 135,
  'Снежная королева': 95,
  Гамлет: 200,
};

/** What is played on the great stage at seven, by day. */
const evenings: Readonly<Record<number, string>> = {
  [-9]: 'Чайка',
  [-8]: 'Ревизор',
  [-6]: 'Гроза',
  [-5]: 'Мастер и Маргарита',
  [-4]: 'Горе от ума',
  [-3]: 'На дне',
  [-2]: 'Ревизор',
  [-1]: 'Вишнёвый сад',
  0: 'Чайка',
  1: 'Ревизор',
  2: 'Мастер и Маргарита',
  3: 'Вишнёвый сад',
  5: 'Гроза',
  7: 'Гамлет',
  8: 'На дне',
  9: 'Горе от ума',
  10: 'Ревизор',
  12: 'Гроза',
  13: 'Ревизор',
  15: 'Мастер и Маргарита',
  16: 'Вишнёвый сад',
  17: 'Горе от ума',
  19: 'Гамлет',
  20: 'Чайка',
  22: 'На дне',
  23: 'Вишнёвый сад',
  24: 'Гроза',
  26: 'Ревизор',
  27: 'Гамлет',
  28: 'Чайка',
  29: 'Мастер и Маргарита',
  30: 'Вишнёвый сад',
};

/** Days from which on the month is only sketched. */
const FIRST_DRAFT = 21;
const MINUTES_A_DAY = 1440;

/** So many minutes after a time of day. */
function later(time: string, count: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const at = (hour * 60 + minute + count) % MINUTES_A_DAY;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

/** An evening on the great stage: it is built, lit and heard, played, and taken away after midnight. */
function evening(day: number, title: string): PlannedEvent[] {
  const draft = day >= FIRST_DRAFT ? { isDraft: true } : {};
  const work = { production: title, venue: 'main_stage', day, type: 'technical', ...draft } as const;
  const end = later('19:00', minutes[title] ?? 150);
  const show: PlannedEvent = {
    ...work,
    key: `show ${day}`,
    title: `«${title}»`,
    type: 'performance',
    call: '18:00',
    ready: '18:15',
    start: '19:00',
    end,
  };
  if (day < -3 || day > 10) return [show];
  return [
    {
      ...work,
      key: `load in ${day}`,
      title: `Монтировка: «${title}»`,
      activity: 'load_in',
      start: '09:00',
      end: '13:00',
    },
    { ...work, key: `lighting ${day}`, title: `Свет: «${title}»`, activity: 'lighting', start: '13:00', end: '16:00' },
    { ...work, key: `sound ${day}`, title: `Звук: «${title}»`, activity: 'sound_check', start: '16:00', end: '17:00' },
    show,
    {
      ...work,
      key: `load out ${day}`,
      title: `Разборка: «${title}»`,
      activity: 'load_out',
      start: later(end, 15),
      end: later(end, 135),
    },
  ];
}

/** What is rehearsed by day, and in the afternoon. */
const mornings = ['Гамлет', 'Три сестры', 'Три сестры', 'Гамлет', 'Три сестры', 'Вишнёвый сад', 'Три сестры'] as const;

function rehearsals(): PlannedEvent[] {
  const events: PlannedEvent[] = [];
  for (let day = -9; day <= 30; day += 1) {
    if (day % 7 === 4) continue;
    const title = day === 0 ? 'Вишнёвый сад' : (mornings[Math.abs(day) % mornings.length] ?? 'Гамлет');
    const draft = day >= FIRST_DRAFT ? { isDraft: true } : {};
    events.push({
      key: `rehearsal ${day}`,
      day,
      title: `Репетиция: «${title}»`,
      type: 'rehearsal',
      production: title,
      venue: 'rehearsal_1',
      call: '10:45',
      start: '11:00',
      end: '14:00',
      ...draft,
    });
    if (day % 3 === 0)
      events.push({
        key: `fitting ${day}`,
        day,
        title: `Примерка: «Три сестры»`,
        type: 'technical',
        activity: 'fitting',
        production: 'Три сестры',
        venue: 'rehearsal_2',
        start: '15:00',
        end: '17:00',
        ...draft,
      });
  }
  return events;
}

const singles: readonly PlannedEvent[] = [
  {
    key: 'put in',
    day: 1,
    title: 'Ввод: «Чайка», Заречная — Реут',
    type: 'rehearsal',
    activity: 'put_in',
    production: 'Чайка',
    venue: 'rehearsal_2',
    call: '10:45',
    start: '11:00',
    end: '14:00',
  },
  {
    key: 'put in run',
    day: 6,
    title: 'Прогон с вводом: «Чайка»',
    type: 'run_through',
    activity: 'put_in',
    production: 'Чайка',
    venue: 'main_stage',
    call: '11:30',
    start: '12:00',
    end: '15:00',
  },
  // The one collision: the room is taken from eleven to two.
  {
    key: 'reading',
    day: 5,
    title: 'Читка: «Три сестры», роли второго состава',
    type: 'rehearsal',
    activity: 'read_through',
    production: 'Три сестры',
    venue: 'rehearsal_1',
    start: '13:00',
    end: '15:00',
    isDraft: true,
  },
  {
    key: 'planning',
    day: 2,
    title: 'Постановочное совещание: «Три сестры»',
    type: 'meeting',
    production: 'Три сестры',
    venue: 'rehearsal_2',
    start: '12:00',
    end: '13:00',
  },
  ...[-7, -1, 2, 6, 9, 16, 23].map(
    (day): PlannedEvent => ({
      key: `matinee ${day}`,
      day,
      title: '«Снежная королева»',
      type: 'performance',
      production: 'Снежная королева',
      venue: 'small_stage',
      call: '11:00',
      ready: '11:30',
      start: '12:00',
      end: '13:35',
      ...(day >= FIRST_DRAFT ? { isDraft: true } : {}),
    }),
  ),
];

/** All events of the month. */
export const demoPlan: readonly PlannedEvent[] = [
  ...Object.entries(evenings).flatMap(([day, title]) => evening(Number(day), title)),
  ...rehearsals(),
  ...singles,
  ...tourPlan,
];

/** Venues beside those that every theatre begins with; those of the tour stand in `demo-tour-plan.ts`. */
export const demoVenues = [
  { code: 'small_stage', name: 'Малая сцена', type: 'stage', capacity: 90, city: null, timezone: null },
  ...tourVenues,
] as const;
