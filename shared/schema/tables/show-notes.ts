import {
  audit,
  bool,
  fixed,
  longText,
  managed,
  oneOf,
  opt,
  ref,
  softDelete,
  stamped,
  table,
  tenant,
  timestamp,
  varchar,
} from '../define.ts';

/** What happened on an evening and what departments have to know of it. */
export const showNotes = table(
  'show_notes',
  {
    ...tenant,
    event_id: fixed(ref('schedule_events', 'CASCADE', 'cascade')),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    kind: oneOf(['note', 'incident', 'accident', 'replacement', 'delay'], 'note'),
    severity: oneOf(['info', 'minor', 'major'], 'info'),
    text: longText(),
    occurred_at: opt(timestamp()),
    scene_id: opt(ref('scenes', 'SET NULL', 'clear')),
    inventory_item_id: opt(ref('inventory_items', 'SET NULL', 'keep')),
    /** The task, and the fault, that became of it. */
    task_id: managed(opt(ref('tasks', 'SET NULL', 'clear'))),
    fault_id: managed(opt(ref('faults', 'SET NULL', 'clear'))),
    /** Came after the report was signed. */
    is_addendum: managed(bool(false)),
    author_name: stamped('name', 'create', opt(varchar(255))),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Заметки вечера', 'Show notes'],
      fields: {
        text: ['Что случилось', 'What happened'],
        fault_id: ['Дефект', 'Fault'],
        is_addendum: ['Дополнение', 'Addendum'],
      },
      values: {
        note: ['заметка', 'note'],
        incident: ['происшествие', 'incident'],
        accident: ['травма', 'accident'],
        replacement: ['замена', 'replacement'],
        delay: ['задержка', 'delay'],
        info: ['к сведению', 'for information'],
        minor: ['мелочь', 'minor'],
        major: ['серьёзно', 'major'],
      },
    },
    group: 'shows',
    page: 'records',
    part: true,
    title: 'text',
    hint: null,
    states: null,
    rules: ['unsigned', 'ownNote'],
    write: 'checklists.mark',
    since: 2,
  },
);
