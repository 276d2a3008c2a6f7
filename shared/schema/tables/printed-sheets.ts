import { int, json, opt, ref, stamped, table, tenant, text, timestamp, uuid, varchar } from '../define.ts';

/**
 * What was printed, so that the code on a sheet can be asked on any laptop whether it still holds. A line is remembered
 * by what it is about and what it said, each as a few letters of a hash (`shared/rules/sheet-lines.ts`).
 */
export const printedSheets = table(
  'printed_sheets',
  {
    ...tenant,
    /** As it stands on the sheet: `S-ABCD-EFGH`. */
    code: varchar(20),
    /** The key of the form (`shared/ipc/paper-contract.ts`). */
    form: varchar(50),
    title: varchar(255),
    /** What the form was asked about, and in which language: asked again it gives the sheet of today. */
    args: json(),
    language: varchar(2),
    /** What it is about, where that is one row; it may be gone by now. */
    subject_table: opt(varchar(50)),
    subject_id: opt(uuid()),
    lines: int('lines >= 0'),
    /** In the order of the sheet; empty where there were too many. */
    digests: text(),
    /** When the laptop that printed had last heard everything; NULL where it never had. */
    as_of: opt(timestamp()),
    printed_at: stamped('time', 'create', timestamp()),
    printed_by_id: stamped('user', 'create', opt(ref('users', 'SET NULL', 'keep'))),
    printed_by_name: stamped('name', 'create', varchar(255)),
  },
  {
    words: {
      table: ['Напечатанные листы', 'Printed sheets'],
      fields: {
        form: ['Форма', 'Form'],
        language: ['Язык', 'Language'],
        subject_table: ['Вид предмета', 'Kind of subject'],
        subject_id: ['Предмет', 'Subject'],
        lines: ['Строк', 'Lines'],
        digests: ['Отпечатки строк', 'Marks of lines'],
        as_of: ['По данным на', 'As of'],
        printed_at: ['Напечатано', 'Printed'],
        printed_by_id: ['Кто напечатал', 'Printed by'],
        printed_by_name: ['Кто напечатал', 'Printed by'],
      },
    },
    group: null,
    page: 'records',
    part: false,
    title: 'title',
    hint: null,
    states: null,
    rules: [],
    ledger: true,
    silent: true,
    unique: [['code']],
    since: 2,
  },
);
