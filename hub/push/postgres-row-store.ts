/** The row store of a mutation on Postgres: one client inside a transaction. */
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { must } from '../../shared/base/asserts.ts';
import type {
  AnyRow,
  Change,
  ReferenceCheck,
  ReferenceState,
  Replaced,
  RowStore,
} from '../../shared/mutations/row-store.ts';
import { type ReferencingRow, slicesOf } from '../../shared/rules/deletion-plan.ts';
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
import { toPostgres } from '../../shared/schema/codecs.ts';
import { kyselyOverClient, plain, type Send } from './client-kysely.ts';

/** Bytes that an identifier of Postgres may have; longer ones are cut, and two would become one. */
const MAX_NAME = 63;
/** A statement that each connection parses and plans once: Postgres keeps it under the name, which its text decides. */
const prepared = (text: string, values: unknown[]): pg.QueryConfig => {
  const name = statementNames.get(text) ?? `offstage_${statementNames.size}`;
  statementNames.set(text, name);
  return { name: name.slice(0, MAX_NAME), text, values };
};
const statementNames = new Map<string, string>();

/** Statements of mutations that a connection keeps at most, and the longest list of values that one of them has. */
const MAX_KEPT = 1000;
const MAX_VALUES = 12;
/** As `prepared`, but a text that depends on the length of a list is not kept: there is no end of those. */
export const preparedWhereFew: Send = (text, values) =>
  values.length > MAX_VALUES || (statementNames.size >= MAX_KEPT && !statementNames.has(text))
    ? plain(text, values)
    : prepared(text, values);

/** Every column by name: a column that a migration adds must not change what a statement was planned for. */
const columnsOf = (name: TableName): string => Object.keys(tableOf(name).columns).join(', ');

/** The first parameter, a list of ids. */
const IN_LIST = '= ANY($1::uuid[])';

/** Sends each statement when it is asked to. Foreign keys and guards answer at once, within the caller’s savepoint. */
export class PostgresRowStore implements RowStore {
  readonly db: Kysely<Database>;
  readonly #client: pg.ClientBase;

  constructor(client: pg.ClientBase) {
    this.#client = client;
    this.db = kyselyOverClient(client, preparedWhereFew);
  }

  async find<N extends TableName>(table: N, id: string): Promise<Row<N> | undefined> {
    const { rows } = await this.#client.query<Row<N>>(
      prepared(`SELECT ${columnsOf(table)} FROM ${table} WHERE id = $1`, [id]),
    );
    return rows[0];
  }

  async findByKey(
    name: TableName,
    theaterId: string,
    key: Readonly<Record<string, unknown>>,
  ): Promise<AnyRow | undefined> {
    const table = tableOf(name);
    const columns = Object.keys(key);
    const conditions = columns.map((column, index) => `${column} = $${index + 1}`);
    const values = columns.map((column) => toPostgres(must(table.columns[column]), key[column]));
    if ('theater_id' in table.columns) conditions.push(`theater_id = $${values.push(theaterId)}`);
    if (table.softDelete) conditions.push('deleted_at IS NULL');
    const { rows } = await this.#client.query<AnyRow>(
      prepared(`SELECT ${columnsOf(name)} FROM ${name} WHERE ${conditions.join(' AND ')}`, values),
    );
    return rows[0];
  }

  async checkReferences(theaterId: string, checks: readonly ReferenceCheck[]): Promise<readonly ReferenceState[]> {
    const selects = checks.map(({ table }, index) => {
      const { softDelete, columns } = tableOf(table);
      const sameTheater = 'theater_id' in columns ? ' AND (theater_id = $1 OR theater_id IS NULL)' : '';
      return `(SELECT ${softDelete ? "CASE WHEN deleted_at IS NULL THEN 'alive' ELSE 'deleted' END" : "'alive'"}
        FROM ${table} WHERE id = $${index + 2}${sameTheater}) AS r${index}`;
    });
    const { rows } = await this.#client.query<Record<string, ReferenceState | null>>(
      prepared(`SELECT $1::uuid AS t, ${selects.join(', ')}`, [theaterId, ...checks.map((check) => check.id)]),
    );
    return checks.map((_, index) => rows[0]?.[`r${index}`] ?? 'missing');
  }

  async insertRow(name: TableName, row: AnyRow): Promise<void> {
    const table = tableOf(name);
    const columns = Object.entries(table.columns).filter(([column]) => row[column] !== undefined);
    await this.#client.query(
      prepared(
        `INSERT INTO ${name} (${columns.map(([column]) => column).join(', ')})
          VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
        columns.map(([column, definition]) => toPostgres(definition, row[column])),
      ),
    );
  }

  async updateRow(name: TableName, id: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
    const table = tableOf(name);
    const columns = Object.keys(changes);
    await this.#client.query(
      prepared(
        `UPDATE ${name} SET ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')} WHERE id = $1`,
        [id, ...columns.map((column) => toPostgres(must(table.columns[column]), changes[column]))],
      ),
    );
  }

  async referencing(
    reference: Reference,
    parents: readonly string[],
    today: string,
  ): Promise<readonly ReferencingRow[]> {
    const { rows } = await this.#client.query<{ id: string; parent: string; is_upcoming: number }>(
      prepared(
        referencingSql(reference, IN_LIST, '$2::date'),
        reference.soft === 'block-upcoming' ? [parents, today] : [parents],
      ),
    );
    return rows.map((row) => ({ id: row.id, parent: row.parent, isUpcoming: row.is_upcoming === 1 }));
  }

  async countReferencing(reference: Reference, parents: readonly string[]): Promise<number> {
    const {
      rows: [row],
    } = await this.#client.query<{ count: string }>(prepared(countReferencingSql(reference, IN_LIST), [parents]));
    return Number(row?.count ?? 0);
  }

  async insertRows(name: TableName, rows: readonly AnyRow[]): Promise<void> {
    const columns = Object.entries(tableOf(name).columns).filter(([column]) => rows[0]?.[column] !== undefined);
    const text = `INSERT INTO ${name} (${columns.map(([column]) => column).join(', ')})
      SELECT ${columns.map(([column]) => `r.${column}`).join(', ')}
      FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb) r`;
    // Of what else a row may hold, the statement asks for nothing.
    for (const slice of slicesOf(rows)) await this.#client.query(prepared(text, [JSON.stringify(slice)]));
  }

  async updateRows(
    name: TableName,
    rows: readonly Replaced[],
    changes: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const columns = Object.keys(changes);
    const text = `UPDATE ${name} SET ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')}
      WHERE id = ANY($1::uuid[])`;
    const values = columns.map((column) => toPostgres(must(tableOf(name).columns[column]), changes[column]));
    for (const slice of slicesOf(rows))
      await this.#client.query(prepared(text, [slice.map((row) => row.id), ...values]));
  }

  async updateEach(name: TableName, rows: readonly Change[]): Promise<void> {
    const columns = Object.keys(rows[0]?.changes ?? {});
    const sets = columns.map((column) => `${column} = r.${column}`).join(', ');
    const text = `UPDATE ${name} t SET ${sets} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb) r
      WHERE t.id = r.id`;
    for (const slice of slicesOf(rows))
      await this.#client.query(prepared(text, [JSON.stringify(slice.map(({ id, changes }) => ({ ...changes, id })))]));
  }

  async alive(theaterId: string, name: TableName, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { softDelete, columns } = tableOf(name);
    const conditions = ['id = ANY($1::uuid[])'];
    if (softDelete) conditions.push('deleted_at IS NULL');
    const isOwned = 'theater_id' in columns;
    if (isOwned) conditions.push('(theater_id = $2 OR theater_id IS NULL)');
    const text = `SELECT id FROM ${name} WHERE ${conditions.join(' AND ')}`;
    const { rows } = await this.#client.query<{ id: string }>(prepared(text, isOwned ? [ids, theaterId] : [ids]));
    return new Set(rows.map((row) => row.id));
  }

  /** `jsonb_populate_recordset` gives the keys the types of their columns, so that one statement serves every table. */
  async isKeyHeld(
    name: TableName,
    theaterId: string,
    key: readonly string[],
    rows: readonly Readonly<Record<string, unknown>>[],
  ): Promise<boolean> {
    const { softDelete, columns } = tableOf(name);
    const conditions = key.map((column) => `t.${column} = r.${column}`);
    if (softDelete) conditions.push('t.deleted_at IS NULL');
    const isOwned = 'theater_id' in columns;
    if (isOwned) conditions.push('t.theater_id = $2');
    const text = `SELECT t.id FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb) r
      JOIN ${name} t ON ${conditions.join(' AND ')} LIMIT 1`;
    for (const slice of slicesOf(rows)) {
      const keys = JSON.stringify(slice.map((row) => Object.fromEntries(key.map((column) => [column, row[column]]))));
      const found = await this.#client.query(prepared(text, isOwned ? [keys, theaterId] : [keys]));
      if (found.rows.length > 0) return true;
    }
    return false;
  }

  async findMany(name: TableName, ids: readonly string[]): Promise<readonly AnyRow[]> {
    const { rows } = await this.#client.query<AnyRow>(
      prepared(`SELECT ${columnsOf(name)} FROM ${name} WHERE id = ANY($1::uuid[]) ORDER BY id`, [ids]),
    );
    return rows;
  }

  async deletedParents(reference: Reference, ids: readonly string[], today: string): Promise<readonly DeletedParent[]> {
    const { rows } = await this.#client.query<{ id: string; parent: string; deletion_id: string; is_upcoming: number }>(
      prepared(
        deletedParentsSql(reference, IN_LIST, '$2::date'),
        reference.soft === 'block-upcoming' ? [ids, today] : [ids],
      ),
    );
    return rows.map((row) => ({
      id: row.id,
      parent: row.parent,
      deletionId: row.deletion_id,
      isUpcoming: row.is_upcoming === 1,
    }));
  }

  async takenKeys(table: TableName, key: readonly string[], ids: readonly string[]): Promise<readonly TakenKey[]> {
    return (await this.#client.query<TakenKey>(prepared(takenKeysSql(table, key, IN_LIST), [ids]))).rows;
  }

  async deletedBefore(table: TableName, theaterId: string, moment: string): Promise<readonly string[]> {
    const { rows } = await this.#client.query<{ id: string }>(
      prepared(`SELECT id FROM ${table} WHERE deleted_at < $1 AND theater_id = $2 ORDER BY id`, [moment, theaterId]),
    );
    return rows.map((row) => row.id);
  }

  async allReferencing(
    reference: Reference,
    parents: readonly string[],
  ): Promise<readonly { readonly id: string; readonly parent: string }[]> {
    return (
      await this.#client.query<{ id: string; parent: string }>(
        prepared(allReferencingSql(reference, IN_LIST), [parents]),
      )
    ).rows;
  }

  async eraseRows(table: TableName, ids: readonly string[]): Promise<void> {
    // One by one: within one statement the order of a table that points at itself could not be kept.
    for (const id of ids) await this.#client.query(prepared(`DELETE FROM ${table} WHERE id = $1`, [id]));
  }
}
