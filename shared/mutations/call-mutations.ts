/** Who is called to an event, what they answer, and who stands in for whom. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { can } from '../rules/permissions.ts';
import { PLAN_RIGHT, type PublishedEvent, readPublished } from '../rules/publication.ts';
import type { Row } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { deleteRows } from './deletion.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { accountsOf, tell } from './notices.ts';
import { requirePublishable, tellCollisions } from './schedule-collisions.ts';
import { callRow, known, MOST_AT_ONCE, newCall } from './schedule-mutations.ts';
import { isToldCall } from './told-parts.ts';

/**
 * `schedule.call {eventId, calls, known?}`: more people, or functions that are still to be filled. Somebody whom
 * another planner has called as the same meanwhile is called once.
 */
export const scheduleCall = defineMutation({
  name: 'schedule.call',
  words: ['Вызваны на событие', 'Called to an event'],
  args: z.strictObject({ eventId: rowId, calls: z.array(newCall).min(1).max(MOST_AT_ONCE), known }),
  permission: () => 'schedule.edit',
  reads: ({ eventId }) => [['schedule_events', eventId]],
  run: async (tx, { eventId, calls, known: shown }) => {
    await tx.require('schedule_events', eventId);
    const there = await tx.db
      .selectFrom('event_calls')
      .select(['employee_id', 'function'])
      .where('event_id', '=', eventId)
      .where('deleted_at', 'is', null)
      .execute();
    const keyOf = (employeeId: string, as: string): string => `${employeeId} ${as}`;
    const held = new Set(
      there.flatMap((call) => (call.employee_id === null ? [] : [keyOf(call.employee_id, call.function)])),
    );
    const rows = calls.filter(({ employeeId, function: as }) => {
      if (employeeId === null) return true;
      const isNew = !held.has(keyOf(employeeId, as));
      held.add(keyOf(employeeId, as));
      return isNew;
    });
    await tx.insertMany(
      'event_calls',
      rows.map((call) => callRow(eventId, call)),
    );
    if (rows.some(({ employeeId }) => employeeId !== null)) await tellCollisions(tx, [eventId], shown ?? []);
  },
  inverse: ({ calls }, { newId }) => ({
    name: 'schedule.release',
    args: { ids: calls.map(({ id }) => id), deletionId: newId() },
  }),
});

/** `schedule.release {ids, deletionId}`: calls go together and return together; those that are gone are left out. */
export const scheduleRelease = defineMutation({
  name: 'schedule.release',
  words: ['Вызовы сняты', 'Calls withdrawn'],
  args: z.strictObject({ ids: z.array(rowId).min(1).max(MOST_AT_ONCE), deletionId: rowId }),
  permission: () => 'schedule.edit',
  run: async (tx, { ids, deletionId }) => {
    const rows = await tx.rows.findMany('event_calls', [...new Set(ids)]);
    const [first, ...others] = rows
      .filter((row) => row['theater_id'] === tx.theaterId && row['deleted_at'] === null)
      .map(({ id }) => ({ table: 'event_calls', id }) as const);
    if (first === undefined) {
      await tx.require('event_calls', ids[0] ?? '');
      return;
    }
    await deleteRows(tx, { roots: [first, ...others], deletionId, reason: undefined, shown: undefined });
  },
  inverse: ({ deletionId }) => ({ name: 'deletion.restore', args: { deletionId } }),
});

const answer = z.enum(['invited', 'confirmed', 'declined']);

/**
 * `schedule.answer {callId, answer, seen, note?}`: whoever is called says whether they come; for others that takes the
 * right to plan. Who planned the event hears of a no. `seen` is the answer that stood there. A call that was taken back
 * and still stands as it was told is answered: the answer returns with it.
 */
export const scheduleAnswer = defineMutation({
  name: 'schedule.answer',
  words: ['Ответ на вызов', 'Call answered'],
  args: z.strictObject({ callId: rowId, answer, seen: answer, note: z.string().max(2000).nullable().optional() }),
  permission: () => undefined,
  reads: ({ callId }) => [['event_calls', callId]],
  run: async (tx, args) => {
    const call = await callToAnswer(tx, args.callId);
    const isOwn = call.employee_id !== null && call.employee_id === tx.author.employeeId;
    if (!isOwn && !can(tx.author.permissions, 'schedule.edit'))
      throw new Refusal('row.someoneElses', { table: 'event_calls', id: call.id });
    const given = { answer: args.answer, ...(args.note === undefined ? {} : { note: args.note }) };
    if (call.deleted_at !== null) {
      await tx.updateDeleted('event_calls', call, given);
      return;
    }
    const isChanged = await tx.update('event_calls', call.id, given);
    if (!isChanged || args.answer !== 'declined' || call.employee_id === null) return;
    const event = await tx.require('schedule_events', call.event_id);
    const employee = await tx.find('employees', call.employee_id);
    await tell(tx, {
      userIds: plannersOf(event, call),
      type: 'schedule.declined',
      title: event.title,
      entity: { table: 'schedule_events', id: event.id },
      about: call.id,
      data: {
        ...headOf(event),
        function: call.function,
        employeeId: call.employee_id,
        name: employee?.full_name ?? '',
      },
    });
  },
  inverse: ({ callId, answer: given, seen }) => ({
    name: 'schedule.answer',
    args: { callId, answer: seen, seen: given },
  }),
});

/** The call as whoever answers has it before them: who does not plan has those that were told (decision 52). */
async function callToAnswer(tx: MutationTx, id: string): Promise<Row<'event_calls'>> {
  const call = await tx.find('event_calls', id);
  const isTaken = call !== undefined && call.theater_id === tx.theaterId && call.deleted_at !== null;
  if (isTaken && !can(tx.author.permissions, PLAN_RIGHT) && (await isToldCall(tx, call))) return call;
  return tx.require('event_calls', id);
}

const headOf = (event: Row<'schedule_events'>) => ({
  eventId: event.id,
  title: event.title,
  date: event.event_date,
  start: event.start_time,
});

/** Who planned it: who wrote the event, and the call, last. */
const plannersOf = (event: Row<'schedule_events'>, call: Row<'event_calls'>): string[] =>
  [event.updated_by_id ?? event.created_by_id, call.updated_by_id ?? call.created_by_id].filter((id) => id !== null);

/**
 * `schedule.replace {callId, employeeId, seen, known?}`: somebody else does it, or nobody yet. Told at once to who was
 * called, who is now, and who planned it: it is mostly about tonight. What was published changes along, so that nobody
 * hears of it twice. Refused where somebody else has filled the place meanwhile, and, of a published event, where the
 * new person's calls collide in a way that the theatre blocks (`schedule.blocked`).
 */
export const scheduleReplace = defineMutation({
  name: 'schedule.replace',
  words: ['Замена', 'Replacement'],
  args: z.strictObject({ callId: rowId, employeeId: rowId.nullable(), seen: rowId.nullable(), known }),
  permission: () => 'schedule.edit',
  reads: ({ callId }) => [['event_calls', callId]],
  run: async (tx, { callId, employeeId, seen, known: shown }) => {
    const call = await tx.require('event_calls', callId);
    if (call.employee_id === employeeId) return;
    if (call.employee_id !== seen)
      throw new Refusal('conflict.changed', {
        table: 'event_calls',
        id: callId,
        column: 'employee_id',
        found: await employeeName(tx, call.employee_id),
        wanted: await employeeName(tx, employeeId),
      });
    const event = await tx.require('schedule_events', call.event_id);
    await tx.update('event_calls', callId, { employee_id: employeeId, answer: 'invited' });
    const isTold = await replacePublished(tx, call, employeeId);
    if (isTold && employeeId !== null) await requirePublishable(tx, [event.id], employeeId);
    const accounts = await accountsOf(
      tx,
      [call.employee_id, employeeId].filter((id) => id !== null),
    );
    await tell(tx, {
      // Who is called to a draft hears of it when it is published.
      userIds: isTold ? [...accounts.values(), ...plannersOf(event, call)] : plannersOf(event, call),
      type: 'schedule.replaced',
      title: event.title,
      entity: { table: 'schedule_events', id: event.id },
      about: callId,
      data: {
        ...headOf(event),
        function: call.function,
        fromEmployeeId: call.employee_id,
        fromName: await employeeName(tx, call.employee_id),
        toEmployeeId: employeeId,
        toName: await employeeName(tx, employeeId),
      },
    });
    await tellCollisions(tx, [event.id], shown ?? []);
  },
  inverse: ({ callId, employeeId, seen }) => ({
    name: 'schedule.replace',
    args: { callId, employeeId: seen, seen: employeeId },
  }),
});

const employeeName = async (tx: MutationTx, id: string | null): Promise<string | null> =>
  id === null ? null : ((await tx.find('employees', id))?.full_name ?? null);

/** Answers whether the call was published, and publishes who does it now. */
async function replacePublished(tx: MutationTx, call: Row<'event_calls'>, employeeId: string | null): Promise<boolean> {
  const row = await tx.rows.findByKey('event_publications', tx.theaterId, { event_id: call.event_id });
  const told = row === undefined || row['is_withdrawn'] === true ? undefined : readPublished(row['content']);
  const place = told?.calls.findIndex(
    (each) => each.employeeId === call.employee_id && each.function === call.function,
  );
  if (row === undefined || told === undefined || place === undefined || place < 0) return false;
  const calls = told.calls.map((each, index) => (index === place ? { ...each, employeeId } : each));
  const content: PublishedEvent = { ...told, calls };
  await tx.update('event_publications', row.id, { content });
  return true;
}
