/**
 * Whose fault a failed statement is. What is the hub's is tried again and never put before the author as their mistake;
 * what fails the same way time after time, while everything else works, is one mutation's and must not hold up those
 * behind it.
 */
import pg from 'pg';
import { errorText } from '../../shared/base/asserts.ts';

/**
 * `data`: this mutation cannot be stored. `machine`: nothing works just now. `broken`: either a fault in the program or
 * a passing one.
 */
export type Fault = 'data' | 'machine' | 'broken';

const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET)/;
/**
 * Connection, transaction state, rollback, resources, state of an object, operator, system. Source: PostgreSQL,
 * appendix A.
 */
const MACHINE = /^(08|25|40|53|55|57|58)/;
/** Data and integrity. */
const DATA = /^(22|23)/;

/**
 * A prepared statement that was planned before a migration: the connection must be renewed. SQLSTATE 0A000, raised for
 * nothing else here.
 */
export function isStalePlan(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '0A000';
}

/** By SQLSTATE or the system's code, never by text. */
export function faultOf(error: unknown): Fault {
  if (error instanceof pg.DatabaseError)
    return DATA.test(error.code ?? '') ? 'data' : MACHINE.test(error.code ?? '') ? 'machine' : 'broken';
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NETWORK.test(code) ? 'machine' : 'broken';
}

/**
 * So often a mutation may break in the same way before it is parked; more often where every connection may hold a plan
 * of its own.
 */
const PATIENCE = 5;
const PATIENCE_WITH_PLANS = 80;
const MAX_REMEMBERED = 10_000;

/**
 * Counts how often mutations broke. In memory: a hub that starts anew, perhaps in another version, looks at them
 * afresh.
 */
export class BrokenMutations {
  readonly #counts = new Map<string, { readonly how: string; readonly times: number }>();

  /** Notes that a mutation broke; answers whether it has now done so often enough to be parked. */
  note(mutationId: string, error: unknown): boolean {
    const how = error instanceof pg.DatabaseError ? (error.code ?? '') : errorText(error);
    const known = this.#counts.get(mutationId);
    const times = known?.how === how ? known.times + 1 : 1;
    if (this.#counts.size > MAX_REMEMBERED) this.#counts.clear();
    this.#counts.set(mutationId, { how, times });
    return times >= (isStalePlan(error) ? PATIENCE_WITH_PLANS : PATIENCE);
  }

  forget(mutationId: string): void {
    this.#counts.delete(mutationId);
  }
}
