import { opt, ref, softDelete, stamped, table, tenant, timestamp } from '../define.ts';

/** Which person holds which role, and who granted it. */
export const userRoles = table(
  'user_roles',
  {
    ...tenant,
    user_id: ref('users', 'CASCADE', 'cascade'),
    role_id: ref('roles', 'CASCADE', 'block'),
    granted_by_id: stamped('employee', 'create', opt(ref('employees', 'SET NULL', 'keep'))),
    granted_at: stamped('time', 'create', timestamp()),
    ...softDelete,
  },
  {
    words: { table: ['Назначенные роли', 'Role assignments'] },
    group: 'people',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: ['people'],
    unique: [['user_id', 'role_id']],
    write: 'roles.manage',
  },
);
