/** Runs a mutation inside a transaction that the caller has begun. The same on both sides. */
import type { z } from 'zod';
import { checkPayload } from '../base/payload.ts';
import { failed, ok, Refusal, type RefusalData, type Result } from '../base/refusal.ts';
import { can } from '../rules/permissions.ts';
import * as decisions from './count-decisions.ts';
import * as counts from './count-mutations.ts';
import * as posting from './count-posting.ts';
import * as deletions from './deletion-mutations.ts';
import * as integrity from './integrity-mutations.ts';
import * as inventory from './inventory-mutations.ts';
import { type Author, correctedTime, type Mutation, type MutationDefinition } from './mutation.ts';
import { MutationTx } from './mutation-tx.ts';
import * as rows from './row-mutations.ts';
import type { RowStore } from './row-store.ts';
import * as time from './time-mutations.ts';

interface Runnable {
  readonly name: string;
  /** The permission that a run on a table needs; the table matters for plain edits alone. */
  readonly permissionOn: (table: string) => string | undefined;
  /** Parses the arguments; on success gives what it needs and what it does. */
  readonly prepare: (
    args: unknown,
  ) => { readonly permission: string | undefined; readonly run: (tx: MutationTx) => Promise<void> } | z.ZodError;
}

function runnable<A>(definition: MutationDefinition<A>): Runnable {
  return {
    name: definition.name,
    // Permissions look at nothing but the table's name.
    permissionOn: (table) => definition.permission({ table } as A),
    prepare: (args) => {
      const parsed = definition.args.safeParse(args);
      if (!parsed.success) return parsed.error;
      return { permission: definition.permission(parsed.data), run: (tx) => definition.run(tx, parsed.data) };
    },
  };
}

const all: readonly Runnable[] = [
  runnable(rows.rowCreate),
  runnable(rows.rowUpdate),
  runnable(rows.conflictResolve),
  runnable(deletions.rowDelete),
  runnable(deletions.employeeDeactivate),
  runnable(deletions.deletionRestore),
  runnable(inventory.inventoryCreate),
  runnable(inventory.inventoryReceive),
  runnable(inventory.inventoryMove),
  runnable(inventory.inventoryWriteOff),
  runnable(inventory.inventoryChangeStatus),
  runnable(inventory.inventoryRebuildStock),
  runnable(integrity.integrityRepairTree),
  runnable(counts.countCreate),
  runnable(counts.countStart),
  runnable(counts.countRecordEntry),
  runnable(counts.countUndoEntry),
  runnable(counts.countIdentifyCode),
  runnable(decisions.countRequestRecount),
  runnable(decisions.countResolveLine),
  runnable(decisions.countResolveRest),
  runnable(counts.countReview),
  runnable(counts.countCancel),
  runnable(posting.countPost),
  runnable(posting.countReverse),
  runnable(time.timeSubmit),
  runnable(time.timeWithdraw),
  runnable(time.timeApprove),
  runnable(time.timeReject),
];
const byName: ReadonlyMap<string, Runnable> = new Map(all.map((mutation) => [mutation.name, mutation]));

/** Names of all mutations. */
export const mutationNames: readonly string[] = all.map((mutation) => mutation.name);

/**
 * The permission that a mutation asks for before anything else, of a table where it edits any; undefined where every
 * signed-in person may begin it.
 */
export function permissionOf(name: string, table = ''): string | undefined {
  return byName.get(name)?.permissionOn(table);
}

/**
 * Answers a refusal as data; the caller then rolls back. Exceptions that are no refusal are broken invariants or a
 * failing database. `recordedAt` is the time that decides: the hub's clock, or a laptop's as corrected by it; `elapsed`
 * its stopwatch, in milliseconds.
 */
export async function runMutation(
  store: RowStore,
  mutation: Mutation,
  author: Author,
  recordedAt: string,
  elapsed: () => number,
): Promise<Result<null>> {
  const definition = byName.get(mutation.name);
  if (definition === undefined) return failed({ code: 'mutation.unknown', details: { name: mutation.name } });
  try {
    const payload = checkPayload(mutation.args);
    if (!payload.ok) return payload;
    const prepared = definition.prepare(payload.value);
    if ('issues' in prepared) return failed(invalid(mutation.name, prepared));
    if (prepared.permission !== undefined && !can(author.permissions, prepared.permission)) {
      return failed({ code: 'permission.denied', details: { permission: prepared.permission, name: mutation.name } });
    }
    await prepared.run(
      new MutationTx(store, mutation, author, correctedTime(mutation, recordedAt), recordedAt, elapsed),
    );
    return ok(null);
  } catch (error) {
    if (error instanceof Refusal) return failed(error.data);
    throw error;
  }
}

function invalid(name: string, error: z.ZodError): RefusalData {
  const issue = error.issues[0];
  return {
    code: 'mutation.invalid',
    details: { name, path: issue?.path.map(String).join('.') ?? '', problem: issue?.message ?? '' },
  };
}
