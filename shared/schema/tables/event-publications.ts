import { bool, date, json, managed, opt, ref, stamped, table, tenant, timestamp, uuid, varchar } from '../define.ts';

/**
 * An event as it was last told to everybody: who may not plan sees this, and publishing again tells those concerned
 * what differs. Stays when the event is deleted, until that is told as well. Written by `schedule.publish`.
 */
export const eventPublications = table(
  'event_publications',
  {
    ...tenant,
    event_id: managed(ref('schedule_events', 'CASCADE', 'keep')),
    /** `PublishedEvent` of `shared/rules/publication.ts`. */
    content: managed(json()),
    /** Its day, so that a week is found without reading what was told of every evening. */
    event_date: managed(date()),
    /** Its production, for the same reason; no reference, because what was told stays as it was told. */
    performance_id: managed(opt(uuid())),
    /** People were told that it does not take place. */
    is_withdrawn: managed(bool(false)),
    published_at: stamped('time', 'write', timestamp()),
    published_by_id: stamped('user', 'write', opt(ref('users', 'SET NULL', 'keep'))),
    published_by_name: stamped('name', 'write', opt(varchar(255))),
  },
  {
    words: {
      table: ['Опубликованное расписание', 'Published schedule'],
      fields: {
        is_withdrawn: ['Снято', 'Withdrawn'],
        published_at: ['Опубликовано', 'Published'],
        published_by_id: ['Кто опубликовал', 'Published by'],
        published_by_name: ['Кто опубликовал', 'Published by'],
      },
    },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['event_id']],
    indexes: [{ columns: ['event_date'] }, { columns: ['performance_id', 'event_date'] }],
    since: 2,
  },
);
