import { audit, bool, date, json, longText, oneOf, opt, policy, ref, softDelete, table, tenant, time, varchar } from '../define.ts';

/** Events of the schedule. An end before its start means the next day. */
export const scheduleEvents = table(
  'schedule_events',
  {
    ...tenant,
    title: varchar(255),
    description: opt(longText()),
    event_type: oneOf(['performance', 'rehearsal', 'technical', 'run_through', 'premiere', 'tour', 'dress_rehearsal', 'meeting', 'maintenance', 'other'], 'performance'),
    status: policy(oneOf(['planned', 'confirmed', 'in_progress', 'completed', 'cancelled'], 'planned'), 'refuse'),
    event_date: date(),
    start_time: opt(time()),
    end_time: opt(time()),
    stage_ready_time: opt(time()),
    venue_id: opt(ref('venues', 'SET NULL', 'block-upcoming')),
    venue_text: opt(varchar(255)),
    tour_city: opt(varchar(100)),
    tour_venue_name: opt(varchar(255)),
    performance_id: opt(ref('performances', 'SET NULL', 'block-upcoming')),
    color: opt(varchar(7)),
    extra_data: json(),
    is_public: bool(true),
    is_active: bool(true),
    ...softDelete,
    ...audit,
  },
  {
    write: 'schedule.edit',
    title: 'title',
    search: ['title', 'description'],
    indexes: [{ columns: ['venue_id', 'event_date', 'start_time', 'end_time'] }, { columns: ['event_date', 'start_time'], where: "deleted_at IS NULL AND status IN ('planned', 'confirmed', 'in_progress')" }, { columns: ['event_type'] }],
  },
);
