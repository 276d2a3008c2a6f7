import {
  initially,
  int,
  oneOf,
  opt,
  ref,
  softDelete,
  stamped,
  table,
  tenant,
  timestamp,
  uuid,
  varchar,
} from '../define.ts';

/** What files can hang on. */
export const ATTACHABLE = [
  'inventory_items',
  'inventory_counts',
  'inventory_locations',
  'performances',
  'schedule_events',
  'projects',
  'venues',
  'passport_sections',
  'checklist_items',
  'checklist_marks',
  'show_notes',
  'faults',
] as const;

/** A file at a thing, a count, an event or another object; the same file may hang on many. */
export const attachments = table(
  'attachments',
  {
    ...tenant,
    file_id: ref('files', 'RESTRICT', 'keep'),
    entity_table: oneOf(ATTACHABLE),
    entity_id: uuid(),
    caption: opt(varchar(255)),
    sort_order: initially(int(), 0),
    added_by_id: stamped('user', 'create', opt(ref('users', 'SET NULL', 'keep'))),
    created_at: stamped('time', 'create', timestamp()),
    ...softDelete,
  },
  {
    words: {
      table: ['Вложения', 'Attachments'],
      fields: { entity_table: ['У чего', 'Of'], added_by_id: ['Добавил', 'Added by'] },
      values: {
        inventory_counts: ['Подсчёт', 'Count'],
        inventory_locations: ['Место', 'Location'],
        venues: ['Площадка', 'Venue'],
        passport_sections: ['Раздел паспорта', 'Passport section'],
        checklist_items: ['Пункт чек-листа', 'Checklist item'],
        checklist_marks: ['Отметка чек-листа', 'Checklist mark'],
        show_notes: ['Заметка вечера', 'Show note'],
        faults: ['Дефект', 'Fault'],
      },
    },
    group: 'papers',
    page: 'records',
    part: true,
    title: 'caption',
    hint: null,
    states: null,
    rules: ['attached'],
    pointsAt: { column: 'entity_id', typeColumn: 'entity_table' },
    write: 'documents.edit',
    indexes: [{ columns: ['entity_table', 'entity_id'] }],
    since: 2,
  },
);
