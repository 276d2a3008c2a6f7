/** Canonical hash and row count per table, pending effects excluded: comparable with the hub's. */
import { createHash } from 'node:crypto';
import { replicatedTables, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { digestColumns, digestRows, type Stored } from '../../shared/schema/codecs.ts';
import { digestTable, type TableDigest } from '../../shared/schema/digest.ts';
import { isKnownIn, SCHEMA_VERSION } from '../../shared/schema/versions.ts';
import { undoAllPending } from './effects.ts';
import type { Replica, WriteTx } from './replica.ts';

class Undone extends Error {}

/**
 * Undoes what is pending in a transaction that is thrown away afterwards, and looks at the rest, as far as a version
 * knows it.
 */
export async function replicaDigest(
  replica: Replica,
  tables: readonly TableName[] = replicatedTables,
  version = SCHEMA_VERSION,
): Promise<Record<string, TableDigest>> {
  let digests: Record<string, TableDigest> = {};
  try {
    await replica.write('normal', (tx) => {
      undoAllPending(tx);
      digests = digestAll(tx, tables, version);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return digests;
}

function digestAll(tx: WriteTx, tables: readonly TableName[], version: number): Record<string, TableDigest> {
  const digests: Record<string, TableDigest> = {};
  for (const name of tables) {
    const table = tableOf(name);
    if (table.scope === 'device' || !isKnownIn(table, version)) continue;
    const columns = digestColumns(table, version).map(([column]) => column);
    const held = digestRows(table);
    const where = held === undefined ? '' : ` WHERE ${held}`;
    const digest = digestTable(createHash('sha256'));
    const rows = tx.sqlite.prepare<[], Stored[]>(`SELECT ${columns.join(', ')} FROM ${name}${where} ORDER BY id`).raw();
    for (const row of rows.iterate()) digest.add(row);
    digests[name] = digest.end();
  }
  return digests;
}
