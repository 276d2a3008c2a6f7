/**
 * The way down, in a loop of its own: connects, listens to the doorbell, loads or catches up, applies. Everything that
 * comes down goes through this loop, so that two alignments never overlap; what others want fetched they ask for here.
 *
 * A round connects where there is no session, does whatever asks for attention, and rests until the bell rings. Any
 * failure ends the session; the next begins from the positions that are stored.
 */
import { replicatedTables, type TableName } from '../../shared/schema/catalog.ts';
import type { Replica } from '../replica/replica.ts';
import { Aligner } from './aligner.ts';
import type { Deadlines } from './deadlines.ts';
import { listen } from './doorbell.ts';
import { isRefusal, OUTDATED_MS, reasonOf } from './failures.ts';
import { ShapeLost } from './first-load.ts';
import { type HubClient, HubFailure } from './hub-client.ts';
import { Loop } from './loop.ts';
import { nextState, retryDelayMs, type SyncEvent, type SyncState } from './sync-state.ts';
import { Waker } from './waker.ts';

/** What the way down needs, and whom it tells. */
export interface DownlinkDeps {
  readonly replica: Replica;
  readonly client: HubClient;
  readonly deviceId: string;
  readonly now: () => Date;
  readonly random: () => number;
  /** Milliseconds on a clock that never jumps; waiting goes by it, because a laptop's own may fall back by years. */
  readonly monotonic: () => number;
  readonly deadlines: Deadlines;
  readonly onState: (state: SyncState) => void;
  /** A session has begun: from here on every commit will ring. */
  readonly onConnected: () => void;
  /** It has ended, for whatever reason. */
  readonly onDisconnected: () => void;
  /** The hub has another history than this laptop knew: nothing more is read before that is settled. */
  readonly onHeld: () => void;
  /** A commit became visible. */
  readonly onApplied: () => void;
  /** Rows of a first load have arrived. */
  readonly onLoading: () => void;
  /** The hub sent a column that this version does not know. */
  readonly onUnknown: (what: string) => void;
  /** The hub is of an earlier release and does not know the table. */
  readonly onAbsent: (table: TableName) => void;
  readonly onError: (error: unknown) => void;
}

/** All tables are looked at so often, whether or not the bell rang. */
const SAFETY_NET_MS = 5 * 60_000;
/** The first answer of the doorbell takes no longer: each of its requests has a deadline of its own. */
const READY_MS = 60_000;
/** Faults of our own are not the network's: they are tried again ever more rarely. */
const LAST_INTERNAL_DELAY_MS = 60_000;
/** Rotated shapes are gone and made anew at once, unless that goes on and on. */
const LOST_AT_ONCE = 3;

/** Something that another part wants fetched, and waits for. */
interface Errand {
  readonly run: (aligner: Aligner) => Promise<void>;
  readonly done: PromiseWithResolvers<void>;
}

/** From one connection to its end. */
interface Session {
  readonly end: AbortController;
  readonly aligner: Aligner;
  readonly errands: Errand[];
  /** Everything has been looked at once since connecting. */
  isLooked: boolean;
  /** Why the doorbell ended. */
  lost: HubFailure | undefined;
}

/** One per engine. `#state` is changed by `#on` alone, from events; a session is replaced, never mended. */
export class Downlink {
  readonly #deps: DownlinkDeps;
  readonly #loop: Loop;
  /** Wakes whoever waits for a ring within a round. */
  readonly #rung = new Waker();
  #state: SyncState = { name: 'off' };
  #session: Session | undefined;
  #wantsAll = false;
  #wantsRefetch = false;
  #alignedAt = 0;
  /**
   * The most rows of a first load that have ever arrived: one that begins anew makes no progress before it passes them.
   */
  #loaded = 0;
  /** When the replica last stood at the hub's latest commit, on the monotonic clock. */
  syncedAt = -Infinity;
  /** The same, as a time to show. */
  lastSyncedAt: string | undefined;
  /** Shape requests so far, the doorbell's not counted. */
  requests = 0;

  constructor(deps: DownlinkDeps) {
    this.#deps = deps;
    this.#loop = new Loop({
      round: () => this.#round(),
      failed: (error, failures) => this.#failed(error, failures),
      monotonic: deps.monotonic,
    });
    this.lastSyncedAt = deps.replica.meta('last_synced_at');
  }

  get state(): SyncState {
    return this.#state;
  }

  #on(event: SyncEvent): void {
    const next = nextState(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.#deps.onState(next);
  }

  /** Begins, and goes on until `pause` or `stop`. */
  start(): void {
    const isOff = this.#state.name === 'off';
    this.#on({ name: 'switchOn' });
    if (isOff) this.#loop.start();
  }

  /** The person wants no network. */
  pause(): void {
    this.#on({ name: 'switchOff' });
    this.#loop.halt();
    this.#endSession();
  }

  /** Now, not later, and everything. Nothing happens where only a person can help. */
  retryNow(): void {
    this.#on({ name: 'retry' });
    this.#wantsAll = true;
    if (this.#state.name !== 'off' && this.#state.name !== 'needs-auth') this.#loop.start();
  }

  /** Somebody has signed in: what only a person could help with may be over. */
  signedIn(): void {
    if (this.#state.name !== 'needs-auth') return;
    this.#on({ name: 'signedIn' });
    this.#loop.start();
  }

  /** Another part was told that the hub does not take this laptop's word any more, or nothing of its release. */
  refuse(failure: HubFailure): void {
    if (this.#state.name === 'off') return;
    this.#loop.halt(this.#refused(failure));
    this.#endSession();
    this.#loop.wake();
  }

  /** Answers how long nothing helps. */
  #refused(failure: HubFailure): number {
    const isOutdated = failure.kind === 'outdated';
    this.#on(isOutdated ? { name: 'outdated' } : { name: 'unauthorized', reason: failure.code });
    return isOutdated ? OUTDATED_MS : Infinity;
  }

  /** All tables are caught up with, as soon as that may be. */
  wantAll(): void {
    this.#wantsAll = true;
    this.#loop.wake();
  }

  /** All tables are fetched again and what differs is replaced, in this session or in a later one. */
  wantRefetch(): void {
    this.#wantsRefetch = true;
    this.#loop.wake();
  }

  /** Looks again, whether what held it up has been settled. */
  wake(): void {
    this.#loop.wake();
  }

  /** Whether something is left to do that is known of. */
  get hasWork(): boolean {
    const { errands = [], aligner } = this.#session ?? {};
    return this.#wantsAll || this.#wantsRefetch || errands.length > 0 || aligner?.hasRings === true;
  }

  /** Tables in which nothing has changed for a while; none where there is no session. */
  quietFor(milliseconds: number): readonly TableName[] {
    return this.#session?.aligner.quietFor(milliseconds) ?? [];
  }

  /** Brings all tables to a commit of their own. Rejects with what ended the session, and where there is none. */
  alignAll(): Promise<void> {
    return this.#ask((aligner) => aligner.alignAll());
  }

  /** Fetches tables again and replaces what differs. Rejects as `alignAll`. */
  refetch(tables: readonly TableName[] = replicatedTables): Promise<void> {
    return this.#ask((aligner) => aligner.refetch(tables));
  }

  /** Ends for good, and waits for the round under way. */
  async stop(): Promise<void> {
    this.#loop.halt();
    this.#endSession();
    await this.#loop.stop();
  }

  #ask(run: Errand['run']): Promise<void> {
    if (this.#session === undefined) return Promise.reject(ended());
    const done = Promise.withResolvers<void>();
    this.#session.errands.push({ run, done });
    this.#loop.wake();
    return done.promise;
  }

  #endSession(failure: Error = ended()): void {
    const session = this.#session;
    if (session === undefined) return;
    this.#session = undefined;
    session.end.abort();
    for (const { done } of session.errands.splice(0)) done.reject(failure);
    this.#deps.onDisconnected();
  }

  async #round(): Promise<number> {
    this.#on({ name: 'retry' });
    const session = (this.#session ??= this.#newSession());
    try {
      session.end.signal.throwIfAborted();
      if (!session.isLooked) await this.#begin(session);
      return await this.#work(session);
    } catch (error) {
      const failure = session.lost ?? error;
      if (this.#session === session) this.#endSession(failure instanceof Error ? failure : ended());
      throw failure;
    }
  }

  /**
   * An aligner of its own, from the positions that are stored. Rows of a first load count as progress only beyond what
   * had ever arrived, or a load that always breaks at one place would never back off.
   */
  #newSession(): Session {
    const end = new AbortController();
    const aligner = new Aligner({
      ...this.#deps,
      waker: this.#rung,
      signal: end.signal,
      onRequest: () => {
        this.requests += 1;
      },
      onApplied: () => {
        this.#loop.progressed();
        this.#deps.onApplied();
      },
      onLoading: ({ done, total }) => {
        if (done > this.#loaded) this.#loop.progressed();
        this.#loaded = Math.max(this.#loaded, done);
        this.#deps.onLoading();
        if (!end.signal.aborted) this.#on({ name: 'progress', done, total });
      },
    });
    return { end, aligner, errands: [], isLooked: false, lost: undefined };
  }

  async #begin(session: Session): Promise<void> {
    const { replica, client, onConnected } = this.#deps;
    const { signal } = session.end;
    await client.renew(signal);
    if (client.clockOffsetMs !== undefined) await replica.setMeta({ clock_offset_ms: String(client.clockOffsetMs) });
    if (client.hubRelease !== undefined) await replica.setMeta({ hub_release: client.hubRelease });
    signal.throwIfAborted();
    await this.#listen(session);
    signal.throwIfAborted();
    this.#on({ name: 'connected' });
    onConnected();
    // A load ends at a commit of its own; everybody else looks at all tables once after connecting.
    const isLoaded = replica.meta('loaded') !== undefined;
    // Whoever asks while it loads may mean a later commit: that is not forgotten.
    this.#wantsAll = isLoaded;
    if (!isLoaded) await session.aligner.load();
    this.#alignedAt = this.#deps.monotonic();
    session.isLooked = true;
  }

  /** Resolves once every further commit will ring. */
  async #listen(session: Session): Promise<void> {
    const { signal } = session.end;
    const ready = Promise.withResolvers<void>();
    ready.promise.catch(() => undefined);
    const events = {
      onReady: () => ready.resolve(),
      onRing: (ring: Parameters<Aligner['ring']>[0]) => {
        session.aligner.ring(ring);
        this.#rung.wake();
        this.#loop.wake();
      },
      onLost: (failure: HubFailure) => {
        session.lost = failure;
        session.end.abort();
        this.#loop.wake();
      },
    };
    signal.addEventListener('abort', () => ready.reject(session.lost ?? ended()), { once: true });
    const timer = setTimeout(
      () => ready.reject(new HubFailure('busy', 'shapes.silent', 'the doorbell does not answer')),
      READY_MS,
    );
    try {
      listen(this.#deps.client, events, signal);
      await ready.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Does whatever asks for attention until nothing does; answers how long to rest. What it says of the state it says
   * while the session lasts: whoever ended it has said why, and that must not be overruled.
   */
  async #work(session: Session): Promise<number> {
    const { client, monotonic, onHeld } = this.#deps;
    const { aligner, end } = session;
    let isNews = this.#state.name !== 'live';
    do {
      end.signal.throwIfAborted();
      isNews ||= this.hasWork;
      await this.#runErrands(session);
      end.signal.throwIfAborted();
      if (client.isHistoryNew) {
        if (this.#state.name !== 'catching-up') this.#on({ name: 'connected' });
        onHeld();
        return SAFETY_NET_MS;
      }
      if (this.#wantsRefetch) await this.#refetchAll(aligner);
      if (this.#wantsAll || monotonic() - this.#alignedAt >= SAFETY_NET_MS) {
        isNews = true;
        await this.#lookAtAll(aligner);
      }
      if (aligner.hasRings) {
        this.#on({ name: 'bell' });
        await aligner.answer();
      }
    } while (this.hasWork || client.isHistoryNew);
    end.signal.throwIfAborted();
    this.lastSyncedAt = this.#deps.now().toISOString();
    this.syncedAt = monotonic();
    if (isNews) this.#on({ name: 'caughtUp' });
    return Math.max(1, this.#alignedAt + SAFETY_NET_MS - monotonic());
  }

  /**
   * Everything, past a commit of our own where somebody wants the latest, or where nothing has shown for a while that
   * what is written on the hub comes down. Where others' commits have shown it, none is made: each would ring on every
   * laptop of the theatre.
   */
  async #lookAtAll(aligner: Aligner): Promise<void> {
    const isLatest = this.#wantsAll || !aligner.hasRung;
    this.#wantsAll = false;
    this.#alignedAt = this.#deps.monotonic();
    await (isLatest ? aligner.alignAll() : aligner.alignToRung());
  }

  async #runErrands({ aligner, errands }: Session): Promise<void> {
    for (let [errand] = errands; errand !== undefined; [errand] = errands) {
      // What fails ends the session: there whoever waits hears of it, when nobody takes the session for alive any more.
      await errand.run(aligner);
      errands.shift();
      errand.done.resolve();
    }
  }

  /** What failed is still wanted. */
  async #refetchAll(aligner: Aligner): Promise<void> {
    this.#wantsRefetch = false;
    try {
      await aligner.refetch();
    } catch (error) {
      this.#wantsRefetch = true;
      throw error;
    }
  }

  /** One function decides what a failure leads to; answers how long to wait. */
  #failed(error: unknown, failures: number): number {
    const { random, now, onError } = this.#deps;
    if (isRefusal(error)) return this.#refused(error);
    if (!(error instanceof HubFailure || error instanceof ShapeLost)) onError(error);
    const reason = error instanceof ShapeLost ? 'hub.answer' : reasonOf(error);
    const delayMs = delayAfter(error, failures, random);
    this.#on({ name: 'failed', reason, now: now().getTime(), delayMs, attempt: failures });
    return delayMs;
  }
}

const ended = (): HubFailure => new HubFailure('unreachable', 'hub.unreachable', 'the session was ended');

/** How long to wait after the nth failure in a row, in milliseconds. */
function delayAfter(error: unknown, failures: number, random: () => number): number {
  if (error instanceof ShapeLost) return failures <= LOST_AT_ONCE ? 50 : retryDelayMs(failures, random);
  if (error instanceof HubFailure) return retryDelayMs(failures, random, error.retryAfterMs ?? 0);
  return retryDelayMs(failures, random, Math.min(LAST_INTERNAL_DELAY_MS, 500 * 2 ** Math.min(failures, 10)));
}
