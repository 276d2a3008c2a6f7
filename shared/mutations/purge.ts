/**
 * Erases what has been in the trash longer than its theatre keeps it. Runs on the hub; replicas receive the outcome
 * like any other change.
 */
import { type PurgePlan, planPurge } from '../rules/purge-plan.ts';
import type { TableName } from '../schema/catalog.ts';
import type { RowStore } from './row-store.ts';

/** How long the trash is kept where a theatre has not said otherwise, in days. */
export const RETENTION_DAYS = 180;
/** The setting that says otherwise: a number of days. */
export const RETENTION_KEY = 'trash.retentionDays';
const DAY_MS = 86_400_000;

/** The theatre's retention in days. */
export async function retentionDays(store: Pick<RowStore, 'db'>, theaterId: string): Promise<number> {
  const setting = await store.db
    .selectFrom('settings')
    .select('value')
    .where('theater_id', '=', theaterId)
    .where('key', '=', RETENTION_KEY)
    .executeTakeFirst();
  const days = Number(setting?.value);
  return Number.isFinite(days) && days >= 1 ? days : RETENTION_DAYS;
}

/** The moment before which deletions are due. */
export const dueBefore = (now: Date, days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();

/**
 * Erases what is due, or with `isDry` only answers what would be. The caller holds the transaction and has switched the
 * guards against erasing off.
 */
export async function purge(
  store: RowStore,
  theaterId: string,
  moment: string,
  isDry = false,
  known: (table: TableName) => boolean = () => true,
): Promise<PurgePlan> {
  const plan = await planPurge(store, theaterId, moment, known);
  if (!isDry) for (const { table, ids } of plan.erases) await store.eraseRows(table, ids);
  return plan;
}
