import { countStatus } from '../../rules/state-machines.ts';
import {
  audit,
  bool,
  managed,
  oneOf,
  opt,
  policy,
  ref,
  since,
  softDelete,
  table,
  tenant,
  timestamp,
  uuid,
  varchar,
  withValueNames,
} from '../define.ts';

/** A count of one place and all below it, by several people. */
export const inventoryCounts = table(
  'inventory_counts',
  {
    ...tenant,
    name: varchar(255),
    location_id: ref('inventory_locations', 'RESTRICT', 'block'),
    category_id: opt(ref('inventory_categories', 'SET NULL', 'clear')),
    status: withValueNames(
      { cancelled: ['отменён', 'cancelled'] },
      managed(policy(oneOf(['draft', 'counting', 'review', 'posted', 'cancelled'], 'draft'), 'refuse')),
    ),
    is_blind: bool(false),
    started_at: managed(opt(timestamp())),
    posted_at: managed(opt(timestamp())),
    posted_by_id: managed(opt(ref('users', 'SET NULL', 'keep'))),
    ...softDelete,
    ...audit,
    /** A posted count whose movements were taken back by opposite ones. */
    reversed_at: since(2, managed(opt(timestamp()))),
    reversed_by_id: since(2, managed(opt(uuid()))),
    reversed_by_name: since(2, managed(opt(varchar(255)))),
  },
  {
    words: { table: ['Подсчёты', 'Counts'] },
    group: 'papers',
    page: 'counts',
    part: false,
    hint: null,
    states: countStatus,
    rules: [],
    write: 'count.run',
    title: 'name',
  },
);
