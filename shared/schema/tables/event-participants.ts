import { oneOf, opt, ref, softDelete, table, tenant, text, varchar } from '../define.ts';

/** Who takes part in an event. */
export const eventParticipants = table(
  'event_participants',
  {
    ...tenant,
    event_id: ref('schedule_events', 'CASCADE', 'cascade'),
    user_id: ref('users', 'CASCADE', 'cascade'),
    role: opt(varchar(100)),
    status: oneOf(['invited', 'confirmed', 'declined'], 'invited'),
    note: opt(text()),
    ...softDelete,
  },
  {
    words: { table: ['Участники', 'Participants'] },
    group: 'shows',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: ['told'],
    unique: [['event_id', 'user_id']],
    write: 'schedule.edit',
  },
);
