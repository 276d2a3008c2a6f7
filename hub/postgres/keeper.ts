/**
 * Keeps a cluster's postmaster alive: looks whether it still is, and starts it again, on the same port, with growing
 * pauses. Whoever is connected connects again by themselves, so nobody else has to hear of it. Where it cannot be
 * started for a long time, that is said once and for all.
 */
import { asError } from '../../shared/base/as-error.ts';
import type { Postmaster } from './postmaster.ts';
import { isAlive } from './processes.ts';

/** What the hub's log and the hub hear of a cluster. */
export interface ClusterEvents {
  /** The postmaster has ended without being told to; it is started again. */
  readonly onDeath?: () => void;
  /** An attempt to start it failed; the next one comes by itself. */
  readonly onFailure?: (error: Error) => void;
  /** It answers again. */
  readonly onRevival?: () => void;
  /** It could not be started for as long as is tried; nothing more is. */
  readonly onLoss?: (error: Error) => void;
}

/** How often and how long it is tried, milliseconds. */
export interface KeeperPace {
  readonly lookEvery: number;
  readonly firstPause: number;
  readonly longestPause: number;
  /** Attempts in a row; with the pauses between them about five minutes. */
  readonly attempts: number;
}

/**
 * Looks often, because a hub without its database takes no work; tries for about five minutes, as long as a recovery
 * may last.
 */
export const KEEPER_PACE: KeeperPace = { lookEvery: 500, firstPause: 250, longestPause: 30_000, attempts: 16 };

/**
 * One per cluster, from its first start to its stop. It knows of a death by the process id alone, and so also of a
 * kill.
 */
export class PostmasterKeeper {
  readonly #bringUp: (signal: AbortSignal) => Promise<Postmaster>;
  readonly #events: ClusterEvents;
  readonly #pace: KeeperPace;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;

  /** `bringUp` resolves with a postmaster that answers, and rejects soon after its signal. */
  constructor(
    postmaster: Postmaster,
    bringUp: (signal: AbortSignal) => Promise<Postmaster>,
    events: ClusterEvents,
    pace: KeeperPace,
  ) {
    this.#bringUp = bringUp;
    this.#events = events;
    this.#pace = pace;
    this.#ended = this.#watch(postmaster.pid);
  }

  /** Nothing is started any more once this has resolved; what runs goes on. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  async #watch(first: number): Promise<void> {
    for (let pid: number | undefined = first; pid !== undefined; ) {
      await this.#pause(this.#pace.lookEvery);
      if (this.#stop.signal.aborted) return;
      if (isAlive(pid)) continue;
      this.#events.onDeath?.();
      pid = (await this.#revive())?.pid;
    }
  }

  /** Undefined where it was stopped meanwhile, or has tried often enough; the latter has been said. */
  async #revive(): Promise<Postmaster | undefined> {
    for (let attempt = 1; !this.#stop.signal.aborted; attempt += 1) {
      try {
        const postmaster = await this.#bringUp(this.#stop.signal);
        this.#events.onRevival?.();
        return postmaster;
      } catch (error) {
        if (this.#stop.signal.aborted) break;
        if (attempt >= this.#pace.attempts) {
          this.#events.onLoss?.(asError(error));
          break;
        }
        this.#events.onFailure?.(asError(error));
        await this.#pause(Math.min(this.#pace.firstPause * 2 ** (attempt - 1), this.#pace.longestPause));
      }
    }
    return undefined;
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((done) => {
      const { signal } = this.#stop;
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        done();
      };
      const timer = setTimeout(finish, milliseconds).unref();
      signal.addEventListener('abort', finish, { once: true });
      if (signal.aborted) finish();
    });
  }
}
