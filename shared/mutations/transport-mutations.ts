/**
 * Trucks of a tour, leg after leg: sent off, arrived, unloaded, and each step taken back; which truck a thing goes in,
 * and in which order. What two laptops without a network say of one truck is one fact where it is the same, and a
 * sentence for the second where it is not.
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import type { Row } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { recheckTours } from './booking-conflicts.ts';
import { changeOf, linesOf } from './evening-journal.ts';
import { defineMutation, type Intent } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { truckOfFact } from './tour-returns.ts';
import { ensureTourPlace, followStock } from './tour-stock.ts';
import { hasBrought, isThereAlready, legsBehind, legsOf } from './transport-legs.ts';
import { tellAtDeparture } from './transport-meeting.ts';
import { heldBy, truckOf } from './transport-state.ts';
import { tellStays } from './transport-stays.ts';

type Transport = Row<'transports'>;

/** Lines in one mutation. */
const MOST_LINES = 5000;

/** When it happened; without it, when the person said so. */
const moment = z.iso.datetime().optional();
/** How many times the truck had left by what the person saw; laptops of before do not say it. */
const leg = z.int().min(0).optional();

/**
 * `transport.depart {id, venueId, departedAt?, isEmpty?, seen?, leg?}`: the truck leaves for the venue, or for home
 * (`null`). With the first departure from home the tour is on the road, and what is in the truck goes out of stock with
 * it. `seen`: pieces that whoever sends it off saw in it; where another laptop put more or fewer there, both are told.
 * What others have said already, or of a leg that is over, changes nothing. Refuses `transport.nothingLoaded` unless it
 * is said to go empty, something was seen in it, or its pieces have been unloaded there; `transport.onRoad` where it is
 * under way to elsewhere, and `transport.goneOn` where by others it went elsewhere.
 */
export const transportDepart = defineMutation({
  name: 'transport.depart',
  words: ['Отправление машины', 'Departure of a truck'],
  args: z.strictObject({
    id: rowId,
    venueId: rowId.nullable(),
    departedAt: moment,
    isEmpty: z.boolean().optional(),
    seen: z.int().min(0).optional(),
    leg,
  }),
  permission: () => 'packing.run',
  reads: ({ id, venueId }) => [['transports', id], ...(venueId === null ? [] : [['venues', venueId] as const])],
  run: async (tx, { id, venueId, departedAt, isEmpty, seen, leg: legSeen }) => {
    const { truck, tour } = await truckOfFact(tx, id);
    const behind = await legsBehind(tx, id, legSeen);
    if (isThereAlready(truck, venueId) || behind > 1 || (behind === 1 && truck.venue_id === venueId)) return;
    if (truck.status === 'departed') throw new Refusal('transport.onRoad', { title: truck.name });
    if (behind === 1) throw new Refusal('transport.goneOn', { title: truck.name });
    const held = await heldBy(tx, id);
    // Whoever saw something in it has sent it off: that another laptop took it out meanwhile is told, not refused.
    const isKnownEmpty = held.length === 0 && (seen ?? 0) === 0 && !(await hasBrought(tx, id, venueId));
    if (isKnownEmpty && isEmpty !== true) throw new Refusal('transport.nothingLoaded', { title: truck.name });
    const at = departedAt ?? tx.now;
    const isPlannedLater = truck.arrives_at !== null && Date.parse(truck.arrives_at) > Date.parse(at);
    await tx.update('transports', id, {
      status: 'departed',
      venue_id: venueId,
      departs_at: at,
      ...(isPlannedLater ? {} : { arrives_at: null }),
    });
    if (tour.status === 'planned' || tour.status === 'confirmed' || tour.status === 'completed')
      await setTourStatus(tx, tour.id, 'on_road');
    const isFirst = tour.place_id === null;
    await ensureTourPlace(tx, tour);
    const touched = isFirst ? await everyThing(tx, tour.id) : held.map(({ itemId }) => itemId);
    await followStock(tx, tour.id, touched);
    const pieces = held.reduce((sum, each) => sum + each.pieces, 0);
    if (seen !== undefined) await tellAtDeparture(tx, truck, seen, pieces);
  },
  inverse: ({ id, leg: seen }, { mutationId: of }) => undoOf(id, of, seen === undefined ? undefined : seen + 1),
});

/** What takes a step back after which the truck has left so many times. */
const undoOf = (id: string, of: string, legs: number | undefined): Intent => ({
  name: 'transport.undoStep',
  args: { id, of, ...(legs === undefined ? {} : { leg: legs }) },
});

/** Things of a tour of which anything has happened; what is only planned stands where it stood. */
async function everyThing(tx: MutationTx, tourId: string): Promise<readonly string[]> {
  const lines = await tx.db
    .selectFrom('packing_lines')
    .select('inventory_item_id')
    .distinct()
    .where('tour_id', '=', tourId)
    .where('id', 'in', (entries) => entries.selectFrom('packing_entries').select('packing_line_id'))
    .orderBy('inventory_item_id')
    .execute();
  return lines.map((line) => line.inventory_item_id);
}

/**
 * `transport.arrive {id, arrivedAt?, leg?}`: it is where it was going. Whoever says so second, or of a leg that is
 * over, changes nothing. Refuses `value.invalid` where it would have arrived before it left.
 */
export const transportArrive = defineMutation({
  name: 'transport.arrive',
  words: ['Прибытие машины', 'Arrival of a truck'],
  args: z.strictObject({ id: rowId, arrivedAt: moment, leg }),
  permission: () => 'packing.run',
  reads: ({ id }) => [['transports', id]],
  run: async (tx, { id, arrivedAt, leg: seen }) => {
    const { truck } = await truckOfFact(tx, id);
    if ((await legsBehind(tx, id, seen)) > 0) return;
    const isThere = truck.status === 'unloaded' || (truck.status === 'loading' && truck.venue_id !== null);
    if (truck.status === 'arrived' || isThere) return;
    const arrives = arrivalOf(tx, truck, arrivedAt);
    await tx.update('transports', id, { status: 'arrived', arrives_at: arrives });
  },
  inverse: ({ id, leg: seen }, { mutationId: of }) => undoOf(id, of, seen),
});

/**
 * When the truck came there. Nobody arrives before they leave: a time that somebody names is refused
 * (`value.invalid`), and where the clocks of two laptops disagree it arrived when it left.
 */
function arrivalOf(tx: MutationTx, { departs_at: left }: Transport, named: string | undefined): string {
  const at = named ?? tx.now;
  if (left === null || Date.parse(at) >= Date.parse(left)) return at;
  if (named !== undefined)
    throw new Refusal('value.invalid', { table: 'transports', column: 'arrives_at', problem: 'range' });
  return Date.parse(left) <= Date.parse(tx.time) ? left : at;
}

/**
 * `transport.unloaded {id, leg?}`: all that was to come out of it is out. What is still in it stays said of it. Of a
 * leg that is over it changes nothing.
 */
export const transportUnloaded = defineMutation({
  name: 'transport.unloaded',
  words: ['Машина разгружена', 'Truck unloaded'],
  args: z.strictObject({ id: rowId, leg }),
  permission: () => 'packing.run',
  reads: ({ id }) => [['transports', id]],
  run: async (tx, { id, leg: seen }) => {
    await truckOfFact(tx, id);
    if ((await legsBehind(tx, id, seen)) > 0) return;
    await tx.update('transports', id, { status: 'unloaded' });
  },
  inverse: ({ id, leg: seen }, { mutationId: of }) => undoOf(id, of, seen),
});

/**
 * `transport.undoStep {id, of, leg?}`: the truck is where it was before the step `of` of the same person, and what went
 * out of stock with it is back. `leg`: how many times it had left after the step. Refuses `transport.goneOn` where the
 * truck has gone on since, or the step was somebody else's.
 */
export const transportUndoStep = defineMutation({
  name: 'transport.undoStep',
  words: ['Шаг машины отменён', 'Step of a truck taken back'],
  args: z.strictObject({ id: rowId, of: rowId, leg }),
  permission: () => 'packing.run',
  reads: ({ id }) => [['transports', id]],
  run: async (tx, { id, of, leg: after }) => {
    const truck = await tx.require('transports', id);
    const lines = await linesOf(tx, of);
    const own = lines.find((line) => line.entity_type === 'transports' && line.entity_id === id);
    const status = own === undefined ? undefined : changeOf(own, 'status');
    if (own === undefined || status === undefined || status[1] !== truck.status)
      throw new Refusal('transport.goneOn', { title: truck.name });
    const venue = changeOf(own, 'venue_id');
    const isOlder = after === undefined ? !isTimeOf(truck, own, 'departs_at') : (await legsOf(tx, id)) !== after;
    if (isOlder || (venue !== undefined && venue[1] !== truck.venue_id))
      throw new Refusal('transport.goneOn', { title: truck.name });
    await tx.update('transports', id, {
      status: status[0],
      ...(venue === undefined ? {} : { venue_id: venue[0] }),
      ...timeAgain(truck, own, 'departs_at'),
      ...timeAgain(truck, own, 'arrives_at'),
    });
    const tourLine = lines.find((line) => line.entity_type === 'tours' && changeOf(line, 'status') !== undefined);
    if (tourLine !== undefined && own.action.startsWith('transport.depart'))
      await tourAgain(tx, truck.tour_id, changeOf(tourLine, 'status')?.[0]);
    const held = await heldBy(tx, id);
    await followStock(
      tx,
      truck.tour_id,
      held.map(({ itemId }) => itemId),
    );
  },
});

const momentOf = (time: unknown): number | null => (typeof time === 'string' ? Date.parse(time) : null);

/** Whether the time that the step set is the one that stands; true where it set none. */
function isTimeOf(
  truck: Transport,
  line: Parameters<typeof changeOf>[0],
  column: 'departs_at' | 'arrives_at',
): boolean {
  const change = changeOf(line, column);
  return change === undefined || momentOf(change[1]) === momentOf(truck[column]);
}

/** A time as it was before the step, where nobody has set it since. */
function timeAgain(
  truck: Transport,
  line: Parameters<typeof changeOf>[0],
  column: 'departs_at' | 'arrives_at',
): Partial<Pick<Transport, 'departs_at' | 'arrives_at'>> {
  const change = changeOf(line, column);
  if (change === undefined || !isTimeOf(truck, line, column)) return {};
  const before = momentOf(change[0]);
  return { [column]: before === null ? null : new Date(before).toISOString() };
}

/** The tour is no longer on the road, unless another of its trucks is. */
async function tourAgain(tx: MutationTx, tourId: string, before: unknown): Promise<void> {
  const tour = await tx.find('tours', tourId);
  if (tour === undefined || tour.deleted_at !== null || tour.status !== 'on_road') return;
  if (before !== 'planned' && before !== 'confirmed' && before !== 'completed') return;
  const away = await tx.db
    .selectFrom('transports')
    .select('id')
    .where('tour_id', '=', tourId)
    .where('deleted_at', 'is', null)
    .where('status', 'not in', ['planned', 'loading'])
    .limit(1)
    .execute();
  if (away.length === 0) await setTourStatus(tx, tourId, before);
}

/** A tour that is over holds nothing, and one that is not does. */
async function setTourStatus(tx: MutationTx, tourId: string, status: Row<'tours'>['status']): Promise<void> {
  await tx.update('tours', tourId, { status });
  await recheckTours(tx, [tourId]);
}

const assigned = z.strictObject({
  lineId: rowId,
  transportId: rowId.nullable(),
  /** What the person saw. */
  seen: rowId.nullable().optional(),
});

/**
 * `transport.assign {tourId, lines: [{lineId, transportId, seen?}], onlySeen?}`: these lines go in this truck, or in
 * none yet. What others have chosen since it was seen stays, and so does what was to go in a truck that is gone: the
 * author is told of it, unless with `onlySeen`, which takes a choice back.
 */
export const transportAssign = defineMutation({
  name: 'transport.assign',
  words: ['Распределение по машинам', 'Distribution over trucks'],
  args: z.strictObject({
    tourId: rowId,
    lines: z.array(assigned).min(1).max(MOST_LINES).readonly(),
    onlySeen: z.boolean().optional(),
  }),
  permission: () => 'packing.run',
  reads: ({ tourId }) => [['tours', tourId]],
  run: async (tx, { tourId, lines, onlySeen }) => {
    const tour = await tx.require('tours', tourId);
    const trucks = new Set<string | null>([null]);
    for (const id of new Set(lines.flatMap(({ transportId }) => transportId ?? [])))
      if ((await truckOf(tx, tourId, id))?.deleted_at === null) trucks.add(id);
    const found = await linesById(tx, tourId, lines);
    const stays: Row<'packing_lines'>[] = [];
    const goes = lines.flatMap(({ lineId, transportId, seen }) => {
      const line = found.get(lineId);
      if (line === undefined || line.transport_id === transportId) return [];
      const wasSeen = seen === undefined && onlySeen === true ? null : seen;
      if (trucks.has(transportId) && (wasSeen === undefined || wasSeen === line.transport_id))
        return [{ id: lineId, values: { transport_id: transportId } }];
      stays.push(line);
      return [];
    });
    await tx.updateMany('packing_lines', goes);
    if (onlySeen !== true) await tellStays(tx, tour, stays);
  },
  inverse: ({ tourId, lines }) =>
    lines.some(({ seen }) => seen === undefined)
      ? undefined
      : {
          name: 'transport.assign',
          args: {
            tourId,
            lines: lines.map(({ lineId, transportId, seen }) => ({ lineId, transportId: seen, seen: transportId })),
            onlySeen: true,
          },
        },
});

const place = z.int().min(1).max(MOST_LINES).nullable();

/**
 * `transport.order {tourId, lines: [{lineId, order, seen?}], onlySeen?}`: these lines are loaded at this place, 1
 * first; `null`: by the route. An order is one arrangement: where others have arranged one of these lines since it was
 * seen, theirs stays as a whole, and the author is told. With `onlySeen`, which takes an order back, the other lines go
 * back all the same. Laptops of before do not say what they saw: then the last word counts.
 */
export const transportOrder = defineMutation({
  name: 'transport.order',
  words: ['Порядок погрузки', 'Load order'],
  args: z.strictObject({
    tourId: rowId,
    lines: z
      .array(z.strictObject({ lineId: rowId, order: place, seen: place.optional() }))
      .min(1)
      .max(MOST_LINES)
      .readonly(),
    onlySeen: z.boolean().optional(),
  }),
  permission: () => 'packing.run',
  reads: ({ tourId }) => [['tours', tourId]],
  run: async (tx, { tourId, lines, onlySeen }) => {
    const tour = await tx.require('tours', tourId);
    const found = await linesById(tx, tourId, lines);
    const named = lines.flatMap(({ lineId, ...wanted }) => {
      const line = found.get(lineId);
      return line === undefined || line.load_order === wanted.order ? [] : [{ line, ...wanted }];
    });
    const stays = named.filter(({ line, seen }) => {
      const wasSeen = seen === undefined && onlySeen === true ? null : seen;
      return wasSeen !== undefined && wasSeen !== line.load_order;
    });
    const isLate = stays.length > 0 && onlySeen !== true;
    const goes = isLate ? [] : named.filter((each) => !stays.includes(each));
    await tx.updateMany(
      'packing_lines',
      goes.map(({ line, order }) => ({ id: line.id, values: { load_order: order } })),
    );
    if (isLate)
      await tellStays(
        tx,
        tour,
        stays.map(({ line }) => line),
        true,
      );
  },
  inverse: ({ tourId, lines }) =>
    lines.some(({ seen }) => seen === undefined)
      ? undefined
      : {
          name: 'transport.order',
          args: {
            tourId,
            lines: lines.map(({ lineId, order, seen }) => ({ lineId, order: seen, seen: order })),
            onlySeen: true,
          },
        },
});

/** Live lines of the tour that are named; one that went to the trash meanwhile is left alone. */
async function linesById(
  tx: MutationTx,
  tourId: string,
  named: readonly { readonly lineId: string }[],
): Promise<ReadonlyMap<string, Row<'packing_lines'>>> {
  const ids = [...new Set(named.map(({ lineId }) => lineId))];
  if (ids.length < named.length) throw new Refusal('mutation.invalid', { path: 'lines' });
  const rows = (await tx.rows.findMany('packing_lines', ids)) as unknown as readonly Row<'packing_lines'>[];
  return new Map(
    rows
      .filter((line) => line.tour_id === tourId && line.theater_id === tx.theaterId && line.deleted_at === null)
      .map((line) => [line.id, line]),
  );
}
