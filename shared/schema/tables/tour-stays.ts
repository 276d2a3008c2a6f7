import { audit, date, opt, ref, softDelete, table, tenant, text, varchar } from '../define.ts';

/** A house where people of a tour sleep: from the day they arrive to the day they leave. */
export const tourStays = table(
  'tour_stays',
  {
    ...tenant,
    tour_id: ref('tours', 'CASCADE', 'cascade'),
    city: varchar(100),
    name: varchar(255),
    address: opt(varchar(255)),
    phone: opt(varchar(50)),
    arrives_on: date(),
    leaves_on: date(),
    note: opt(text()),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Проживание', 'Stays'],
      fields: { arrives_on: ['Заезд', 'Arrival'], leaves_on: ['Выезд', 'Departure'] },
    },
    group: 'shows',
    page: 'records',
    part: true,
    title: 'name',
    hint: 'city',
    states: null,
    rules: ['tour'],
    write: 'tours.edit',
    since: 2,
  },
);
