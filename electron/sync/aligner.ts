/**
 * Brings the replica to a commit of the hub: loads, catches up, fetches anew, and applies everything up to a common
 * commit at once. One of its methods runs at a time. It waits for nothing without a deadline.
 */
import type { Lasting } from '../../shared/ipc/progress.ts';
import { grantingTables, replicatedTables, restrictedTables, type TableName } from '../../shared/schema/catalog.ts';
import { pendingCount, trimJournal } from '../outbox/outbox.ts';
import { forgetSent, hasReOffered, retryForgotten } from '../outbox/re-offer.ts';
import { replayPending } from '../outbox/replay-pending.ts';
import { undoAllPending } from '../replica/effects.ts';
import { type Replica, setMetaIn, type WriteTx } from '../replica/replica.ts';
import {
  applyBatch,
  type Batch,
  isConstraint,
  MissingRow,
  needsRebase,
  takeAcknowledgement,
  writePositions,
} from './apply-changes.ts';
import { catchUp } from './catch-up.ts';
import type { Deadlines } from './deadlines.ts';
import type { Ring } from './doorbell.ts';
import { firstLoad, positionsNow, ShapeLost } from './first-load.ts';
import { type HubClient, HubFailure } from './hub-client.ts';
import { refetchToStaging, swapStaged } from './refetch.ts';
import { type StoredPosition, storedPositions, TableCursors } from './table-cursors.ts';
import type { Waker } from './waker.ts';

/** What one session gives its aligner. `signal` is the session’s end; `waker` is woken by every ring. */
export interface AlignerDeps {
  readonly replica: Replica;
  readonly client: HubClient;
  readonly deviceId: string;
  readonly now: () => Date;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonic: () => number;
  readonly deadlines: Deadlines;
  readonly waker: Waker;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
  readonly onRequest: () => void;
  /** A commit became visible. */
  readonly onApplied: () => void;
  readonly onLoading: Lasting['onProgress'];
  /** The hub sent a column that this version does not know. */
  readonly onUnknown: (what: string) => void;
  /** The hub is of an earlier release and does not know the table. */
  readonly onAbsent: (table: TableName) => void;
}

const JOURNAL_LIMIT = 200;

/**
 * One per session. Invariant: what readers see is always one commit of the hub with what is pending on top; positions
 * are stored in the transaction that makes their rows visible.
 */
export class Aligner {
  readonly #deps: AlignerDeps;
  readonly #cursors: TableCursors;
  /** When each table last changed here, on the monotonic clock. */
  readonly #changedAt = new Map<TableName, number>();
  #rings: Ring[] = [];
  /** The latest commit that has rung, and what that was when all tables had last been brought past one. */
  #rung = 0;
  #passed = 0;

  constructor(deps: AlignerDeps) {
    this.#deps = deps;
    // Positions in memory may be ahead of what was applied: each session begins from what is stored.
    this.#cursors = new TableCursors(storedPositions(deps.replica));
  }

  /** The doorbell rang; taken up by the next `answer`. */
  ring(ring: Ring): void {
    this.#rings.push(ring);
    this.#rung = Math.max(this.#rung, ring.lsn);
  }

  /** Something has rung since all tables were last brought past a commit: what is written on the hub comes down. */
  get hasRung(): boolean {
    return this.#rung > this.#passed;
  }

  get hasRings(): boolean {
    return this.#rings.length > 0;
  }

  /** Tables in which nothing has changed for a while. */
  quietFor(milliseconds: number): TableName[] {
    const before = this.#deps.monotonic() - milliseconds;
    return replicatedTables.filter((table) => (this.#changedAt.get(table) ?? -Infinity) <= before);
  }

  /** The first load, to its end, or on from where it was interrupted. */
  async load(): Promise<void> {
    const { signal, onLoading } = this.#deps;
    await firstLoad({
      ...this.#deps,
      cursors: this.#cursors,
      signal,
      onProgress: onLoading,
      align: async () => {
        const frontier = await this.#barrier();
        return { frontier, lost: await catchUp(this.#catchUpDeps(), replicatedTables, frontier) };
      },
    });
    this.#passed = this.#rung;
    this.#deps.onApplied();
  }

  #catchUpDeps(): Parameters<typeof catchUp>[0] {
    const { client, signal, onRequest } = this.#deps;
    return {
      client,
      cursors: this.#cursors,
      signal,
      onRequest,
      pause: (milliseconds) =>
        new Promise((done) => {
          setTimeout(done, milliseconds);
        }),
    };
  }

  /**
   * Bumps our row on the hub and waits until the doorbell rings for it: everything before that commit is then within
   * reach.
   */
  async #barrier(): Promise<number> {
    const { client, deviceId, signal, monotonic, waker, deadlines } = this.#deps;
    const floor = await client.barrier(signal);
    const deadline = monotonic() + deadlines.bellMs;
    for (;;) {
      signal.throwIfAborted();
      const own = this.#rings.find(
        (ring) => ring.lsn >= floor && ring.deviceId === deviceId && ring.tables.has('device_progress'),
      );
      if (own !== undefined) {
        this.#rings = this.#rings.filter((ring) => ring.lsn > own.lsn);
        return own.lsn;
      }
      const left = deadline - monotonic();
      if (left <= 0)
        throw new HubFailure('busy', 'shapes.silent', 'the hub answers, but what it wrote does not come down');
      await waker.pause(Math.min(left, 1000), signal);
    }
  }

  /** All tables, to a commit of our own: it lies after everything that the hub had when this was called. */
  async alignAll(): Promise<void> {
    await this.#alignTo(await this.#barrier(), replicatedTables, []);
    await this.#notePassed();
  }

  /**
   * All tables, past the latest commit that has rung, whether or not it rang for them: nothing is written on the hub.
   */
  async alignToRung(): Promise<void> {
    await this.#alignTo(this.#rung, replicatedTables, this.#takeRings());
    await this.#notePassed();
  }

  async #notePassed(): Promise<void> {
    const { replica, now } = this.#deps;
    this.#passed = this.#rung;
    await replica.write('normal', (tx) => {
      setMetaIn(tx, 'last_synced_at', now().toISOString());
      forgetSent(tx, now());
    });
  }

  /** Device-scoped tables of other devices never change here; asking would be in vain. */
  #takeRings(): Ring[] {
    return this.#rings.splice(0).map((ring): Ring => {
      const isOurs = ring.deviceId === undefined || ring.deviceId === this.#deps.deviceId;
      return {
        ...ring,
        tables: new Set(
          [...ring.tables].filter((table) => isOurs || (table !== 'device_progress' && table !== 'mutation_results')),
        ),
      };
    });
  }

  /** What the doorbell rang for. */
  async answer(): Promise<void> {
    const mine = this.#takeRings();
    if (mine.length === 0) return;
    const tables = new Set(mine.flatMap((ring) => [...ring.tables]));
    // Rights decide which columns and traces come down: what they cover comes or goes with them.
    if ([...tables].some((table) => grantingTables.has(table))) for (const table of restrictedTables) tables.add(table);
    await this.#alignTo(Math.max(...mine.map((ring) => ring.lsn)), [...tables], mine);
  }

  /**
   * Brings the tables past a commit and applies everything up to it. Shapes that ended are fetched beside the tables
   * and swapped in.
   */
  async #alignTo(lsn: number, tables: readonly TableName[], rings: readonly Ring[]): Promise<void> {
    let frontier = lsn;
    const deps = this.#catchUpDeps();
    const staged = new Set<TableName>();
    const expected = this.#expected(rings);
    let lost = await catchUp(deps, tables, frontier);
    if (lost.length === 0 && this.#mayBeTorn(expected)) {
      frontier = await this.#barrier();
      lost = await catchUp(deps, replicatedTables, frontier);
    }
    for (; lost.length > 0; lost = await catchUp(deps, replicatedTables, frontier)) {
      for (const table of lost) if (await this.#stage(table)) staged.add(table);
      // Fresh snapshots may hold later commits than the other tables: all must pass a commit after them.
      frontier = await this.#barrier();
    }
    try {
      await this.#apply(frontier, staged);
    } catch (error) {
      if (!(error instanceof MissingRow) && !isConstraint(error)) throw error;
      this.#deps.onError(error);
      await this.refetch();
    }
    const { replica, deviceId, now } = this.#deps;
    if (hasReOffered(replica))
      await replica.write('full', (tx) => retryForgotten(tx, replica.journal, deviceId, now()));
    trimWhenShort(replica);
  }

  /** Answers false where the hub does not know the table: that is noted, and its turn comes with another hub. */
  async #stage(table: TableName): Promise<boolean> {
    const isStaged = await refetchToStaging({ ...this.#deps, cursors: this.#cursors }, table);
    if (!isStaged) this.#deps.onAbsent(table);
    return isStaged;
  }

  /** Which table the doorbell announced a change of in which commit, as far as it has not been asked for yet. */
  #expected(rings: readonly Ring[]): (readonly [TableName, number])[] {
    return rings.flatMap((ring) =>
      [...ring.tables]
        .filter((table) => this.#cursors.of(table).seenLsn < ring.lsn)
        .map((table) => [table, ring.lsn] as const),
    );
  }

  /**
   * Electric up to 1.7.12 may say that a table has passed a commit while half of it, or all of it, is still to come
   * (its issue 4755). A commit is whole where the last of its changes came and nothing announced is missing; else a
   * later commit must be passed first, which comes after all of it.
   */
  #mayBeTorn(expected: readonly (readonly [TableName, number])[]): boolean {
    if (expected.some(([table, lsn]) => !this.#cursors.of(table).buffered.some((change) => change.lsn === lsn)))
      return true;
    return this.#cursors.all().some(({ buffered }) => {
      const whole = new Set(
        buffered.filter(({ message }) => message.headers.last === true).map((change) => change.lsn),
      );
      return buffered.some((change) => !whole.has(change.lsn));
    });
  }

  /**
   * Fetches tables again and replaces what differs: nothing of what may be wrong becomes visible, and work goes on with
   * the last good state.
   */
  async refetch(tables: readonly TableName[] = replicatedTables): Promise<void> {
    const staged = new Set<TableName>();
    for (const table of tables) if (await this.#stage(table)) staged.add(table);
    const frontier = await this.#barrier();
    const lost = await catchUp(this.#catchUpDeps(), replicatedTables, frontier);
    if (lost.length > 0) throw new ShapeLost(`lost during a refetch: ${lost.join(', ')}`);
    await this.#apply(frontier, staged);
  }

  /**
   * Makes everything up to `frontier` visible in one transaction, tables that were fetched anew swapped in with it. A
   * constraint that a pending mutation breaks is met by a rebase, any other passes through.
   */
  async #apply(frontier: number, staged: ReadonlySet<TableName>): Promise<void> {
    const { replica, deviceId, now, onUnknown, onApplied, monotonic } = this.#deps;
    const changes = this.#cursors.takeUpTo(frontier);
    for (const { table } of changes) this.#changedAt.set(table, monotonic());
    const batch: Batch = { changes, positions: positionsNow(this.#cursors), deviceId, now, onUnknown };
    try {
      if (staged.size > 0) await replica.writeUnchecked((tx) => swapAndApply(tx, staged, batch));
      else await this.#write(batch);
    } catch (error) {
      if (staged.size > 0 || !isConstraint(error)) throw error;
      // What came down clashes with something optimistic: move the pending mutations aside first.
      await replica.write('normal', (tx) => applyBatch(tx, batch, true));
    }
    onApplied();
  }

  /**
   * Laptops ring for what they note of themselves: whoever only hears of it, and has nothing that could be
   * acknowledged, must not pay with a write each time. Positions are written by this loop alone, so they may be looked
   * up beforehand.
   */
  async #write(batch: Batch): Promise<void> {
    const { replica } = this.#deps;
    const moved = movedFrom(storedPositions(replica), batch);
    if (batch.changes.length === 0 && moved.size === 0 && pendingCount(replica) === 0) return;
    await replica.write('normal', (tx) => applyAsNeeded(tx, batch, moved));
  }
}

/** What is pending is moved aside only where the batch touches it. */
async function applyAsNeeded(tx: WriteTx, batch: Batch, positions: Batch['positions']): Promise<void> {
  await applyBatch(tx, { ...batch, positions }, needsRebase(tx, batch));
}

async function swapAndApply(tx: WriteTx, staged: ReadonlySet<TableName>, batch: Batch): Promise<void> {
  undoAllPending(tx);
  tx.unguarded(() => {
    for (const table of staged) swapStaged(tx, table);
  });
  await applyBatch(tx, batch, false);
  writePositions(tx, batch.positions);
  takeAcknowledgement(tx, batch);
  const broken = tx.sqlite.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').get();
  if (broken !== undefined)
    throw new ShapeLost(`a broken reference from ${broken.table} to ${broken.parent} after a refetch`);
  await replayPending(tx, batch.deviceId, batch.now);
}

/** Only what moved is written. */
const movedFrom = (
  stored: ReadonlyMap<string, StoredPosition>,
  { positions }: Pick<Batch, 'positions'>,
): Map<TableName, StoredPosition> =>
  new Map(
    [...positions].filter(([table, { handle, position }]) => {
      const known = stored.get(table);
      return known?.handle !== handle || known.position !== position;
    }),
  );

function trimWhenShort(replica: Replica): void {
  const pending = pendingCount(replica);
  if (pending === 0 && replica.journal.isEmpty) return;
  if (pending <= JOURNAL_LIMIT) trimJournal(replica);
}
