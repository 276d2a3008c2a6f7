/** Who may do what. A role is a set of permissions; `*` is everything, `area.*` everything of one area. */

/** What everybody may who is signed in; no role names it. */
export const SIGNED_IN = 'signed-in';

/** What a person can be allowed to do, in the groups in which screens show it. */
export const permissions = [
  { code: 'inventory.edit', group: 'inventory' },
  { code: 'inventory.move', group: 'inventory' },
  { code: 'count.run', group: 'counts' },
  { code: 'count.post', group: 'counts' },
  { code: 'performances.edit', group: 'shows' },
  { code: 'passport.department', group: 'shows' },
  { code: 'checklists.mark', group: 'shows' },
  { code: 'shows.run', group: 'shows' },
  { code: 'shows.report', group: 'shows' },
  { code: 'faults.report', group: 'shows' },
  { code: 'schedule.edit', group: 'shows' },
  { code: 'tours.edit', group: 'shows' },
  { code: 'packing.run', group: 'shows' },
  { code: 'documents.edit', group: 'shows' },
  { code: 'projects.edit', group: 'work' },
  { code: 'tasks.edit', group: 'work' },
  { code: 'hours.own', group: 'work' },
  { code: 'hours.approve', group: 'work' },
  { code: 'comments.write', group: 'work' },
  { code: 'people.manage', group: 'people' },
  { code: 'people.rates', group: 'people' },
  { code: 'roles.manage', group: 'people' },
  { code: 'devices.manage', group: 'people' },
  { code: 'settings.manage', group: 'house' },
  { code: 'views.share', group: 'house' },
  { code: 'conflicts.resolve', group: 'house' },
  { code: 'rows.delete', group: 'house' },
  { code: 'data.import', group: 'house' },
] as const satisfies readonly { readonly code: string; readonly group: string }[];

/** A permission by its code. */
export type Permission = (typeof permissions)[number]['code'];
/** A group of permissions. */
export type PermissionGroup = (typeof permissions)[number]['group'];
/** Roles that every theatre has; `hub create-user --role` names one by its code. */
export const systemRoles = [
  { code: 'admin', name: 'Администратор', permissions: ['*'] },
  {
    code: 'warehouse_manager',
    name: 'Заведующий складом',
    permissions: [
      'inventory.*',
      'count.*',
      'packing.run',
      'checklists.mark',
      'faults.report',
      'comments.write',
      'tasks.edit',
      'conflicts.resolve',
      'rows.delete',
      'hours.own',
      'views.share',
      'data.import',
    ],
  },
  {
    code: 'storekeeper',
    name: 'Кладовщик',
    permissions: [
      'inventory.edit',
      'inventory.move',
      'count.run',
      'packing.run',
      'checklists.mark',
      'faults.report',
      'comments.write',
      'tasks.edit',
      'conflicts.resolve',
      'hours.own',
    ],
  },
  {
    code: 'stage_manager',
    name: 'Заведующий постановочной частью',
    permissions: [
      'inventory.*',
      'count.*',
      'performances.edit',
      'passport.department',
      'checklists.mark',
      'shows.*',
      'faults.report',
      'schedule.edit',
      'tours.edit',
      'packing.run',
      'documents.edit',
      'projects.edit',
      'tasks.edit',
      'hours.*',
      'comments.write',
      'conflicts.resolve',
      'rows.delete',
      'views.share',
      'data.import',
    ],
  },
  {
    code: 'technician',
    name: 'Монтировщик',
    permissions: [
      'inventory.move',
      'count.run',
      'packing.run',
      'passport.department',
      'checklists.mark',
      'shows.run',
      'faults.report',
      'comments.write',
      'tasks.edit',
      'conflicts.resolve',
      'hours.own',
    ],
  },
  { code: 'viewer', name: 'Наблюдатель', permissions: [] },
] as const;

/** Who may do the wider may do the narrower, whatever their role says of it: roles of before did not know these. */
const COVERED_BY: Readonly<Record<string, Permission>> = { 'passport.department': 'performances.edit' };

/** Whether `granted` covers `needed`. */
export function can(granted: readonly string[], needed: string): boolean {
  if (needed === SIGNED_IN) return true;
  const wider = COVERED_BY[needed];
  if (wider !== undefined && can(granted, wider)) return true;
  return granted.some(
    (permission) =>
      permission === '*' ||
      permission === needed ||
      (permission.endsWith('.*') && needed.startsWith(permission.slice(0, -1))),
  );
}
