/**
 * Wires the stations of sync together: connect, listen, load or catch up, apply; and one place for waiting and trying again.
 * Everything that comes down goes through one loop, so that two alignments never overlap; the way up has a loop of its own (`uplink.ts`).
 */
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import type { SyncFindings } from '../../shared/ipc/views.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import { isPastInDoubt } from '../outbox/identity.ts';
import { pendingCount } from '../outbox/outbox.ts';
import type { Replica } from '../replica/replica.ts';
import { Aligner } from './aligner.ts';
import { DEADLINES, type Deadlines } from './deadlines.ts';
import { listen } from './doorbell.ts';
import { DriftWatch, QUIET_MS } from './drift.ts';
import { Findings } from './findings.ts';
import { ShapeLost } from './first-load.ts';
import { type HubClient, HubFailure } from './hub-client.ts';
import { nextState, retryDelayMs, type SyncEvent, type SyncState } from './sync-state.ts';
import { Uplink, type UplinkState } from './uplink.ts';
import { Waker } from './waker.ts';

export interface SyncDeps {
  readonly replica: Replica;
  readonly client: HubClient;
  readonly deviceId: string;
  readonly now: () => Date;
  readonly random: () => number;
  /** Milliseconds on a clock that never jumps; waiting goes by it, because a laptop's own may fall back by years. */
  readonly monotonic?: () => number;
  readonly deadlines?: Deadlines | undefined;
  readonly onState: (state: SyncState) => void;
  readonly onError: (error: unknown) => void;
}

const SAFETY_NET_MS = 5 * 60 * 1000;
/** Faults of our own are not the network's: they are tried again ever more rarely. */
const LAST_INTERNAL_DELAY_MS = 60_000;
/** Rotated shapes are gone and made anew at once, unless that goes on and on. */
const LOST_AT_ONCE = 3;
/** Whoever waits for a sync waits as long as something moves. */
const STILL_MS = 120_000;

/** States in which the end of a session is no failure: whoever led there has ended it. */
const ENDED: ReadonlySet<SyncState['name']> = new Set<SyncState['name']>(['off', 'needs-auth', 'outdated']);

export class SyncEngine {
  readonly #deps: SyncDeps;
  readonly #monotonic: () => number;
  readonly #deadlines: Deadlines;
  readonly #waker = new Waker();
  readonly #uplink: Uplink;
  #state: SyncState = { name: 'off' };
  #aligner: Aligner | undefined;
  #session: AbortController | undefined;
  #isStopped = false;
  #isOffline = false;
  #running: Promise<void> | undefined;
  #wantsAll = false;
  #wantsRefetch = false;
  #waitUntil = 0;
  /** Failures since something last came down or was taken in. */
  #failures = 0;
  #movedAt = 0;
  #syncedAt = -Infinity;
  #syncedUpTo: Promise<unknown> = Promise.resolve();
  readonly #findings: Findings;
  readonly #drift: DriftWatch;
  #suspect: TableName | undefined;
  /** Since when everything is sent and something unconfirmed. */
  #silentSince: number | undefined;
  /** Shape requests so far, the doorbell's not counted. */
  requests = 0;
  /** When the replica last stood at the hub's latest commit. */
  lastSyncedAt: string | undefined;

  constructor(deps: SyncDeps) {
    this.#deps = deps;
    this.#monotonic = deps.monotonic ?? (() => performance.now());
    this.#deadlines = deps.deadlines ?? DEADLINES;
    this.#findings = new Findings(deps.onError);
    this.#drift = new DriftWatch(deps.replica, deps.client);
    this.#uplink = new Uplink({
      ...deps,
      monotonic: this.#monotonic,
      onState: (state) => {
        this.#movedAt = this.#monotonic();
        deps.onState(this.#state);
        // From now on it is waited for the hub's word on what was sent.
        if (state.name === 'idle') this.#waker.wake();
      },
      onForgotten: () => {
        this.#wantsRefetch = true;
        this.#waker.wake();
      },
      onRefused: ({ kind, code }) => (kind === 'outdated' ? this.#outdated() : this.#unauthorized(code)),
    });
    deps.replica.onChange((tables) => {
      if (tables.has('outbox')) this.poke();
    });
    this.lastSyncedAt = deps.replica.meta('last_synced_at');
  }

  get state(): SyncState {
    return this.#state;
  }

  /** The way up, which goes on while reading is away. */
  get uplink(): UplinkState {
    return this.#uplink.state;
  }

  /** Columns that the hub sent and this version does not know: they are left out. */
  get unknownParts(): readonly string[] {
    return this.#findings.unknown;
  }

  /** Tables of this version that the hub does not know. */
  get absentTables(): readonly TableName[] {
    return this.#findings.absent;
  }

  /** Tables that differed from the hub's and were fetched anew since the app was started, the latest last. */
  get drifted(): Findings['drifted'] {
    return this.#findings.drifted;
  }

  /** All of that, as people are told of it. */
  get found(): SyncFindings {
    return this.#findings.told;
  }

  /** A table that may have drifted is compared as soon as possible. */
  suspect(table: TableName): void {
    this.#suspect = table;
    this.#waker.wake();
  }

  #on(event: SyncEvent): void {
    const next = nextState(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.#deps.onState(next);
  }

  /** Begins, and goes on until `stop`. Does nothing while the person wants no network. */
  start(): void {
    if (this.#isOffline || this.#isStopped) return;
    this.#on({ name: 'switchOn' });
    this.#uplink.start();
    this.#running ??= this.#loop();
    this.#waker.wake();
  }

  /** The person wants no network, or wants it again. */
  setOffline(isOffline: boolean): void {
    this.#isOffline = isOffline;
    if (isOffline) {
      this.#on({ name: 'switchOff' });
      this.#uplink.pause();
      this.#session?.abort();
    } else this.start();
    this.#waker.wake();
  }

  /** Now, not later: after waking from sleep, when a network appears, or because somebody pressed «retry». */
  retryNow(): void {
    this.#on({ name: 'retry' });
    this.#uplink.retryNow();
    this.#wantsAll = true;
    this.#waker.wake();
  }

  signedIn(): void {
    this.#on({ name: 'signedIn' });
    this.#uplink.retryNow();
    this.#waker.wake();
  }

  /** There is something to push. */
  poke(): void {
    this.#uplink.poke();
  }

  /** Ends everything that is under way, and waits for it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#session?.abort();
    this.#waker.wake();
    await Promise.all([this.#running, this.#uplink.stop()]);
  }

  async #loop(): Promise<void> {
    while (!this.#isStopped) {
      const state = this.#state;
      if (state.name === 'off' || state.name === 'needs-auth') {
        await this.#waker.pause(SAFETY_NET_MS);
        continue;
      }
      if (state.name === 'outdated') {
        await this.#waker.pause(SAFETY_NET_MS);
        if (this.#state === state) this.retryNow();
        continue;
      }
      if (state.name === 'waiting') {
        const left = this.#waitUntil - this.#monotonic();
        if (left > 0) await this.#waker.pause(left);
        if (this.#state === state && this.#waitUntil <= this.#monotonic()) this.#on({ name: 'retry' });
        continue;
      }
      await this.#runSession();
    }
  }

  async #runSession(): Promise<void> {
    const session = new AbortController();
    this.#session = session;
    try {
      await this.#connected(session);
    } catch (error) {
      if (!this.#isStopped && !ENDED.has(this.#state.name)) this.#failed(error);
    } finally {
      session.abort();
      this.#aligner = undefined;
    }
  }

  #unauthorized(reason: string): void {
    this.#on({ name: 'unauthorized', reason });
    this.#session?.abort();
    this.#waker.wake();
  }

  #outdated(): void {
    this.#on({ name: 'outdated' });
    this.#session?.abort();
    this.#waker.wake();
  }

  /** One function decides what a failure leads to. */
  #failed(error: unknown): void {
    const { random, now } = this.#deps;
    if (error instanceof HubFailure && (error.kind === 'unauthorized' || error.kind === 'revoked')) {
      this.#on({ name: 'unauthorized', reason: error.code });
      return;
    }
    if (error instanceof HubFailure && error.kind === 'outdated') {
      this.#on({ name: 'outdated' });
      return;
    }
    const isExpected = error instanceof HubFailure || error instanceof ShapeLost;
    if (!isExpected) this.#deps.onError(error);
    this.#failures += 1;
    const reason =
      error instanceof HubFailure || error instanceof AppError
        ? error.code
        : isExpected
          ? 'hub.answer'
          : `internal: ${errorText(error)}`;
    const atLeast =
      error instanceof HubFailure
        ? (error.retryAfterMs ?? 0)
        : isExpected
          ? 0
          : Math.min(LAST_INTERNAL_DELAY_MS, 500 * 2 ** Math.min(this.#failures, 10));
    const delayMs =
      error instanceof ShapeLost && this.#failures <= LOST_AT_ONCE ? 50 : retryDelayMs(this.#failures, random, atLeast);
    this.#waitUntil = this.#monotonic() + delayMs;
    this.#on({ name: 'failed', reason, now: now().getTime(), delayMs, attempt: this.#failures });
  }

  async #connected(session: AbortController): Promise<void> {
    const { replica, client } = this.#deps;
    const { signal } = session;
    await client.renew();
    if (client.clockOffsetMs !== undefined) await replica.setMeta({ clock_offset_ms: String(client.clockOffsetMs) });
    signal.throwIfAborted();
    const aligner = new Aligner({
      ...this.#deps,
      monotonic: this.#monotonic,
      deadlines: this.#deadlines,
      waker: this.#waker,
      signal,
      onRequest: () => {
        this.requests += 1;
      },
      onApplied: () => this.#applied(),
      onLoading: ({ done, total }) => {
        this.#movedAt = this.#monotonic();
        this.#on({ name: 'progress', done, total });
      },
      onUnknown: (what) => this.#findings.noteUnknown(what),
      onAbsent: (table) => this.#findings.noteAbsent(table),
    });
    this.#aligner = aligner;
    const bell = this.#listen(session, aligner);
    await Promise.race([bell.ready, bell.lost]);
    this.#on({ name: 'connected' });
    this.#uplink.doubt();
    const work = this.#work(aligner, signal);
    try {
      await Promise.race([work, bell.lost]);
    } finally {
      session.abort();
      // Whichever ended it: the other one's end is awaited, so that no session works beside the next.
      await work.catch(() => undefined);
    }
  }

  #listen(
    session: AbortController,
    aligner: Aligner,
  ): { readonly ready: Promise<void>; readonly lost: Promise<never> } {
    const ready = Promise.withResolvers<void>();
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => undefined);
    listen(
      this.#deps.client,
      {
        onReady: () => ready.resolve(),
        onRing: (ring) => {
          aligner.ring(ring);
          this.#waker.wake();
        },
        onLost: (failure) => {
          lost.reject(failure);
          session.abort();
        },
      },
      session.signal,
    );
    // Switching off or closing in the middle of connecting ends the wait as well.
    session.signal.addEventListener(
      'abort',
      () => lost.reject(new HubFailure('unreachable', 'hub.unreachable', 'the session was ended')),
      { once: true },
    );
    return { ready: ready.promise, lost: lost.promise };
  }

  async #work(aligner: Aligner, signal: AbortSignal): Promise<void> {
    // A load ends at a commit of its own; everybody else looks at all tables once after connecting.
    const isLoaded = this.#deps.replica.meta('loaded') !== undefined;
    if (!isLoaded) await aligner.load();
    this.#wantsAll = isLoaded;
    let checkedAt = this.#monotonic();
    for (;;) {
      signal.throwIfAborted();
      if (this.#deps.client.isHistoryNew) await this.#takeNewHistory(aligner, signal);
      if (this.#wantsRefetch) {
        this.#wantsRefetch = false;
        await aligner.refetch();
      }
      if (this.#wantsAll || this.#monotonic() - checkedAt > SAFETY_NET_MS) {
        this.#wantsAll = false;
        const isRound = this.#monotonic() - checkedAt > SAFETY_NET_MS;
        checkedAt = this.#monotonic();
        await aligner.alignAll();
        if (isRound) this.#suspect ??= this.#drift.next(aligner.quietFor(QUIET_MS));
      }
      if (this.#suspect !== undefined) await this.#lookForDrift(aligner, signal);
      if (aligner.hasRings) {
        this.#on({ name: 'bell' });
        await aligner.answer();
      }
      if (this.#hasWork()) continue;
      this.#caughtUp();
      if (this.#isWordDue()) {
        this.#uplink.doubt();
        this.#wantsAll = true;
        continue;
      }
      await this.#waker.pause(this.#silentSince === undefined ? SAFETY_NET_MS : this.#deadlines.wordMs, signal);
    }
  }

  /** Whether everything was sent and the hub's word on it has not come down for so long that it may have been lost with the hub, or on the way. */
  #isWordDue(): boolean {
    if (!this.#uplink.isQuiet || pendingCount(this.#deps.replica) === 0) this.#silentSince = undefined;
    else this.#silentSince ??= this.#monotonic();
    if (this.#silentSince === undefined || this.#monotonic() - this.#silentSince < this.#deadlines.wordMs) return false;
    this.#silentSince = undefined;
    return true;
  }

  /** A difference that is still there after everything has been caught up with once more is none that was on its way. */
  async #lookForDrift(aligner: Aligner, signal: AbortSignal): Promise<void> {
    const table = this.#suspect;
    this.#suspect = undefined;
    if (table === undefined || (await this.#drift.compare(table, signal)) === undefined) return;
    await aligner.alignAll();
    const drift = await this.#drift.compare(table, signal);
    if (drift === undefined) return;
    await aligner.refetch([table]);
    this.#findings.noteDrift(drift, this.#deps.now());
  }

  #hasWork(): boolean {
    return (
      this.#suspect !== undefined ||
      this.#aligner?.hasRings === true ||
      this.#wantsAll ||
      this.#wantsRefetch ||
      this.#deps.client.isHistoryNew
    );
  }

  /** The hub was restored from a backup: what it forgot is offered again, the rest is fetched anew, and only then its history is ours. */
  async #takeNewHistory(aligner: Aligner, signal: AbortSignal): Promise<void> {
    await this.#uplink.offerForNewHistory(signal);
    await aligner.refetch();
    this.#deps.client.acceptHistory();
  }

  /** A commit became visible: that is progress. Its word on where this device stands may be that the pasts differ. */
  #applied(): void {
    this.#failures = 0;
    this.#movedAt = this.#monotonic();
    if (isPastInDoubt(this.#deps.replica, this.#deps.deviceId)) this.#uplink.doubt();
  }

  /** Fetches every table again and replaces what differs: for a replica that does not equal the hub although it should. Rejects as `syncOnce`. */
  async refetch(): Promise<void> {
    if (!this.#isOffline) this.#wantsRefetch = true;
    this.#waker.wake();
    await this.syncOnce();
  }

  #caughtUp(): void {
    this.lastSyncedAt = this.#deps.now().toISOString();
    this.#syncedAt = this.#monotonic();
    this.#on({ name: 'caughtUp' });
  }

  /**
   * Pushes and pulls until nothing is pending and the replica stands at or past the hub as of this call. Rejects with HubFailure when somebody must
   * sign in, when the person wants no network, and when nothing has moved for two minutes; a later call starts afresh.
   */
  syncOnce(): Promise<void> {
    const run = this.#syncedUpTo.then(() => this.#untilSynced());
    this.#syncedUpTo = run.catch(() => undefined);
    return run;
  }

  async #untilSynced(): Promise<void> {
    this.start();
    this.#wantsAll = true;
    this.poke();
    this.#waker.wake();
    const since = this.#monotonic();
    this.#movedAt = since;
    for (;;) {
      if (this.#isOffline)
        throw new HubFailure(
          'unreachable',
          'hub.unreachable',
          'this laptop works offline because somebody wants it so',
        );
      if (this.#isStopped) throw new HubFailure('unreachable', 'hub.unreachable', 'the app is closing');
      if (this.#state.name === 'needs-auth')
        throw new HubFailure('unauthorized', this.#state.reason, 'somebody must sign in');
      if (this.#state.name === 'outdated')
        throw new HubFailure('outdated', 'release.tooOld', 'this laptop must be updated');
      const isDone =
        this.#state.name === 'live' &&
        !this.#hasWork() &&
        this.#uplink.isQuiet &&
        pendingCount(this.#deps.replica) === 0;
      if (isDone && this.#syncedAt >= since) return;
      if (this.#monotonic() - this.#movedAt > STILL_MS)
        throw new HubFailure('unreachable', 'hub.unreachable', 'nothing has moved for two minutes');
      await new Promise((done) => {
        setTimeout(done, 5);
      });
    }
  }
}
