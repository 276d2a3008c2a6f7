import { audit, initially, int, managed, opt, policy, ref, softDelete, table, tenant, text } from '../define.ts';

/**
 * What should lie in a case. Its id follows from case and thing, so that two people who add the same thing without a
 * network write into one line, and their pieces add up. A thing that is one of its kind and has its home in the case
 * (`inventory_items.case_item_id`) belongs to the list without a line (`shared/rules/kits.ts`). Written by `kit.add`
 * and `kit.take` alone: an edit of a row would overwrite what the other one added.
 */
export const kitLines = table(
  'kit_lines',
  {
    ...tenant,
    case_item_id: managed(ref('inventory_items', 'CASCADE', 'cascade')),
    item_id: managed(ref('inventory_items', 'CASCADE', 'cascade')),
    quantity: policy(initially(int('quantity > 0'), 1), 'add'),
    note: opt(text()),
    sort_order: initially(int(), 0),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Состав кофра', 'Case contents list'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['case_item_id', 'item_id']],
    since: 2,
  },
);
