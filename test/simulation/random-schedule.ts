/** What people who plan do, at random: few venues, days and people, so that plans meet. */
import type { JsonValue } from '../../shared/schema/define.ts';
import { dayFromNow } from '../support/rows.ts';
import type { Look, Random } from './random-world.ts';

type Args = Readonly<Record<string, JsonValue>>;
type Row = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** A random act of planning of that name; mostly sensible. */
export function scheduleAct(random: Random, look: Look, name: string): { readonly name: string; readonly args: Args } {
  const events = look(
    `SELECT id, event_date, start_time, end_time, venue_id FROM schedule_events WHERE ${random.next() < 0.9 ? 'deleted_at IS NULL' : '1 = 1'} ORDER BY id LIMIT 12`,
  );
  const calls = look('SELECT id, employee_id, answer FROM event_calls ORDER BY id LIMIT 20');
  const of = (table: string): string | null =>
    text(random.pick(look(`SELECT id FROM ${table} WHERE deleted_at IS NULL ORDER BY id LIMIT 3`))?.['id']);
  return {
    name,
    args: argsOf(random, name, { event: random.pick(events), events, call: random.pick(calls), calls, of }),
  };
}

interface Seen {
  readonly event: Row | undefined;
  readonly events: readonly Row[];
  readonly call: Row | undefined;
  readonly calls: readonly Row[];
  readonly of: (table: string) => string | null;
}

const day = (random: Random): string => dayFromNow(random.below(6) - 1);
const time = (random: Random): string => `${String(10 + random.below(12)).padStart(2, '0')}:30`;
const some = (random: Random, rows: readonly Row[]): string[] => {
  const picked = rows.filter(() => random.next() < 0.4).map((row) => String(row['id']));
  return picked.length > 0 ? picked : rows.slice(0, 1).map((row) => String(row['id']));
};

function placeOf(random: Random, event: Row | undefined): JsonValue {
  if (event === undefined || random.next() < 0.1)
    return { date: day(random), start: time(random), end: null, venueId: null };
  return {
    date: String(event['event_date']),
    start: text(event['start_time']),
    end: text(event['end_time']),
    venueId: text(event['venue_id']),
  };
}

const newCalls = (random: Random, { of }: Seen): JsonValue[] =>
  Array.from({ length: 1 + random.below(3) }, () => ({
    id: random.id(),
    employeeId: random.next() < 0.8 ? of('employees') : null,
    function: random.pick(['свет', 'звук', 'Нина']) ?? 'свет',
    callTime: random.next() < 0.3 ? time(random) : null,
  }));

function argsOf(random: Random, name: string, seen: Seen): Args {
  const { event, events, call, calls, of } = seen;
  const id = text(event?.['id']) ?? random.id();
  const callId = text(call?.['id']) ?? random.id();
  const ids = events.length === 0 ? [random.id()] : some(random, events);
  switch (name) {
    case 'schedule.create':
      return {
        id: random.id(),
        values: {
          title: `С${random.below(20)}`,
          event_type: random.pick(['performance', 'rehearsal', 'tour']) ?? 'other',
          event_date: day(random),
          start_time: time(random),
          end_time: random.next() < 0.7 ? time(random) : null,
          venue_id: of('venues'),
          performance_id: random.next() < 0.5 ? of('performances') : null,
        },
        ...(random.next() < 0.5 ? { calls: newCalls(random, seen) } : {}),
      };
    case 'schedule.move':
      return {
        id,
        seen: placeOf(random, event),
        to: { date: day(random), start: time(random), end: time(random), venueId: of('venues') },
      };
    case 'schedule.shift':
      return { ids, days: random.below(5) - 2 };
    case 'schedule.copy':
      return {
        copies: ids.map((fromId) => ({ fromId, id: random.id(), date: day(random) })),
        withCalls: random.next() < 0.5,
      };
    case 'schedule.repeat':
      return {
        id,
        dates: [
          { id: random.id(), date: day(random) },
          { id: random.id(), date: day(random) },
        ],
        withCalls: random.next() < 0.5,
      };
    case 'schedule.remove':
      return { ids: ids.slice(0, 2), deletionId: random.id() };
    case 'schedule.call':
      return { eventId: id, calls: newCalls(random, seen) };
    case 'schedule.release':
      return { ids: calls.length === 0 ? [random.id()] : some(random, calls).slice(0, 3), deletionId: random.id() };
    case 'schedule.answer':
      return {
        callId,
        answer: random.pick(['confirmed', 'declined', 'invited']) ?? 'invited',
        seen: text(call?.['answer']) ?? 'invited',
      };
    case 'schedule.replace':
      return { callId, employeeId: random.next() < 0.9 ? of('employees') : null, seen: text(call?.['employee_id']) };
    case 'schedule.import':
    case 'schedule.importBack':
      return { events: fromFile(random, of), ...(name === 'schedule.import' ? {} : { deletionId: random.id() }) };
    case 'schedule.setRule': {
      const severity = random.pick(['warn', 'block'] as const) ?? 'warn';
      return random.next() < 0.3
        ? { restHours: 8 + random.below(8), seen: 12 }
        : {
            rule: random.pick(['venue.taken', 'person.twice', 'person.rest']) ?? 'venue.taken',
            severity,
            seen: random.next() < 0.5 ? 'warn' : 'block',
          };
    }
    case 'schedule.importName': {
      const table = random.pick(['venues', 'performances'] as const) ?? 'venues';
      return { table, id: random.next() < 0.5 ? (of(table) ?? random.id()) : random.id(), name: `И${random.below(4)}` };
    }
    default:
      return { ids };
  }
}

/** Few UIDs, so that the same event comes twice, is taken back and comes again. */
const fromFile = (random: Random, of: Seen['of']): JsonValue[] =>
  Array.from({ length: 1 + random.below(3) }, () => {
    const date = day(random);
    const venueId = random.next() < 0.5 ? of('venues') : null;
    return {
      uid: `uid ${random.below(5)}`,
      recurrence: random.next() < 0.3 ? date : null,
      values: {
        title: `Ф${random.below(6)}`,
        date,
        start: random.next() < 0.8 ? time(random) : null,
        end: random.next() < 0.5 ? time(random) : null,
        ...(random.next() < 0.5 ? { place: { venueId, name: 'Зал' } } : {}),
        ...(random.next() < 0.5 ? { status: random.pick(['planned', 'confirmed', 'cancelled']) ?? 'planned' } : {}),
        ...(random.next() < 0.3 ? { description: `Строка ${random.below(3)}` } : {}),
        ...(random.next() < 0.3 ? { performanceId: of('performances') } : {}),
      },
      seen: random.next() < 0.5 ? null : { title: `Ф${random.below(6)}`, start_time: time(random) },
    };
  });
