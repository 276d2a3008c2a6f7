/**
 * Rules about people and roles, on both sides: nobody gives or takes rights that they do not have themselves, system
 * roles are nobody's to change, and a theatre that has an administrator keeps one.
 */
import { Refusal } from '../base/refusal.ts';
import { can, systemRoles } from '../rules/permissions.ts';
import type { TableName } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';

/** Refuses where the rights go beyond the author's. An area (`count.*`) needs the area, because it grows. */
function requireAll(tx: MutationTx, rights: readonly string[]): void {
  const lacking = rights.find((right) => !can(tx.author.permissions, right));
  if (lacking !== undefined) throw new Refusal('people.above', { permission: lacking });
}

/**
 * The rights that a person's roles give them; the roles of somebody switched off count, because they come back with
 * them.
 */
async function rightsOf(tx: MutationTx, userId: string): Promise<readonly string[]> {
  const user = await tx.find('users', userId);
  if (user === undefined || user.theater_id !== tx.theaterId) return [];
  const roles = await tx.db
    .selectFrom('user_roles')
    .innerJoin('roles', 'roles.id', 'user_roles.role_id')
    .select('roles.permissions')
    .where('user_roles.user_id', '=', userId)
    .where('user_roles.deleted_at', 'is', null)
    .where('roles.deleted_at', 'is', null)
    .execute();
  return [...new Set(roles.flatMap((role) => role.permissions)), ...(user.is_superuser ? ['*'] : [])];
}

/**
 * Refuses where the other person may do something that the author may not: whoever manages people does not take over
 * those above them.
 */
async function requireNotAbove(tx: MutationTx, userId: string | null): Promise<void> {
  if (userId !== null && userId !== tx.author.userId) requireAll(tx, await rightsOf(tx, userId));
}

async function requireRole(tx: MutationTx, roleId: string): Promise<void> {
  requireAll(tx, (await tx.find('roles', roleId))?.permissions ?? []);
}

/**
 * May the author touch this row, as it is now? Asked before a plain edit or a deletion and, of what was written, after
 * it: neither the old nor the new state goes beyond what they may give.
 */
export async function checkPeopleRow(tx: MutationTx, table: TableName, id: string): Promise<void> {
  switch (table) {
    case 'roles': {
      const role = await tx.require('roles', id);
      if (role.is_system || role.theater_id === null) throw new Refusal('row.protected', { table });
      return requireAll(tx, role.permissions);
    }
    case 'user_roles': {
      const held = await tx.require('user_roles', id);
      await requireRole(tx, held.role_id);
      return requireNotAbove(tx, held.user_id);
    }
    case 'users':
      return requireNotAbove(tx, id);
    case 'employees':
      return requireNotAbove(tx, (await tx.require('employees', id)).user_id);
    default:
  }
}

/** Codes of system roles name nothing else, so that nobody is given a namesake in their place. */
export function checkRoleCode(role: { readonly code: string }): void {
  if (systemRoles.some(({ code }) => code === role.code.trim().toLowerCase()))
    throw new Refusal('people.reservedCode', { value: role.code });
}

const PEOPLE: ReadonlySet<string> = new Set<TableName>(['users', 'roles', 'user_roles', 'employees']);

/** Whether somebody who may do everything can still sign in here. */
async function hasAdministrator(tx: MutationTx): Promise<boolean> {
  const active = tx.db
    .selectFrom('users')
    .where('users.theater_id', '=', tx.theaterId)
    .where('users.deleted_at', 'is', null)
    .where('users.is_active', '=', true);
  if (
    (await active.select('users.id').where('users.is_superuser', '=', true).limit(1).executeTakeFirst()) !== undefined
  )
    return true;
  const held = await active
    .innerJoin('user_roles', 'user_roles.user_id', 'users.id')
    .innerJoin('roles', 'roles.id', 'user_roles.role_id')
    .select('roles.permissions')
    .where('user_roles.deleted_at', 'is', null)
    .where('roles.deleted_at', 'is', null)
    .execute();
  return held.some((role) => role.permissions.includes('*'));
}

/** Runs a write of that table; refuses where it would take the theatre's last administrator away, by whatever way. */
export async function keepingAnAdministrator(
  tx: MutationTx,
  table: TableName,
  write: () => Promise<unknown>,
): Promise<void> {
  const had = PEOPLE.has(table) && (await hasAdministrator(tx));
  await write();
  if (had && !(await hasAdministrator(tx))) throw new Refusal('people.lastAdministrator');
}

/** What a restored deletion brought back: roles, and who holds them, are given anew by whoever restores. */
export async function checkRestoredPeople(tx: MutationTx, deletionId: string): Promise<void> {
  const effects = await tx.db
    .selectFrom('deletion_effects')
    .select(['entity_type', 'entity_id'])
    .where('deletion_id', '=', deletionId)
    .where('entity_type', 'in', ['roles', 'user_roles', 'users'])
    .execute();
  for (const { entity_type: table, entity_id: id } of effects) {
    if (table === 'users') requireAll(tx, await rightsOf(tx, id));
    if (table === 'roles') requireAll(tx, (await tx.find('roles', id))?.permissions ?? []);
    const held = table === 'user_roles' ? await tx.find('user_roles', id) : undefined;
    if (held !== undefined) await requireRole(tx, held.role_id);
  }
}
