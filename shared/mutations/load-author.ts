/** Name and rights of a person, read the same way on both databases. */
import type { Kysely } from 'kysely';
import type { Database } from '../schema/catalog.ts';
import { type Author, correctedTime, type Mutation } from './mutation.ts';

/**
 * The person's name and rights; undefined for somebody unknown or who has left: their account was deleted or switched
 * off. With `asOf` they are judged by the rights that they had when they left, if they acted before; with `whenever`,
 * always: somebody who may has decided to take it.
 */
export async function loadAuthor(
  db: Kysely<Database>,
  userId: string,
  asOf?: string,
  whenever = false,
): Promise<Author | undefined> {
  const user = await db
    .selectFrom('users')
    .select([
      'id',
      'theater_id',
      'first_name',
      'last_name',
      'is_active',
      'is_superuser',
      'deleted_at',
      'deletion_id',
      'deactivated_at',
    ])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (user === undefined) return undefined;
  const left = leftAt(user);
  if (left !== null && !whenever && (asOf === undefined || asOf >= left)) return undefined;
  // What went with the account is what the person had until then.
  const held = (row: { readonly deleted_at: string | null; readonly deletion_id: string | null }): boolean =>
    row.deleted_at === null || (user.deleted_at !== null && row.deletion_id === user.deletion_id);
  const roles = await db
    .selectFrom('user_roles')
    .innerJoin('roles', 'roles.id', 'user_roles.role_id')
    .select(['roles.permissions', 'user_roles.deleted_at', 'user_roles.deletion_id'])
    .where('user_roles.user_id', '=', userId)
    .where('roles.deleted_at', 'is', null)
    .execute();
  const employees = await db
    .selectFrom('employees')
    .select(['id', 'deleted_at', 'deletion_id'])
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute();
  return {
    userId,
    employeeId: employees.find(held)?.id ?? null,
    name: `${user.first_name} ${user.last_name}`.trim(),
    theaterId: user.theater_id,
    permissions: [...new Set(roles.filter(held).flatMap((role) => role.permissions))].concat(
      user.is_superuser ? ['*'] : [],
    ),
  };
}

/** When somebody left, by the hub's clock: deleted and switched off are the same. Null for who is still here. */
function leftAt(user: {
  readonly is_active: boolean;
  readonly deleted_at: string | null;
  readonly deactivated_at: string | null;
}): string | null {
  const moments = [user.deleted_at, user.is_active ? null : (user.deactivated_at ?? LONG_AGO)].filter(
    (moment) => moment !== null,
  );
  return moments.toSorted()[0] ?? null;
}
/** Switched off before it was written down when. */
const LONG_AGO = '0001-01-01T00:00:00.000Z';

/** Whether there is such a person in the theatre who has left. */
export async function hasLeft(db: Kysely<Database>, userId: string, theaterId: string): Promise<boolean> {
  const user = await db
    .selectFrom('users')
    .select(['is_active', 'deleted_at', 'deactivated_at'])
    .where('id', '=', userId)
    .where('theater_id', '=', theaterId)
    .executeTakeFirst();
  return user !== undefined && leftAt(user) !== null;
}
/** No arrival bounds the time that is asked for here. */
const NO_END = '9999-12-31T23:59:59.999Z';

/**
 * Authors of a run of mutations, each read once; of those who have left, once per mutation, because it matters when
 * they acted.
 */
export class Authors {
  readonly #db: Kysely<Database>;
  readonly #known = new Map<string, Author>();

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Rights may have changed: everybody is read again. */
  forget(): void {
    this.#known.clear();
  }

  /** The author of a mutation, undefined as `loadAuthor` says. */
  async of(mutation: Pick<Mutation, 'authorId' | 'issuedAt' | 'clockOffsetMs'>): Promise<Author | undefined> {
    const known = this.#known.get(mutation.authorId);
    if (known !== undefined) return known;
    const now = await loadAuthor(this.#db, mutation.authorId);
    if (now !== undefined) this.#known.set(mutation.authorId, now);
    return now ?? loadAuthor(this.#db, mutation.authorId, correctedTime(mutation, NO_END));
  }
}
