/**
 * What has changed between two answers of a query: rows are known by their `id`, and only those that changed are named.
 * Answers are JSON;
 * a field that is undefined is as one that is not there.
 */

export type Patch =
  | { readonly set: unknown }
  | { readonly fields: Readonly<Record<string, Patch>>; readonly gone: readonly string[] }
  | {
      /** Rows that changed, and new ones. */
      readonly rows: Readonly<Record<string, Patch>>;
      /** The ids that stand from `from` on, in place of `count` others; absent where the order is as it was. */
      readonly order?: { readonly from: number; readonly count: number; readonly ids: readonly string[] };
    };

type Fields = Readonly<Record<string, unknown>>;
interface Row extends Fields {
  readonly id: string;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRow = (value: unknown): value is Row => isFields(value) && typeof value['id'] === 'string';

/** The rows by id; undefined where a list is not one of rows with ids of their own. */
function rowsById(list: readonly unknown[]): ReadonlyMap<string, Row> | undefined {
  const rows = new Map<string, Row>();
  for (const row of list) {
    if (!isRow(row) || rows.has(row.id)) return undefined;
    rows.set(row.id, row);
  }
  return rows;
}

/** What makes `after` out of `before`; undefined where nothing has changed. */
export function patchBetween(before: unknown, after: unknown): Patch | undefined {
  if (Object.is(before, after)) return undefined;
  if (Array.isArray(before) && Array.isArray(after)) return betweenLists(before, after);
  if (isFields(before) && isFields(after)) return betweenFields(before, after);
  return { set: after };
}

/** A field of its own that says something; every object has others by birth (`valueOf`). */
const has = (fields: Fields, name: string): boolean => Object.hasOwn(fields, name) && fields[name] !== undefined;

function betweenFields(before: Fields, after: Fields): Patch | undefined {
  const fields: Record<string, Patch> = {};
  const gone = Object.keys(before).filter((name) => before[name] !== undefined && !has(after, name));
  let isSame = gone.length === 0;
  for (const [name, value] of Object.entries(after)) {
    if (value === undefined) continue;
    const patch = Object.hasOwn(before, name) ? patchBetween(before[name], value) : { set: value };
    if (patch === undefined) continue;
    Object.defineProperty(fields, name, { value: patch, enumerable: true });
    isSame = false;
  }
  return isSame ? undefined : { fields, gone };
}

/**
 * Lists of rows are compared by id: a row that moved is not sent again. Undefined where nothing has changed. A property
 * is defined and not set, because an id may be any text, `__proto__` too.
 */
function betweenLists(before: readonly unknown[], after: readonly unknown[]): Patch | undefined {
  const [old, now] = [rowsById(before), rowsById(after)];
  if (old === undefined || now === undefined || old.size === 0)
    return isSameList(before, after) ? undefined : { set: after };
  const rows: Record<string, Patch> = {};
  let isSame = true;
  for (const [id, row] of now) {
    const known = old.get(id);
    const patch = known === undefined ? { set: row } : patchBetween(known, row);
    if (patch === undefined) continue;
    Object.defineProperty(rows, id, { value: patch, enumerable: true });
    isSame = false;
  }
  const order = orderBetween([...old.keys()], [...now.keys()]);
  if (order !== undefined) return { rows, order };
  return isSame ? undefined : { rows };
}

const isSameList = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length === after.length && before.every((value, index) => patchBetween(value, after[index]) === undefined);

function orderBetween(
  before: readonly string[],
  after: readonly string[],
): { readonly from: number; readonly count: number; readonly ids: readonly string[] } | undefined {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  if (from === before.length && from === after.length) return undefined;
  let behind = 0;
  while (behind < shorter - from && before.at(-1 - behind) === after.at(-1 - behind)) behind += 1;
  return { from, count: before.length - behind - from, ids: after.slice(from, after.length - behind) };
}

/**
 * The answer after a patch; what it does not name is the very same as before. Throws where it is none for this answer.
 */
export function patched(before: unknown, patch: Patch): unknown {
  if ('set' in patch) return patch.set;
  if ('fields' in patch) {
    if (!isFields(before)) throw new Error('a patch of fields for something that has none');
    const entries = Object.entries(before).filter(([name]) => !patch.gone.includes(name));
    const fields = new Map<string, unknown>(entries);
    for (const [name, change] of Object.entries(patch.fields)) fields.set(name, patched(before[name], change));
    return Object.fromEntries(fields);
  }
  const rows = Array.isArray(before) ? rowsById(before) : undefined;
  if (rows === undefined) throw new Error('a patch of rows for something that has none');
  const ids = [...rows.keys()];
  if (patch.order !== undefined) ids.splice(patch.order.from, patch.order.count, ...patch.order.ids);
  return ids.map((id) => (Object.hasOwn(patch.rows, id) ? patchedRow(rows.get(id), patch.rows[id]) : rows.get(id)));
}

const patchedRow = (row: unknown, change: Patch | undefined): unknown =>
  change === undefined ? row : patched(row, change);
