/**
 * People and devices: sign-in, rotating refresh tokens, device registration.
 * A refresh token is used once. One that is used again before any of its successors was used gets another successor:
 * the laptop was killed, or lost the network, before it could keep the answer; and the request that it gave up may
 * arrive after the one that it made instead, so the earlier successors stay valid. Of all successors of one token only
 * one may ever be used: a second one, or the token itself once a successor was used, has been stolen, and the whole
 * family ends. A duplicate that comes within seconds is late, not stolen: it gets nothing, and nothing ends.
 */
import type pg from 'pg';
import { isUuid } from '../../shared/base/ids.ts';
import { readHistoryId } from '../admin/history.ts';
import { inTransaction } from '../database.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import { recordSignIn } from './device-people.ts';
import { deviceRevoked } from './device-revoked.ts';
import { verifyPassword } from './password-hashing.ts';
import { type AccessClaims, hashToken, REFRESH_DAYS, randomToken, sameHash } from './tokens.ts';

/** Somebody who has just proven who they are, on whatever laptop. */
export interface Person {
  readonly id: string;
  readonly theaterId: string;
}

/**
 * What a laptop is given for one person: the access token is short-lived, the refresh token is used once. `serverTime`
 * corrects the laptop’s clock, `historyId` names the past that both share.
 */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly userId: string;
  readonly theaterId: string;
  readonly serverTime: string;
  readonly historyId: string;
  /** When the refresh token ends, unless it is used before. */
  readonly refreshUntil: string;
  /** Nothing but choosing a new password is answered until that is done. */
  readonly mustChangePassword: boolean;
}

interface Candidate {
  readonly id: string;
  readonly theater_id: string;
  readonly hashed_password: string;
}

/** How long a request that a laptop gave up may still be under way. */
const LATE_MS = 10_000;
/** From where somebody tries to sign in: an address, and a laptop that has proven itself by its token. */
export interface SignInFrom {
  readonly origin?: string | undefined;
  readonly device?: Device | undefined;
}

/**
 * The person behind e-mail and password. The same answer and the same time for an unknown e-mail, an account without a
 * password and a wrong one. Throws HttpFailure 401 `auth.credentials`, 429 `auth.tooMany`, 503 `hub.busy`.
 */
export async function checkPassword(
  hub: HubContext,
  email: string,
  password: string,
  theaterId?: string,
  from: SignInFrom = {},
): Promise<Person> {
  const address = email.trim().toLowerCase();
  return hub.attempts.guard(
    { kind: 'password', account: address, origin: from.origin, deviceId: from.device?.id },
    async () => {
      const { rows } = await hub.database.pool.query<Candidate>(
        `SELECT id, theater_id, hashed_password FROM users
          WHERE lower(email) = $1 AND deleted_at IS NULL AND is_active AND ($2::uuid IS NULL OR theater_id = $2)`,
        [address, theaterId ?? null],
      );
      if (rows.length === 0) await verifyPassword('', password);
      for (const row of rows)
        if (await verifyPassword(row.hashed_password, password)) return { id: row.id, theaterId: row.theater_id };
      throw new HttpFailure(401, 'auth.credentials', 'E-mail or password is wrong.');
    },
  );
}

/** A laptop that has proven itself by its token, and is not revoked. */
export interface Device {
  readonly id: string;
  readonly theaterId: string;
}

/** Device id and token of `Bearer <device id>.<token>`, not checked; undefined for anything else. */
export function parseDeviceToken(
  authorization: string | undefined,
): { readonly deviceId: string; readonly token: string } | undefined {
  const match = /^Bearer ([0-9a-f-]{36})\.([\w-]+)$/.exec(authorization ?? '');
  return match?.[1] === undefined || match[2] === undefined || !isUuid(match[1])
    ? undefined
    : { deviceId: match[1], token: match[2] };
}

/**
 * The device behind `Bearer <device id>.<token>`. Throws HttpFailure 401 `auth.needed`, 403 `device.revoked` with the
 * mode.
 */
export async function authenticateDevice(hub: HubContext, authorization: string | undefined): Promise<Device> {
  const given = parseDeviceToken(authorization);
  if (given === undefined) throw new HttpFailure(401, 'auth.needed', 'A device token is needed.');
  const device = await findDevice(hub, given);
  if (device.isRevoked) throw deviceRevoked(device.mode);
  return { id: device.id, theaterId: device.theaterId };
}

/** A laptop that was revoked, and whether its work is waited for. */
export interface RevokedDevice extends Device {
  readonly mode: 'rescue' | 'lost';
}

/**
 * A laptop that was revoked, for the addresses by which it hands over its work. Throws HttpFailure 401, 409
 * `device.notRevoked`.
 */
export async function authenticateRevoked(hub: HubContext, authorization: string | undefined): Promise<RevokedDevice> {
  const given = parseDeviceToken(authorization);
  if (given === undefined) throw new HttpFailure(401, 'auth.needed', 'A device token is needed.');
  const { id, theaterId, mode, isRevoked } = await findDevice(hub, given);
  if (!isRevoked)
    throw new HttpFailure(409, 'device.notRevoked', 'This laptop was not revoked; it pushes what it has.');
  return { id, theaterId, mode: mode === 'lost' ? 'lost' : 'rescue' };
}

/**
 * As `authenticateDevice`, also for a laptop that was revoked and whose work is waited for: what it took in is part of
 * that. Throws HttpFailure 401 `auth.needed`, 403 `device.revoked` for one that was lost.
 */
export async function authenticateBringer(hub: HubContext, authorization: string | undefined): Promise<Device> {
  const given = parseDeviceToken(authorization);
  if (given === undefined) throw new HttpFailure(401, 'auth.needed', 'A device token is needed.');
  const { id, theaterId, isRevoked, mode } = await findDevice(hub, given);
  if (isRevoked && mode === 'lost') throw deviceRevoked(mode);
  return { id, theaterId };
}

/** Unknown and wrong are one answer; whether it is revoked is for the caller. */
async function findDevice(
  hub: HubContext,
  given: { readonly deviceId: string; readonly token: string },
): Promise<Device & { readonly isRevoked: boolean; readonly mode: string | null }> {
  const {
    rows: [row],
  } = await hub.database.pool.query<{
    id: string;
    theater_id: string;
    token_hash: string;
    revoked_at: string | null;
    revocation_mode: string | null;
  }>('SELECT id, theater_id, token_hash, revoked_at, revocation_mode FROM devices WHERE id = $1', [given.deviceId]);
  if (row === undefined || !sameHash(row.token_hash, hashToken(given.token)))
    throw new HttpFailure(401, 'auth.needed', 'The device token is not known.');
  return { id: row.id, theaterId: row.theater_id, isRevoked: row.revoked_at !== null, mode: row.revocation_mode };
}

/**
 * The person behind `Bearer <access token>`, still active, in a session that was not ended, on a laptop that is not
 * revoked. Throws HttpFailure 401, 403; 403 `auth.mustChangePassword` unless it is asked for the way to do that.
 */
export async function authenticatePerson(
  hub: HubContext,
  authorization: string | undefined,
  isForPassword = false,
): Promise<AccessClaims> {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  const claims = token === undefined ? undefined : await hub.tokens.verify(token, hub.now());
  if (claims === undefined)
    throw new HttpFailure(401, 'auth.expired', 'The access token is missing, altered or has expired.');
  if (isForPassword) await hub.access.requireForPassword(claims);
  else await hub.access.require(claims);
  return claims;
}

/**
 * Sessions are opened and renewed side by side, and ended alone: whoever ends sessions waits for those that are being
 * made, so that no token is born in a family that has just been ended.
 */
const SESSIONS_LOCK = 7_301;

/** Opens a session on a device: a new family of refresh tokens, and the proof that this person is an author there. */
export async function openSession(hub: HubContext, person: Person, deviceId: string, ip: string): Promise<Session> {
  const at = hub.now().toISOString();
  // Before the lock: whoever ends a person's sessions may hold their row.
  await hub.database.pool.query('UPDATE users SET last_login_at = $2 WHERE id = $1', [person.id, at]);
  return inTransaction(hub.database.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock_shared($1)', [SESSIONS_LOCK]);
    await recordSignIn(client, { id: hub.newId(), deviceId, userId: person.id, at });
    return issue(hub, client, { person, deviceId, familyId: hub.newId(), ip });
  });
}

interface Issue {
  readonly person: Person;
  readonly deviceId: string;
  readonly familyId: string;
  readonly ip: string;
}

/** Both tokens of the next step of a family, within the caller’s transaction: what is answered exists. */
async function issue(
  hub: HubContext,
  client: pg.ClientBase,
  { person, deviceId, familyId, ip }: Issue,
): Promise<Session> {
  const refreshToken = randomToken();
  const now = hub.now();
  const refreshUntil = new Date(now.getTime() + REFRESH_DAYS * 86_400_000).toISOString();
  await client.query(
    `INSERT INTO refresh_tokens (id, user_id, device_id, family_id, token_hash, expires_at, ip_address, is_revoked,
      created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, false, $8)`,
    [
      hub.newId(),
      person.id,
      deviceId,
      familyId,
      hashToken(refreshToken),
      refreshUntil,
      ip.slice(0, 45),
      now.toISOString(),
    ],
  );
  const accessToken = await hub.tokens.sign(
    { userId: person.id, theaterId: person.theaterId, deviceId, sessionId: familyId },
    now,
  );
  return {
    accessToken,
    refreshToken,
    userId: person.id,
    theaterId: person.theaterId,
    serverTime: now.toISOString(),
    historyId: await readHistoryId(client, person.theaterId),
    refreshUntil,
    mustChangePassword: await mustChangePassword(client, person.id),
  };
}

async function mustChangePassword(client: pg.ClientBase, userId: string): Promise<boolean> {
  const {
    rows: [row],
  } = await client.query<{ must_change_password: boolean }>('SELECT must_change_password FROM users WHERE id = $1', [
    userId,
  ]);
  return row?.must_change_password === true;
}

interface StoredToken {
  readonly id: string;
  readonly user_id: string;
  readonly device_id: string;
  readonly family_id: string;
  readonly expires_at: string;
  readonly is_revoked: boolean;
  readonly revoked_at: string | null;
  readonly created_at: string;
  readonly ended_at: string | null;
  readonly theater_id: string;
  readonly is_active: boolean;
  readonly device_revoked_at: string | null;
  readonly revocation_mode: string | null;
}

/** Exchanges a refresh token for the next one. Throws HttpFailure 401 `auth.expired`, `auth.revoked`. */
export async function refreshSession(hub: HubContext, refreshToken: string, ip: string): Promise<Session> {
  const outcome = await inTransaction(hub.database.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock_shared($1)', [SESSIONS_LOCK]);
    const stored = await findToken(client, refreshToken);
    const now = hub.now();
    if (stored !== undefined && stored.device_revoked_at !== null) throw deviceRevoked(stored.revocation_mode);
    if (stored === undefined || stored.ended_at !== null || Date.parse(stored.expires_at) < now.getTime())
      throw new HttpFailure(401, 'auth.expired', 'The session has expired; sign in again.');
    if (!stored.is_active) throw new HttpFailure(401, 'auth.revoked', 'This person no longer has access.');
    if (await wasTakenOver(client, stored)) {
      if (stored.is_revoked && now.getTime() - Date.parse(stored.revoked_at ?? '') < LATE_MS)
        throw new HttpFailure(401, 'auth.expired', 'This token has been exchanged already.');
      return { stolen: stored };
    }
    await client.query(
      'UPDATE refresh_tokens SET is_revoked = true, revoked_at = coalesce(revoked_at, $2) WHERE id = $1',
      [stored.id, now.toISOString()],
    );
    return {
      session: await issue(hub, client, {
        person: { id: stored.user_id, theaterId: stored.theater_id },
        deviceId: stored.device_id,
        familyId: stored.family_id,
        ip,
      }),
    };
  });
  if (outcome.session !== undefined) return outcome.session;
  const { user_id: userId, device_id: deviceId, family_id: familyId } = outcome.stolen;
  await inTransaction(hub.database.pool, (client) => endSessions(client, { familyId }, hub.now().toISOString()));
  hub.log.warn({ userId, deviceId }, 'a refresh token was used twice; its family is ended');
  throw new HttpFailure(401, 'auth.revoked', 'This session was ended because its token was used twice; sign in again.');
}

async function findToken(client: pg.ClientBase, refreshToken: string): Promise<StoredToken | undefined> {
  const {
    rows: [stored],
  } = await client.query<StoredToken>(
    `SELECT t.id, t.user_id, t.device_id, t.family_id, t.expires_at, t.is_revoked, t.revoked_at, t.created_at,
      t.ended_at,
       u.theater_id, u.is_active AND u.deleted_at IS NULL AS is_active, d.revoked_at AS device_revoked_at,
       d.revocation_mode
     FROM refresh_tokens t JOIN users u ON u.id = t.user_id LEFT JOIN devices d ON d.id = t.device_id
     WHERE t.token_hash = $1 FOR UPDATE OF t`,
    [hashToken(refreshToken)],
  );
  return stored;
}

/**
 * Whether another branch of the family has been used since this token was made. In an unbroken chain every older token
 * was exchanged before this one existed, and there is no younger one.
 */
async function wasTakenOver(client: pg.ClientBase, stored: StoredToken): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT 1 FROM refresh_tokens WHERE family_id = $1 AND id <> $2 AND is_revoked AND revoked_at > $3 LIMIT 1',
    [stored.family_id, stored.id, stored.created_at],
  );
  return rowCount !== 0;
}

/** Whose sessions end: one family, everything of a person, or everything on a laptop. */
export type SessionsOf = { readonly familyId: string } | { readonly userId: string } | { readonly deviceId: string };

/**
 * Ends sessions for good: their refresh tokens, the newest too, and at once their access tokens on every hub. Inside a
 * transaction; answers how many families ended.
 */
export async function endSessions(client: pg.ClientBase, of: SessionsOf, at: string): Promise<number> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [SESSIONS_LOCK]);
  const [column, id] =
    'familyId' in of
      ? ['family_id', of.familyId]
      : 'userId' in of
        ? ['user_id', of.userId]
        : ['device_id', of.deviceId];
  const { rows } = await client.query<{ family_id: string }>(
    `UPDATE refresh_tokens SET ended_at = $2, is_revoked = true, revoked_at = coalesce(revoked_at, $2)
      WHERE ${column} = $1 AND ended_at IS NULL RETURNING family_id`,
    [id, at],
  );
  return new Set(rows.map((row) => row.family_id)).size;
}

/** Ends a session; what is pending on the device stays there. A token that nobody knows ends nothing. */
export async function closeSession(hub: HubContext, refreshToken: string): Promise<void> {
  const {
    rows: [token],
  } = await hub.database.pool.query<{ family_id: string }>(
    'SELECT family_id FROM refresh_tokens WHERE token_hash = $1',
    [hashToken(refreshToken)],
  );
  if (token === undefined) return;
  await inTransaction(hub.database.pool, (client) =>
    endSessions(client, { familyId: token.family_id }, hub.now().toISOString()),
  );
}
