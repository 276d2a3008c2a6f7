/**
 * The way up, in a loop of its own: uploading never waits for reading. It knows where this laptop stands on the hub
 * before it sends, and takes a new epoch where one of the two stands behind its own past.
 */
import { comparePast, ownStand, type PastVerdict } from '../outbox/identity.ts';
import { trimJournal } from '../outbox/outbox.ts';
import { type Blame, OtherPast, Pusher } from '../outbox/pusher.ts';
import { reOffer } from '../outbox/re-offer.ts';
import type { Replica } from '../replica/replica.ts';
import { isRefusal, OUTDATED_MS, reasonOf } from './failures.ts';
import { type HubClient, HubFailure } from './hub-client.ts';
import { Loop } from './loop.ts';
import { retryDelayMs } from './sync-state.ts';

/** What the interface may show about the way up. */
export type UplinkState =
  | { readonly name: 'off' | 'idle' | 'sending' }
  | { readonly name: 'waiting'; readonly reason: string };

/** What the way up needs, and whom it tells. */
export interface UplinkDeps {
  readonly replica: Replica;
  readonly client: HubClient;
  readonly deviceId: string;
  readonly now: () => Date;
  readonly random: () => number;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonic: () => number;
  readonly onState: (state: UplinkState) => void;
  /** The hub lacks what it had confirmed: the replica must be fetched anew. */
  readonly onForgotten: () => void;
  /** The hub does not take this laptop's word any more, or nothing from a laptop of this release. */
  readonly onRefused: (failure: HubFailure) => void;
  readonly onError: (error: unknown) => void;
}

/** Statuses of an answer that speak of what was sent; others speak of who sent it, or of the hub. */
const OF_THE_CONTENT = new Set([400, 413, 422]);
/** So many times in a row a new epoch may be begun without anything getting through. */
const MAX_EPOCHS = 5;
/** Whoever has something to send says so; this is the safety net. */
const REST_MS = 5 * 60_000;

/**
 * One per engine. What it sends goes through its pusher; `#exclusive` keeps an offer for a new history and a push
 * apart.
 */
export class Uplink {
  readonly #deps: UplinkDeps;
  readonly #pusher: Pusher;
  readonly #loop: Loop;
  #state: UplinkState = { name: 'off' };
  #isOn = false;
  #isChecked = false;
  #epochsInVain = 0;
  /** The highest number that the hub has ever answered for in this epoch: sending again what it has is no progress. */
  #furthest = 0;
  /** The history for which everything was offered again. */
  #offeredFor: string | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: UplinkDeps) {
    this.#deps = deps;
    const { replica, client } = deps;
    this.#pusher = new Pusher(
      replica,
      (mutations, signal) => client.push(mutations, ownStand(replica).epoch, signal),
      blameOf,
      (lastSequence) => this.#taken(lastSequence),
    );
    this.#loop = new Loop({
      round: (signal) => this.#round(signal),
      failed: (error, failures) => this.#failed(error, failures),
      monotonic: deps.monotonic,
    });
  }

  get state(): UplinkState {
    return this.#state;
  }

  /** Whether nothing is under way, or waits to be sent. */
  get isQuiet(): boolean {
    return !this.#loop.isAsked && this.#state.name !== 'sending';
  }

  #on(state: UplinkState): void {
    if (state.name === this.#state.name && state.name !== 'waiting') return;
    this.#state = state;
    this.#deps.onState(state);
  }

  /** Begins, and goes on until `stop` or `pause`. */
  start(): void {
    this.#isOn = true;
    this.retryNow();
  }

  /** The person wants no network. */
  pause(): void {
    this.#isOn = false;
    this.#loop.halt();
    this.#on({ name: 'off' });
  }

  /** There is something to send. Does not cut a wait short. */
  poke(): void {
    this.#loop.wake();
  }

  /** Now, not later; where the hub stands is asked again. Nothing happens while the person wants no network. */
  retryNow(): void {
    this.#isChecked = false;
    if (this.#isOn) this.#loop.start();
  }

  /** What came down says that the hub and this laptop may not share one past: it is asked. */
  doubt(): void {
    this.#isChecked = false;
    this.poke();
  }

  async stop(): Promise<void> {
    this.pause();
    await this.#loop.stop();
    await this.#turn.catch(() => undefined);
  }

  /**
   * Makes sure that whatever the hub of a new history forgot is offered again. Answers that history, which may not be
   * the hub's any more by the time that somebody acts on it. Throws HubFailure.
   */
  async offerForNewHistory(signal: AbortSignal): Promise<string> {
    const historyId = await this.#exclusive(() => this.#check(signal));
    this.poke();
    return historyId;
  }

  /** One at a time: numbers must not change under a push. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(work);
    this.#turn = run.catch(() => undefined);
    return run;
  }

  async #round(signal: AbortSignal): Promise<number> {
    await this.#exclusive(async () => {
      if (!this.#isChecked || this.#deps.client.isHistoryNew) await this.#check(signal);
      if (signal.aborted || !this.#pusher.hasWork) return;
      this.#on({ name: 'sending' });
      await this.#pusher.drain(signal);
    });
    signal.throwIfAborted();
    // Nothing is left that the hub has not answered.
    this.#loop.progressed();
    this.#on({ name: 'idle' });
    return REST_MS;
  }

  #taken(lastSequence: number): void {
    if (lastSequence <= this.#furthest) return;
    this.#furthest = lastSequence;
    this.#epochsInVain = 0;
    this.#loop.progressed();
  }

  /** Asks where the hub stands and, where the pasts differ, begins a new epoch. Answers the history of that hub. */
  async #check(signal: AbortSignal): Promise<string> {
    const { replica, client, deviceId, now } = this.#deps;
    const own = ownStand(replica);
    const hub = await client.push([], own.epoch, signal);
    const isHistoryNew = client.isHistoryNew && this.#offeredFor !== hub.historyId;
    const verdict: PastVerdict = isHistoryNew || this.#epochsInVain > 0 ? 'forgot' : comparePast(own, hub);
    this.#pusher.reset();
    if (verdict !== 'same') {
      await replica.write('full', (tx) => reOffer(tx, deviceId, hub, now));
      this.#furthest = hub.lastSequence;
      trimJournal(replica);
      if (verdict === 'forgot' && !isHistoryNew) this.#deps.onForgotten();
    }
    this.#offeredFor = hub.historyId;
    this.#isChecked = true;
    return hub.historyId;
  }

  /** One function decides what a failure leads to; answers how long to wait. */
  #failed(error: unknown, failures: number): number {
    const { random, onError, onRefused } = this.#deps;
    this.#isChecked = false;
    if (isRefusal(error)) {
      this.#on({ name: 'waiting', reason: error.code });
      onRefused(error);
      return error.kind === 'outdated' ? OUTDATED_MS : Infinity;
    }
    if (isOtherPast(error) && this.#epochsInVain < MAX_EPOCHS) {
      this.#epochsInVain += 1;
      return 0;
    }
    if (!(error instanceof HubFailure) && !(error instanceof OtherPast)) onError(error);
    this.#on({ name: 'waiting', reason: reasonOf(error) });
    return retryDelayMs(failures, random, error instanceof HubFailure ? (error.retryAfterMs ?? 0) : 0);
  }
}

function isOtherPast(error: unknown): boolean {
  return (
    error instanceof OtherPast ||
    (error instanceof HubFailure && (error.code === 'push.otherPast' || error.code === 'push.gap'))
  );
}

/** By status and code, never by text. */
function blameOf(error: unknown): Blame | undefined {
  if (!(error instanceof HubFailure) || error.status === undefined) return undefined;
  if (error.kind === 'refused' && OF_THE_CONTENT.has(error.status))
    return { when: 'now', status: error.status, code: error.code };
  return error.kind === 'busy' && error.status >= 500
    ? { when: 'repeated', status: error.status, code: error.code }
    : undefined;
}
