/**
 * A show's evening: what is ticked off, when it began and ended, where it stands, what happened. Two laptops without a
 * network that do the same meet in one row (`shared/rules/evening-rows.ts`); of two that begin an act, the earlier time
 * stands. Times are when the person acted, by the hub's clock as well as it is known.
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { checklistMarkId, lineMarkId, type ShowPart } from '../rules/evening-rows.ts';
import type { Row } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { rowId } from './arguments.ts';
import {
  changeRun,
  firstSceneOf,
  openCriticalLines,
  runOf,
  timingOf,
  timingsOf,
  upsert,
  writeTiming,
} from './evening.ts';
import { isOwnTime, isTurnedSince, type TimeColumn, takeBackTimes } from './evening-journal.ts';
import { type FileFacts, fileFacts, useFile } from './file-use.ts';
import { type Done, defineMutation, type Intent, type MutationDefinition } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { deletionOf } from './row-mutations.ts';
import { markAddendum, reportOf, requireUnsigned, requireUnsignedThen } from './show-rules.ts';

const ofEvent = { eventId: rowId };
const remark = z.string().max(2000);

const markSeen = z.strictObject({ isDone: z.boolean(), note: remark.nullable() });

/**
 * `show.mark {eventId, itemId, isDone?, note?, before?}`: a line of a checklist is done, or not after all, for this
 * evening; with a note, or the note alone. The last word stands, and the history keeps all of them, also those that
 * say the same again. `before` is what the person saw, for taking it back.
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
  }),
  permission: () => 'checklists.mark',
  reads: ({ eventId, itemId }) => [
    ['schedule_events', eventId],
    ['checklist_items', itemId],
    ['checklist_marks', checklistMarkId(itemId, eventId)],
  ],
  run: async (tx, { eventId, itemId, isDone, note }) => {
    await tx.require('schedule_events', eventId);
    await tx.require('checklist_items', itemId);
    await requireUnsignedThen(tx, eventId);
    const id = checklistMarkId(itemId, eventId);
    const key = { checklist_item_id: itemId, event_id: eventId };
    const values: Record<string, JsonValue> = {
      ...(isDone === undefined ? {} : { is_done: isDone }),
      ...(note === undefined ? {} : { note: note === null || note.trim() === '' ? null : note.trim() }),
    };
    if (await upsert(tx, 'checklist_marks', { id, key, values })) return;
    const found = await tx.rows.findByKey('checklist_marks', tx.theaterId, key);
    if (found !== undefined) await tx.log('checklist_marks', found.id, 'again', {});
  },
  inverse: ({ eventId, itemId, isDone, note, before }) =>
    before === undefined
      ? undefined
      : {
          name: 'show.mark',
          args: {
            eventId,
            itemId,
            ...(isDone === undefined ? {} : { isDone: before.isDone }),
            ...(note === undefined ? {} : { note: before.note }),
          },
        },
});

/** `show.markLine {eventId, lineId, isDone}`: a line of the run sheet is done, or not after all. */
export const showMarkLine = defineMutation({
  name: 'show.markLine',
  words: ['Отметка проводки', 'Run sheet mark'],
  args: z.strictObject({ ...ofEvent, lineId: rowId, isDone: z.boolean() }),
  permission: () => 'checklists.mark',
  reads: ({ eventId, lineId }) => [
    ['schedule_events', eventId],
    ['run_sheet_lines', lineId],
    ['run_sheet_marks', lineMarkId(lineId, eventId)],
  ],
  run: async (tx, { eventId, lineId, isDone }) => {
    await tx.require('schedule_events', eventId);
    await tx.require('run_sheet_lines', lineId);
    await requireUnsignedThen(tx, eventId);
    await upsert(tx, 'run_sheet_marks', {
      id: lineMarkId(lineId, eventId),
      key: { line_id: lineId, event_id: eventId },
      values: { is_done: isDone },
    });
  },
  inverse: ({ eventId, lineId, isDone }) => ({ name: 'show.markLine', args: { eventId, lineId, isDone: !isDone } }),
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
    await tx.require('schedule_events', eventId);
    if ((itemId === undefined) === (noteId === undefined))
      throw new Refusal('mutation.invalid', { problem: 'itemOrNote' });
    if (noteId !== undefined) {
      const note = await tx.require('show_notes', noteId);
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
  inverse: ({ id }, { newId }) => deletionOf('attachments', id, newId()),
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
    const event = await tx.require('schedule_events', eventId);
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
    await tx.require('schedule_events', eventId);
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

/** What a part has to do with the one before it. */
interface Beginning {
  readonly eventId: string;
  readonly part: ShowPart;
  readonly number: number;
}

const earlier = (one: string, other: string | null): string =>
  other === null || Date.parse(one) < Date.parse(other) ? one : other;
const later = (one: string, other: string | null): string =>
  other === null || Date.parse(one) > Date.parse(other) ? one : other;

/**
 * `at`: the moment by the window's watch, which counts on from where it was opened by a clock that only goes forward.
 * Where the laptop's clock was set meanwhile, that is when the person acted.
 */
const watchArg = z.iso.datetime().optional();
/** By how much the watch and the clock may differ before the watch is believed: what people and machines dawdle. */
const TOLERATED_MS = 90_000;
/** No evening is longer: a watch that says so has been asleep or worse. */
const BELIEVED_MS = 24 * 3_600_000;

/** When the person acted. */
function actedAt(tx: MutationTx, watch: string | undefined): string {
  if (watch === undefined) return tx.now;
  const apart = Math.abs(Date.parse(watch) - Date.parse(tx.now));
  return apart > TOLERATED_MS && apart < BELIEVED_MS ? new Date(watch).toISOString() : tx.now;
}

/** Parts of which one follows the other: when one begins, the one before is over. */
const FOLLOWING: readonly ShowPart[] = ['act', 'interval'];

/** A time that was set right by hand; one that was cleared by hand may be taken anew. */
const isSetByHand = (timing: Row<'show_timings'> | undefined, column: TimeColumn): boolean =>
  timing?.is_corrected === true && timing[column] !== null;

/**
 * A part begins, and what went on before ends with it. The earlier of two times stands; what was set right by hand
 * stands before both. Refused once the report is signed, unless nothing would change.
 */
async function begin(tx: MutationTx, { eventId, part, number }: Beginning, watch?: string): Promise<void> {
  const event = await tx.require('schedule_events', eventId);
  const timing = await timingOf(tx, eventId, part, number);
  const running = await runningOf(tx, { eventId, part, number });
  const started = earlier(actedAt(tx, watch), timing?.started_at ?? null);
  if (isSetByHand(timing, 'started_at') || timing?.started_at === started) return;
  requireUnsigned(await reportOf(tx, eventId));
  if (FOLLOWING.includes(part)) await endRunning(tx, running, started);
  await writeTiming(tx, { event_id: eventId, part, number }, { started_at: started });
  if (part !== 'act') return;
  const run = await runOf(tx, eventId);
  await changeRun(tx, eventId, {
    ...((run?.phase ?? 'before') === 'before' ? { phase: 'during' } : {}),
    ...(await sceneAt(tx, event, run, number)),
  });
}

/** The first scene of the act that begins, unless somebody is further already. */
async function sceneAt(
  tx: MutationTx,
  event: Row<'schedule_events'>,
  run: Row<'show_runs'> | undefined,
  act: number,
): Promise<{ current_scene_id?: string }> {
  if (event.performance_id === null) return {};
  const current =
    run?.current_scene_id === null || run === undefined ? undefined : await tx.find('scenes', run.current_scene_id);
  if (current !== undefined && current.act >= act) return {};
  const first = await firstSceneOf(tx, event.performance_id, act);
  return first === undefined ? {} : { current_scene_id: first };
}

/** Acts and intervals that go on when another thing begins, the one that began last at the end. */
async function runningOf(tx: MutationTx, next: Beginning): Promise<Row<'show_timings'>[]> {
  const going = (await timingsOf(tx, next.eventId)).filter(
    (timing) =>
      FOLLOWING.includes(timing.part) &&
      timing.started_at !== null &&
      timing.ended_at === null &&
      !(timing.part === next.part && timing.number === next.number),
  );
  return going.toSorted((a, b) => Date.parse(a.started_at ?? '') - Date.parse(b.started_at ?? ''));
}

/** What began before it is over with it. */
async function endRunning(tx: MutationTx, running: readonly Row<'show_timings'>[], at: string): Promise<void> {
  for (const timing of running)
    if (timing.started_at !== null && Date.parse(timing.started_at) <= Date.parse(at))
      await writeTiming(tx, timing, { ended_at: at });
}

/** A part ends. The earlier of two times stands, and what was set right by hand before both. */
async function end(tx: MutationTx, { eventId, part, number }: Beginning, watch: string | undefined): Promise<void> {
  await tx.require('schedule_events', eventId);
  const timing = await timingOf(tx, eventId, part, number);
  const ended = earlier(later(actedAt(tx, watch), timing?.started_at ?? null), timing?.ended_at ?? null);
  if (isSetByHand(timing, 'ended_at') || timing?.ended_at === ended) return;
  requireUnsigned(await reportOf(tx, eventId));
  await writeTiming(tx, { event_id: eventId, part, number }, { ended_at: ended });
}

const number = z.int().min(1).max(20);
const numbered = z.strictObject({ ...ofEvent, number });

/** Takes the beginning or the end of a part back, as far as this mutation wrote it. */
const takenBack = (
  of: { eventId: string; part: ShowPart; number: number; what: 'start' | 'end' },
  { mutationId }: Done,
): Intent => ({ name: 'show.takeBackTime', args: { ...of, of: mutationId } });

/** `show.startAct {eventId, number, at?}`: the act begins; an interval, or the act before, is over. */
export const showStartAct = defineMutation({
  name: 'show.startAct',
  words: ['Начало действия', 'Act begins'],
  args: numbered.extend({ at: watchArg }),
  permission: () => 'shows.run',
  run: (tx, { eventId, number: act, at: watch }) => begin(tx, { eventId, part: 'act', number: act }, watch),
  inverse: ({ eventId, number: act }, done) => takenBack({ eventId, part: 'act', number: act, what: 'start' }, done),
});

/** `show.endAct {eventId, number, at?}`: the act is over. */
export const showEndAct = defineMutation({
  name: 'show.endAct',
  words: ['Конец действия', 'Act ends'],
  args: numbered.extend({ at: watchArg }),
  permission: () => 'shows.run',
  run: (tx, { eventId, number: act, at: watch }) => end(tx, { eventId, part: 'act', number: act }, watch),
  inverse: ({ eventId, number: act }, done) => takenBack({ eventId, part: 'act', number: act, what: 'end' }, done),
});

/** `show.startInterval {eventId, number, at?}`: an interval begins, counted from the first, and the act is over. */
export const showStartInterval = defineMutation({
  name: 'show.startInterval',
  words: ['Начало антракта', 'Interval begins'],
  args: numbered.extend({ at: watchArg }),
  permission: () => 'shows.run',
  run: (tx, { eventId, number: of, at: watch }) => begin(tx, { eventId, part: 'interval', number: of }, watch),
  inverse: ({ eventId, number: at }, done) => takenBack({ eventId, part: 'interval', number: at, what: 'start' }, done),
});

/** `show.endInterval {eventId, number, at?}`: the interval is over. */
export const showEndInterval = defineMutation({
  name: 'show.endInterval',
  words: ['Конец антракта', 'Interval ends'],
  args: numbered.extend({ at: watchArg }),
  permission: () => 'shows.run',
  run: (tx, { eventId, number: of, at: watch }) => end(tx, { eventId, part: 'interval', number: of }, watch),
  inverse: ({ eventId, number: at }, done) => takenBack({ eventId, part: 'interval', number: at, what: 'end' }, done),
});

/** `show.openHouse {eventId, at?}`: the audience is let in. */
export const showOpenHouse = defineMutation({
  name: 'show.openHouse',
  words: ['Впуск зрителей', 'House open'],
  args: z.strictObject({ ...ofEvent, at: watchArg }),
  permission: () => 'shows.run',
  run: (tx, { eventId, at: watch }) => begin(tx, { eventId, part: 'house_open', number: 1 }, watch),
  inverse: ({ eventId }, done) => takenBack({ eventId, part: 'house_open', number: 1, what: 'start' }, done),
});

/** `show.curtain {eventId, at?}`: the final curtain; the act that goes on is over with it. */
export const showCurtain = defineMutation({
  name: 'show.curtain',
  words: ['Финальный занавес', 'Final curtain'],
  args: z.strictObject({ ...ofEvent, at: watchArg }),
  permission: () => 'shows.run',
  run: async (tx, { eventId, at: watch }) => {
    const curtain = { eventId, part: 'curtain', number: 1 } as const;
    await begin(tx, curtain, watch);
    const fell = (await timingOf(tx, eventId, 'curtain', 1))?.started_at ?? null;
    if (fell !== null) await endRunning(tx, await runningOf(tx, curtain), fell);
  },
  inverse: ({ eventId }, done) => takenBack({ eventId, part: 'curtain', number: 1, what: 'start' }, done),
});

/**
 * `show.takeBackTime {eventId, part, number, what, of?}`: it has not begun, or not ended, after all. What the mutation
 * `of` wrote is taken back while it stands, and the part that it ended goes on. Refused where the time is somebody
 * else's by now. Without `of`, as laptops of before ask: the author's own time.
 */
export const showTakeBackTime = defineMutation({
  name: 'show.takeBackTime',
  words: ['Время снято', 'Time taken back'],
  args: z.strictObject({
    ...ofEvent,
    part: z.enum(['call', 'house_open', 'act', 'interval', 'curtain', 'other']),
    number,
    what: z.enum(['start', 'end']),
    of: rowId.optional(),
  }),
  permission: () => 'shows.run',
  run: async (tx, { eventId, part, number: at, what, of }) => {
    await tx.require('schedule_events', eventId);
    const timing = await timingOf(tx, eventId, part, at);
    if (timing === undefined) return;
    requireUnsigned(await reportOf(tx, eventId));
    const column = what === 'end' ? 'ended_at' : 'started_at';
    const isTaken = of === undefined ? await takeBackOwn(tx, timing, column) : await takeBackTimes(tx, eventId, of);
    if (!isTaken && timing[column] !== null) throw new Refusal('show.timeStands');
    const others = (await timingsOf(tx, eventId)).filter((other) => other.part === 'act' && other.started_at !== null);
    const run = await runOf(tx, eventId);
    if (others.length === 0 && run?.phase === 'during') await tx.update('show_runs', run.id, { phase: 'before' });
  },
});

/** Answers whether there was a time of the author's to take back. */
async function takeBackOwn(tx: MutationTx, timing: Row<'show_timings'>, column: TimeColumn): Promise<boolean> {
  if (timing[column] === null || !(await isOwnTime(tx, timing, column))) return false;
  const cleared = { started_at: null, ended_at: null, is_corrected: false };
  return tx.update('show_timings', timing.id, column === 'ended_at' ? { ended_at: null } : cleared);
}

const moment = z.iso.datetime().nullable();
const times = z.strictObject({ startedAt: moment, endedAt: moment });

/**
 * `show.correctTiming {eventId, part, number, startedAt, endedAt, note?, seen?}`: what was pressed late or too early is
 * set right. From then on no laptop that comes late changes it; where both times are cleared, it is as if nobody had
 * taken any.
 */
export const showCorrectTiming = defineMutation({
  name: 'show.correctTiming',
  words: ['Время исправлено', 'Time corrected'],
  args: times.extend({
    ...ofEvent,
    part: z.enum(['call', 'house_open', 'act', 'interval', 'curtain', 'other']),
    number,
    note: remark.nullable().optional(),
    seen: times.optional(),
  }),
  permission: () => 'shows.run',
  run: async (tx, { eventId, part, number: at, startedAt, endedAt, note }) => {
    await tx.require('schedule_events', eventId);
    requireUnsigned(await reportOf(tx, eventId));
    if (startedAt !== null && endedAt !== null && Date.parse(endedAt) < Date.parse(startedAt))
      throw new Refusal('show.endsBeforeItBegins', { part, number: at });
    await writeTiming(
      tx,
      { event_id: eventId, part, number: at },
      {
        started_at: startedAt,
        ended_at: endedAt,
        is_corrected: startedAt !== null || endedAt !== null,
        ...(note === undefined ? {} : { note }),
      },
    );
  },
  inverse: ({ eventId, part, number: at, seen }, done) =>
    seen === undefined ? undefined : takenBack({ eventId, part, number: at, what: 'start' }, done),
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
  run: async (tx, { eventId, sceneId, whileOn }) => {
    const event = await tx.require('schedule_events', eventId);
    const scene = sceneId === null ? undefined : await tx.require('scenes', sceneId);
    if (scene !== undefined && scene.performance_id !== event.performance_id)
      throw new Refusal('show.otherProduction', { scene: scene.title ?? scene.number, event: event.title });
    const run = await runOf(tx, eventId);
    if (whileOn !== undefined && (run?.current_scene_id ?? null) !== whileOn) throw new Refusal('show.sceneStands');
    if (run !== undefined && (await isTurnedSince(tx, run))) return;
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
  await tx.require('schedule_events', note.eventId);
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
    await tx.require('schedule_events', eventId);
    const run = await runOf(tx, eventId);
    if (run?.phase === 'after') return;
    await endRunning(tx, await runningOf(tx, { eventId, part: 'other', number: 1 }), tx.now);
    await changeRun(tx, eventId, { phase: 'after' });
  },
  inverse: ({ eventId }) => ({ name: 'show.reopen', args: { eventId } }),
});

/** `show.reopen {eventId}`: the evening goes on after all. */
export const showReopen = defineMutation({
  name: 'show.reopen',
  words: ['Вечер продолжается', 'Evening goes on'],
  args: z.strictObject(ofEvent),
  permission: () => 'shows.run',
  run: async (tx, { eventId }) => {
    await tx.require('schedule_events', eventId);
    requireUnsigned(await reportOf(tx, eventId));
    if ((await runOf(tx, eventId))?.phase === 'after') await changeRun(tx, eventId, { phase: 'during' });
  },
});
