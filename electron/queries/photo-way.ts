/**
 * The way through the house of somebody who photographs: place by place in the order of the tree, and at a place by
 * inventory number, as things are numbered along a shelf.
 */
import type { RunThing, RunView } from '../../shared/features/photos/queries.ts';
import type { Reading } from '../replica/reading.ts';

/** Things that are named ahead. */
const AHEAD = 12;
const MOST_PRODUCTIONS = 2;

const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });

interface Place {
  readonly id: string;
  readonly name: string;
  readonly parent_id: string | null;
  readonly sort_order: number;
}

/** The places of the house: in which order somebody comes by, and what each lies in. */
interface House {
  readonly rank: (id: string | null) => number;
  readonly place: (id: string | null) => Place | undefined;
  readonly above: (id: string | null) => readonly string[];
}

function houseOf(replica: Reading): House {
  const rows = replica.prepared<[], Place>('SELECT id, name, parent_id, sort_order FROM inventory_locations').all();
  const places = new Map(rows.map((row) => [row.id, row]));
  const below = Map.groupBy(rows, ({ parent_id: parent }) => (parent !== null && places.has(parent) ? parent : null));
  const ranks = new Map<string, number>();
  const visit = (parent: string | null): void => {
    const inOrder = (below.get(parent) ?? []).toSorted(
      (a, b) => a.sort_order - b.sort_order || collator.compare(a.name, b.name),
    );
    for (const { id } of inOrder) {
      ranks.set(id, ranks.size);
      visit(id);
    }
  };
  visit(null);
  const above = (id: string | null): string[] => {
    const names: string[] = [];
    const seen = new Set<string>();
    let at = id === null ? null : (places.get(id)?.parent_id ?? null);
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      const place = places.get(at);
      if (place !== undefined) names.push(place.name);
      at = place?.parent_id ?? null;
    }
    return names;
  };
  return {
    // Where nobody knows is the end of the way.
    rank: (id) => (id === null ? undefined : ranks.get(id)) ?? ranks.size,
    place: (id) => (id === null ? undefined : places.get(id)),
    above,
  };
}

/** As much of a thing as its place on the way needs. */
interface Stop {
  readonly id: string;
  readonly number: string;
  readonly placeId: string | null;
  readonly photos: number;
}

/** Where most of it stands, which is its main place unless it was moved away. */
const PLACE = `coalesce(
  (SELECT s.location_id FROM inventory_stock s WHERE s.item_id = i.id AND s.quantity > 0
    ORDER BY s.location_id = i.location_id DESC, s.quantity DESC, s.location_id LIMIT 1), i.location_id)`;
const PHOTOS = `(SELECT count(*) FROM inventory_photos p WHERE p.inventory_item_id = i.id AND p.deleted_at IS NULL)`;

function stopsOf(replica: Reading, ids: readonly string[]): Stop[] {
  return replica
    .prepared<[string], Stop>(
      `SELECT i.id, i.inventory_number AS number, ${PLACE} AS placeId, ${PHOTOS} AS photos
        FROM inventory_items i WHERE i.deleted_at IS NULL AND i.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
}

function thingsOf(replica: Reading, house: House, ids: readonly string[]): RunThing[] {
  const rows = replica
    .prepared<[string], Omit<RunThing, 'above' | 'place' | 'productions'> & { productions: string }>(
      `SELECT i.id, i.name, i.inventory_number AS number, c.name AS category, c.color, i.quantity, i.unit,
          ${PLACE} AS placeId, ${PHOTOS} AS photos,
          (SELECT json_group_array(title) FROM (SELECT f.title FROM performance_inventory n
            JOIN performances f ON f.id = n.performance_id AND f.deleted_at IS NULL
            WHERE n.inventory_item_id = i.id AND n.deleted_at IS NULL
            ORDER BY f.title LIMIT ${MOST_PRODUCTIONS})) AS productions
        FROM inventory_items i LEFT JOIN inventory_categories c ON c.id = i.category_id
        WHERE i.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id): RunThing[] => {
    const row = byId.get(id);
    return row === undefined
      ? []
      : [
          {
            ...row,
            productions: JSON.parse(row.productions) as string[],
            place: house.place(row.placeId)?.name ?? null,
            above: house.above(row.placeId),
          },
        ];
  });
}

interface Asked {
  /** The scope. */
  readonly ids: readonly string[];
  readonly at: string | null;
  readonly passed: ReadonlySet<string>;
  readonly recent: readonly string[];
}

/** Where somebody stands who is at `at`, and what follows; past the end of the way it begins anew. */
export function runOf(replica: Reading, { ids, at, passed, recent }: Asked): RunView {
  const house = houseOf(replica);
  const along = (a: Stop, b: Stop): number =>
    house.rank(a.placeId) - house.rank(b.placeId) ||
    collator.compare(a.number, b.number) ||
    (a.id < b.id ? -1 : Number(a.id > b.id));
  const left = stopsOf(replica, ids)
    .filter(({ id, photos }) => photos === 0 && !passed.has(id))
    .toSorted(along);
  const current = (at === null ? undefined : stopsOf(replica, [at])[0]) ?? left[0];
  if (current === undefined)
    return { at, current: null, next: [], left: 0, here: 0, recent: thingsOf(replica, house, recent) };
  const others = left.filter(({ id }) => id !== current.id);
  const after = others.findIndex((stop) => along(current, stop) < 0);
  const next = after === -1 ? others : [...others.slice(after), ...others.slice(0, after)];
  const [thing, ...following] = thingsOf(replica, house, [current.id, ...next.slice(0, AHEAD).map(({ id }) => id)]);
  return {
    at,
    current: thing ?? null,
    next: following,
    left: left.length,
    here: left.filter(({ placeId }) => placeId === current.placeId).length,
    recent: thingsOf(replica, house, recent),
  };
}
