/** Deleting and restoring. Names and arguments are what waits in outboxes: they only ever grow. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { isPart, type RowKey } from '../rules/deletion-plan.ts';
import { findTable, isTableName, type TableName, tableOf } from '../schema/catalog.ts';
import { acceptValue } from '../schema/validate.ts';
import { rowId } from './arguments.ts';
import { deleteRows, mayBeRenamed, type NewValue, restoreRows } from './deletion.ts';
import { checkEvening } from './evening.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { checkPeopleRow, checkRestoredPeople, keepingAnAdministrator } from './people-rules.ts';
import { requireColumnRights, requireRight, writable } from './row-door.ts';
import { checkRowRules, checkWrittenRow } from './row-rules.ts';
import { tellRemoved } from './schedule-removed.ts';

const counts = z.record(z.string(), z.int());
const shown = z.strictObject({ fingerprint: z.string().max(64), deletes: counts, clears: counts });
const asked = { deletionId: rowId, reason: z.string().max(2000).optional(), plan: shown.optional() };

/** Tables whose rows people may delete: those they may write and that can come back. */
export function isDeletable(name: string): name is TableName {
  const table = findTable(name);
  return table !== undefined && table.softDelete && table.write !== undefined && name !== 'theaters';
}

/**
 * `row.delete {table, id, deletionId, reason?, plan?}`: soft-deletes a row with all that goes with it; `plan` is what
 * the person was shown.
 */
export const rowDelete = defineMutation({
  name: 'row.delete',
  words: ['Удаление', 'Deletion'],
  args: z.strictObject({ table: z.string(), id: rowId, ...asked }),
  permission: (args) => findTable(args.table)?.write ?? 'table.notEditable',
  run: async (tx, args) => {
    const { table } = args;
    if (!isDeletable(table)) throw new Refusal('mutation.invalid', { problem: 'table.notDeletable', table });
    requireDeletion(tx, table);
    if (table === 'users' && args.id === tx.author.userId) throw new Refusal('deletion.self');
    await checkRowRules(tx, table, args.id, 'delete');
    const request = {
      roots: [{ table, id: args.id }] as const,
      deletionId: args.deletionId,
      reason: args.reason,
      shown: args.plan,
    };
    const event = table === 'schedule_events' ? await tx.find(table, args.id) : undefined;
    if (event !== undefined) await checkEvening(tx, event);
    await keepingAnAdministrator(tx, table, () => deleteRows(tx, request));
    if (event !== undefined) await tellRemoved(tx, [event]);
  },
  inverse: ({ deletionId }) => ({ name: 'deletion.restore', args: { deletionId } }),
});

/** Parts of something belong to whoever may write it; anything else needs the right to delete besides. */
function requireDeletion(tx: MutationTx, table: TableName): void {
  if (!isPart(table)) requireRight(tx, 'rows.delete');
}

/**
 * `employee.deactivate {id, deletionId, …}`: the person stops working here: the employee and their account, in one
 * deletion. Hours, comments and approvals keep the name.
 */
export const employeeDeactivate = defineMutation({
  name: 'employee.deactivate',
  words: ['Увольнение сотрудника', 'Employee deactivated'],
  args: z.strictObject({ id: rowId, ...asked }),
  permission: () => 'people.manage',
  run: async (tx, args) => {
    const employee = await tx.require('employees', args.id);
    if (employee.user_id === tx.author.userId) throw new Refusal('deletion.self');
    await checkPeopleRow(tx, 'employees', employee.id);
    const request = {
      roots: await rootsOfEmployee(tx, employee),
      deletionId: args.deletionId,
      reason: args.reason,
      shown: args.plan,
    };
    await keepingAnAdministrator(tx, 'employees', () => deleteRows(tx, request));
  },
  inverse: ({ deletionId }) => ({ name: 'deletion.restore', args: { deletionId } }),
});

/** An employee and, where there is a live one, their account. */
export async function rootsOfEmployee(
  tx: Pick<MutationTx, 'find'>,
  employee: { readonly id: string; readonly user_id: string | null },
): Promise<[RowKey, ...RowKey[]]> {
  const user = employee.user_id === null ? undefined : await tx.find('users', employee.user_id);
  return [
    { table: 'employees', id: employee.id },
    ...(user === undefined || user.deleted_at !== null ? [] : [{ table: 'users' as const, id: user.id }]),
  ];
}

/**
 * `deletion.restore {deletionId, values?}`: the rows of that deletion come back, with the references that it had
 * cleared; `values` replace numbers that somebody else has by now.
 */
export const deletionRestore = defineMutation({
  name: 'deletion.restore',
  words: ['Восстановление', 'Restore'],
  args: z.strictObject({
    deletionId: rowId,
    values: z
      .array(z.strictObject({ table: z.string(), id: rowId, column: z.string(), value: z.string().nullable() }))
      .max(100)
      .optional(),
  }),
  permission: () => undefined,
  run: async (tx, args) => {
    const deletion = await tx.require('deletions', args.deletionId);
    const { name } = writable(tx, deletion.root_table);
    requireDeletion(tx, name);
    if (deletion.restored_at !== null) throw new Refusal('deletion.restored', { title: deletion.root_title });
    for (const value of args.values ?? []) await rename(tx, deletion.id, value);
    const plan = await restoreRows(tx, deletion);
    await checkRowRules(tx, name, deletion.root_id, 'restore');
    for (const { table, ids } of plan.rows)
      if (table === 'time_entries') for (const id of ids) await checkWrittenRow(tx, table, id);
    await checkRestoredPeople(tx, deletion.id);
  },
});

/** A row that is on its way back takes another number; it is still deleted, so the verbs for live rows do not apply. */
async function rename(tx: MutationTx, deletionId: string, { table, id, column, value }: NewValue): Promise<void> {
  if (!isTableName(table) || !mayBeRenamed(table, column)) throw new Refusal('column.readonly', { table, column });
  requireColumnRights(tx, writable(tx, table).table, [column]);
  const [row] = await tx.rows.findMany(table, [id]);
  if (row === undefined || row['deletion_id'] !== deletionId) throw new Refusal('row.missing', { table, id });
  const accepted = acceptValue(tableOf(table), column, value);
  await tx.rows.updateRow(table, id, { [column]: accepted });
  await tx.log(table, id, 'update', { [column]: [row[column] as string | null, accepted] });
}
