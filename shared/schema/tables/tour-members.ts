import { opt, ref, softDelete, table, tenant, text, varchar } from '../define.ts';

/** Who goes on a tour, and as what. */
export const tourMembers = table(
  'tour_members',
  {
    ...tenant,
    tour_id: ref('tours', 'CASCADE', 'cascade'),
    employee_id: ref('employees', 'CASCADE', 'cascade'),
    function: opt(varchar(100)),
    note: opt(text()),
    ...softDelete,
  },
  {
    words: { table: ['Участники гастролей', 'Tour members'] },
    group: 'shows',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['tour_id', 'employee_id']],
    write: 'tours.edit',
    since: 2,
  },
);
