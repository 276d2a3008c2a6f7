/**
 * SQLite's foreign keys across an upgrade. They are off while tables are rebuilt, for dropping the old one would take
 * its children along; so every reference is looked at before and after, and what the upgrade broke undoes it.
 */
import { type Kysely, sql } from 'kysely';

/** A row whose parent is not there. */
export interface DanglingReference {
  readonly table: string;
  /** The row's `id`; its rowid in a table that has none. */
  readonly row: string;
  readonly column: string;
  readonly parent: string;
}

interface Found {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
  readonly fkid: number;
}

const textOf = (each: DanglingReference): string => `${each.table} ${each.row}: ${each.column} → ${each.parent}`;

/** Every dangling reference of the database, by names that outlive the rebuild of a table. */
export async function danglingReferences(db: Kysely<unknown>): Promise<readonly DanglingReference[]> {
  const { rows: found } = await sql.raw<Found>('PRAGMA foreign_key_check').execute(db);
  const dangling: DanglingReference[] = [];
  for (const { table, rowid, parent, fkid } of found) {
    const { rows: keys } = await sql.raw<{ id: number; from: string }>(`PRAGMA foreign_key_list(${table})`).execute(db);
    const { rows: columns } = await sql.raw<{ name: string }>(`PRAGMA table_info(${table})`).execute(db);
    const hasId = rowid !== null && columns.some(({ name }) => name === 'id');
    const ids = hasId
      ? (await sql<{ id: unknown }>`SELECT id FROM ${sql.table(table)} WHERE rowid = ${rowid}`.execute(db)).rows
      : [];
    dangling.push({
      table,
      row: String(ids[0]?.id ?? rowid),
      column: keys.find(({ id }) => id === fkid)?.from ?? '',
      parent,
    });
  }
  return dangling;
}

/** Throws when something dangles that did not before; says of what did before that it is no fault of this upgrade. */
export function requireNoNewDangling(before: readonly DanglingReference[], after: readonly DanglingReference[]): void {
  const known = new Set(before.map(textOf));
  const broken = after.map(textOf).filter((text) => !known.has(text));
  if (broken.length === 0) return;
  const earlier = known.size === 0 ? '' : `; dangling before it already: ${[...known].slice(0, 5).join(', ')}`;
  throw new Error(
    `the upgrade left ${broken.length} references without a parent: ${broken.slice(0, 5).join(', ')}${earlier}`,
  );
}
