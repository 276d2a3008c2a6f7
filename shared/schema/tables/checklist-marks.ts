import { bool, opt, ref, table, tenant, text, timestamp, varchar } from '../define.ts';

/** A line ticked off for one event. */
export const checklistMarks = table(
  'checklist_marks',
  {
    ...tenant,
    checklist_item_id: ref('checklist_items', 'CASCADE', 'cascade'),
    event_id: ref('schedule_events', 'CASCADE', 'cascade'),
    is_done: bool(false),
    done_by_id: opt(ref('users', 'SET NULL', 'keep')),
    done_by_name: opt(varchar(255)),
    done_at: opt(timestamp()),
    note: opt(text()),
  },
  {
    unique: [['checklist_item_id', 'event_id']],
    write: 'checklists.mark',
  },
);
