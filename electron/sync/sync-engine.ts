/**
 * Wires the stations of sync together: connect, listen, load or catch up, align, apply, push; and one place for waiting and trying again.
 * Everything that happens goes through one loop, so that two alignments never overlap.
 */
import { replicatedTables, type TableName } from '../../shared/schema/catalog.ts';
import { errorText } from '../../shared/base/asserts.ts';
import { trimJournal, pendingCount } from '../outbox/outbox.ts';
import { Pusher } from '../outbox/pusher.ts';
import { undoAllPending } from '../replica/effects.ts';
import { setMetaIn, type Replica, type WriteTx } from '../replica/replica.ts';
import { indexSlice } from '../replica/search-index.ts';
import { applyBatch, MissingRow, needsRebase, replayPending, takeAcknowledgement, writePositions, type Batch } from './apply-changes.ts';
import { catchUp } from './catch-up.ts';
import { listen, type Ring } from './doorbell.ts';
import { firstLoad, positionsNow, ShapeLost } from './first-load.ts';
import { HubFailure, type HubClient } from './hub-client.ts';
import { forgetSent, hasReOffered, reOffer, retryForgotten } from './re-offer.ts';
import { refetchToStaging, swapStaged } from './refetch.ts';
import { nextState, retryDelayMs, type SyncEvent, type SyncState } from './sync-state.ts';
import { TableCursors, type StoredPosition } from './table-cursors.ts';

export interface SyncDeps {
  readonly replica: Replica;
  readonly client: HubClient;
  readonly deviceId: string;
  readonly now: () => Date;
  readonly random: () => number;
  readonly onState: (state: SyncState) => void;
  readonly onError: (error: unknown) => void;
}

const SAFETY_NET_MS = 5 * 60 * 1000;
const JOURNAL_LIMIT = 200;

export class SyncEngine {
  readonly #deps: SyncDeps;
  readonly #pusher: Pusher;
  #state: SyncState = { name: 'off' };
  #cursors: TableCursors;
  #rings: Ring[] = [];
  #wake: (() => void) | undefined;
  #session: AbortController | undefined;
  #isStopped = false;
  #running: Promise<void> | undefined;
  #wantsPush = true;
  #wantsAll = false;
  #wantsRefetch = false;
  #syncedUpTo: Promise<void> = Promise.resolve();
  /** Shape requests so far, the doorbell's not counted. */
  requests = 0;
  /** When the replica last stood at the hub's latest commit. */
  lastSyncedAt: string | undefined;

  constructor(deps: SyncDeps) {
    this.#deps = deps;
    this.#cursors = new TableCursors(storedPositions(deps.replica));
    this.#pusher = new Pusher(deps.replica, (mutations, signal) => deps.client.push(mutations, signal));
    deps.replica.onChange((tables) => {
      if (tables.has('outbox')) this.poke();
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

  /** Begins, and goes on until `stop`. */
  start(): void {
    this.#on({ name: 'switchOn' });
    this.#running ??= this.#loop();
    this.#wake?.();
  }

  /** The person wants no network, or wants it again. */
  setOffline(isOffline: boolean): void {
    if (isOffline) {
      this.#on({ name: 'switchOff' });
      this.#session?.abort();
    } else this.start();
    this.#wake?.();
  }

  /** Now, not later: after waking from sleep, when a network appears, or because somebody pressed «retry». */
  retryNow(): void {
    this.#on({ name: 'retry' });
    this.#wantsAll = true;
    this.#wake?.();
  }

  signedIn(): void {
    this.#on({ name: 'signedIn' });
    this.#wake?.();
  }

  /** There is something to push. */
  poke(): void {
    this.#wantsPush = true;
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#session?.abort();
    this.#wake?.();
    await this.#running;
  }

  /** Resolves when something wants attention, or after the time. */
  #pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((done) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        this.#wake = undefined;
        done();
      };
      const timer = setTimeout(finish, milliseconds);
      this.#wake = finish;
      signal?.addEventListener('abort', finish, { once: true });
      if (signal?.aborted === true) finish();
    });
  }

  async #loop(): Promise<void> {
    while (!this.#isStopped) {
      const state = this.#state;
      if (state.name === 'off' || state.name === 'needs-auth') {
        await this.#pause(SAFETY_NET_MS);
        continue;
      }
      if (state.name === 'waiting') {
        if (state.until > this.#deps.now().getTime()) await this.#pause(state.until - this.#deps.now().getTime());
        if (this.#state === state && state.until <= this.#deps.now().getTime()) this.#on({ name: 'retry' });
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
      if (!this.#isStopped && this.#state.name !== 'off') this.#failed(error);
    } finally {
      session.abort();
      this.#rings = [];
      this.#pusher.reset();
    }
  }

  /** One function decides what a failure leads to. */
  #failed(error: unknown): void {
    const { random, now } = this.#deps;
    if (error instanceof HubFailure && (error.kind === 'unauthorized' || error.kind === 'revoked')) {
      this.#on({ name: 'unauthorized', reason: error.code });
      return;
    }
    const isExpected = error instanceof HubFailure || error instanceof ShapeLost;
    if (!isExpected) this.#deps.onError(error);
    const attempt = this.#state.name === 'connecting' || this.#state.name === 'waiting' ? this.#state.attempt : 1;
    const reason = error instanceof HubFailure ? error.code : isExpected ? 'hub.answer' : `internal: ${errorText(error)}`;
    const delayMs = error instanceof ShapeLost ? 50 : retryDelayMs(attempt, random, error instanceof HubFailure ? error.retryAfterMs ?? 0 : 0);
    // Positions in memory may be ahead of what was applied: begin from what is stored.
    this.#cursors = new TableCursors(storedPositions(this.#deps.replica));
    this.#on({ name: 'failed', reason, now: now().getTime(), delayMs });
  }

  async #connected(session: AbortController): Promise<void> {
    const { replica, client } = this.#deps;
    await client.renew();
    if (client.clockOffsetMs !== undefined) await replica.setMeta({ clock_offset_ms: String(client.clockOffsetMs) });
    this.#cursors = new TableCursors(storedPositions(replica));
    session.signal.throwIfAborted();
    const failure = this.#listen(session);
    await Promise.race([failure.ready, failure.lost]);
    this.#on({ name: 'connected' });
    const work = this.#work(session);
    work.catch(() => undefined);
    await Promise.race([work, failure.lost]);
  }

  #listen(session: AbortController): { readonly ready: Promise<void>; readonly lost: Promise<never> } {
    const ready = Promise.withResolvers<void>();
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => undefined);
    listen(this.#deps.client, {
      onReady: () => ready.resolve(),
      onRing: (ring) => {
        this.#rings.push(ring);
        this.#wake?.();
      },
      onLost: (failure) => {
        lost.reject(failure);
        session.abort();
      },
    }, session.signal);
    // Switching off or closing in the middle of connecting ends the wait as well.
    session.signal.addEventListener('abort', () => lost.reject(new HubFailure('unreachable', 'hub.unreachable', 'the session was ended')), { once: true });
    return { ready: ready.promise, lost: lost.promise };
  }

  async #work(session: AbortController): Promise<void> {
    const { signal } = session;
    // A load ends at a commit of its own; everybody else looks at all tables once after connecting.
    const isLoaded = this.#deps.replica.meta('loaded') !== undefined;
    if (!isLoaded) await this.#load(signal);
    this.#wantsAll = isLoaded;
    this.#wantsPush = true;
    let checkedAt = this.#deps.now().getTime();
    for (;;) {
      signal.throwIfAborted();
      if (this.#wantsRefetch) {
        this.#wantsRefetch = false;
        await this.#refetchAll(signal);
      }
      if (this.#deps.client.isHistoryNew) await this.#takeNewHistory(signal);
      if (this.#wantsAll || this.#deps.now().getTime() - checkedAt > SAFETY_NET_MS) {
        this.#wantsAll = false;
        checkedAt = this.#deps.now().getTime();
        await this.#alignAll(signal);
      }
      if (this.#wantsPush) {
        this.#wantsPush = false;
        await this.#push(signal);
      }
      const rings = this.#rings.splice(0);
      if (rings.length > 0) await this.#answer(rings, signal);
      if (this.#hasWork()) continue;
      this.#caughtUp();
      if (await indexSlice(this.#deps.replica)) {
        // SQLite answers at once: without this turn of the event loop nobody else would get a word in.
        await new Promise((done) => { setImmediate(done); });
        continue;
      }
      // Somebody may have asked for something while the index was being built; nobody was pausing then who could have been woken.
      if (!this.#hasWork()) await this.#pause(SAFETY_NET_MS, signal);
    }
  }

  #hasWork(): boolean {
    return this.#rings.length > 0 || this.#wantsPush || this.#wantsAll || this.#wantsRefetch || this.#deps.client.isHistoryNew;
  }

  /** A gap means that the hub lost what it had confirmed, however its database was put back. */
  async #push(signal: AbortSignal): Promise<void> {
    try {
      await this.#pusher.drain(signal);
    } catch (error) {
      if (!(error instanceof HubFailure) || error.code !== 'push.gap') throw error;
      await this.#takeNewHistory(signal);
    }
  }

  /** The hub was restored from a backup: offer again what it forgot, fetch the rest anew, and only then call its history ours. */
  async #takeNewHistory(signal: AbortSignal): Promise<void> {
    const { replica, client } = this.#deps;
    const { lastSequence } = await client.push([], signal);
    this.#pusher.reset();
    await replica.write('full', (tx) => reOffer(tx, this.#deps.deviceId, lastSequence, this.#deps.now));
    trimJournal(replica);
    await this.#refetchAll(signal);
    client.acceptHistory();
    this.#wantsPush = true;
  }

  /** Fetches every table again and replaces what differs: for a replica that does not equal the hub although it should. */
  async refetch(): Promise<void> {
    this.#wantsRefetch = true;
    this.#wake?.();
    await this.syncOnce();
  }

  #caughtUp(): void {
    this.lastSyncedAt = this.#deps.now().toISOString();
    this.#on({ name: 'caughtUp' });
  }

  async #load(signal: AbortSignal): Promise<void> {
    await firstLoad({
      ...this.#deps, cursors: this.#cursors, signal,
      onProgress: (done, total) => this.#on({ name: 'progress', done, total }),
      align: async () => {
        const lsn = await this.#barrier(signal);
        const lost = await catchUp(this.#catchUpDeps(signal), replicatedTables, lsn);
        if (lost.length > 0) throw new ShapeLost(`lost during the load: ${lost.join(', ')}`);
        return lsn;
      },
    });
  }

  #catchUpDeps(signal: AbortSignal): Parameters<typeof catchUp>[0] {
    return {
      client: this.#deps.client, cursors: this.#cursors, signal,
      onRequest: () => { this.requests += 1; },
      pause: (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); }),
    };
  }

  /** Bumps our row on the hub and waits until the doorbell rings for it: everything before that commit is then within reach. */
  async #barrier(signal: AbortSignal): Promise<number> {
    const floor = await this.#deps.client.barrier();
    for (;;) {
      signal.throwIfAborted();
      const own = this.#rings.find((ring) => ring.lsn >= floor && ring.deviceId === this.#deps.deviceId && ring.tables.has('device_progress'));
      if (own !== undefined) {
        this.#rings = this.#rings.filter((ring) => ring.lsn > own.lsn);
        return own.lsn;
      }
      await this.#pause(1000, signal);
    }
  }

  async #alignAll(signal: AbortSignal): Promise<void> {
    await this.#alignTo(await this.#barrier(signal), replicatedTables, signal);
    await this.#deps.replica.write('normal', (tx) => {
      setMetaIn(tx, 'last_synced_at', this.#deps.now().toISOString());
      forgetSent(tx, this.#deps.now());
    });
  }

  /** Device-scoped tables of other devices never change here; asking would be in vain. */
  async #answer(rings: readonly Ring[], signal: AbortSignal): Promise<void> {
    this.#on({ name: 'bell' });
    const tables = new Set<TableName>();
    for (const ring of rings) {
      for (const table of ring.tables) {
        const isDevices = table === 'device_progress' || table === 'mutation_results';
        if (!isDevices || ring.deviceId === undefined || ring.deviceId === this.#deps.deviceId) tables.add(table);
      }
    }
    await this.#alignTo(Math.max(...rings.map((ring) => ring.lsn)), [...tables], signal);
  }

  /** Brings the tables past a commit and applies everything up to it. Shapes that ended are fetched beside the tables and swapped in. */
  async #alignTo(lsn: number, tables: readonly TableName[], signal: AbortSignal): Promise<void> {
    let frontier = lsn;
    const deps = this.#catchUpDeps(signal);
    const staged = new Set<TableName>();
    for (let lost = await catchUp(deps, tables, frontier); lost.length > 0; lost = await catchUp(deps, replicatedTables, frontier)) {
      for (const table of lost) {
        await refetchToStaging({ ...this.#deps, cursors: this.#cursors, signal }, table);
        staged.add(table);
      }
      // Fresh snapshots may hold later commits than the other tables: all must pass a commit after them.
      frontier = await this.#barrier(signal);
    }
    try {
      await this.#apply(frontier, staged);
    } catch (error) {
      if (!(error instanceof MissingRow) && !isConstraint(error)) throw error;
      this.#deps.onError(error);
      await this.#refetchAll(signal);
    }
    const { replica, deviceId, now } = this.#deps;
    if (hasReOffered(replica)) await replica.write('full', (tx) => retryForgotten(tx, replica.journal, deviceId, now()));
    trimWhenShort(replica);
  }

  /** The data would break a rule here: nothing of it becomes visible, everything is fetched again, and work goes on with the last good state. */
  async #refetchAll(signal: AbortSignal): Promise<void> {
    for (const table of replicatedTables) await refetchToStaging({ ...this.#deps, cursors: this.#cursors, signal }, table);
    const frontier = await this.#barrier(signal);
    const lost = await catchUp(this.#catchUpDeps(signal), replicatedTables, frontier);
    if (lost.length > 0) throw new ShapeLost(`lost during a refetch: ${lost.join(', ')}`);
    await this.#apply(frontier, new Set(replicatedTables));
  }

  async #apply(frontier: number, staged: ReadonlySet<TableName>): Promise<void> {
    const { replica, deviceId, now } = this.#deps;
    const changes = this.#cursors.takeUpTo(frontier);
    const batch: Batch = { changes, positions: positionsNow(this.#cursors), deviceId, now };
    try {
      if (staged.size > 0) await replica.writeUnchecked((tx) => this.#swap(tx, staged, batch));
      else await replica.write('normal', (tx) => this.#lay(tx, batch));
    } catch (error) {
      if (staged.size > 0 || !isConstraint(error)) throw error;
      // What came down clashes with something optimistic: move the pending mutations aside first.
      await replica.write('normal', (tx) => applyBatch(tx, batch, true));
    }
  }

  async #lay(tx: WriteTx, batch: Batch): Promise<void> {
    await applyBatch(tx, { ...batch, positions: changedPositions(tx, batch.positions) }, needsRebase(tx, batch));
  }

  async #swap(tx: WriteTx, staged: ReadonlySet<TableName>, batch: Batch): Promise<void> {
    undoAllPending(tx);
    tx.unguarded(() => { for (const table of staged) swapStaged(tx, table); });
    await applyBatch(tx, batch, false);
    writePositions(tx, batch.positions);
    takeAcknowledgement(tx, batch);
    const broken = tx.sqlite.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').get();
    if (broken !== undefined) throw new ShapeLost(`a broken reference from ${broken.table} to ${broken.parent} after a refetch`);
    await replayPending(tx, batch.deviceId, batch.now);
  }

  /** Pushes and pulls until nothing is pending and the replica stands at or past the hub as of this call. */
  syncOnce(): Promise<void> {
    this.#syncedUpTo = this.#syncedUpTo.then(() => this.#untilSynced());
    return this.#syncedUpTo;
  }

  async #untilSynced(): Promise<void> {
    this.start();
    this.#wantsAll = true;
    this.poke();
    const since = this.#deps.now().getTime();
    for (;;) {
      if (this.#state.name === 'needs-auth') throw new HubFailure('unauthorized', this.#state.reason, 'somebody must sign in');
      const isDone = this.#state.name === 'live' && !this.#hasWork() && pendingCount(this.#deps.replica) === 0;
      if (isDone && this.lastSyncedAt !== undefined && Date.parse(this.lastSyncedAt) >= since) return;
      await new Promise((done) => { setTimeout(done, 5); });
    }
  }
}

function storedPositions(replica: Replica): ReadonlyMap<string, StoredPosition> {
  const rows = replica.prepared<[], { table_name: string; handle: string; position: string }>('SELECT table_name, handle, position FROM replica_shapes').all();
  return new Map(rows.map((row) => [row.table_name, { handle: row.handle, position: row.position }]));
}

/** Only what moved is written. */
function changedPositions(tx: WriteTx, positions: ReadonlyMap<TableName, StoredPosition>): Map<TableName, StoredPosition> {
  const stored = new Map(tx.prepare('SELECT table_name, handle, position FROM replica_shapes').all().map((row) => [row['table_name'], `${String(row['handle'])} ${String(row['position'])}`]));
  return new Map([...positions].filter(([table, { handle, position }]) => stored.get(table) !== `${handle} ${position}`));
}

function isConstraint(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_CONSTRAINT');
}

function trimWhenShort(replica: Replica): void {
  if (pendingCount(replica) <= JOURNAL_LIMIT) trimJournal(replica);
}

