/**
 * Executes deletion and restore plans: the same statements in the same order on both databases, inside the mutation's
 * transaction.
 */
import { deriveId } from '../base/ids.ts';
import { clipped } from '../base/payload.ts';
import { Refusal } from '../base/refusal.ts';
import {
  countsOf,
  type DeletionPlan,
  planDeletion,
  type RowKey,
  rowCountOf,
  slicesOf,
} from '../rules/deletion-plan.ts';
import { can } from '../rules/permissions.ts';
import { PLAN_RIGHT, planned } from '../rules/publication.ts';
import { childrenFirst, referencesFrom } from '../rules/references.ts';
import { planRestore, type RecordedEffect, type RestorePlan, type RowReference } from '../rules/restore-plan.ts';
import { treeOf } from '../rules/trees.ts';
import { type Row, type TableName, tableOf } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { recheckDeleted } from './booking-conflicts.ts';
import { freeValue } from './free-value.ts';
import type { MutationTx } from './mutation-tx.ts';
import { nameOf } from './row-names.ts';
import type { AnyRow } from './row-store.ts';
import { wavesOf } from './row-waves.ts';
import { wayUp } from './tree-rules.ts';

/** What the person saw in the dialog. */
export interface ShownPlan {
  readonly fingerprint: string;
  readonly deletes: Readonly<Record<string, number>>;
  readonly clears: Readonly<Record<string, number>>;
}

/**
 * `shown` is what the person saw before they agreed: where the plan has changed since, the deletion is refused.
 * Undefined where nobody was shown one.
 */
export interface DeletionRequest {
  readonly roots: readonly [RowKey, ...RowKey[]];
  readonly deletionId: string;
  readonly reason: string | undefined;
  readonly shown: ShownPlan | undefined;
}

const MAX_NAMED = 10;

/** Plans, compares with what was shown, refuses or executes. Answers the plan. */
export async function deleteRows(tx: MutationTx, request: DeletionRequest): Promise<DeletionPlan> {
  const startedAt = tx.elapsed();
  const [root] = request.roots;
  const rootRow = (await tx.require(root.table, root.id)) as unknown as AnyRow;
  const title = clipped(await nameOf(tx.rows, root.table, rootRow), 255);
  const plan = await planDeletion(tx.rows, request.roots, { today: await tx.today(), withHistory: false });
  if (plan.blocked.length > 0)
    throw new Refusal('deletion.blocked', {
      table: root.table,
      id: root.id,
      title,
      blockers: await nameBlockers(tx, plan),
    });
  if (request.shown !== undefined && request.shown.fingerprint !== plan.fingerprint) {
    const { deletes, clears } = countsOf(plan);
    throw new Refusal('deletion.changed', {
      table: root.table,
      id: root.id,
      title,
      shown: { deletes: request.shown.deletes, clears: request.shown.clears },
      found: { deletes, clears },
    });
  }
  await clearReferences(tx, plan);
  for (const { table, ids } of plan.deletes)
    for (const wave of await wavesOf(tx, table, ids, 'pointing'))
      await tx.rows.updateRows(
        table,
        wave.map((id) => ({ id, before: { deleted_at: null, deletion_id: null } })),
        { deleted_at: tx.time, deletion_id: request.deletionId },
      );
  await writeRecord(tx, request, plan, title, Math.round(tx.elapsed() - startedAt));
  await tx.log(root.table, root.id, 'delete', { deleted_at: [null, tx.time], deletion_id: [null, request.deletionId] });
  const parted = plan.clears.filter(({ reference }) => reference.child === 'schedule_events');
  await recheckDeleted(
    tx,
    plan.deletes,
    parted.flatMap(({ rows }) => rows.map(({ id }) => id)),
  );
  return plan;
}

async function clearReferences(tx: MutationTx, plan: DeletionPlan): Promise<void> {
  for (const { reference, rows } of plan.clears) {
    await tx.rows.updateRows(
      reference.child,
      rows.map(({ id, parent }) => ({ id, before: { [reference.column]: parent } })),
      { [reference.column]: null },
    );
  }
}

/**
 * What a restore needs: the rows that were marked, and every reference that was cleared with what stood there. Ids are
 * derived, so that laptop and hub write the same rows.
 */
async function writeRecord(
  tx: MutationTx,
  request: DeletionRequest,
  plan: DeletionPlan,
  title: string,
  durationMs: number,
): Promise<void> {
  const [root] = request.roots;
  await tx.rows.insertRow('deletions', {
    id: request.deletionId,
    theater_id: tx.theaterId,
    root_table: root.table,
    root_id: root.id,
    root_title: title,
    reason: request.reason ?? null,
    row_count: rowCountOf(plan),
    deleted_by_id: tx.author.userId,
    deleted_by_name: tx.author.name,
    deleted_at: tx.time,
    duration_ms: durationMs,
    restored_at: null,
    restored_by_id: null,
  });
  const effect = (table: string, id: string, column: string | null, previous: string | null): AnyRow => ({
    id: deriveId(request.deletionId, table, id, column ?? ''),
    theater_id: tx.theaterId,
    deletion_id: request.deletionId,
    entity_type: table,
    entity_id: id,
    kind: column === null ? 'delete' : 'clear',
    column_name: column,
    previous_value: previous,
  });
  for (const { table, ids } of plan.deletes)
    for (const slice of slicesOf(ids))
      await tx.rows.insertRows(
        'deletion_effects',
        slice.map((id) => effect(table, id, null, null)),
      );
  for (const { reference, rows } of plan.clears) {
    for (const slice of slicesOf(rows))
      await tx.rows.insertRows(
        'deletion_effects',
        slice.map((row) => effect(reference.child, row.id, reference.column, row.parent)),
      );
  }
}

async function nameBlockers(tx: MutationTx, plan: DeletionPlan): Promise<JsonValue[]> {
  const blockers: JsonValue[] = [];
  for (const { reference, rows } of plan.blocked) {
    const first = await tx.rows.findMany(
      reference.child,
      rows.slice(0, MAX_NAMED).map((row) => row.id),
    );
    const titled: JsonValue[] = [];
    // Whoever does not plan learns that something is planned, and not what.
    const isSecret = planned.some((name) => name === reference.child) && !can(tx.author.permissions, PLAN_RIGHT);
    for (const row of isSecret ? [] : first)
      titled.push({ id: row.id, title: await nameOf(tx.rows, reference.child, row) });
    blockers.push({ table: reference.child, column: reference.column, count: rows.length, rows: titled });
  }
  return blockers;
}

/** A value under which a row is to come back, because its own is taken. */
export interface NewValue {
  readonly table: string;
  readonly id: string;
  readonly column: string;
  readonly value: string | null;
}

/** What the deletion did. */
const effectsOf = (tx: MutationTx, deletion: Row<'deletions'>): Promise<RecordedEffect[]> =>
  tx.db
    .selectFrom('deletion_effects')
    .select(['entity_type', 'entity_id', 'kind', 'column_name', 'previous_value'])
    .where('deletion_id', '=', deletion.id)
    .orderBy('id')
    .execute();

/**
 * Brings back exactly the rows of a deletion, with the references that it had cleared. Refuses, with what can be done,
 * where something has taken their place.
 */
export async function restoreRows(tx: MutationTx, deletion: Row<'deletions'>): Promise<RestorePlan> {
  const plan = await planRestore(tx.rows, deletion.id, await effectsOf(tx, deletion), await tx.today());
  // Its root may have come back by itself (`restorePart`).
  const root = plan.rows.find(({ ids }) => ids.includes(deletion.root_id)) ?? plan.rows[0];
  if (root === undefined)
    throw new Refusal('restore.purged', { title: deletion.root_title, table: deletion.root_table });
  await refuseBlocked(tx, plan);
  await bringBack(tx, deletion, plan);
  await closeDeletion(tx, deletion);
  const first = root.ids.includes(deletion.root_id) ? deletion.root_id : (root.ids[0] ?? '');
  await logReturn(tx, deletion, { table: root.table, id: first });
  return plan;
}

/**
 * Brings back one row of a deletion with what went along with it. What it pointed at and is gone since it comes back
 * without; what cannot come back stays where it is. Answers whether the row came back.
 */
export async function restorePart(tx: MutationTx, deletion: Row<'deletions'>, root: RowKey): Promise<boolean> {
  const effects = await effectsOf(tx, deletion);
  const own = await partOf(tx, effects, root);
  const isOwn = ({ entity_id: id, kind, previous_value: target }: RecordedEffect): boolean =>
    own.has(kind === 'delete' ? id : (target ?? ''));
  const today = await tx.today();
  const whole = await planRestore(tx.rows, deletion.id, effects.filter(isOwn), today);
  const mayBeEmpty = ({ table, column }: RowReference): boolean => tableOf(table).columns[column]?.nullable === true;
  const staying = new Set(whole.blocked.filter((row) => !mayBeEmpty(row)).map(({ id }) => id));
  for (const { id } of whole.taken) staying.add(id);
  if (staying.has(root.id)) return false;
  const rows = whole.rows.map(({ table, ids }) => ({ table, ids: ids.filter((id) => !staying.has(id)) }));
  if (!rows.some(({ ids }) => ids.includes(root.id))) return false;
  const cut = [...whole.cut, ...whole.blocked.filter(mayBeEmpty)].filter(({ id }) => !staying.has(id));
  await bringBack(tx, deletion, { ...whole, rows: rows.filter(({ ids }) => ids.length > 0), cut });
  const rest = await planRestore(
    tx.rows,
    deletion.id,
    effects.filter((effect) => !isOwn(effect)),
    today,
  );
  if (rest.rows.length === 0 && staying.size === 0) await closeDeletion(tx, deletion);
  await logReturn(tx, deletion, root);
  return true;
}

/** The ids of a row and of what went along with it, parents first. */
async function partOf(tx: MutationTx, effects: readonly RecordedEffect[], root: RowKey): Promise<ReadonlySet<string>> {
  const own = new Set([root.id]);
  for (const table of childrenFirst.toReversed()) {
    const ids = effects.flatMap((effect) =>
      effect.kind === 'delete' && effect.entity_type === table ? [effect.entity_id] : [],
    );
    const columns = referencesFrom(table).filter(({ soft }) => soft === 'cascade');
    for (const slice of slicesOf(ids))
      for (const row of await tx.rows.findMany(table, slice))
        if (columns.some(({ column }) => own.has(String(row[column])))) own.add(row.id);
  }
  return own;
}

async function bringBack(tx: MutationTx, deletion: Row<'deletions'>, plan: RestorePlan): Promise<void> {
  for (const { table, id, column, value, deletionId } of plan.cut) {
    await tx.rows.updateRows(table, [{ id, before: { [column]: value } }], { [column]: null });
    await tx.rows.insertRow('deletion_effects', {
      id: tx.derive('cut', deletionId, table, id, column),
      theater_id: tx.theaterId,
      deletion_id: deletionId,
      entity_type: table,
      entity_id: id,
      kind: 'clear',
      column_name: column,
      previous_value: value,
    });
  }
  for (const { table, ids } of plan.rows)
    for (const wave of await wavesOf(tx, table, ids, 'pointedAt'))
      await tx.rows.updateRows(
        table,
        wave.map((id) => ({ id, before: { deleted_at: deletion.deleted_at, deletion_id: deletion.id } })),
        { deleted_at: null, deletion_id: null },
      );
  const own = new Set([...plan.rows.flatMap(({ ids }) => ids), ...plan.references.map(({ id }) => id)]);
  for (const list of Map.groupBy(plan.references, ({ table, column, value }) => `${table}.${column}=${value}`).values())
    await setReferences(tx, list, own);
  const joined = plan.references.filter(({ table }) => table === 'schedule_events');
  await recheckDeleted(
    tx,
    plan.rows,
    joined.map(({ id }) => id),
  );
}

const closeDeletion = (tx: MutationTx, deletion: Row<'deletions'>): Promise<void> =>
  tx.rows.updateRow('deletions', deletion.id, { restored_at: tx.time, restored_by_id: tx.author.userId });

const logReturn = (tx: MutationTx, deletion: Row<'deletions'>, { table, id }: RowKey): Promise<void> =>
  tx.log(table, id, 'restore', { deleted_at: [deletion.deleted_at, null], deletion_id: [deletion.id, null] });

/** Sets references of one column to one value again, but where another row has taken their place in a unique key. */
async function setReferences(tx: MutationTx, list: RestorePlan['references'], own: ReadonlySet<string>): Promise<void> {
  const [first] = list;
  if (first === undefined) return;
  const { table, column, value } = first;
  const isKey = tableOf(table).unique.some((key) => key.includes(column));
  const free: string[] = [];
  for (const reference of list)
    if (!(isKey && (await holdsKey(tx, reference))) && !(await closesCircle(tx, reference, own)))
      free.push(reference.id);
  await tx.rows.updateRows(
    table,
    free.map((id) => ({ id, before: { [column]: null } })),
    { [column]: value },
  );
}

/**
 * Whether setting the reference again would hang a row below itself: what it hung in was moved into it meanwhile. A
 * circle that the deletion itself took apart is what was.
 */
async function closesCircle(
  tx: MutationTx,
  { table, id, column, value }: RestorePlan['references'][number],
  own: ReadonlySet<string>,
): Promise<boolean> {
  if (treeOf(table) !== column) return false;
  const way = await wayUp(tx, { name: table, column, from: value });
  const end = way.indexOf(id);
  return end >= 0 && way.slice(0, end).some((passed) => !own.has(passed));
}

/** Whether setting the reference again would take a unique key that another live row has by now. */
async function holdsKey(
  tx: MutationTx,
  { table, id, column, value }: RestorePlan['references'][number],
): Promise<boolean> {
  const [row] = await tx.rows.findMany(table, [id]);
  if (row === undefined || row['deleted_at'] !== null) return false;
  for (const key of tableOf(table).unique) {
    if (!key.includes(column)) continue;
    const values = Object.fromEntries(key.map((name) => [name, name === column ? value : row[name]]));
    if (Object.values(values).includes(null)) continue;
    const holder = await tx.rows.findByKey(table, tx.theaterId, values);
    if (holder !== undefined && holder.id !== id) return true;
  }
  return false;
}

async function refuseBlocked(tx: MutationTx, plan: RestorePlan): Promise<void> {
  const [blocked] = plan.blocked;
  if (blocked !== undefined) {
    const [parent] = await tx.rows.findMany(blocked.parent, [blocked.value]);
    throw new Refusal('restore.parentDeleted', {
      table: blocked.table,
      id: blocked.id,
      column: blocked.column,
      parent: blocked.parent,
      parentId: blocked.value,
      parentTitle: parent === undefined ? '' : await nameOf(tx.rows, blocked.parent, parent),
      deletionId: blocked.deletionId,
    });
  }
  const [taken] = plan.taken;
  if (taken === undefined) return;
  const rows = await tx.rows.findMany(taken.table, [taken.id, taken.holder]);
  const row = rows.find((found) => found.id === taken.id);
  const holder = rows.find((found) => found.id === taken.holder);
  const columns = tableOf(taken.table).columns;
  throw new Refusal('restore.taken', {
    table: taken.table,
    id: taken.id,
    title: row === undefined ? '' : await nameOf(tx.rows, taken.table, row),
    column: taken.key.join(', '),
    value: taken.key.map((column) => String(row?.[column])).join(', '),
    holderId: taken.holder,
    holder: holder === undefined ? '' : await nameOf(tx.rows, taken.table, holder),
    mayBeEmpty: taken.key.length === 1 && taken.key.every((column) => columns[column]?.nullable === true),
    proposal: row === undefined ? null : await freeValue(tx.rows, taken.table, tx.theaterId, taken.key, row),
  });
}

/** Columns of a row that may be given a new value on its way back: those of unique keys that are no references. */
export function mayBeRenamed(table: TableName, column: string): boolean {
  return (
    tableOf(table).unique.some((key) => key.includes(column)) &&
    !referencesFrom(table).some((reference) => reference.column === column)
  );
}
