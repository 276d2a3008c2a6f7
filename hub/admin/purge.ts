/**
 * The hub's purge: erases what has been in the trash longer than its theatre keeps it, and with `isDry` only says what
 * it would erase.
 */

import { dueBefore, purge, retentionDays } from '../../shared/mutations/purge.ts';
import type { PurgePlan } from '../../shared/rules/purge-plan.ts';
import { type HubDatabase, inTransaction } from '../database.ts';
import { PostgresRowStore } from '../push/postgres-row-store.ts';

/** What a purge did, or with `isDry` would do, to one theatre; `days` is how long it keeps its trash. */
export interface PurgedTheater {
  readonly theaterId: string;
  readonly code: string;
  readonly days: number;
  /** Rows erased (or due), by table. */
  readonly erased: Readonly<Record<string, number>>;
  /** Due rows that stay because something needs them, by reference. */
  readonly needed: Readonly<Record<string, number>>;
}

/** Purges one theatre of what was deleted before `moment`, in one transaction that no push of it overlaps. */
export function purgeTheater(
  database: HubDatabase,
  theaterId: string,
  moment: string,
  isDry = false,
): Promise<PurgePlan> {
  return inTransaction(database.pool, async (client) => {
    await client.query(
      "SELECT set_config('offstage.purge', 'on', true), pg_advisory_xact_lock(hashtextextended($1, 7))",
      [theaterId],
    );
    return purge(new PostgresRowStore(client), theaterId, moment, isDry);
  });
}

/** Purges every theatre, or one, by its own retention or by `days`. */
export async function purgeAll(
  database: HubDatabase,
  now: Date,
  options: {
    readonly theater?: string | undefined;
    readonly days?: number | undefined;
    readonly isDry?: boolean | undefined;
  } = {},
): Promise<PurgedTheater[]> {
  const { rows } = await database.pool.query<{ id: string; code: string }>(
    'SELECT id, code FROM theaters WHERE $1::text IS NULL OR code = $1 OR id::text = $1 ORDER BY code',
    [options.theater ?? null],
  );
  const purged: PurgedTheater[] = [];
  for (const { id, code } of rows) {
    const days = options.days ?? (await retentionDays(database, id));
    const plan = await purgeTheater(database, id, dueBefore(now, days), options.isDry);
    purged.push({
      theaterId: id,
      code,
      days,
      erased: Object.fromEntries(plan.erases.map(({ table, ids }) => [table, ids.length])),
      needed: plan.needed,
    });
  }
  return purged;
}
