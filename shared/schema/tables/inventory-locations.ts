import { audit, bool, initially, int, oneOf, opt, ref, softDelete, table, tenant, text, varchar } from '../define.ts';

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
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Места хранения', 'Locations'] },
    group: 'places',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: ['tourPlace'],
    unique: [['code']],
    write: 'inventory.edit',
    title: 'name',
  },
);
