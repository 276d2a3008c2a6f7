/**
 * The one door through which a mutation changes a row for a person. Whoever wants to write a row, as a plain edit, by
 * settling a conflict or by bringing it back, comes through here and meets the same questions: the table's right, the
 * row's rules, the columns' rights.
 */
import { sameJson } from '../base/json.ts';
import { Refusal } from '../base/refusal.ts';
import { can } from '../rules/permissions.ts';
import { columnOf, findTable, isTableName, type TableName } from '../schema/catalog.ts';
import type { JsonValue, Stamp, Table } from '../schema/define.ts';
import { acceptValue } from '../schema/validate.ts';
import { settle } from './conflict.ts';
import type { MutationTx } from './mutation-tx.ts';
import { keepingAnAdministrator } from './people-rules.ts';
import { checkRowRules, checkWrittenRow } from './row-rules.ts';

/** What stands for the right of a table that nobody edits plainly: no role has it by name. */
export const NO_PLAIN_EDITS = 'table.notEditable';

/** A table that people edit. */
export interface Editable {
  readonly name: TableName;
  readonly table: Table;
  readonly right: string;
}

/** The table of that name; refuses where plain edits make no sense. */
export function editable(name: string): Editable {
  const table = findTable(name);
  if (table === undefined || !isTableName(name) || table.write === undefined) {
    throw new Refusal('mutation.invalid', { problem: NO_PLAIN_EDITS, table: name });
  }
  return { name, table, right: table.write };
}

/** The table of that name, for somebody who may write it. */
export function writable(tx: MutationTx, name: string): Editable {
  const found = editable(name);
  requireRight(tx, found.right);
  return found;
}

/** Refuses where the author lacks the permission. */
export function requireRight(tx: MutationTx, permission: string): void {
  if (!can(tx.author.permissions, permission))
    throw new Refusal('permission.denied', { permission, name: tx.mutation.name });
}

/** Whether the author may see and therefore write the column. */
export function requireColumnRights(tx: MutationTx, table: Table, columns: readonly string[]): void {
  for (const column of columns) {
    const permission = columnOf(table, column)?.readPermission;
    if (permission !== undefined) requireRight(tx, permission);
  }
}

/**
 * The values without signatures. Laptops of before sent them along: where they name the author, as the mechanism does
 * now, they are let pass; the time of a signature is the mechanism's own.
 */
export function withoutSignatures<V>(
  tx: MutationTx,
  table: Table,
  values: Readonly<Record<string, V>>,
): Record<string, V> {
  const { userId, employeeId, name } = tx.author;
  const own: Readonly<Record<Stamp['what'], readonly unknown[]>> = {
    user: [userId],
    employee: [employeeId],
    name: [name],
    time: [],
    order: [],
  };
  return Object.fromEntries(
    Object.entries(values).filter(([column, value]) => {
      const definition = columnOf(table, column);
      if (definition?.stamp === undefined || isAudit(column)) return true;
      if (isMoment(definition.stamp) || value === null || own[definition.stamp.what].includes(value)) return false;
      throw new Refusal('column.readonly', { table: table.name, column });
    }),
  );
}

const isMoment = ({ what }: Stamp): boolean => what === 'time' || what === 'order';

/** Those were never arguments. */
const isAudit = (column: string): boolean => /^(created|updated|author)_/.test(column);

/** Refuses columns that are unknown, written by other actions, or not the author's to see. */
export function requireColumns(tx: MutationTx, table: Table, columns: readonly string[]): void {
  for (const column of columns) {
    const definition = columnOf(table, column);
    if (definition === undefined)
      throw new Refusal('value.invalid', { table: table.name, column, problem: 'unknownColumn' });
    if (definition.managed === true || column === 'id')
      throw new Refusal('column.readonly', { table: table.name, column });
  }
  requireColumnRights(tx, table, columns);
}

/** One column of an edit: what the person saw there, and what they want instead. */
export interface Edit {
  readonly seen: JsonValue;
  readonly wanted: JsonValue;
}

/** Changes columns of a live row as the author; where somebody else was faster, the column's policy decides. */
export async function editRow(
  tx: MutationTx,
  tableName: string,
  id: string,
  edits: Readonly<Record<string, Edit>>,
): Promise<void> {
  const { name, table } = writable(tx, tableName);
  requireColumns(tx, table, Object.keys(edits));
  const current = (await tx.require(name, id)) as unknown as Record<string, JsonValue>;
  const wantedValues = Object.fromEntries(Object.entries(edits).map(([column, { wanted }]) => [column, wanted]));
  await checkRowRules(tx, name, id, 'update', Object.keys(edits), wantedValues);
  // Between the laptops of one person nobody has to be asked: what is their own is as they wrote it last.
  const isOwn = table.owner !== undefined && current[table.owner.column] === tx.author.userId;
  const accepted: Record<string, JsonValue> = {};
  for (const [column, edit] of Object.entries(edits)) {
    const wanted = acceptValue(table, column, edit.wanted);
    const seen = canonicalSeen(table, column, edit.seen);
    const found = current[column] ?? null;
    if (columnOf(table, column)?.fixed === true && !sameJson(wanted, found))
      throw new Refusal('column.readonly', { table: name, column });
    const isUndisputed = isOwn || sameJson(seen, found) || sameJson(wanted, found);
    accepted[column] = isUndisputed ? wanted : await settle(tx, { name, table, id, column, seen, found, wanted });
  }
  await keepingAnAdministrator(tx, name, () => tx.update(name, id, accepted));
  await checkWrittenRow(tx, name, id, Object.keys(edits));
}

/** What the person saw, in the form in which the databases keep it; rubbish simply differs from whatever is found. */
function canonicalSeen(table: Table, column: string, seen: JsonValue): JsonValue {
  try {
    return acceptValue(table, column, seen);
  } catch (error) {
    if (error instanceof Refusal) return seen;
    throw error;
  }
}
