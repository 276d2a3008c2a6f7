/**
 * All shapes of one database: finds or makes them, feeds them from the replication stream, and ends them when their
 * table is truncated, altered or made anew, when their files are damaged, or when their log outgrows its snapshot. A
 * transaction is given to every shape before the global position moves past it, and Postgres hears that it may forget
 * one only when it is durable here.
 */
import { statSync } from 'node:fs';
import pg from 'pg';
import { inSnapshot, outliveBrokenConnections, plainPool } from '../../database.ts';
import type { HubDeadlines } from '../../deadlines.ts';
import { entriesFor, type LogEntry, type Transaction } from './change-messages.ts';
import type { Relation } from './pgoutput.ts';
import { ReplicationStream } from './replication.ts';
import { Shape } from './shape.ts';
import { definitionKey, type RequestErrors, type ShapeDefinition } from './shape-definition.ts';
import { ShapeIndex } from './shape-index.ts';
import { BrokenRecord, isDamage, ShapeStore, type StoredShape } from './shape-store.ts';
import { HealthRecord, type RotationCause, type ShapesHealth } from './shapes-health.ts';
import { carriedTables, ensurePublication, makeSlot, publishTable, readSlot } from './slot.ts';
import { chunkFile, isChunkWhole, type SnapshotBounds, takeSnapshot } from './snapshot.ts';
import { qualified, readTableInfo, signatureOf, type TableInfo } from './table-info.ts';
import { compileWhere, type WhereClause } from './where-clause.ts';

/** How the shapes of one database are kept. */
export interface RegistryOptions {
  readonly databaseUrl: string;
  readonly dir: string;
  readonly chunkBytes: number;
  /** Names slot and publication, so that two servers on one database do not take each other's changes. */
  readonly streamId: string;
  readonly now: () => number;
  readonly onError: (error: Error) => void;
  readonly deadlines: Pick<HubDeadlines, 'takeMs' | 'silenceMs'>;
  /** Size of Electric's fragments, where a test wants to see what they do. */
  readonly fragment?: number | undefined;
  /** A log of fewer letters is never ended for its size. */
  readonly logFloor?: number | undefined;
}

const SYNC_EVERY_MS = 2000;
const LOOK_AT_TABLES_EVERY_MS = 5000;
/**
 * A shape is made anew when its log is so many times its snapshot: who then fetches again has long received more than
 * that in changes.
 */
const LOG_TIMES_SNAPSHOT = 4;
const LOG_FLOOR = 16 * 1024 * 1024;

type Made = Shape | { readonly errors: RequestErrors };

/**
 * Invariants: a shape in `#shapes` lacks no change up to `globalLsn`, or holds it in `buffered`; what is acknowledged
 * to Postgres (`acknowledged` in the store) is never ahead of what the store has made durable; the store’s `identity`
 * names the slot that its positions belong to, and is empty while all begins anew.
 */
export class ShapeRegistry {
  readonly pool: pg.Pool;
  /** The server has given every shape all changes up to here. */
  globalLsn = 0;
  readonly #options: RegistryOptions;
  readonly #store: ShapeStore;
  readonly #shapes = new ShapeIndex();
  readonly #making = new Map<string, Promise<Made>>();
  readonly #snapshots = new Set<Promise<void>>();
  /** Ended shapes that could not be removed from the disk yet: Postgres keeps what ended them until they are. */
  readonly #unremoved = new Set<string>();
  /** Chunks that were found whole, with the state of the file at that time. */
  readonly #verified = new Map<string, string>();
  readonly #health: HealthRecord;
  #isRevived = false;
  #identity = '';
  #stream: ReplicationStream | undefined;
  #syncTimer: NodeJS.Timeout | undefined;
  #tableTimer: NodeJS.Timeout | undefined;
  #synced = 0;
  #idle = 0;
  #handleClock = 0;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#health = new HealthRecord(options.now);
    this.pool = plainPool(options.databaseUrl, 'offstage-shapes');
    outliveBrokenConnections(this.pool, options.onError);
    this.#store = new ShapeStore(options.dir);
  }

  get #publication(): string {
    return `offstage_publication_${this.#options.streamId}`;
  }
  get #slot(): string {
    return `offstage_slot_${this.#options.streamId}`;
  }
  get dir(): string {
    return this.#options.dir;
  }

  /** Resumes from the slot; where the slot or the database is another one, all shapes begin anew. */
  async start(): Promise<void> {
    await this.#prepare();
    const source = { ...this.#options, slot: this.#slot, publication: this.#publication };
    this.#stream = new ReplicationStream(source, {
      beforeConnect: () => this.#prepare(),
      onTransaction: (transaction, truncated) => this.#take(transaction, truncated),
      onRelation: (relation) => this.#compareRelation(relation),
      onKeepalive: async (read, wantsAnswer) => {
        this.#idle = read ?? this.#idle;
        // A Postgres that is shut down waits until all of its log is confirmed, and asks again after each answer.
        if (wantsAnswer) await this.#sync();
      },
      onStreaming: () => this.#health.streaming(),
      onError: (error) => {
        this.#health.reconnecting(error);
        this.#options.onError(error);
      },
    });
    await this.#stream.start();
    this.#syncTimer = setInterval(() => {
      this.#sync().catch((error: unknown) => this.#report(error));
    }, SYNC_EVERY_MS);
    this.#tableTimer = setInterval(() => {
      this.lookAtTables().catch((error: unknown) => this.#report(error));
    }, LOOK_AT_TABLES_EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#syncTimer);
    clearInterval(this.#tableTimer);
    await this.#sync().catch((error: unknown) => this.#report(error));
    await this.#stream?.stop();
    for (const shape of this.#shapes.all()) shape.wake();
    await Promise.allSettled(this.#snapshots);
    await this.pool.end();
    this.#store.close();
  }

  health(): ShapesHealth {
    return this.#health.read(this.#shapes.size, this.globalLsn);
  }

  #report(error: unknown): void {
    const known = error instanceof Error ? error : new Error(String(error));
    this.#health.failed(known);
    this.#options.onError(known);
  }

  /**
   * Before each connection: the slot must be the one that our positions belong to, and no further than what is durable
   * here. Otherwise changes are missing that nobody will send again: the slot is made if need be, and every shape
   * begins anew.
   */
  async #prepare(): Promise<void> {
    try {
      await this.#matchSlot();
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#heal(error);
      await this.#matchSlot();
    }
  }

  /** Compares the slot with what the store remembers, and revives the shapes of the last run, once. */
  async #matchSlot(): Promise<void> {
    await ensurePublication(this.pool, this.#publication);
    const slot = await readSlot(this.pool, this.#slot);
    const identity = `${slot.system}/${this.#slot}`;
    const acknowledged = Number(this.#store.state('acknowledged') ?? 0);
    if (
      slot.confirmed === undefined ||
      this.#store.state('identity') !== identity ||
      slot.confirmed > acknowledged + 1
    ) {
      await this.#beginAnew(slot.confirmed ?? null, slot.isLost, identity);
    }
    this.#identity = identity;
    if (this.#isRevived) return;
    this.globalLsn = Number(this.#store.state('lsn') ?? 0);
    this.#synced = this.globalLsn;
    this.#store.removeLeftovers();
    for (const stored of this.#store.shapes()) await this.#revive(stored);
    this.#isRevived = true;
  }

  /** Ends every shape and starts at the slot’s position. `confirmed` null: the slot must be made. */
  async #beginAnew(confirmed: number | null, isLost: boolean, identity: string): Promise<void> {
    // First of all nothing of before counts any more, should we die on the way.
    this.#store.sync({ identity: '' });
    const lsn = confirmed ?? (await makeSlot(this.pool, this.#slot, isLost));
    this.#endAll('slot');
    this.#store.removeAll();
    this.#unremoved.clear();
    this.globalLsn = lsn;
    this.#synced = lsn;
    this.#idle = 0;
    this.#store.sync({ identity, lsn: String(lsn), acknowledged: String(lsn) });
  }

  /** A shape of the last run goes on where its table and its `where` still mean the same. */
  async #revive(stored: StoredShape): Promise<void> {
    const info = await readTableInfo(this.pool, stored.definition.schema, stored.definition.table);
    const view =
      info === undefined || info.signature !== stored.signature
        ? undefined
        : await this.#viewOf(info, stored.definition);
    if (view === undefined || 'errors' in view) {
      this.#store.remove(stored.handle);
      return;
    }
    const shape = new Shape(stored.handle, stored.key, stored.definition, view, {
      sums: stored.chunks,
      isComplete: true,
    });
    shape.last = this.#store.last(stored.handle);
    shape.logSize = this.#store.logSize(stored.handle);
    shape.bounds = stored.bounds === null ? undefined : reviveBounds(stored.bounds);
    this.#shapes.add(shape);
  }

  find(handle: string): Shape | undefined {
    return this.#shapes.byHandle(handle);
  }

  /**
   * Entries after a position, until `size` letters are reached. A log that is damaged ends its shape, a store that is
   * damaged ends all: look at `isRotated` afterwards.
   */
  read(shape: Shape, tx: number, op: number, size: number): LogEntry[] {
    const entries: LogEntry[] = [];
    let read = 0;
    try {
      for (const entry of this.#store.read(shape.handle, tx, op)) {
        entries.push(entry);
        read += entry.body.length;
        if (read >= size) break;
      }
      return entries;
    } catch (error) {
      this.#heal(error, shape);
      return [];
    }
  }

  /** What is damaged is thrown away, and fetched again by those who need it. Anything else passes through. */
  #heal(error: unknown, shape?: Shape): void {
    if (error instanceof BrokenRecord && shape !== undefined) {
      this.#report(error);
      this.rotate(shape, 'damage');
      return;
    }
    if (!isDamage(error)) throw error;
    this.#report(error);
    this.#endAll('damage');
    this.#store.reset();
    this.#unremoved.clear();
    // Nothing is left that could lack a change: the stream goes on where it is.
    this.#store.sync({ identity: this.#identity, lsn: String(this.globalLsn), acknowledged: String(this.#synced) });
  }

  /** The path of a chunk that is what it was when it was written; a damaged one ends its shape. */
  async chunk(shape: Shape, index: number): Promise<string | undefined> {
    const file = chunkFile(this.dir, shape.handle, index);
    const sum = shape.sums[index];
    const stat = statSync(file, { throwIfNoEntry: false });
    const state = stat === undefined ? undefined : `${stat.mtimeMs}/${stat.size}/${stat.ino}`;
    if (state !== undefined && this.#verified.get(file) === state) return file;
    if (sum !== undefined && state !== undefined && (await isChunkWhole(file, sum))) {
      this.#verified.set(file, state);
      return file;
    }
    if (!shape.isRotated) {
      this.#report(new Error(`chunk ${index} of shape ${shape.handle} is damaged`));
      this.rotate(shape, 'damage');
    }
    return undefined;
  }

  /** The shape of a definition, made if need be; or what is wrong with the definition, by field. */
  async findOrCreate(definition: ShapeDefinition): Promise<Made> {
    const known = this.#shapes.byText(definition);
    if (known !== undefined) return known;
    const info = await readTableInfo(this.pool, definition.schema, definition.table);
    if (info === undefined) {
      return {
        errors: {
          table: [
            `Table ${qualified(definition)} does not exist. ` +
              'If the table name contains capitals or special characters you must quote it.',
          ],
        },
      };
    }
    const problem = columnProblem(info, definition.columns);
    if (problem !== undefined) return { errors: { columns: [problem] } };
    const key = definitionKey(definition, selectedColumns(info, definition.columns));
    const existing = this.#shapes.byKey(key);
    if (existing !== undefined) {
      this.#shapes.alias(definition, existing);
      return existing;
    }
    const making = this.#making.get(key) ?? this.#create(key, definition, info).finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }

  async #viewOf(
    info: TableInfo,
    definition: ShapeDefinition,
  ): Promise<Shape['view'] | { readonly errors: RequestErrors }> {
    let where: WhereClause | undefined;
    if (definition.where !== undefined) {
      const compiled = await compileWhere(this.pool, info, definition.where, definition.params);
      if ('error' in compiled) return { errors: { where: [compiled.error] } };
      where = compiled;
    }
    return { info, selected: selectedColumns(info, definition.columns), where, replica: definition.replica };
  }

  /**
   * `handle` is the definition’s hash and a microsecond that only grows: a shape that is made anew never has the handle
   * of the one before.
   */
  async #create(key: string, definition: ShapeDefinition, info: TableInfo): Promise<Made> {
    const view = await this.#viewOf(info, definition);
    if ('errors' in view) return view;
    await publishTable(this.pool, this.#publication, info);
    this.#handleClock = Math.max(this.#handleClock + 1, Math.round(this.#options.now() * 1000));
    const handle = `${parseInt(key.slice(0, 8), 16)}-${this.#handleClock}`;
    const shape = new Shape(handle, key, definition, view, { sums: [], isComplete: false });
    this.#shapes.add(shape);
    // Served chunk by chunk while it is taken; a failure ends the shape and reaches whoever waits.
    const taken = this.#snapshot(shape)
      .catch((error: unknown) => {
        shape.failure = error instanceof Error ? error : new Error(String(error));
        this.#report(shape.failure);
        this.rotate(shape, 'failure');
      })
      .finally(() => this.#snapshots.delete(taken));
    this.#snapshots.add(taken);
    return shape;
  }

  /** Takes the rows, chunk by chunk, while changes are buffered; then joins the stream. */
  async #snapshot(shape: Shape): Promise<void> {
    const { view, definition, handle } = shape;
    const bounds = await inSnapshot(this.pool, (client) =>
      takeSnapshot(client, {
        info: view.info,
        selected: view.selected,
        where: view.where?.sql,
        dir: this.dir,
        handle,
        threshold: this.#options.chunkBytes,
        isEmpty: definition.log === 'changes_only',
        onChunk: (sum, isLast) => {
          shape.sums.push(sum);
          if (!isLast) shape.wake();
        },
      }),
    );
    await this.#settle(shape, bounds);
    // Ended meanwhile: what was written after that goes too.
    if (shape.isRotated) this.#removeFromDisk(handle);
  }

  /** Takes in what arrived meanwhile, then lets the shape join the stream. */
  async #settle(shape: Shape, bounds: SnapshotBounds): Promise<void> {
    shape.bounds = bounds;
    for (
      let transaction = shape.buffered?.shift();
      transaction !== undefined && !shape.isRotated;
      transaction = shape.buffered?.shift()
    ) {
      if (!shape.wants(transaction)) continue;
      const entries = await entriesFor(shape.view, transaction, this.#options.fragment);
      if (shape.isRotated) return;
      this.#store.append(new Map([[shape.handle, entries]]), this.globalLsn);
      shape.appended(entries);
    }
    // Between here and the stream's next transaction nothing waits, so that none can slip through.
    if (!shape.isRotated) this.#save(shape);
    shape.buffered = undefined;
    shape.isComplete = true;
    shape.wake();
  }

  #save(shape: Shape): void {
    this.#store.save({
      handle: shape.handle,
      key: shape.key,
      definition: shape.definition,
      signature: shape.view.info.signature,
      chunks: shape.sums,
      bounds: shape.bounds === undefined ? null : keepBounds(shape.bounds),
    });
  }

  /**
   * A transaction of the stream: entries for every shape it touches and the new position go to the disk at once, then
   * those who wait are woken.
   */
  async #take(transaction: Transaction, truncated: readonly number[]): Promise<void> {
    // Sent again after a reconnect or a restart; position and log are kept together, so it is known to be in.
    if (transaction.lsn <= this.globalLsn) return;
    for (const oid of truncated) for (const shape of this.#shapes.ofTable(oid)) this.rotate(shape, 'table');
    const entries = await this.#entriesOf(transaction);
    // This took so long that the connection was given up, and the next one has brought it.
    if (transaction.lsn <= this.globalLsn) return;
    this.#append(entries, transaction.lsn);
    this.globalLsn = Math.max(this.globalLsn, transaction.lsn);
    this.#health.kept();
    for (const [handle, list] of entries) {
      const shape = this.#shapes.byHandle(handle);
      if (shape === undefined) continue;
      shape.appended(list);
      if (shape.logSize > Math.max(this.#options.logFloor ?? LOG_FLOOR, LOG_TIMES_SNAPSHOT * shape.snapshotSize))
        this.rotate(shape, 'size');
      else shape.wake();
    }
  }

  /** What a transaction means to each shape. Shapes in the making keep it for later, once, however often it is sent. */
  async #entriesOf(transaction: Transaction): Promise<Map<string, LogEntry[]>> {
    const entries = new Map<string, LogEntry[]>();
    const oids = new Set(transaction.changes.map((change) => change.oid));
    for (const shape of [...oids].flatMap((oid) => this.#shapes.ofTable(oid))) {
      if (shape.buffered !== undefined) {
        if ((shape.buffered.at(-1)?.lsn ?? 0) < transaction.lsn) shape.buffered.push(transaction);
        continue;
      }
      const hadBounds = shape.bounds !== undefined;
      if (!shape.wants(transaction) || (shape.last !== undefined && transaction.lsn <= shape.last.tx)) continue;
      if (hadBounds && shape.bounds === undefined) this.#save(shape);
      const list = await entriesFor(shape.view, transaction, this.#options.fragment);
      if (list.length > 0 && !shape.isRotated) entries.set(shape.handle, list);
    }
    return entries;
  }

  #append(entries: Map<string, LogEntry[]>, lsn: number): void {
    for (const handle of entries.keys()) if (this.#shapes.byHandle(handle) === undefined) entries.delete(handle);
    try {
      this.#store.append(entries, lsn);
    } catch (error) {
      this.#heal(error);
      entries.clear();
    }
  }

  #compareRelation(relation: Relation): void {
    const signature = signatureOf(relation.schema, relation.table, relation.columns);
    for (const shape of this.#shapes.all()) {
      const { info } = shape.view;
      const isSameName = info.schema === relation.schema && info.table === relation.table;
      if ((info.oid === relation.oid && info.signature !== signature) || (isSameName && info.oid !== relation.oid))
        this.rotate(shape, 'table');
    }
  }

  /**
   * Ends the shapes of tables that were dropped, made anew, renamed or taken out of the stream: no change would ever
   * say so.
   */
  async lookAtTables(): Promise<void> {
    const carried = await carriedTables(this.pool, this.#publication, this.#shapes.tables);
    for (const shape of this.#shapes.all()) {
      const { oid, schema, table } = shape.view.info;
      if (carried.get(oid) !== `${schema}.${table}`) this.rotate(shape, 'table');
    }
  }

  /** Ends a shape: whoever waits gets 409 and starts anew. */
  rotate(shape: Shape, cause: RotationCause = 'asked'): void {
    if (shape.isRotated) return;
    shape.isRotated = true;
    this.#health.begunAnew(cause);
    this.#shapes.remove(shape);
    this.#removeFromDisk(shape.handle);
    shape.wake();
  }

  #endAll(cause: RotationCause): void {
    for (const shape of this.#shapes.all()) this.rotate(shape, cause);
  }

  #removeFromDisk(handle: string): void {
    for (const file of this.#verified.keys())
      if (file.startsWith(chunkFile(this.dir, handle, 0).slice(0, -'0.json'.length))) this.#verified.delete(file);
    try {
      this.#store.remove(handle);
      this.#unremoved.delete(handle);
    } catch (error) {
      this.#unremoved.add(handle);
      this.#report(error);
    }
  }

  /** Ends all shapes of a table. */
  rotateTable(table: string): void {
    for (const shape of this.#shapes.all()) if (shape.view.info.table === table) this.rotate(shape);
  }

  /** Ends the shape of a definition when its table is no longer the one that it was made from. */
  async rotateIfAltered(definition: ShapeDefinition): Promise<void> {
    const shape = this.#shapes.byText(definition);
    if (shape === undefined) return;
    const info = await readTableInfo(this.pool, definition.schema, definition.table);
    if (info?.signature !== shape.view.info.signature || info.oid !== shape.view.info.oid) this.rotate(shape, 'table');
  }

  /**
   * Makes durable what arrived, and tells Postgres. Where that fails, Postgres hears from us all the same, with the
   * position of before.
   */
  async #sync(): Promise<void> {
    try {
      for (const handle of this.#unremoved) this.#removeFromDisk(handle);
      // Nothing is under way: what lies between the last change and here concerns no shape, and Postgres need not keep
      // it.
      const lsn = Math.max(this.globalLsn, this.#idle);
      if (lsn > this.#synced && this.#unremoved.size === 0) {
        this.#store.sync({ lsn: String(this.globalLsn), acknowledged: String(lsn) });
        this.#synced = lsn;
      }
    } catch (error) {
      if (isDamage(error)) this.#heal(error);
      else this.#report(error);
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
  return missing.length > 0
    ? `The list of columns must include all primary key columns, missing: ${missing.join(', ')}`
    : undefined;
}

function keepBounds(bounds: SnapshotBounds): string {
  return JSON.stringify({
    xmin: String(bounds.xmin),
    xmax: String(bounds.xmax),
    xip: [...bounds.inProgress].map(String),
    lsn: String(bounds.lsn),
  });
}

function reviveBounds(text: string): SnapshotBounds {
  const { xmin, xmax, xip, lsn } = JSON.parse(text) as { xmin: string; xmax: string; xip: string[]; lsn: string };
  return { xmin: BigInt(xmin), xmax: BigInt(xmax), inProgress: new Set(xip.map(BigInt)), lsn: BigInt(lsn) };
}
