/**
 * The history id by which laptops notice that their hub was restored. A theatre that was restored alone has one of its
 * own, so that only its laptops offer again and fetch again; all others go by the hub's.
 */
import type pg from 'pg';

const HUB = 'history_id';

/** SQL that yields the history id of a theatre; `theater` is an SQL expression for its id. */
export function historySql(theater: string): string {
  return `(SELECT value FROM hub_state WHERE key IN ('${HUB}', '${HUB}:' || ${theater}::text) ORDER BY length(key) DESC
    LIMIT 1)`;
}

/** The history id of a theatre, read each time, because a restore changes it under a running hub. */
export async function readHistoryId(client: pg.ClientBase, theaterId: string): Promise<string> {
  const {
    rows: [row],
  } = await client.query<{ history: string | null }>(`SELECT ${historySql('$1')} AS history`, [theaterId]);
  return row?.history ?? '';
}

/** Begins a new history: of one theatre, or of the whole hub. */
export async function beginHistory(client: pg.ClientBase, theaterId: string | undefined, id: string): Promise<void> {
  if (theaterId === undefined) await client.query(`DELETE FROM hub_state WHERE key LIKE '${HUB}:%'`);
  await client.query(
    'INSERT INTO hub_state (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [theaterId === undefined ? HUB : `${HUB}:${theaterId}`, id],
  );
}
