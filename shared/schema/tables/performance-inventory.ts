import { bool, initially, int, opt, ref, softDelete, stamped, table, tenant, text, timestamp } from '../define.ts';

/** What a production needs. */
export const performanceInventory = table(
  'performance_inventory',
  {
    ...tenant,
    performance_id: ref('performances', 'CASCADE', 'cascade'),
    inventory_item_id: ref('inventory_items', 'RESTRICT', 'block'),
    quantity: initially(int('quantity > 0'), 1),
    notes: opt(text()),
    is_consumable: bool(false),
    created_by_id: stamped('user', 'create', opt(ref('users', 'SET NULL', 'keep'))),
    created_at: stamped('time', 'create', timestamp()),
    ...softDelete,
  },
  {
    words: { table: ['Инвентарь спектакля', 'Production inventory'] },
    group: 'shows',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['performance_id', 'inventory_item_id']],
    write: 'performances.edit',
  },
);
