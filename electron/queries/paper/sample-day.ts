/** A day that never was, for whoever looks at the forms of the schedule. */
import type { CallView, ScheduleEvent, ScheduleVenue } from '../../../shared/features/schedule/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { said } from './pieces.ts';
import type { CallPaper, DayPaper } from './schedule-forms.ts';

const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

function eventOf(date: string, number: number, more: Partial<ScheduleEvent>): ScheduleEvent {
  return {
    id: idOf(number),
    date,
    start: '19:00',
    end: '22:00',
    venueId: idOf(90),
    title: '',
    call: null,
    ready: null,
    daysLater: 0,
    startsAt: 0,
    endsAt: 0,
    isWholeDay: false,
    venueText: null,
    isAway: false,
    type: 'performance',
    activity: null,
    status: 'planned',
    performanceId: null,
    performance: null,
    variantId: null,
    variant: null,
    state: 'published',
    told: null,
    called: 0,
    open: 0,
    mine: null,
    ...more,
  };
}

const stage = (language: Language): ScheduleVenue => ({
  id: idOf(90),
  name: said(language, 'Большая сцена', 'Main stage'),
  type: 'stage',
  capacity: 400,
  zone: 'Europe/Moscow',
});

const show = (date: string, language: Language): ScheduleEvent =>
  eventOf(date, 1, {
    title: said(language, 'Чайка', 'The Seagull'),
    call: '17:30',
    ready: '18:30',
    end: '22:10',
  });

function calls(language: Language): CallView[] {
  const call = (number: number, more: Partial<CallView>): CallView => ({
    id: idOf(number),
    employeeId: idOf(number + 20),
    name: null,
    function: '',
    departmentId: null,
    department: said(language, 'Свет', 'Lighting'),
    call: null,
    end: null,
    answer: 'confirmed',
    note: null,
    substitutes: [],
    ...more,
  });
  return [
    call(10, {
      name: said(language, 'Кравцов Олег', 'O. Kravtsov'),
      function: said(language, 'осветитель', 'electrician'),
      call: '15:00',
    }),
    call(11, { employeeId: null, function: said(language, 'пушка', 'follow spot') }),
    call(12, {
      name: said(language, 'Белова Наталья', 'N. Belova'),
      function: said(language, 'ведёт спектакль', 'calls the show'),
      department: said(language, 'Режиссёрское управление', 'Stage management'),
      note: said(language, 'с 16:00 в театре', 'in the theatre from 16:00'),
    }),
  ];
}

/** A call sheet. */
export const sampleCalls = (date: string, language: Language): CallPaper => ({
  detail: {
    event: show(date, language),
    description: said(language, 'Приедет комиссия: пропуска на вахте.', 'Visitors: passes at the stage door.'),
    venue: stage(language),
    zone: 'Europe/Moscow',
    isOtherZone: false,
    calls: calls(language),
  },
  language,
});

/** A day. */
export const sampleDay = (date: string, language: Language): DayPaper => ({
  date,
  range: {
    isPlan: true,
    zone: 'Europe/Moscow',
    venues: [stage(language)],
    events: [
      eventOf(date, 2, {
        title: said(language, 'Монтировка', 'Load-in'),
        type: 'technical',
        activity: 'load_in',
        start: '10:00',
        end: '14:00',
        state: 'draft',
      }),
      show(date, language),
      eventOf(date, 3, {
        title: said(language, 'Читка', 'Read-through'),
        type: 'rehearsal',
        start: '12:00',
        end: null,
        venueId: null,
        venueText: said(language, 'Репетиционный зал', 'Rehearsal room'),
        status: 'cancelled',
      }),
    ],
  },
  called: new Map([[idOf(1), calls(language).map(({ name, function: as, call }) => ({ name, function: as, call }))]]),
  language,
});
