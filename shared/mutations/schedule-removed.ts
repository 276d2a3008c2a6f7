/**
 * Whoever wrote an event last hears that somebody else deleted it: they may have moved it on a laptop of which the
 * other knew nothing, and would look for it in vain.
 */
import { isUpcoming } from '../rules/upcoming.ts';
import type { Row } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';

/** Tells of coming events that were deleted, as they stood before; each writer once, of all of theirs. */
export async function tellRemoved(tx: MutationTx, events: readonly Row<'schedule_events'>[]): Promise<void> {
  const today = await tx.today();
  const coming = events
    .filter((event) => isUpcoming({ ...event }, today))
    .toSorted((a, b) => (`${a.event_date} ${a.id}` < `${b.event_date} ${b.id}` ? -1 : 1));
  for (const [writer, theirs] of Map.groupBy(coming, (event) => event.updated_by_id ?? event.created_by_id)) {
    const [next, ...rest] = theirs;
    if (writer === null || next === undefined) continue;
    await tell(tx, {
      userIds: [writer],
      type: 'schedule.removed',
      title: next.title,
      entity: { table: 'schedule_events', id: next.id },
      data: {
        eventId: next.id,
        title: next.title,
        date: next.event_date,
        start: next.start_time,
        byName: tx.author.name,
        more: rest.length,
      },
    });
  }
}
