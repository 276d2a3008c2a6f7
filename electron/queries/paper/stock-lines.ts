/** Things at their places as inventory papers list them: of a count, or as they stand. */
import type { Language } from '../../../shared/i18n/language.ts';
import type { CountLineView } from '../../../shared/ipc/count-contract.ts';
import type { Reading } from '../../replica/reading.ts';
import { linesOf } from '../count-model.ts';
import { type FormItem, itemsOf, momentDay, type Office, officeOf, placesUnder } from './pieces.ts';

/** A thing at a place. */
export interface StockLine {
  readonly key: string;
  readonly item: FormItem;
  readonly locationId: string;
  readonly location: string;
  /** How many were found; null where nobody has counted. */
  readonly fact: number | null;
  /** How many there should be. */
  readonly book: number;
}

/** What papers say of the inventory as a whole. */
export interface StockPaper {
  readonly office: Office;
  readonly name: string;
  readonly place: string;
  readonly category: string;
  /** As forms have days; empty where it has not come to that. */
  readonly begun: string;
  readonly ended: string;
  readonly isCounted: boolean;
  readonly isBlind: boolean;
  readonly status: string;
  readonly subject: { readonly table: string; readonly id: string };
  readonly lines: readonly StockLine[];
  /** Of a count, its lines with what was decided. */
  readonly counted: readonly CountLineView[];
}

/** As counts do. */
const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });
const keyOf = (itemId: string, locationId: string): string => `${itemId}/${locationId}`;

function placeName(replica: Reading, id: string): string {
  return (
    replica.prepared<[string], { name: string }>('SELECT name FROM inventory_locations WHERE id = ?').get(id)?.name ??
    ''
  );
}

/** Of a count: all of it, or one place and what is below it; null where there is none. */
export function stockOfCount(
  replica: Reading,
  { countId, placeId }: { readonly countId: string; readonly placeId: string | null },
  language: Language,
): StockPaper | null {
  type Stored = {
    readonly name: string;
    readonly location_id: string;
    readonly status: string;
    readonly is_blind: number;
    readonly started_at: string | null;
    readonly posted_at: string | null;
    readonly category: string | null;
  };
  const count = replica
    .prepared<[string], Stored>(
      `SELECT c.name, c.location_id, c.status, c.is_blind, c.started_at, c.posted_at, k.name AS category
        FROM inventory_counts c LEFT JOIN inventory_categories k ON k.id = c.category_id
        WHERE c.id = ? AND c.deleted_at IS NULL`,
    )
    .get(countId);
  if (count === undefined) return null;
  const office = officeOf(replica);
  const within = placeId === null ? undefined : new Set(placesUnder(replica, placeId).map(({ id }) => id));
  const counted = linesOf(replica, countId).filter(({ locationId }) => within?.has(locationId) ?? true);
  const items = itemsOf(
    replica,
    counted.map(({ itemId }) => itemId),
  );
  return {
    office,
    name: count.name,
    place: placeName(replica, placeId ?? count.location_id),
    category: count.category ?? '',
    begun: momentDay(count.started_at, office.zone, language),
    ended: momentDay(count.posted_at, office.zone, language),
    isCounted: counted.some(({ isCounted }) => isCounted),
    isBlind: count.is_blind === 1,
    status: count.status,
    subject: { table: 'inventory_counts', id: countId },
    counted,
    lines: counted.flatMap((line) => {
      const item = items.get(line.itemId);
      if (item === undefined) return [];
      const { itemId, locationId, location, expected: book } = line;
      const fact = line.outcome ?? (line.isCounted ? line.found : null);
      return [{ key: keyOf(itemId, locationId), item, locationId, location, fact, book }];
    }),
  };
}

/** What stands at a place and below it, by place and name; null where there is no such place. */
export function stockOfPlace(replica: Reading, locationId: string): StockPaper | null {
  const places = placesUnder(replica, locationId);
  if (places.length === 0) return null;
  const rows = replica
    .prepared<[string], { item_id: string; location_id: string; quantity: number }>(
      `SELECT s.item_id, s.location_id, s.quantity FROM inventory_stock s
        JOIN inventory_items i ON i.id = s.item_id AND i.deleted_at IS NULL
        WHERE s.quantity > 0 AND s.location_id IN (SELECT value FROM json_each(?))
        ORDER BY i.name, i.inventory_number, i.id`,
    )
    .all(JSON.stringify(places.map(({ id }) => id)));
  const items = itemsOf(
    replica,
    rows.map((row) => row.item_id),
  );
  const byPlace = Map.groupBy(rows, (row) => row.location_id);
  return {
    office: officeOf(replica),
    name: placeName(replica, locationId),
    place: placeName(replica, locationId),
    category: '',
    begun: '',
    ended: '',
    isCounted: false,
    isBlind: false,
    status: '',
    subject: { table: 'inventory_locations', id: locationId },
    counted: [],
    lines: places.flatMap(({ id, name: location }) =>
      (byPlace.get(id) ?? [])
        .flatMap((row): StockLine[] => {
          const item = items.get(row.item_id);
          const key = keyOf(row.item_id, id);
          return item === undefined ? [] : [{ key, item, locationId: id, location, fact: null, book: row.quantity }];
        })
        .toSorted((a, b) => collator.compare(a.item.name, b.item.name)),
    ),
  };
}
