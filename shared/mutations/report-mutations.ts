/** The report of an evening, and what becomes of its notes. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { alsoSigned, reportId } from '../rules/evening-rows.ts';
import { zoneOf } from '../rules/event-time.ts';
import { dayIn } from '../rules/upcoming.ts';
import { type Row, tableOf } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { acceptValue } from '../schema/validate.ts';
import { rowId } from './arguments.ts';
import { besideSigned, valueBeside, withdrawConflict } from './conflict.ts';
import { eveningOf, freeId, runOf } from './evening.ts';
import { signedValue } from './evening-journal.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tellSigned, tellSignedTwice } from './report-notices.ts';
import { type Edit, editRow } from './row-door.ts';
import { deletionOf } from './row-mutations.ts';
import { reportOf, requireUnsigned } from './show-rules.ts';
import { endRunning, runningOf } from './show-times.ts';

const ofEvent = { eventId: rowId };

/** The report that is there, or a new one: two laptops make the same. */
async function ensureReport(tx: MutationTx, eventId: string): Promise<Row<'show_reports'>> {
  await eveningOf(tx, eventId);
  const found = await reportOf(tx, eventId);
  if (found !== undefined) return found;
  // What was deleted has to come back out of the trash before anybody goes on with it.
  const derived = reportId(eventId);
  const held = await tx.find('show_reports', derived);
  if (held?.event_id === eventId) return tx.require('show_reports', derived);
  const id = await freeId(tx, 'show_reports', derived);
  await tx.insert('show_reports', { id, event_id: eventId });
  return tx.require('show_reports', id);
}

const attendance = z.int().min(0).max(1_000_000).nullable();
const summary = z.string().max(50_000).nullable();
const kept = z.strictObject({ attendance: attendance.optional(), summary: summary.optional() });

/**
 * `report.keep {eventId, changes, seen, status?}`: attendance and the summary. Two people who write the summary without
 * a network are merged by line; what truly collides stands in Attention. `seen` is what the person saw. Whoever saw a
 * draft (`status`) that somebody else has signed since adds lines to it, and changes none that was signed. With `of`
 * what that mutation wrote is taken back; refused where it was signed.
 */
export const reportKeep = defineMutation({
  name: 'report.keep',
  words: ['Запись в рапорте', 'Report kept'],
  args: z.strictObject({
    ...ofEvent,
    changes: kept,
    seen: kept,
    status: z.literal('draft').optional(),
    of: rowId.optional(),
  }),
  permission: () => 'shows.report',
  run: async (tx, { eventId, changes, seen, status, of }) => {
    const report = await ensureReport(tx, eventId);
    const edits: Record<string, Edit> = {};
    if (changes.attendance !== undefined)
      edits['attendance'] = { wanted: changes.attendance, seen: seen.attendance ?? null };
    if (changes.summary !== undefined) edits['summary'] = { wanted: changes.summary, seen: seen.summary ?? null };
    if (report.status === 'signed' && status === 'draft') return keepBesideSigned(tx, report, edits, of);
    await editRow(tx, 'show_reports', report.id, edits);
  },
  inverse: ({ eventId, changes, seen, status }, { mutationId: of }) => {
    const before = Object.keys(changes).map((key) => [key, seen[key as keyof typeof seen] ?? null]);
    const back = { eventId, changes: Object.fromEntries(before), seen: changes };
    return { name: 'report.keep', args: status === undefined ? back : { ...back, status, of } };
  },
});

/** So long after a signature somebody may still have written in a draft: it was one evening, and they were in it. */
const BESIDE_MS = 24 * 3_600_000;

/**
 * Adds to a report what was written before its author could know of the signature, and sets right what they added so.
 * What the mutation `of` wrote is taken back as far as nobody signed it. What was written long after the signature is
 * refused, whatever its author saw: it stays with them, and a note says it as an addendum.
 */
async function keepBesideSigned(
  tx: MutationTx,
  report: Row<'show_reports'>,
  edits: Readonly<Record<string, Edit>>,
  of: string | undefined,
): Promise<void> {
  const table = tableOf('show_reports');
  const values: Record<string, JsonValue> = {};
  const isLate = Date.parse(tx.now) - Date.parse(report.signed_at ?? tx.now) > BESIDE_MS;
  if (of === undefined && isLate) requireUnsigned(report);
  for (const [column, edit] of Object.entries(edits)) {
    const found = (report as unknown as Record<string, JsonValue>)[column] ?? null;
    // What waits in Attention, and stands nowhere, waits no longer.
    if (of !== undefined && (await withdrawConflict(tx, of, column))) continue;
    const wanted = acceptValue(table, column, edit.wanted);
    const clash = { name: 'show_reports', table, id: report.id, column, seen: edit.seen, found, wanted } as const;
    const signed = await signedValue(tx, report, column);
    if (of === undefined) values[column] = await besideSigned(tx, clash, signed);
    else {
      const beside = valueBeside(clash, signed);
      if (!beside.isWhole) requireUnsigned(report);
      values[column] = beside.value;
    }
  }
  await tx.update('show_reports', report.id, values);
}

/**
 * `report.sign {eventId, seen?}`: from now on the report changes by addenda alone, and those concerned are told. Signed
 * once: who comes second hears who was first, and what they wrote meanwhile is there. Whoever saw a draft (`seen`) and
 * could not know of the first signature has signed as well: both signatures are kept, and both people told.
 */
export const reportSign = defineMutation({
  name: 'report.sign',
  words: ['Рапорт подписан', 'Report signed'],
  args: z.strictObject({ ...ofEvent, seen: z.literal('draft').optional() }),
  permission: () => 'shows.report',
  run: async (tx, { eventId, seen }) => {
    await checkBegun(tx, eventId);
    const report = await ensureReport(tx, eventId);
    // The same person on two laptops has signed once.
    if (report.status === 'signed' && report.signed_by_id === tx.author.userId) return;
    if (seen === undefined) requireUnsigned(report);
    if (report.status === 'signed') return signAsWell(tx, report);
    await endAtSignature(tx, eventId);
    await tx.update('show_reports', report.id, {
      status: 'signed',
      signed_at: tx.now,
      signed_by_id: tx.author.userId,
      signed_by_name: tx.author.name,
    });
    const run = await runOf(tx, eventId);
    if (run !== undefined && run.phase !== 'after') await tx.update('show_runs', run.id, { phase: 'after' });
    await tellSigned(tx, eventId);
  },
});

/** No part of an evening is longer: what began before that was forgotten, and nobody knows when it ended. */
const LONGEST_PART_MS = 6 * 3_600_000;

/** What still goes on when the report is signed is over: nobody can end it afterwards. */
async function endAtSignature(tx: MutationTx, eventId: string): Promise<void> {
  const running = await runningOf(tx, { eventId, part: 'other', number: 1 });
  const began = (timing: Row<'show_timings'>): number => Date.parse(timing.started_at ?? '');
  const going = running.filter((timing) => Date.parse(tx.now) - began(timing) < LONGEST_PART_MS);
  await endRunning(tx, going, tx.now);
}

/** A signature is for good: nobody gives it before the event's day, unless the evening was begun all the same. */
async function checkBegun(tx: MutationTx, eventId: string): Promise<void> {
  const event = await eveningOf(tx, eventId);
  const phase = (await runOf(tx, eventId))?.phase ?? 'before';
  if (phase !== 'before') return;
  const venue = event.venue_id === null ? undefined : await tx.find('venues', event.venue_id);
  const theater = await tx.find('theaters', tx.theaterId);
  const today = dayIn(zoneOf(venue?.timezone, theater?.timezone ?? 'UTC'), tx.time);
  if (today < event.event_date) throw new Refusal('report.tooEarly', { title: event.title, date: event.event_date });
}

/** The second signature stands below the first; both who signed hear of it. */
async function signAsWell(tx: MutationTx, report: Row<'show_reports'>): Promise<void> {
  const others = alsoSigned(report.also_signed);
  if (others.some(({ id }) => id === tx.author.userId)) return;
  const { userId: id, name } = tx.author;
  await tx.update('show_reports', report.id, { also_signed: [...others, { id, name, at: tx.now }] });
  await tellSignedTwice(tx, report);
}

const MOST_TITLE = 255;
/** Its first line, as far as a title goes. */
function titleOf(text: string): string {
  const line = text.split('\n')[0] ?? text;
  return line.length <= MOST_TITLE ? line : `${line.slice(0, MOST_TITLE - 1)}…`;
}

/** A note with its evening, which comes back first where it was deleted and nobody was told. */
async function noteOf(tx: MutationTx, noteId: string) {
  const found = await tx.find('show_notes', noteId);
  if (found?.theater_id === tx.theaterId && found.deleted_at !== null) await eveningOf(tx, found.event_id);
  const note = await tx.require('show_notes', noteId);
  return { note, event: await eveningOf(tx, note.event_id) };
}

/** `note.makeTask {noteId, taskId}`: a task with its words, its department and its production; once. */
export const noteMakeTask = defineMutation({
  name: 'note.makeTask',
  words: ['Задача из заметки', 'Task made of a note'],
  args: z.strictObject({ noteId: rowId, taskId: z.uuid() }),
  permission: () => 'tasks.edit',
  run: async (tx, { noteId, taskId }) => {
    const { note, event } = await noteOf(tx, noteId);
    if (note.task_id !== null) return;
    await tx.insert('tasks', {
      id: taskId,
      title: titleOf(note.text),
      description: note.text,
      performance_id: event.performance_id,
      department_id: note.department_id,
      priority: note.severity === 'major' ? 'high' : 'medium',
    });
    await tx.update('show_notes', noteId, { task_id: taskId });
  },
  inverse: ({ taskId }, { newId }) => deletionOf('tasks', taskId, newId()),
});

/** `note.makeFault {noteId, faultId}`: a fault of the thing, or of the production, that the note speaks of; once. */
export const noteMakeFault = defineMutation({
  name: 'note.makeFault',
  words: ['Дефект из заметки', 'Fault made of a note'],
  args: z.strictObject({ noteId: rowId, faultId: z.uuid() }),
  permission: () => 'faults.report',
  run: async (tx, { noteId, faultId }) => {
    const { note, event } = await noteOf(tx, noteId);
    if (note.fault_id !== null) return;
    await tx.insert('faults', {
      id: faultId,
      title: titleOf(note.text),
      description: note.text,
      severity: note.kind === 'accident' ? 'unsafe' : note.severity === 'major' ? 'major' : 'minor',
      inventory_item_id: note.inventory_item_id,
      performance_id: event.performance_id,
      event_id: event.id,
    });
    await tx.update('show_notes', noteId, { fault_id: faultId });
  },
  inverse: ({ faultId }, { newId }) => deletionOf('faults', faultId, newId()),
});
