import { opt, ref, softDelete, table, tenant, varchar } from '../define.ts';

/** Who belongs to a project. */
export const projectMembers = table(
  'project_members',
  {
    ...tenant,
    project_id: ref('projects', 'CASCADE', 'cascade'),
    employee_id: ref('employees', 'CASCADE', 'cascade'),
    role: opt(varchar(100)),
    ...softDelete,
  },
  {
    words: { table: ['Участники проектов', 'Project members'] },
    group: 'work',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['project_id', 'employee_id']],
    write: 'projects.edit',
  },
);
