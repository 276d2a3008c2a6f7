/** The row store of a mutation on SQLite. Keeps the before-image of every row it writes, for the rebase. */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { Kysely } from 'kysely';
import type {
  AnyRow,
  Change,
  ReferenceCheck,
  ReferenceState,
  Replaced,
  RowStore,
} from '../../shared/mutations/row-store.ts';
import type { ReferencingRow } from '../../shared/rules/deletion-plan.ts';
import {
  allReferencingSql,
  countReferencingSql,
  deletedParentsSql,
  referencingSql,
  takenKeysSql,
} from '../../shared/rules/reference-sql.ts';
import type { Reference } from '../../shared/rules/references.ts';
import type { DeletedParent, TakenKey } from '../../shared/rules/restore-plan.ts';
import { type Database, type Row, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { fromStored, type Stored, toStored } from '../../shared/schema/codecs.ts';
import type { RowStatements } from './row-statements.ts';

/** What a write replaced: null where there was no row, else the old values of the columns it changed. */
export interface Effect {
  readonly table: TableName;
  readonly id: string;
  readonly before: Readonly<Record<string, Stored>> | null;
}

/** One parameter for a list of ids. */
const IN_LIST = 'IN (SELECT value FROM json_each(?))';

type Lookup = SqliteDatabase.Statement<unknown[], Record<string, unknown>>;

/** Lookups by unique key and by reference, prepared once per connection. */
export class LookupStatements {
  readonly #sqlite: SqliteDatabase.Database;
  readonly #prepared = new Map<string, Lookup>();
  constructor(sqlite: SqliteDatabase.Database) {
    this.#sqlite = sqlite;
  }
  prepare(text: string): Lookup {
    let statement = this.#prepared.get(text);
    if (statement === undefined) {
      statement = this.#sqlite.prepare<unknown[], Record<string, unknown>>(text);
      this.#prepared.set(text, statement);
    }
    return statement;
  }
}

/**
 * Lives for one mutation, within one write transaction; `effects` are what undoes it, in the order in which it wrote.
 */
export class SqliteRowStore implements RowStore {
  readonly db: Kysely<Database>;
  readonly effects: Effect[] = [];
  readonly #rows: RowStatements;
  readonly #lookups: LookupStatements;

  constructor(db: Kysely<Database>, rows: RowStatements, lookups: LookupStatements) {
    this.db = db;
    this.#rows = rows;
    this.#lookups = lookups;
  }

  find<N extends TableName>(table: N, id: string): Promise<Row<N> | undefined> {
    return Promise.resolve(this.#rows.of(table).findValues(id) as Row<N> | undefined);
  }

  findByKey(name: TableName, theaterId: string, key: Readonly<Record<string, unknown>>): Promise<AnyRow | undefined> {
    const table = tableOf(name);
    const columns = Object.keys(key);
    const conditions = columns.map((column) => `${column} = ?`);
    if ('theater_id' in table.columns) conditions.push('theater_id = ?');
    if (table.softDelete) conditions.push('deleted_at IS NULL');
    const values = columns.map((column) => toStored(this.#rows.of(name).column(column), key[column]));
    const row = this.#lookups
      .prepare(`SELECT * FROM ${name} WHERE ${conditions.join(' AND ')}`)
      .get(...values, ...('theater_id' in table.columns ? [theaterId] : []));
    if (row === undefined) return Promise.resolve(undefined);
    for (const [column, definition] of this.#rows.of(name).columns) row[column] = fromStored(definition, row[column]);
    return Promise.resolve(row as AnyRow);
  }

  checkReferences(theaterId: string, checks: readonly ReferenceCheck[]): Promise<readonly ReferenceState[]> {
    return Promise.resolve(
      checks.map(({ table, id }) => {
        const { softDelete, columns } = tableOf(table);
        const row = this.#lookups
          .prepare(
            `SELECT ${softDelete ? 'deleted_at' : 'NULL AS deleted_at'},
              ${'theater_id' in columns ? 'theater_id' : 'NULL AS theater_id'} FROM ${table} WHERE id = ?`,
          )
          .get(id);
        if (row === undefined || (row['theater_id'] !== null && row['theater_id'] !== theaterId)) return 'missing';
        return row['deleted_at'] === null ? 'alive' : 'deleted';
      }),
    );
  }

  insertRow(table: TableName, row: AnyRow): Promise<void> {
    this.#rows.of(table).insertValues(row);
    this.effects.push({ table, id: row.id, before: null });
    return Promise.resolve();
  }

  updateRow(table: TableName, id: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
    const statements = this.#rows.of(table);
    const current = statements.find(id) ?? {};
    const before: Record<string, Stored> = {};
    for (const column of Object.keys(changes)) before[column] = current[column] ?? null;
    statements.updateStored(id, statements.encode(changes));
    this.effects.push({ table, id, before });
    return Promise.resolve();
  }

  referencing(reference: Reference, parents: readonly string[], today: string): Promise<readonly ReferencingRow[]> {
    const rows = this.#lookups
      .prepare(referencingSql(reference, IN_LIST, '?'))
      .all(...(reference.soft === 'block-upcoming' ? [today] : []), JSON.stringify(parents));
    return Promise.resolve(
      rows.map((row) => ({
        id: String(row['id']),
        parent: String(row['parent']),
        isUpcoming: row['is_upcoming'] === 1,
      })),
    );
  }

  countReferencing(reference: Reference, parents: readonly string[]): Promise<number> {
    const row = this.#lookups.prepare(countReferencingSql(reference, IN_LIST)).get(JSON.stringify(parents));
    return Promise.resolve(Number(row?.['count'] ?? 0));
  }

  insertRows(table: TableName, rows: readonly AnyRow[]): Promise<void> {
    const statements = this.#rows.of(table);
    for (const row of rows) {
      statements.insertValues(row);
      this.effects.push({ table, id: row.id, before: null });
    }
    return Promise.resolve();
  }

  updateRows(table: TableName, rows: readonly Replaced[], changes: Readonly<Record<string, unknown>>): Promise<void> {
    const statements = this.#rows.of(table);
    const stored = statements.encode(changes);
    for (const { id, before } of rows) {
      statements.updateStored(id, stored);
      this.effects.push({ table, id, before: statements.encode(before) });
    }
    return Promise.resolve();
  }

  updateEach(table: TableName, rows: readonly Change[]): Promise<void> {
    const statements = this.#rows.of(table);
    for (const { id, before, changes } of rows) {
      statements.updateStored(id, statements.encode(changes));
      this.effects.push({ table, id, before: statements.encode(before) });
    }
    return Promise.resolve();
  }

  async alive(theaterId: string, table: TableName, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const states = await this.checkReferences(
      theaterId,
      ids.map((id) => ({ table, id })),
    );
    return new Set(ids.filter((_, index) => states[index] === 'alive'));
  }

  async isKeyHeld(
    table: TableName,
    theaterId: string,
    key: readonly string[],
    rows: readonly Readonly<Record<string, unknown>>[],
  ): Promise<boolean> {
    for (const row of rows) {
      const values = Object.fromEntries(key.map((column) => [column, row[column]]));
      if ((await this.findByKey(table, theaterId, values)) !== undefined) return true;
    }
    return false;
  }

  findMany(table: TableName, ids: readonly string[]): Promise<readonly AnyRow[]> {
    const found = ids.toSorted().flatMap((id) => this.#rows.of(table).findValues(id) ?? []);
    return Promise.resolve(found as unknown as AnyRow[]);
  }

  deletedParents(reference: Reference, ids: readonly string[], today: string): Promise<readonly DeletedParent[]> {
    const rows = this.#lookups
      .prepare(deletedParentsSql(reference, IN_LIST, '?'))
      .all(...(reference.soft === 'block-upcoming' ? [today] : []), JSON.stringify(ids));
    return Promise.resolve(
      rows.map((row) => ({
        id: String(row['id']),
        parent: String(row['parent']),
        deletionId: String(row['deletion_id']),
        isUpcoming: row['is_upcoming'] === 1,
      })),
    );
  }

  takenKeys(table: TableName, key: readonly string[], ids: readonly string[]): Promise<readonly TakenKey[]> {
    return Promise.resolve(
      this.#lookups
        .prepare(takenKeysSql(table, key, IN_LIST))
        .all(JSON.stringify(ids))
        .map((row) => ({ id: String(row['id']), holder: String(row['holder']) })),
    );
  }

  deletedBefore(table: TableName, theaterId: string, moment: string): Promise<readonly string[]> {
    return Promise.resolve(
      this.#lookups
        .prepare(`SELECT id FROM ${table} WHERE deleted_at < ? AND theater_id = ? ORDER BY id`)
        .all(moment, theaterId)
        .map((row) => String(row['id'])),
    );
  }

  allReferencing(
    reference: Reference,
    parents: readonly string[],
  ): Promise<readonly { readonly id: string; readonly parent: string }[]> {
    return Promise.resolve(
      this.#lookups
        .prepare(allReferencingSql(reference, IN_LIST))
        .all(JSON.stringify(parents))
        .map((row) => ({ id: String(row['id']), parent: String(row['parent']) })),
    );
  }

  /** Keeps no before-images: a replica never erases by itself. */
  eraseRows(table: TableName, ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#rows.of(table).delete(id);
    return Promise.resolve();
  }
}
