/** What holds of the days of a tour and of what lies in it. */
import { Refusal } from '../base/refusal.ts';
import { can } from '../rules/permissions.ts';
import { PLAN_RIGHT } from '../rules/publication.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';

/** Events that a refusal names. */
const MOST_NAMED = 3;

type Event = Row<'schedule_events'>;
type Tour = Row<'tours'>;

/** Whether the day is one of the tour's. */
export const isWithin = (tour: Pick<Tour, 'starts_on' | 'ends_on'>, day: string): boolean =>
  day >= tour.starts_on && day <= tour.ends_on;

/** Live events of a tour that lie outside its days, the first day first. */
const outsideOf = (tx: MutationTx, tour: Tour) =>
  tx.db
    .selectFrom('schedule_events')
    .select(['id', 'title', 'event_date'])
    .where('tour_id', '=', tour.id)
    .where('deleted_at', 'is', null)
    .where((where) => where.or([where('event_date', '<', tour.starts_on), where('event_date', '>', tour.ends_on)]))
    .orderBy('event_date')
    .orderBy('id')
    .execute();

/** Columns whose change asks for the rule; a new row has all of them. */
const DAYS: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  tours: ['starts_on', 'ends_on'],
  tour_stays: ['arrives_on', 'leaves_on'],
  schedule_events: ['event_date', 'tour_id'],
};

/**
 * After a tour, a stay or an event of a tour was written: the first day is not after the last one, and events lie
 * within their tour. Refuses `tour.datesReversed`, `tour.eventsOutside`, `tour.eventOutside`. An edit of something else
 * is not refused for what another laptop made of the days.
 */
export async function checkTourRow(
  tx: MutationTx,
  table: TableName,
  id: string,
  columns?: readonly string[],
): Promise<void> {
  const asking = DAYS[table] ?? [];
  if (columns !== undefined && !columns.some((column) => asking.includes(column))) return;
  if (table === 'schedule_events') return checkInTours(tx, [await tx.require('schedule_events', id)]);
  if (table === 'tour_stays') {
    const stay = await tx.require('tour_stays', id);
    if (stay.leaves_on < stay.arrives_on) throw new Refusal('tour.datesReversed');
    return;
  }
  const tour = await tx.require('tours', id);
  if (tour.ends_on < tour.starts_on) throw new Refusal('tour.datesReversed');
  const outside = await outsideOf(tx, tour);
  if (outside.length === 0) return;
  // Tours are planned also by those who are not told of drafts (decision 52): to them it says how many.
  if (!can(tx.author.permissions, PLAN_RIGHT)) throw new Refusal('tour.eventsOutsideUnseen', { count: outside.length });
  throw new Refusal('tour.eventsOutside', {
    titles: outside
      .slice(0, MOST_NAMED)
      .map(({ title }) => `«${title}»`)
      .join(', '),
  });
}

/** The live tours of these events, by id. */
export async function toursOf(
  tx: MutationTx,
  events: readonly Pick<Event, 'tour_id'>[],
): Promise<ReadonlyMap<string, Tour>> {
  const ids = [...new Set(events.flatMap(({ tour_id: tour }) => tour ?? []))];
  const rows = ids.length === 0 ? [] : ((await tx.rows.findMany('tours', ids)) as unknown as readonly Tour[]);
  return new Map(
    rows.filter((row) => row.theater_id === tx.theaterId && row.deleted_at === null).map((row) => [row.id, row]),
  );
}

/** Refuses (`tour.eventOutside`) where one of these events lies outside the days of its tour. */
export async function checkInTours(
  tx: MutationTx,
  events: readonly Pick<Event, 'title' | 'event_date' | 'tour_id'>[],
): Promise<void> {
  const tours = await toursOf(tx, events);
  for (const { title, event_date: date, tour_id: of } of events) {
    const tour = of === null ? undefined : tours.get(of);
    if (tour !== undefined && !isWithin(tour, date))
      throw new Refusal('tour.eventOutside', {
        title,
        date,
        tour: tour.name,
        from: tour.starts_on,
        to: tour.ends_on,
      });
  }
}

/**
 * What comes back out of the trash may lie outside by now, because the other went on without it: then events are no
 * part of the tour any more, and nothing is refused.
 */
export async function returningToTour(tx: MutationTx, table: TableName, id: string): Promise<void> {
  if (table === 'tour_stays') return;
  const tourId = table === 'tours' ? id : (await tx.require('schedule_events', id)).tour_id;
  const tour = tourId === null ? undefined : await tx.find('tours', tourId);
  if (tour === undefined || tour.deleted_at !== null) return;
  for (const event of await outsideOf(tx, tour)) await tx.update('schedule_events', event.id, { tour_id: null });
}
