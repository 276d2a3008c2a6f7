/**
 * Invitations and resets: one code for one person, once, for a while by the hub's clock. Whoever has it chooses the
 * password. Only a hash of the secret is kept, and it can be tried ten times.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { OpenInvitation } from '../../shared/ipc/people-contract.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import type { AcceptReply } from '../../shared/protocol/people.ts';
import { can } from '../../shared/rules/permissions.ts';
import { makeCode, readCode } from '../../shared/rules/printed-code.ts';
import { type HubDatabase, inTransaction } from '../database.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import { hashPassword, verifyPassword } from './password-hashing.ts';
import { checkNewPassword, newRecoveryCode, setPassword } from './passwords.ts';
import { endSessions } from './sessions.ts';

/** An invitation is for somebody who never had a password; a reset takes the present one away at once. */
export type InvitationKind = 'invitation' | 'reset';
/**
 * Wrong secrets until a code is of no use. Its selector alone finds it, so that a guess is counted against one code.
 */
export const MAX_TRIES = 10;
const DAYS: Readonly<Record<InvitationKind, number>> = { invitation: 14, reset: 2 };
const DAY_MS = 86_400_000;

/** `by.id` is null where the command line of the hub made the code: nobody’s rights are looked at when it is taken. */
export interface Invited {
  readonly userId: string;
  readonly kind: InvitationKind;
  readonly by: { readonly id: string | null; readonly name: string };
}

/**
 * Makes a code and withdraws the person's earlier ones. A reset ends their sessions, their password and their recovery
 * code at once. Throws HttpFailure 404 `person.unknown` for somebody who is not there or switched off.
 */
export async function invite(
  hub: Pick<HubContext, 'newId' | 'now'> & { readonly database: Pick<HubDatabase, 'pool'> },
  { userId, kind, by }: Invited,
): Promise<{ readonly code: string; readonly expiresAt: string }> {
  const code = makeCode(randomBytes(16));
  const { selector, secret } = readCode(code) ?? { selector: '', secret: '' };
  const secretHash = await hashPassword(secret);
  const now = hub.now();
  const at = now.toISOString();
  const expiresAt = new Date(now.getTime() + DAYS[kind] * DAY_MS).toISOString();
  await inTransaction(hub.database.pool, async (client) => {
    const {
      rows: [user],
    } = await client.query<{ theater_id: string }>(
      'SELECT theater_id FROM users WHERE id = $1 AND deleted_at IS NULL AND is_active FOR UPDATE',
      [userId],
    );
    if (user === undefined)
      throw new HttpFailure(404, 'person.unknown', 'There is no such person, or they are switched off.');
    await client.query(
      'UPDATE invitations SET withdrawn_at = $2 WHERE user_id = $1 AND used_at IS NULL AND withdrawn_at IS NULL',
      [userId, at],
    );
    await client.query(
      `INSERT INTO invitations (id, theater_id, user_id, kind, selector, secret_hash, created_by_id, created_by_name,
        created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [hub.newId(), user.theater_id, userId, kind, selector, secretHash, by.id, by.name, at, expiresAt],
    );
    if (kind !== 'reset') return;
    await client.query("UPDATE users SET hashed_password = '', recovery_hash = '' WHERE id = $1", [userId]);
    await endSessions(client, { userId }, at);
  });
  return { code, expiresAt };
}

interface Stored {
  readonly id: string;
  readonly user_id: string;
  readonly secret_hash: string;
  readonly expires_at: string;
  readonly used_at: string | null;
  readonly withdrawn_at: string | null;
  readonly created_by_id: string | null;
  readonly email: string | null;
}

const unknown = (): HttpFailure => new HttpFailure(404, 'invitation.unknown', 'There is no such invitation.');
const used = (): HttpFailure =>
  new HttpFailure(410, 'invitation.used', 'This code was used, withdrawn, or tried too often.');

/**
 * Takes a code and sets the person's password. Throws HttpFailure 400 `invitation.form`, 404 `invitation.unknown`, 410
 * `invitation.used`, `invitation.expired`, 422 `password.weak`.
 */
export async function acceptInvitation(hub: HubContext, typed: string, password: string): Promise<AcceptReply> {
  const found = await findInvitation(hub, typed);
  if (found.used_at !== null || found.withdrawn_at !== null) throw used();
  if (Date.parse(found.expires_at) <= hub.now().getTime())
    throw new HttpFailure(410, 'invitation.expired', 'This code has expired.');
  const { email } = found;
  if (email === null) throw unknown();
  if (!(await isStillGiven(hub, found))) throw used();
  checkNewPassword(password, email);
  const [hashed, recovery] = await Promise.all([hashPassword(password), newRecoveryCode()]);
  await inTransaction(hub.database.pool, (client) =>
    take(client, found, { password: hashed, recovery: recovery.hash }, hub.now().toISOString()),
  );
  return { userId: found.user_id, email, recoveryCode: recovery.code };
}

/**
 * Whether whoever made the code could make it today: somebody who was let go, or whose invited colleague has risen
 * above them meanwhile, keeps no way in. Codes of the hub's command line are nobody's.
 */
async function isStillGiven(
  { database: { db } }: HubContext,
  { created_by_id: by, user_id: userId }: Stored,
): Promise<boolean> {
  if (by === null) return true;
  const [author, invited] = [await loadAuthor(db, by), await loadAuthor(db, userId)];
  if (author === undefined || invited === undefined || author.theaterId !== invited.theaterId) return false;
  return ['people.manage', ...invited.permissions].every((right) => can(author.permissions, right));
}

/**
 * The invitation whose secret was typed. A try is counted before the secret is looked at, so that many at once do not
 * get more of them.
 */
async function findInvitation({ database: { pool } }: HubContext, typed: string): Promise<Stored> {
  const code = readCode(typed);
  if (code === undefined) throw new HttpFailure(400, 'invitation.form', 'This is no code.');
  const { rows } = await pool.query<Stored>(
    `SELECT i.id, i.user_id, i.secret_hash, i.expires_at, i.used_at, i.withdrawn_at, i.created_by_id, u.email
      FROM invitations i
     LEFT JOIN users u ON u.id = i.user_id AND u.deleted_at IS NULL AND u.is_active WHERE i.selector = $1
     ORDER BY i.created_at DESC`,
    [code.selector],
  );
  for (const row of rows) {
    const { rowCount } = await pool.query('UPDATE invitations SET tries = tries + 1 WHERE id = $1 AND tries < $2', [
      row.id,
      MAX_TRIES,
    ]);
    if (rowCount === 0) throw used();
    if (!(await verifyPassword(row.secret_hash, code.secret))) continue;
    await pool.query('UPDATE invitations SET tries = 0 WHERE id = $1', [row.id]);
    return row;
  }
  throw unknown();
}

/** Of two who use the same code at once, one is first. */
async function take(
  client: pg.ClientBase,
  { id, user_id: userId }: Stored,
  hashes: { readonly password: string; readonly recovery: string },
  at: string,
): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE invitations SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND withdrawn_at IS NULL
      AND expires_at > $2`,
    [id, at],
  );
  if (rowCount === 0) throw used();
  await setPassword(client, userId, hashes, at);
}

/** Invitations of a theatre that can still be taken, the newest first. */
export async function openInvitations(
  { database: { pool }, now }: HubContext,
  theaterId: string,
): Promise<readonly OpenInvitation[]> {
  const { rows } = await pool.query<{
    id: string;
    user_id: string;
    name: string;
    email: string;
    kind: InvitationKind;
    created_by_name: string;
    created_at: string;
    expires_at: string;
    tries: number;
  }>(
    `SELECT i.id, i.user_id, trim(u.first_name || ' ' || u.last_name) AS name, u.email, i.kind, i.created_by_name,
      i.created_at, i.expires_at, i.tries
     FROM invitations i JOIN users u ON u.id = i.user_id AND u.deleted_at IS NULL
     WHERE i.theater_id = $1 AND i.used_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > $2
     ORDER BY i.created_at DESC`,
    [theaterId, now().toISOString()],
  );
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    kind: row.kind,
    createdByName: row.created_by_name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    triesLeft: MAX_TRIES - row.tries,
  }));
}
