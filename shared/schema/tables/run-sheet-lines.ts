import {
  audit,
  bool,
  initially,
  int,
  managed,
  oneOf,
  opt,
  ref,
  softDelete,
  table,
  tenant,
  text,
  varchar,
} from '../define.ts';

/** What is done in a run sheet. */
export const RUN_SHEET_ACTIONS = [
  'preset',
  'on',
  'off',
  'shift',
  'strike',
  'hand_over',
  'quick_change',
  'cue',
  'other',
] as const;

/** The run sheet («проводка»): what is done in a scene, with what, from where to where, by whom, at which cue. */
export const runSheetLines = table(
  'run_sheet_lines',
  {
    ...tenant,
    scene_id: ref('scenes', 'CASCADE', 'cascade'),
    /** NULL: in all variants. */
    variant_id: opt(ref('performance_variants', 'CASCADE', 'cascade')),
    /** The line of the base in whose place it stands in its variant; without it, it stands there by itself. */
    replaces_id: opt(ref('run_sheet_lines', 'SET NULL', 'clear')),
    /** In its variant nothing is done instead of what it replaces. */
    is_left_out: bool(false),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    action: oneOf(RUN_SHEET_ACTIONS, 'other'),
    performance_inventory_id: opt(ref('performance_inventory', 'SET NULL', 'clear')),
    what: varchar(255),
    quantity: opt(int('quantity > 0')),
    from_place: opt(varchar(100)),
    to_place: opt(varchar(100)),
    who_id: opt(ref('employees', 'SET NULL', 'clear')),
    /** As written, where it is nobody of the employees. */
    who: opt(varchar(100)),
    /** When: the words, the light cue, the moment. */
    cue: opt(varchar(100)),
    note: opt(text()),
    /** Orders among the lines of a scene, by code units (`shared/rules/rank.ts`); then by id. */
    rank: managed(initially(varchar(255), '')),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Строки проводки', 'Run sheet lines'],
      fields: {
        is_left_out: ['Не делается', 'Left out'],
        performance_inventory_id: ['Вещь спектакля', 'Thing of the production'],
        what: ['Что', 'What'],
        from_place: ['Откуда', 'From'],
        to_place: ['Куда', 'To'],
        who_id: ['Кто', 'Who'],
        who: ['Кто, как записано', 'Who, as written'],
        cue: ['Когда, по чему', 'When, at what'],
        rank: ['Порядок', 'Order'],
      },
      values: {
        preset: ['зарядить', 'preset'],
        on: ['вынос', 'on'],
        off: ['унос', 'off'],
        shift: ['смена', 'shift'],
        strike: ['разбор', 'strike'],
        hand_over: ['передать', 'hand over'],
        quick_change: ['переодевание', 'quick change'],
        cue: ['сигнал', 'cue'],
      },
    },
    group: 'shows',
    page: 'records',
    part: true,
    title: 'what',
    hint: null,
    states: null,
    rules: ['ranked', 'departmental'],
    search: ['what'],
    searchWeight: 1,
    write: 'passport.department',
    since: 2,
  },
);
