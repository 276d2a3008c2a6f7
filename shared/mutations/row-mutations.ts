/** Plain edits of any table whose catalog entry names a write permission. */
import { z } from 'zod';
import { isDerivedId } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { eveningIdOf } from '../rules/evening-rows.ts';
import { referencesFrom } from '../rules/references.ts';
import { columnOf, findTable, isTableName, type TableName } from '../schema/catalog.ts';
import type { JsonValue, Table } from '../schema/define.ts';
import { rowId, values } from './arguments.ts';
import { metMeanwhile } from './met-meanwhile.ts';
import { defineMutation, type Intent } from './mutation.ts';
import {
  type Edit,
  editRow,
  NO_PLAIN_EDITS,
  requireColumnRights,
  requireColumns,
  withoutSignatures,
  writable,
} from './row-door.ts';
import { checkWrittenRow } from './row-rules.ts';

/** What takes a new row back, where rows of its table can be deleted. */
export const deletionOf = (table: string, id: string, deletionId: string): Intent | undefined =>
  findTable(table)?.softDelete === true ? { name: 'row.delete', args: { table, id, deletionId } } : undefined;

/** The row, and what these values refer to. */
function rowAndParents(
  table: string,
  id: string,
  given: Readonly<Record<string, unknown>>,
): readonly (readonly [TableName, string])[] {
  if (!isTableName(table)) return [];
  const parents = referencesFrom(table).flatMap(({ column, parent, typeColumn }) => {
    const value = given[column];
    return typeColumn === undefined && typeof value === 'string' ? [[parent, value] as const] : [];
  });
  return [[table, id], ...parents];
}

/**
 * `row.create {table, id, values}`: a new row; the id is the person's device's, and none that follows from something.
 */
export const rowCreate = defineMutation({
  name: 'row.create',
  words: ['Создание', 'New record'],
  args: z.strictObject({ table: z.string(), id: rowId, values }),
  permission: (args) => findTable(args.table)?.write ?? NO_PLAIN_EDITS,
  reads: ({ table, id, values: given }) => rowAndParents(table, id, given),
  run: async (tx, args) => {
    const { name, table } = writable(tx, args.table);
    // A theatre is made by the hub's administrator, never by somebody inside another one.
    if (table.scope === 'self') throw new Refusal('mutation.invalid', { problem: NO_PLAIN_EDITS, table: name });
    const given = withoutSignatures(tx, table, args.values);
    requireColumns(tx, table, Object.keys(given));
    // An id that follows from something else is that row's: nobody takes it for another one beforehand.
    if (isDerivedId(args.id) && eveningIdOf(name, given) !== args.id)
      throw new Refusal('mutation.invalid', { path: 'id' });
    const met = await metMeanwhile(tx, name, args.id, given);
    await tx.insert(name, { ...met.values, id: args.id });
    await checkWrittenRow(tx, name, args.id);
    await met.tellOf();
  },
  inverse: ({ table, id }, { newId }) => deletionOf(table, id, newId()),
});

/**
 * `row.update {table, id, changes, seen}`: `seen` holds, per changed column, the value that the person saw.
 * Where another value is found, the column's policy decides (design: sync, «Mutations, not rows»).
 */
export const rowUpdate = defineMutation({
  name: 'row.update',
  words: ['Изменение', 'Edit'],
  args: z.strictObject({ table: z.string(), id: rowId, changes: values, seen: values }),
  permission: (args) => findTable(args.table)?.write ?? NO_PLAIN_EDITS,
  reads: ({ table, id, changes }) => rowAndParents(table, id, changes),
  run: async (tx, args) => {
    const { table } = writable(tx, args.table);
    const edits: [string, Edit][] = Object.entries(withoutSignatures(tx, table, args.changes)).map(
      ([column, wanted]) => [column, { wanted, seen: args.seen[column] ?? null }],
    );
    await editRow(tx, args.table, args.id, Object.fromEntries(edits));
  },
  // What the person saw comes back, and what they wrote is what they saw.
  inverse: ({ table, id, changes, seen }) => {
    const before = Object.keys(changes).map((column) => [column, seen[column] ?? null]);
    return { name: 'row.update', args: { table, id, changes: Object.fromEntries(before), seen: changes } };
  },
});

/**
 * A value as its column holds it. The conflict keeps values as JSON that is never null, so that «empty» lies there as
 * `{}`; only a JSON column means an object by it.
 */
function heldBy(table: Table, column: string, value: JsonValue): JsonValue {
  const isEmptyObject =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
  return isEmptyObject && columnOf(table, column)?.type !== 'json' ? null : value;
}

/**
 * `conflict.resolve {conflictId, choose}`: keep what stands, or put the other value in its place. Putting it there is
 * an edit like any other, by somebody who saw the value that was kept.
 */
export const conflictResolve = defineMutation({
  name: 'conflict.resolve',
  words: ['Разрешение расхождения', 'Conflict settled'],
  args: z.strictObject({ conflictId: rowId, choose: z.enum(['kept', 'other']) }),
  permission: () => 'conflicts.resolve',
  run: async (tx, args) => {
    const conflict = await tx.require('conflicts', args.conflictId);
    const { table } = writable(tx, conflict.entity_type);
    requireColumnRights(tx, table, [conflict.column_name]);
    if (conflict.status !== 'open') throw new Refusal('conflict.resolved', { by: conflict.resolved_by_name ?? '' });
    if (args.choose === 'other') {
      const column = conflict.column_name;
      const edit = {
        seen: heldBy(table, column, conflict.kept_value),
        wanted: heldBy(table, column, conflict.other_value),
      };
      await editRow(tx, conflict.entity_type, conflict.entity_id, { [column]: edit });
    }
    await tx.update('conflicts', conflict.id, {
      status: args.choose === 'other' ? 'swapped' : 'kept',
      resolved_at: tx.time,
      resolved_by_id: tx.author.userId,
      resolved_by_name: tx.author.name,
    });
  },
});
