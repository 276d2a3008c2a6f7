import { audit, bool, int, oneOf, opt, softDelete, table, tenant, text, varchar } from '../define.ts';

/** Площадки: stages, rehearsal rooms, tour venues. */
export const venues = table(
  'venues',
  {
    ...tenant,
    name: varchar(255),
    code: varchar(50),
    type: oneOf(['stage', 'rehearsal', 'tour'], 'stage'),
    capacity: opt(int()),
    address: opt(text()),
    city: opt(varchar(100)),
    timezone: opt(varchar(64)),
    is_active: bool(true),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Площадки', 'Venues'] },
    group: 'places',
    page: 'records',
    part: false,
    hint: 'city',
    states: null,
    rules: ['timezone'],
    unique: [['code']],
    write: 'schedule.edit',
    title: 'name',
    search: ['name', 'city'],
    searchWeight: 3,
    indexes: [{ columns: ['type'] }],
  },
);
