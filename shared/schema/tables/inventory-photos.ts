import {
  bool,
  initially,
  int,
  opt,
  ref,
  since,
  softDelete,
  stamped,
  table,
  tenant,
  timestamp,
  varchar,
} from '../define.ts';

/** Photographs of a thing, by content address. */
export const inventoryPhotos = table(
  'inventory_photos',
  {
    ...tenant,
    inventory_item_id: ref('inventory_items', 'CASCADE', 'cascade'),
    /** The content; NULL where only a path of the former backend is known. */
    file_id: since(2, opt(ref('files', 'RESTRICT', 'keep'))),
    file_path: varchar(500),
    thumbnail_path: opt(varchar(500)),
    is_main: bool(false),
    sort_order: initially(int(), 0),
    uploaded_by_id: stamped('user', 'create', opt(ref('users', 'SET NULL', 'keep'))),
    created_at: stamped('time', 'create', timestamp()),
    ...softDelete,
  },
  {
    words: { table: ['Фотографии', 'Photos'] },
    group: 'papers',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: [],
    write: 'inventory.edit',
  },
);
