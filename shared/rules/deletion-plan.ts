/**
 * What deleting something means, before it happens: what goes with it, which references are cleared, what history keeps
 * pointing at it, and who blocks it. Pure over the catalog's references and a read handle, so that the dialog on a
 * laptop, the mutation there and the hub come to one plan. Memory: the ids of the rows that change, and one slice of
 * references. Source: design `schema.md`, soft actions.
 */
import { type TableName, tableOf } from '../schema/catalog.ts';
import { Fingerprint } from './fingerprint.ts';
import { childrenFirst, nameOf, type Reference, referencesTo } from './references.ts';

/** A row that points at one of the asked parents. */
export interface ReferencingRow {
  readonly id: string;
  readonly parent: string;
  /** Of an event still to come; only asked for where the action depends on it. */
  readonly isUpcoming: boolean;
}

/** The read handle: rows as they are now. */
export interface ReferenceReader {
  /** Live rows that point at one of `parents`, at most a slice of parents at a time. */
  referencing(reference: Reference, parents: readonly string[], today: string): Promise<readonly ReferencingRow[]>;
  /** How many rows, deleted ones left out, point at one of `parents`. */
  countReferencing(reference: Reference, parents: readonly string[]): Promise<number>;
}

/** One row. */
export interface RowKey {
  readonly table: TableName;
  readonly id: string;
}
/** References of one kind that the deletion clears. */
export interface Cleared {
  readonly reference: Reference;
  readonly rows: readonly ReferencingRow[];
}
/** Live rows that forbid the deletion. */
export interface Blocked {
  readonly reference: Reference;
  readonly rows: readonly ReferencingRow[];
}
/** Rows that stay as they are: history that keeps pointing, or parts that are hidden with their owner. */
export interface Unchanged {
  readonly reference: Reference;
  readonly count: number;
}

/**
 * `hidden` and `kept` are filled only `withHistory`: they are for people, and not part of the fingerprint. Nothing may
 * be executed while `blocked` is not empty.
 */
export interface DeletionPlan {
  readonly roots: readonly RowKey[];
  /** Rows to mark, whatever points before what it points at. */
  readonly deletes: readonly { readonly table: TableName; readonly ids: readonly string[] }[];
  readonly clears: readonly Cleared[];
  readonly blocked: readonly Blocked[];
  readonly hidden: readonly Unchanged[];
  readonly kept: readonly Unchanged[];
  /** Equal for equal deletes and clears. */
  readonly fingerprint: string;
}

/** `today` is the theatre’s day: it decides which events are still to come. */
export interface PlanOptions {
  readonly today: string;
  /** Also count what stays: for people, not for the execution. */
  readonly withHistory: boolean;
}

const SLICE = 1000;

/** Slices of a list, for statements of bounded size. */
export function* slicesOf<T>(list: readonly T[], size = SLICE): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

/** What is found for all of a list, asked slice by slice, in its order. */
export async function inSlices<T, R>(
  list: readonly T[],
  ask: (slice: readonly T[]) => Promise<readonly R[]>,
): Promise<R[]> {
  const found: R[] = [];
  for (const slice of slicesOf(list)) found.push(...(await ask(slice)));
  return found;
}

/** The plan for deleting the roots together. The roots must be live. */
export async function planDeletion(
  reader: ReferenceReader,
  roots: readonly RowKey[],
  options: PlanOptions,
): Promise<DeletionPlan> {
  const going = await closure(reader, roots, options.today);
  const clears: Cleared[] = [];
  const blocked: Blocked[] = [];
  const hidden: Unchanged[] = [];
  const kept: Unchanged[] = [];
  for (const [table, ids] of going) {
    for (const reference of referencesTo(table)) {
      const goes = going.get(reference.child);
      switch (reference.soft) {
        case 'cascade':
          if (!reference.childDeletes && options.withHistory) await tally(reader, hidden, reference, ids);
          break;
        case 'keep':
          if (options.withHistory && reference.column !== 'theater_id') await tally(reader, kept, reference, ids);
          break;
        default: {
          const rows = (await referencingRows(reader, reference, ids, options.today)).filter(
            (row) => goes?.has(row.id) !== true,
          );
          const blocking =
            reference.soft === 'clear' ? [] : rows.filter((row) => reference.soft === 'block' || row.isUpcoming);
          if (reference.soft === 'clear' && rows.length > 0) clears.push({ reference, rows });
          if (blocking.length > 0) blocked.push({ reference, rows: blocking });
          if (options.withHistory && reference.soft === 'block-upcoming' && rows.length > blocking.length)
            kept.push({ reference, count: rows.length - blocking.length });
        }
      }
    }
  }
  const deletes = childrenFirst.flatMap((table) => {
    const ids = going.get(table);
    return ids === undefined ? [] : [{ table, ids: [...ids] }];
  });
  return { roots, deletes, clears, blocked, hidden, kept, fingerprint: fingerprintOf(deletes, clears) };
}

/** The roots and everything that goes with them, by table. Visited rows are not visited again, so circles end. */
async function closure(
  reader: ReferenceReader,
  roots: readonly RowKey[],
  today: string,
): Promise<Map<TableName, Set<string>>> {
  const going = new Map<TableName, Set<string>>();
  const queue: { table: TableName; ids: readonly string[] }[] = [];
  const take = (table: TableName, ids: readonly string[]): void => {
    const known = going.get(table) ?? new Set<string>();
    going.set(table, known);
    const fresh = [...new Set(ids)].filter((id) => !known.has(id));
    for (const id of fresh) known.add(id);
    if (fresh.length > 0) queue.push({ table, ids: fresh });
  };
  for (const { table, id } of roots) take(table, [id]);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const reference of referencesTo(next.table)) {
      if (reference.soft !== 'cascade' || !reference.childDeletes) continue;
      for (const slice of slicesOf(next.ids))
        take(
          reference.child,
          (await reader.referencing(reference, slice, today)).map((row) => row.id),
        );
    }
  }
  return going;
}

async function referencingRows(
  reader: ReferenceReader,
  reference: Reference,
  ids: ReadonlySet<string>,
  today: string,
): Promise<readonly ReferencingRow[]> {
  const rows: ReferencingRow[] = [];
  for (const slice of slicesOf([...ids])) rows.push(...(await reader.referencing(reference, slice, today)));
  return rows;
}

async function tally(
  reader: ReferenceReader,
  list: Unchanged[],
  reference: Reference,
  ids: ReadonlySet<string>,
): Promise<void> {
  let count = 0;
  for (const slice of slicesOf([...ids])) count += await reader.countReferencing(reference, slice);
  if (count > 0) list.push({ reference, count });
}

function fingerprintOf(deletes: DeletionPlan['deletes'], clears: readonly Cleared[]): string {
  const fingerprint = new Fingerprint();
  for (const { table, ids } of deletes) for (const id of ids) fingerprint.add(`${table}/${id}`);
  for (const { reference, rows } of clears)
    for (const row of rows) fingerprint.add(`${reference.child}/${row.id}/${reference.column}`);
  return fingerprint.toString();
}

/** Counts by table and by reference: what people see, and what is compared when a plan has changed. */
export interface PlanCounts {
  readonly deletes: Readonly<Record<string, number>>;
  readonly clears: Readonly<Record<string, number>>;
}

/** The counts of a plan. */
export function countsOf(plan: Pick<DeletionPlan, 'deletes' | 'clears'>): PlanCounts {
  const sum = new Map<string, number>();
  for (const { reference, rows } of plan.clears)
    sum.set(nameOf(reference), (sum.get(nameOf(reference)) ?? 0) + rows.length);
  return {
    deletes: Object.fromEntries(plan.deletes.map(({ table, ids }) => [table, ids.length])),
    clears: Object.fromEntries(sum),
  };
}

/** Rows that the deletion marks. */
export const rowCountOf = (plan: Pick<DeletionPlan, 'deletes'>): number =>
  plan.deletes.reduce((sum, { ids }) => sum + ids.length, 0);

/**
 * Whether rows of the table are parts of something, deleted with the right to edit it; the rest needs `rows.delete` as
 * well.
 */
export function isPart(table: TableName): boolean {
  return tableOf(table).part || tableOf(table).write === undefined;
}
