import { int, policy, ref, table, tenant } from '../define.ts';

/** Derived: how many of a thing stand at a place, the sum of the ledger. */
export const inventoryStock = table(
  'inventory_stock',
  {
    ...tenant,
    item_id: ref('inventory_items', 'CASCADE', 'keep'),
    location_id: ref('inventory_locations', 'RESTRICT', 'keep'),
    quantity: policy(int('quantity >= 0'), 'add'),
  },
  {
    words: { table: ['Остатки', 'Stock'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['item_id', 'location_id']],
    silent: true,
  },
);
