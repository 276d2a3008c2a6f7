/** Tours as wholes: last year's as the start of this year's, and one that moves with all that lies in it. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { planDeletion } from '../rules/deletion-plan.ts';
import { clockAt, dayAfter, daysBetween, momentAt } from '../rules/event-time.ts';
import { packingLineId } from '../rules/packing.ts';
import { type Row, type TableName, tableOf } from '../schema/catalog.ts';
import { acceptValue } from '../schema/validate.ts';
import { rowId } from './arguments.ts';
import { recheckTours } from './booking-conflicts.ts';
import { alive, liveRows } from './checklist-mutations.ts';
import { deleteRows } from './deletion.ts';
import { changeOf, linesOf } from './evening-journal.ts';
import { metMeanwhile } from './met-meanwhile.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { requireRight } from './row-door.ts';
import { tellCollisions } from './schedule-collisions.ts';
import { day, known, MOST_AT_ONCE, makeCopies, shifted } from './schedule-mutations.ts';
import { theaterZone } from './schedule-plan.ts';
import { unsignedOf } from './signed-evenings.ts';
import { checkTourRow, isWithin } from './tour-rules.ts';

/** What of a tour goes along into a new one. */
export const tourParts = ['events', 'people', 'transports', 'packing'] as const;
/** One of them. */
export type TourPart = (typeof tourParts)[number];

/** Days by which a tour moves at once: as far as schedules go. */
const MOST_DAYS = 3660;
/** Lines of the log that one copy can make: a long tour with all its calls and cases. */
const MOST_MADE = 8000;
/** Ids that are asked for at once. */
const AT_ONCE = 5000;

/** Live rows of a table by what they belong to, by id. */
async function partsOf<N extends TableName>(
  tx: MutationTx,
  table: N,
  column: string,
  owners: readonly string[],
): Promise<readonly Row<N>[]> {
  if (owners.length === 0) return [];
  const ids = await tx.db
    .selectFrom(table as 'tour_members')
    .select('id')
    .where(column as 'tour_id', 'in', [...owners])
    .where('deleted_at', 'is', null)
    .execute();
  return liveRows(
    tx,
    table,
    ids.map(({ id }) => id),
  );
}

/** A moment so many days later, at the same time of day on the theatre's clock. */
function laterMoment(moment: string | null, days: number, zone: string): string | null {
  if (moment === null) return null;
  const { day: at, minutes } = clockAt(zone, Date.parse(moment));
  return new Date(momentAt(zone, dayAfter(at, days), minutes)).toISOString();
}

/** Which tour is copied into which, and by how many days it is later. */
interface Copying {
  readonly from: Row<'tours'>;
  readonly toId: string;
  readonly days: number;
}

/** Events stand on the same days of the tour; who is called is asked anew, and nobody was told. */
async function copyEvents(tx: MutationTx, { from, toId, days }: Copying): Promise<readonly string[]> {
  const events = await partsOf(tx, 'schedule_events', 'tour_id', [from.id]);
  const copies = events
    .filter((event) => event.status !== 'cancelled' && isWithin(from, event.event_date))
    .map((event) => ({
      fromId: event.id,
      id: tx.derive('schedule_events', event.id),
      date: shifted(event.event_date, days),
    }));
  if (copies.length > 0) await makeCopies(tx, copies, true, toId);
  return copies.map(({ id }) => id);
}

/** Members and rooms of people who still work here. */
async function copyPeople(tx: MutationTx, { from, toId, days }: Copying): Promise<void> {
  const members = await partsOf(tx, 'tour_members', 'tour_id', [from.id]);
  const stays = await partsOf(tx, 'tour_stays', 'tour_id', [from.id]);
  const rooms = await partsOf(
    tx,
    'tour_rooms',
    'stay_id',
    stays.map(({ id }) => id),
  );
  const working = await tx.rows.alive(tx.theaterId, 'employees', [
    ...new Set([...members, ...rooms].map((row) => row.employee_id)),
  ]);
  await tx.insertMany(
    'tour_members',
    members
      .filter((member) => working.has(member.employee_id))
      .map((member) => ({
        id: tx.derive('tour_members', member.id),
        tour_id: toId,
        employee_id: member.employee_id,
        function: member.function,
        note: member.note,
      })),
  );
  await tx.insertMany(
    'tour_stays',
    stays.map((stay) => ({
      id: tx.derive('tour_stays', stay.id),
      tour_id: toId,
      city: stay.city,
      name: stay.name,
      address: stay.address,
      phone: stay.phone,
      arrives_on: shifted(stay.arrives_on, days),
      leaves_on: shifted(stay.leaves_on, days),
      note: stay.note,
    })),
  );
  await tx.insertMany(
    'tour_rooms',
    rooms
      .filter((room) => working.has(room.employee_id))
      .map((room) => ({
        id: tx.derive('tour_rooms', room.id),
        stay_id: tx.derive('tour_stays', room.stay_id),
        employee_id: room.employee_id,
        room: room.room,
        shares_with: room.shares_with,
      })),
  );
}

/** Trucks as they were ordered: each stands at home, and leaves as many days later. */
async function copyTransports(tx: MutationTx, { from, toId, days }: Copying): Promise<void> {
  const zone = await theaterZone(tx.db, tx.theaterId);
  const transports = await partsOf(tx, 'transports', 'tour_id', [from.id]);
  const places = await tx.rows.alive(tx.theaterId, 'inventory_locations', [
    ...new Set(transports.flatMap((truck) => [truck.from_location_id ?? [], truck.to_location_id ?? []].flat())),
  ]);
  const place = (id: string | null): string | null => (id !== null && places.has(id) ? id : null);
  await tx.insertMany(
    'transports',
    transports.map((truck) => ({
      id: tx.derive('transports', truck.id),
      tour_id: toId,
      name: truck.name,
      vehicle: truck.vehicle,
      plate: truck.plate,
      driver: truck.driver,
      phone: truck.phone,
      payload_kg: truck.payload_kg,
      length_cm: truck.length_cm,
      width_cm: truck.width_cm,
      height_cm: truck.height_cm,
      departs_at: laterMoment(truck.departs_at, days, zone),
      arrives_at: laterMoment(truck.arrives_at, days, zone),
      from_location_id: place(truck.from_location_id),
      to_location_id: place(truck.to_location_id),
      sort_order: truck.sort_order,
    })),
  );
}

/** What was to go, as a plan. Things that are gone stay away; out of a case that is gone things come into none. */
async function copyPacking(tx: MutationTx, { from, toId }: Copying, withTransports: boolean): Promise<void> {
  const lines = (await partsOf(tx, 'packing_lines', 'tour_id', [from.id])).filter(({ quantity }) => quantity > 0);
  const things = await tx.rows.alive(tx.theaterId, 'inventory_items', [
    ...new Set(lines.flatMap((line) => [line.inventory_item_id, line.case_item_id ?? []].flat())),
  ]);
  const trucks = withTransports
    ? new Set((await partsOf(tx, 'transports', 'tour_id', [from.id])).map(({ id }) => id))
    : new Set<string>();
  const planned = new Map<string, Partial<Row<'packing_lines'>> & { readonly id: string; readonly quantity: number }>();
  for (const line of lines) {
    if (!things.has(line.inventory_item_id)) continue;
    const inCase = line.case_item_id !== null && things.has(line.case_item_id) ? line.case_item_id : null;
    const id = packingLineId(toId, line.inventory_item_id, inCase);
    planned.set(id, {
      id,
      tour_id: toId,
      inventory_item_id: line.inventory_item_id,
      quantity: line.quantity + (planned.get(id)?.quantity ?? 0),
      case_item_id: inCase,
      transport_id:
        line.transport_id !== null && trucks.has(line.transport_id) ? tx.derive('transports', line.transport_id) : null,
      is_extra: line.is_extra,
      load_order: line.load_order,
      note: line.note,
    });
  }
  await tx.insertMany('packing_lines', [...planned.values()]);
  await recheckTours(tx, [toId]);
}

/**
 * `tour.copy {tourId, id, name, code?, startsOn, parts, known?}`: a planned tour that begins on a day as another one
 * stands: its days with whom they call, its people with their rooms, its trucks, what it packs. Nothing is published,
 * answered, packed or driven; what is gone meanwhile stays away. Needs the right to plan the schedule where events come
 * along.
 */
export const tourCopy = defineMutation({
  name: 'tour.copy',
  words: ['Копия гастролей', 'Tour copied'],
  args: z.strictObject({
    tourId: rowId,
    id: z.uuid(),
    name: z.string().trim().min(1).max(255),
    code: z.string().trim().min(1).max(50).nullable().optional(),
    startsOn: day,
    parts: z.array(z.enum(tourParts)).max(tourParts.length),
    known,
  }),
  permission: () => 'tours.edit',
  reads: ({ tourId }) => [['tours', tourId]],
  run: async (tx, { tourId, id, name, code, startsOn, parts, known: shown }) => {
    const from = await tx.require('tours', tourId);
    const first = String(acceptValue(tableOf('tours'), 'starts_on', startsOn));
    const copying: Copying = { from, toId: id, days: daysBetween(from.starts_on, first) };
    const met = await metMeanwhile(tx, 'tours', id, { name, code: code ?? null });
    await tx.insert('tours', {
      ...met.values,
      id,
      starts_on: first,
      ends_on: shifted(from.ends_on, copying.days),
      manager_id: await alive(tx, 'employees', from.manager_id),
      note: from.note,
    });
    const wanted = new Set(parts);
    if (wanted.has('people')) await copyPeople(tx, copying);
    if (wanted.has('transports')) await copyTransports(tx, copying);
    if (wanted.has('packing')) await copyPacking(tx, copying, wanted.has('transports'));
    const events = wanted.has('events') ? await copyEvents(tx, copying) : [];
    await recheckTours(tx, [id]);
    if (events.length > 0) await tellCollisions(tx, events, shown ?? []);
    await met.tellOf();
  },
  inverse: ({ id }, { mutationId, newId }) => ({
    name: 'tour.discard',
    args: { id, copyId: mutationId, deletionId: newId() },
  }),
});

/** Rows that the author's mutation made, by id. */
async function madeBy(tx: MutationTx, mutationId: string): Promise<ReadonlySet<string>> {
  const lines = await linesOf(tx, mutationId, MOST_MADE);
  return new Set(lines.flatMap(({ action, entity_id: id }) => (action.endsWith(':create') ? [id] : [])));
}

/**
 * `tour.discard {id, copyId, deletionId}`: takes back a tour that the author's mutation `copyId` made, with its events
 * and all else that came with it. Refuses (`undo.hasMore`) where more would go along: what somebody has added or packed
 * since goes after its plan alone.
 */
export const tourDiscard = defineMutation({
  name: 'tour.discard',
  words: ['Копия гастролей убрана', 'Copy of a tour discarded'],
  args: z.strictObject({ id: rowId, copyId: rowId, deletionId: z.uuid() }),
  permission: () => 'tours.edit',
  reads: ({ id }) => [['tours', id]],
  run: async (tx, { id, copyId, deletionId }) => {
    const tour = await tx.require('tours', id);
    // Whoever made it needs no further right to take it back.
    if (tour.created_by_id !== tx.author.userId) requireRight(tx, 'rows.delete');
    const made = await madeBy(tx, copyId);
    const events = (await partsOf(tx, 'schedule_events', 'tour_id', [id])).filter((event) => made.has(event.id));
    if (events.length > 0) requireRight(tx, 'schedule.edit');
    const roots = [
      { table: 'tours', id } as const,
      ...events.map((event) => ({ table: 'schedule_events', id: event.id }) as const),
    ] as const;
    const plan = await planDeletion(tx.rows, roots, { today: await tx.today(), withHistory: false });
    const isMore = plan.deletes.some((part) => part.ids.some((each) => each !== id && !made.has(each)));
    const lines = plan.deletes.flatMap((part) => (part.table === 'packing_lines' ? part.ids : []));
    if (isMore || plan.clears.length > 0 || plan.blocked.length > 0 || (await isPacked(tx, lines)))
      throw new Refusal('undo.hasMore', { table: 'tours', id, title: tour.name });
    await deleteRows(tx, { roots, deletionId, reason: undefined, shown: undefined });
  },
  inverse: ({ deletionId }) => ({ name: 'deletion.restore', args: { deletionId } }),
});

/** Whether anything was done with pieces of these lines. */
async function isPacked(tx: MutationTx, lineIds: readonly string[]): Promise<boolean> {
  for (let from = 0; from < lineIds.length; from += AT_ONCE) {
    const entry = await tx.db
      .selectFrom('packing_entries')
      .select('id')
      .where('packing_line_id', 'in', lineIds.slice(from, from + AT_ONCE))
      .limit(1)
      .executeTakeFirst();
    if (entry !== undefined) return true;
  }
  return false;
}

/** Trucks that have not left yet go along. */
const STANDING: ReadonlySet<string> = new Set(['planned', 'loading']);

/** The days of a tour as somebody saw them. */
const tourDays = z.strictObject({ startsOn: day, endsOn: day });

/**
 * Whether the tour stands where the author saw it, or already where they want it: then there is nothing to do. Refuses
 * (`tour.movedMeanwhile`) where it stands on other days, which nobody asked to be moved from.
 */
function isToShift(tour: Row<'tours'>, days: number, seen: z.infer<typeof tourDays> | undefined): boolean {
  const isOn = (first: string, last: string): boolean => tour.starts_on === first && tour.ends_on === last;
  if (seen === undefined || isOn(seen.startsOn, seen.endsOn)) return true;
  if (isOn(dayAfter(seen.startsOn, days), dayAfter(seen.endsOn, days))) return false;
  throw movedMeanwhile(tour);
}

const movedMeanwhile = ({ name, starts_on: from, ends_on: to }: Row<'tours'>): Refusal =>
  new Refusal('tour.movedMeanwhile', { tour: name, from, to });

/** Whether it was the author's mutation `of` that moved the tour, and not somebody who was faster. */
async function hasShifted(tx: MutationTx, tourId: string, of: string): Promise<boolean> {
  const lines = await linesOf(tx, of);
  return lines.some((line) => line.entity_id === tourId && changeOf(line, 'starts_on') !== undefined);
}

/**
 * `tour.shift {tourId, days, seen?, of?, known?}`: the tour by so many days on the calendar, with its events that are
 * not over, its hotels, and the trucks that have not left. Times of day stay. Refuses where events that are over, or
 * whose report is signed, would be left outside its days. `seen` are the days on which it stood: of two who move it by
 * a week it moves by one; without, it moves from wherever it stands. `of` is what is taken back: what it has moved.
 */
export const tourShift = defineMutation({
  name: 'tour.shift',
  words: ['Гастроли сдвинуты', 'Tour shifted'],
  args: z.strictObject({
    tourId: rowId,
    days: z.int().min(-MOST_DAYS).max(MOST_DAYS),
    seen: tourDays.optional(),
    of: rowId.optional(),
    known,
  }),
  permission: () => 'tours.edit',
  reads: ({ tourId }) => [['tours', tourId]],
  run: async (tx, { tourId, days, seen, of, known: shown }) => {
    const tour = await tx.require('tours', tourId);
    if (of !== undefined && !(await hasShifted(tx, tourId, of))) throw movedMeanwhile(tour);
    if (!isToShift(tour, days, seen)) return;
    const all = await partsOf(tx, 'schedule_events', 'tour_id', [tourId]);
    const coming = all.filter(({ status }) => status === 'planned' || status === 'confirmed');
    if (coming.length > 0) requireRight(tx, 'schedule.edit');
    const events = coming.length === 0 ? [] : await unsignedOf(tx, coming);
    await tx.update('tours', tourId, {
      starts_on: shifted(tour.starts_on, days),
      ends_on: shifted(tour.ends_on, days),
    });
    for (const event of events)
      await tx.update('schedule_events', event.id, { event_date: shifted(event.event_date, days) });
    const stays = await partsOf(tx, 'tour_stays', 'tour_id', [tourId]);
    await tx.updateMany(
      'tour_stays',
      stays.map((stay) => ({
        id: stay.id,
        values: { arrives_on: shifted(stay.arrives_on, days), leaves_on: shifted(stay.leaves_on, days) },
      })),
    );
    const zone = await theaterZone(tx.db, tx.theaterId);
    const trucks = (await partsOf(tx, 'transports', 'tour_id', [tourId])).filter(({ status }) => STANDING.has(status));
    await tx.updateMany(
      'transports',
      trucks.map((truck) => ({
        id: truck.id,
        values: {
          departs_at: laterMoment(truck.departs_at, days, zone),
          arrives_at: laterMoment(truck.arrives_at, days, zone),
        },
      })),
    );
    await checkTourRow(tx, 'tours', tourId);
    await recheckTours(tx, [tourId]);
    const ids = events.slice(0, MOST_AT_ONCE).map(({ id }) => id);
    if (ids.length > 0) await tellCollisions(tx, ids, shown ?? []);
  },
  inverse: ({ tourId, days, seen }, { mutationId: of }) => {
    const there = seen && { startsOn: dayAfter(seen.startsOn, days), endsOn: dayAfter(seen.endsOn, days) };
    return { name: 'tour.shift', args: { tourId, days: -days, of, ...(there && { seen: there }) } };
  },
});
