/**
 * Wires the parts of sync together: the way up, the way down, and the watch over the history that both share. Each has
 * a loop, waiting and an end of its own; here is only who tells whom. (The search index needs no hub: `indexer.ts`.)
 */
import type { SyncFindings } from '../../shared/ipc/views.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import { pendingCount } from '../outbox/outbox.ts';
import type { Replica } from '../replica/replica.ts';
import { DEADLINES, type Deadlines } from './deadlines.ts';
import { Downlink } from './downlink.ts';
import { Findings } from './findings.ts';
import { HistoryWatch } from './history-watch.ts';
import { type HubClient, HubFailure } from './hub-client.ts';
import { composed, type SyncState } from './sync-state.ts';
import { Uplink, type UplinkState } from './uplink.ts';
import { Waker } from './waker.ts';

/** What goes along with sync: on and off with it, and tries again when it does. */
export interface Along {
  start(): void;
  pause(): void;
  retryNow(): void;
  stop(): Promise<void>;
}

/** What sync needs; clock, randomness and monotonic time come from outside, so that tests decide them. */
export interface SyncDeps {
  readonly replica: Replica;
  readonly client: HubClient;
  readonly deviceId: string;
  readonly now: () => Date;
  readonly random: () => number;
  /** Milliseconds on a clock that never jumps; waiting goes by it, because a laptop's own may fall back by years. */
  readonly monotonic?: () => number;
  readonly deadlines?: Deadlines | undefined;
  readonly along?: Along | undefined;
  readonly onState: (state: SyncState) => void;
  readonly onError: (error: unknown) => void;
}

/** Whoever waits for a sync waits as long as something moves. */
const STILL_MS = 120_000;
/** And looks so often besides whenever a part says that it has changed. */
const LOOK_MS = 10;

/** One per signed-in replica. `stop` ends all parts; an engine is not started twice after that. */
export class SyncEngine {
  readonly #deps: SyncDeps;
  readonly #monotonic: () => number;
  readonly #uplink: Uplink;
  readonly #downlink: Downlink;
  readonly #watch: HistoryWatch;
  readonly #findings: Findings;
  readonly #changed = new Waker();
  #isStopped = false;
  #isOffline = false;
  #movedAt = 0;
  #syncedUpTo: Promise<unknown> = Promise.resolve();

  constructor(deps: SyncDeps) {
    this.#deps = deps;
    this.#monotonic = deps.monotonic ?? (() => performance.now());
    this.#findings = new Findings(deps.onError);
    const common = {
      ...deps,
      monotonic: this.#monotonic,
      deadlines: deps.deadlines ?? DEADLINES,
      onRefused: (failure: HubFailure) => this.#downlink.refuse(failure),
    };
    this.#uplink = new Uplink({
      ...common,
      onState: (state) => {
        this.#moved();
        this.#tell();
        // From now on it is waited for the hub's word on what was sent.
        if (state.name === 'idle') this.#watch.wake();
      },
      onForgotten: () => this.#downlink.wantRefetch(),
    });
    this.#downlink = new Downlink({
      ...common,
      onState: (state) => {
        this.#tell();
        if (state.name === 'live') this.#watch.wake();
      },
      onConnected: () => {
        this.#uplink.doubt();
        this.#watch.start();
      },
      onDisconnected: () => this.#watch.pause(),
      onHeld: () => this.#watch.wake(),
      onApplied: () => {
        this.#moved();
        this.#watch.applied();
      },
      onLoading: () => this.#moved(),
      onUnknown: (what) => this.#findings.noteUnknown(what),
      onAbsent: (table) => this.#findings.noteAbsent(table),
    });
    this.#watch = new HistoryWatch({
      ...common,
      uplink: this.#uplink,
      downlink: this.#downlink,
      onState: () => this.#tell(),
      onDrift: (drift) => this.#findings.noteDrift(drift, deps.now()),
    });
    deps.replica.onChange((tables) => {
      if (tables.has('outbox')) this.poke();
    });
  }

  /** What people are told. */
  get state(): SyncState {
    return composed(this.#downlink.state, this.#watch.state);
  }

  /** The way up, which goes on while reading is away. */
  get uplink(): UplinkState {
    return this.#uplink.state;
  }

  /** Shape requests so far, the doorbell's not counted. */
  get requests(): number {
    return this.#downlink.requests;
  }

  /** When the replica last stood at the hub's latest commit. */
  get lastSyncedAt(): string | undefined {
    return this.#downlink.lastSyncedAt;
  }

  /** What sync found out by itself since the app was started, as people are told of it. */
  get found(): SyncFindings {
    return this.#findings.told;
  }

  #tell(): void {
    this.#deps.onState(this.state);
    this.#changed.wake();
  }

  #moved(): void {
    this.#movedAt = this.#monotonic();
  }

  /** A table that may have drifted is compared as soon as possible. */
  suspect(table: TableName): void {
    this.#watch.suspect(table);
  }

  /** Begins, and goes on until `stop`. Does nothing while the person wants no network. */
  start(): void {
    if (this.#isOffline || this.#isStopped) return;
    this.#downlink.start();
    this.#uplink.start();
    this.#deps.along?.start();
  }

  /** The person wants no network, or wants it again. */
  setOffline(isOffline: boolean): void {
    this.#isOffline = isOffline;
    if (!isOffline) return this.start();
    this.#downlink.pause();
    this.#uplink.pause();
    this.#deps.along?.pause();
  }

  /** Now, not later: after waking from sleep, when a network appears, or because somebody pressed «retry». */
  retryNow(): void {
    this.#downlink.retryNow();
    this.#uplink.retryNow();
    this.#watch.retryNow();
    this.#deps.along?.retryNow();
  }

  /** A session is there, or is there again. */
  signedIn(): void {
    this.#downlink.signedIn();
    this.#uplink.retryNow();
    this.#deps.along?.retryNow();
  }

  /** There is something to push. */
  poke(): void {
    this.#uplink.poke();
  }

  /** Ends everything that is under way, and waits for it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#changed.wake();
    await Promise.all([this.#downlink.stop(), this.#uplink.stop(), this.#watch.stop(), this.#deps.along?.stop()]);
  }

  /**
   * Fetches every table again and replaces what differs: for a replica that does not equal the hub although it should.
   * Rejects as `syncOnce`.
   */
  async refetch(): Promise<void> {
    if (!this.#isOffline) this.#downlink.wantRefetch();
    await this.syncOnce();
  }

  /**
   * Pushes and pulls until nothing is pending and the replica stands at or past the hub as of this call. Rejects with
   * HubFailure when somebody must sign in, when the person wants no network, and when nothing has moved for two
   * minutes; a later call starts afresh.
   */
  syncOnce(): Promise<void> {
    const run = this.#syncedUpTo.then(() => this.#untilSynced());
    this.#syncedUpTo = run.catch(() => undefined);
    return run;
  }

  async #untilSynced(): Promise<void> {
    this.start();
    this.#downlink.wantAll();
    this.poke();
    const since = this.#monotonic();
    for (this.#movedAt = since; !this.#isSyncedSince(since); ) {
      const obstacle = this.#obstacle();
      if (obstacle !== undefined) throw obstacle;
      await this.#changed.pause(LOOK_MS);
    }
  }

  #isSyncedSince(since: number): boolean {
    const { replica, client } = this.#deps;
    if (this.state.name !== 'live' || this.#downlink.syncedAt < since) return false;
    return !this.#downlink.hasWork && !client.isHistoryNew && this.#uplink.isQuiet && pendingCount(replica) === 0;
  }

  /** Why waiting any longer is of no use. */
  #obstacle(): HubFailure | undefined {
    const unreachable = (why: string): HubFailure => new HubFailure('unreachable', 'hub.unreachable', why);
    const { state } = this;
    if (this.#isOffline) return unreachable('this laptop works offline because somebody wants it so');
    if (this.#isStopped) return unreachable('the app is closing');
    if (state.name === 'needs-auth') return new HubFailure('unauthorized', state.reason, 'somebody must sign in');
    if (state.name === 'outdated') return new HubFailure('outdated', 'release.tooOld', 'this laptop must be updated');
    if (this.#monotonic() - this.#movedAt > STILL_MS) return unreachable('nothing has moved for two minutes');
    return undefined;
  }
}
