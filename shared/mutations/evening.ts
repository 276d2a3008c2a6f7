/** The rows of an evening: found, or made at the first thing that anybody does. */
import { Refusal } from '../base/refusal.ts';
import { BEFORE_PHASES, runId, type ShowPart, timingId } from '../rules/evening-rows.ts';
import { can } from '../rules/permissions.ts';
import { PLAN_RIGHT, type PublishedEvent } from '../rules/publication.ts';
import { byRank } from '../rules/rank.ts';
import { dayIn } from '../rules/upcoming.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import type { MutationTx } from './mutation-tx.ts';
import { nameOf } from './row-names.ts';
import { bringBack } from './schedule-returned.ts';
import { reportOf } from './show-rules.ts';
import { lastTold, toldOf } from './told-parts.ts';

type Values = Readonly<Record<string, JsonValue>>;

/**
 * Changes the row with this key, or makes it under `id` where there is none. Answers whether anything was changed.
 * The key decides and not the id: a laptop of before may have made the row under an id of its own. Where another row
 * has taken `id`, this one takes an id that follows from the mutation.
 */
export async function upsert(
  tx: MutationTx,
  table: TableName,
  { id, key, values }: { readonly id: string; readonly key: Values; readonly values: Values },
): Promise<boolean> {
  const found = await tx.rows.findByKey(table, tx.theaterId, key);
  if (found !== undefined) return tx.update(table, found.id, values);
  await tx.insert(table, { id: await freeId(tx, table, id), ...key, ...values });
  return true;
}

/** Ids of an evening can be foreseen, and whoever foresees one can take it for another row. */
export async function freeId(tx: MutationTx, table: TableName, id: string): Promise<string> {
  return (await tx.find(table, id)) === undefined ? id : tx.derive('row', table, id);
}

/**
 * The event of an evening as its author has it before them: who does not plan acts on what was told (decision 52), and
 * hears of nothing else where it is refused. One that was deleted since, and that nobody was told of yet, stands for
 * them: it comes back with what they do on it. Refuses where there is none, or it was deleted.
 */
export async function eveningOf(tx: MutationTx, eventId: string): Promise<Row<'schedule_events'>> {
  if (can(tx.author.permissions, PLAN_RIGHT)) return tx.require('schedule_events', eventId);
  const event = await tx.find('schedule_events', eventId);
  const last = event?.theater_id === tx.theaterId ? await lastTold(tx, eventId) : undefined;
  if (event === undefined || last === undefined) return tx.require('schedule_events', eventId);
  const told = saidOf(event, last.content);
  if (event.deleted_at === null) return last.isWithdrawn ? event : told;
  if (!last.isWithdrawn && (await bringBack(tx, told))) return { ...told, deleted_at: null, deletion_id: null };
  const title = await nameOf(tx.rows, 'schedule_events', told);
  throw new Refusal('row.deleted', { table: 'schedule_events', id: eventId, title });
}

/** The event with what was told of it in place of what is planned; undefined where nothing was. */
export async function asTold(
  tx: MutationTx,
  event: Row<'schedule_events'>,
): Promise<Row<'schedule_events'> | undefined> {
  const told = await toldOf(tx, event.id);
  return told === undefined ? undefined : saidOf(event, told);
}

const saidOf = (event: Row<'schedule_events'>, told: PublishedEvent): Row<'schedule_events'> => ({
  ...event,
  title: told.title,
  event_date: told.date,
  // As tables have times.
  start_time: told.start === null ? null : `${told.start.slice(0, 5)}:00`,
  venue_id: told.venueId,
  performance_id: told.performanceId,
  variant_id: told.variantId,
});

/** The course of an evening, where anybody has begun it. */
export async function runOf(tx: MutationTx, eventId: string): Promise<Row<'show_runs'> | undefined> {
  const found = await tx.rows.findByKey('show_runs', tx.theaterId, { event_id: eventId });
  return found === undefined ? undefined : tx.find('show_runs', found.id);
}

/** Writes into the course of an evening. */
export const changeRun = (tx: MutationTx, eventId: string, values: Values): Promise<boolean> =>
  upsert(tx, 'show_runs', { id: runId(eventId), key: { event_id: eventId }, values });

/** The time of a part, where anybody has taken it. */
export async function timingOf(
  tx: MutationTx,
  eventId: string,
  part: ShowPart,
  number: number,
): Promise<Row<'show_timings'> | undefined> {
  const found = await tx.rows.findByKey('show_timings', tx.theaterId, { event_id: eventId, part, number });
  return found === undefined ? undefined : tx.find('show_timings', found.id);
}

/** All times of an evening. */
export async function timingsOf(tx: MutationTx, eventId: string): Promise<Row<'show_timings'>[]> {
  const ids = await tx.db.selectFrom('show_timings').select('id').where('event_id', '=', eventId).execute();
  const rows = await tx.rows.findMany(
    'show_timings',
    ids.map(({ id }) => id),
  );
  return rows as unknown as Row<'show_timings'>[];
}

/** Writes the time of a part. */
export const writeTiming = (
  tx: MutationTx,
  { event_id: eventId, part, number }: Pick<Row<'show_timings'>, 'event_id' | 'part' | 'number'>,
  values: Values,
): Promise<boolean> =>
  upsert(tx, 'show_timings', {
    id: timingId(eventId, part, number),
    key: { event_id: eventId, part, number },
    values,
  });

/**
 * Critical lines before the beginning that nobody has ticked off, in the order of their ids; none where the event is
 * of no production.
 */
export async function openCriticalLines(
  tx: MutationTx,
  event: Pick<Row<'schedule_events'>, 'id' | 'performance_id' | 'variant_id'>,
): Promise<readonly Row<'checklist_items'>[]> {
  if (event.performance_id === null) return [];
  const ids = await tx.db
    .selectFrom('checklist_items')
    .innerJoin('performance_checklists', 'performance_checklists.id', 'checklist_items.checklist_id')
    .select(['checklist_items.id as id', 'performance_checklists.variant_id as variant'])
    .where('performance_checklists.performance_id', '=', event.performance_id)
    .where('performance_checklists.phase', 'in', [...BEFORE_PHASES])
    .where('performance_checklists.deleted_at', 'is', null)
    .where('checklist_items.deleted_at', 'is', null)
    .execute();
  const rows = await tx.rows.findMany(
    'checklist_items',
    ids.filter(({ variant }) => variant === null || variant === event.variant_id).map(({ id }) => id),
  );
  const critical = (rows as unknown as Row<'checklist_items'>[]).filter((item) => item.is_critical);
  const open: Row<'checklist_items'>[] = [];
  for (const item of critical) {
    const mark = await tx.rows.findByKey('checklist_marks', tx.theaterId, {
      checklist_item_id: item.id,
      event_id: event.id,
    });
    if (mark?.['is_done'] !== true) open.push(item);
  }
  return open;
}

/** The first scene of an act; undefined where the run sheet has none of it. */
export async function firstSceneOf(tx: MutationTx, performanceId: string, act: number): Promise<string | undefined> {
  const scenes = await tx.db
    .selectFrom('scenes')
    .select(['id', 'rank'])
    .where('performance_id', '=', performanceId)
    .where('act', '=', act)
    .where('deleted_at', 'is', null)
    .execute();
  return scenes.toSorted(byRank)[0]?.id;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * An event whose report is signed is history, and one whose show runs is under people's hands: neither is deleted. An
 * evening that nobody has finished is over by the day after.
 */
export async function checkEvening(
  tx: MutationTx,
  event: Pick<Row<'schedule_events'>, 'id' | 'title' | 'event_date'>,
): Promise<void> {
  const said = { title: event.title, id: event.id, table: 'schedule_events' };
  if ((await reportOf(tx, event.id))?.status === 'signed') throw new Refusal('event.reported', said);
  const run = await runOf(tx, event.id);
  if (run?.phase === 'during' && event.event_date >= (await yesterdayOf(tx))) throw new Refusal('event.running', said);
}

async function yesterdayOf(tx: MutationTx): Promise<string> {
  const theater = await tx.find('theaters', tx.theaterId);
  return dayIn(theater?.timezone ?? 'UTC', new Date(Date.parse(tx.time) - DAY_MS).toISOString());
}

/**
 * A production whose show runs goes to no archive. An evening that nobody has finished is over by the day after: it
 * holds nothing back for ever.
 */
export async function checkNotRunning(tx: MutationTx, table: TableName, id: string): Promise<void> {
  if (table !== 'performances') return;
  const production = await tx.require('performances', id);
  if (production.status !== 'archived') return;
  const yesterday = await yesterdayOf(tx);
  const running = await tx.db
    .selectFrom('show_runs')
    .innerJoin('schedule_events', 'schedule_events.id', 'show_runs.event_id')
    .select('schedule_events.id as id')
    .where('schedule_events.performance_id', '=', id)
    .where('schedule_events.deleted_at', 'is', null)
    .where('schedule_events.event_date', '>=', yesterday)
    .where('show_runs.phase', '=', 'during')
    .orderBy('schedule_events.id')
    .executeTakeFirst();
  if (running !== undefined)
    throw new Refusal('show.running', { title: production.title, id: running.id, table: 'schedule_events' });
}
