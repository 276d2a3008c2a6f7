/** Two people wrote the same column: what the column's policy makes of it. */
import { deriveId } from '../base/ids.ts';
import { sameJson } from '../base/json.ts';
import { Refusal } from '../base/refusal.ts';
import { mergeVersions } from '../rules/merge-text.ts';
import { columnOf, type TableName } from '../schema/catalog.ts';
import type { JsonValue, Table } from '../schema/define.ts';
import { fitsColumn } from '../schema/validate.ts';
import type { MutationTx } from './mutation-tx.ts';

/** A column in which something else stands than the person saw. */
export interface Clash {
  readonly name: TableName;
  readonly table: Table;
  readonly id: string;
  readonly column: string;
  readonly seen: JsonValue;
  readonly found: JsonValue;
  readonly wanted: JsonValue;
}

/**
 * The value to write. Refuses where the column's policy says so; where the last writer wins, the other value is kept as
 * a conflict.
 */
export async function settle(tx: MutationTx, clash: Clash): Promise<JsonValue> {
  const column = columnOf(clash.table, clash.column);
  const policy = column?.conflict;
  if (policy === 'refuse' || policy === 'add') {
    // A refusal lies on the laptop, where others may read it too.
    const values = column?.readPermission === undefined ? { found: clash.found, wanted: clash.wanted } : {};
    throw new Refusal('conflict.changed', { table: clash.name, id: clash.id, column: clash.column, ...values });
  }
  const { wanted, found, isDisputed } = policy === 'merge' ? mergedClash(clash) : { ...clash, isDisputed: true };
  if (isDisputed) await recordConflict(tx, { ...clash, wanted, found });
  return wanted;
}

/**
 * Both changes of a text brought together by line. Where both changed the same lines the last writer's stand, and the
 * other value has the other's: what did not collide is in both, and is not asked about.
 */
function mergedClash(clash: Clash): Pick<Clash, 'wanted' | 'found'> & { readonly isDisputed: boolean } {
  const merged = mergeVersions(clash.seen, clash.found, clash.wanted);
  const fits = (text: string): boolean => fitsColumn(clash.table, clash.column, text);
  if (merged === undefined || !fits(merged.mine) || !fits(merged.theirs))
    return { wanted: clash.wanted, found: clash.found, isDisputed: true };
  if (!merged.isDisputed) return { wanted: merged.mine, found: merged.theirs, isDisputed: false };
  // What is empty stays empty, and is no text without letters.
  const asItWas = (text: string, value: JsonValue): JsonValue => (text === (value ?? '') ? value : text);
  return {
    wanted: asItWas(merged.mine, clash.wanted),
    found: asItWas(merged.theirs, clash.found),
    isDisputed: true,
  };
}

/**
 * What was signed, with the lines that somebody wrote beside it before they could know: no line of it goes.
 * What would change one waits as a conflict in which the signed value is the one that stands. `signed`: of what is
 * found, what is not the author's own addition since.
 */
export async function besideSigned(tx: MutationTx, clash: Clash, signed: JsonValue): Promise<JsonValue> {
  const { value, isWhole, wanted } = valueBeside(clash, signed);
  if (!isWhole) await recordConflict(tx, { ...clash, wanted, found: value }, 'found');
  return value;
}

/** What may stand beside `signed`, whether that is all that was wanted, and else what was. */
export function valueBeside(
  clash: Clash,
  signed: JsonValue,
): { readonly value: JsonValue; readonly isWhole: boolean; readonly wanted: JsonValue } {
  const { seen, found, wanted } = clash;
  if (sameJson(seen, wanted) || sameJson(found, wanted)) return { value: found, isWhole: true, wanted };
  const isText = typeof found === 'string' && typeof wanted === 'string';
  if (found === null || (signed === null && !isText)) return { value: wanted, isWhole: true, wanted };
  const merged = isText ? mergeVersions(seen, found, wanted) : undefined;
  const fits = (text: string): boolean => fitsColumn(clash.table, clash.column, text);
  const asWell = merged !== undefined && fits(merged.mine) && fits(merged.theirs) ? merged : undefined;
  if (asWell === undefined || !hasAllLines(asWell.theirs, signed))
    return { value: found, isWhole: false, wanted: asWell?.mine ?? wanted };
  return { value: asWell.theirs, isWhole: !asWell.isDisputed, wanted: asWell.mine };
}

/** Closes the open conflict in which the mutation's value waits; answers whether there was one. */
export async function withdrawConflict(tx: MutationTx, mutationId: string, column: string): Promise<boolean> {
  const conflict = await tx.find('conflicts', deriveId(mutationId, 'conflict', column));
  if (conflict === undefined || conflict.status !== 'open' || conflict.other_by_id !== tx.author.userId) return false;
  return tx.update('conflicts', conflict.id, {
    status: 'kept',
    resolved_at: tx.time,
    resolved_by_id: tx.author.userId,
    resolved_by_name: tx.author.name,
  });
}

/** Whether every line of `part` stands in `whole`, in its order. */
function hasAllLines(whole: string, part: JsonValue): boolean {
  const left = typeof part === 'string' && part !== '' ? part.split('\n') : [];
  let at = 0;
  for (const line of whole.split('\n')) if (line === left[at]) at += 1;
  return at === left.length;
}

/** One of the two values stands; the other stays in sight until somebody has looked at it. */
async function recordConflict(tx: MutationTx, clash: Clash, stands: 'found' | 'wanted' = 'wanted'): Promise<void> {
  const writer = await lastWriter(tx.db, clash);
  const first = deriveId(tx.mutation.id, 'conflict', clash.column);
  // One mutation may change the same column of several rows.
  const isTaken = (await tx.find('conflicts', first)) !== undefined;
  const mine = { value: clash.wanted, id: tx.author.userId, name: tx.author.name };
  const theirs = { value: clash.found, id: writer?.user_id ?? null, name: writer?.actor_name ?? '' };
  const [kept, other] = stands === 'wanted' ? [mine, theirs] : [theirs, mine];
  await tx.insert('conflicts', {
    id: isTaken ? deriveId(tx.mutation.id, 'conflict', clash.column, clash.id) : first,
    entity_type: clash.name,
    entity_id: clash.id,
    column_name: clash.column,
    base_value: clash.seen,
    kept_value: kept.value,
    kept_by_id: kept.id,
    kept_by_name: kept.name,
    other_value: other.value,
    other_by_id: other.id,
    other_by_name: other.name,
    detected_at: tx.time,
    read_permission: columnOf(clash.table, clash.column)?.readPermission ?? null,
  });
}

interface Writer {
  readonly user_id: string | null;
  readonly actor_name: string;
}

/** Who wrote the column last, as the journal remembers it. */
export async function lastWriter(
  db: MutationTx['db'],
  clash: Pick<Clash, 'name' | 'id' | 'column'>,
): Promise<Writer | undefined> {
  const entries = await db
    .selectFrom('activity_log')
    .select(['user_id', 'actor_name', 'changes'])
    .where('entity_type', '=', clash.name)
    .where('entity_id', '=', clash.id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .limit(50)
    .execute();
  const wrote = (changes: JsonValue): boolean =>
    typeof changes === 'object' && changes !== null && Object.hasOwn(changes, clash.column);
  return entries.find((entry) => wrote(entry.changes));
}
