import { tourStatus } from '../../rules/state-machines.ts';
import {
  audit,
  date,
  longText,
  managed,
  oneOf,
  opt,
  policy,
  ref,
  softDelete,
  table,
  tenant,
  varchar,
} from '../define.ts';

/** A tour groups days, events, people, rooms, transports and what is packed for them (design: product §6). */
export const tours = table(
  'tours',
  {
    ...tenant,
    name: varchar(255),
    code: opt(varchar(50)),
    /** The first and the last day that its people and things are away, both included. */
    starts_on: date(),
    ends_on: date(),
    status: policy(oneOf(['planned', 'confirmed', 'on_road', 'completed', 'cancelled'], 'planned'), 'refuse'),
    manager_id: opt(ref('employees', 'SET NULL', 'clear')),
    /**
     * Where the ledger has its things while they are away; made at the first departure, and taken out of the trash
     * again where it lies there.
     */
    place_id: managed(opt(ref('inventory_locations', 'SET NULL', 'keep'))),
    note: opt(longText()),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Гастроли', 'Tours'],
      values: { on_road: ['в дороге', 'on the road'] },
    },
    group: 'shows',
    page: 'tours',
    part: false,
    title: 'name',
    hint: 'starts_on',
    states: tourStatus,
    rules: ['tour', 'booked'],
    upcoming: {
      columns: ['ends_on', 'status'],
      of: null,
      lastDay: 'ends_on',
      sql: (row, day, after) => `(${row}.ends_on ${after} ${day} AND ${row}.status NOT IN ('completed', 'cancelled'))`,
    },
    unique: [['code']],
    write: 'tours.edit',
    search: ['name', 'code', 'note'],
    searchWeight: 3,
    indexes: [{ columns: ['theater_id', 'starts_on'] }],
    since: 2,
  },
);
