/**
 * A show's evening: what is ticked off, where it stands, what happened; when it began and ended is in `show-times.ts`.
 * Two laptops without a network that do the same meet in one row (`shared/rules/evening-rows.ts`).
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { checklistMarkId, lineMarkId } from '../rules/evening-rows.ts';
import type { Row } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { rowId } from './arguments.ts';
import { deleteRows } from './deletion.ts';
import { changeRun, eveningOf, openCriticalLines, runOf, upsert } from './evening.ts';
import { isTurnedSince, takeBackMark, takeBackTimes } from './evening-journal.ts';
import { type FileFacts, fileFacts, useFile } from './file-use.ts';
import { defineMutation, type MutationDefinition } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { deletionOf } from './row-mutations.ts';
import { checkAttachedUnsigned, markAddendum, reportOf, requireUnsigned, requireUnsignedThen } from './show-rules.ts';
import { endRunning, runningOf } from './show-times.ts';

const ofEvent = { eventId: rowId };
const remark = z.string().max(2000);

const markSeen = z.strictObject({ isDone: z.boolean(), note: remark.nullable() });

/**
 * `show.mark {eventId, itemId, isDone?, note?, before?}`: a line of a checklist is done, or not after all, for this
 * evening; with a note, or the note alone. The last word stands, and the history keeps all of them, also those that
 * say the same again. `before` is what the person saw, for taking it back. With `of` what that mutation said is taken
 * back; refused where somebody else has said something since, or had said the same before.
 */
export const showMark = defineMutation({
  name: 'show.mark',
  words: ['Отметка чек-листа', 'Checklist mark'],
  args: z.strictObject({
    ...ofEvent,
    itemId: rowId,
    isDone: z.boolean().optional(),
    note: remark.nullable().optional(),
    before: markSeen.optional(),
    of: rowId.optional(),
  }),
  permission: () => 'checklists.mark',
  reads: ({ eventId, itemId }) => [
    ['schedule_events', eventId],
    ['checklist_items', itemId],
    ['checklist_marks', checklistMarkId(itemId, eventId)],
  ],
  run: async (tx, { eventId, itemId, isDone, note, of }) => {
    await eveningOf(tx, eventId);
    await tx.require('checklist_items', itemId);
    await requireUnsignedThen(tx, eventId);
    const id = checklistMarkId(itemId, eventId);
    const key = { checklist_item_id: itemId, event_id: eventId };
    if (of !== undefined) return takeBack(tx, 'checklist_marks', key, of);
    const values: Record<string, JsonValue> = {
      ...(isDone === undefined ? {} : { is_done: isDone }),
      ...(note === undefined ? {} : { note: note === null || note.trim() === '' ? null : note.trim() }),
    };
    await say(tx, 'checklist_marks', { id, key, values });
  },
  inverse: ({ eventId, itemId, isDone, note, before }, { mutationId: of }) =>
    before === undefined
      ? undefined
      : {
          name: 'show.mark',
          args: {
            eventId,
            itemId,
            ...(isDone === undefined ? {} : { isDone: before.isDone }),
            ...(note === undefined ? {} : { note: before.note }),
            of,
          },
        },
});

type Key = Readonly<Record<string, JsonValue>>;

/** The last word stands; the history keeps also that somebody said the same again. */
async function say(
  tx: MutationTx,
  table: 'checklist_marks' | 'run_sheet_marks',
  mark: { readonly id: string; readonly key: Key; readonly values: Key },
): Promise<void> {
  if (await upsert(tx, table, mark)) return;
  const found = await tx.rows.findByKey(table, tx.theaterId, mark.key);
  if (found !== undefined) await tx.log(table, found.id, 'again', {});
}

async function takeBack(
  tx: MutationTx,
  table: 'checklist_marks' | 'run_sheet_marks',
  key: Key,
  of: string,
): Promise<void> {
  if (!(await takeBackMark(tx, table, key, of))) throw new Refusal('show.markStands');
}

/** `show.markLine {eventId, lineId, isDone, of?}`: a line of the run sheet is done, or not after all; `of` as above. */
export const showMarkLine = defineMutation({
  name: 'show.markLine',
  words: ['Отметка проводки', 'Run sheet mark'],
  args: z.strictObject({ ...ofEvent, lineId: rowId, isDone: z.boolean(), of: rowId.optional() }),
  permission: () => 'checklists.mark',
  reads: ({ eventId, lineId }) => [
    ['schedule_events', eventId],
    ['run_sheet_lines', lineId],
    ['run_sheet_marks', lineMarkId(lineId, eventId)],
  ],
  run: async (tx, { eventId, lineId, isDone, of }) => {
    await eveningOf(tx, eventId);
    await tx.require('run_sheet_lines', lineId);
    await requireUnsignedThen(tx, eventId);
    const key = { line_id: lineId, event_id: eventId };
    if (of !== undefined) return takeBack(tx, 'run_sheet_marks', key, of);
    await say(tx, 'run_sheet_marks', { id: lineMarkId(lineId, eventId), key, values: { is_done: isDone } });
  },
  inverse: ({ eventId, lineId, isDone }, { mutationId: of }) => ({
    name: 'show.markLine',
    args: { eventId, lineId, isDone: !isDone, of },
  }),
});

/**
 * `show.photo {id, eventId, itemId?, noteId?, file}`: what a line of a checklist looked like this evening, or what a
 * note speaks of. A mark that nobody has made yet is made for it, and stays open.
 */
export const showPhoto = defineMutation({
  name: 'show.photo',
  words: ['Фото вечера', 'Photo of an evening'],
  args: z.strictObject({
    ...ofEvent,
    id: z.uuid(),
    itemId: rowId.optional(),
    noteId: rowId.optional(),
    file: fileFacts,
  }),
  permission: () => 'checklists.mark',
  run: async (tx, { eventId, id, itemId, noteId, file }) => {
    await eveningOf(tx, eventId);
    if ((itemId === undefined) === (noteId === undefined))
      throw new Refusal('mutation.invalid', { problem: 'itemOrNote' });
    if (noteId !== undefined) {
      const note = await tx.require('show_notes', noteId);
      if (note.event_id !== eventId) throw new Refusal('mutation.invalid', { path: 'noteId', table: 'show_notes' });
      if (!note.is_addendum) await requireUnsignedThen(tx, eventId);
      return attach(tx, { id, table: 'show_notes', entityId: noteId, file });
    }
    await tx.require('checklist_items', itemId ?? '');
    await requireUnsignedThen(tx, eventId);
    const key = { checklist_item_id: itemId ?? '', event_id: eventId };
    await upsert(tx, 'checklist_marks', { id: checklistMarkId(itemId ?? '', eventId), key, values: {} });
    const mark = await tx.rows.findByKey('checklist_marks', tx.theaterId, key);
    return attach(tx, { id, table: 'checklist_marks', entityId: mark?.id ?? '', file });
  },
  inverse: ({ id }, { newId }) => ({ name: 'show.takeBackPhoto', args: { id, deletionId: newId() } }),
});

/** `show.takeBackPhoto {id, deletionId}`: whoever took a wrong photo takes it back, until the evening is signed. */
export const showTakeBackPhoto = defineMutation({
  name: 'show.takeBackPhoto',
  words: ['Фото вечера убрано', 'Photo of an evening taken back'],
  args: z.strictObject({ id: rowId, deletionId: rowId }),
  permission: () => 'checklists.mark',
  run: async (tx, { id, deletionId }) => {
    const photo = await tx.require('attachments', id);
    if (photo.entity_table !== 'checklist_marks' && photo.entity_table !== 'show_notes')
      throw new Refusal('mutation.invalid', { path: 'id', table: 'attachments' });
    if (photo.added_by_id !== tx.author.userId) {
      const by = photo.added_by_id === null ? undefined : await tx.find('users', photo.added_by_id);
      throw new Refusal('row.notYours', { author: by === undefined ? '' : `${by.first_name} ${by.last_name}` });
    }
    await checkAttachedUnsigned(tx, photo);
    await deleteRows(tx, { roots: [{ table: 'attachments', id }], deletionId, reason: undefined, shown: undefined });
  },
});

async function attach(
  tx: MutationTx,
  {
    id,
    table,
    entityId,
    file,
  }: {
    readonly id: string;
    readonly table: Row<'attachments'>['entity_table'];
    readonly entityId: string;
    readonly file: FileFacts;
  },
): Promise<void> {
  await tx.insert('attachments', {
    id,
    file_id: await useFile(tx, file),
    entity_table: table,
    entity_id: entityId,
    sort_order: 1,
  });
}

/**
 * `show.ready {eventId, overrideReason?}`: «готов к началу». Refused while critical lines are open, by name, unless the
 * person says why it begins all the same. Who declared it first stands.
 */
export const showReady = defineMutation({
  name: 'show.ready',
  words: ['Готов к началу', 'Ready to begin'],
  args: z.strictObject({ ...ofEvent, overrideReason: z.string().trim().min(1).max(1000).optional() }),
  permission: () => 'shows.run',
  run: async (tx, { eventId, overrideReason }) => {
    const event = await eveningOf(tx, eventId);
    const readyAt = (await runOf(tx, eventId))?.ready_at ?? null;
    if (readyAt !== null) return;
    requireUnsigned(await reportOf(tx, eventId));
    const open = await openCriticalLines(tx, event);
    if (open.length > 0 && overrideReason === undefined)
      throw new Refusal('show.notReady', {
        count: open.length,
        lines: open
          .map(({ title }) => title)
          .slice(0, 20)
          .join('; '),
      });
    await changeRun(tx, eventId, {
      ready_at: tx.now,
      ready_by_id: tx.author.userId,
      ready_by_name: tx.author.name,
      override_reason: open.length > 0 ? (overrideReason ?? null) : null,
    });
  },
  inverse: ({ eventId }) => ({ name: 'show.takeBackReady', args: { eventId } }),
});

/** `show.takeBackReady {eventId}`: not ready after all. What has begun stays begun. */
export const showTakeBackReady = defineMutation({
  name: 'show.takeBackReady',
  words: ['Готовность снята', 'Not ready after all'],
  args: z.strictObject(ofEvent),
  permission: () => 'shows.run',
  run: async (tx, { eventId }) => {
    await eveningOf(tx, eventId);
    const run = await runOf(tx, eventId);
    if (run === undefined || run.ready_at === null) return;
    requireUnsigned(await reportOf(tx, eventId));
    await tx.update('show_runs', run.id, {
      ready_at: null,
      ready_by_id: null,
      ready_by_name: null,
      override_reason: null,
    });
  },
});

/**
 * `show.scene {eventId, sceneId, seen?, whileOn?}`: this scene is on; null: none. Who turned before others did, and
 * comes later, turns nothing back. With `whileOn` only while that scene is on: refused where it is not.
 */
export const showScene = defineMutation({
  name: 'show.scene',
  words: ['Идёт сцена', 'Current scene'],
  args: z.strictObject({
    ...ofEvent,
    sceneId: rowId.nullable(),
    seen: rowId.nullable().optional(),
    whileOn: rowId.nullable().optional(),
  }),
  permission: () => 'shows.run',
  run: async (tx, { eventId, sceneId, seen, whileOn }) => {
    const event = await eveningOf(tx, eventId);
    const scene = sceneId === null ? undefined : await tx.require('scenes', sceneId);
    if (scene !== undefined && scene.performance_id !== event.performance_id)
      throw new Refusal('show.otherProduction', { scene: scene.title ?? scene.number, event: event.title });
    const run = await runOf(tx, eventId);
    if (whileOn !== undefined && (run?.current_scene_id ?? null) !== whileOn) throw new Refusal('show.sceneStands');
    if (run !== undefined && (await isTurnedSince(tx, run, seen))) return;
    await changeRun(tx, eventId, { current_scene_id: sceneId });
  },
  inverse: ({ eventId, sceneId, seen }) =>
    seen === undefined
      ? undefined
      : { name: 'show.scene', args: { eventId, sceneId: seen, seen: sceneId, whileOn: sceneId } },
});

const said = {
  ...ofEvent,
  id: z.uuid(),
  text: z.string().trim().min(1).max(10_000),
  departmentId: rowId.nullable().optional(),
  sceneId: rowId.nullable().optional(),
  inventoryItemId: rowId.nullable().optional(),
};

interface Said {
  readonly eventId: string;
  readonly id: string;
  readonly text: string;
  readonly departmentId?: string | null | undefined;
  readonly sceneId?: string | null | undefined;
  readonly inventoryItemId?: string | null | undefined;
}

/** Writes it down; where the report is signed by then, as an addendum. */
async function writeNote(
  tx: MutationTx,
  note: Said,
  how: Pick<Row<'show_notes'>, 'kind' | 'severity' | 'occurred_at'>,
): Promise<void> {
  await eveningOf(tx, note.eventId);
  await tx.insert('show_notes', {
    id: note.id,
    event_id: note.eventId,
    department_id: note.departmentId ?? null,
    text: note.text,
    scene_id: note.sceneId ?? null,
    inventory_item_id: note.inventoryItemId ?? null,
    ...how,
  });
  await markAddendum(tx, 'show_notes', note.id);
}

const noteTakenBack: MutationDefinition<Said>['inverse'] = ({ id }, { newId }) => deletionOf('show_notes', id, newId());

/**
 * `show.incident {id, eventId, kind, severity, text, sceneId?, …}`: something happened. The time is when the person
 * pressed it; without a scene, the one that was on.
 */
export const showIncident = defineMutation({
  name: 'show.incident',
  words: ['Происшествие', 'Incident'],
  args: z.strictObject({
    ...said,
    kind: z.enum(['incident', 'accident', 'replacement', 'delay']),
    severity: z.enum(['info', 'minor', 'major']),
  }),
  permission: () => 'checklists.mark',
  run: async (tx, { kind, severity, ...note }) => {
    const sceneId = note.sceneId === undefined ? (await runOf(tx, note.eventId))?.current_scene_id : note.sceneId;
    await writeNote(tx, { ...note, sceneId: sceneId ?? null }, { kind, severity, occurred_at: tx.now });
  },
  inverse: (args, done) => noteTakenBack(args, done),
});

/** `show.note {id, eventId, text, departmentId?, …}`: what a department has to know of this evening. */
export const showNote = defineMutation({
  name: 'show.note',
  words: ['Заметка вечера', 'Show note'],
  args: z.strictObject({ ...said, severity: z.enum(['info', 'minor', 'major']).optional() }),
  permission: () => 'checklists.mark',
  run: (tx, { severity, ...note }) =>
    writeNote(tx, note, { kind: 'note', severity: severity ?? 'info', occurred_at: tx.now }),
  inverse: (args, done) => noteTakenBack(args, done),
});

/** `show.finish {eventId}`: the evening is over; what still goes on ends with it. */
export const showFinish = defineMutation({
  name: 'show.finish',
  words: ['Конец вечера', 'Evening over'],
  args: z.strictObject(ofEvent),
  permission: () => 'shows.run',
  run: async (tx, { eventId }) => {
    await eveningOf(tx, eventId);
    const run = await runOf(tx, eventId);
    if (run?.phase === 'after') return;
    requireUnsigned(await reportOf(tx, eventId));
    await endRunning(tx, await runningOf(tx, { eventId, part: 'other', number: 1 }), tx.now);
    await changeRun(tx, eventId, { phase: 'after' });
  },
  inverse: ({ eventId }, { mutationId: of }) => ({ name: 'show.reopen', args: { eventId, of } }),
});

/** `show.reopen {eventId, of?}`: the evening goes on after all, and so does what ended with the mutation `of`. */
export const showReopen = defineMutation({
  name: 'show.reopen',
  words: ['Вечер продолжается', 'Evening goes on'],
  args: z.strictObject({ ...ofEvent, of: rowId.optional() }),
  permission: () => 'shows.run',
  run: async (tx, { eventId, of }) => {
    await eveningOf(tx, eventId);
    requireUnsigned(await reportOf(tx, eventId));
    if (of !== undefined) await takeBackTimes(tx, eventId, of);
    if ((await runOf(tx, eventId))?.phase === 'after') await changeRun(tx, eventId, { phase: 'during' });
  },
});
