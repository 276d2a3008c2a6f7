import { bool, opt, ref, stamped, table, tenant, timestamp, varchar } from '../define.ts';

/** A line of the run sheet that was done on one evening: the next one is what stands before people's eyes. */
export const runSheetMarks = table(
  'run_sheet_marks',
  {
    ...tenant,
    line_id: ref('run_sheet_lines', 'CASCADE', 'cascade'),
    event_id: ref('schedule_events', 'CASCADE', 'cascade'),
    is_done: bool(false),
    done_by_id: stamped('user', 'write', opt(ref('users', 'SET NULL', 'keep')), 'is_done'),
    done_by_name: stamped('name', 'write', opt(varchar(255)), 'is_done'),
    done_at: stamped('time', 'write', opt(timestamp()), 'is_done'),
  },
  {
    words: { table: ['Отметки проводки', 'Run sheet marks'], fields: { line_id: ['Строка', 'Line'] } },
    group: 'shows',
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: ['unsigned'],
    unique: [['line_id', 'event_id']],
    write: 'checklists.mark',
    since: 2,
  },
);
