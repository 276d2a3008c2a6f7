/** A value that nobody has yet, close to the one that somebody has. */

import { isTag } from '../rules/tag-code.ts';
import { type TableName, tableOf } from '../schema/catalog.ts';
import type { AnyRow, RowStore } from './row-store.ts';

const MAX_TRIES = 200;

/** `A-007` → `A-008` …, `lamp` → `lamp-2` …: the first that is free, or null where none can be proposed. */
export async function freeValue(
  store: Pick<RowStore, 'findByKey'>,
  table: TableName,
  theaterId: string,
  key: readonly string[],
  row: AnyRow,
): Promise<string | null> {
  const [column] = key;
  const definition = column === undefined ? undefined : tableOf(table).columns[column];
  if (column === undefined || key.length !== 1 || definition?.type !== 'varchar' || column === 'email') return null;
  // The next number is no tag that anybody has in hand.
  if (column === 'barcode' && isTag(String(row[column]))) return null;
  const taken = String(row[column]);
  const digits = /\d{1,15}$/.exec(taken)?.[0];
  const stem = digits === undefined ? `${taken}-` : taken.slice(0, -digits.length);
  for (let next = digits === undefined ? 2 : Number(digits) + 1, tries = 0; tries < MAX_TRIES; next += 1, tries += 1) {
    const value = `${stem}${String(next).padStart(digits?.length ?? 1, '0')}`;
    if (value.length > (definition.length ?? 255)) return null;
    if ((await store.findByKey(table, theaterId, { [column]: value })) === undefined) return value;
  }
  return null;
}
