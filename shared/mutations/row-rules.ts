/**
 * Rules of single tables that plain edits and deletions must keep: whose row it is, what is locked, what belongs
 * together.
 */
import { isRecord } from '../base/json.ts';
import { Refusal } from '../base/refusal.ts';
import { can } from '../rules/permissions.ts';
import { isTimezone } from '../rules/upcoming.ts';
import { type Row, type TableName, tableOf } from '../schema/catalog.ts';
import type { JsonValue, RowRule } from '../schema/define.ts';
import { recheckWritten } from './booking-conflicts.ts';
import { checkCaseItem, checkCasePlace, renameCase } from './case-place.ts';
import { checkNotRunning } from './evening.ts';
import type { MutationTx } from './mutation-tx.ts';
import { checkNotAway } from './packing-away.ts';
import { checkPeopleRow, checkRoleCode } from './people-rules.ts';
import {
  checkAttachedUnsigned,
  checkDepartment,
  checkOwnNote,
  checkUnsigned,
  giveRank,
  markAddendum,
} from './show-rules.ts';
import { checkSigned } from './signed-evenings.ts';
import { checkFormTemplate, checkLabelTemplate, type TemplateTable, yieldDefault } from './template-rules.ts';
import { checkToldPart } from './told-parts.ts';
import { checkAllHome, checkTourPlace } from './tour-place.ts';
import { checkTourRow, returningToTour } from './tour-rules.ts';
import { checkEmpty } from './transport-state.ts';
import { checkTree } from './tree-rules.ts';

/** What is about to happen to a row that is there. */
export type RowAction = 'update' | 'delete' | 'restore';

/** Columns that an edit changes; undefined where it is not only columns that change. */
type Columns = readonly string[];
/** The values that an edit writes, by column; none where it is not columns that change. */
type Wanted = Readonly<Record<string, JsonValue>>;

/** What a rule looks at: before a plain edit or a deletion, and after a row was written. */
interface Rule {
  readonly before?: (
    tx: MutationTx,
    table: TableName,
    id: string,
    action: RowAction,
    columns: Columns | undefined,
    wanted: Wanted,
  ) => Promise<void>;
  readonly after?: (tx: MutationTx, table: TableName, id: string, columns: Columns | undefined) => Promise<void>;
}

const rules: Readonly<Record<RowRule, Rule>> = {
  hours: {
    before: async (tx, _table, id) => checkTimeEntry(tx, await tx.require('time_entries', id)),
    after: async (tx, _table, id) => checkHours(tx, await tx.require('time_entries', id)),
  },
  comment: {
    before: async (tx, table, id, action) =>
      checkComment(tx, await tx.require(table === 'task_comments' ? table : 'comments', id), action),
  },
  subject: { after: async (tx, _table, id) => checkSubject(tx, await tx.require('comments', id)) },
  attached: {
    before: async (tx, _table, id) => checkAttachedUnsigned(tx, await tx.require('attachments', id)),
    after: async (tx, _table, id) => {
      const { entity_table: table, entity_id: entity } = await tx.require('attachments', id);
      await tx.require(table, entity);
      await checkAttachedUnsigned(tx, { entity_table: table, entity_id: entity });
    },
  },
  people: { before: checkPeopleRow, after: checkPeopleRow },
  roleCode: { after: async (tx, _table, id) => checkRoleCode(await tx.require('roles', id)) },
  owner: { before: checkOwner, after: checkOwner },
  savedView: { after: async (tx, _table, id) => checkSavedView(await tx.require('saved_views', id)) },
  labelTemplate: {
    before: (tx, _table, id, action) => returningTemplate(tx, 'label_templates', id, action),
    after: (tx, _table, id) => checkLabelTemplate(tx, id),
  },
  formTemplate: {
    before: (tx, _table, id, action) => returningTemplate(tx, 'form_templates', id, action),
    after: (tx, _table, id) => checkFormTemplate(tx, id),
  },
  ranked: { after: giveRank },
  departmental: {
    before: (tx, table, id, _action, columns) => checkDepartment(tx, table, id, columns),
    after: checkDepartment,
  },
  ownNote: { before: (tx, _table, id) => checkOwnNote(tx, id) },
  unsigned: { before: checkUnsigned, after: markAddendum },
  running: { after: checkNotRunning },
  signed: { before: (tx, _table, id, _action, _columns, wanted) => checkSigned(tx, id, wanted) },
  told: { before: (tx, table, id, _action, _columns, wanted) => checkToldPart(tx, table, id, wanted) },
  tour: {
    before: async (tx, table, id, action) => {
      if (action === 'restore') await returningToTour(tx, table, id);
      if (action === 'delete' && table === 'tours') await checkAllHome(tx, id);
    },
    after: checkTourRow,
  },
  transport: {
    before: async (tx, _table, id, action) => {
      if (action === 'delete') await checkEmpty(tx, id);
    },
  },
  packed: {
    before: async (tx, _table, id, action) => {
      if (action === 'delete') await checkNotAway(tx, id);
    },
  },
  tourPlace: {
    before: (tx, _table, id, action, _columns, wanted) => checkTourPlace(tx, id, action, wanted),
  },
  case: {
    before: (tx, _table, id, action) => checkCaseItem(tx, id, action),
    after: (tx, _table, id, columns) => renameCase(tx, id, columns),
  },
  casePlace: {
    before: (tx, _table, id, action, _columns, wanted) => checkCasePlace(tx, id, action, wanted),
  },
  booked: { after: recheckWritten },
  timezone: {
    after: async (tx, table, id) =>
      checkTimezone(table, (await tx.require(table === 'venues' ? table : 'theaters', id)).timezone),
  },
};

/** Before a plain edit or a deletion: may this person touch this row now? */
export async function checkRowRules(
  tx: MutationTx,
  table: TableName,
  id: string,
  action: RowAction,
  columns?: Columns,
  wanted: Wanted = {},
): Promise<void> {
  for (const rule of tableOf(table).rules) await rules[rule].before?.(tx, table, id, action, columns, wanted);
}

/** After a row was written by a plain edit: does it hold together with its neighbours? */
export async function checkWrittenRow(tx: MutationTx, table: TableName, id: string, columns?: Columns): Promise<void> {
  for (const rule of tableOf(table).rules) await rules[rule].after?.(tx, table, id, columns);
  await checkTree(tx, table, id);
}

/** What comes back out of the trash does not take the place of what was chosen meanwhile. */
async function returningTemplate(tx: MutationTx, table: TemplateTable, id: string, action: RowAction): Promise<void> {
  if (action === 'restore') await yieldDefault(tx, table, id);
}

/** Calendars of events are read in it. */
function checkTimezone(table: TableName, timezone: string | null): void {
  if (timezone !== null && !isTimezone(timezone))
    throw new Refusal('value.invalid', { table, column: 'timezone', problem: 'format' });
}

/**
 * Approved hours are locked, handed in ones wait for a decision, and everybody writes their own; who may approve may
 * also write for others.
 */
async function checkTimeEntry(tx: MutationTx, entry: Row<'time_entries'>): Promise<void> {
  if (entry.status === 'approved' || entry.status === 'submitted')
    throw new Refusal('time.locked', { status: entry.status, by: entry.approved_by_name });
  await requireOwnHours(tx, entry);
}

/** Refuses where the hours are somebody else's and the author may not write for others. */
export async function requireOwnHours(tx: MutationTx, entry: Pick<Row<'time_entries'>, 'employee_id'>): Promise<void> {
  if (entry.employee_id === tx.author.employeeId || can(tx.author.permissions, 'hours.approve')) return;
  const employee = await tx.find('employees', entry.employee_id);
  throw new Refusal('time.notYours', { employee: employee?.full_name ?? '' });
}

async function checkHours(tx: MutationTx, entry: Row<'time_entries'>): Promise<void> {
  await requireOwnHours(tx, entry);
  // Somebody who has left since may still hand in what they wrote down before.
  const isOwn = entry.employee_id === tx.author.employeeId;
  const employee = isOwn
    ? await tx.find('employees', entry.employee_id)
    : await tx.require('employees', entry.employee_id);
  await tx.require('projects', entry.project_id);
  const task = entry.task_id === null ? undefined : await tx.require('tasks', entry.task_id);
  const phase = entry.phase_id === null ? undefined : await tx.require('project_phases', entry.phase_id);
  if (task !== undefined && task.project_id !== entry.project_id)
    throw new Refusal('time.otherProject', { column: 'task_id', title: task.title });
  if (phase !== undefined && phase.project_id !== entry.project_id)
    throw new Refusal('time.otherProject', { column: 'phase_id', title: phase.name });
  const sameDay = await tx.db
    .selectFrom('time_entries')
    .select(['hours'])
    .where('employee_id', '=', entry.employee_id)
    .where('date', '=', entry.date)
    .where('deleted_at', 'is', null)
    .execute();
  // Hundredths, because sums of decimals are exact only as integers.
  const total = sameDay.reduce((sum, row) => sum + Math.round(Number(row.hours) * 100), 0);
  if (total > 2400)
    throw new Refusal('time.tooMany', {
      date: entry.date,
      employee: employee?.full_name ?? '',
      hours: (total / 100).toString(),
    });
}

/** What a comment says of who wrote it. */
type Written = Pick<Row<'comments'>, 'id' | 'author_id' | 'author_name'>;

/** A comment is its author's: only they change it; it is deleted and brought back by them, or by who may delete. */
async function checkComment(tx: MutationTx, comment: Written, action: RowAction): Promise<void> {
  if ((action !== 'update' && can(tx.author.permissions, 'rows.delete')) || (await isAuthorOf(tx, comment))) return;
  throw new Refusal('row.notYours', { author: comment.author_name });
}

/**
 * On some tables the author is an account, on others an employee; of an author without either the history knows the
 * account. A name proves nothing.
 */
async function isAuthorOf(tx: MutationTx, { id, author_id: author }: Written): Promise<boolean> {
  if (author !== null) return author === tx.author.userId || author === tx.author.employeeId;
  const made = await tx.db
    .selectFrom('activity_log')
    .select('user_id')
    .where('entity_id', '=', id)
    .where('action', '=', 'row.create:create')
    .orderBy('id')
    .executeTakeFirst();
  return made?.user_id === tx.author.userId;
}

/**
 * What is somebody's own is theirs alone to change, whatever rights others have; what is everybody's is changed, made
 * so and taken away by who holds the right to share.
 */
async function checkOwner(tx: MutationTx, table: TableName, id: string): Promise<void> {
  const { owner } = tableOf(table);
  if (owner === undefined) return;
  const row = (await tx.require(table, id)) as unknown as Readonly<Record<string, unknown>>;
  const whose = row[owner.column];
  if (whose === tx.author.userId) return;
  if (whose !== null) throw new Refusal('row.someoneElses', { table, id });
  if (!can(tx.author.permissions, owner.shared)) throw new Refusal('row.shared', { table, permission: owner.shared });
}

/** A name that can be read, and something that may be a view: what a newer version puts there is not ours to judge. */
function checkSavedView({ name, screen, definition }: Row<'saved_views'>): void {
  const refuse = (column: string, problem: string): never => {
    throw new Refusal('value.invalid', { table: 'saved_views', column, problem });
  };
  if (name.trim() === '') refuse('name', 'required');
  if (name.trim() !== name) refuse('name', 'format');
  if (screen === '') refuse('screen', 'required');
  if (!isRecord(definition)) refuse('definition', 'format');
}

async function checkSubject(tx: MutationTx, comment: Row<'comments'>): Promise<void> {
  await tx.require(comment.entity_type, comment.entity_id);
}
