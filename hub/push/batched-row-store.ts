/**
 * The row store of a whole push. Each row is read once, and what mutations write is gathered into one statement per
 * table, sent at the end or when somebody asks for something that it may change. What is read is what one statement
 * after another would have found; where a gathered statement fails, nobody knows whose fault it is: the push is then
 * run again, mutation by mutation.
 *
 * A mutation runs between `begin` and `keep` or `drop`. Only where some of its own writes had to be sent meanwhile does
 * it have a savepoint.
 */
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type {
  AnyRow,
  Change,
  ReferenceCheck,
  ReferenceState,
  Replaced,
  RowStore,
} from '../../shared/mutations/row-store.ts';
import type { ReferencingRow } from '../../shared/rules/deletion-plan.ts';
import type { Reference } from '../../shared/rules/references.ts';
import type { DeletedParent, TakenKey } from '../../shared/rules/restore-plan.ts';
import { type Database, type Row, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { kyselyOverClient } from './client-kysely.ts';
import { keyOf, Writes } from './gathered-writes.ts';
import { isStalePlan } from './hub-faults.ts';
import { PostgresRowStore, preparedWhereFew } from './postgres-row-store.ts';

/** Gathered writes of several mutations could not be stored: the push must be run again, one mutation at a time. */
export class BatchBroken extends Error {}

/** A row that a mutation is known to ask for. */
export type RowToRead = readonly [table: TableName, id: string];

/** Lives for one push, inside its transaction and under the theatre’s lock: nobody else writes these rows meanwhile. */
export class BatchedRowStore implements RowStore {
  readonly db: Kysely<Database>;
  /** For what must happen at once, after `flush`. Whoever writes through it says `forget` afterwards. */
  readonly direct: PostgresRowStore;
  readonly #client: pg.ClientBase;
  /** Rows as the database holds them, or that it has none. */
  readonly #rows = new Map<string, AnyRow | undefined>();
  /** Of mutations that are done. */
  #done = new Writes();
  /** Of the mutation under way. */
  #own = new Writes();
  #hasSavepoint = false;

  constructor(client: pg.ClientBase) {
    this.#client = client;
    this.direct = new PostgresRowStore(client);
    this.db = kyselyOverClient(client, preparedWhereFew, () => this.flush());
  }

  /** A mutation starts. What the last one gathered must have been kept or dropped. */
  begin(): void {
    this.#own = new Writes();
    this.#hasSavepoint = false;
  }

  /** The mutation counts. */
  async keep(): Promise<void> {
    if (this.#hasSavepoint) await this.#client.query('RELEASE SAVEPOINT mutation');
    this.#hasSavepoint = false;
    this.#done.take(this.#own);
    this.#own = new Writes();
  }

  /** The mutation has not happened. */
  async drop(): Promise<void> {
    this.#own = new Writes();
    if (!this.#hasSavepoint) return;
    this.#hasSavepoint = false;
    await this.#client.query('ROLLBACK TO SAVEPOINT mutation');
    this.forget();
  }

  /** Rows may have changed otherwise: everything is read anew. */
  forget(): void {
    this.#rows.clear();
  }

  /** Reads rows that are going to be asked for, one statement per table. */
  async read(rows: readonly RowToRead[]): Promise<void> {
    for (const [table, wanted] of Map.groupBy(rows, ([name]) => name)) {
      const ids = [...new Set(wanted.map(([, id]) => id))].filter((id) => !this.#isPending(keyOf(table, id)));
      const found = new Map((await this.direct.findMany(table, ids)).map((row) => [row.id, row]));
      for (const id of ids) this.#rows.set(keyOf(table, id), found.get(id));
    }
  }

  /** Sends what is gathered. Throws BatchBroken where that of mutations that are done cannot be stored. */
  async flush(): Promise<void> {
    const done = this.#done;
    this.#done = new Writes();
    try {
      await done.sendTo(this.direct);
    } catch (error) {
      throw isStalePlan(error) ? error : new BatchBroken('a push could not be stored at once', { cause: error });
    }
    if (this.#own.isEmpty) return;
    if (!this.#hasSavepoint) await this.#client.query('SAVEPOINT mutation');
    this.#hasSavepoint = true;
    const own = this.#own;
    this.#own = new Writes();
    await own.sendTo(this.direct);
  }

  #isPending(key: string): boolean {
    return this.#own.has(key) || this.#done.has(key);
  }

  async find<N extends TableName>(table: N, id: string): Promise<Row<N> | undefined> {
    const key = keyOf(table, id);
    if (this.#isPending(key)) await this.flush();
    else if (this.#rows.has(key)) return this.#rows.get(key) as Row<N> | undefined;
    const row = await this.direct.find(table, id);
    this.#rows.set(key, row);
    return row;
  }

  async findByKey(
    table: TableName,
    theaterId: string,
    key: Readonly<Record<string, unknown>>,
  ): Promise<AnyRow | undefined> {
    if (this.#own.touches(table, key) || this.#done.touches(table, key)) await this.flush();
    return this.direct.findByKey(table, theaterId, key);
  }

  async checkReferences(theaterId: string, checks: readonly ReferenceCheck[]): Promise<readonly ReferenceState[]> {
    const known = checks.map(({ table, id }) => this.#stateOf(theaterId, table, id));
    const open = checks.filter((_, index) => known[index] === undefined);
    if (open.length === 0) return known.map((state) => state ?? 'missing');
    if (open.some(({ table, id }) => this.#isPending(keyOf(table, id)))) await this.flush();
    const found = await this.direct.checkReferences(theaterId, open);
    const states = new Map(open.map(({ table, id }, index) => [keyOf(table, id), found[index]]));
    return checks.map(({ table, id }, index) => known[index] ?? states.get(keyOf(table, id)) ?? 'missing');
  }

  /** Undefined where only the database knows. A row that is going to be inserted is there. */
  #stateOf(theaterId: string, table: TableName, id: string): ReferenceState | undefined {
    const key = keyOf(table, id);
    const isPending = this.#isPending(key);
    const row = isPending ? (this.#own.inserted(key) ?? this.#done.inserted(key)) : this.#rows.get(key);
    if (row === undefined) return !isPending && this.#rows.has(key) ? 'missing' : undefined;
    const owner = row['theater_id'];
    if (owner !== undefined && owner !== null && owner !== theaterId) return 'missing';
    return tableOf(table).softDelete && (row['deleted_at'] ?? null) !== null ? 'deleted' : 'alive';
  }

  async insertRow(table: TableName, row: AnyRow): Promise<void> {
    const key = keyOf(table, row.id);
    if (this.#isPending(key)) await this.flush();
    this.#rows.delete(key);
    this.#own.insert(table, row);
  }

  async updateRow(table: TableName, id: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
    const key = keyOf(table, id);
    if (this.#isPending(key)) await this.flush();
    this.#rows.delete(key);
    this.#own.update(table, { id, before: {}, changes });
  }

  /** Writes at once, within the mutation. */
  async #write(work: () => Promise<void>): Promise<void> {
    await this.flush();
    if (!this.#hasSavepoint) await this.#client.query('SAVEPOINT mutation');
    this.#hasSavepoint = true;
    this.forget();
    await work();
  }

  async #reading<T>(work: () => Promise<T>): Promise<T> {
    await this.flush();
    return work();
  }

  insertRows(table: TableName, rows: readonly AnyRow[]): Promise<void> {
    return this.#write(() => this.direct.insertRows(table, rows));
  }
  updateRows(table: TableName, rows: readonly Replaced[], changes: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#write(() => this.direct.updateRows(table, rows, changes));
  }
  updateEach(table: TableName, rows: readonly Change[]): Promise<void> {
    return this.#write(() => this.direct.updateEach(table, rows));
  }
  eraseRows(table: TableName, ids: readonly string[]): Promise<void> {
    return this.#write(() => this.direct.eraseRows(table, ids));
  }

  alive(theaterId: string, table: TableName, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#reading(() => this.direct.alive(theaterId, table, ids));
  }
  isKeyHeld(...asked: Parameters<RowStore['isKeyHeld']>): Promise<boolean> {
    return this.#reading(() => this.direct.isKeyHeld(...asked));
  }
  findMany(table: TableName, ids: readonly string[]): Promise<readonly AnyRow[]> {
    return this.#reading(() => this.direct.findMany(table, ids));
  }
  referencing(...asked: Parameters<RowStore['referencing']>): Promise<readonly ReferencingRow[]> {
    return this.#reading(() => this.direct.referencing(...asked));
  }
  countReferencing(...asked: Parameters<RowStore['countReferencing']>): Promise<number> {
    return this.#reading(() => this.direct.countReferencing(...asked));
  }
  deletedParents(...asked: Parameters<RowStore['deletedParents']>): Promise<readonly DeletedParent[]> {
    return this.#reading(() => this.direct.deletedParents(...asked));
  }
  takenKeys(...asked: Parameters<RowStore['takenKeys']>): Promise<readonly TakenKey[]> {
    return this.#reading(() => this.direct.takenKeys(...asked));
  }
  deletedBefore(...asked: Parameters<RowStore['deletedBefore']>): Promise<readonly string[]> {
    return this.#reading(() => this.direct.deletedBefore(...asked));
  }
  allReferencing(
    reference: Reference,
    parents: readonly string[],
  ): Promise<readonly { readonly id: string; readonly parent: string }[]> {
    return this.#reading(() => this.direct.allReferencing(reference, parents));
  }
}
