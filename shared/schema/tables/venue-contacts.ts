import { opt, ref, softDelete, table, tenant, varchar } from '../define.ts';

/** Whom one calls at a venue. */
export const venueContacts = table(
  'venue_contacts',
  {
    ...tenant,
    venue_id: ref('venues', 'CASCADE', 'cascade'),
    name: varchar(255),
    role: opt(varchar(100)),
    phone: opt(varchar(50)),
    email: opt(varchar(255)),
    ...softDelete,
  },
  {
    words: {
      table: ['Контакты площадок', 'Venue contacts'],
    },
    group: 'places',
    page: 'records',
    part: true,
    title: 'name',
    hint: 'phone',
    states: null,
    rules: [],
    write: 'tours.edit',
    since: 2,
  },
);
