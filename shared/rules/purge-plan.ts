/**
 * What may be erased for good: rows that were deleted before a moment and that nothing which stays still needs. Pure
 * over the catalog's references and a read handle. A row stays when something points at it through RESTRICT (hours,
 * movements), or when a row that is not erased with it would be taken along through CASCADE.
 */
import { type TableName, tableNames, tableOf } from '../schema/catalog.ts';
import { slicesOf } from './deletion-plan.ts';
import { allReferencesTo, nameOf, type Reference, references } from './references.ts';

/** The read handle. */
export interface PurgeReader {
  /** Rows of a theatre that were deleted before a moment. */
  deletedBefore(table: TableName, theaterId: string, moment: string): Promise<readonly string[]>;
  /** Rows, deleted or not, that point at one of `parents`. */
  allReferencing(
    reference: Reference,
    parents: readonly string[],
  ): Promise<readonly { readonly id: string; readonly parent: string }[]>;
}

/** Of one theatre, as of one moment. */
export interface PurgePlan {
  /** Rows to erase, in an order that no foreign key minds. */
  readonly erases: readonly { readonly table: TableName; readonly ids: readonly string[] }[];
  /** Due, but still needed: how many, through which reference. */
  readonly needed: Readonly<Record<string, number>>;
}

/** Tables whose rows must be erased before those they point at. */
function eraseOrder(): readonly TableName[] {
  const done = new Set<TableName>();
  const visit = (name: TableName, path: readonly TableName[]): void => {
    if (path.includes(name)) throw new Error(`RESTRICT and CASCADE run in a circle: ${[...path, name].join(' → ')}`);
    if (done.has(name)) return;
    for (const { child, purge } of references.filter((reference) => reference.parent === name))
      if (purge !== 'SET NULL' && child !== name) visit(child, [...path, name]);
    done.add(name);
  };
  for (const name of tableNames) visit(name, []);
  return [...done];
}

/** Children before what they point at. */
export const eraseFirst: readonly TableName[] = eraseOrder();

/** The plan for what was deleted in a theatre before `moment`. */
export async function planPurge(
  reader: PurgeReader,
  theaterId: string,
  moment: string,
  known: (table: TableName) => boolean = () => true,
): Promise<PurgePlan> {
  const due = new Map<TableName, Set<string>>();
  for (const name of tableNames) {
    if (!tableOf(name).softDelete || name === 'theaters' || !known(name)) continue;
    const ids = await reader.deletedBefore(name, theaterId, moment);
    if (ids.length > 0) due.set(name, new Set(ids));
  }
  const needs = await needsOf(reader, due, known);
  const needed: Record<string, number> = {};
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const { reference, rows } of needs) {
      const parents = due.get(reference.parent);
      for (const { id, parent } of rows) {
        if (parents?.has(parent) !== true || due.get(reference.child)?.has(id) === true) continue;
        parents.delete(parent);
        needed[nameOf(reference)] = (needed[nameOf(reference)] ?? 0) + 1;
        isStable = false;
      }
    }
  }
  for (const [table, ids] of await hangingOn(reader, due, known))
    due.set(table, new Set([...(due.get(table) ?? []), ...ids]));
  const erases = eraseFirst.flatMap((table) => {
    const ids = due.get(table);
    return ids === undefined || ids.size === 0 ? [] : [{ table, ids: leavesFirst([...ids], table, needs) }];
  });
  return { erases, needed };
}

/**
 * Rows that no foreign key takes along, by their tables: they hang on parts without a trash of their own (a photo on a
 * mark), which go with what is erased.
 */
async function hangingOn(
  reader: PurgeReader,
  due: ReadonlyMap<TableName, ReadonlySet<string>>,
  known: (table: TableName) => boolean,
): Promise<ReadonlyMap<TableName, ReadonlySet<string>>> {
  const found = new Map<TableName, Set<string>>();
  let going: readonly (readonly [TableName, readonly string[]])[] = [...due].map(([table, ids]) => [table, [...ids]]);
  while (going.length > 0) {
    const next: (readonly [TableName, readonly string[]])[] = [];
    for (const [table, ids] of going) {
      for (const reference of allReferencesTo(table)) {
        const { child, purge, typeColumn, childDeletes } = reference;
        const isHanging = typeColumn !== undefined && !tableOf(table).softDelete;
        if (!known(child) || purge !== 'CASCADE' || (childDeletes && !isHanging)) continue;
        const rows: string[] = [];
        for (const slice of slicesOf(ids))
          rows.push(...(await reader.allReferencing(reference, slice)).map(({ id }) => id));
        if (isHanging) found.set(child, new Set([...(found.get(child) ?? []), ...rows]));
        else if (rows.length > 0) next.push([child, rows]);
      }
    }
    going = next;
  }
  return found;
}

interface Need {
  readonly reference: Reference;
  readonly rows: readonly { readonly id: string; readonly parent: string }[];
}

/** Rows that hold back what is due: those that RESTRICT protects, and live parts that CASCADE would take along. */
async function needsOf(
  reader: PurgeReader,
  due: ReadonlyMap<TableName, ReadonlySet<string>>,
  known: (table: TableName) => boolean,
): Promise<readonly Need[]> {
  const needs: Need[] = [];
  for (const [table, ids] of due) {
    for (const reference of allReferencesTo(table)) {
      if (
        !known(reference.child) ||
        !(reference.purge === 'RESTRICT' || (reference.purge === 'CASCADE' && reference.childDeletes))
      )
        continue;
      const rows: { id: string; parent: string }[] = [];
      for (const slice of slicesOf([...ids])) rows.push(...(await reader.allReferencing(reference, slice)));
      needs.push({ reference, rows });
    }
  }
  return needs;
}

/** Within a table that points at itself through RESTRICT: what is inside before what holds it. */
function leavesFirst(ids: readonly string[], table: TableName, needs: readonly Need[]): readonly string[] {
  const own = needs.find(
    ({ reference }) => reference.child === table && reference.parent === table && reference.purge === 'RESTRICT',
  );
  if (own === undefined) return ids;
  const children = Map.groupBy(own.rows, (row) => row.parent);
  const ordered = new Set<string>();
  const visit = (id: string): void => {
    if (ordered.has(id)) return;
    for (const child of children.get(id) ?? []) visit(child.id);
    ordered.add(id);
  };
  for (const id of ids) visit(id);
  const wanted = new Set(ids);
  return [...ordered].filter((id) => wanted.has(id));
}
