/**
 * People and devices: sign-in, rotating refresh tokens, device registration.
 * A refresh token is used once. One that is used again before any of its successors was used gets another successor: the laptop was killed,
 * or lost the network, before it could keep the answer; and the request that it gave up may arrive after the one that it made instead, so
 * the earlier successors stay valid. Of all successors of one token only one may ever be used: a second one, or the token itself once a successor
 * was used, has been stolen, and the whole family ends. A duplicate that comes within seconds is late, not stolen: it gets nothing, and nothing ends.
 */
import { hash, verify } from '@node-rs/argon2';
import type pg from 'pg';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import { hashToken, randomToken, REFRESH_DAYS, sameHash, signAccess, verifyAccess, type AccessClaims } from './tokens.ts';

/** argon2id with the library's defaults (OWASP's first choice: 19 MiB, two passes). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

export interface Person {
  readonly id: string;
  readonly theaterId: string;
}

export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly userId: string;
  readonly theaterId: string;
  readonly serverTime: string;
  readonly historyId: string;
}

interface Candidate {
  readonly id: string;
  readonly theater_id: string;
  readonly hashed_password: string;
}

const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$XhLwZ1jMfr1eVEMlA7rR5k5nQpJ9h0m9z1k7b9l8r2Q';
const MAX_ATTEMPTS = 20;
const ATTEMPT_WINDOW_MS = 60_000;
/** How long a request that a laptop gave up may still be under way. */
const LATE_MS = 10_000;
const attempts = new Map<string, { count: number; since: number }>();

function countAttempt(email: string, now: number): void {
  const known = attempts.get(email);
  const current = known === undefined || now - known.since > ATTEMPT_WINDOW_MS ? { count: 0, since: now } : known;
  current.count += 1;
  if (attempts.size > 10_000) attempts.clear();
  attempts.set(email, current);
  if (current.count > MAX_ATTEMPTS) throw new HttpFailure(429, 'auth.tooMany', 'Too many sign-in attempts; wait a minute.');
}

/** The person behind e-mail and password. The same answer and the same time for an unknown e-mail and a wrong password. */
export async function checkPassword(hub: HubContext, email: string, password: string, theaterId?: string): Promise<Person> {
  const address = email.trim().toLowerCase();
  countAttempt(address, hub.now().getTime());
  const { rows } = await hub.database.pool.query<Candidate>(
    'SELECT id, theater_id, hashed_password FROM users WHERE lower(email) = $1 AND deleted_at IS NULL AND is_active AND ($2::uuid IS NULL OR theater_id = $2)', [address, theaterId ?? null]);
  if (rows.length === 0) await verify(DECOY, password).catch(() => false);
  for (const row of rows) {
    if (row.hashed_password !== '' && (await verify(row.hashed_password, password).catch(() => false))) return { id: row.id, theaterId: row.theater_id };
  }
  throw new HttpFailure(401, 'auth.credentials', 'E-mail or password is wrong.');
}

/** Registers a laptop; the token is shown once and kept by the laptop. */
export async function registerDevice(hub: HubContext, person: Person, deviceId: string, name: string): Promise<string> {
  const token = randomToken();
  const client = await hub.database.pool.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query(
      `INSERT INTO devices (id, theater_id, name, token_hash, registered_by_id, registered_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, token_hash = excluded.token_hash WHERE devices.theater_id = excluded.theater_id AND devices.revoked_at IS NULL`,
      [deviceId, person.theaterId, name.slice(0, 255), hashToken(token), person.id, hub.now().toISOString()]);
    if (rowCount === 0) throw new HttpFailure(409, 'device.taken', 'This device belongs to another theatre or was revoked.');
    await client.query('INSERT INTO device_progress (id, theater_id, last_sequence, barrier) VALUES ($1, $2, 0, 0) ON CONFLICT (id) DO NOTHING', [deviceId, person.theaterId]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  return token;
}

export interface Device {
  readonly id: string;
  readonly theaterId: string;
}

/** The device behind `Bearer <device id>.<token>`. */
export async function authenticateDevice(hub: HubContext, authorization: string | undefined): Promise<Device> {
  const match = /^Bearer ([0-9a-f-]{36})\.([\w-]+)$/.exec(authorization ?? '');
  if (match === null) throw new HttpFailure(401, 'auth.needed', 'A device token is needed.');
  const { rows: [row] } = await hub.database.pool.query<{ id: string; theater_id: string; token_hash: string; revoked_at: string | null }>(
    'SELECT id, theater_id, token_hash, revoked_at FROM devices WHERE id = $1', [match[1]]);
  if (row === undefined || !sameHash(row.token_hash, hashToken(match[2] ?? ''))) throw new HttpFailure(401, 'auth.needed', 'The device token is not known.');
  if (row.revoked_at !== null) throw new HttpFailure(403, 'auth.revoked', 'This device was revoked.');
  return { id: row.id, theaterId: row.theater_id };
}

/** The person behind `Bearer <access token>`, still active and on a device that is not revoked. */
export async function authenticatePerson(hub: HubContext, authorization: string | undefined): Promise<AccessClaims> {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  const claims = token === undefined ? undefined : await verifyAccess(hub.secret, token, hub.now());
  if (claims === undefined) throw new HttpFailure(401, 'auth.expired', 'The access token is missing, altered or has expired.');
  return claims;
}

/** Opens a session on a device: a new family of refresh tokens. */
export async function openSession(hub: HubContext, person: Person, deviceId: string, ip: string): Promise<Session> {
  const now = hub.now().toISOString();
  await hub.database.pool.query('UPDATE users SET last_login_at = $2 WHERE id = $1', [person.id, now]);
  return issue(hub, hub.database.pool, { person, deviceId, familyId: hub.newId(), ip });
}

interface Issue {
  readonly person: Person;
  readonly deviceId: string;
  readonly familyId: string;
  readonly ip: string;
}

async function issue(hub: HubContext, client: pg.Pool | pg.ClientBase, { person, deviceId, familyId, ip }: Issue): Promise<Session> {
  const refreshToken = randomToken();
  const now = hub.now();
  await client.query(
    'INSERT INTO refresh_tokens (id, user_id, device_id, family_id, token_hash, expires_at, ip_address, is_revoked, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, false, $8)',
    [hub.newId(), person.id, deviceId, familyId, hashToken(refreshToken), new Date(now.getTime() + REFRESH_DAYS * 86_400_000).toISOString(), ip.slice(0, 45), now.toISOString()]);
  const accessToken = await signAccess(hub.secret, { userId: person.id, theaterId: person.theaterId, deviceId }, now);
  return { accessToken, refreshToken, userId: person.id, theaterId: person.theaterId, serverTime: now.toISOString(), historyId: await readHistoryId(client) };
}

/** Read each time, because a restore changes it under a running hub. */
async function readHistoryId(client: pg.Pool | pg.ClientBase): Promise<string> {
  const { rows: [row] } = await client.query<{ value: string }>("SELECT value FROM hub_state WHERE key = 'history_id'");
  return row?.value ?? '';
}

interface StoredToken {
  readonly id: string; readonly user_id: string; readonly device_id: string; readonly family_id: string; readonly expires_at: string; readonly is_revoked: boolean; readonly revoked_at: string | null; readonly created_at: string;
  readonly theater_id: string; readonly is_active: boolean; readonly device_revoked_at: string | null;
}

/** Exchanges a refresh token for the next one. */
export async function refreshSession(hub: HubContext, refreshToken: string, ip: string): Promise<Session> {
  const client = await hub.database.pool.connect();
  try {
    await client.query('BEGIN');
    const { rows: [stored] } = await client.query<StoredToken>(
      `SELECT t.id, t.user_id, t.device_id, t.family_id, t.expires_at, t.is_revoked, t.revoked_at, t.created_at, u.theater_id, u.is_active AND u.deleted_at IS NULL AS is_active, d.revoked_at AS device_revoked_at
       FROM refresh_tokens t JOIN users u ON u.id = t.user_id LEFT JOIN devices d ON d.id = t.device_id WHERE t.token_hash = $1 FOR UPDATE OF t`, [hashToken(refreshToken)]);
    if (stored === undefined || Date.parse(stored.expires_at) < hub.now().getTime()) throw new HttpFailure(401, 'auth.expired', 'The session has expired; sign in again.');
    if (!stored.is_active || stored.device_revoked_at !== null) throw new HttpFailure(401, 'auth.revoked', 'This person or device no longer has access.');
    if (await wasTakenOver(client, stored)) {
      if (stored.is_revoked && hub.now().getTime() - Date.parse(stored.revoked_at ?? '') < LATE_MS) throw new HttpFailure(401, 'auth.expired', 'This token has been exchanged already.');
      await client.query('UPDATE refresh_tokens SET is_revoked = true, revoked_at = coalesce(revoked_at, $2) WHERE family_id = $1', [stored.family_id, hub.now().toISOString()]);
      await client.query('COMMIT');
      hub.log.warn({ userId: stored.user_id, deviceId: stored.device_id }, 'a refresh token was used twice; its family is revoked');
      throw new HttpFailure(401, 'auth.revoked', 'This session was ended because its token was used twice; sign in again.');
    }
    await client.query('UPDATE refresh_tokens SET is_revoked = true, revoked_at = coalesce(revoked_at, $2) WHERE id = $1', [stored.id, hub.now().toISOString()]);
    const session = await issue(hub, client, { person: { id: stored.user_id, theaterId: stored.theater_id }, deviceId: stored.device_id, familyId: stored.family_id, ip });
    await client.query('COMMIT');
    return session;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/**
 * Whether another branch of the family has been used since this token was made. In an unbroken chain every older token was exchanged
 * before this one existed, and there is no younger one.
 */
async function wasTakenOver(client: pg.ClientBase, stored: StoredToken): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM refresh_tokens WHERE family_id = $1 AND id <> $2 AND is_revoked AND revoked_at > $3 LIMIT 1', [stored.family_id, stored.id, stored.created_at]);
  return rowCount !== 0;
}

/** Ends a session; what is pending on the device stays there. */
export async function closeSession(hub: HubContext, refreshToken: string): Promise<void> {
  await hub.database.pool.query('UPDATE refresh_tokens SET is_revoked = true, revoked_at = $2 WHERE family_id IN (SELECT family_id FROM refresh_tokens WHERE token_hash = $1)', [hashToken(refreshToken), hub.now().toISOString()]);
}
