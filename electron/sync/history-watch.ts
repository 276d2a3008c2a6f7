/**
 * The watch over the past that this laptop and its hub share, in a loop of its own while there is a session:
 * - a hub that was restored from a backup has another history: what it forgot is offered again, the rest is fetched
 *   anew, and only then its history is ours; until then nothing is read;
 * - what was sent is confirmed by data that comes down, in moments; a word that stays out is asked for;
 * - now and then a table is compared with the hub's, and one that has drifted is fetched anew.
 * It decides and asks; sending is the uplink's, fetching the downlink's.
 */
import type { TableName } from '../../shared/schema/catalog.ts';
import { isPastInDoubt } from '../outbox/identity.ts';
import { pendingCount } from '../outbox/outbox.ts';
import type { Replica } from '../replica/replica.ts';
import type { Deadlines } from './deadlines.ts';
import type { Downlink } from './downlink.ts';
import { type Drift, DriftWatch, QUIET_MS } from './drift.ts';
import { isRefusal, reasonOf } from './failures.ts';
import { type HubClient, HubFailure } from './hub-client.ts';
import { Loop } from './loop.ts';
import { retryDelayMs, type WatchState } from './sync-state.ts';
import type { Uplink } from './uplink.ts';

/** It acts through the two ways and fetches nothing itself. */
export interface HistoryWatchDeps {
  readonly replica: Replica;
  readonly client: HubClient;
  readonly deviceId: string;
  readonly now: () => Date;
  readonly random: () => number;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonic: () => number;
  readonly deadlines: Pick<Deadlines, 'wordMs'>;
  readonly uplink: Pick<Uplink, 'isQuiet' | 'doubt' | 'offerForNewHistory'>;
  readonly downlink: Pick<Downlink, 'state' | 'alignAll' | 'refetch' | 'wantAll' | 'wake' | 'quietFor'>;
  readonly onState: (state: WatchState) => void;
  /** The hub does not take this laptop's word any more, or nothing of its release. */
  readonly onRefused: (failure: HubFailure) => void;
  /** A table had drifted from the hub, and was fetched anew. */
  readonly onDrift: (drift: Drift) => void;
  readonly onError: (error: unknown) => void;
}

/** One table is compared so often. */
const DRIFT_MS = 5 * 60_000;
const LONGEST_DELAY_MS = 60_000;

/** One per engine. It holds the way down while the history is unsettled, and is the only one to accept a new one. */
export class HistoryWatch {
  readonly #deps: HistoryWatchDeps;
  readonly #loop: Loop;
  readonly #drift: DriftWatch;
  #state: WatchState = { name: 'watching' };
  /** There is a session: something can be asked. */
  #isOn = false;
  /** When a table is compared next, on the monotonic clock. */
  #compareAt: number;
  /** The table that somebody suspects; else it is the turn of one that is quiet. */
  #suspect: TableName | undefined;
  /** How often in a row the hub could not say what it has. */
  #misses = 0;
  /** Since when everything is sent and something unconfirmed. */
  #silentSince: number | undefined;

  constructor(deps: HistoryWatchDeps) {
    this.#deps = deps;
    this.#drift = new DriftWatch(deps.replica, deps.client);
    this.#compareAt = deps.monotonic() + DRIFT_MS;
    this.#loop = new Loop({
      round: (signal) => this.#round(signal),
      failed: (error, failures) => this.#failed(error, failures),
      monotonic: deps.monotonic,
    });
  }

  get state(): WatchState {
    return this.#state;
  }

  #on(state: WatchState): void {
    if (state.name === this.#state.name && state.name !== 'waiting') return;
    this.#state = state;
    this.#deps.onState(state);
  }

  /** A session has begun. */
  start(): void {
    this.#isOn = true;
    // What changed in an earlier session is not known to this one: a table is called quiet after a while of its own.
    if (this.#suspect === undefined) this.#compareAt = Math.max(this.#compareAt, this.#deps.monotonic() + QUIET_MS);
    this.#loop.start();
  }

  /** It has ended. */
  pause(): void {
    this.#isOn = false;
    this.#loop.halt();
    this.#silentSince = undefined;
    this.#on({ name: 'watching' });
  }

  /** Now, not later. Nothing happens while there is no session. */
  retryNow(): void {
    if (this.#isOn) this.#loop.start();
  }

  /** Something was sent or came down, or the hub has named another history. */
  wake(): void {
    this.#loop.wake();
  }

  /** A table that may have drifted is compared as soon as possible. */
  suspect(table: TableName): void {
    this.#suspect = table;
    this.#compareAt = this.#deps.monotonic();
    this.#loop.wake();
  }

  /** A commit became visible. Its word on where this device stands may be that the pasts differ: the hub is asked. */
  applied(): void {
    if (isPastInDoubt(this.#deps.replica, this.#deps.deviceId)) this.#deps.uplink.doubt();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  async #round(signal: AbortSignal): Promise<number> {
    const { client, downlink, monotonic, deadlines } = this.#deps;
    if (client.isHistoryNew) await this.#takeNewHistory(signal);
    this.#on({ name: 'watching' });
    if (downlink.state.name !== 'live') return deadlines.wordMs;
    if (monotonic() >= this.#compareAt) await this.#lookForDrift(signal);
    // Nothing is left that it wanted of the hub.
    this.#loop.progressed();
    return Math.max(1, Math.min(this.#word(), this.#compareAt - monotonic()));
  }

  /**
   * Order matters: the hub is offered what it forgot, then everything is fetched anew, then its history counts as ours.
   * A death on the way begins again.
   */
  async #takeNewHistory(signal: AbortSignal): Promise<void> {
    const { uplink, downlink, client } = this.#deps;
    this.#on({ name: 'settling' });
    const offeredFor = await uplink.offerForNewHistory(signal);
    await downlink.refetch();
    // A hub that was restored once more meanwhile has another history again, for which nothing was offered yet.
    client.acceptHistory(offeredFor);
    this.#loop.progressed();
    downlink.wake();
  }

  /**
   * Whether everything was sent and the hub's word on it has not come down for so long that it may have been lost with
   * the hub, or on the way: then it is asked for. Answers when to look again, in milliseconds.
   */
  #word(): number {
    const { replica, uplink, downlink, monotonic, deadlines } = this.#deps;
    if (!uplink.isQuiet || pendingCount(replica) === 0) {
      this.#silentSince = undefined;
      return DRIFT_MS;
    }
    this.#silentSince ??= monotonic();
    const left = this.#silentSince + deadlines.wordMs - monotonic();
    if (left > 0) return left;
    this.#silentSince = undefined;
    uplink.doubt();
    downlink.wantAll();
    return deadlines.wordMs;
  }

  /** A hub that cannot say what it has delays this alone. */
  async #lookForDrift(signal: AbortSignal): Promise<void> {
    const { downlink, monotonic, random } = this.#deps;
    const table = this.#suspect ?? this.#drift.next(downlink.quietFor(QUIET_MS));
    try {
      if (table !== undefined) await this.#mend(table, signal);
    } catch (error) {
      if (!(error instanceof HubFailure) || isRefusal(error) || signal.aborted) throw error;
      this.#misses += 1;
      this.#compareAt = monotonic() + retryDelayMs(this.#misses, random, error.retryAfterMs ?? 0, LONGEST_DELAY_MS);
      return;
    }
    this.#misses = 0;
    this.#compareAt = monotonic() + DRIFT_MS;
    if (this.#suspect === table) this.#suspect = undefined;
  }

  /**
   * A difference that is still there after everything has been caught up with once more is none that was on its way.
   */
  async #mend(table: TableName, signal: AbortSignal): Promise<void> {
    const { downlink, onDrift, monotonic } = this.#deps;
    if ((await this.#drift.compare(table, signal)) === undefined) return;
    // Fetching that fails ends the session: the next one must not begin with what ended this.
    this.#compareAt = monotonic() + DRIFT_MS;
    await downlink.alignAll();
    const drift = await this.#drift.compare(table, signal);
    if (drift === undefined) return;
    await downlink.refetch([table]);
    onDrift(drift);
  }

  /** What settles a history, or is wrong here; while a history is not settled, people are told that reading waits. */
  #failed(error: unknown, failures: number): number {
    const { client, now, random, onRefused, onError } = this.#deps;
    if (isRefusal(error)) {
      onRefused(error);
      return Infinity;
    }
    const failure = error instanceof HubFailure ? error : undefined;
    if (failure === undefined) onError(error);
    const delayMs = retryDelayMs(failures, random, failure?.retryAfterMs ?? 0, LONGEST_DELAY_MS);
    if (client.isHistoryNew)
      this.#on({
        name: 'waiting',
        attempt: failures,
        until: now().getTime() + delayMs,
        reason: reasonOf(error),
      });
    return delayMs;
  }
}
