/**
 * An evening that was told and deleted since takes place for those who see the schedule as it was told, until its
 * deletion is published. What they do on it is kept where it belongs: the evening comes back into the plan, and whoever
 * deleted it hears so and may delete it once more.
 */
import type { Row } from '../schema/catalog.ts';
import { restorePart } from './deletion.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';

/** Answers whether the event came back. `event` as it was told. */
export async function bringBack(tx: MutationTx, event: Row<'schedule_events'>): Promise<boolean> {
  const deletion = event.deletion_id === null ? undefined : await tx.find('deletions', event.deletion_id);
  if (deletion === undefined) return false;
  if (!(await restorePart(tx, deletion, { table: 'schedule_events', id: event.id }))) return false;
  await tell(tx, {
    userIds: deletion.deleted_by_id === null ? [] : [deletion.deleted_by_id],
    type: 'schedule.returned',
    title: event.title,
    entity: { table: 'schedule_events', id: event.id },
    data: {
      eventId: event.id,
      title: event.title,
      date: event.event_date,
      start: event.start_time,
      byName: tx.author.name,
    },
  });
  return true;
}
