/** Plain edits of any table whose catalog entry names a write permission. */
import { diff3Merge } from 'node-diff3';
import { z } from 'zod';
import { deriveId } from '../base/ids.ts';
import { sameJson } from '../base/json.ts';
import { Refusal } from '../base/refusal.ts';
import { findTable, isTableName, type TableName } from '../schema/catalog.ts';
import type { JsonValue, Table } from '../schema/define.ts';
import { acceptValue } from '../schema/validate.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { keepingAnAdministrator } from './people-rules.ts';
import { checkRowRules, checkWrittenRow } from './row-rules.ts';

const values = z.record(z.string(), z.json());
const NO_PLAIN_EDITS = 'table.notEditable';

function editable(name: string): { readonly name: TableName; readonly table: Table } {
  const table = findTable(name);
  if (table === undefined || !isTableName(name) || table.write === undefined) throw new Refusal('mutation.invalid', { problem: NO_PLAIN_EDITS, table: name });
  return { name, table };
}

function refuseManaged(table: Table, columns: readonly string[]): void {
  for (const column of columns) {
    const definition = table.columns[column];
    if (definition === undefined) throw new Refusal('value.invalid', { table: table.name, column, problem: 'unknownColumn' });
    if (definition.managed === true || column === 'id') throw new Refusal('column.readonly', { table: table.name, column });
  }
}

/** `row.create {table, id, values}`: a new row; the id is the person's device's. */
export const rowCreate = defineMutation({
  name: 'row.create',
  args: z.strictObject({ table: z.string(), id: z.uuid(), values }),
  permission: (args) => findTable(args.table)?.write ?? NO_PLAIN_EDITS,
  run: async (tx, args) => {
    const { name, table } = editable(args.table);
    // A theatre is made by the hub's administrator, never by somebody inside another one.
    if (table.scope === 'self') throw new Refusal('mutation.invalid', { problem: NO_PLAIN_EDITS, table: name });
    refuseManaged(table, Object.keys(args.values));
    await tx.insert(name, { ...args.values, id: args.id });
    await checkWrittenRow(tx, name, args.id);
  },
});

/**
 * `row.update {table, id, changes, seen}`: `seen` holds, per changed column, the value that the person saw.
 * Where another value is found, the column's policy decides (design: sync, «Mutations, not rows»).
 */
export const rowUpdate = defineMutation({
  name: 'row.update',
  args: z.strictObject({ table: z.string(), id: z.uuid(), changes: values, seen: values }),
  permission: (args) => findTable(args.table)?.write ?? NO_PLAIN_EDITS,
  run: async (tx, args) => {
    const { name, table } = editable(args.table);
    refuseManaged(table, Object.keys(args.changes));
    const current = (await tx.require(name, args.id)) as unknown as Record<string, JsonValue>;
    await checkRowRules(tx, name, args.id, 'update');
    const accepted: Record<string, JsonValue> = {};
    for (const [column, given] of Object.entries(args.changes)) {
      const wanted = acceptValue(table, column, given);
      const seen = canonicalSeen(table, column, args.seen[column] ?? null);
      const found = current[column] ?? null;
      accepted[column] = sameJson(seen, found) || sameJson(wanted, found) ? wanted : await settle(tx, { name, table, id: args.id, column, seen, found, wanted });
    }
    await keepingAnAdministrator(tx, name, () => tx.update(name, args.id, accepted));
    await checkWrittenRow(tx, name, args.id);
  },
});

/** What the person saw, in the form in which the databases keep it; rubbish simply differs from whatever is found. */
function canonicalSeen(table: Table, column: string, seen: JsonValue): JsonValue {
  try {
    return acceptValue(table, column, seen);
  } catch (error) {
    if (error instanceof Refusal) return seen;
    throw error;
  }
}

interface Clash {
  readonly name: TableName;
  readonly table: Table;
  readonly id: string;
  readonly column: string;
  readonly seen: JsonValue;
  readonly found: JsonValue;
  readonly wanted: JsonValue;
}

async function settle(tx: MutationTx, clash: Clash): Promise<JsonValue> {
  const policy = clash.table.columns[clash.column]?.conflict;
  if (policy === 'refuse' || policy === 'add') throw new Refusal('conflict.changed', { table: clash.name, id: clash.id, column: clash.column, found: clash.found, wanted: clash.wanted });
  if (policy === 'merge') {
    const merged = mergeText(clash.seen, clash.found, clash.wanted);
    if (merged !== undefined) return merged;
  }
  await recordConflict(tx, clash);
  return clash.wanted;
}

/** Three-way merge by line; undefined where both sides changed the same lines. */
export function mergeText(base: JsonValue, theirs: JsonValue, mine: JsonValue): string | undefined {
  const lines = (value: JsonValue): string[] => (typeof value === 'string' ? value : '').split('\n');
  const regions = diff3Merge(lines(mine), lines(base), lines(theirs));
  const merged: string[] = [];
  for (const region of regions) {
    if (region.ok === undefined) return undefined;
    merged.push(...region.ok);
  }
  return merged.join('\n');
}

/** Last writer wins, but the other value stays in sight until somebody has looked at it. */
async function recordConflict(tx: MutationTx, clash: Clash): Promise<void> {
  const writer = await lastWriter(tx, clash);
  await tx.insert('conflicts', {
    id: deriveId(tx.mutation.id, 'conflict', clash.column),
    entity_type: clash.name,
    entity_id: clash.id,
    column_name: clash.column,
    base_value: clash.seen,
    kept_value: clash.wanted,
    kept_by_id: tx.author.userId,
    kept_by_name: tx.author.name,
    other_value: clash.found,
    other_by_id: writer?.user_id ?? null,
    other_by_name: writer?.actor_name ?? '',
    detected_at: tx.now,
  });
}

async function lastWriter(tx: MutationTx, clash: Clash): Promise<{ readonly user_id: string | null; readonly actor_name: string } | undefined> {
  const entries = await tx.db.selectFrom('activity_log').select(['user_id', 'actor_name', 'changes'])
    .where('entity_type', '=', clash.name).where('entity_id', '=', clash.id).orderBy('recorded_at', 'desc').orderBy('id').limit(50).execute();
  return entries.find((entry) => typeof entry.changes === 'object' && entry.changes !== null && clash.column in entry.changes);
}

/** `conflict.resolve {conflictId, choose}`: keep what stands, or put the other value in its place. */
export const conflictResolve = defineMutation({
  name: 'conflict.resolve',
  args: z.strictObject({ conflictId: z.uuid(), choose: z.enum(['kept', 'other']) }),
  permission: () => 'conflicts.resolve',
  run: async (tx, args) => {
    const conflict = await tx.require('conflicts', args.conflictId);
    if (conflict.status !== 'open') throw new Refusal('conflict.resolved', { by: conflict.resolved_by_name ?? '' });
    if (args.choose === 'other') {
      const { name } = editable(conflict.entity_type);
      await tx.update(name, conflict.entity_id, { [conflict.column_name]: conflict.other_value });
    }
    await tx.update('conflicts', conflict.id, {
      status: args.choose === 'other' ? 'swapped' : 'kept',
      resolved_at: tx.now,
      resolved_by_id: tx.author.userId,
      resolved_by_name: tx.author.name,
    });
  },
});
