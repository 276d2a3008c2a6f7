import { labelKinds } from '../../labels/label-design.ts';
import { audit, bool, json, managed, oneOf, softDelete, table, tenant, varchar } from '../define.ts';

/** A theatre's own labels, beside those that come with the program (`shared/labels/presets.ts`). */
export const labelTemplates = table(
  'label_templates',
  {
    ...tenant,
    name: varchar(100),
    /** What it is for. */
    kind: oneOf(labelKinds),
    /** A `LabelDesign` (`shared/labels/label-design.ts`). */
    content: json(),
    /** Taken where nobody chose: at most one of a kind (`labelTemplate.makeDefault`); none means the first preset. */
    is_default: managed(bool(false)),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Шаблоны этикеток', 'Label templates'],
      fields: { is_default: ['Основной', 'Default'] },
      values: { item: ['предмет', 'item'], location: ['место', 'location'], blank: ['пустая бирка', 'blank tag'] },
    },
    group: 'house',
    page: 'records',
    part: false,
    title: 'name',
    hint: null,
    states: null,
    rules: ['labelTemplate'],
    write: 'inventory.edit',
    since: 2,
  },
);
