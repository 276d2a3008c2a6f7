/**
 * The outbox: a durable FIFO of mutations that the hub has not confirmed, each written in the transaction of its
 * effect.
 */

import { AppError } from '../../shared/base/app-error.ts';
import { must } from '../../shared/base/asserts.ts';
import { failed, ok, type RefusalData, type Result, refusalOfGuard } from '../../shared/base/refusal.ts';
import type { PendingMutation } from '../../shared/ipc/views.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import type { Author, Mutation } from '../../shared/mutations/mutation.ts';
import { runMutation } from '../../shared/mutations/run-mutation.ts';
import { asDiskFailure } from '../replica/durable-file.ts';
import { undoEffects } from '../replica/effects.ts';
import type { OutboxJournal, OutboxRow } from '../replica/outbox-journal.ts';
import type { Reading } from '../replica/reading.ts';
import type { Replica, WriteTx } from '../replica/replica.ts';
import { markForSearch } from '../replica/search-index.ts';
import type { Effect } from '../replica/sqlite-row-store.ts';
import { refusedBooking } from './booking-check.ts';
import { comparePast, ownStandIn, type Stand } from './identity.ts';
import { refusedMet } from './met-check.ts';

/**
 * `now` is the laptop’s clock, for `issued_at` alone; the hub’s time decides. Ids are made here, before anything is
 * written.
 */
export interface OutboxDeps {
  readonly replica: Replica;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** What a person asks for. */
export interface MutationRequest {
  readonly name: string;
  readonly args: unknown;
  readonly authorId: string;
  /**
   * Made by whoever asks, so that asking again after a lost answer does nothing twice; it becomes the mutation's id.
   */
  readonly id?: string | undefined;
}

/**
 * Runs a mutation on the replica and queues it, in one durable transaction: answered «ok», it survives `kill -9` and
 * power loss. A refusal leaves nothing behind. A request whose id is known already is answered without running it
 * again. Throws AppError `replica.notLoaded`, `disk.full`.
 */
export async function mutate(deps: OutboxDeps, request: MutationRequest): Promise<Result<Mutation>> {
  const { replica } = deps;
  const deviceId = replica.meta('device_id');
  if (deviceId === undefined || replica.meta('loaded') === undefined)
    throw new AppError('replica.notLoaded', { dir: replica.dir });
  const refusal: { data?: RefusalData } = {};
  try {
    return await replica.write('full', async (tx) => {
      const outcome = await takeIn(tx, deps, { ...request, deviceId, at: deps.now() });
      if (outcome.ok) return outcome;
      refusal.data = outcome.error;
      throw new RolledBack();
    });
  } catch (error) {
    if (error instanceof RolledBack) return failed(must(refusal.data));
    throw asDiskFailure(error, replica.dir);
  }
}

/**
 * What a person asks for with one gesture: each of the mutations has an id, so that asking again does nothing twice.
 */
export interface TogetherRequest {
  readonly mutations: readonly { readonly name: string; readonly args: unknown; readonly id: string }[];
  readonly authorId: string;
  /** Nothing of it stays: it is only asked what would become of it. */
  readonly isTrial: boolean;
}

/**
 * Runs mutations in their order, each on top of those before it, in one durable transaction. Each has a verdict of its
 * own: one that is refused leaves nothing behind and stops none of the others. Throws as `mutate` does.
 */
export async function mutateTogether(
  deps: OutboxDeps,
  { mutations, authorId, isTrial }: TogetherRequest,
): Promise<readonly Result<null>[]> {
  const { replica } = deps;
  const deviceId = replica.meta('device_id');
  if (deviceId === undefined || replica.meta('loaded') === undefined)
    throw new AppError('replica.notLoaded', { dir: replica.dir });
  const at = deps.now();
  const verdicts: Result<null>[] = [];
  try {
    await replica.write(isTrial ? 'normal' : 'full', async (tx) => {
      for (const asked of mutations) {
        const outcome = await takeIn(tx, deps, { ...asked, authorId, deviceId, at, isTrial });
        verdicts.push(outcome.ok ? ok(null) : outcome);
      }
      if (isTrial) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw asDiskFailure(error, replica.dir);
  }
  return verdicts;
}

interface Asked extends MutationRequest {
  readonly deviceId: string;
  readonly at: Date;
  readonly isTrial?: boolean;
}

/** Runs a mutation and, where it is no trial, queues it; what is refused has left nothing in the rows. */
async function takeIn(tx: WriteTx, deps: OutboxDeps, asked: Asked): Promise<Result<Mutation>> {
  const { deviceId, at, isTrial = false } = asked;
  const known = asked.id === undefined ? undefined : findMutation(tx, asked.id, deviceId);
  if (known !== undefined) return ok(known);
  const author = await loadAuthor(tx.db, asked.authorId);
  if (author === undefined) return failed({ code: 'author.unknown', details: {} });
  const mutation: Mutation = {
    id: asked.id ?? deps.newId(),
    deviceId,
    sequence: nextSequence(tx),
    name: asked.name,
    args: asked.args,
    authorId: asked.authorId,
    issuedAt: at.toISOString(),
    clockOffsetMs: Number(deps.replica.meta('clock_offset_ms') ?? 0),
  };
  const outcome = await runOptimistically(tx, mutation, author, at);
  if (!outcome.ok) return outcome;
  const taken = (await refusedBooking(tx.db, author, outcome.value)) ?? (await refusedMet(tx.db, author, mutation));
  if (taken !== undefined) {
    undoEffects(tx, outcome.value);
    return failed(taken);
  }
  if (!isTrial) enqueue(tx, deps.replica.journal, mutation, outcome.value);
  return ok(mutation);
}

/** Ends a transaction whose mutation was refused, or only tried. */
class RolledBack extends Error {}

/** Runs a mutation on top of what is there and answers what it overwrote. */
export async function runOptimistically(
  tx: WriteTx,
  mutation: Mutation,
  author: Author,
  recordedAt: Date,
): Promise<Result<readonly Effect[]>> {
  const store = tx.newStore();
  let outcome: Result<null>;
  try {
    outcome = await runMutation(store, mutation, author, hubTime(tx, recordedAt), () => performance.now());
  } catch (error) {
    // SQLite holds what the rules above it let through; the hub would refuse it the same way.
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('SQLITE_CONSTRAINT'))
      throw error;
    outcome = failed(
      refusalOfGuard(error.message) ?? { code: 'constraint.violated', details: { constraint: error.message } },
    );
  }
  if (!outcome.ok) {
    undoEffects(tx, store.effects);
    return outcome;
  }
  for (const effect of store.effects) {
    tx.touchRow(effect.table, effect.id);
    markForSearch(tx, effect.table, effect.id, effect.before ?? undefined);
  }
  return ok(store.effects);
}

/** This laptop's clock as corrected by the hub's: what decides here decides by it, until the hub does. */
function hubTime(tx: WriteTx, now: Date): string {
  const row = tx.prepare("SELECT value FROM replica_meta WHERE key = 'clock_offset_ms'").get();
  return new Date(now.getTime() + Number(row?.['value'] ?? 0)).toISOString();
}

function nextSequence(tx: WriteTx): number {
  const row = tx
    .prepare(
      `SELECT coalesce((SELECT max(sequence) FROM outbox), 0) AS pending,
        coalesce((SELECT value FROM replica_meta WHERE key = 'last_sequence'), '0') AS confirmed`,
    )
    .get();
  return Math.max(Number(row?.['pending'] ?? 0), Number(row?.['confirmed'] ?? 0)) + 1;
}

/**
 * Database first, then the journal: both are there before the commit, and a journal that cannot be written rolls the
 * mutation back.
 */
function enqueue(tx: WriteTx, journal: OutboxJournal, mutation: Mutation, effects: readonly Effect[]): void {
  const row: OutboxRow = {
    sequence: mutation.sequence,
    id: mutation.id,
    name: mutation.name,
    args: JSON.stringify(mutation.args),
    author_id: mutation.authorId,
    issued_at: mutation.issuedAt,
    clock_offset_ms: mutation.clockOffsetMs,
  };
  tx.prepare(
    'INSERT INTO outbox (sequence, id, name, args, author_id, issued_at, clock_offset_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(row.sequence, row.id, row.name, row.args, row.author_id, row.issued_at, row.clock_offset_ms);
  writeEffects(tx, mutation.sequence, effects);
  journal.append(row);
  tx.touch('outbox');
}

/** A mutation that was taken in here before, wherever it is now. */
function findMutation(tx: WriteTx, id: string, deviceId: string): Mutation | undefined {
  const columns = 'sequence, id, name, args, author_id, issued_at, clock_offset_ms';
  const row = ['outbox', 'outbox_sent', 'refused_mutations']
    .map((table) => tx.prepare(`SELECT ${columns} FROM ${table} WHERE id = ?`).get(id))
    .find((found) => found !== undefined);
  if (row === undefined) return undefined;
  const { problem: _problem, ...mutation } = decode({ ...(row as unknown as OutboxRow), problem: null }, deviceId);
  return mutation;
}

/**
 * Runs a refused mutation once more and, where it passes now, queues it again as the same mutation under a new number.
 * Answers the refusal where it does not; `row.missing` where there is no such refusal.
 */
export async function tryAgain(
  tx: WriteTx,
  again: { readonly journal: OutboxJournal; readonly deviceId: string; readonly sequence: number; readonly now: Date },
): Promise<Result<null>> {
  const { journal, deviceId, sequence, now } = again;
  const row = tx
    .prepare(
      `SELECT id, name, args, author_id, issued_at, clock_offset_ms FROM refused_mutations
        WHERE sequence = ? AND dealt_with_at IS NULL`,
    )
    .get(sequence) as Omit<OutboxRow, 'sequence'> | undefined;
  if (row === undefined) return failed({ code: 'row.missing', details: {} });
  const author = await loadAuthor(tx.db, row.author_id, row.issued_at);
  if (author === undefined) return failed({ code: 'author.unknown', details: {} });
  const mutation: Mutation = {
    id: row.id,
    deviceId,
    sequence: nextSequence(tx),
    name: row.name,
    args: JSON.parse(row.args) as unknown,
    authorId: row.author_id,
    issuedAt: row.issued_at,
    clockOffsetMs: row.clock_offset_ms,
  };
  const outcome = await runOptimistically(tx, mutation, author, now);
  if (!outcome.ok) return outcome;
  tx.prepare('DELETE FROM refused_mutations WHERE sequence = ?').run(sequence);
  // It stands in the queue once: a hub that is restored must not be offered it twice.
  tx.prepare('DELETE FROM outbox_sent WHERE id = ?').run(row.id);
  tx.touch('refused_mutations');
  enqueue(tx, journal, mutation, outcome.value);
  return ok(null);
}

/** A person wants a refusal tried once more. Throws AppError `replica.notLoaded`, `disk.full`. */
export async function tryRefusalAgain({ replica, now }: OutboxDeps, sequence: number): Promise<Result<null>> {
  const deviceId = replica.meta('device_id');
  if (deviceId === undefined) throw new AppError('replica.notLoaded', { dir: replica.dir });
  try {
    return await replica.write('full', (tx) =>
      tryAgain(tx, { journal: replica.journal, deviceId, sequence, now: now() }),
    );
  } catch (error) {
    throw asDiskFailure(error, replica.dir);
  }
}

/** Keeps before-images with the mutation that they undo. */
export function writeEffects(tx: WriteTx, sequence: number, effects: readonly Effect[]): void {
  const insert = tx.prepare(
    'INSERT INTO outbox_effects (sequence, position, table_name, row_id, before) VALUES (?, ?, ?, ?, ?)',
  );
  effects.forEach((effect, position) =>
    insert.run(
      sequence,
      position,
      effect.table,
      effect.id,
      effect.before === null ? null : JSON.stringify(effect.before),
    ),
  );
}

interface StoredOutboxRow extends OutboxRow {
  readonly problem: string | null;
}

function decode(row: StoredOutboxRow, deviceId: string): PendingMutation {
  return {
    id: row.id,
    deviceId,
    sequence: row.sequence,
    name: row.name,
    args: JSON.parse(row.args) as unknown,
    authorId: row.author_id,
    issuedAt: row.issued_at,
    clockOffsetMs: row.clock_offset_ms,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as RefusalData),
  };
}

/** Pending mutations in order, from a position on. */
export function pendingMutations(replica: Reading, after = 0, limit = 1_000_000): PendingMutation[] {
  const rows = replica
    .prepared<[number, number], StoredOutboxRow>('SELECT * FROM outbox WHERE sequence > ? ORDER BY sequence LIMIT ?')
    .all(after, limit);
  return rows.map((row) => decode(row, replica.meta('device_id') ?? ''));
}

/** As `pendingMutations`, within a transaction. */
export function pendingIn(tx: WriteTx, deviceId: string): PendingMutation[] {
  return tx
    .prepare('SELECT * FROM outbox ORDER BY sequence')
    .all()
    .map((row) => decode(row as unknown as StoredOutboxRow, deviceId));
}

/** How many mutations the hub has not confirmed, everybody’s together. */
export function pendingCount(replica: Reading): number {
  return replica.prepared<[], { count: number }>('SELECT count(*) AS count FROM outbox').get()?.count ?? 0;
}

/**
 * Drops what the hub has confirmed or refused; refusals move in front of their author with all that was entered.
 * Nothing is dropped on the word of a number alone: where the hub's last mutation is not the one that stands here under
 * that number, its numbers belong to another past of this laptop.
 */
export function acknowledge(tx: WriteTx, hub: Stand, now: Date): void {
  const own = ownStandIn(tx);
  if (hub.epoch !== own.epoch || comparePast(own, hub) !== 'same') return;
  const { lastSequence } = hub;
  const results = tx
    .prepare(
      `SELECT r.sequence, r.code, r.details FROM mutation_results r
        JOIN outbox o ON o.sequence = r.sequence AND o.id = r.mutation_id WHERE r.sequence <= ?`,
    )
    .all(lastSequence);
  const move = tx.prepare(`INSERT OR REPLACE INTO refused_mutations (sequence, id, name, args, author_id, issued_at,
      clock_offset_ms, code, details, refused_at)
    SELECT sequence, id, name, args, author_id, issued_at, clock_offset_ms, ?, ?, ? FROM outbox WHERE sequence = ?`);
  for (const result of results) {
    if (move.run(result['code'], result['details'], now.toISOString(), result['sequence']).changes > 0)
      tx.touch('refused_mutations');
  }
  tx.prepare(`INSERT OR REPLACE INTO outbox_sent (sequence, id, name, args, author_id, issued_at, clock_offset_ms,
    confirmed_at)
    SELECT sequence, id, name, args, author_id, issued_at, clock_offset_ms, ? FROM outbox WHERE sequence <= ?`).run(
    now.toISOString(),
    lastSequence,
  );
  if (tx.prepare('DELETE FROM outbox WHERE sequence <= ?').run(lastSequence).changes > 0) tx.touch('outbox');
  tx.prepare(
    `INSERT INTO replica_meta (key, value) VALUES ('last_sequence', ?) ON CONFLICT (key) DO UPDATE
      SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))`,
  ).run(String(lastSequence));
}

/** Shortens the journal to what is still pending. */
export function trimJournal(replica: Replica): void {
  replica.journal.rewrite(
    replica
      .prepared<[], OutboxRow>(
        'SELECT sequence, id, name, args, author_id, issued_at, clock_offset_ms FROM outbox ORDER BY sequence',
      )
      .all(),
  );
}

/** A person has dealt with a refusal: it leaves their list but not the record. */
export async function dismissRefusal(deps: OutboxDeps, sequence: number): Promise<boolean> {
  return deps.replica.write('full', (tx) => {
    tx.touch('refused_mutations');
    return (
      tx
        .prepare('UPDATE refused_mutations SET dealt_with_at = ? WHERE sequence = ? AND dealt_with_at IS NULL')
        .run(deps.now().toISOString(), sequence).changes > 0
    );
  });
}
