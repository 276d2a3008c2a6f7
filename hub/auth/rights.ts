/** What somebody who manages others may do to whom. */
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import type { Author } from '../../shared/mutations/mutation.ts';
import { can } from '../../shared/rules/permissions.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import type { AccessClaims } from './tokens.ts';

/** The person behind the claims, who has the right. Throws HttpFailure 403 `permission.denied`. */
export async function requireRight(hub: HubContext, claims: AccessClaims, permission: string): Promise<Author> {
  const author = await loadAuthor(hub.database.db, claims.userId);
  if (author === undefined || author.theaterId !== claims.theaterId || !can(author.permissions, permission)) {
    throw new HttpFailure(403, 'permission.denied', 'This person may not do this.', { permission });
  }
  return author;
}

/**
 * A person of the same theatre whose rights do not go beyond the author's. Throws HttpFailure 404 `person.unknown`, 403
 * `people.above`.
 */
export async function requireNotAbove(hub: HubContext, author: Author, userId: string): Promise<Author> {
  const other = await loadAuthor(hub.database.db, userId, undefined, true);
  if (other === undefined || other.theaterId !== author.theaterId)
    throw new HttpFailure(404, 'person.unknown', 'There is no such person in this theatre.');
  if (other.permissions.some((right) => !can(author.permissions, right)))
    throw new HttpFailure(403, 'people.above', 'This person has rights that the other lacks.');
  return other;
}
