/** Who hears that a report was signed. */
import type { Row } from '../schema/catalog.ts';
import { asTold } from './evening.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';

type Note = Pick<Row<'show_notes'>, 'kind' | 'department_id' | 'created_by_id'>;

/** As it was told: not everybody who hears of it plans. */
async function headOf(tx: MutationTx, eventId: string) {
  const event = await tx.require('schedule_events', eventId);
  const { title, event_date: date, start_time: start } = (await asTold(tx, event)) ?? event;
  return { eventId, title, date, start };
}

/**
 * Told to the heads of departments that the evening concerned (a note speaks to them, or they had people in it) and to
 * whoever wrote a note; each with how many notes are theirs. Never to who signed.
 */
export async function tellSigned(tx: MutationTx, eventId: string): Promise<void> {
  const event = await headOf(tx, eventId);
  const notes = await notesOf(tx, eventId);
  const concerned = new Set([...notes.map((note) => note.department_id), ...(await calledDepartments(tx, eventId))]);
  const departments = await tx.rows.findMany('departments', [...concerned].filter((id) => id !== null).toSorted());
  const headedBy = new Map<string, Set<string>>();
  for (const { id, head_id: head, deleted_at: deleted } of departments)
    if (typeof head === 'string' && deleted === null) headedBy.set(head, (headedBy.get(head) ?? new Set()).add(id));
  const authors = notes.map((note) => note.created_by_id).filter((id) => id !== null);
  const incidents = notes.filter(({ kind }) => kind === 'incident' || kind === 'accident').length;
  for (const userId of [...new Set([...headedBy.keys(), ...authors])].toSorted()) {
    const own = headedBy.get(userId);
    const theirs = notes.filter(
      (note) => note.created_by_id === userId || (note.department_id !== null && own?.has(note.department_id) === true),
    );
    await tell(tx, {
      userIds: [userId],
      type: 'report.signed',
      title: event.title,
      entity: { table: 'schedule_events', id: eventId },
      data: { ...event, by: tx.author.name, incidents, notes: theirs.length },
    });
  }
}

/** Two signatures that did not know of each other: both people are told, also the second. */
export async function tellSignedTwice(tx: MutationTx, report: Row<'show_reports'>): Promise<void> {
  const event = await headOf(tx, report.event_id);
  await tell(tx, {
    userIds: [report.signed_by_id, tx.author.userId].filter((id) => id !== null),
    alsoAuthor: true,
    type: 'report.signedTwice',
    title: event.title,
    entity: { table: 'schedule_events', id: report.event_id },
    about: tx.author.userId,
    data: { ...event, first: report.signed_by_name ?? '', second: tx.author.name },
  });
}

const notesOf = (tx: MutationTx, eventId: string): Promise<Note[]> =>
  tx.db
    .selectFrom('show_notes')
    .select(['kind', 'department_id', 'created_by_id'])
    .where('event_id', '=', eventId)
    .where('deleted_at', 'is', null)
    .execute();

/** Departments whose people were called: the call's own, else the person's. */
async function calledDepartments(tx: MutationTx, eventId: string): Promise<string[]> {
  const calls = await tx.db
    .selectFrom('event_calls')
    .leftJoin('employees', 'employees.id', 'event_calls.employee_id')
    .select(['event_calls.department_id as own', 'employees.department_id as theirs'])
    .where('event_calls.event_id', '=', eventId)
    .where('event_calls.deleted_at', 'is', null)
    .execute();
  return calls.map(({ own, theirs }) => own ?? theirs).filter((id) => id !== null);
}
