/**
 * What a mutation needs of a database. SQLite and Postgres each implement it once; all values are in the form that
 * mutation code sees.
 */
import type { Kysely } from 'kysely';
import type { ReferenceReader } from '../rules/deletion-plan.ts';
import type { PurgeReader } from '../rules/purge-plan.ts';
import type { RestoreReader } from '../rules/restore-plan.ts';
import type { Database, Row, TableName } from '../schema/catalog.ts';

/** A row whose table is known only at run time. */
export type AnyRow = { readonly id: string } & { readonly [column: string]: unknown };

/** One reference to check: does the row exist in this theatre, alive? */
export interface ReferenceCheck {
  readonly table: TableName;
  readonly id: string;
}
/** `missing` is also a row of another theatre: nobody is told that it exists. */
export type ReferenceState = 'alive' | 'deleted' | 'missing';

/** A row with the values that a write replaces in it. */
export interface Replaced {
  readonly id: string;
  readonly before: Readonly<Record<string, unknown>>;
}

/** Changes of one row, with what they replace. */
export interface Change extends Replaced {
  readonly changes: Readonly<Record<string, unknown>>;
}

/**
 * Everything happens in the caller’s transaction. Writing checks nothing but what the database itself checks:
 * `MutationTx` has done the rest.
 */
export interface RowStore extends ReferenceReader, RestoreReader, PurgeReader {
  /** For reading only; writes go through the verbs, which log and keep before-images. */
  readonly db: Kysely<Database>;
  find<N extends TableName>(table: N, id: string): Promise<Row<N> | undefined>;
  /** The live row of the theatre with these values, if any: who holds a unique key. */
  findByKey(table: TableName, theaterId: string, key: Readonly<Record<string, unknown>>): Promise<AnyRow | undefined>;
  checkReferences(theaterId: string, checks: readonly ReferenceCheck[]): Promise<readonly ReferenceState[]>;
  insertRow(table: TableName, row: AnyRow): Promise<void>;
  updateRow(table: TableName, id: string, changes: Readonly<Record<string, unknown>>): Promise<void>;
  /** Inserts rows of one table. */
  insertRows(table: TableName, rows: readonly AnyRow[]): Promise<void>;
  /** Gives the same values to many rows, whose old values the caller knows. */
  updateRows(table: TableName, rows: readonly Replaced[], changes: Readonly<Record<string, unknown>>): Promise<void>;
  /** Changes many rows of one table, each in its own way; all change the same columns. */
  updateEach(table: TableName, rows: readonly Change[]): Promise<void>;
  /** Which of the ids are live rows that this theatre may refer to. */
  alive(theaterId: string, table: TableName, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Whether a live row of the theatre holds the key of one of the rows, none of which is stored yet. */
  isKeyHeld(
    table: TableName,
    theaterId: string,
    key: readonly string[],
    rows: readonly Readonly<Record<string, unknown>>[],
  ): Promise<boolean>;
  /** Rows by id, in the order of their ids; those that are gone are left out. */
  findMany(table: TableName, ids: readonly string[]): Promise<readonly AnyRow[]>;
  /** Erases rows for good; foreign keys act. Only the purge does this, with the guards against erasing off. */
  eraseRows(table: TableName, ids: readonly string[]): Promise<void>;
}
