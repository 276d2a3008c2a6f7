/** Name and rights of a person, read the same way on both databases. */
import type { Kysely } from 'kysely';
import type { Database } from '../schema/catalog.ts';
import { correctedTime, type Author, type Mutation } from './mutation.ts';

/**
 * The person's name and rights; undefined for somebody unknown or inactive. What they did at `asOf` is judged by the rights that they had then where their account
 * was deleted later: work that was entered offline before somebody left still arrives.
 */
export async function loadAuthor(db: Kysely<Database>, userId: string, asOf?: string): Promise<Author | undefined> {
  const user = await db.selectFrom('users').select(['id', 'theater_id', 'first_name', 'last_name', 'is_active', 'is_superuser', 'deleted_at', 'deletion_id']).where('id', '=', userId).executeTakeFirst();
  if (user === undefined || !user.is_active) return undefined;
  const left = user.deleted_at;
  if (left !== null && (asOf === undefined || asOf >= left)) return undefined;
  // What went with the account is what the person had until then.
  const held = (row: { readonly deleted_at: string | null; readonly deletion_id: string | null }): boolean => row.deleted_at === null || (left !== null && row.deletion_id === user.deletion_id);
  const roles = await db.selectFrom('user_roles').innerJoin('roles', 'roles.id', 'user_roles.role_id').select(['roles.permissions', 'user_roles.deleted_at', 'user_roles.deletion_id'])
    .where('user_roles.user_id', '=', userId).where('roles.deleted_at', 'is', null).execute();
  const employees = await db.selectFrom('employees').select(['id', 'deleted_at', 'deletion_id']).where('user_id', '=', userId).orderBy('id').execute();
  return {
    userId,
    employeeId: employees.find(held)?.id ?? null,
    name: `${user.first_name} ${user.last_name}`.trim(),
    theaterId: user.theater_id,
    permissions: [...new Set(roles.filter(held).flatMap((role) => role.permissions))].concat(user.is_superuser ? ['*'] : []),
  };
}

/** Authors of a run of mutations, each read once; of those who have left, once per mutation, because it matters when they acted. */
export class Authors {
  readonly #db: Kysely<Database>;
  readonly #known = new Map<string, Author>();

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** The author of a mutation, undefined as `loadAuthor` says. */
  async of(mutation: Pick<Mutation, 'authorId' | 'issuedAt' | 'clockOffsetMs'>): Promise<Author | undefined> {
    const known = this.#known.get(mutation.authorId);
    if (known !== undefined) return known;
    const now = await loadAuthor(this.#db, mutation.authorId);
    if (now !== undefined) this.#known.set(mutation.authorId, now);
    return now ?? loadAuthor(this.#db, mutation.authorId, correctedTime(mutation));
  }
}
