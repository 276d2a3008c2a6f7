/**
 * What holds of passports, run sheets and evenings whoever writes them: places in an order, departments, signatures.
 */
import { Refusal } from '../base/refusal.ts';
import { can } from '../rules/permissions.ts';
import { ranksAfter } from '../rules/rank.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';

/** A row that came without a place stands at the end of its order. */
export async function giveRank(tx: MutationTx, table: TableName, id: string): Promise<void> {
  if (table === 'scenes') {
    const { rank, performance_id: performance } = await tx.require('scenes', id);
    if (rank === '') await tx.update('scenes', id, { rank: lastRank(await scenesOf(tx, performance)) });
    return;
  }
  const { rank, scene_id: scene } = await tx.require('run_sheet_lines', id);
  if (rank === '') await tx.update('run_sheet_lines', id, { rank: lastRank(await linesOf(tx, scene)) });
}

const lastRank = (rows: readonly { readonly id: string; readonly rank: string }[]): string =>
  ranksAfter(rows, '', 1)[0] ?? '';

/** Places of all scenes of a production, deleted ones as well: they return to where they stood. */
export async function scenesOf(tx: MutationTx, performance: string): Promise<Pick<Row<'scenes'>, 'id' | 'rank'>[]> {
  return tx.db.selectFrom('scenes').select(['id', 'rank']).where('performance_id', '=', performance).execute();
}

/** Places of all lines of a scene, of all variants, deleted ones as well. */
export async function linesOf(tx: MutationTx, scene: string): Promise<Pick<Row<'run_sheet_lines'>, 'id' | 'rank'>[]> {
  return tx.db.selectFrom('run_sheet_lines').select(['id', 'rank']).where('scene_id', '=', scene).execute();
}

/**
 * Who may not edit whole productions edits what is their department's: of which they are a member or the head, or for
 * which they are responsible. A section of no department is everybody's: its text is written by all departments, what
 * it is called and where it stands is said by those who lead the production. `columns`: that an edit changes.
 */
export async function checkDepartment(
  tx: MutationTx,
  table: TableName,
  id: string,
  columns?: readonly string[],
): Promise<void> {
  if (can(tx.author.permissions, 'performances.edit')) return;
  const row = table === 'passport_sections' ? await tx.require(table, id) : await tx.require('run_sheet_lines', id);
  if ('responsible_id' in row && row.responsible_id === tx.author.userId) return;
  const isTextAlone = table === 'passport_sections' && columns?.every((column) => column === SECTION_TEXT) === true;
  if (row.department_id === null && isTextAlone) return;
  if (row.department_id !== null && (await isTheirDepartment(tx, row.department_id))) return;
  const department = row.department_id === null ? undefined : await tx.find('departments', row.department_id);
  throw new Refusal('row.otherDepartment', { table, department: department?.name ?? '' });
}

/** What of a section of no department everybody writes who writes passports. */
export const SECTION_TEXT = 'content';

/** Whether the author belongs to the department, by account or as an employee, or heads it. */
export async function isTheirDepartment(tx: MutationTx, departmentId: string): Promise<boolean> {
  const { userId, employeeId } = tx.author;
  const user = await tx.find('users', userId);
  if (user?.department_id === departmentId) return true;
  const employee = employeeId === null ? undefined : await tx.find('employees', employeeId);
  if (employee?.department_id === departmentId) return true;
  return (await tx.find('departments', departmentId))?.head_id === userId;
}

const isMark = (table: TableName): table is 'checklist_marks' | 'run_sheet_marks' =>
  table === 'checklist_marks' || table === 'run_sheet_marks';

/** What was signed changes no more; what was added afterwards may. */
export async function checkUnsigned(tx: MutationTx, table: TableName, id: string): Promise<void> {
  if (table === 'show_notes') {
    const note = await tx.require('show_notes', id);
    if (!note.is_addendum) requireUnsigned(await reportOf(tx, note.event_id));
    return;
  }
  if (isMark(table)) return requireUnsignedThen(tx, (await tx.require(table, id)).event_id);
  requireUnsigned(await tx.require('show_reports', id));
}

/** What hangs on a mark or a note of an evening is as fixed as that itself is. */
export async function checkAttachedUnsigned(
  tx: MutationTx,
  { entity_table: table, entity_id: id }: Pick<Row<'attachments'>, 'entity_table' | 'entity_id'>,
): Promise<void> {
  if (table === 'checklist_marks') {
    const mark = await tx.find(table, id);
    if (mark !== undefined) await requireUnsignedThen(tx, mark.event_id);
  }
  if (table !== 'show_notes') return;
  const note = await tx.find(table, id);
  if (note !== undefined && !note.is_addendum) await requireUnsignedThen(tx, note.event_id);
}

/**
 * What somebody wrote down of an evening is theirs; who keeps reports sets right what others wrote. What came after the
 * signature changes by its author alone.
 */
export async function checkOwnNote(tx: MutationTx, id: string): Promise<void> {
  const note = await tx.require('show_notes', id);
  if (note.created_by_id === tx.author.userId) return;
  if (note.is_addendum || !can(tx.author.permissions, 'shows.report'))
    throw new Refusal('row.notYours', { author: note.author_name ?? '' });
}

/** Refuses where the report was signed. */
export function requireUnsigned(report: Row<'show_reports'> | undefined): void {
  if (report?.status === 'signed')
    throw new Refusal('report.signed', { by: report.signed_by_name ?? '', at: report.signed_at ?? '' });
}

/**
 * Refuses what was done after the report was signed. What was done before it and comes later is taken: nothing that
 * people wrote down on an evening is lost.
 */
export async function requireUnsignedThen(tx: MutationTx, eventId: string): Promise<void> {
  const report = await reportOf(tx, eventId);
  if (report === undefined || report.signed_at === null || Date.parse(tx.now) > Date.parse(report.signed_at))
    requireUnsigned(report);
}

/**
 * What somebody wrote without a network before they could know of the signature is an addendum to it. A mark is none.
 */
export async function markAddendum(tx: MutationTx, table: TableName, id: string): Promise<void> {
  if (isMark(table)) return requireUnsignedThen(tx, (await tx.require(table, id)).event_id);
  if (table !== 'show_notes') return;
  const note = await tx.require('show_notes', id);
  if (note.is_addendum || (await reportOf(tx, note.event_id))?.status !== 'signed') return;
  await tx.update('show_notes', id, { is_addendum: true });
}

/** The live report of an event. */
export async function reportOf(tx: MutationTx, eventId: string): Promise<Row<'show_reports'> | undefined> {
  const found = await tx.db
    .selectFrom('show_reports')
    .select('id')
    .where('event_id', '=', eventId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return found === undefined ? undefined : tx.find('show_reports', found.id);
}
