/**
 * Stock follows what happens on a tour. With the first departure the things of the tour stand at its own place in the
 * ledger (`tours.place_id`, a location of type `tour`). After every departure, return and taking back, each thing that
 * was touched is brought in step: as many pieces have gone out to that place (`tour_out` less `tour_in`) as are away by
 * the packing ledger. What two laptops did in any order comes to the same. Where the shelves hold fewer than left, what
 * is there goes, and nobody is refused; where somebody took pieces off the tour's place by hand, what is left comes
 * home.
 */
import { deriveId } from '../base/ids.ts';
import { inSlices } from '../rules/deletion-plan.ts';
import { hasLeft, piecesAway, placesOf } from '../rules/packing-places.ts';
import type { Row } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';
import { placedByLine } from './packing-placed.ts';
import { type ItemMovement, writeMovements } from './stock.ts';
import { placeCode, placeName, takeBackPlace } from './tour-place.ts';

type Tour = Row<'tours'>;
type Item = Row<'inventory_items'>;

/** The tour's place in the ledger: two laptops without a network make the same. */
export const tourPlaceId = (tourId: string): string => deriveId('place of a tour', tourId);

/** The tour's place; made where there is none, which happens once, and taken out of the trash where it lies there. */
export async function ensureTourPlace(tx: MutationTx, tour: Tour): Promise<string> {
  const id = tour.place_id ?? tourPlaceId(tour.id);
  const place = await tx.find('inventory_locations', id);
  if (place === undefined) {
    const values = { id, name: placeName(tour.name), code: await placeCode(tx, id), type: 'tour' };
    await tx.insert('inventory_locations', values);
  } else await takeBackPlace(tx, place);
  if (tour.place_id === null) await tx.update('tours', tour.id, { place_id: id });
  return id;
}

/** Pieces of these things that are away with the tour by the packing ledger, by thing. */
async function awayOf(
  tx: MutationTx,
  tourId: string,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const lines = await inSlices(itemIds, (some) =>
    tx.db
      .selectFrom('packing_lines')
      .select(['id', 'inventory_item_id'])
      .where('tour_id', '=', tourId)
      .where('inventory_item_id', 'in', [...some])
      .execute(),
  );
  const byLine = await placedByLine(
    tx,
    lines.map(({ id }) => id),
  );
  const trucks = await tx.db
    .selectFrom('transports')
    .select(['id', 'status', 'venue_id'])
    .where('tour_id', '=', tourId)
    .execute();
  const gone = new Set(trucks.filter(hasLeft).map(({ id }) => id));
  const away = new Map<string, number>(itemIds.map((id) => [id, 0]));
  for (const { id, inventory_item_id: itemId } of lines) {
    const pieces = piecesAway(placesOf(byLine.get(id) ?? []), (truck) => gone.has(truck));
    away.set(itemId, (away.get(itemId) ?? 0) + pieces);
  }
  return away;
}

/** What has gone out to the tour's place and not come back by this ledger, by thing and by the place it came from. */
async function goneOut(
  tx: MutationTx,
  placeId: string,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const rows = await inSlices(itemIds, (some) =>
    tx.db
      .selectFrom('inventory_history')
      .select(['item_id', 'from_location_id', 'to_location_id'])
      .select(({ fn }) => fn.sum<number | string>('quantity').as('quantity'))
      .where('item_id', 'in', [...some])
      .where('movement_type', 'in', ['tour_out', 'tour_in'])
      .where((where) => where.or([where('from_location_id', '=', placeId), where('to_location_id', '=', placeId)]))
      .groupBy(['item_id', 'from_location_id', 'to_location_id'])
      .execute(),
  );
  const byItem = new Map<string, Map<string, number>>(itemIds.map((id) => [id, new Map()]));
  for (const { item_id: itemId, from_location_id: from, to_location_id: to, quantity } of rows) {
    const other = to === placeId ? from : to;
    if (other === null) continue;
    const places = byItem.get(itemId);
    places?.set(other, (places.get(other) ?? 0) + (to === placeId ? 1 : -1) * Number(quantity));
  }
  return byItem;
}

interface Shelf {
  readonly place: string;
  readonly quantity: number;
}

interface Shelves {
  /** At home, where the thing belongs first, then the fullest. */
  readonly home: readonly Shelf[];
  readonly onTour: number;
}

async function shelvesOf(
  tx: MutationTx,
  items: readonly Item[],
  placeId: string,
): Promise<ReadonlyMap<string, Shelves>> {
  const rows = await inSlices(
    items.map(({ id }) => id),
    (some) =>
      tx.db
        .selectFrom('inventory_stock as s')
        .innerJoin('inventory_locations as l', 'l.id', 's.location_id')
        .select(['s.item_id', 's.location_id', 's.quantity', 'l.type'])
        .where('s.item_id', 'in', [...some])
        .where('s.quantity', '>', 0)
        .execute(),
  );
  const byItem = Map.groupBy(rows, (row) => row.item_id);
  return new Map(
    items.map(({ id, location_id: main }) => {
      const own = byItem.get(id) ?? [];
      const home = own
        .filter((row) => row.type !== 'tour' && row.location_id !== placeId)
        .map((row): Shelf => ({ place: row.location_id, quantity: row.quantity }))
        .toSorted(
          (a, b) =>
            Number(b.place === main) - Number(a.place === main) ||
            b.quantity - a.quantity ||
            (a.place < b.place ? -1 : 1),
        );
      return [id, { home, onTour: own.find((row) => row.location_id === placeId)?.quantity ?? 0 }];
    }),
  );
}

const sumOf = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + count, 0);

/**
 * Where pieces that come home go: back to where they came from, most first; what is left over to the first of them,
 * else to `otherwise`. In a house without any place it stays where it is.
 */
function waysHome(places: ReadonlyMap<string, number>, count: number, otherwise: string | undefined): Shelf[] {
  const open = [...places].filter(([, out]) => out > 0).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const ways = new Map<string, number>();
  let rest = count;
  for (const [place, out] of open) {
    const quantity = Math.min(rest, out);
    if (quantity > 0) ways.set(place, quantity);
    rest -= quantity;
  }
  const last = open[0]?.[0] ?? otherwise;
  if (rest > 0 && last !== undefined) ways.set(last, (ways.get(last) ?? 0) + rest);
  return [...ways].map(([place, quantity]) => ({ place, quantity }));
}

/** The first place at home there is, for what nobody knows where it came from. */
async function anyHome(tx: MutationTx): Promise<string | undefined> {
  const found = await tx.db
    .selectFrom('inventory_locations')
    .select('id')
    .where('theater_id', '=', tx.theaterId)
    .where('deleted_at', 'is', null)
    .where('type', '!=', 'tour')
    .orderBy('sort_order')
    .orderBy('id')
    .executeTakeFirst();
  return found?.id;
}

/** How a thing is brought in step. */
interface Balance {
  readonly item: Item;
  readonly places: ReadonlyMap<string, number>;
  readonly shelves: Shelves;
}

/** Out as many as the shelves at home hold. */
function outOf({ item, shelves }: Balance, placeId: string, wanted: number): ItemMovement[] {
  let rest = wanted;
  return shelves.home.flatMap(({ place, quantity }): ItemMovement[] => {
    const moved = Math.min(rest, quantity);
    rest -= moved;
    if (moved === 0) return [];
    return [
      { key: `out ${item.id} ${place}`, type: 'tour_out', itemId: item.id, from: place, to: placeId, quantity: moved },
    ];
  });
}

/** Home as many as the tour's place holds: where the truck goes, else where they came from, else anywhere at home. */
function homeOf({ item, shelves, places }: Balance, placeId: string, wanted: number, ways: Ways): ItemMovement[] {
  const count = Math.min(wanted, shelves.onTour);
  const main = item.location_id === placeId ? undefined : (item.location_id ?? undefined);
  const last = main ?? ways.anyHome;
  const known = waysHome(places, count, last);
  const { named } = ways;
  // What came out of a case that is at home, or comes home now, goes back into it, wherever the truck goes.
  return (
    named === undefined
      ? known
      : summed(known.map((way) => (ways.cases.has(way.place) ? way : { ...way, place: named })))
  )
    .filter(({ quantity }) => quantity > 0)
    .map(
      ({ place, quantity }): ItemMovement => ({
        key: `home ${item.id} ${place}`,
        type: 'tour_in',
        itemId: item.id,
        from: placeId,
        to: place,
        quantity,
      }),
    );
}

/** Ways to one place as one. */
function summed(ways: readonly Shelf[]): readonly Shelf[] {
  const sums = new Map<string, number>();
  for (const { place, quantity } of ways) sums.set(place, (sums.get(place) ?? 0) + quantity);
  return [...sums].map(([place, quantity]) => ({ place, quantity }));
}

/** Places among these that are cases which stand at home, or of which nothing is away any more. */
async function casesAtHome(
  tx: MutationTx,
  places: readonly string[],
  away: ReadonlyMap<string, number>,
): Promise<ReadonlySet<string>> {
  const rows = await inSlices(places, (some) =>
    tx.db
      .selectFrom('inventory_items as i')
      .innerJoin('inventory_locations as l', 'l.id', 'i.place_id')
      .select(['i.id', 'l.id as place', 'l.type'])
      .where('l.id', 'in', [...some])
      .where('l.deleted_at', 'is', null)
      .execute(),
  );
  return new Set(rows.filter(({ id, type }) => type !== 'tour' || away.get(id) === 0).map(({ place }) => place));
}

/** Where pieces go that come home. */
interface Ways {
  /** What their truck names. */
  readonly named: string | undefined;
  /** For what nobody knows where it came from. */
  readonly anyHome: string | undefined;
  /** Places into which things go back that came out of them. */
  readonly cases: ReadonlySet<string>;
}

/** Where what comes back goes: the place that its truck names; else each piece where it came from. */
export interface WayHome {
  readonly toLocationId?: string | null | undefined;
}

/**
 * Brings stock in step with the packing ledger for these things of a tour. Nothing happens before the first departure.
 * A thing that is one of its kind says that it is on tour, and that it is in stock again.
 */
export async function followStock(
  tx: MutationTx,
  tourId: string,
  touched: readonly string[],
  { toLocationId = null }: WayHome = {},
): Promise<void> {
  const tour = await tx.find('tours', tourId);
  const placeId = tour?.place_id ?? null;
  if (placeId === null || touched.length === 0) return;
  const itemIds = [...new Set(touched)].toSorted();
  const rows = await tx.rows.findMany('inventory_items', itemIds);
  const items = (rows as unknown as Item[]).filter(
    (item) => item.theater_id === tx.theaterId && item.deleted_at === null,
  );
  const ids = items.map(({ id }) => id);
  const away = await awayOf(tx, tourId, ids);
  const gone = await goneOut(tx, placeId, ids);
  const shelves = await shelvesOf(tx, items, placeId);
  const truckHome = toLocationId === null ? undefined : await tx.find('inventory_locations', toLocationId);
  const from = new Set([...gone.values()].flatMap((places) => [...places.keys()]));
  const ways = {
    named: truckHome?.deleted_at === null ? truckHome.id : undefined,
    anyHome: await anyHome(tx),
    cases: await casesAtHome(tx, [...from].toSorted(), away),
  };
  const movements = items.flatMap((item): ItemMovement[] => {
    const own = shelves.get(item.id);
    const places = gone.get(item.id);
    if (own === undefined || places === undefined) return [];
    const balance = { item, places, shelves: own };
    const behind = (away.get(item.id) ?? 0) - sumOf(places.values());
    return behind > 0 ? outOf(balance, placeId, behind) : homeOf(balance, placeId, -behind, ways);
  });
  // It may have been tidied away while it was empty.
  if (tour !== undefined && movements.some(({ to }) => to === placeId)) await ensureTourPlace(tx, tour);
  await writeMovements(tx, movements);
  for (const item of items) await followStatus(tx, item, tourId, away.get(item.id) ?? 0);
}

/** A thing of which there is one. What is in repair, or has been given up, stays so wherever it is. */
async function followStatus(tx: MutationTx, item: Item, tourId: string, away: number): Promise<void> {
  if (item.quantity > 1) return;
  const isHere = item.status === 'in_stock' || item.status === 'reserved' || item.status === 'on_stage';
  if (away > 0 && isHere) await tx.update('inventory_items', item.id, { status: 'on_tour' });
  if (away === 0 && item.status === 'on_tour' && !(await isOnAnotherTour(tx, item.id, tourId)))
    await tx.update('inventory_items', item.id, { status: 'in_stock' });
}

/** Whether another tour has the thing away. */
async function isOnAnotherTour(tx: MutationTx, itemId: string, tourId: string): Promise<boolean> {
  const tours = await tx.db
    .selectFrom('packing_lines as l')
    .innerJoin('tours as t', 't.id', 'l.tour_id')
    .select('t.id')
    .distinct()
    .where('l.inventory_item_id', '=', itemId)
    .where('t.id', '<>', tourId)
    .where('t.place_id', 'is not', null)
    .where('t.deleted_at', 'is', null)
    .orderBy('t.id')
    .execute();
  for (const { id } of tours) if (((await awayOf(tx, id, [itemId])).get(itemId) ?? 0) > 0) return true;
  return false;
}
