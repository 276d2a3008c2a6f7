/**
 * Where the pieces of a packing line are, finer than its states: in which truck, at which venue, and which of them are
 * away from home. Pure, from the entries of the ledger in whichever order, as laptops that could not hear of each other
 * wrote them.
 */
import type { Row } from '../schema/catalog.ts';

type Entry = Row<'packing_entries'>;

/** Of an entry what places ask for; entries that agree in everything but the quantity may be given as their sum. */
export type Placed = Pick<Entry, 'action' | 'quantity' | 'from_state' | 'transport_id' | 'venue_id'>;

/** Pieces of one line by where they are; nothing that is 0. */
export interface PiecePlaces {
  /** By truck; `null`: nobody said which. */
  readonly loaded: ReadonlyMap<string | null, number>;
  /** Of those in a truck that nobody named: so many at most stood at a venue before, and are away. */
  readonly loadedOnRoad: number;
  /** By venue; `null`: nobody said where. */
  readonly onSite: ReadonlyMap<string | null, number>;
  /** Not found at home, before they left. */
  readonly missingAtHome: number;
  /** Not found on the road. */
  readonly missingAway: number;
}

type Counts = Map<string | null, number>;

const add = (counts: Counts, key: string | null, by: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

/**
 * Makes every count positive or nothing: what left without anybody saying from where left from what nobody knows, then
 * from the place with the most pieces, of equals the first by its id.
 */
function settled(counts: Counts): ReadonlyMap<string | null, number> {
  let owed = 0;
  const left: Counts = new Map();
  for (const [key, count] of counts) {
    if (count > 0) left.set(key, count);
    else owed -= count;
  }
  while (owed > 0) {
    const [key, most] =
      [...left].toSorted(
        ([a, x], [b, y]) => Number(b === null) - Number(a === null) || y - x || ((a ?? '') < (b ?? '') ? -1 : 1),
      )[0] ?? [];
    if (key === undefined || most === undefined) break;
    const taken = Math.min(owed, most);
    owed -= taken;
    if (taken === most) left.delete(key);
    else left.set(key, most - taken);
  }
  return left;
}

/** Where the pieces of a line are, by its entries. */
export function placesOf(entries: readonly Placed[]): PiecePlaces {
  const loaded: Counts = new Map();
  const onSite: Counts = new Map();
  let [missing, missedAtHome, loadedOnRoad] = [0, 0, 0];
  for (const { action, quantity, from_state: from, transport_id: truck, venue_id: venue } of entries) {
    if (action === 'damage') continue;
    if (from === 'loaded') add(loaded, truck, -quantity);
    if (from === 'on_site') add(onSite, venue, -quantity);
    if (from === 'missing') missing -= quantity;
    if (action === 'load') {
      add(loaded, truck, quantity);
      if (truck === null && from !== 'packed') loadedOnRoad += quantity;
    }
    if (action === 'unload') add(onSite, venue, quantity);
    if (action === 'miss') {
      missing += quantity;
      if (from === 'packed') missedAtHome += quantity;
    }
  }
  const missingAtHome = Math.max(0, Math.min(missedAtHome, missing));
  return {
    loaded: settled(loaded),
    loadedOnRoad: Math.max(0, loadedOnRoad),
    onSite: settled(onSite),
    missingAtHome,
    missingAway: Math.max(0, missing) - missingAtHome,
  };
}

/** Of a truck what says whether it has left home. */
export type TruckState = Pick<Row<'transports'>, 'status' | 'venue_id'>;

/**
 * Whether what is in the truck is away from home: it has left, and what came back with it has not been taken out yet.
 * A truck that stands at home and is loaded has not left.
 */
export const hasLeft = ({ status, venue_id: venue }: TruckState): boolean =>
  venue !== null || (status !== 'planned' && status !== 'loading');

/**
 * Pieces of a line that are away from home, as the stock ledger has to have them at the tour's place: in a truck that
 * has left, at a venue, or not found on the road. What is in a truck that nobody named has left where it stood at a
 * venue before.
 */
export function piecesAway(places: PiecePlaces, isAway: (transportId: string) => boolean): number {
  const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);
  const inTrucks = [...places.loaded].map(([truck, count]) => {
    if (truck === null) return Math.min(count, places.loadedOnRoad);
    return isAway(truck) ? count : 0;
  });
  return sum(inTrucks) + sum(places.onSite.values()) + places.missingAway;
}
