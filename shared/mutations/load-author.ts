/** Name and rights of a person, read the same way on both databases. */
import type { Kysely } from 'kysely';
import type { Database } from '../schema/catalog.ts';
import type { Author } from './mutation.ts';

/** The person's name and rights; undefined for somebody unknown, deleted or inactive. */
export async function loadAuthor(db: Kysely<Database>, userId: string): Promise<Author | undefined> {
  const user = await db.selectFrom('users').select(['id', 'theater_id', 'first_name', 'last_name', 'is_active', 'is_superuser'])
    .where('id', '=', userId).where('deleted_at', 'is', null).executeTakeFirst();
  if (user === undefined || !user.is_active) return undefined;
  const roles = await db.selectFrom('user_roles').innerJoin('roles', 'roles.id', 'user_roles.role_id').select('roles.permissions')
    .where('user_roles.user_id', '=', userId).where('user_roles.deleted_at', 'is', null).where('roles.deleted_at', 'is', null).execute();
  const employee = await db.selectFrom('employees').select('id').where('user_id', '=', userId).where('deleted_at', 'is', null).executeTakeFirst();
  return {
    userId,
    employeeId: employee?.id ?? null,
    name: `${user.first_name} ${user.last_name}`.trim(),
    theaterId: user.theater_id,
    permissions: [...new Set(roles.flatMap((role) => role.permissions))].concat(user.is_superuser ? ['*'] : []),
  };
}
