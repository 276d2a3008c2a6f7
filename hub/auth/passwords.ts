/** People's own passwords: setting one, changing one, and getting back in with the code that was shown once. */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { type AcceptReply, MAX_PASSWORD, MIN_PASSWORD } from '../../shared/protocol/people.ts';
import { makeCode, readCode } from '../../shared/rules/printed-code.ts';
import { inTransaction } from '../database.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import { hashPassword, verifyPassword } from './password-hashing.ts';
import { checkPassword, endSessions } from './sessions.ts';

/** Fewer different characters than this are guessed at once. */
const MIN_DIFFERENT = 4;

const weak = (reason: string): HttpFailure =>
  new HttpFailure(422, 'password.weak', 'This password will not do.', { reason });

/**
 * Why a password will not do; undefined for one that will. Length is what counts (NIST SP 800-63B); nothing prescribes
 * kinds of characters.
 */
export function weaknessOf(password: string, email: string): 'short' | 'long' | 'email' | 'simple' | undefined {
  if ([...password].length < MIN_PASSWORD) return 'short';
  if (password.length > MAX_PASSWORD) return 'long';
  if (password.trim().toLowerCase() === email.trim().toLowerCase()) return 'email';
  return new Set(password).size < MIN_DIFFERENT ? 'simple' : undefined;
}

/** Throws HttpFailure 422 `password.weak` with the reason. */
export function checkNewPassword(password: string, email: string): void {
  const reason = weaknessOf(password, email);
  if (reason !== undefined) throw weak(reason);
}

/** A fresh recovery code and what the hub keeps of it. */
export async function newRecoveryCode(): Promise<{ readonly code: string; readonly hash: string }> {
  const code = makeCode(randomBytes(16));
  const { selector, secret } = readCode(code) ?? { selector: '', secret: '' };
  return { code, hash: await hashPassword(selector + secret) };
}

/**
 * Sets a password whose form was checked; every session of the person ends, and every code that is still about. Part of
 * the caller's transaction.
 */
export async function setPassword(
  client: pg.ClientBase,
  userId: string,
  hashes: { readonly password: string; readonly recovery?: string },
  at: string,
): Promise<void> {
  await client.query(
    `UPDATE users SET hashed_password = $2, recovery_hash = coalesce($3, recovery_hash), must_change_password = false,
      is_verified = true WHERE id = $1`,
    [userId, hashes.password, hashes.recovery ?? null],
  );
  await client.query(
    'UPDATE invitations SET withdrawn_at = $2 WHERE user_id = $1 AND used_at IS NULL AND withdrawn_at IS NULL',
    [userId, at],
  );
  await endSessions(client, { userId }, at);
}

/**
 * The current password and another one. All sessions end: whoever asked signs in with the new one. Throws HttpFailure
 * 401, 422.
 */
export async function changePassword(
  hub: HubContext,
  userId: string,
  current: string,
  next: string,
  origin?: string,
): Promise<void> {
  const {
    rows: [user],
  } = await hub.database.pool.query<{ email: string; theater_id: string }>(
    'SELECT email, theater_id FROM users WHERE id = $1',
    [userId],
  );
  if (user === undefined) throw new HttpFailure(401, 'auth.credentials', 'E-mail or password is wrong.');
  await checkPassword(hub, user.email, current, user.theater_id, { origin });
  checkNewPassword(next, user.email);
  if (next === current) throw weak('same');
  const password = await hashPassword(next);
  await inTransaction(hub.database.pool, (client) =>
    setPassword(client, userId, { password }, hub.now().toISOString()),
  );
}

interface Recoverable {
  readonly id: string;
  readonly email: string;
  readonly recovery_hash: string;
}

/**
 * A recovery code is spent by its use; the answer holds the next one. The same answer and the same time for an unknown
 * e-mail and a wrong code. Throws HttpFailure 401 `auth.recovery`, 422.
 */
export async function recover(hub: HubContext, email: string, typed: string, next: string): Promise<AcceptReply> {
  const code = readCode(typed);
  if (code === undefined) throw new HttpFailure(400, 'invitation.form', 'This is no code.');
  checkNewPassword(next, email);
  const { rows } = await hub.database.pool.query<Recoverable>(
    `SELECT id, email, recovery_hash FROM users
      WHERE lower(email) = $1 AND deleted_at IS NULL AND is_active AND recovery_hash <> ''`,
    [email.trim().toLowerCase()],
  );
  // Nobody of that address takes as long as a wrong code.
  if (rows.length === 0) await verifyPassword('', code.selector + code.secret);
  for (const user of rows) {
    if (!(await verifyPassword(user.recovery_hash, code.selector + code.secret))) continue;
    const fresh = await newRecoveryCode();
    const password = await hashPassword(next);
    await inTransaction(hub.database.pool, async (client) => {
      // Two who hold the same code: the first one's use spends it.
      const { rowCount } = await client.query('SELECT 1 FROM users WHERE id = $1 AND recovery_hash = $2 FOR UPDATE', [
        user.id,
        user.recovery_hash,
      ]);
      if (rowCount === 0) throw new HttpFailure(401, 'auth.recovery', 'E-mail or recovery code is wrong.');
      await setPassword(client, user.id, { password, recovery: fresh.hash }, hub.now().toISOString());
    });
    return { userId: user.id, email: user.email, recoveryCode: fresh.code };
  }
  throw new HttpFailure(401, 'auth.recovery', 'E-mail or recovery code is wrong.');
}
