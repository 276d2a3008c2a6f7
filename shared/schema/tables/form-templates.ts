import { audit, bool, managed, softDelete, table, tenant, text, varchar } from '../define.ts';

/** A theatre's own sheets: Typst sources that stand for those that come with the program. */
export const formTemplates = table(
  'form_templates',
  {
    ...tenant,
    name: varchar(100),
    /** The key of the form (`paper/forms`) that it stands for. */
    kind: varchar(50),
    /** Typst, compiled without access to files or the network. */
    content: text(),
    /** Taken instead of ours: at most one of a kind (`formTemplate.makeDefault`); none means ours. */
    is_default: managed(bool(false)),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Шаблоны бланков', 'Form templates'], fields: { is_default: ['Основной', 'Default'] } },
    group: 'house',
    page: 'records',
    part: false,
    title: 'name',
    hint: null,
    states: null,
    rules: ['formTemplate'],
    write: 'settings.manage',
    indexes: [{ columns: ['kind'] }],
    since: 2,
  },
);
