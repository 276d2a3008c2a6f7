import { int, opt, table, timestamp, uuid, varchar } from '../define.ts';

/**
 * What a laptop last said of itself: version, unsent work, and when it stood at the hub's latest commit. Its `id` is
 * the device's. Apart from `devices`, because a change of that table rings at every laptop.
 */
export const deviceReports = table(
  'device_reports',
  {
    theater_id: uuid(),
    last_seen_at: timestamp(),
    app_version: opt(varchar(50)),
    waiting: opt(int()),
    last_synced_at: opt(timestamp()),
  },
  {
    words: { table: ['Что сообщили компьютеры', 'What laptops reported'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    scope: 'hub',
    silent: true,
  },
);
