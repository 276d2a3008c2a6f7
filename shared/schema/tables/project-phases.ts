import { date, initially, int, opt, ref, softDelete, table, tenant, varchar } from '../define.ts';

/** Phases of a project. */
export const projectPhases = table(
  'project_phases',
  {
    ...tenant,
    project_id: ref('projects', 'CASCADE', 'cascade'),
    name: varchar(255),
    starts_on: opt(date()),
    ends_on: opt(date()),
    sort_order: initially(int(), 0),
    ...softDelete,
  },
  {
    words: { table: ['Этапы проектов', 'Project phases'] },
    group: 'work',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: [],
    write: 'projects.edit',
    title: 'name',
  },
);
