/** Parts of people in an event that were told: they change by being taken back and given anew, or by a replacement. */
import { sameJson } from '../base/json.ts';
import { Refusal } from '../base/refusal.ts';
import { type PublishedEvent, readPublished } from '../rules/publication.ts';
import { type Row, type TableName, tableOf } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { acceptValue } from '../schema/validate.ts';
import type { MutationTx } from './mutation-tx.ts';

/** What was told of an event last, and whether that it does not take place. */
export interface LastTold {
  readonly content: PublishedEvent;
  readonly isWithdrawn: boolean;
}

/** Undefined where nothing was. */
export async function lastTold(tx: MutationTx, eventId: string): Promise<LastTold | undefined> {
  const row = await tx.rows.findByKey('event_publications', tx.theaterId, { event_id: eventId });
  const content = row === undefined ? undefined : readPublished(row['content']);
  return content === undefined ? undefined : { content, isWithdrawn: row?.['is_withdrawn'] === true };
}

/** What was told of an event, and not taken back since; undefined where nothing was. */
export async function toldOf(tx: MutationTx, eventId: string): Promise<PublishedEvent | undefined> {
  const last = await lastTold(tx, eventId);
  return last?.isWithdrawn === true ? undefined : last?.content;
}

type Call = Pick<Row<'event_calls'>, 'event_id' | 'employee_id' | 'function'>;

/** Whether the call was told as it is. */
export async function isToldCall(tx: MutationTx, call: Call): Promise<boolean> {
  const told = await toldOf(tx, call.event_id);
  return told?.calls.some((each) => each.employeeId === call.employee_id && each.function === call.function) === true;
}

/** Whose part it is, and in what. */
const PARTS: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  event_calls: ['event_id', 'employee_id', 'function'],
  event_participants: ['event_id', 'user_id'],
};

/**
 * Refuses an edit that makes a part of somebody that was told another one's: what was told is known by these columns,
 * and those who see the schedule as it was told would see it no more. `wanted`: the new values by column.
 */
export async function checkToldPart(
  tx: MutationTx,
  table: TableName,
  id: string,
  wanted: Readonly<Record<string, JsonValue>>,
): Promise<void> {
  const columns = PARTS[table]?.filter((column) => column in wanted) ?? [];
  if (columns.length === 0) return;
  const row = table === 'event_calls' ? await tx.require(table, id) : await tx.require('event_participants', id);
  const isSame = columns.every((column) =>
    sameJson(acceptValue(tableOf(table), column, wanted[column] ?? null), (row as unknown as typeof wanted)[column]),
  );
  if (isSame) return;
  const isTold =
    'user_id' in row
      ? (await toldOf(tx, row.event_id))?.participants.includes(row.user_id) === true
      : await isToldCall(tx, row);
  if (isTold) throw new Refusal('schedule.partTold', { table, id });
}
