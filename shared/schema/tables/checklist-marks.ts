import { bool, opt, ref, stamped, table, tenant, text, timestamp, varchar } from '../define.ts';

/** A line ticked off for one event. */
export const checklistMarks = table(
  'checklist_marks',
  {
    ...tenant,
    checklist_item_id: ref('checklist_items', 'CASCADE', 'cascade'),
    event_id: ref('schedule_events', 'CASCADE', 'cascade'),
    is_done: bool(false),
    done_by_id: stamped('user', 'write', opt(ref('users', 'SET NULL', 'keep')), 'is_done'),
    done_by_name: stamped('name', 'write', opt(varchar(255)), 'is_done'),
    done_at: stamped('time', 'write', opt(timestamp()), 'is_done'),
    note: opt(text()),
  },
  {
    words: { table: ['Отметки чек-листа', 'Checklist marks'] },
    group: 'shows',
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: ['unsigned'],
    unique: [['checklist_item_id', 'event_id']],
    write: 'checklists.mark',
  },
);
