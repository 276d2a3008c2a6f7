import {
  audit,
  initially,
  int,
  json,
  longText,
  managed,
  oneOf,
  opt,
  ref,
  since,
  softDelete,
  table,
  tenant,
  timestamp,
  varchar,
} from '../define.ts';

/** What laptops of before group sections by; since then it is their department. */
export const SECTION_TYPES = [
  'general',
  'light',
  'sound',
  'machinery',
  'props',
  'costume',
  'makeup',
  'video',
  'effects',
  'safety',
] as const;

/** The passport of a production, a section per department. */
export const passportSections = table(
  'passport_sections',
  {
    ...tenant,
    performance_id: ref('performances', 'CASCADE', 'cascade'),
    section_type: oneOf(SECTION_TYPES, 'general'),
    title: varchar(100),
    content: opt(longText()),
    responsible_id: opt(ref('users', 'SET NULL', 'clear')),
    data: json(),
    department_id: since(2, opt(ref('departments', 'SET NULL', 'clear'))),
    /** NULL: in all variants. */
    variant_id: since(2, opt(ref('performance_variants', 'CASCADE', 'cascade'))),
    /** The section of the base in whose place it stands in its variant; without it, it stands there by itself. */
    replaces_id: since(2, opt(ref('passport_sections', 'SET NULL', 'clear'))),
    /** When somebody last said that it holds. */
    checked_at: since(2, managed(opt(timestamp()))),
    checked_by_name: since(2, managed(opt(varchar(255)))),
    sort_order: initially(int(), 0),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Разделы паспорта', 'Passport sections'],
      fields: {
        checked_at: ['Проверен', 'Checked'],
        checked_by_name: ['Кто проверил', 'Checked by'],
      },
    },
    group: 'shows',
    page: 'records',
    part: true,
    hint: null,
    states: null,
    rules: ['departmental'],
    write: 'passport.department',
    title: 'title',
  },
);
