/**
 * Reads that cost much and are the same for all who ask: digests, integrity, counts. Whoever asks for the same at the
 * same state of a theatre shares one computation; the answer is kept until the theatre changes. They run on connections
 * of their own, one per theatre at a time, so that no push waits for them.
 */
import { connectDatabase, type HubDatabase } from '../database.ts';

const CONNECTIONS = 3;
const KEPT_MS = 60_000;
const MOST_KEPT = 500;

interface Kept {
  readonly version: string;
  readonly until: number;
  readonly value: Promise<unknown>;
  hasBegun: boolean;
}

export class SharedReads {
  readonly #database: HubDatabase;
  readonly #kept = new Map<string, Kept>();
  readonly #turn = new Map<string, Promise<unknown>>();
  /** How many computations there were; the rest was shared. */
  computed = 0;

  constructor(url: string) {
    this.#database = connectDatabase({ url, size: CONNECTIONS, name: 'offstage-hub-reads' });
  }

  /** For what asks for itself, and must not hold up pushes either. */
  get database(): HubDatabase {
    return this.#database;
  }

  /**
   * What `compute` says of this theatre as it is now, or as it was when somebody asked and nothing has changed since.
   */
  async of<T>(what: string, theaterId: string, compute: (database: HubDatabase) => Promise<T>): Promise<T> {
    const key = `${theaterId} ${what}`;
    const version = await this.#versionOf(theaterId);
    const known = this.#kept.get(key);
    // What has not begun yet will see whatever is there now.
    const isGood =
      known !== undefined && (!known.hasBegun || (known.version === version && known.until > performance.now()));
    if (isGood) return known.value as Promise<T>;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const before = this.#turn.get(theaterId) ?? Promise.resolve();
    const value = before.then(() => {
      kept.hasBegun = true;
      this.computed += 1;
      return compute(this.#database);
    });
    const kept: Kept = { version, until: performance.now() + KEPT_MS, value, hasBegun: false };
    this.#kept.set(key, kept);
    // Who comes next waits for the end, whichever it is; who asked hears of a failure.
    const turn = value.then(
      () => undefined,
      () => {
        if (this.#kept.get(key) === kept) this.#kept.delete(key);
      },
    );
    this.#turn.set(theaterId, turn);
    void turn.then(() => {
      if (this.#turn.get(theaterId) === turn) this.#turn.delete(theaterId);
    });
    return value;
  }

  /** Changes with every commit that concerns the theatre: the doorbell has a row for each. */
  async #versionOf(theaterId: string): Promise<string> {
    const {
      rows: [row],
    } = await this.#database.pool.query<{ version: string }>(
      "SELECT count(*) || ' ' || coalesce(sum(xid::numeric), 0) AS version FROM sync_commits WHERE theater_id = $1",
      [theaterId],
    );
    return row?.version ?? '';
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}
