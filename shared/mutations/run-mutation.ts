/** Runs a mutation inside a transaction that the caller has begun. The same on both sides. */
import type { z } from 'zod';
import { checkPayload } from '../base/payload.ts';
import { failed, ok, Refusal, type RefusalData, type Result } from '../base/refusal.ts';
import { can } from '../rules/permissions.ts';
import { type Author, correctedTime, type Mutation } from './mutation.ts';
import { MutationTx } from './mutation-tx.ts';
import { mutationNamed } from './registry.ts';
import type { RowStore } from './row-store.ts';

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
  const definition = mutationNamed(mutation.name);
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
