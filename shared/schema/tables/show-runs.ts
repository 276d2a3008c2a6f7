import { managed, oneOf, opt, ref, table, tenant, text, timestamp, varchar } from '../define.ts';

/** How far an evening has come. Written by the mutations of the show (`shared/mutations/show-mutations.ts`). */
export const showRuns = table(
  'show_runs',
  {
    ...tenant,
    event_id: managed(ref('schedule_events', 'CASCADE', 'cascade')),
    phase: managed(oneOf(['before', 'during', 'after'], 'before')),
    current_scene_id: managed(opt(ref('scenes', 'SET NULL', 'clear'))),
    /** When somebody said «готов к началу». */
    ready_at: managed(opt(timestamp())),
    ready_by_id: managed(opt(ref('users', 'SET NULL', 'keep'))),
    ready_by_name: managed(opt(varchar(255))),
    /** Why, although critical lines were open. */
    override_reason: managed(opt(text())),
  },
  {
    words: {
      table: ['Ход вечера', 'Course of an evening'],
      fields: {
        current_scene_id: ['Идёт сцена', 'Current scene'],
        ready_at: ['Готовность', 'Ready'],
        ready_by_id: ['Кто объявил', 'Declared by'],
        ready_by_name: ['Кто объявил', 'Declared by'],
        override_reason: ['Почему, хотя не всё отмечено', 'Why although lines are open'],
      },
      values: { before: ['до', 'before'], after: ['после', 'after'] },
    },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['event_id']],
    since: 2,
  },
);
