import {
  audit,
  initially,
  int,
  json,
  longText,
  oneOf,
  opt,
  ref,
  softDelete,
  table,
  tenant,
  varchar,
} from '../define.ts';

/** The passport of a production, a section per department. */
export const passportSections = table(
  'passport_sections',
  {
    ...tenant,
    performance_id: ref('performances', 'CASCADE', 'cascade'),
    section_type: oneOf(
      ['general', 'light', 'sound', 'machinery', 'props', 'costume', 'makeup', 'video', 'effects', 'safety'],
      'general',
    ),
    title: varchar(100),
    content: opt(longText()),
    responsible_id: opt(ref('users', 'SET NULL', 'clear')),
    data: json(),
    sort_order: initially(int(), 0),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Разделы паспорта', 'Passport sections'] },
    group: 'shows',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: [],
    write: 'performances.edit',
    title: 'title',
  },
);
