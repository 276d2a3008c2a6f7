import { initially, int, oneOf, opt, ref, softDelete, stamped, table, tenant, text, timestamp } from '../define.ts';

/** What goes to an event, and how far packing has come. */
export const eventInventory = table(
  'event_inventory',
  {
    ...tenant,
    event_id: ref('schedule_events', 'CASCADE', 'cascade'),
    inventory_item_id: ref('inventory_items', 'RESTRICT', 'block-upcoming'),
    quantity: initially(int('quantity > 0'), 1),
    status: oneOf(['planned', 'packed', 'loaded', 'on_site', 'returned', 'missing'], 'planned'),
    case_item_id: opt(ref('inventory_items', 'SET NULL', 'clear')),
    note: opt(text()),
    changed_by_id: stamped('user', 'write', opt(ref('users', 'SET NULL', 'keep'))),
    /** Which of two bookings came first goes by it. */
    changed_at: stamped('order', 'write', timestamp()),
    ...softDelete,
  },
  {
    words: { table: ['Инвентарь события', 'Event inventory'] },
    group: 'shows',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: ['booked'],
    upcoming: {
      columns: [],
      of: 'event_id',
      lastDay: null,
      sql: (row, day, after) =>
        `EXISTS (SELECT 1 FROM schedule_events e WHERE e.id = ${row}.event_id AND e.deleted_at IS NULL` +
        ` AND e.event_date ${after} ${day} AND e.status NOT IN ('completed', 'cancelled'))`,
    },
    unique: [['event_id', 'inventory_item_id']],
    write: 'schedule.edit',
  },
);
