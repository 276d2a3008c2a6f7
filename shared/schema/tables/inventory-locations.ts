import {
  audit,
  bool,
  initially,
  int,
  managed,
  oneOf,
  opt,
  ref,
  since,
  softDelete,
  table,
  tenant,
  text,
  timestamp,
  varchar,
} from '../define.ts';

/** The tree of places where things stand. */
export const inventoryLocations = table(
  'inventory_locations',
  {
    ...tenant,
    name: varchar(100),
    code: varchar(50),
    description: opt(text()),
    parent_id: opt(ref('inventory_locations', 'RESTRICT', 'block')),
    type: oneOf(['warehouse', 'stage', 'rehearsal', 'tour'], 'warehouse'),
    address: opt(varchar(255)),
    city: opt(varchar(100)),
    is_active: bool(true),
    sort_order: initially(int(), 0),
    /** When what lies in a case was last looked through piece by piece, and by whom; only of places that are cases. */
    checked_at: since(2, managed(opt(timestamp()))),
    checked_by_name: since(2, managed(opt(varchar(255)))),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Места хранения', 'Locations'],
      fields: { checked_at: ['Проверен', 'Checked'], checked_by_name: ['Кто проверил', 'Checked by'] },
    },
    group: 'places',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: ['tourPlace', 'casePlace'],
    unique: [['code']],
    write: 'inventory.edit',
    title: 'name',
  },
);
