/**
 * All shapes of one database: finds or makes them, feeds them from the replication stream, and rotates them when a table is truncated
 * or altered. A transaction is given to every shape before the global position moves past it.
 */
import pg from 'pg';
import { entriesFor, type LogEntry, type Transaction } from './change-messages.ts';
import type { Relation } from './pgoutput.ts';
import { ensureSlot, ReplicationStream } from './replication.ts';
import { definitionKey, type ShapeDefinition } from './shape-definition.ts';
import { ShapeStore } from './shape-store.ts';
import { Shape } from './shape.ts';
import { takeSnapshot, type SnapshotBounds } from './snapshot.ts';
import { qualified, quoteIdentifier, readTableInfo, signatureOf, type TableInfo } from './table-info.ts';
import { compileWhere, type WhereClause } from './where-clause.ts';
import type { RequestErrors } from './shape-definition.ts';

export interface RegistryOptions {
  readonly databaseUrl: string;
  readonly dir: string;
  readonly chunkBytes: number;
  /** Names slot and publication, so that two servers on one database do not take each other's changes. */
  readonly streamId: string;
  readonly now: () => number;
  readonly onError: (error: Error) => void;
}

const SYNC_EVERY_MS = 2000;

export class ShapeRegistry {
  readonly pool: pg.Pool;
  /** The server has given every shape all changes up to here. */
  globalLsn = 0;
  readonly #options: RegistryOptions;
  readonly #store: ShapeStore;
  readonly #byHandle = new Map<string, Shape>();
  readonly #byKey = new Map<string, Shape>();
  /** By the definition as it was written, before anything is looked up. */
  readonly #byText = new Map<string, Shape>();
  readonly #byTable = new Map<number, Set<Shape>>();
  readonly #making = new Map<string, Promise<Shape | { readonly errors: RequestErrors }>>();
  #stream: ReplicationStream | undefined;
  #syncTimer: NodeJS.Timeout | undefined;
  #synced = 0;
  #handleClock = 0;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.pool = new pg.Pool({ connectionString: options.databaseUrl, max: 8, application_name: 'offstage-shapes' });
    this.pool.on('error', options.onError);
    this.#store = new ShapeStore(options.dir);
  }

  get #publication(): string { return `offstage_publication_${this.#options.streamId}`; }

  /** Resumes from the slot; where the slot or the database is another one, all shapes begin anew. */
  async start(): Promise<void> {
    const slot = `offstage_slot_${this.#options.streamId}`;
    const hadSlot = await ensureSlot(this.pool, slot, this.#publication);
    const { rows: [row] } = await this.pool.query<{ system: string; lsn: string }>("SELECT (SELECT system_identifier::text FROM pg_control_system()) AS system, (pg_current_wal_lsn() - '0/0')::text AS lsn");
    const identity = `${row?.system ?? ''}/${slot}`;
    if (!hadSlot || this.#store.state('identity') !== identity) this.#store.removeAll();
    this.#store.setState('identity', identity);
    this.globalLsn = hadSlot ? Number(this.#store.state('lsn') ?? 0) : Number(row?.lsn ?? 0);
    for (const stored of this.#store.shapes()) await this.#revive(stored);
    this.#stream = new ReplicationStream(this.#options.databaseUrl, slot, this.#publication, {
      onTransaction: (transaction, truncated) => this.#take(transaction, truncated),
      onRelation: (relation) => this.#compareRelation(relation),
      onError: this.#options.onError,
    });
    await this.#stream.start();
    this.#syncTimer = setInterval(() => { this.#sync().catch(this.#options.onError); }, SYNC_EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#syncTimer);
    await this.#sync().catch(this.#options.onError);
    await this.#stream?.stop();
    for (const shape of this.#byHandle.values()) shape.wake();
    await this.pool.end();
    this.#store.close();
  }

  async #revive(stored: ReturnType<ShapeStore['shapes']>[number]): Promise<void> {
    const info = await readTableInfo(this.pool, stored.definition.schema, stored.definition.table);
    if (info === undefined || info.signature !== stored.signature) {
      this.#store.remove(stored.handle);
      return;
    }
    const view = await this.#viewOf(info, stored.definition);
    if ('errors' in view) {
      this.#store.remove(stored.handle);
      return;
    }
    const shape = new Shape(stored.handle, stored.key, stored.definition, view, { chunks: stored.chunks, isComplete: true });
    shape.last = this.#store.last(stored.handle);
    shape.bounds = stored.bounds === null ? undefined : reviveBounds(stored.bounds);
    this.#add(shape);
  }

  #add(shape: Shape): void {
    this.#byHandle.set(shape.handle, shape);
    this.#byKey.set(shape.key, shape);
    this.#byText.set(JSON.stringify(shape.definition), shape);
    const { oid } = shape.view.info;
    this.#byTable.set(oid, (this.#byTable.get(oid) ?? new Set()).add(shape));
  }

  find(handle: string): Shape | undefined {
    return this.#byHandle.get(handle);
  }

  read(shape: Shape, tx: number, op: number, limit: number): LogEntry[] {
    return this.#store.read(shape.handle, tx, op, limit);
  }

  get dir(): string { return this.#options.dir; }

  /** The shape of a definition, made if need be; or what is wrong with the definition, by field. */
  async findOrCreate(definition: ShapeDefinition): Promise<Shape | { readonly errors: RequestErrors }> {
    const known = this.#byText.get(JSON.stringify(definition));
    if (known !== undefined) return known;
    const info = await readTableInfo(this.pool, definition.schema, definition.table);
    if (info === undefined) {
      return { errors: { table: [`Table ${qualified(definition)} does not exist. If the table name contains capitals or special characters you must quote it.`] } };
    }
    const problem = columnProblem(info, definition.columns);
    if (problem !== undefined) return { errors: { columns: [problem] } };
    const selected = selectedColumns(info, definition.columns);
    const key = definitionKey(definition, selected);
    const existing = this.#byKey.get(key);
    if (existing !== undefined) {
      this.#byText.set(JSON.stringify(definition), existing);
      return existing;
    }
    const making = this.#making.get(key) ?? this.#create(key, definition, info).finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }

  async #viewOf(info: TableInfo, definition: ShapeDefinition): Promise<Shape['view'] | { readonly errors: RequestErrors }> {
    let where: WhereClause | undefined;
    if (definition.where !== undefined) {
      const compiled = await compileWhere(this.pool, info, definition.where, definition.params);
      if ('error' in compiled) return { errors: { where: [compiled.error] } };
      where = compiled;
    }
    return { info, selected: selectedColumns(info, definition.columns), where, replica: definition.replica };
  }

  async #create(key: string, definition: ShapeDefinition, info: TableInfo): Promise<Shape | { readonly errors: RequestErrors }> {
    const view = await this.#viewOf(info, definition);
    if ('errors' in view) return view;
    await this.#publish(info);
    this.#handleClock = Math.max(this.#handleClock + 1, Math.round(this.#options.now() * 1000));
    const handle = `${parseInt(key.slice(0, 8), 16)}-${this.#handleClock}`;
    const shape = new Shape(handle, key, definition, view, { chunks: 0, isComplete: false });
    this.#add(shape);
    // Served chunk by chunk while it is taken; a failure rotates the shape and reaches whoever waits.
    this.#snapshot(shape).catch((error: unknown) => {
      shape.failure = error instanceof Error ? error : new Error(String(error));
      this.rotate(shape);
      this.#options.onError(shape.failure);
    });
    return shape;
  }

  async #publish(info: TableInfo): Promise<void> {
    const { rowCount } = await this.pool.query('SELECT 1 FROM pg_publication_tables WHERE pubname = $1 AND schemaname = $2 AND tablename = $3', [this.#publication, info.schema, info.table]);
    const { rows: [row] } = await this.pool.query<{ relreplident: string }>('SELECT relreplident FROM pg_class WHERE oid = $1', [info.oid]);
    if (row?.relreplident !== 'f') await this.pool.query(`ALTER TABLE ${qualified(info)} REPLICA IDENTITY FULL`);
    if (rowCount === 0) {
      try {
        await this.pool.query(`ALTER PUBLICATION ${quoteIdentifier(this.#publication)} ADD TABLE ${qualified(info)}`);
      } catch (error) {
        // Two shapes of one table at once: the other has just added it.
        if (!(error instanceof pg.DatabaseError) || error.code !== '42710') throw error;
      }
    }
  }

  async #snapshot(shape: Shape): Promise<void> {
    const client = await this.pool.connect();
    try {
      const bounds = await takeSnapshot(client, {
        info: shape.view.info, selected: shape.view.selected, where: shape.view.where?.sql, dir: this.#options.dir, handle: shape.handle, threshold: this.#options.chunkBytes,
        isEmpty: shape.definition.log === 'changes_only',
        onChunk: (index, isLast) => {
          shape.chunks = index + 1;
          if (!isLast) shape.wake();
        },
      });
      await this.#settle(shape, bounds);
    } finally {
      client.release();
    }
  }

  /** Takes in what arrived meanwhile, then lets the shape join the stream. */
  async #settle(shape: Shape, bounds: SnapshotBounds): Promise<void> {
    shape.bounds = bounds;
    for (let transaction = shape.buffered?.shift(); transaction !== undefined; transaction = shape.buffered?.shift()) {
      if (!shape.wants(transaction)) continue;
      const entries = await entriesFor(shape.view, transaction);
      this.#store.append(new Map([[shape.handle, entries]]), this.globalLsn);
      shape.appended(entries);
    }
    shape.buffered = undefined;
    shape.isComplete = true;
    if (!shape.isRotated) this.#save(shape);
    shape.wake();
  }

  #save(shape: Shape): void {
    this.#store.save({ handle: shape.handle, key: shape.key, definition: shape.definition, signature: shape.view.info.signature, chunks: shape.chunks, bounds: shape.bounds === undefined ? null : keepBounds(shape.bounds) });
  }

  async #take(transaction: Transaction, truncated: readonly number[]): Promise<void> {
    // Sent again after a reconnect or a restart; position and log are kept together, so it is known to be in.
    if (transaction.lsn <= this.globalLsn) return;
    for (const oid of truncated) for (const shape of this.#byTable.get(oid) ?? []) this.rotate(shape);
    const oids = new Set(transaction.changes.map((change) => change.oid));
    const entries = new Map<string, LogEntry[]>();
    for (const shape of [...oids].flatMap((oid) => [...this.#byTable.get(oid) ?? []])) {
      if (shape.buffered !== undefined) {
        shape.buffered.push(transaction);
        continue;
      }
      const hadBounds = shape.bounds !== undefined;
      if (!shape.wants(transaction) || (shape.last !== undefined && transaction.lsn <= shape.last.tx)) continue;
      if (hadBounds && shape.bounds === undefined) this.#save(shape);
      const list = await entriesFor(shape.view, transaction);
      if (list.length > 0) entries.set(shape.handle, list);
    }
    this.#store.append(entries, transaction.lsn);
    this.globalLsn = Math.max(this.globalLsn, transaction.lsn);
    for (const [handle, list] of entries) {
      const shape = this.#byHandle.get(handle);
      shape?.appended(list);
      shape?.wake();
    }
  }

  #compareRelation(relation: Relation): void {
    const signature = signatureOf(relation.schema, relation.table, relation.columns);
    for (const shape of this.#byHandle.values()) {
      const { info } = shape.view;
      const isSameName = info.schema === relation.schema && info.table === relation.table;
      if ((info.oid === relation.oid && info.signature !== signature) || (isSameName && info.oid !== relation.oid)) this.rotate(shape);
    }
  }

  /** Ends a shape: whoever waits gets 409 and starts anew. */
  rotate(shape: Shape): void {
    shape.isRotated = true;
    this.#byHandle.delete(shape.handle);
    if (this.#byKey.get(shape.key) === shape) this.#byKey.delete(shape.key);
    for (const [text, known] of this.#byText) if (known === shape) this.#byText.delete(text);
    this.#byTable.get(shape.view.info.oid)?.delete(shape);
    this.#store.remove(shape.handle);
    shape.wake();
  }

  /** Ends all shapes of a table. */
  rotateTable(table: string): void {
    for (const shape of this.#byHandle.values()) if (shape.view.info.table === table) this.rotate(shape);
  }

  /** Ends the shape of a definition when its table is no longer the one that it was made from. */
  async rotateIfAltered(definition: ShapeDefinition): Promise<void> {
    const shape = this.#byText.get(JSON.stringify(definition));
    if (shape === undefined) return;
    const info = await readTableInfo(this.pool, definition.schema, definition.table);
    if (info?.signature !== shape.view.info.signature || info.oid !== shape.view.info.oid) this.rotate(shape);
  }

  async #sync(): Promise<void> {
    const lsn = this.globalLsn;
    if (lsn > this.#synced) {
      this.#store.sync(lsn);
      this.#synced = lsn;
    }
    // Also when nothing is new: Postgres drops a receiver that it does not hear from for a minute.
    await this.#stream?.acknowledge(this.#synced);
  }
}

function selectedColumns(info: TableInfo, columns: readonly string[] | undefined): readonly string[] {
  return info.columns.map((column) => column.name).filter((name) => columns === undefined || columns.includes(name));
}

function columnProblem(info: TableInfo, columns: readonly string[] | undefined): string | undefined {
  if (columns === undefined) return undefined;
  const unknown = columns.filter((name) => !info.columns.some((column) => column.name === name));
  if (unknown.length > 0) return `The following columns are not found on the table: ${unknown.join(', ')}`;
  const missing = info.keyColumns.filter((name) => !columns.includes(name));
  return missing.length > 0 ? `The list of columns must include all primary key columns, missing: ${missing.join(', ')}` : undefined;
}

function keepBounds(bounds: SnapshotBounds): string {
  return JSON.stringify({ xmin: String(bounds.xmin), xmax: String(bounds.xmax), xip: [...bounds.inProgress].map(String), lsn: String(bounds.lsn) });
}

function reviveBounds(text: string): SnapshotBounds {
  const { xmin, xmax, xip, lsn } = JSON.parse(text) as { xmin: string; xmax: string; xip: string[]; lsn: string };
  return { xmin: BigInt(xmin), xmax: BigInt(xmax), inProgress: new Set(xip.map(BigInt)), lsn: BigInt(lsn) };
}
