/** What holds of the days of a tour and of what lies in it. */
import { Refusal } from '../base/refusal.ts';
import type { TableName } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';

/** Events that a refusal names. */
const MOST_NAMED = 3;

/**
 * After a tour, a stay or an event of a tour was written: the first day is not after the last one, and events lie
 * within their tour. Refuses `tour.datesReversed`, `tour.eventsOutside`, `tour.eventOutside`.
 */
export async function checkTourRow(tx: MutationTx, table: TableName, id: string): Promise<void> {
  if (table === 'tour_stays') {
    const stay = await tx.require('tour_stays', id);
    if (stay.leaves_on < stay.arrives_on) throw new Refusal('tour.datesReversed');
    return;
  }
  const tour = await tx.require('tours', id);
  if (tour.ends_on < tour.starts_on) throw new Refusal('tour.datesReversed');
  const outside = await tx.db
    .selectFrom('schedule_events')
    .select(['title', 'event_date'])
    .where('tour_id', '=', id)
    .where('deleted_at', 'is', null)
    .where((where) => where.or([where('event_date', '<', tour.starts_on), where('event_date', '>', tour.ends_on)]))
    .orderBy('event_date')
    .orderBy('title')
    .limit(MOST_NAMED)
    .execute();
  if (outside.length > 0)
    throw new Refusal('tour.eventsOutside', { titles: outside.map(({ title }) => `«${title}»`).join(', ') });
}
