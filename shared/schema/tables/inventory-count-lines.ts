import { initially, int, oneOf, opt, ref, since, table, tenant, text } from '../define.ts';

/** What a count expects of one thing at one place, frozen at its start. */
export const inventoryCountLines = table(
  'inventory_count_lines',
  {
    ...tenant,
    count_id: ref('inventory_counts', 'CASCADE', 'cascade'),
    item_id: ref('inventory_items', 'RESTRICT', 'keep'),
    location_id: ref('inventory_locations', 'RESTRICT', 'keep'),
    expected_quantity: int(),
    resolution: oneOf(['pending', 'accepted', 'recount', 'ignored'], 'pending'),
    recount_pass: initially(int(), 0),
    note: opt(text()),
    /**
     * What a reviewer said about several counters: they shared the work, or each counted the whole. Empty: what the
     * entries say.
     */
    together: since(2, opt(oneOf(['sum', 'apart']))),
    /**
     * The number that was accepted: where entries come later, it no longer stands among what was found, and the line is
     * open again.
     */
    decided_quantity: since(2, opt(int())),
  },
  {
    words: { table: ['Строки подсчёта', 'Count lines'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['count_id', 'item_id', 'location_id']],
    silent: true,
  },
);
