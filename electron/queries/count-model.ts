/**
 * The sums of a count, shared by all queries of it and carried on from commit to commit by what each changed; one line
 * of it without the rest.
 */

import type { CountHead, CountLineView } from '../../shared/ipc/count-contract.ts';
import { type CountEntry, type CountLine, type CountSum, countSums } from '../../shared/rules/count-sums.ts';
import { COMMITS } from '../replica/read-connections.ts';
import type { Reading } from '../replica/reading.ts';
import { versionOf } from './table-versions.ts';

/**
 * Entries that stand, one row per thing, place, pass, person and mode. Undone ones are found by
 * `ix_inventory_count_entries_undoes_id`.
 */
export const TALLIES = `SELECT e.item_id, e.location_id, e.recount_pass, e.mode, e.counted_by_id, e.counted_by_name,
  sum(e.quantity) AS quantity,
    max(e.counted_at) AS last_at
  FROM inventory_count_entries e WHERE e.count_id = ? AND e.item_id IS NOT NULL AND e.undoes_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM inventory_count_entries u WHERE u.undoes_id = e.id)
  GROUP BY e.item_id, e.location_id, e.recount_pass, e.mode, e.counted_by_id, e.counted_by_name`;
/** The same, of one thing: both are one text, so that a carried sum and a fresh one cannot differ. */
export const LINE_TALLIES = TALLIES.replace('AND e.item_id IS NOT NULL', 'AND e.item_id = ?');
/** The lines of a count as they are stored. */
export const LINES = `SELECT item_id, location_id, expected_quantity, resolution, recount_pass, together,
  decided_quantity
    FROM inventory_count_lines WHERE count_id = ?`;
/** Those of one thing. */
export const ITEM_LINES = `${LINES} AND item_id = ? AND theater_id = ?`;

type NamedItem = {
  readonly id: string;
  readonly name: string;
  readonly inventory_number: string;
  readonly unit: string;
};
type Tally = CountEntry & { readonly last_at: string };
interface Names {
  readonly items: Map<string, NamedItem>;
  readonly places: ReadonlyMap<string, { readonly name: string; readonly rank: number }>;
}
/** A count as of one commit. What stands in it never changes: the next commit's takes over what is still right. */
interface Model {
  readonly commit: number;
  /** Of things and places. */
  readonly version: number;
  readonly names: Names;
  readonly lines: readonly CountLineView[];
  readonly tallies: ReadonlyMap<string, readonly Tally[]>;
}

const models = new WeakMap<Reading, Map<string, Model>>();
const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });
/** Counts whose sums are kept: people look at one or two. */
const KEPT = 4;

function readNames(replica: Reading, ids: readonly string[]): NamedItem[] {
  return replica
    .prepared<[string], NamedItem>(
      'SELECT id, name, inventory_number, unit FROM inventory_items WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(ids));
}

function readPlaces(replica: Reading): Names['places'] {
  const places = replica
    .prepared<[], { id: string; name: string; sort_order: number }>(
      'SELECT id, name, sort_order FROM inventory_locations',
    )
    .all()
    .toSorted((a, b) => a.sort_order - b.sort_order || collator.compare(a.name, b.name));
  return new Map(places.map(({ id, name }, rank) => [id, { name, rank }]));
}

function addNames(replica: Reading, names: Names, ids: Iterable<string>): void {
  const missing = [...new Set(ids)].filter((id) => !names.items.has(id));
  for (const row of missing.length === 0 ? [] : readNames(replica, missing)) names.items.set(row.id, row);
}

const foundIn = (sum: CountSum): number =>
  sum.counted ?? sum.parts.filter((part) => !part.isSecond).reduce((all, part) => all + part.quantity, 0);

function viewOf(sum: CountSum, names: Names): CountLineView | undefined {
  const item = names.items.get(sum.itemId);
  if (item === undefined) return undefined;
  const location = names.places.get(sum.locationId)?.name ?? '';
  return {
    ...sum,
    name: item.name,
    inventoryNumber: item.inventory_number,
    unit: item.unit,
    location,
    found: foundIn(sum),
  };
}

/** Walking order: by place, then by name. */
function orderOf({ places }: Names): (a: CountLineView, b: CountLineView) => number {
  const rank = (line: CountLineView): number => places.get(line.locationId)?.rank ?? 0;
  const keyOf = (line: CountLineView): string => `${line.itemId}/${line.locationId}`;
  return (a, b) => rank(a) - rank(b) || collator.compare(a.name, b.name) || (keyOf(a) < keyOf(b) ? -1 : 1);
}

/** Everything from the rows: the rule that the short way must agree with. */
function readModel(replica: Reading, countId: string, commit: number, version: number): Model {
  const lines = replica.prepared<[string], CountLine>(LINES).all(countId);
  const entries = replica.prepared<[string], Tally>(TALLIES).all(countId);
  const names: Names = { items: new Map(), places: readPlaces(replica) };
  const tallies = Map.groupBy(entries, (entry) => entry.item_id ?? '');
  addNames(replica, names, [...lines.map((line) => line.item_id), ...tallies.keys()]);
  const views = countSums(lines, entries)
    .flatMap((sum) => viewOf(sum, names) ?? [])
    .toSorted(orderOf(names));
  return { commit, version, names, lines: views, tallies };
}

/** What is known of before, with these things looked at again. */
function carryOn(
  replica: Reading,
  countId: string,
  commit: number,
  { model, changed }: { readonly model: Model; readonly changed: ReadonlySet<string> },
): Model {
  if (changed.size === 0) return { ...model, commit };
  const { names } = model;
  const theaterId = replica.meta('theater_id') ?? '';
  addNames(replica, names, changed);
  const order = orderOf(names);
  const tallies = new Map(model.tallies);
  const lines = model.lines.filter((line) => !changed.has(line.itemId));
  for (const itemId of changed) {
    const entries = replica.prepared<[string, string], Tally>(LINE_TALLIES).all(countId, itemId);
    if (entries.length === 0) tallies.delete(itemId);
    else tallies.set(itemId, entries);
    const own = replica.prepared<[string, string, string], CountLine>(ITEM_LINES).all(countId, itemId, theaterId);
    for (const sum of countSums(own, entries)) {
      const view = viewOf(sum, names);
      if (view !== undefined) lines.splice(placeIn(lines, view, order), 0, view);
    }
  }
  return { ...model, commit, lines, tallies };
}

function placeIn(
  lines: readonly CountLineView[],
  view: CountLineView,
  order: (a: CountLineView, b: CountLineView) => number,
): number {
  let [from, to] = [0, lines.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const other = lines[middle];
    if (other !== undefined && order(other, view) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

function modelOf(replica: Reading, countId: string): Model {
  const kept = models.get(replica) ?? new Map<string, Model>();
  models.set(replica, kept);
  const known = kept.get(countId);
  const commit = versionOf(replica, [COMMITS]);
  const version = versionOf(replica, ['inventory_items', 'inventory_locations']);
  if (known?.commit === commit) return known;
  const changed = known?.version === version ? replica.counts.between(countId, known.commit, commit) : undefined;
  const model =
    known === undefined || changed === undefined
      ? readModel(replica, countId, commit, version)
      : carryOn(replica, countId, commit, { model: known, changed });
  // A query that tells of an earlier moment leaves what is known of a later one.
  if (known !== undefined && known.commit > commit) return model;
  if (kept.size >= KEPT && known === undefined) kept.clear();
  kept.set(countId, model);
  return model;
}

/** All lines of a count in walking order: by place, then by name. */
export const linesOf = (replica: Reading, countId: string): readonly CountLineView[] => modelOf(replica, countId).lines;

/** Who counted things where, how many, and when last; the latest first. */
export function countersOf(replica: Reading, countId: string): CountHead['counters'] {
  const counters = new Map<
    string,
    { userId: string | null; name: string; locationId: string; items: Set<string>; lastAt: string }
  >();
  for (const [itemId, tallies] of modelOf(replica, countId).tallies) {
    for (const { counted_by_id: userId, counted_by_name: name, location_id: locationId, last_at: lastAt } of tallies) {
      const key = JSON.stringify([userId, name, locationId]);
      const counter = counters.get(key) ?? { userId, name, locationId, items: new Set<string>(), lastAt };
      counters.set(key, counter);
      counter.items.add(itemId);
      if (lastAt > counter.lastAt) counter.lastAt = lastAt;
    }
  }
  return [...counters.values()]
    .map(({ items, ...counter }) => ({ ...counter, lines: items.size }))
    .toSorted((a, b) => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0));
}

/** The lines of one thing, straight from the indexes: what a scan needs. */
export function linesOfItem(replica: Reading, countId: string, itemId: string): readonly CountLineView[] {
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
