/**
 * The replication stream: committed transactions in commit order, one at a time, with backpressure. A transaction that
 * could not be taken in ends the connection: the next one begins at what was acknowledged, so that nothing is skipped.
 */

import { Socket } from 'node:net';
import { LogicalReplicationService, PgoutputPlugin } from 'pg-logical-replication';
import { asError } from '../../../shared/base/as-error.ts';
import type { HubDeadlines } from '../../deadlines.ts';
import { faults } from '../../fault-points.ts';
import type { RowChange, Transaction } from './change-messages.ts';
import { type PgOutputMessage, parsePgOutput, type Relation, type Tuple } from './pgoutput.ts';
import { farewell, orClosed, StreamPace, StreamPatience } from './stream-patience.ts';

/** Which slot is read, of which database. */
export interface StreamSource {
  readonly databaseUrl: string;
  readonly slot: string;
  readonly publication: string;
  readonly deadlines: Pick<HubDeadlines, 'takeMs' | 'silenceMs'>;
  /** For tests: waits between two connections. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** What the owner of the stream does with it. Each call is waited for before the next: that is the backpressure. */
export interface StreamEvents {
  /** Before each connection: makes sure that there is a slot to read. What it throws is reported, and tried again. */
  readonly beforeConnect: () => Promise<void>;
  /** `truncated`: tables whose rows are gone, or changed too much at once to be told. */
  readonly onTransaction: (transaction: Transaction, truncated: readonly number[]) => Promise<void>;
  readonly onRelation: (relation: Relation) => void;
  /**
   * The server says how far its log goes. `read`: the last byte before which nothing is left to come, while nothing is
   * under way. `wantsAnswer`: the server waits for an acknowledgement, at its shutdown for ever.
   */
  readonly onKeepalive: (read: number | undefined, wantsAnswer: boolean) => Promise<void>;
  readonly onStreaming: () => void;
  readonly onError: (error: Error) => void;
}

/** The library's plugin with our parser: its own turns values into JavaScript types. Counts what has come in. */
class TextPgOutput extends PgoutputPlugin {
  received = 0;
  override parse(buffer: Buffer): ReturnType<PgoutputPlugin['parse']> {
    this.received += 1;
    return parsePgOutput(buffer) as unknown as ReturnType<PgoutputPlugin['parse']>;
  }
}

/** Text settings under which the log must speak (Electric's display settings). */
const OPTIONS =
  '-c DateStyle=ISO,DMY -c TimeZone=UTC -c IntervalStyle=iso_8601 -c extra_float_digits=1 -c bytea_output=hex';
/** Beyond this a transaction is not kept in memory: its tables are fetched again (Electric's `max_txn_size`). */
const MAX_TRANSACTION_BYTES = 250 * 1024 * 1024;

interface Open {
  readonly lsn: number;
  readonly xid: number;
  readonly changes: RowChange[];
  readonly truncated: Set<number>;
  bytes: number;
}

/**
 * One per slot: Postgres lets one connection read it. The owner acknowledges by `acknowledge`, once what it took in is
 * durable.
 */
export class ReplicationStream {
  readonly #source: StreamSource;
  readonly #events: StreamEvents;
  #service: LogicalReplicationService | undefined;
  #socket: Socket | undefined;
  #open: Open | undefined;
  #handled = 0;
  readonly #patience: StreamPatience;
  readonly #pace = new StreamPace();
  #stopped = false;
  #endPause: () => void = () => undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(source: StreamSource, events: StreamEvents) {
    this.#source = source;
    this.#patience = new StreamPatience(source.deadlines);
    this.#events = events;
  }

  /**
   * Reads until stopped; reconnects with growing pauses when the connection breaks. Resolves once the first connection
   * streams.
   */
  start(): Promise<void> {
    return new Promise<void>((done) => {
      this.#ended = this.#run(done);
    });
  }

  async #run(onStart: () => void): Promise<void> {
    while (!this.#stopped) {
      await this.#connectOnce(onStart).catch((error: unknown) => {
        if (!this.#stopped) this.#events.onError(asError(error));
      });
      if (!this.#stopped) await (this.#source.pause ?? this.#pause)(this.#pace.ended());
    }
    onStart();
  }

  readonly #pause = (milliseconds: number): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, milliseconds);
      this.#endPause = () => {
        clearTimeout(timer);
        done();
      };
    });

  /** One connection, from beginning to end; whatever ends it, Postgres is rid of it before the next one begins. */
  async #connectOnce(onStart: () => void): Promise<void> {
    await this.#events.beforeConnect();
    if (this.#stopped) return;
    this.#open = undefined;
    this.#handled = 0;
    const socket = new Socket();
    const plugin = new TextPgOutput({ protoVersion: 1, publicationNames: [this.#source.publication] });
    const failure: { error: Error | undefined } = { error: undefined };
    const service = this.#serviceOn(socket, plugin, failure);
    service.once('start', () => {
      this.#events.onStreaming();
      onStart();
    });
    this.#service = service;
    this.#socket = socket;
    try {
      await orClosed(service.subscribe(plugin, this.#source.slot, '0/00000000'), socket);
    } catch (error) {
      throw failure.error ?? error;
    } finally {
      this.#service = undefined;
      await farewell(service, socket);
    }
    if (failure.error !== undefined) throw failure.error;
  }

  /** The library remembers positions that it received but never handed over, so no service is used twice. */
  #serviceOn(socket: Socket, plugin: TextPgOutput, failure: { error: Error | undefined }): LogicalReplicationService {
    const config = {
      connectionString: this.#source.databaseUrl,
      application_name: 'offstage-shapes',
      options: OPTIONS,
      stream: () => socket,
    };
    const service = new LogicalReplicationService(config, {
      acknowledge: { auto: false, timeoutSeconds: 0 },
      flowControl: { enabled: true },
    });
    const end = (error: Error): void => {
      failure.error ??= error;
      socket.destroy();
    };
    this.#patience.watch(socket, end);
    service.on('data', async (_lsn: string, message: unknown) => {
      // The library goes on with what it has already received when a handler fails: after a failure nothing more is
      // taken in.
      if (failure.error !== undefined) return;
      try {
        await this.#patience.inTime(this.#take(message as PgOutputMessage));
        this.#handled += 1;
      } catch (error) {
        end(asError(error));
      } finally {
        this.#patience.heard();
      }
    });
    service.on('heartbeat', async (lsn: string, _time: number, wantsAnswer: boolean) => {
      this.#patience.heard();
      if (failure.error !== undefined) return;
      const isIdle = this.#open === undefined && this.#handled === plugin.received;
      // What begins at this very position may be the next transaction's commit, which has not come yet.
      const read = isIdle ? lsnOf(lsn) - 1 : undefined;
      try {
        await this.#events.onKeepalive(read, wantsAnswer);
        if (read !== undefined) this.#pace.reached(read);
      } catch (error) {
        end(asError(error));
      }
    });
    service.on('error', (error: Error) => end(error));
    return service;
  }

  /**
   * One message of the stream. Changes are gathered until their commit: protocol version 1 sends transactions whole, in
   * commit order, one after another.
   */
  async #take(message: PgOutputMessage): Promise<void> {
    switch (message.tag) {
      case 'begin':
        this.#open = { lsn: Number(message.finalLsn), xid: message.xid, changes: [], truncated: new Set(), bytes: 0 };
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
        for (const oid of message.oids) this.#open?.truncated.add(oid);
        return;
      case 'commit':
        await this.#commit();
        return;
      default:
    }
  }

  async #commit(): Promise<void> {
    const open = this.#open;
    await faults.during('stream.received');
    if (open !== undefined) {
      await this.#events.onTransaction({ lsn: open.lsn, xid: open.xid, changes: open.changes }, [...open.truncated]);
      this.#pace.reached(open.lsn);
    }
    // Where it took too long, another connection may be in the middle of the same transaction.
    if (this.#open === open) this.#open = undefined;
  }

  #change(kind: RowChange['kind'], oid: number, old: RowChange['old'], next: RowChange['next']): void {
    const open = this.#open;
    if (open === undefined) return;
    open.bytes += sizeOf(old) + sizeOf(next);
    if (open.bytes > MAX_TRANSACTION_BYTES) {
      open.truncated.add(oid);
      for (const change of open.changes) open.truncated.add(change.oid);
      open.changes.length = 0;
      return;
    }
    open.changes.push({ kind, oid, old, next, op: open.changes.length * 2 });
  }

  /**
   * Tells Postgres that everything up to this byte is safe with us; on the wire goes the one after it, where the next
   * connection begins.
   */
  async acknowledge(lsn: number): Promise<void> {
    const value = BigInt(lsn);
    await this.#service?.acknowledge(
      `${(value >> 32n).toString(16).toUpperCase()}/${(value & 0xffffffffn).toString(16).toUpperCase()}`,
      this.#patience.isTimeToAsk,
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#endPause();
    if (this.#service !== undefined && this.#socket !== undefined) await farewell(this.#service, this.#socket);
    await this.#ended;
  }
}

function lsnOf(text: string): number {
  const [high = '0', low = '0'] = text.split('/');
  return Number((BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`));
}

const sizeOf = (tuple: Tuple | undefined): number =>
  tuple?.reduce<number>((sum, value) => sum + (value?.length ?? 0), 0) ?? 0;
