/** The sums of a count, worked out once per change and shared by all queries of it; one line of it without the rest. */
import { countSums, type CountEntry, type CountLine, type CountSum } from '../../shared/rules/count-sums.ts';
import type { CountLineView } from '../../shared/ipc/count-contract.ts';
import type { Replica } from '../replica/replica.ts';
import { versionOf } from './table-versions.ts';

/**
 * Entries that stand, one row per thing, place, pass, person and mode. Undone ones are found by
 * `ix_inventory_count_entries_undoes_id`.
 */
const TALLIES = `SELECT e.item_id, e.location_id, e.recount_pass, e.mode, e.counted_by_id, e.counted_by_name, sum(e.quantity) AS quantity
  FROM inventory_count_entries e WHERE e.count_id = ? AND e.item_id IS NOT NULL AND e.undoes_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM inventory_count_entries u WHERE u.undoes_id = e.id)
  GROUP BY e.item_id, e.location_id, e.recount_pass, e.mode, e.counted_by_id, e.counted_by_name`;
const LINE_TALLIES = TALLIES.replace('AND e.item_id IS NOT NULL', 'AND e.item_id = ?');
const LINES =
  'SELECT item_id, location_id, expected_quantity, resolution, recount_pass, together, decided_quantity FROM inventory_count_lines WHERE count_id = ?';
const ITEM_LINES = `${LINES} AND item_id = ? AND theater_id = ?`;

type Named = { readonly id: string; readonly name: string; readonly inventory_number: string; readonly unit: string };
interface Base {
  readonly version: number;
  readonly lines: readonly CountLine[];
  readonly items: Map<string, Named>;
  readonly places: ReadonlyMap<string, { readonly name: string; readonly rank: number }>;
}
interface Model {
  base?: Base;
  sums?: { readonly version: number; readonly lines: readonly CountLineView[] };
}

const models = new WeakMap<Replica, Map<string, Model>>();
const BASE_TABLES = ['inventory_counts', 'inventory_count_lines', 'inventory_items', 'inventory_locations'] as const;
const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });
/** Counts whose sums are kept: people look at one or two. */
const KEPT = 4;

function modelOf(replica: Replica, countId: string): Model {
  const kept = models.get(replica) ?? new Map<string, Model>();
  models.set(replica, kept);
  const model = kept.get(countId) ?? {};
  if (kept.size >= KEPT && !kept.has(countId)) kept.clear();
  kept.set(countId, model);
  return model;
}

function readNames(replica: Replica, ids: readonly string[]): Named[] {
  return replica
    .prepared<[string], Named>(
      'SELECT id, name, inventory_number, unit FROM inventory_items WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(ids));
}

function readBase(replica: Replica, countId: string, version: number): Base {
  const lines = replica.prepared<[string], CountLine>(LINES).all(countId);
  const items = new Map(
    readNames(replica, [...new Set(lines.map((line) => line.item_id))]).map((row) => [row.id, row]),
  );
  const places = replica
    .prepared<[], { id: string; name: string; sort_order: number }>(
      'SELECT id, name, sort_order FROM inventory_locations',
    )
    .all()
    .sort((a, b) => a.sort_order - b.sort_order || collator.compare(a.name, b.name));
  return { version, lines, items, places: new Map(places.map(({ id, name }, rank) => [id, { name, rank }])) };
}

const foundIn = (sum: CountSum): number =>
  sum.counted ?? sum.parts.filter((part) => !part.isSecond).reduce((all, part) => all + part.quantity, 0);

function viewOf(sum: CountSum, base: Base): CountLineView | undefined {
  const item = base.items.get(sum.itemId);
  if (item === undefined) return undefined;
  const location = base.places.get(sum.locationId)?.name ?? '';
  return {
    ...sum,
    name: item.name,
    inventoryNumber: item.inventory_number,
    unit: item.unit,
    location,
    found: foundIn(sum),
  };
}

/** All lines of a count in walking order: by place, then by name. */
export function linesOf(replica: Replica, countId: string): readonly CountLineView[] {
  const model = modelOf(replica, countId);
  const baseVersion = versionOf(replica, BASE_TABLES);
  const version = versionOf(replica, [...BASE_TABLES, 'inventory_count_entries']);
  if (model.sums?.version === version) return model.sums.lines;
  if (model.base?.version !== baseVersion) model.base = readBase(replica, countId, baseVersion);
  const { base } = model;
  const tallies = replica.prepared<[string], CountEntry>(TALLIES).all(countId);
  const missing = [...new Set(tallies.flatMap(({ item_id: id }) => (id === null || base.items.has(id) ? [] : [id])))];
  for (const row of missing.length === 0 ? [] : readNames(replica, missing)) base.items.set(row.id, row);
  const lines = countSums(base.lines, tallies).flatMap((sum) => viewOf(sum, base) ?? []);
  model.sums = { version, lines: inOrder(lines, base, model.sums?.lines) };
  return model.sums.lines;
}

/** Sorts by place and name; where nothing but numbers changed, the order of before holds. */
function inOrder(
  lines: readonly CountLineView[],
  base: Base,
  before: readonly CountLineView[] | undefined,
): readonly CountLineView[] {
  const keyOf = (line: CountLineView): string => `${line.itemId}/${line.locationId}/${line.name}`;
  if (before?.length === lines.length) {
    const byKey = new Map(lines.map((line) => [keyOf(line), line]));
    const kept = before.flatMap((line) => byKey.get(keyOf(line)) ?? []);
    if (kept.length === lines.length) return kept;
  }
  const rank = (line: CountLineView): number => base.places.get(line.locationId)?.rank ?? 0;
  return lines.toSorted(
    (a, b) => rank(a) - rank(b) || collator.compare(a.name, b.name) || (a.itemId < b.itemId ? -1 : 1),
  );
}

/** The lines of one thing, straight from the indexes: what a scan needs. */
export function linesOfItem(replica: Replica, countId: string, itemId: string): readonly CountLineView[] {
  const theaterId = replica.meta('theater_id') ?? '';
  const lines = replica.prepared<[string, string, string], CountLine>(ITEM_LINES).all(countId, itemId, theaterId);
  const tallies = replica.prepared<[string, string], CountEntry>(LINE_TALLIES).all(countId, itemId);
  const [item] = readNames(replica, [itemId]);
  if (item === undefined) return [];
  const place = replica.prepared<[string], { name: string }>('SELECT name FROM inventory_locations WHERE id = ?');
  return countSums(lines, tallies).map((sum) => ({
    ...sum,
    name: item.name,
    inventoryNumber: item.inventory_number,
    unit: item.unit,
    location: place.get(sum.locationId)?.name ?? '',
    found: foundIn(sum),
  }));
}
