/** The schedule on paper: who is called to an event, and a day over all venues; as the reader may see them. */
import type { CallSheetData } from '../../../paper/forms/call-sheet/data.ts';
import type { DayScheduleData } from '../../../paper/forms/day-schedule/data.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { CallView, EventDetail, ScheduleEvent, ScheduleRange } from '../../../shared/features/schedule/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import type { QueryContext } from '../define-query.ts';
import { readRange, seesPlan } from '../schedule/range.ts';
import { toldOf } from '../schedule/schedule-queries.ts';
import { said } from './pieces.ts';

const columns = tableOf('schedule_events').columns;

/** «Вторник, 24 ноября 2026 г.» */
export function longDay(day: string, language: Language): string {
  const text = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** «19:00» of a stored time; empty of nothing. */
export const short = (time: string | null): string => time?.slice(0, 5) ?? '';

/** «19:00–22:00», «22:00–01:30 (+1)», «весь день» */
export function timeOf({ start, end, daysLater }: ScheduleEvent, language: Language): string {
  if (start === null) return said(language, 'весь день', 'all day');
  const later = end !== null && daysLater > 0 ? ` (+${String(daysLater)})` : '';
  return `${short(start)}${end === null ? '' : `–${short(end)}`}${later}`;
}

const kindOf = ({ type, activity }: ScheduleEvent, language: Language): string =>
  activity === null
    ? statusName(type, language, columns['event_type'])
    : statusName(activity, language, columns['activity']);

/** Kind, production and variant, as far as the title does not say them. */
export const aboutOf = (event: ScheduleEvent, language: Language): string =>
  [
    event.title.toLowerCase() === kindOf(event, language).toLowerCase() ? null : kindOf(event, language),
    event.performance === null || event.title.includes(event.performance) ? null : event.performance,
    event.variant,
  ]
    .filter((part) => part !== null)
    .join(' · ');

/** What one must not overlook. */
export function markOf(event: ScheduleEvent, isPlan: boolean, language: Language): string {
  if (event.status === 'cancelled') return said(language, 'отменено', 'cancelled');
  if (!isPlan) return '';
  if (event.state === 'draft') return said(language, 'черновик', 'draft');
  return event.state === 'changed' ? said(language, 'изменено, не объявлено', 'changed, not told') : '';
}

/** What a call sheet is made of. */
export interface CallPaper {
  readonly detail: Pick<EventDetail, 'event' | 'description' | 'venue' | 'zone' | 'isOtherZone' | 'calls'>;
  readonly language: Language;
}

/** Nobody is before everybody: a function that is still to be filled has to be seen. */
function callRow(call: CallView, event: ScheduleEvent, language: Language): string[] {
  const declined = call.answer === 'declined' ? said(language, 'отказ', 'declined') : null;
  return [
    short(call.call ?? event.call ?? event.start),
    call.name ?? said(language, '— никого нет —', '— nobody yet —'),
    call.function,
    short(call.end),
    [declined, call.note].filter((part) => part !== null && part !== '').join('; '),
  ];
}

/** Who is called, when and as what, by department. */
export function callSheet({ detail, language }: CallPaper): GatheredSheet {
  const { event, calls, venue } = detail;
  const t = (ru: string, en: string): string => said(language, ru, en);
  const without = t('Без цеха', 'No department');
  const groups = [...Map.groupBy(calls, (call) => call.department ?? without)];
  const place = venue?.name ?? event.venueText ?? '';
  const data = {
    title: event.title,
    about: aboutOf(event, language),
    facts: (
      [
        [t('Когда', 'When'), `${longDay(event.date, language)}, ${timeOf(event, language)}`],
        [t('Где', 'Where'), place],
        [t('Явка', 'Call'), short(event.call)],
        [t('Сцена готова', 'Stage ready'), short(event.ready)],
        [t('Время', 'Clock'), detail.isOtherZone ? (venue?.zone ?? '') : ''],
        [t('Внимание', 'Note'), markOf(event, event.state !== 'published', language)],
      ] as [string, string][]
    ).filter(([, value]) => value !== ''),
    description: detail.description ?? '',
    groups: groups.map(([department, of]) => ({
      department,
      rows: of
        .map((call) => callRow(call, event, language))
        .toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : (a[0] ?? '') > (b[0] ?? '') ? 1 : 0)),
    })),
    total: t(`Вызовов: ${String(calls.length)}`, `Calls: ${String(calls.length)}`),
  } satisfies CallSheetData;
  return {
    title: t(`Лист вызовов: ${event.title}, ${event.date}`, `Call sheet: ${event.title}, ${event.date}`).slice(0, 255),
    subject: { table: 'schedule_events', id: event.id },
    data,
    lines: calls.map((call) => ({ key: call.id, text: callRow(call, event, language).join(' · ') })),
    pictures: [],
  };
}

/** Somebody who is called. */
export interface CalledPerson {
  readonly name: string | null;
  readonly function: string;
  readonly call: string | null;
}

/** Who is called to some events, by event: of those who do not plan, as it was told. */
function calledTo({ replica, author }: QueryContext, ids: readonly string[]): ReadonlyMap<string, CalledPerson[]> {
  if (seesPlan(author)) {
    const rows = replica
      .prepared<[string], CalledPerson & { event_id: string }>(
        `SELECT c.event_id, e.full_name AS name, c.function, c.call_time AS call FROM event_calls c
         LEFT JOIN employees e ON e.id = c.employee_id
         WHERE c.deleted_at IS NULL AND c.answer <> 'declined'
         AND c.event_id IN (SELECT value FROM json_each(?)) ORDER BY c.function, e.full_name, c.id`,
      )
      .all(JSON.stringify(ids));
    return Map.groupBy(rows, (row) => row.event_id);
  }
  const told = toldOf(replica, ids);
  const people = new Map(
    replica
      .prepared<[string], { id: string; name: string }>(
        'SELECT id, full_name AS name FROM employees WHERE id IN (SELECT value FROM json_each(?))',
      )
      .all(JSON.stringify([...told.values()].flatMap(({ calls }) => calls.map(({ employeeId }) => employeeId))))
      .map(({ id, name }) => [id, name] as const),
  );
  return new Map(
    [...told].map(([id, { calls }]) => [
      id,
      calls.map((call) => ({
        name: call.employeeId === null ? null : (people.get(call.employeeId) ?? null),
        function: call.function,
        call: call.callTime,
      })),
    ]),
  );
}

/** «свет: Иванов (16:30), Петров» for each function. */
const peopleLines = (people: readonly CalledPerson[], language: Language): string[] =>
  [...Map.groupBy(people, (one) => one.function)].map(
    ([as, of]) =>
      `${as}: ${of
        .map(({ name, call }) => {
          const who = name ?? said(language, 'никого нет', 'nobody yet');
          return call === null ? who : `${who} (${short(call)})`;
        })
        .join(', ')}`,
  );

/** What the schedule of a day is made of. */
export interface DayPaper {
  readonly date: string;
  readonly range: Pick<ScheduleRange, 'events' | 'venues' | 'zone' | 'isPlan'>;
  readonly called: ReadonlyMap<string, readonly CalledPerson[]>;
  readonly language: Language;
}

/** What is needed of a day. */
export async function dayPaperOf(context: QueryContext, date: string, language: Language): Promise<DayPaper> {
  const range = await readRange(context, { from: date, to: date, employeeId: null });
  const events = range.events.filter(({ state }) => state !== 'withdrawn');
  const called = calledTo(
    context,
    events.map(({ id }) => id),
  );
  return { date, range: { ...range, events }, called, language };
}

/** A day over all venues: those of the theatre in their order, then everything else. */
export function daySchedule({ date, range, called, language }: DayPaper): GatheredSheet {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const names = new Map(range.venues.map((venue) => [venue.id, venue]));
  const elsewhere = t('Без площадки', 'No venue');
  const placeOf = (event: ScheduleEvent): string =>
    (event.venueId === null ? undefined : names.get(event.venueId)?.name) ?? event.venueText ?? elsewhere;
  const byPlace = Map.groupBy(range.events, placeOf);
  const own = range.venues.map(({ name }) => name).filter((name) => byPlace.has(name));
  const order = [...new Set([...own, ...[...byPlace.keys()].toSorted()])];
  const eventOf = (event: ScheduleEvent): DayScheduleData['venues'][number]['events'][number] => ({
    time: timeOf(event, language),
    before: [
      event.call === null ? null : t(`явка ${short(event.call)}`, `call ${short(event.call)}`),
      event.ready === null ? null : t(`сцена ${short(event.ready)}`, `stage ${short(event.ready)}`),
    ]
      .filter((part) => part !== null)
      .join(', '),
    title: event.title,
    about: aboutOf(event, language),
    mark: markOf(event, range.isPlan, language),
    people: peopleLines(called.get(event.id) ?? [], language),
  });
  const zoneOf = (name: string): string => range.venues.find((venue) => venue.name === name)?.zone ?? range.zone;
  const data = {
    title: longDay(date, language),
    about: range.isPlan
      ? t('План театра; черновики отмечены', 'The plan of the theatre; drafts are marked')
      : t('Как объявлено', 'As it was published'),
    venues: order.map((name) => ({
      name,
      note: zoneOf(name) === range.zone ? '' : zoneOf(name),
      events: (byPlace.get(name) ?? []).map(eventOf),
    })),
    total: t(`Событий: ${String(range.events.length)}`, `Events: ${String(range.events.length)}`),
  } satisfies DayScheduleData;
  return {
    title: t(`Расписание дня: ${date}`, `Schedule of the day: ${date}`),
    subject: null,
    data,
    lines: range.events.map((event) => {
      const { time, title, before, about, mark, people } = eventOf(event);
      const text = [time, placeOf(event), title, before, about, mark, ...people].filter((part) => part !== '');
      return { key: event.id, text: text.join(' · ') };
    }),
    pictures: [],
  };
}
