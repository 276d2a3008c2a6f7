import { opt, table, timestamp, uuid } from '../define.ts';

/**
 * Who truly signed in on a laptop since it was registered. Only they are authors of what it sends; only the hub keeps
 * it.
 */
export const devicePeople = table(
  'device_people',
  {
    device_id: uuid(),
    user_id: uuid(),
    first_signed_in_at: timestamp(),
    last_signed_in_at: timestamp(),
    /** Set when the laptop was registered anew: what was proven before does not count any more. */
    ended_at: opt(timestamp()),
  },
  {
    words: { table: ['Кто входил на компьютерах', 'Who signed in on laptops'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    scope: 'hub',
    silent: true,
    unique: [['device_id', 'user_id']],
  },
);
