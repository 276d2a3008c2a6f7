/**
 * The schedule as its rules see it, read from either database: mutations on both sides and the laptop's queries read it
 * the same way. Columns of JSON and flags are read as both forms may hold them.
 */
import type { Kysely } from 'kysely';
import {
  type PlannedCall,
  type PlannedEvent,
  POLICY_SETTINGS,
  policyOf,
  type SchedulePolicy,
} from '../rules/collisions.ts';
import { dayAfter, zoneOf } from '../rules/event-time.ts';
import { type PublishedCall, type PublishedEvent, toldDescription } from '../rules/publication.ts';
import type { Database } from '../schema/catalog.ts';

type Db = Kysely<Database>;

/** An event with what people call it and who wrote it last. */
export interface ScheduledEvent extends PlannedEvent {
  readonly title: string;
  readonly variant_id: string | null;
  /** Whose plan it is: who changed it last. */
  readonly writer_id: string | null;
}

/** Which events: those of some days, both included, or those with these ids, deleted ones left out. */
export type Which = Readonly<{ from: string; to: string } | { ids: readonly string[] }>;

/**
 * Ids of these events, asked within a question about something else; a month has hundreds. Those that are named are
 * taken as they are: asked for their theatre as well, SQLite would go through all events of the theatre. Whoever asks
 * has read the events, and knows which of them there are.
 */
const idsOf = (db: Db, theaterId: string, which: Which) =>
  'ids' in which
    ? [...which.ids]
    : db
        .selectFrom('schedule_events')
        .select('id')
        .where('theater_id', '=', theaterId)
        .where('deleted_at', 'is', null)
        .where('event_date', '>=', which.from)
        .where('event_date', '<=', which.to);

const asJson = (value: unknown): unknown => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value);

/** What the theatre's settings say. */
export async function loadPolicy(db: Db, theaterId: string): Promise<SchedulePolicy> {
  const rows = await db
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('theater_id', '=', theaterId)
    .where('key', 'in', [...POLICY_SETTINGS])
    .execute();
  return policyOf(new Map(rows.map(({ key, value }) => [key, asJson(value)])));
}

/** The theatre's own zone. */
export async function theaterZone(db: Db, theaterId: string): Promise<string> {
  const row = await db.selectFrom('theaters').select('timezone').where('id', '=', theaterId).executeTakeFirst();
  return zoneOf(null, row?.timezone ?? 'UTC');
}

/** Events with their calls; what they need is left empty (`withNeeds`). In the order of their days and ids. */
export async function loadEvents(db: Db, theaterId: string, which: Which): Promise<ScheduledEvent[]> {
  if ('ids' in which && which.ids.length === 0) return [];
  const events = await db
    .selectFrom('schedule_events as e')
    .leftJoin('venues as v', 'v.id', 'e.venue_id')
    .select([
      'e.id',
      'e.title',
      'e.event_date',
      'e.call_time',
      'e.stage_ready_time',
      'e.start_time',
      'e.end_time',
      'e.event_type',
      'e.activity',
      'e.status',
      'e.venue_id',
      'e.performance_id',
      'e.variant_id',
      'e.tour_city',
      'e.created_by_id',
      'e.updated_by_id',
      'e.theater_id',
      'v.timezone',
      'v.type as venue_type',
    ])
    .where('e.deleted_at', 'is', null)
    .where((q) =>
      'ids' in which
        ? q('e.id', 'in', [...which.ids])
        : q.and([
            q('e.theater_id', '=', theaterId),
            q('e.event_date', '>=', which.from),
            q('e.event_date', '<=', which.to),
          ]),
    )
    .execute();
  const calls = await callsOf(db, idsOf(db, theaterId, which));
  const zone = await theaterZone(db, theaterId);
  return events
    .filter(({ theater_id: theater }) => theater === theaterId)
    .map(({ timezone, venue_type: venueType, tour_city: city, created_by_id: by, updated_by_id: last, ...event }) => ({
      ...event,
      zone: zoneOf(timezone, zone),
      isAway: event.event_type === 'tour' || venueType === 'tour' || (city !== null && city !== ''),
      calls: calls.get(event.id) ?? [],
      needs: NOTHING,
      writer_id: last ?? by,
    }))
    .toSorted((a, b) => (a.event_date < b.event_date ? -1 : a.event_date > b.event_date ? 1 : a.id < b.id ? -1 : 1));
}

const NOTHING: ReadonlyMap<string, number> = new Map();

async function callsOf(db: Db, eventIds: ReturnType<typeof idsOf>): Promise<Map<string, PlannedCall[]>> {
  const rows = await db
    .selectFrom('event_calls')
    .select(['event_id', 'employee_id', 'call_time', 'end_time'])
    .where('event_id', 'in', eventIds)
    .where('deleted_at', 'is', null)
    .where('employee_id', 'is not', null)
    .where('answer', '<>', 'declined')
    .execute();
  const found = new Map<string, PlannedCall[]>();
  for (const { event_id: event, employee_id: employee, call_time: callTime, end_time: endTime } of rows) {
    const known = found.get(event) ?? [];
    if (employee !== null) known.push({ employeeId: employee, callTime, endTime });
    found.set(event, known);
  }
  return found;
}

/** Events at which the things of a production are used; others use what was put down for them. */
const PLAYED = new Set(['performance', 'premiere', 'run_through', 'dress_rehearsal', 'technical', 'tour']);

/** What productions, variants and events by themselves say that they need. */
async function needsNamed(
  db: Db,
  events: readonly ScheduledEvent[],
  only: ReadonlySet<string> | undefined,
): Promise<{ readonly owner: string; readonly item: string; readonly quantity: number }[]> {
  const ids = events.map(({ id }) => id);
  const performances = [
    ...new Set(
      events.flatMap(({ performance_id: id, event_type: type }) => (id !== null && PLAYED.has(type) ? [id] : [])),
    ),
  ];
  const variants = [...new Set(events.flatMap(({ variant_id: id }) => (id === null ? [] : [id])))];
  const things = only === undefined ? undefined : [...only];
  const ofProductions =
    performances.length === 0
      ? []
      : await db
          .selectFrom('performance_inventory')
          .select(['performance_id as owner', 'inventory_item_id as item', 'quantity'])
          .where('performance_id', 'in', performances)
          .where('deleted_at', 'is', null)
          .$if(things !== undefined, (query) => query.where('inventory_item_id', 'in', things ?? []))
          .execute();
  const ofVariants =
    variants.length === 0
      ? []
      : await db
          .selectFrom('variant_inventory')
          .select(['variant_id as owner', 'inventory_item_id as item', 'quantity'])
          .where('variant_id', 'in', variants)
          .where('deleted_at', 'is', null)
          .$if(things !== undefined, (query) => query.where('inventory_item_id', 'in', things ?? []))
          .execute();
  const ofEvents = await db
    .selectFrom('event_inventory')
    .select(['event_id as owner', 'inventory_item_id as item', 'quantity'])
    .where('event_id', 'in', [...ids])
    .where('deleted_at', 'is', null)
    .$if(things !== undefined, (query) => query.where('inventory_item_id', 'in', things ?? []))
    .execute();
  return [...ofProductions, ...ofVariants, ...ofEvents];
}

/**
 * The same events with what each needs: the things of its production as its variant has them, and those of the event,
 * whose number counts where both name a thing. `only` leaves out all other things.
 */
export async function withNeeds<E extends ScheduledEvent>(
  db: Db,
  events: readonly E[],
  only?: ReadonlySet<string>,
): Promise<E[]> {
  if (events.length === 0 || only?.size === 0) return [...events];
  const byOwner = Map.groupBy(await needsNamed(db, events, only), ({ owner }) => owner);
  /** Many evenings of one production need the same: they share a map. */
  const known = new Map<string, ReadonlyMap<string, number>>();
  return events.map((event) => {
    const owners = [
      ...(event.performance_id !== null && PLAYED.has(event.event_type)
        ? [event.performance_id, ...(event.variant_id === null ? [] : [event.variant_id])]
        : []),
      ...(byOwner.has(event.id) ? [event.id] : []),
    ];
    const key = owners.join();
    const needs =
      known.get(key) ??
      new Map(
        owners
          .flatMap((owner) => (byOwner.get(owner) ?? []).map(({ item, quantity }) => [item, quantity] as const))
          .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
      );
    // What a variant does not need is 0 there.
    for (const [item, quantity] of needs) if (quantity === 0) (needs as Map<string, number>).delete(item);
    known.set(key, needs);
    return { ...event, needs };
  });
}

/** How many there are of each thing that any of the events needs. */
export async function onHandFor(db: Db, events: readonly PlannedEvent[]): Promise<ReadonlyMap<string, number>> {
  const items = [...new Set(events.flatMap(({ needs }) => [...needs.keys()]))];
  const rows = items.length === 0 ? [] : await itemsOf(db, items);
  return new Map(rows.map(({ id, quantity }) => [id, quantity]));
}

const MOST_PARAMETERS = 5000;
async function itemsOf(db: Db, ids: readonly string[]): Promise<{ id: string; quantity: number }[]> {
  const found: { id: string; quantity: number }[] = [];
  for (let from = 0; from < ids.length; from += MOST_PARAMETERS)
    found.push(
      ...(await db
        .selectFrom('inventory_items')
        .select(['id', 'quantity'])
        .where('id', 'in', ids.slice(from, from + MOST_PARAMETERS))
        .where('deleted_at', 'is', null)
        .execute()),
    );
  return found;
}

/** Days around those of some events that can matter to them. */
export function daysOf(
  events: readonly { readonly event_date: string }[],
  around: number,
): { from: string; to: string } {
  const days = events.map((event) => event.event_date).toSorted();
  return { from: dayAfter(days[0] ?? '2000-01-01', -around), to: dayAfter(days.at(-1) ?? '2000-01-01', around) };
}

/** What would be told of events if they were published now, by id; what is deleted is not there. */
export async function publishableEvents(
  db: Db,
  theaterId: string,
  which: Which,
): Promise<ReadonlyMap<string, PublishedEvent>> {
  if ('ids' in which && which.ids.length === 0) return new Map();
  const found = await eventsToTell(db, theaterId, which);
  const events = found.filter(({ theater_id: theater }) => theater === theaterId);
  const ids = idsOf(db, theaterId, which);
  const calls = await publishableCalls(db, ids);
  const users = await participantsOf(db, ids);
  const callsBy = Map.groupBy(calls, ({ event_id: event }) => event);
  const usersBy = Map.groupBy(users, ({ event_id: event }) => event);
  return new Map(
    events.map((event) => [event.id, toldOf(event, callsBy.get(event.id) ?? [], usersBy.get(event.id) ?? [])]),
  );
}

type Row<Query extends (...args: never) => Promise<readonly unknown[]>> = Awaited<ReturnType<Query>>[number];

/** What concerns people in an event, as it is told. */
function toldOf(
  event: Row<typeof eventsToTell>,
  calls: readonly Row<typeof publishableCalls>[],
  participants: readonly Row<typeof participantsOf>[],
): PublishedEvent {
  return {
    title: event.title,
    description: toldDescription(event.description),
    date: event.event_date,
    call: short(event.call_time),
    ready: short(event.stage_ready_time),
    start: short(event.start_time),
    end: short(event.end_time),
    venueId: event.venue_id,
    venueText: event.venue_text,
    tourCity: event.tour_city,
    tourVenue: event.tour_venue_name,
    type: event.event_type,
    activity: event.activity,
    status: event.status,
    performanceId: event.performance_id,
    variantId: event.variant_id,
    calls: calls
      .map((call) => ({
        employeeId: call.employee_id,
        function: call.function,
        callTime: short(call.call_time),
        endTime: short(call.end_time),
      }))
      .toSorted(byPlace),
    participants: participants.map(({ user_id: id }) => id).toSorted(),
  };
}

/** By who and what, so that the same calls are told in the same order. */
function byPlace(a: PublishedCall, b: PublishedCall): number {
  return (
    inOrder(a.employeeId ?? '', b.employeeId ?? '') ||
    inOrder(a.function, b.function) ||
    inOrder(a.callTime ?? '', b.callTime ?? '') ||
    inOrder(a.endTime ?? '', b.endTime ?? '')
  );
}
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Seconds are nothing that anybody is told. */
const short = (time: string | null): string | null => (time === null ? null : time.slice(0, 5));

const eventsToTell = (db: Db, theaterId: string, which: Which) =>
  db
    .selectFrom('schedule_events')
    .select([
      'id',
      'title',
      'description',
      'event_date',
      'call_time',
      'stage_ready_time',
      'start_time',
      'end_time',
      'venue_id',
      'venue_text',
      'tour_city',
      'tour_venue_name',
      'event_type',
      'activity',
      'status',
      'performance_id',
      'variant_id',
      'theater_id',
    ])
    .where('deleted_at', 'is', null)
    .where((q) =>
      'ids' in which
        ? q('id', 'in', [...which.ids])
        : q.and([q('theater_id', '=', theaterId), q('event_date', '>=', which.from), q('event_date', '<=', which.to)]),
    )
    .execute();

const publishableCalls = (db: Db, ids: ReturnType<typeof idsOf>) =>
  db
    .selectFrom('event_calls')
    .select(['event_id', 'employee_id', 'function', 'call_time', 'end_time'])
    .where('event_id', 'in', ids)
    .where('deleted_at', 'is', null)
    .execute();

const participantsOf = (db: Db, ids: ReturnType<typeof idsOf>) =>
  db
    .selectFrom('event_participants')
    .select(['event_id', 'user_id'])
    .where('event_id', 'in', ids)
    .where('deleted_at', 'is', null)
    .where('status', '<>', 'declined')
    .execute();
