import { int, oneOf, opt, ref, stamped, table, tenant, text, timestamp, varchar } from '../define.ts';

/** The ledger of movements. Quantities follow from it and from nothing else. */
export const inventoryHistory = table(
  'inventory_history',
  {
    ...tenant,
    item_id: ref('inventory_items', 'RESTRICT', 'keep'),
    movement_type: oneOf([
      'receipt',
      'transfer',
      'issue',
      'return',
      'reserve',
      'release',
      'repair_out',
      'repair_in',
      'write_off',
      'count_adjustment',
      'tour_out',
      'tour_in',
    ]),
    from_location_id: opt(ref('inventory_locations', 'RESTRICT', 'keep')),
    to_location_id: opt(ref('inventory_locations', 'RESTRICT', 'keep')),
    quantity: int('quantity > 0'),
    comment: opt(text()),
    performance_id: opt(ref('performances', 'SET NULL', 'keep')),
    event_id: opt(ref('schedule_events', 'SET NULL', 'keep')),
    count_id: opt(ref('inventory_counts', 'SET NULL', 'keep')),
    occurred_at: timestamp(),
    created_at: stamped('time', 'create', timestamp()),
    created_by_id: stamped('user', 'create', opt(ref('users', 'SET NULL', 'keep'))),
    created_by_name: stamped('name', 'create', varchar(255)),
  },
  {
    ledger: true,
    silent: true,
  },
);
