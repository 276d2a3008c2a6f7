import { bool, initially, int, managed, oneOf, opt, ref, table, tenant, text, timestamp } from '../define.ts';

/** Parts of an evening whose time is taken. */
export const SHOW_PARTS = ['call', 'house_open', 'act', 'interval', 'curtain', 'other'] as const;

/** When a part of an evening really began and ended. Of two laptops that start one act the earlier time stands. */
export const showTimings = table(
  'show_timings',
  {
    ...tenant,
    event_id: managed(ref('schedule_events', 'CASCADE', 'cascade')),
    part: managed(oneOf(SHOW_PARTS)),
    number: managed(initially(int('number >= 0'), 1)),
    started_at: managed(opt(timestamp())),
    ended_at: managed(opt(timestamp())),
    note: managed(opt(text())),
    /** Set right by hand: no laptop that comes late knows better. */
    is_corrected: managed(bool(false)),
  },
  {
    words: {
      table: ['Хронометраж', 'Timings'],
      fields: { part: ['Часть', 'Part'], is_corrected: ['Исправлено вручную', 'Corrected by hand'] },
      values: {
        call: ['явка', 'call'],
        house_open: ['впуск', 'house open'],
        act: ['действие', 'act'],
        interval: ['антракт', 'interval'],
        curtain: ['занавес', 'curtain'],
      },
    },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['event_id', 'part', 'number']],
    since: 2,
  },
);
