/**
 * The packing of a tour, shared by all queries of it and carried on from commit to commit by what each changed: one
 * scan among thousands of lines reads its own line again, and no other.
 */
import { everPacked, type PackingSums, packingSums } from '../../shared/rules/packing.ts';
import { type CaseSum, caseSums } from '../../shared/rules/packing-cases.ts';
import { COMMITS } from '../replica/read-connections.ts';
import type { Reading } from '../replica/reading.ts';
import { versionOf } from './table-versions.ts';

/** Tables whose change makes every line anew. */
const NAMES = ['inventory_items'] as const;

/** A line with its thing and the states of its pieces. */
export interface ModelLine {
  readonly id: string;
  readonly itemId: string;
  readonly caseId: string | null;
  readonly planned: number;
  readonly packed: number;
  readonly sums: PackingSums;
  readonly isExtra: boolean;
  readonly note: string | null;
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  readonly status: string;
  readonly weight: number | null;
}

/** Of a thing on the whole tour. */
export interface ItemSum {
  readonly planned: number;
  readonly packed: number;
  /** How many lines it has. */
  readonly lines: number;
  readonly weight: number | null;
}

/** A case: its thing. */
export interface ModelCase {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly weight: number | null;
}

/** As of one commit; what stands in it never changes. */
export interface PackingModel {
  readonly commit: number;
  readonly version: number;
  /** Live lines by name. */
  readonly lines: readonly ModelLine[];
  /** The same by the case that they are in, in that order; `null`: in none. */
  readonly byCase: ReadonlyMap<string | null, readonly ModelLine[]>;
  readonly byItem: ReadonlyMap<string, ItemSum>;
  /** By their numbers. */
  readonly cases: readonly ModelCase[];
  readonly caseSums: ReadonlyMap<string, CaseSum>;
  /** What was packed last, the newest first; also what was taken back. */
  readonly newest: readonly NewEntry[];
}

/** An entry that packed something. */
export interface NewEntry {
  readonly id: string;
  readonly at: string;
}

type StoredLine = Omit<ModelLine, 'packed' | 'sums' | 'isExtra' | 'weight'> &
  Readonly<{ is_extra: number; weight: string | null }>;

type StoredSum = Parameters<typeof packingSums>[0][number] & Readonly<{ lineId: string }>;

/* `+` and CROSS JOIN keep SQLite from going through all lines of the tour, or all entries and things of the house. */
const LINE = `SELECT l.id, l.inventory_item_id AS itemId, l.case_item_id AS caseId, l.quantity AS planned, l.is_extra,
    l.note, i.name, i.inventory_number AS number, i.unit, i.status, i.weight
  FROM packing_lines l CROSS JOIN inventory_items i ON i.id = l.inventory_item_id`;
/** All lines of a tour. */
export const LINES = `${LINE} WHERE l.tour_id = ? AND +l.deleted_at IS NULL`;
/** Those of these ids. */
export const SOME_LINES = `${LINE} WHERE l.id IN (SELECT value FROM json_each(?)) AND +l.tour_id = ?
  AND +l.deleted_at IS NULL`;
const SUM = `SELECT e.packing_line_id AS lineId, e.action, e.from_state, sum(e.quantity) AS quantity
  FROM packing_entries e`;
const GROUPED = 'GROUP BY e.packing_line_id, e.action, e.from_state';
/** What happened to the pieces of a tour's lines. */
export const SUMS = `${SUM} WHERE e.packing_line_id IN (SELECT id FROM packing_lines WHERE tour_id = ?) ${GROUPED}`;
/** The same of some lines. */
export const SOME_SUMS = `${SUM} WHERE e.packing_line_id IN (SELECT value FROM json_each(?)) ${GROUPED}`;

/** What was taken back is among them and is marked where it is shown; what takes back is not. */
const IS_PACK = "e.action = 'pack' AND +e.undoes_id IS NULL";
/** Entries that are kept as the newest. */
export const LAST_ENTRIES = 30;
/** The newest of a tour. */
export const NEWEST = `SELECT e.id, e.at FROM packing_lines l CROSS JOIN packing_entries e ON e.packing_line_id = l.id
  WHERE l.tour_id = ? AND ${IS_PACK} ORDER BY e.at DESC, e.id DESC LIMIT ${LAST_ENTRIES}`;
/** Those of these ids that belong to the tour. */
export const SOME_PACKED = `SELECT e.id, e.at
  FROM packing_entries e CROSS JOIN packing_lines l ON l.id = e.packing_line_id
  WHERE e.id IN (SELECT value FROM json_each(?)) AND +l.tour_id = ? AND ${IS_PACK}`;
/** Things of these ids, and those in which things of these others are at home. */
export const CASES = `SELECT i.id, i.name, i.inventory_number AS number, i.weight FROM inventory_items i
  WHERE i.id IN (SELECT value FROM json_each(?) UNION SELECT x.case_item_id FROM inventory_items x
    WHERE x.case_item_id IN (SELECT value FROM json_each(?)) AND +x.deleted_at IS NULL)`;

const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });
/** The order of the list. No two lines are equal in it, so that `placeIn` finds the one place of each. */
const inOrder = (a: ModelLine, b: ModelLine): number =>
  collator.compare(a.name, b.name) || collator.compare(a.number, b.number) || (a.id < b.id ? -1 : 1);

const models = new WeakMap<Reading, Map<string, PackingModel>>();
/** Tours whose packing is kept: people look at one or two. */
const KEPT = 4;

function toLines(stored: readonly StoredLine[], entries: readonly StoredSum[]): ModelLine[] {
  const byLine = Map.groupBy(entries, ({ lineId }) => lineId);
  return stored.map(({ is_extra: isExtra, weight, ...line }) => {
    const sums = packingSums(byLine.get(line.id) ?? []);
    return {
      ...line,
      isExtra: isExtra === 1,
      weight: weight === null ? null : Number(weight),
      sums,
      packed: everPacked(sums),
    };
  });
}

/** A line that plans nothing and holds nothing is as good as deleted. */
const isThere = ({ planned, packed }: ModelLine): boolean => planned > 0 || packed !== 0;

type Change = Readonly<{ gone: readonly ModelLine[]; come: readonly ModelLine[] }>;

/** What is planned and packed of each thing, after lines went and came. */
function sumsByItem(before: ReadonlyMap<string, ItemSum>, { gone, come }: Change): ReadonlyMap<string, ItemSum> {
  const sums = new Map(before);
  const count = ({ itemId, planned, packed, weight }: ModelLine, sign: 1 | -1): void => {
    const known = sums.get(itemId) ?? { planned: 0, packed: 0, lines: 0 };
    const lines = known.lines + sign;
    if (lines === 0) sums.delete(itemId);
    else
      sums.set(itemId, {
        planned: known.planned + sign * planned,
        packed: known.packed + sign * packed,
        lines,
        weight,
      });
  };
  for (const line of gone) count(line, -1);
  for (const line of come) count(line, 1);
  return sums;
}

/** Lines by their case, after lines went and came; those of other cases stay the same arrays. */
function linesByCase(
  before: ReadonlyMap<string | null, readonly ModelLine[]>,
  { gone, come }: Change,
): ReadonlyMap<string | null, readonly ModelLine[]> {
  const byCase = new Map(before);
  for (const [caseId, lost] of Map.groupBy(gone, (line) => line.caseId)) {
    const away = new Set(lost);
    const left = (byCase.get(caseId) ?? []).filter((line) => !away.has(line));
    if (left.length === 0) byCase.delete(caseId);
    else byCase.set(caseId, left);
  }
  for (const [caseId, found] of Map.groupBy(come, (line) => line.caseId)) {
    const lines = [...(byCase.get(caseId) ?? [])];
    for (const line of found) lines.splice(placeIn(lines, line), 0, line);
    byCase.set(caseId, lines);
  }
  return byCase;
}

/** Things that something lies in, or is at home in. */
function casesOf(
  replica: Reading,
  byCase: ReadonlyMap<string | null, unknown>,
  byItem: ReadonlyMap<string, unknown>,
): readonly ModelCase[] {
  const used = [...byCase.keys()].filter((id) => id !== null);
  return replica
    .prepared<[string, string], Omit<ModelCase, 'weight'> & { weight: string | null }>(CASES)
    .all(JSON.stringify(used), JSON.stringify([...byItem.keys()]))
    .map(({ weight, ...each }) => ({ ...each, weight: weight === null ? null : Number(weight) }))
    .toSorted((a, b) => collator.compare(a.name, b.name) || collator.compare(a.number, b.number));
}

type Basis = Pick<PackingModel, 'commit' | 'version' | 'newest' | 'lines' | 'byCase' | 'byItem'>;

/** What follows from the lines. Sums of cases are always made anew: one line changes those of every case around it. */
function finished(basis: Basis, cases: readonly ModelCase[]): PackingModel {
  const weights = new Map(cases.map(({ id, weight }) => [id, weight]));
  const weightOf = (id: string): number | null => basis.byItem.get(id)?.weight ?? weights.get(id) ?? null;
  return { ...basis, cases, caseSums: caseSums(basis.byCase, new Set(weights.keys()), weightOf) };
}

/** Everything from the rows: the rule that the short way must agree with. */
export function readPacking(
  replica: Reading,
  tourId: string,
  at: Readonly<{ commit: number; version: number }>,
): PackingModel {
  const stored = replica.prepared<[string], StoredLine>(LINES).all(tourId);
  const entries = replica.prepared<[string], StoredSum>(SUMS).all(tourId);
  const newest = replica.prepared<[string], NewEntry>(NEWEST).all(tourId);
  const { commit, version } = at;
  const lines = toLines(stored, entries).filter(isThere).toSorted(inOrder);
  const byItem = sumsByItem(new Map(), { gone: [], come: lines });
  const byCase = Map.groupBy(lines, ({ caseId }) => caseId);
  return finished({ commit, version, newest, lines, byCase, byItem }, casesOf(replica, byCase, byItem));
}

interface Touched {
  readonly lines: ReadonlySet<string>;
  readonly entries: ReadonlySet<string>;
}

/** Which lines and entries commits have touched, of any tour; undefined where that cannot be said. */
function touched(replica: Reading, after: number, upTo: number): Touched | undefined {
  const lines = replica.rows.between('packing_lines', after, upTo);
  const entries = replica.rows.between('packing_entries', after, upTo);
  if (lines === undefined || entries === undefined) return undefined;
  if (entries.size === 0) return { lines, entries };
  const owners = replica
    .prepared<[string], { packing_line_id: string }>(
      'SELECT packing_line_id FROM packing_entries WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify([...entries]));
  // An entry that is not there any more does not say of which line it was.
  if (owners.length < entries.size) return undefined;
  return { lines: new Set([...lines, ...owners.map(({ packing_line_id: id }) => id)]), entries };
}

/** The newest entries with those that commits have written. */
function newestWith(
  replica: Reading,
  tourId: string,
  model: PackingModel,
  ids: ReadonlySet<string>,
): readonly NewEntry[] {
  if (ids.size === 0) return model.newest;
  const written = replica.prepared<[string, string], NewEntry>(SOME_PACKED).all(JSON.stringify([...ids]), tourId);
  const known = model.newest.filter(({ id }) => !ids.has(id));
  const isNewer = (a: NewEntry, b: NewEntry): number => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1);
  return [...known, ...written].toSorted(isNewer).slice(0, LAST_ENTRIES);
}

/** Where a line belongs among lines in order: by halves, since thousands of names are dear to sort again. */
function placeIn(lines: readonly ModelLine[], line: ModelLine): number {
  let [from, to] = [0, lines.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const other = lines[middle];
    if (other !== undefined && inOrder(other, line) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * What is known of before, with these lines looked at again. Nothing of the model before is changed: queries may still
 * be reading from it. Where commits touched other tours alone, the lines are kept as they are.
 */
function carryOn(
  replica: Reading,
  tourId: string,
  commit: number,
  { model, lines: changed, entries }: Touched & { readonly model: PackingModel },
): PackingModel {
  if (changed.size === 0) return { ...model, commit };
  const ids = JSON.stringify([...changed]);
  const stored = replica.prepared<[string, string], StoredLine>(SOME_LINES).all(ids, tourId);
  const found = toLines(stored, replica.prepared<[string], StoredSum>(SOME_SUMS).all(ids)).filter(isThere);
  const gone = model.lines.filter(({ id }) => changed.has(id));
  const newest = newestWith(replica, tourId, model, entries);
  if (found.length === 0 && gone.length === 0) return { ...model, commit, newest };
  const lines = model.lines.filter(({ id }) => !changed.has(id));
  for (const line of found) lines.splice(placeIn(lines, line), 0, line);
  const byItem = sumsByItem(model.byItem, { gone, come: found });
  const byCase = linesByCase(model.byCase, { gone, come: found });
  // Cases are what lines name: the same things and the same cases named, the same cases.
  const isSame = [...gone, ...found].every(
    ({ itemId, caseId }) =>
      byItem.has(itemId) === model.byItem.has(itemId) && byCase.has(caseId) === model.byCase.has(caseId),
  );
  const basis = { commit, version: model.version, newest, lines, byCase, byItem };
  return finished(basis, isSame ? model.cases : casesOf(replica, byCase, byItem));
}

/**
 * The packing of a tour at the moment that is being read. Read in full where this connection has not seen the tour,
 * where a thing was changed, or where it is not known what the commits between touched; else carried on. A fifth tour
 * lets go of the four that are kept.
 */
export function packingOf(replica: Reading, tourId: string): PackingModel {
  const kept = models.get(replica) ?? new Map<string, PackingModel>();
  models.set(replica, kept);
  const known = kept.get(tourId);
  const commit = versionOf(replica, [COMMITS]);
  const version = versionOf(replica, NAMES);
  if (known?.commit === commit) return known;
  const changed = known?.version === version ? touched(replica, known.commit, commit) : undefined;
  const model =
    known === undefined || changed === undefined
      ? readPacking(replica, tourId, { commit, version })
      : carryOn(replica, tourId, commit, { model: known, ...changed });
  // A query that tells of an earlier moment leaves what is known of a later one.
  if (known !== undefined && known.commit > commit) return model;
  if (kept.size >= KEPT && known === undefined) kept.clear();
  kept.set(tourId, model);
  return model;
}
