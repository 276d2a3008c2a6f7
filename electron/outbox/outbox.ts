/** The outbox: a durable FIFO of mutations that the hub has not confirmed, each written in the transaction of its effect. */
import type { Author, Mutation } from '../../shared/mutations/mutation.ts';
import { runMutation } from '../../shared/mutations/run-mutation.ts';
import { AppError } from '../../shared/base/app-error.ts';
import { failed, ok, refusalOfGuard, type RefusalData, type Result } from '../../shared/base/refusal.ts';
import { must } from '../../shared/base/asserts.ts';
import { asDiskFailure } from '../replica/durable-file.ts';
import type { Replica, WriteTx } from '../replica/replica.ts';
import type { OutboxJournal, OutboxRow } from '../replica/outbox-journal.ts';
import type { Effect } from '../replica/sqlite-row-store.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import { markForSearch } from '../replica/search-index.ts';
import { undoEffects } from '../replica/effects.ts';
import type { PendingMutation } from '../../shared/ipc/views.ts';

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
}

/**
 * Runs a mutation on the replica and queues it, in one durable transaction: answered «ok», it survives `kill -9` and power loss.
 * A refusal leaves nothing behind. Throws AppError `replica.notLoaded`, `disk.full`.
 */
export async function mutate(deps: OutboxDeps, request: MutationRequest): Promise<Result<Mutation>> {
  const { replica } = deps;
  const deviceId = replica.meta('device_id');
  if (deviceId === undefined || replica.meta('loaded') === undefined) throw new AppError('replica.notLoaded', { dir: replica.dir });
  const refusal: { data?: RefusalData } = {};
  try {
    return await replica.write('full', async (tx) => {
      const author = await loadAuthor(tx.db, request.authorId);
      if (author === undefined) return failed({ code: 'author.unknown', details: {} } as const);
      const mutation: Mutation = {
        id: deps.newId(), deviceId, sequence: nextSequence(tx), name: request.name, args: request.args, authorId: request.authorId,
        issuedAt: deps.now().toISOString(), clockOffsetMs: Number(replica.meta('clock_offset_ms') ?? 0),
      };
      const outcome = await runOptimistically(tx, mutation, author, deps.now());
      if (!outcome.ok) {
        refusal.data = outcome.error;
        throw new RolledBack();
      }
      enqueue(tx, replica.journal, mutation, outcome.value);
      return ok(mutation);
    });
  } catch (error) {
    if (error instanceof RolledBack) return failed(must(refusal.data));
    throw asDiskFailure(error, replica.dir);
  }
}

/** Ends a transaction whose mutation was refused. */
class RolledBack extends Error {}

/** Runs a mutation on top of what is there and answers what it overwrote. */
export async function runOptimistically(tx: WriteTx, mutation: Mutation, author: Author, recordedAt: Date): Promise<Result<readonly Effect[]>> {
  const store = tx.newStore();
  let outcome: Result<null>;
  try {
    outcome = await runMutation(store, mutation, author, hubTime(tx, recordedAt));
  } catch (error) {
    // SQLite holds what the rules above it let through; the hub would refuse it the same way.
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('SQLITE_CONSTRAINT')) throw error;
    outcome = failed(refusalOfGuard(error.message) ?? { code: 'constraint.violated', details: { constraint: error.message } });
  }
  if (!outcome.ok) {
    undoEffects(tx, store.effects);
    return outcome;
  }
  for (const effect of store.effects) {
    tx.touch(effect.table);
    markForSearch(tx, effect.table, effect.id);
  }
  return ok(store.effects);
}

/** This laptop's clock as corrected by the hub's: what decides here decides by it, until the hub does. */
function hubTime(tx: WriteTx, now: Date): string {
  const row = tx.prepare("SELECT value FROM replica_meta WHERE key = 'clock_offset_ms'").get();
  return new Date(now.getTime() + Number(row?.['value'] ?? 0)).toISOString();
}

function nextSequence(tx: WriteTx): number {
  const row = tx.prepare("SELECT coalesce((SELECT max(sequence) FROM outbox), 0) AS pending, coalesce((SELECT value FROM replica_meta WHERE key = 'last_sequence'), '0') AS confirmed").get();
  return Math.max(Number(row?.['pending'] ?? 0), Number(row?.['confirmed'] ?? 0)) + 1;
}

function enqueue(tx: WriteTx, journal: OutboxJournal, mutation: Mutation, effects: readonly Effect[]): void {
  const row: OutboxRow = {
    sequence: mutation.sequence, id: mutation.id, name: mutation.name, args: JSON.stringify(mutation.args), author_id: mutation.authorId,
    issued_at: mutation.issuedAt, clock_offset_ms: mutation.clockOffsetMs,
  };
  tx.prepare('INSERT INTO outbox (sequence, id, name, args, author_id, issued_at, clock_offset_ms) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(row.sequence, row.id, row.name, row.args, row.author_id, row.issued_at, row.clock_offset_ms);
  writeEffects(tx, mutation.sequence, effects);
  journal.append(row);
  tx.touch('outbox');
}

/**
 * Runs a refused mutation once more and, where it passes now, queues it again as the same mutation under a new number. Answers whether it did.
 * Only for what a hub refused because it had forgotten what others had done before: people decide about every other refusal.
 */
export async function tryAgain(tx: WriteTx, journal: OutboxJournal, deviceId: string, sequence: number, now: Date): Promise<boolean> {
  const row = tx.prepare('SELECT id, name, args, author_id, issued_at FROM refused_mutations WHERE sequence = ?').get(sequence) as Pick<StoredOutboxRow, 'id' | 'name' | 'args' | 'author_id' | 'issued_at'> | undefined;
  const author = row === undefined ? undefined : await loadAuthor(tx.db, row.author_id, row.issued_at);
  if (row === undefined || author === undefined) return false;
  const mutation: Mutation = { id: row.id, deviceId, sequence: nextSequence(tx), name: row.name, args: JSON.parse(row.args) as unknown, authorId: row.author_id, issuedAt: row.issued_at, clockOffsetMs: 0 };
  const outcome = await runOptimistically(tx, mutation, author, now);
  if (!outcome.ok) return false;
  tx.prepare('DELETE FROM refused_mutations WHERE sequence = ?').run(sequence);
  tx.touch('refused_mutations');
  enqueue(tx, journal, mutation, outcome.value);
  return true;
}

/** Keeps before-images with the mutation that they undo. */
export function writeEffects(tx: WriteTx, sequence: number, effects: readonly Effect[]): void {
  const insert = tx.prepare('INSERT INTO outbox_effects (sequence, position, table_name, row_id, before) VALUES (?, ?, ?, ?, ?)');
  effects.forEach((effect, position) => insert.run(sequence, position, effect.table, effect.id, effect.before === null ? null : JSON.stringify(effect.before)));
}

interface StoredOutboxRow extends OutboxRow {
  readonly problem: string | null;
}

function decode(row: StoredOutboxRow, deviceId: string): PendingMutation {
  return {
    id: row.id, deviceId, sequence: row.sequence, name: row.name, args: JSON.parse(row.args) as unknown, authorId: row.author_id,
    issuedAt: row.issued_at, clockOffsetMs: row.clock_offset_ms, problem: row.problem === null ? null : JSON.parse(row.problem) as RefusalData,
  };
}

/** Pending mutations in order, from a position on. */
export function pendingMutations(replica: Replica, after = 0, limit = 1_000_000): PendingMutation[] {
  const rows = replica.prepared<[number, number], StoredOutboxRow>('SELECT * FROM outbox WHERE sequence > ? ORDER BY sequence LIMIT ?').all(after, limit);
  return rows.map((row) => decode(row, replica.meta('device_id') ?? ''));
}

/** As `pendingMutations`, within a transaction. */
export function pendingIn(tx: WriteTx, deviceId: string): PendingMutation[] {
  return tx.prepare('SELECT * FROM outbox ORDER BY sequence').all().map((row) => decode(row as unknown as StoredOutboxRow, deviceId));
}

export function pendingCount(replica: Replica): number {
  return replica.prepared<[], { count: number }>('SELECT count(*) AS count FROM outbox').get()?.count ?? 0;
}

/** Drops what the hub has confirmed or refused; refusals move in front of their author with all that was entered. */
export function acknowledge(tx: WriteTx, lastSequence: number, now: Date): void {
  const results = tx.prepare('SELECT sequence, code, details, recorded_at FROM mutation_results WHERE sequence <= ?').all(lastSequence);
  const move = tx.prepare(`INSERT OR IGNORE INTO refused_mutations (sequence, id, name, args, author_id, issued_at, code, details, refused_at)
    SELECT sequence, id, name, args, author_id, issued_at, ?, ?, ? FROM outbox WHERE sequence = ?`);
  for (const result of results) {
    if (move.run(result['code'], result['details'], now.toISOString(), result['sequence']).changes > 0) tx.touch('refused_mutations');
  }
  tx.prepare(`INSERT OR REPLACE INTO outbox_sent (sequence, id, name, args, author_id, issued_at, clock_offset_ms, confirmed_at)
    SELECT sequence, id, name, args, author_id, issued_at, clock_offset_ms, ? FROM outbox WHERE sequence <= ?`).run(now.toISOString(), lastSequence);
  if (tx.prepare('DELETE FROM outbox WHERE sequence <= ?').run(lastSequence).changes > 0) tx.touch('outbox');
  tx.prepare("INSERT INTO replica_meta (key, value) VALUES ('last_sequence', ?) ON CONFLICT (key) DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))").run(String(lastSequence));
}

/** Shortens the journal to what is still pending. */
export function trimJournal(replica: Replica): void {
  replica.journal.rewrite(replica.prepared<[], OutboxRow>('SELECT sequence, id, name, args, author_id, issued_at, clock_offset_ms FROM outbox ORDER BY sequence').all());
}

/** A person has dealt with a refusal: it leaves their list but not the record. */
export async function dismissRefusal(deps: OutboxDeps, sequence: number): Promise<boolean> {
  return deps.replica.write('full', (tx) => {
    tx.touch('refused_mutations');
    return tx.prepare('UPDATE refused_mutations SET dealt_with_at = ? WHERE sequence = ? AND dealt_with_at IS NULL').run(deps.now().toISOString(), sequence).changes > 0;
  });
}

