/** Who may do what. A role is a set of permissions; `*` is everything, `area.*` everything of one area. */

/** Every permission, for the screens that compose roles. */
export const permissions = [
  'inventory.edit', 'inventory.move', 'count.run', 'count.post', 'performances.edit', 'checklists.mark', 'schedule.edit', 'documents.edit',
  'projects.edit', 'tasks.edit', 'hours.own', 'hours.approve', 'comments.write', 'conflicts.resolve', 'people.manage', 'people.rates',
  'roles.manage', 'settings.manage', 'rows.delete', 'data.import',
] as const;

/** Roles that every theatre has; `hub create-user --role` names one by its code. */
export const systemRoles = [
  { code: 'admin', name: 'Администратор', permissions: ['*'] },
  { code: 'warehouse_manager', name: 'Заведующий складом', permissions: ['inventory.*', 'count.*', 'checklists.mark', 'comments.write', 'tasks.edit', 'conflicts.resolve', 'rows.delete', 'hours.own', 'data.import'] },
  { code: 'storekeeper', name: 'Кладовщик', permissions: ['inventory.edit', 'inventory.move', 'count.run', 'checklists.mark', 'comments.write', 'tasks.edit', 'conflicts.resolve', 'hours.own'] },
  { code: 'stage_manager', name: 'Заведующий постановочной частью', permissions: ['inventory.*', 'count.*', 'performances.edit', 'checklists.mark', 'schedule.edit', 'documents.edit', 'projects.edit', 'tasks.edit', 'hours.*', 'comments.write', 'conflicts.resolve', 'rows.delete', 'data.import'] },
  { code: 'technician', name: 'Монтировщик', permissions: ['inventory.move', 'count.run', 'checklists.mark', 'comments.write', 'tasks.edit', 'conflicts.resolve', 'hours.own'] },
  { code: 'viewer', name: 'Наблюдатель', permissions: [] },
] as const;

/** Whether `granted` covers `needed`. */
export function can(granted: readonly string[], needed: string): boolean {
  return granted.some((permission) => permission === '*' || permission === needed || (permission.endsWith('.*') && needed.startsWith(permission.slice(0, -1))));
}
