import { date, int, managed, oneOf, opt, ref, table, tenant, timestamp, uuid, varchar } from '../define.ts';

/**
 * More of a thing is booked on some days than there is: both bookings are kept and stand here until somebody settled
 * it, or there is enough again. Written by the mutations of bookings (`shared/mutations/booking-conflicts.ts`). The id
 * follows from the thing and its two holders; bookings come and go under it.
 */
export const bookingConflicts = table(
  'booking_conflicts',
  {
    ...tenant,
    item_id: managed(ref('inventory_items', 'CASCADE', 'keep')),
    /** The days on which there are too few, both included. */
    from_date: managed(date()),
    to_date: managed(date()),
    /** What whoever was there first holds most by on the first of these days, and the same of whoever came. */
    first_table: managed(oneOf(['event_inventory', 'packing_lines'])),
    first_id: managed(uuid()),
    second_table: managed(oneOf(['event_inventory', 'packing_lines'])),
    second_id: managed(uuid()),
    /** Pieces that are missing on the worst day. */
    short_by: managed(int()),
    status: managed(oneOf(['open', 'resolved'], 'open')),
    /** How it ended: one gave way, fewer were taken, another thing serves, or there was enough again by itself. */
    resolution: managed(opt(oneOf(['give_way', 'split', 'substitute', 'enough']))),
    resolved_by_id: managed(opt(ref('users', 'SET NULL', 'keep'))),
    resolved_by_name: managed(opt(varchar(255))),
    resolved_at: managed(opt(timestamp())),
    found_at: managed(timestamp()),
  },
  {
    words: {
      table: ['Двойные брони', 'Double bookings'],
      fields: {
        from_date: ['С', 'From'],
        to_date: ['По', 'To'],
        first_table: ['Где первая бронь', 'Table of the first booking'],
        first_id: ['Первая бронь', 'First booking'],
        second_table: ['Где вторая бронь', 'Table of the second booking'],
        second_id: ['Вторая бронь', 'Second booking'],
        short_by: ['Не хватает', 'Short by'],
        found_at: ['Найдено', 'Found'],
      },
      values: {
        event_inventory: ['инвентарь события', 'event inventory'],
        packing_lines: ['упаковочный список', 'packing list'],
        resolved: ['разрешена', 'settled'],
        give_way: ['одна уступила', 'one gave way'],
        split: ['поделили', 'split'],
        substitute: ['заменили', 'substituted'],
        enough: ['хватило', 'there was enough'],
      },
    },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    indexes: [{ columns: ['status'] }, { columns: ['first_id'] }, { columns: ['second_id'] }],
    since: 2,
  },
);
