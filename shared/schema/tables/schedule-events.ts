import { eventStatus } from '../../rules/state-machines.ts';
import {
  audit,
  bool,
  date,
  json,
  longText,
  oneOf,
  opt,
  policy,
  ref,
  since,
  softDelete,
  table,
  tenant,
  time,
  varchar,
} from '../define.ts';

/** What is done on stages and on the road. */
export const ACTIVITIES = [
  'load_in',
  'load_out',
  'lighting',
  'sound_check',
  'fitting',
  'read_through',
  'put_in',
  'travel',
  'day_off',
] as const;

/** Events of the schedule. An end before its start means the next day. */
export const scheduleEvents = table(
  'schedule_events',
  {
    ...tenant,
    title: varchar(255),
    description: opt(longText()),
    event_type: oneOf(
      [
        'performance',
        'rehearsal',
        'technical',
        'run_through',
        'premiere',
        'tour',
        'dress_rehearsal',
        'meeting',
        'maintenance',
        'other',
      ],
      'performance',
    ),
    /**
     * What is done, more closely than its type says: laptops of 0.1.0 know the types of then and no other, so that new
     * ones have a column of their own (decision 46).
     */
    activity: since(2, opt(oneOf(ACTIVITIES))),
    status: policy(oneOf(['planned', 'confirmed', 'in_progress', 'completed', 'cancelled'], 'planned'), 'refuse'),
    event_date: date(),
    /** When people have to be there («явка»). */
    call_time: since(2, opt(time())),
    start_time: opt(time()),
    end_time: opt(time()),
    stage_ready_time: opt(time()),
    venue_id: opt(ref('venues', 'SET NULL', 'block-upcoming')),
    venue_text: opt(varchar(255)),
    tour_city: opt(varchar(100)),
    tour_venue_name: opt(varchar(255)),
    performance_id: opt(ref('performances', 'SET NULL', 'block-upcoming')),
    variant_id: since(2, opt(ref('performance_variants', 'SET NULL', 'clear'))),
    tour_id: since(2, opt(ref('tours', 'SET NULL', 'clear'))),
    color: opt(varchar(7)),
    extra_data: json(),
    is_public: bool(true),
    is_active: bool(true),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['События', 'Events'],
      fields: {
        activity: ['Что делают', 'Activity'],
      },
      values: {
        lighting: ['свет', 'lighting'],
        sound_check: ['звук', 'sound check'],
        fitting: ['примерка', 'fitting'],
        read_through: ['читка', 'read-through'],
        put_in: ['ввод', 'put-in'],
        travel: ['переезд', 'travel'],
        day_off: ['выходной', 'day off'],
      },
    },
    group: 'shows',
    page: 'events',
    part: false,
    hint: 'event_date',
    states: eventStatus,
    rules: ['signed', 'tour', 'booked'],
    upcoming: {
      columns: ['event_date', 'status'],
      of: null,
      lastDay: 'event_date',
      sql: (row, day, after) =>
        `(${row}.event_date ${after} ${day} AND ${row}.status NOT IN ('completed', 'cancelled'))`,
    },
    label: (row) => `${row}.title || ', ' || ${row}.event_date`,
    write: 'schedule.edit',
    title: 'title',
    search: ['title', 'description'],
    searchWeight: 2,
    indexes: [
      { columns: ['venue_id', 'event_date', 'start_time', 'end_time'] },
      {
        columns: ['event_date', 'start_time'],
        where: "deleted_at IS NULL AND status IN ('planned', 'confirmed', 'in_progress')",
      },
      { columns: ['theater_id', 'event_date'] },
      { columns: ['event_type'] },
    ],
  },
);
