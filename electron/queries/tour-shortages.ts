/** Things of a tour of which there are too few on its days: also what it alone wants more of than there is. */
import * as declared from '../../shared/features/availability/queries.ts';
import { itemsOfEvents, itemsOfTours } from '../../shared/mutations/booking-plan.ts';
import { availabilityOver } from '../../shared/rules/bookings.ts';
import { BOOKING_TABLES, bookingsFor, thingsById } from './availability-queries.ts';
import { implement } from './define-query.ts';

/** Days that are over lack nothing any more; of a tour that is over, called off or deleted nothing is short. */
export const tourShortages = implement(declared.tourShortages, {
  tables: [...BOOKING_TABLES],
  run: async (context, { tour }): Promise<readonly declared.TourShortage[]> => {
    const { replica, today } = context;
    const found = replica
      .prepared<[string], { starts_on: string; ends_on: string }>(
        `SELECT starts_on, ends_on FROM tours
          WHERE id = ? AND deleted_at IS NULL AND status NOT IN ('completed', 'cancelled')`,
      )
      .get(tour);
    if (found === undefined || found.ends_on < today) return [];
    const days = { from: found.starts_on < today ? today : found.starts_on, to: found.ends_on };
    const events = replica
      .prepared<[string], { id: string }>('SELECT id FROM schedule_events WHERE tour_id = ? AND deleted_at IS NULL')
      .all(tour);
    const ofEvents = await itemsOfEvents(
      replica.db,
      events.map(({ id }) => id),
    );
    const ids = [...new Set([...(await itemsOfTours(replica.db, [tour])), ...ofEvents])];
    const bookings = await bookingsFor(context, days, ids);
    return thingsById(replica, ids)
      .map((thing): declared.TourShortage => {
        const { short, worst } = availabilityOver(thing, bookings.get(thing.id) ?? [], days);
        return { itemId: thing.id, name: thing.name, short, from: worst.from };
      })
      .filter(({ short }) => short > 0)
      .toSorted((a, b) => (a.from === b.from ? a.name.localeCompare(b.name, 'ru') : a.from < b.from ? -1 : 1));
  },
});
