/**
 * Planning: events are made, moved, shifted, copied, repeated, taken out. A plan is never refused because it collides:
 * both plans are kept, and who made them is told (`schedule-collisions.ts`). `known` in the arguments is what the
 * person was shown of collisions (`collisionKeys`); what they were not shown is news.
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { dayAfter, daysBetween, movedClock } from '../rules/event-time.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import { rowId, values } from './arguments.ts';
import { recheckEvents } from './booking-conflicts.ts';
import { deleteRows } from './deletion.ts';
import { checkEvening } from './evening.ts';
import { changeOf, linesOf } from './evening-journal.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { editRow, requireRight } from './row-door.ts';
import { deletionOf, rowCreate } from './row-mutations.ts';
import { tellCollisions } from './schedule-collisions.ts';
import { requireAsCopied, tellRemoved } from './schedule-removed.ts';
import { unsignedOf } from './signed-evenings.ts';
import { checkInTours, isWithin, toursOf } from './tour-rules.ts';

/** `YYYY-MM-DD`; that there is such a day is asked where it is written. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ format: 'date' });
/** `HH:MM` or `HH:MM:SS`. */
export const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/)
  .meta({ format: 'time' });
/** Collisions that the person was shown. */
export const known = z.array(z.string().max(200)).max(500).optional();

/** As many events as a season has in a month; more is no gesture of a person. */
export const MOST_AT_ONCE = 500;

/** Where an event stands on the calendar. */
const place = z.strictObject({
  date: day,
  start: clock.nullable(),
  end: clock.nullable(),
  venueId: rowId.nullable(),
});
/** Where an event stands on the calendar. */
export type EventPlace = z.infer<typeof place>;

/** A call that comes with a new event. */
export const newCall = z.strictObject({
  id: rowId,
  employeeId: rowId.nullable(),
  function: z.string().min(1).max(100),
  departmentId: rowId.nullable().optional(),
  callTime: clock.nullable().optional(),
  endTime: clock.nullable().optional(),
  note: z.string().max(2000).nullable().optional(),
});
/** A call that comes with a new event. */
export type NewCall = z.infer<typeof newCall>;

/** The row of a call. */
export const callRow = (eventId: string, call: NewCall) => ({
  id: call.id,
  event_id: eventId,
  employee_id: call.employeeId,
  function: call.function,
  department_id: call.departmentId ?? null,
  call_time: call.callTime ?? null,
  end_time: call.endTime ?? null,
  note: call.note ?? null,
});

/** `schedule.create {id, values, calls?, known?}`: a new event, with whom it calls; a draft until it is published. */
export const scheduleCreate = defineMutation({
  name: 'schedule.create',
  words: ['Новое событие', 'New event'],
  args: z.strictObject({ id: rowId, values, calls: z.array(newCall).max(MOST_AT_ONCE).optional(), known }),
  permission: () => 'schedule.edit',
  reads: ({ id, values: given }) => rowCreate.reads?.({ table: 'schedule_events', id, values: given }) ?? [],
  run: async (tx, args) => {
    await rowCreate.run(tx, { table: 'schedule_events', id: args.id, values: args.values });
    await tx.insertMany(
      'event_calls',
      (args.calls ?? []).map((call) => callRow(args.id, call)),
    );
    await tellCollisions(tx, [args.id], args.known ?? []);
  },
  inverse: ({ id }, { newId }) => deletionOf('schedule_events', id, newId()),
});

/**
 * `schedule.move {id, seen, to, known?}`: the event stands elsewhere; its call and the time by which the stage is ready
 * go along. Where somebody else has moved it meanwhile, it comes to stand where this person wants it, whole and not
 * half here and half there, and the other place is kept as a conflict that somebody looks at. One that was deleted
 * meanwhile stays deleted, and this is refused with its name.
 */
export const scheduleMove = defineMutation({
  name: 'schedule.move',
  words: ['Событие перенесено', 'Event moved'],
  args: z.strictObject({ id: rowId, seen: place, to: place, known }),
  permission: () => 'schedule.edit',
  reads: ({ id }) => [['schedule_events', id]],
  run: async (tx, { id, seen, to, known: shown }) => {
    const event = await tx.require('schedule_events', id);
    const moved = movedClock(event, to.date, to.start);
    await editRow(tx, 'schedule_events', id, {
      event_date: { seen: seen.date, wanted: to.date },
      start_time: { seen: seen.start, wanted: to.start },
      end_time: { seen: seen.end, wanted: to.end },
      venue_id: { seen: seen.venueId, wanted: to.venueId },
    });
    await tx.update('schedule_events', id, {
      call_time: moved.call_time,
      stage_ready_time: moved.stage_ready_time,
    });
    await tellCollisions(tx, [id], shown ?? []);
  },
  inverse: ({ id, seen, to }) => ({ name: 'schedule.move', args: { id, seen: to, to: seen } }),
});

const MOST_DAYS = 3660;

/** Live events with these ids, in the order of the ids; refuses where none is left, with the name of the first. */
export async function liveEvents(tx: MutationTx, ids: readonly string[]): Promise<Row<'schedule_events'>[]> {
  const rows = (await tx.rows.findMany('schedule_events', [...new Set(ids)])) as readonly Row<'schedule_events'>[];
  const live = rows.filter((row) => row.theater_id === tx.theaterId && row.deleted_at === null);
  // `require` says of the first what became of it.
  if (live.length === 0) await tx.require('schedule_events', ids[0] ?? '');
  return live;
}

/**
 * `schedule.shift {ids, days, known?, of?}`: all of them by so many days, on the clock; those that were deleted
 * meanwhile are left where they are, and those whose report is signed: the author hears which. With `of` only those
 * that stand where that mutation put them.
 */
export const scheduleShift = defineMutation({
  name: 'schedule.shift',
  words: ['События сдвинуты', 'Events shifted'],
  args: z.strictObject({
    ids: z.array(rowId).min(1).max(MOST_AT_ONCE),
    days: z.int().min(-MOST_DAYS).max(MOST_DAYS),
    known,
    of: rowId.optional(),
  }),
  permission: () => 'schedule.edit',
  run: async (tx, { ids, days, known: shown, of }) => {
    const live = await liveEvents(tx, ids);
    const events = await unsignedOf(tx, of === undefined ? live : await stillShifted(tx, live, of));
    const moved = events.map((event) => ({ ...event, event_date: shifted(event.event_date, days) }));
    await tx.updateMany(
      'schedule_events',
      moved.map((event) => ({ id: event.id, values: { event_date: event.event_date } })),
    );
    await checkInTours(tx, moved);
    await recheckEvents(
      tx,
      events.map(({ id }) => id),
    );
    await tellCollisions(
      tx,
      events.map(({ id }) => id),
      shown ?? [],
    );
  },
  inverse: ({ ids, days }, { mutationId: of }) => ({ name: 'schedule.shift', args: { ids, days: -days, of } }),
});

/** Those that stand where the author's mutation put them; refuses where none does. */
async function stillShifted(
  tx: MutationTx,
  events: readonly Row<'schedule_events'>[],
  of: string,
): Promise<readonly Row<'schedule_events'>[]> {
  const lines = await linesOf(tx, of, MOST_AT_ONCE);
  const put = new Map(lines.map((line) => [line.entity_id, changeOf(line, 'event_date')?.[1]]));
  const standing = events.filter(({ id, event_date: date }) => put.get(id) === date);
  const [first] = events;
  if (standing.length > 0 || first === undefined) return standing;
  throw new Refusal('undo.changed', { table: 'schedule_events', column: 'event_date', title: first.title, by: '' });
}

/** Within the years that both databases have: at their end a day does not move. */
export function shifted(date: string, days: number): string {
  const moved = dayAfter(date, days);
  if (daysBetween(date, moved) === days) return moved;
  throw new Refusal('value.invalid', { table: 'schedule_events', column: 'event_date', problem: 'range' });
}

const copied = z.strictObject({ fromId: rowId, id: rowId, date: day, venueId: rowId.nullable().optional() });

/** What of an event its copy has. How it went, and what was published, is the first one's own. */
const COPIED = [
  'title',
  'description',
  'event_type',
  'activity',
  'call_time',
  'start_time',
  'end_time',
  'stage_ready_time',
  'venue_id',
  'venue_text',
  'tour_city',
  'tour_venue_name',
  'performance_id',
  'variant_id',
  'color',
  'is_public',
] as const;

/** The tour, where the day is one of its. */
function tourIn(tours: Awaited<ReturnType<typeof toursOf>>, id: string | null, date: string): string | null {
  const tour = id === null ? undefined : tours.get(id);
  return tour !== undefined && isWithin(tour, date) ? tour.id : null;
}

/** Which of these are still there; nothing is written that points at what is gone. */
const standing = (tx: MutationTx, table: TableName, ids: readonly (string | null | undefined)[]) =>
  tx.rows.alive(tx.theaterId, table, [...new Set(ids.filter((id) => typeof id === 'string'))]);
const among = (there: ReadonlySet<string>, id: string | null): string | null =>
  id !== null && there.has(id) ? id : null;

/** Where an event stands and what it plays: evenings that are over keep them when they are deleted, copies do not. */
async function pointersOf(
  tx: MutationTx,
  events: readonly Row<'schedule_events'>[],
  venueIds: readonly (string | null | undefined)[],
) {
  const venues = await standing(tx, 'venues', [...venueIds, ...events.map((event) => event.venue_id)]);
  const performances = await standing(
    tx,
    'performances',
    events.map((event) => event.performance_id),
  );
  return (event: Row<'schedule_events'>, venueId: string | null | undefined) => ({
    venue_id: among(venues, venueId === undefined ? event.venue_id : venueId),
    performance_id: among(performances, event.performance_id),
  });
}

/**
 * Copies with ids of the device's making; calls and things take ids that follow from the copy's. A copy is on the tour
 * that is named, else on that of its original, where its day is one of the tour's.
 */
export async function makeCopies(
  tx: MutationTx,
  copies: readonly z.infer<typeof copied>[],
  withCalls: boolean,
  tourId?: string,
): Promise<void> {
  requireRight(tx, 'schedule.edit');
  const sources = new Map(
    (
      await liveEvents(
        tx,
        copies.map(({ fromId }) => fromId),
      )
    ).map((event) => [event.id, event] as const),
  );
  const made = copies.filter(({ fromId }) => sources.has(fromId));
  const pointing = await pointersOf(
    tx,
    [...sources.values()],
    made.map(({ venueId }) => venueId),
  );
  const tours = await toursOf(tx, [...sources.values(), { tour_id: tourId ?? null }]);
  for (const { fromId, id, date, venueId } of made) {
    const source = sources.get(fromId);
    if (source === undefined) continue;
    await tx.insert('schedule_events', {
      ...Object.fromEntries(COPIED.map((column) => [column, source[column]])),
      ...pointing(source, venueId),
      tour_id: tourIn(tours, tourId ?? source.tour_id, date),
      id,
      event_date: date,
    });
  }
  await copyParts(tx, made, withCalls);
  await recheckEvents(
    tx,
    made.map(({ id }) => id),
  );
}

/** What the originals take and, where it is wanted, whom they call, for each of their copies. */
async function copyParts(
  tx: MutationTx,
  made: readonly Pick<z.infer<typeof copied>, 'fromId' | 'id'>[],
  withCalls: boolean,
): Promise<void> {
  const from = [...new Set(made.map(({ fromId }) => fromId))];
  const things = await thingsToCopy(tx, from);
  const calls = withCalls ? await callsToCopy(tx, from) : [];
  for (const { fromId, id } of made) {
    await tx.insertMany(
      'event_inventory',
      things
        .filter((thing) => thing.event_id === fromId)
        .map((thing) => ({ ...thing, id: tx.derive('thing', id, thing.id), event_id: id })),
    );
    await tx.insertMany(
      'event_calls',
      calls
        .filter((call) => call.event_id === fromId)
        .map((call) => ({ ...call, id: tx.derive('call', id, call.id), event_id: id })),
    );
  }
}

async function thingsToCopy(tx: MutationTx, eventIds: readonly string[]) {
  const things = await tx.db
    .selectFrom('event_inventory')
    .select(['id', 'event_id', 'inventory_item_id', 'quantity', 'note'])
    .where('event_id', 'in', [...eventIds])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  const there = await standing(
    tx,
    'inventory_items',
    things.map((thing) => thing.inventory_item_id),
  );
  return things.filter((thing) => there.has(thing.inventory_item_id));
}

const callsToCopy = (tx: MutationTx, eventIds: readonly string[]) =>
  tx.db
    .selectFrom('event_calls')
    .select(['id', 'event_id', 'employee_id', 'function', 'department_id', 'call_time', 'end_time', 'note'])
    .where('event_id', 'in', [...eventIds])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();

const removal = (ids: readonly string[], deletionId: string) => ({
  name: 'schedule.remove',
  args: { ids: [...ids], deletionId, copied: true },
});

/**
 * `schedule.copy {copies, withCalls, known?}`: the same events once more, each on its day. Those that were deleted
 * meanwhile are left out, and so are a venue, a production and things that were.
 */
export const scheduleCopy = defineMutation({
  name: 'schedule.copy',
  words: ['События скопированы', 'Events copied'],
  args: z.strictObject({ copies: z.array(copied).min(1).max(MOST_AT_ONCE), withCalls: z.boolean(), known }),
  permission: () => 'schedule.edit',
  run: async (tx, { copies, withCalls, known: shown }) => {
    await makeCopies(tx, copies, withCalls);
    await tellCollisions(
      tx,
      copies.map(({ id }) => id),
      shown ?? [],
    );
  },
  inverse: ({ copies }, { newId }) =>
    removal(
      copies.map(({ id }) => id),
      newId(),
    ),
});

/**
 * `schedule.repeat {id, dates, withCalls, known?}`: one event on further days: rows of their own, which can be changed
 * and called off one by one. A rule («по вторникам до мая») became days before it came here (`shared/rules/repeat.ts`).
 */
export const scheduleRepeat = defineMutation({
  name: 'schedule.repeat',
  words: ['Событие повторено', 'Event repeated'],
  args: z.strictObject({
    id: rowId,
    dates: z
      .array(z.strictObject({ id: rowId, date: day }))
      .min(1)
      .max(MOST_AT_ONCE),
    withCalls: z.boolean(),
    known,
  }),
  permission: () => 'schedule.edit',
  reads: ({ id }) => [['schedule_events', id]],
  run: async (tx, { id, dates, withCalls, known: shown }) => {
    await makeCopies(
      tx,
      dates.map((one) => ({ fromId: id, ...one })),
      withCalls,
    );
    await tellCollisions(
      tx,
      dates.map((one) => one.id),
      shown ?? [],
    );
  },
  inverse: ({ dates }, { newId }) =>
    removal(
      dates.map((one) => one.id),
      newId(),
    ),
});

/**
 * `schedule.remove {ids, deletionId, copied?}`: events go together and return together. Those that were published stay
 * told until that is published as well. What is gone already is left out, and of several those whose report is signed:
 * the author hears which. Whoever wrote one last hears that it is gone:
 * they may have moved it where nobody knew of it yet. `copied`: a copy is taken back, and only with what came with it.
 */
export const scheduleRemove = defineMutation({
  name: 'schedule.remove',
  words: ['События удалены', 'Events deleted'],
  args: z.strictObject({
    ids: z.array(rowId).min(1).max(MOST_AT_ONCE),
    deletionId: rowId,
    copied: z.literal(true).optional(),
  }),
  permission: () => 'schedule.edit',
  run: async (tx, { ids, deletionId, copied: isCopied }) => {
    requireRight(tx, 'rows.delete');
    const live = await liveEvents(tx, ids);
    const events = live.length > 1 && isCopied !== true ? await unsignedOf(tx, live) : live;
    const [first, ...others] = events.map(({ id }) => ({ table: 'schedule_events', id }) as const);
    if (first === undefined) return;
    for (const event of events) await checkEvening(tx, event);
    if (isCopied === true) await requireAsCopied(tx, events);
    await deleteRows(tx, { roots: [first, ...others], deletionId, reason: undefined, shown: undefined });
    await tellRemoved(tx, events);
  },
  inverse: ({ deletionId }) => ({ name: 'deletion.restore', args: { deletionId } }),
});
