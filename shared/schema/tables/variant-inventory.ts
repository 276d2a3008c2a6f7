import { initially, int, opt, ref, softDelete, table, tenant, text } from '../define.ts';

/**
 * What a variant needs otherwise than its production: of a thing that the production needs as well this many, of
 * another one in addition, of a thing with 0 none (decision 46).
 */
export const variantInventory = table(
  'variant_inventory',
  {
    ...tenant,
    variant_id: ref('performance_variants', 'CASCADE', 'cascade'),
    inventory_item_id: ref('inventory_items', 'RESTRICT', 'block'),
    quantity: initially(int('quantity >= 0'), 1),
    notes: opt(text()),
    ...softDelete,
  },
  {
    words: { table: ['Инвентарь редакции', 'Inventory of a variant'] },
    group: 'shows',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['variant_id', 'inventory_item_id']],
    write: 'performances.edit',
    since: 2,
  },
);
