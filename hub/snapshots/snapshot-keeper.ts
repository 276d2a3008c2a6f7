/**
 * Keeps a snapshot for each theatre and set of visible columns in which somebody has asked for one. Whoever asks first
 * hears that there is none and loads row by row; one is made meanwhile, one at a time on this hub. It is made anew when
 * the theatre has moved on, and is never given out across a restore or to somebody whose shapes are others.
 */
import type { Logger } from 'pino';
import { errorText } from '../../shared/base/asserts.ts';
import type { SnapshotReply } from '../../shared/protocol/snapshot.ts';
import { historySql } from '../admin/history.ts';
import type { HubDatabase } from '../database.ts';
import { faults } from '../fault-points.ts';
import type { ShapeUpstream } from '../shapes/shape-upstream.ts';
import type { ColumnSet } from './column-set.ts';
import { askUpstream, makeSnapshot, type ShapeSource } from './maker.ts';
import { shapeAt } from './read-shape.ts';
import { type Kept, SnapshotStore } from './snapshot-store.ts';
import { hasRows } from './theatre-size.ts';

/** When a snapshot is worth making, and how long it is worth keeping. */
export interface SnapshotLimits {
  /** A theatre of fewer rows is loaded row by row as fast. */
  readonly minimumRows: number;
  /** So many changes, as a share of the rows, and a snapshot is made anew. */
  readonly changedShare: number;
  /** And after so long at any rate. */
  readonly maxAgeMs: number;
  /** Of the rows, as many may belong to shapes that have ended: a laptop fetches those tables by themselves. */
  readonly lostShare: number;
  /** Between two attempts for one column set. */
  readonly againMs: number;
  /** What was found out about a snapshot's shapes is good for so long. */
  readonly lookMs: number;
  /** One that nobody has taken for so long goes; a replaced one after `replacedMs`, for who is in the middle of it. */
  readonly unusedMs: number;
  readonly replacedMs: number;
  /** For one answer of the source of shapes: one that falls silent must not keep the next snapshots from being made. */
  readonly answerMs: number;
  /** Of one person; a line that breaks every few seconds still gets through. */
  readonly requestsPerMinute: number;
}

const HOUR_MS = 3_600_000;
/**
 * What holds unless a test says otherwise. A new laptop catches up with five of a hundred rows quickly; of more it is
 * faster to take a new snapshot.
 */
export const SNAPSHOT_LIMITS: SnapshotLimits = {
  minimumRows: 5000,
  changedShare: 0.05,
  maxAgeMs: 24 * HOUR_MS,
  lostShare: 0.1,
  againMs: HOUR_MS / 6,
  lookMs: 60_000,
  unusedMs: 14 * 24 * HOUR_MS,
  replacedMs: HOUR_MS,
  answerMs: HOUR_MS / 12,
  requestsPerMinute: 60,
};

/** `dir` is the keeper’s own: whatever lies there and is not whole is erased at the start. */
export interface KeeperDeps {
  readonly dir: string;
  readonly database: Pick<HubDatabase, 'pool'>;
  readonly upstream: ShapeUpstream;
  readonly now: () => Date;
  readonly log: Logger;
  readonly limits?: Partial<SnapshotLimits> | undefined;
}

/** How far the shapes of a snapshot have gone on without it. */
interface Behind {
  readonly at: number;
  /** At least so many changes; no more are counted than one answer holds. */
  readonly changes: number;
  readonly lostRows: number;
}

/** `bytes` are those of the files, compressed. */
export interface SnapshotsHealth {
  readonly kept: number;
  readonly bytes: number;
  readonly isMaking: boolean;
  /** Why the last attempt failed, while none has succeeded since. */
  readonly problem: string | null;
}

/** One per hub. It makes one snapshot at a time, whatever is asked for; giving one out waits for no making. */
export class SnapshotKeeper {
  readonly #deps: KeeperDeps;
  readonly #limits: SnapshotLimits;
  readonly #source: ShapeSource;
  readonly #store: SnapshotStore;
  readonly #end = new AbortController();
  /** Column sets that wait for their turn, or had it a moment ago; by when they may have another. */
  readonly #asked = new Map<string, number>();
  readonly #behind = new Map<string, Behind>();
  #making: Promise<void> = Promise.resolve();
  #waiting = 0;
  #problem: string | null = null;
  /** How many were made since the hub was started. */
  made = 0;

  constructor(deps: KeeperDeps) {
    this.#deps = deps;
    this.#limits = { ...SNAPSHOT_LIMITS, ...deps.limits };
    this.#source = { upstream: deps.upstream, answerMs: this.#limits.answerMs };
    this.#store = new SnapshotStore(deps.dir);
  }

  get requestsPerMinute(): number {
    return this.#limits.requestsPerMinute;
  }

  /**
   * The snapshot for a column set: the one that somebody has begun to take, where it is still good, else the newest.
   * Undefined where there is none; then it is made, unless the theatre is small.
   */
  async offer(set: ColumnSet, begun?: string): Promise<SnapshotReply | undefined> {
    const good = await this.#good(set);
    const chosen = good.find(({ reply }) => reply.id === begun) ?? good[0];
    if (chosen === undefined) {
      this.#want(set);
      return undefined;
    }
    const behind = await this.#lookAt(chosen);
    const { rows, madeAt } = chosen.reply;
    if (behind.lostRows > rows * this.#limits.lostShare) {
      this.#store.remove(chosen);
      this.#want(set);
      return undefined;
    }
    const age = this.#deps.now().getTime() - Date.parse(madeAt);
    const isNewest = chosen === good[0];
    if (isNewest && (behind.changes > rows * this.#limits.changedShare || age > this.#limits.maxAgeMs)) this.#want(set);
    return chosen.reply;
  }

  /** A snapshot to be read, for somebody whose column set is this one; undefined where it is gone. */
  async open(set: ColumnSet, id: string): Promise<{ readonly kept: Kept; readonly file: string } | undefined> {
    const kept = (await this.#good(set)).find(({ reply }) => reply.id === id);
    if (kept === undefined) return undefined;
    this.#store.touch(kept, this.#deps.now());
    return { kept, file: this.#store.fileOf(kept) };
  }

  health(): SnapshotsHealth {
    const all = this.#store.all();
    const bytes = all.reduce((sum, { reply }) => sum + reply.pieces.reduce((part, piece) => part + piece.bytes, 0), 0);
    return { kept: all.length, bytes, isMaking: this.#waiting > 0, problem: this.#problem };
  }

  /** For whoever waits until nothing is being made. */
  async idle(): Promise<void> {
    while (this.#waiting > 0) await this.#making;
  }

  async stop(): Promise<void> {
    this.#end.abort(new Error('the hub is being stopped'));
    await this.#making;
  }

  /** Those of the hub's present history, the newest first; the others are of no use to anybody. */
  async #good(set: ColumnSet): Promise<Kept[]> {
    const all = this.#store.of(set.key);
    if (all.length === 0) return all;
    const history = await this.#history(set.theaterId);
    for (const kept of all) if (kept.reply.historyId !== history) this.#store.remove(kept);
    return all.filter(({ reply }) => reply.historyId === history);
  }

  async #history(theaterId: string): Promise<string> {
    const { rows } = await this.#deps.database.pool.query<{ id: string | null }>(`SELECT ${historySql('$1')} AS id`, [
      theaterId,
    ]);
    return rows[0]?.id ?? '';
  }

  /** Asks every shape from where the snapshot stands, as a laptop will. */
  async #lookAt({ stands, reply }: Kept): Promise<Behind> {
    const known = this.#behind.get(reply.id);
    if (known !== undefined && performance.now() - known.at < this.#limits.lookMs) return known;
    const found = { changes: 0, lostRows: 0 };
    for (const { query, handle, offset, rows } of stands) {
      const { status, body } = await askUpstream(this.#source, shapeAt(query, { handle, offset }), this.#end.signal);
      // «Out of bounds» is a shape of another life.
      if (status === 409 || status === 400) found.lostRows += rows;
      else found.changes += body.split('"operation"').length - 1;
    }
    const behind = { at: performance.now(), ...found };
    this.#behind.set(reply.id, behind);
    return behind;
  }

  /** Puts a column set in the queue, unless it is there or had its turn within `againMs`. */
  #want(set: ColumnSet): void {
    if (this.#end.signal.aborted || (this.#asked.get(set.key) ?? -Infinity) > performance.now()) return;
    this.#asked.set(set.key, Infinity);
    this.#waiting += 1;
    this.#making = this.#making
      .then(() => this.#make(set))
      .then(
        () => {
          this.#problem = null;
        },
        (error: unknown) => {
          if (this.#end.signal.aborted) return;
          this.#problem = errorText(error).slice(0, 300);
          this.#deps.log.warn({ err: error }, 'a snapshot for new laptops could not be made');
        },
      )
      .finally(() => {
        this.#waiting -= 1;
        this.#asked.set(set.key, performance.now() + this.#limits.againMs);
        this.#store.clear();
      });
  }

  /** Makes one, in a thread. Nothing is kept of it where the hub’s history changed meanwhile, or the hub is stopped. */
  async #make({ key, theaterId, shapes }: ColumnSet): Promise<void> {
    const { signal } = this.#end;
    const { database, now } = this.#deps;
    this.#sweep(key);
    if (signal.aborted || !(await hasRows(database, theaterId, this.#limits.minimumRows))) return;
    const historyId = await this.#history(theaterId);
    const madeAt = now().toISOString();
    this.#store.clear();
    const { stands, id, bytes, pieces, schema } = await makeSnapshot(
      { shapes, ...this.#store.underWay },
      this.#source,
      signal,
    );
    faults.at('snapshot.made');
    // A restore in the middle: half of it is of another history.
    if ((await this.#history(theaterId)) !== historyId) return;
    const rows = stands.reduce((sum, stand) => sum + stand.rows, 0);
    this.#store.add({
      key,
      theaterId,
      stands: [...stands],
      reply: { id, schema, historyId, madeAt, rows, bytes, pieces },
    });
    this.made += 1;
    this.#sweep(key);
  }

  /** Lets go of what was replaced a while ago, and of what nobody takes any more. */
  #sweep(key: string): void {
    const at = this.#deps.now().getTime();
    const [, ...replaced] = this.#store.of(key);
    for (const kept of this.#store.all()) {
      const limit = replaced.includes(kept) ? this.#limits.replacedMs : this.#limits.unusedMs;
      if (at - this.#store.takenAt(kept) > limit) this.#store.remove(kept);
    }
  }
}
