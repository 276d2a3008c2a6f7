/** The replication stream: committed transactions in commit order, one at a time, with backpressure. */
import { LogicalReplicationService, PgoutputPlugin } from 'pg-logical-replication';
import type pg from 'pg';
import type { RowChange, Transaction } from './change-messages.ts';
import { parsePgOutput, type PgOutputMessage, type Relation } from './pgoutput.ts';
import { quoteIdentifier } from './table-info.ts';

export interface StreamEvents {
  readonly onTransaction: (transaction: Transaction, truncated: readonly number[]) => Promise<void>;
  readonly onRelation: (relation: Relation) => void;
  readonly onError: (error: Error) => void;
}

/** The library's plugin with our parser: its own turns values into JavaScript types. */
class TextPgOutput extends PgoutputPlugin {
  override parse(buffer: Buffer): ReturnType<PgoutputPlugin['parse']> {
    return parsePgOutput(buffer) as unknown as ReturnType<PgoutputPlugin['parse']>;
  }
}

/** Text settings under which the log must speak (Electric's display settings). */
const OPTIONS = '-c DateStyle=ISO,DMY -c TimeZone=UTC -c IntervalStyle=iso_8601 -c extra_float_digits=1 -c bytea_output=hex';

/** Makes publication and slot where they are missing. Answers whether the slot was there already. */
export async function ensureSlot(pool: pg.Pool, slot: string, publication: string): Promise<boolean> {
  const { rowCount: hasPublication } = await pool.query('SELECT 1 FROM pg_publication WHERE pubname = $1', [publication]);
  if (hasPublication === 0) await pool.query(`CREATE PUBLICATION ${quoteIdentifier(publication)}`);
  const { rows } = await pool.query<{ lost: boolean }>("SELECT wal_status = 'lost' AS lost FROM pg_replication_slots WHERE slot_name = $1", [slot]);
  if (rows[0]?.lost === false) return true;
  if (rows[0] !== undefined) await pool.query('SELECT pg_drop_replication_slot($1)', [slot]);
  await pool.query("SELECT pg_create_logical_replication_slot($1, 'pgoutput')", [slot]);
  return false;
}

export class ReplicationStream {
  readonly #url: string;
  #service: LogicalReplicationService | undefined;
  readonly #slot: string;
  readonly #publication: string;
  readonly #events: StreamEvents;
  #open: { lsn: number; xid: number; changes: RowChange[]; truncated: number[] } | undefined;
  #stopped = false;
  #failures = 0;

  constructor(url: string, slot: string, publication: string, events: StreamEvents) {
    this.#slot = slot;
    this.#publication = publication;
    this.#events = events;
    this.#url = url;
  }

  /** One connection, one service: the library remembers positions that it received but never handed over, so none is used twice. */
  #connect(onStart: () => void): LogicalReplicationService {
    const service = new LogicalReplicationService({ connectionString: this.#url, application_name: 'offstage-shapes', options: OPTIONS } as pg.ClientConfig,
      { acknowledge: { auto: false, timeoutSeconds: 0 }, flowControl: { enabled: true } });
    service.once('start', onStart);
    service.on('data', (_lsn: string, message: unknown) => this.#take(message as PgOutputMessage));
    service.on('error', (error: Error) => this.#events.onError(error));
    return service;
  }

  /** Reads until stopped; reconnects with growing pauses when the connection breaks. Resolves once the first connection streams. */
  start(): Promise<void> {
    return new Promise<void>((done) => { void this.#run(done); });
  }

  async #run(onStart: () => void): Promise<void> {
    while (!this.#stopped) {
      const startedAt = Date.now();
      try {
        this.#open = undefined;
        this.#service = this.#connect(onStart);
        await this.#service.subscribe(new TextPgOutput({ protoVersion: 1, publicationNames: [this.#publication] }), this.#slot, '0/00000000');
      } catch (error) {
        if (!this.#stopped) this.#events.onError(error instanceof Error ? error : new Error(String(error)));
      }
      this.#failures = Date.now() - startedAt > 30_000 ? 0 : this.#failures + 1;
      if (!this.#stopped) await new Promise((done) => { setTimeout(done, Math.min(100 * 2 ** this.#failures, 10_000)); });
    }
  }

  async #take(message: PgOutputMessage): Promise<void> {
    switch (message.tag) {
      case 'begin':
        this.#open = { lsn: Number(message.finalLsn), xid: message.xid, changes: [], truncated: [] };
        return;
      case 'relation':
        this.#events.onRelation(message.relation);
        return;
      case 'insert':
        return this.#change('insert', message.oid, undefined, message.next);
      case 'update':
        return this.#change('update', message.oid, message.old, message.next);
      case 'delete':
        return this.#change('delete', message.oid, message.old, undefined);
      case 'truncate':
        this.#open?.truncated.push(...message.oids);
        return;
      case 'commit':
        if (this.#open !== undefined) await this.#events.onTransaction({ lsn: this.#open.lsn, xid: this.#open.xid, changes: this.#open.changes }, this.#open.truncated);
        this.#open = undefined;
        return;
      default:
    }
  }

  #change(kind: RowChange['kind'], oid: number, old: RowChange['old'], next: RowChange['next']): void {
    const changes = this.#open?.changes;
    changes?.push({ kind, oid, old, next, op: changes.length * 2 });
  }

  /** Tells Postgres that everything up to here is safe with us. */
  async acknowledge(lsn: number): Promise<void> {
    const value = BigInt(lsn);
    await this.#service?.acknowledge(`${(value >> 32n).toString(16).toUpperCase()}/${(value & 0xffffffffn).toString(16).toUpperCase()}`);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#service?.destroy();
  }
}
