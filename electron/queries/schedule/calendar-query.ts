/** The schedule as events of a calendar file: the plan, or what was told, as the reader may see it. */
import { deriveId } from '../../../shared/base/ids.ts';
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import * as declared from '../../../shared/features/schedule-import/queries.ts';
import { translator } from '../../../shared/i18n/dictionary.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { uidOf } from '../../../shared/ical/calendar-event.ts';
import type { WrittenEvent } from '../../../shared/ical/write-calendar.ts';
import { lookOf } from '../../../shared/rules/event-look.ts';
import { callStretch, clockAt, eventMoments, timeOf } from '../../../shared/rules/event-time.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement, type QueryContext } from '../define-query.ts';
import { type EventNames, employeeOf, namesFor, RANGE_TABLES, readRange, seesPlan } from './range.ts';
import { toldOf } from './schedule-queries.ts';

/** Before a call a telephone rings so early, in minutes. */
const ALARM = 60;

interface Beside {
  readonly description: string | null;
  readonly updated_at: string;
}

/** What a calendar file says of an event beyond the schedule on the screen. */
function besideOf(replica: Reading, ids: readonly string[]): ReadonlyMap<string, Beside> {
  const rows = replica
    .prepared<[string], Beside & { id: string }>(
      'SELECT id, description, updated_at FROM schedule_events WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(ids));
  return new Map(rows.map((row) => [row.id, row]));
}

interface OwnCall {
  readonly id: string;
  readonly event_id: string;
  readonly function: string;
  readonly call_time: string | null;
  readonly end_time: string | null;
}

/** The reader's calls to some events, as they stand; of those who do not plan, as they were told. */
function callsOf({ replica, author }: QueryContext, ids: readonly string[]): Map<string, OwnCall[]> {
  const employee = employeeOf(replica, author);
  const stored = replica
    .prepared<[string | null, string], OwnCall>(
      `SELECT id, event_id, function, call_time, end_time FROM event_calls
       WHERE employee_id = ? AND deleted_at IS NULL AND answer <> 'declined'
       AND event_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(employee, JSON.stringify(ids));
  if (seesPlan(author)) return Map.groupBy(stored, (call) => call.event_id);
  const told = toldOf(replica, ids);
  const calls = [...told].flatMap(([eventId, event]) =>
    event.calls
      .filter((call) => call.employeeId === employee)
      .flatMap((call): OwnCall[] => {
        const own = stored.find((one) => one.event_id === eventId && one.function === call.function);
        const times = { call_time: call.callTime, end_time: call.endTime };
        // What was told and is taken back since was told all the same.
        const id = own?.id ?? deriveId('told call', eventId, call.function);
        return [{ id, event_id: eventId, function: call.function, ...times }];
      }),
  );
  return Map.groupBy(calls, (call) => call.event_id);
}

const columns = tableOf('schedule_events').columns;

/** Goes up with every change, and is as large as calendars take: seconds since 2020. */
const sequenceOf = (updatedAt: string): number => Math.max(0, Math.round(Date.parse(updatedAt) / 1000) - 1_577_836_800);

/** Puts events into the words of a language. */
class CalendarWriter {
  readonly #t: ReturnType<typeof translator>;
  readonly #language: 'ru' | 'en';
  readonly #zones: ReadonlyMap<string, { readonly name: string; readonly zone: string }>;
  readonly #zone: string;

  constructor(language: 'ru' | 'en', { venues, zone }: EventNames) {
    this.#t = translator(language);
    this.#language = language;
    this.#zones = venues;
    this.#zone = zone;
  }

  #kind({ type, activity, title }: ScheduleEvent): string {
    if (activity === null && (type === 'performance' || type === 'premiere' || type === 'other')) return '';
    const word =
      activity === null
        ? statusName(type, this.#language, columns['event_type'])
        : statusName(activity, this.#language, columns['activity']);
    return title.toLowerCase().startsWith(word.toLowerCase()) ? '' : word;
  }

  #zoneOf(event: ScheduleEvent): string {
    return (event.venueId === null ? undefined : this.#zones.get(event.venueId)?.zone) ?? this.#zone;
  }

  event(event: ScheduleEvent, beside: Beside | undefined): WrittenEvent {
    const { call, ready } = event;
    return {
      uid: uidOf(event.id),
      recurrence: null,
      title: event.title,
      description: beside?.description ?? null,
      date: event.date,
      start: event.start,
      end: event.end,
      call,
      ready,
      zone: event.start === null ? null : this.#zoneOf(event),
      venue: (event.venueId === null ? undefined : this.#zones.get(event.venueId)?.name) ?? event.venueText,
      address: null,
      type: event.type,
      activity: event.activity,
      status: event.status,
      production: event.performance,
      variant: event.variant,
      sequence: beside === undefined ? 0 : sequenceOf(beside.updated_at),
      modifiedAt: beside?.updated_at ?? null,
      shown: {
        kind: this.#kind(event),
        lines: [
          ...(call === null ? [] : [this.#t('export.call', { time: call.slice(0, 5) })]),
          ...(ready === null ? [] : [this.#t('export.ready', { time: ready.slice(0, 5) })]),
        ],
        alarm: null,
      },
    };
  }

  /** From when somebody is needed, and until when, as an event of its own. */
  call(event: ScheduleEvent, call: OwnCall, beside: Beside | undefined): WrittenEvent {
    const zone = this.#zoneOf(event);
    const clock = {
      event_date: event.date,
      call_time: event.call,
      stage_ready_time: event.ready,
      start_time: event.start,
      end_time: event.end,
      event_type: event.type,
    };
    const whole = this.event(event, beside);
    const stretch = callStretch(clock, eventMoments(clock, zone), call, zone);
    const [from, to] = [clockAt(zone, stretch.from), clockAt(zone, stretch.to)];
    // Of a whole day nobody is called at midnight.
    const isDay = event.start === null && call.call_time === null && event.call === null;
    const time = timeOf(from.minutes);
    return {
      ...whole,
      uid: uidOf(call.id),
      date: isDay ? event.date : from.day,
      start: isDay ? null : time,
      end: isDay || (event.end === null && call.end_time === null) ? null : timeOf(to.minutes),
      call: null,
      zone: isDay ? null : zone,
      shown: {
        kind: whole.shown.kind,
        lines: [
          ...(isDay ? [call.function] : [this.#t('export.callAs', { time, function: call.function })]),
          ...(event.start === null ? [] : [`${event.start.slice(0, 5)} ${event.title}`]),
        ],
        alarm: isDay ? null : ALARM,
      },
    };
  }
}

async function contents(context: QueryContext, wanted: declared.CalendarWanted): Promise<declared.CalendarContents> {
  const { replica, author } = context;
  const { isMine, venueId, performanceId, look, language } = wanted;
  const employee = isMine ? employeeOf(replica, author) : wanted.employeeId;
  const theater = replica.prepared<[], { name: string }>('SELECT name FROM theaters LIMIT 1').get()?.name ?? '';
  const name = translator(language)(isMine ? 'export.nameMine' : 'export.nameAll', { theater });
  const isEmployee = !isMine || employee !== null;
  if (!isEmployee) return { name, events: [], isEmployee };
  const range = await readRange(context, { from: wanted.from, to: wanted.to, employeeId: employee });
  const shown = range.events.filter(
    (event) =>
      event.state !== 'withdrawn' &&
      (isMine ||
        ((venueId === null || event.venueId === venueId) &&
          (performanceId === null || event.performanceId === performanceId) &&
          (look === null || lookOf(event) === look))),
  );
  const ids = shown.map(({ id }) => id);
  const beside = besideOf(replica, ids);
  const writer = new CalendarWriter(language, namesFor(replica, range.zone));
  if (!isMine) return { name, events: shown.map((event) => writer.event(event, beside.get(event.id))), isEmployee };
  const calls = callsOf(context, ids);
  return {
    name,
    isEmployee,
    events: shown.flatMap((event) =>
      (calls.get(event.id) ?? []).map((call) => writer.call(event, call, beside.get(event.id))),
    ),
  };
}

export const calendarContents = implement(declared.calendarContents, { tables: RANGE_TABLES, run: contents });
