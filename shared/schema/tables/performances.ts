import { audit, bool, date, int, json, longText, oneOf, opt, policy, softDelete, table, tenant, timestamp, varchar } from '../define.ts';

/** Productions of the repertoire. */
export const performances = table(
  'performances',
  {
    ...tenant,
    title: varchar(255),
    subtitle: opt(varchar(255)),
    description: opt(longText()),
    author: opt(varchar(255)),
    director: opt(varchar(255)),
    composer: opt(varchar(255)),
    choreographer: opt(varchar(255)),
    artist: opt(varchar(255)),
    genre: opt(varchar(100)),
    age_rating: opt(varchar(10)),
    duration_minutes: opt(int()),
    intermissions: opt(int()),
    premiere_date: opt(date()),
    status: policy(oneOf(['in_development', 'premiere', 'active', 'paused', 'archived'], 'in_development'), 'refuse'),
    poster_path: opt(varchar(500)),
    video_url: opt(varchar(500)),
    archived_at: opt(timestamp()),
    extra_data: json(),
    is_active: bool(true),
    ...softDelete,
    ...audit,
  },
  {
    write: 'performances.edit',
    title: 'title',
    search: ['title', 'subtitle', 'author', 'director', 'composer'],
    indexes: [{ columns: ['status'] }, { columns: ['title'] }],
  },
);
