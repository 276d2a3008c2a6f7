import {
  audit,
  bool,
  initially,
  int,
  managed,
  opt,
  policy,
  ref,
  softDelete,
  stamped,
  table,
  tenant,
  text,
  timestamp,
} from '../define.ts';

/**
 * So many of a thing go on a tour in this case, or in none. The lines of a thing add up to what goes of it. Their id
 * follows from tour, thing and case (`shared/rules/packing.ts`), so that packers without a network write into one line;
 * that is why a line never changes its case: pieces go from one line to another.
 */
export const packingLines = table(
  'packing_lines',
  {
    ...tenant,
    tour_id: managed(ref('tours', 'CASCADE', 'cascade')),
    inventory_item_id: managed(ref('inventory_items', 'RESTRICT', 'block-upcoming')),
    /** Planned. 0 where pieces were packed that nobody planned here. */
    quantity: managed(policy(initially(int('quantity >= 0'), 0), 'add')),
    case_item_id: managed(opt(ref('inventory_items', 'SET NULL', 'clear'))),
    transport_id: opt(ref('transports', 'SET NULL', 'clear')),
    /** Goes beyond what productions need. */
    is_extra: bool(false),
    /** Set by hand; NULL: by the route (what is needed first is loaded last). 1 is loaded first. */
    load_order: opt(int()),
    note: opt(text()),
    ...softDelete,
    ...audit,
    /** Which of two bookings came first goes by it. */
    created_at: stamped('order', 'create', timestamp()),
  },
  {
    words: {
      table: ['Упаковочный список', 'Packing list'],
      fields: {
        is_extra: ['Сверх списка', 'Extra'],
        load_order: ['Порядок погрузки', 'Load order'],
      },
    },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    upcoming: {
      columns: [],
      of: 'tour_id',
      lastDay: null,
      sql: (row, day, after) =>
        `EXISTS (SELECT 1 FROM tours t WHERE t.id = ${row}.tour_id AND t.deleted_at IS NULL` +
        ` AND t.ends_on ${after} ${day} AND t.status NOT IN ('completed', 'cancelled'))`,
    },
    unique: [['tour_id', 'inventory_item_id', 'case_item_id']],
    since: 2,
  },
);
