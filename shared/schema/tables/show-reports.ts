import { reportStatus } from '../../rules/state-machines.ts';
import {
  audit,
  fixed,
  initially,
  int,
  json,
  longText,
  managed,
  oneOf,
  opt,
  ref,
  softDelete,
  table,
  tenant,
  timestamp,
  varchar,
} from '../define.ts';

/**
 * The report of an evening («рапорт»). Times, notes and marks it takes from their own tables; here stands what nobody
 * else knows, and who signed. Signed, it changes by addenda alone.
 */
export const showReports = table(
  'show_reports',
  {
    ...tenant,
    event_id: fixed(ref('schedule_events', 'CASCADE', 'cascade')),
    status: managed(oneOf(['draft', 'signed'], 'draft')),
    attendance: opt(int('attendance >= 0')),
    summary: opt(longText()),
    signed_at: managed(opt(timestamp())),
    signed_by_id: managed(opt(ref('users', 'SET NULL', 'keep'))),
    signed_by_name: managed(opt(varchar(255))),
    /** Who signed as well without knowing of the first: `{id, name, at}` of each (`shared/rules/evening-rows.ts`). */
    also_signed: managed(initially(json(), [])),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Рапорты', 'Show reports'],
      fields: {
        attendance: ['Зрителей', 'Attendance'],
        summary: ['Итог', 'Summary'],
        signed_at: ['Подписан', 'Signed'],
        signed_by_id: ['Кто подписал', 'Signed by'],
        signed_by_name: ['Кто подписал', 'Signed by'],
        also_signed: ['Подписали также', 'Also signed by'],
      },
      values: { signed: ['подписан', 'signed'] },
    },
    group: 'shows',
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: reportStatus,
    rules: ['unsigned'],
    unique: [['event_id']],
    write: 'shows.report',
    since: 2,
  },
);
