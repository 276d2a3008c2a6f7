/** Events of a stretch of days as the reader may see them: the plan, or what was told. */
import type {
  EventPlaceView,
  OwnCall,
  ScheduleEvent,
  ScheduleRange,
  ScheduleVenue,
} from '../../../shared/features/schedule/queries.ts';
import { theaterZone } from '../../../shared/mutations/schedule-plan.ts';
import { eventMoments, zoneOf } from '../../../shared/rules/event-time.ts';
import { can } from '../../../shared/rules/permissions.ts';
import type { PublishedEvent } from '../../../shared/rules/publication.ts';
import type { Reading } from '../../replica/reading.ts';
import type { Asker, QueryContext } from '../define-query.ts';
import { short } from './collision-words.ts';
import { theaterOf, venuesOf } from './plan.ts';
import { type EventLook, lookOf, type Publication, placeOf, plannedEvents, toldIn } from './planned-events.ts';

/** Tables that a stretch of the schedule is read from. */
export const RANGE_TABLES = [
  'schedule_events',
  'event_calls',
  'event_participants',
  'event_publications',
  'venues',
  'performances',
  'performance_variants',
  'employees',
  'theaters',
] as const;

const PUBLICATION = 'SELECT event_id, content, event_date, is_withdrawn, published_at FROM event_publications';

/** Whether the reader sees plans. */
export const seesPlan = (author: Asker | undefined): boolean =>
  author !== undefined && can(author.permissions, 'schedule.edit');

/** The reader as an employee. */
export const employeeOf = (replica: Reading, author: Asker | undefined): string | null =>
  author === undefined
    ? null
    : (replica
        .prepared<[string], { id: string }>(
          'SELECT id FROM employees WHERE user_id = ? AND deleted_at IS NULL ORDER BY id LIMIT 1',
        )
        .get(author.userId)?.id ?? null);

/** Names that events speak of. */
export interface EventNames {
  readonly venues: ReadonlyMap<string, ScheduleVenue>;
  readonly performances: ReadonlyMap<string, string>;
  readonly variants: ReadonlyMap<string, string>;
  readonly zone: string;
}

/** What venues, productions and variants are called, the deleted ones as well. `zone`: of venues without their own. */
export function namesFor(replica: Reading, zone: string): EventNames {
  const named = (sql: string): Map<string, string> =>
    new Map(
      replica
        .prepared<[], { id: string; name: string }>(sql)
        .all()
        .map((row) => [row.id, row.name]),
    );
  return {
    // Events of before stand at venues that are closed since.
    venues: new Map(
      replica
        .prepared<[], Omit<ScheduleVenue, 'zone'> & { timezone: string | null }>(
          'SELECT id, name, type, capacity, timezone FROM venues',
        )
        .all()
        .map(({ timezone, ...venue }) => [venue.id, { ...venue, zone: zoneOf(timezone, zone) }]),
    ),
    performances: named('SELECT id, title AS name FROM performances'),
    variants: named('SELECT id, name FROM performance_variants'),
    zone,
  };
}

const samePlace = (a: EventPlaceView, b: EventPlaceView): boolean =>
  a.date === b.date && a.start === b.start && a.end === b.end && a.venueId === b.venueId;

/** What is known of an event beside what could be told of it. */
interface Beside {
  readonly state: ScheduleEvent['state'];
  readonly told: EventPlaceView | undefined;
  readonly mine: OwnCall | null;
}

/** An event of the calendar from what is told of it, or would be. */
export function shownEvent(id: string, event: EventLook, names: EventNames, beside: Beside): ScheduleEvent {
  const venue = event.venueId === null ? undefined : names.venues.get(event.venueId);
  const moments = eventMoments(
    {
      event_date: event.date,
      call_time: event.call,
      stage_ready_time: event.ready,
      start_time: event.start,
      end_time: event.end,
      event_type: event.type,
    },
    venue?.zone ?? names.zone,
  );
  const told = beside.told ?? null;
  return {
    id,
    ...placeOf(event),
    title: event.title,
    call: event.call,
    ready: event.ready,
    daysLater: moments.daysLater,
    startsAt: moments.start,
    endsAt: moments.end,
    isWholeDay: moments.isWholeDay,
    venueText: event.venueText,
    isAway: event.type === 'tour' || venue?.type === 'tour',
    type: event.type,
    activity: event.activity,
    status: event.status,
    performanceId: event.performanceId,
    performance: event.performanceId === null ? null : (names.performances.get(event.performanceId) ?? null),
    variantId: event.variantId,
    variant: event.variantId === null ? null : (names.variants.get(event.variantId) ?? null),
    state: beside.state,
    told: told !== null && !samePlace(told, placeOf(event)) ? told : null,
    called: event.called,
    open: event.open,
    mine: beside.mine,
  };
}

type StoredCall = {
  readonly id: string;
  readonly event_id: string;
  readonly function: string;
  readonly call_time: string | null;
  readonly end_time: string | null;
  readonly answer: OwnCall['answer'];
};

/** The reader's own calls of some days, by event, as they stand now. */
function ownCalls(replica: Reading, employee: string | null, from: string, to: string): Map<string, StoredCall> {
  if (employee === null) return new Map();
  const rows = replica
    .prepared<[string, string, string], StoredCall>(
      `SELECT c.id, c.event_id, c.function, c.call_time, c.end_time, c.answer FROM event_calls c
       JOIN schedule_events e ON e.id = c.event_id
       WHERE c.employee_id = ? AND c.deleted_at IS NULL AND e.event_date BETWEEN ? AND ?
       ORDER BY c.function DESC, c.id`,
    )
    .all(employee, from, to);
  return new Map(rows.map((row) => [row.event_id, row]));
}

/** Somebody's part in the plan, as their call has it. */
const ownPart = (stored: StoredCall | undefined): OwnCall | null =>
  stored === undefined
    ? null
    : {
        callId: stored.id,
        function: stored.function,
        call: short(stored.call_time),
        end: short(stored.end_time),
        answer: stored.answer,
      };

/** Somebody's part in what was told, or would be. */
export function partIn(event: PublishedEvent, employee: string | null, stored: StoredCall | undefined): OwnCall | null {
  const told = employee === null ? undefined : event.calls.find(({ employeeId }) => employeeId === employee);
  if (told === undefined) return null;
  return {
    callId: stored?.id ?? null,
    function: told.function,
    call: told.callTime,
    end: told.endTime,
    answer: stored?.answer ?? 'invited',
  };
}

const isCalled = (event: PublishedEvent, employeeId: string | null): boolean =>
  employeeId === null || event.calls.some((call) => call.employeeId === employeeId);

/** Events of the days to which somebody is called; undefined where nobody in particular is asked for. */
const calledIn = (
  replica: Reading,
  { from, to, employeeId }: RangeArgs,
): ReadonlyMap<string, StoredCall> | undefined =>
  employeeId === null ? undefined : ownCalls(replica, employeeId, from, to);

type RangeArgs = Readonly<{ from: string; to: string; employeeId: string | null }>;

/** Whose answer it is, and what of the theatre's it speaks of. */
interface Reader {
  readonly replica: Reading;
  readonly theater: string;
  readonly names: EventNames;
  readonly employee: string | null;
  readonly own: ReadonlyMap<string, StoredCall>;
}

/** What a stretch holds, and what of it publishing would tell. */
interface Stretch {
  readonly events: ScheduleEvent[];
  readonly unpublished: string[];
  readonly publishedAt: string | null;
}

const later = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);

/** What was told of events of the days: they may stand elsewhere by now, or nowhere. */
const TOLD = `SELECT event_id, event_date, is_withdrawn, published_at FROM event_publications
  WHERE event_date BETWEEN ? AND ? AND is_withdrawn = 0`;

/** What is planned, for those who plan; and what is not there any more and people do not know. */
async function planIn({ replica, theater, names, own }: Reader, args: RangeArgs): Promise<Stretch> {
  const plan = await plannedEvents(replica, theater, args);
  const called = calledIn(replica, args);
  const events: ScheduleEvent[] = [];
  const unpublished: string[] = [];
  let publishedAt: string | null = null;
  for (const [id, { look, state, told, publishedAt: at }] of plan) {
    publishedAt = later(publishedAt, at);
    if (state !== 'published') unpublished.push(id);
    if (called?.has(id) === false) continue;
    events.push(shownEvent(id, look, names, { state, told, mine: ownPart(own.get(id)) }));
  }
  const rows = replica.prepared<[string, string], Omit<Publication, 'content'>>(TOLD).all(args.from, args.to);
  for (const { event_id: id, published_at: at } of rows) {
    publishedAt = later(publishedAt, at);
    // What stands where it was told is in sight already.
    if (plan.has(id)) continue;
    // It stands on another day by now, or nowhere any more.
    unpublished.push(id);
    const told = isGone(replica, id) ? toldIn(publicationOf(replica, id)) : undefined;
    if (told !== undefined && isCalled(told, args.employeeId))
      events.push(shownEvent(id, lookOf(told), names, { state: 'withdrawn', told: undefined, mine: null }));
  }
  return { events, unpublished, publishedAt };
}

/** What people were told of the days. */
function toldOn({ replica, names, employee, own }: Reader, args: RangeArgs): Stretch {
  const events: ScheduleEvent[] = [];
  let publishedAt: string | null = null;
  const rows = replica
    .prepared<[string, string], Publication>(`${PUBLICATION} WHERE event_date BETWEEN ? AND ? AND is_withdrawn = 0`)
    .all(args.from, args.to);
  for (const publication of rows) {
    publishedAt = later(publishedAt, publication.published_at);
    const told = toldIn(publication);
    if (told === undefined || !isCalled(told, args.employeeId)) continue;
    const mine = partIn(told, employee, own.get(publication.event_id));
    events.push(shownEvent(publication.event_id, lookOf(told), names, { state: 'published', told: undefined, mine }));
  }
  return { events, unpublished: [], publishedAt };
}

/** A stretch of the schedule for somebody. */
export async function readRange(
  { replica, author, now, today }: QueryContext,
  args: RangeArgs,
): Promise<ScheduleRange> {
  const theater = theaterOf(replica);
  const zone = await theaterZone(replica.db, theater);
  const employee = employeeOf(replica, author);
  const own = ownCalls(replica, employee, args.from, args.to);
  const reader = { replica, theater, names: namesFor(replica, zone), employee, own };
  const isPlan = seesPlan(author);
  const { events, unpublished, publishedAt } = isPlan ? await planIn(reader, args) : toldOn(reader, args);
  return {
    isPlan,
    today,
    zone,
    now: now.getTime(),
    venues: venuesOf(replica, zone),
    events: events.toSorted((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1)),
    unpublished,
    publishedAt,
  };
}

const publicationOf = (replica: Reading, id: string): Publication | undefined =>
  replica.prepared<[string], Publication>(`${PUBLICATION} WHERE event_id = ?`).get(id);

const isGone = (replica: Reading, id: string): boolean =>
  replica.prepared<[string], unknown>('SELECT 1 FROM schedule_events WHERE id = ? AND deleted_at IS NULL').get(id) ===
  undefined;
