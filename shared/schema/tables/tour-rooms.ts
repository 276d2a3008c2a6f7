import { opt, ref, softDelete, table, tenant, varchar } from '../define.ts';

/** Who sleeps in which room; who shares it stands as the one who is there says it, because guests have no row. */
export const tourRooms = table(
  'tour_rooms',
  {
    ...tenant,
    stay_id: ref('tour_stays', 'CASCADE', 'cascade'),
    employee_id: ref('employees', 'CASCADE', 'cascade'),
    room: opt(varchar(50)),
    shares_with: opt(varchar(255)),
    ...softDelete,
  },
  {
    words: {
      table: ['Номера', 'Rooms'],
      fields: { stay_id: ['Проживание', 'Stay'], room: ['Номер', 'Room'], shares_with: ['С кем', 'Shares with'] },
    },
    group: 'shows',
    page: 'records',
    part: true,
    title: null,
    hint: 'room',
    states: null,
    rules: [],
    unique: [['stay_id', 'employee_id']],
    write: 'tours.edit',
    since: 2,
  },
);
