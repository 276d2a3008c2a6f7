/** Events of a stretch of days as the reader may see them: the plan, or what was told. */
import type {
  EventPlaceView,
  OwnCall,
  ScheduleEvent,
  ScheduleRange,
  ScheduleVenue,
} from '../../../shared/features/schedule/queries.ts';
import { publishableEvents, theaterZone } from '../../../shared/mutations/schedule-plan.ts';
import { eventMoments, zoneOf } from '../../../shared/rules/event-time.ts';
import { can } from '../../../shared/rules/permissions.ts';
import { differenceOf, isToldSo, type PublishedEvent, readPublished } from '../../../shared/rules/publication.ts';
import type { Reading } from '../../replica/reading.ts';
import type { Asker, QueryContext } from '../define-query.ts';
import { theaterOf, venuesOf } from './plan.ts';

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

interface Publication {
  readonly event_id: string;
  readonly content: string;
  readonly event_date: string;
  readonly is_withdrawn: number;
  readonly published_at: string;
}
const PUBLICATION = 'SELECT event_id, content, event_date, is_withdrawn, published_at FROM event_publications';

/** Publications of the days, and of the events that stand there by now, by event. */
function publicationsOf(replica: Reading, from: string, to: string): Map<string, Publication> {
  const onDays = replica
    .prepared<[string, string], Publication>(`${PUBLICATION} WHERE event_date BETWEEN ? AND ?`)
    .all(from, to);
  const ofEvents = replica
    .prepared<[string, string, string, string, string], Publication>(
      `${PUBLICATION} WHERE event_date NOT BETWEEN ? AND ? AND event_id IN
       (SELECT id FROM schedule_events WHERE theater_id = ? AND event_date BETWEEN ? AND ?)`,
    )
    .all(from, to, theaterOf(replica), from, to);
  return new Map([...onDays, ...ofEvents].map((row) => [row.event_id, row]));
}

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

const placeOf = ({ date, start, end, venueId }: PublishedEvent): EventPlaceView => ({ date, start, end, venueId });
const samePlace = (a: EventPlaceView, b: EventPlaceView): boolean =>
  a.date === b.date && a.start === b.start && a.end === b.end && a.venueId === b.venueId;

/** What is known of an event beside what could be told of it. */
interface Beside {
  readonly state: ScheduleEvent['state'];
  readonly told: PublishedEvent | undefined;
  readonly mine: OwnCall | null;
}

/** An event of the calendar from what is told of it, or would be. */
export function shownEvent(id: string, event: PublishedEvent, names: EventNames, beside: Beside): ScheduleEvent {
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
  const told = beside.told === undefined ? null : placeOf(beside.told);
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
    called: event.calls.filter(({ employeeId }) => employeeId !== null).length,
    open: event.calls.filter(({ employeeId }) => employeeId === null).length,
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
       WHERE c.employee_id = ? AND c.deleted_at IS NULL AND e.event_date BETWEEN ? AND ? ORDER BY c.id`,
    )
    .all(employee, from, to);
  return new Map(rows.map((row) => [row.event_id, row]));
}

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

/** A stretch of the schedule for somebody. */
export async function readRange(
  { replica, author, now, today }: QueryContext,
  args: { readonly from: string; readonly to: string; readonly employeeId: string | null },
): Promise<ScheduleRange> {
  const theater = theaterOf(replica);
  const zone = await theaterZone(replica.db, theater);
  const names = namesFor(replica, zone);
  const publications = publicationsOf(replica, args.from, args.to);
  const employee = employeeOf(replica, author);
  const own = ownCalls(replica, employee, args.from, args.to);
  const isPlan = seesPlan(author);
  const plan = isPlan ? await publishableEvents(replica.db, theater, { from: args.from, to: args.to }) : new Map();
  const events: ScheduleEvent[] = [];
  const unpublished: string[] = [];
  let publishedAt: string | null = null;
  for (const [id, event] of plan as ReadonlyMap<string, PublishedEvent>) {
    const publication = publications.get(id);
    const state = stateOf(event, publication);
    if (state !== 'published') unpublished.push(id);
    if (!isCalled(event, args.employeeId)) continue;
    const told = state === 'changed' ? toldIn(publication) : undefined;
    events.push(shownEvent(id, event, names, { state, told, mine: partIn(event, employee, own.get(id)) }));
  }
  for (const [id, publication] of publications) {
    if (publication.is_withdrawn === 1) continue;
    if (publishedAt === null || publication.published_at > publishedAt) publishedAt = publication.published_at;
    if (publication.event_date < args.from || publication.event_date > args.to) continue;
    // What stands where it was told is in sight already.
    if (isPlan && plan.has(id)) continue;
    const told = toldIn(publication);
    if (told === undefined) continue;
    if (!isPlan) {
      if (isCalled(told, args.employeeId))
        events.push(shownEvent(id, told, names, published(partIn(told, employee, own.get(id)))));
    } else {
      // It stands on another day by now, or nowhere any more.
      unpublished.push(id);
      if (isGone(replica, id) && isCalled(told, args.employeeId))
        events.push(shownEvent(id, told, names, { state: 'withdrawn', told: undefined, mine: null }));
    }
  }
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

const published = (mine: OwnCall | null): Beside => ({ state: 'published', told: undefined, mine });

const isGone = (replica: Reading, id: string): boolean =>
  replica.prepared<[string], unknown>('SELECT 1 FROM schedule_events WHERE id = ? AND deleted_at IS NULL').get(id) ===
  undefined;

function toldIn(publication: Publication | undefined): PublishedEvent | undefined {
  return publication === undefined || publication.is_withdrawn === 1
    ? undefined
    : readPublished(JSON.parse(publication.content));
}

/** What an event is to those who plan. */
export function stateOf(event: PublishedEvent, publication: Publication | undefined): ScheduleEvent['state'] {
  if (publication === undefined || publication.is_withdrawn === 1) return 'draft';
  const content: unknown = JSON.parse(publication.content);
  if (isToldSo(content, event)) return 'published';
  const told = readPublished(content);
  if (told === undefined) return 'changed';
  return differenceOf(told, event).kind === 'same' ? 'published' : 'changed';
}
