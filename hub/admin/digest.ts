/**
 * Canonical hash and row count per replicated table, from Postgres: what every replica must show when it has caught up.
 */
import { createHash } from 'node:crypto';
import { replicatedTables, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { digestColumns, digestRows, toStored } from '../../shared/schema/codecs.ts';
import { digestTable, type TableDigest } from '../../shared/schema/digest.ts';
import { isKnownIn, SCHEMA_VERSION } from '../../shared/schema/versions.ts';
import { type HubDatabase, inSnapshot } from '../database.ts';

const PAGE = 5000;

/** Tables that have a digest. Those of a single device are left out: no two replicas hold the same. */
export const digestedTables: readonly TableName[] = replicatedTables.filter((name) => tableOf(name).scope !== 'device');

/** Digests of one theatre, from one snapshot; of all tables, or of some; as far as a version knows them. */
export async function hubDigest(
  { pool }: HubDatabase,
  theaterId: string,
  tables: readonly TableName[] = digestedTables,
  version = SCHEMA_VERSION,
): Promise<Record<string, TableDigest>> {
  return inSnapshot(pool, async (client) => {
    const digests: Record<string, TableDigest> = {};
    for (const name of tables) {
      const table = tableOf(name);
      if (!isKnownIn(table, version)) continue;
      const columns = digestColumns(table, version);
      const held = digestRows(table);
      const scope =
        table.scope === 'self'
          ? 'id = $1'
          : table.scope === 'theater-or-system'
            ? '(theater_id = $1 OR theater_id IS NULL)'
            : 'theater_id = $1';
      const where = held === undefined ? scope : `${scope} AND ${held}`;
      const digest = digestTable(createHash('sha256'));
      for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
        const { rows } = await client.query<Record<string, unknown>>(
          `SELECT ${columns.map(([column]) => column).join(', ')} FROM ${name} WHERE ${where} AND id > $2 ORDER BY id
            LIMIT ${PAGE}`,
          [theaterId, after],
        );
        for (const row of rows) digest.add(columns.map(([column, definition]) => toStored(definition, row[column])));
        if (rows.length < PAGE) break;
        after = String(rows.at(-1)?.['id']);
      }
      digests[name] = digest.end();
    }
    return digests;
  });
}
