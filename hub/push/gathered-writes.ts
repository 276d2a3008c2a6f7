/** Writes of mutations that are not sent yet, gathered by table. */
import type { AnyRow, Change, RowStore } from '../../shared/mutations/row-store.ts';
import { referencesFrom } from '../../shared/rules/references.ts';
import { type TableName, tableNames } from '../../shared/schema/catalog.ts';

/** A row’s name among rows of all tables. */
export const keyOf = (table: TableName, id: string): string => `${table}/${id}`;

/** Rows that are written alike: the same columns. */
const alike = <T>(list: readonly T[], columns: (each: T) => object): Iterable<T[]> =>
  Map.groupBy(list, (each) => Object.keys(columns(each)).join()).values();

/** What is pointed at before what points at it, as far as there is such an order. */
function parentsFirst(): ReadonlyMap<TableName, number> {
  const places = new Map<TableName, number>();
  const visit = (table: TableName, path: ReadonlySet<TableName>): void => {
    if (places.has(table) || path.has(table)) return;
    for (const { parent } of referencesFrom(table)) visit(parent, new Set([...path, table]));
    places.set(table, places.size);
  };
  for (const table of tableNames) visit(table, new Set());
  return places;
}
const places = parentsFirst();
const placeOf = (table: TableName): number => places.get(table) ?? 0;

/** What was written and not sent: new rows, then changes. Of one row there is at most one. */
export class Writes {
  readonly inserts = new Map<TableName, AnyRow[]>();
  readonly updates = new Map<TableName, Change[]>();
  readonly #keys = new Map<string, AnyRow | undefined>();

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }
  has(key: string): boolean {
    return this.#keys.has(key);
  }
  /** The row that is to be inserted under this key. */
  inserted(key: string): AnyRow | undefined {
    return this.#keys.get(key);
  }
  insert(table: TableName, row: AnyRow): void {
    const known = this.inserts.get(table);
    if (known === undefined) this.inserts.set(table, [row]);
    else known.push(row);
    this.#keys.set(keyOf(table, row.id), row);
  }
  update(table: TableName, change: Change): void {
    const known = this.updates.get(table);
    if (known === undefined) this.updates.set(table, [change]);
    else known.push(change);
    this.#keys.set(keyOf(table, change.id), undefined);
  }
  /** Those of the other come after these. */
  take(other: Writes): void {
    for (const [table, rows] of other.inserts) for (const row of rows) this.insert(table, row);
    for (const [table, changes] of other.updates) for (const change of changes) this.update(table, change);
  }
  /** Whether one of them may give this key to a row or take it from one. */
  touches(table: TableName, key: Readonly<Record<string, unknown>>): boolean {
    const columns = Object.keys(key);
    const isHolder = (row: AnyRow): boolean => columns.every((column) => row[column] === key[column]);
    const isMoved = ({ changes }: Change): boolean => [...columns, 'deleted_at'].some((column) => column in changes);
    return this.inserts.get(table)?.some(isHolder) === true || this.updates.get(table)?.some(isMoved) === true;
  }

  /** Rows that others point at come first; changes come after all new rows. */
  async sendTo(store: Pick<RowStore, 'insertRow' | 'insertRows' | 'updateRow' | 'updateEach'>): Promise<void> {
    for (const [table, rows] of [...this.inserts].toSorted(([a], [b]) => placeOf(a) - placeOf(b)))
      for (const [first, ...others] of alike(rows, (row) => row)) {
        if (first === undefined) continue;
        if (others.length === 0) await store.insertRow(table, first);
        else await store.insertRows(table, [first, ...others]);
      }
    for (const [table, changes] of this.updates)
      for (const [first, ...others] of alike(changes, (change) => change.changes)) {
        if (first === undefined) continue;
        if (others.length === 0) await store.updateRow(table, first.id, first.changes);
        else await store.updateEach(table, [first, ...others]);
      }
  }
}
