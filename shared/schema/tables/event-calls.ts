import { audit, oneOf, opt, ref, softDelete, table, tenant, text, time, varchar } from '../define.ts';

/**
 * Who is called to an event, as what and when, and what they answered. Employees and not accounts, because most of a
 * company has none; accounts that take part otherwise stay in `event_participants` (decision 46).
 */
export const eventCalls = table(
  'event_calls',
  {
    ...tenant,
    event_id: ref('schedule_events', 'CASCADE', 'cascade'),
    /** NULL: the function is needed and nobody is found yet. */
    employee_id: opt(ref('employees', 'SET NULL', 'clear')),
    function: varchar(100),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    /** Where it is another time than the event's call. */
    call_time: opt(time()),
    end_time: opt(time()),
    answer: oneOf(['invited', 'confirmed', 'declined'], 'invited'),
    note: opt(text()),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Вызовы', 'Calls'],
      fields: {
        answer: ['Ответ', 'Answer'],
      },
    },
    group: 'shows',
    page: 'records',
    part: true,
    title: 'function',
    hint: null,
    states: null,
    rules: ['told'],
    unique: [['event_id', 'employee_id', 'function']],
    write: 'schedule.edit',
    since: 2,
  },
);
