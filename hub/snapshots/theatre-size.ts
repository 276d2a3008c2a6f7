/** Whether a theatre is worth a snapshot. */
import { tableOf } from '../../shared/schema/catalog.ts';
import { snapshotTables } from '../../sqlite/snapshot-form.ts';
import type { HubDatabase } from '../database.ts';

/** Whether it has so many rows; no table is counted further than that. */
export async function hasRows(
  { pool }: Pick<HubDatabase, 'pool'>,
  theaterId: string,
  minimum: number,
): Promise<boolean> {
  const counts = snapshotTables
    .filter((name) => tableOf(name).scope === 'theater')
    .map((name) => `(SELECT count(*) FROM (SELECT 1 FROM ${name} WHERE theater_id = $1 LIMIT $2) one)`);
  const { rows } = await pool.query<{ enough: boolean }>(`SELECT ${counts.join(' + ')} >= $2 AS enough`, [
    theaterId,
    minimum,
  ]);
  return rows[0]?.enough === true;
}
