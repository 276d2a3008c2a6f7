/**
 * Whether somebody who holds a valid access token still has access, at this moment: the laptop is not revoked, the
 * person is active, the session was not ended. What the database said is remembered while every change of it is heard
 * (`access-news.ts`), so that asking costs nothing on most requests; whoever waits in a long poll is told when they
 * lose access.
 */

import type { Logger } from 'pino';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import type { HubDatabase } from '../database.ts';
import { HttpFailure } from '../hub-context.ts';
import { type AccessNews, AccessNewsListener } from './access-news.ts';
import { deviceRevoked } from './device-revoked.ts';
import type { AccessClaims } from './tokens.ts';

/** What a broken connection that nobody noticed may cost. */
const REMEMBERED_MS = 10_000;
const MOST_REMEMBERED = 20_000;

/** What a person may do on a laptop, or why they may not. */
export type Access =
  | { readonly ok: true; readonly permissions: readonly string[]; readonly mustChangePassword: boolean }
  | { readonly ok: false; readonly failure: HttpFailure };

/** `access` may still be on its way from the database: who asks meanwhile waits for the same answer. */
interface Remembered {
  readonly claims: AccessClaims;
  readonly access: Promise<Access>;
  readonly until: number;
}

/** Somebody who waits in a long poll. */
interface Watcher {
  readonly claims: AccessClaims;
  readonly onLost: (failure: HttpFailure) => void;
}

/**
 * One per hub, asked by every request that carries an access token. The token says who; only this says whether they
 * still may.
 */
export class AccessGuard {
  readonly #database: HubDatabase;
  readonly #news: AccessNewsListener;
  readonly #known = new Map<string, Remembered>();
  readonly #watchers = new Set<Watcher>();

  constructor(database: HubDatabase, log: Logger) {
    this.#database = database;
    this.#news = new AccessNewsListener(database.url, log, (news) => this.#hear(news));
  }

  start(): Promise<void> {
    return this.#news.start();
  }

  stop(): Promise<void> {
    return this.#news.stop();
  }

  /** What these claims allow now. Throws HttpFailure 401 or 403 where they allow nothing. */
  async require(claims: AccessClaims): Promise<readonly string[]> {
    const access = await this.#of(claims);
    if (!access.ok) throw access.failure;
    if (access.mustChangePassword) throw mustChange();
    return access.permissions;
  }

  /**
   * As `require`, of a moment that is not before the call: whatever was taken away by then counts, also where the news
   * is still on its way.
   */
  async requireNow(claims: AccessClaims): Promise<readonly string[]> {
    await this.#news.caughtUp();
    return this.require(claims);
  }

  /** As `require`, also for somebody who has to choose a new password first: for the way to do that. */
  async requireForPassword(claims: AccessClaims): Promise<void> {
    const access = await this.#of(claims);
    if (!access.ok) throw access.failure;
  }

  /** Calls `onLost` once when access is lost while somebody waits. Answers how to stop watching. */
  watch(claims: AccessClaims, onLost: (failure: HttpFailure) => void): () => void {
    const watcher: Watcher = { claims, onLost };
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  #of(claims: AccessClaims): Promise<Access> {
    const key = `${claims.userId} ${claims.deviceId} ${claims.sessionId} ${claims.theaterId}`;
    const at = performance.now();
    const known = this.#known.get(key);
    if (known !== undefined && known.until > at) return known.access;
    const access = readAccess(this.#database, claims);
    if (!this.#news.isListening) return access;
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    const remembered: Remembered = { claims, access, until: at + REMEMBERED_MS };
    this.#known.set(key, remembered);
    access.catch(() => {
      if (this.#known.get(key) === remembered) this.#known.delete(key);
    });
    return access;
  }

  /** Forgets what may have changed, also what is being read at this moment, and asks again for those who wait. */
  #hear(news: AccessNews): void {
    for (const [key, { claims }] of this.#known) if (concerns(news, claims)) this.#known.delete(key);
    for (const watcher of this.#watchers) if (concerns(news, watcher.claims)) void this.#lookAgain(watcher);
  }

  async #lookAgain(watcher: Watcher): Promise<void> {
    // A database that is away says nothing about access; the request itself will fail.
    const access = await this.#of(watcher.claims).catch(() => undefined);
    if (access === undefined || (access.ok && !access.mustChangePassword)) return;
    if (this.#watchers.delete(watcher)) watcher.onLost(access.ok ? mustChange() : access.failure);
  }
}

function concerns({ kind, id }: AccessNews, claims: AccessClaims): boolean {
  switch (kind) {
    case 'user':
      return claims.userId === id;
    case 'device':
      return claims.deviceId === id;
    case 'session':
      return claims.sessionId === id;
    default:
      return true;
  }
}

const mustChange = (): HttpFailure =>
  new HttpFailure(403, 'auth.mustChangePassword', 'A new password has to be set first.');

interface AccessRow {
  readonly revocation_mode: string | null;
  readonly must_change_password: boolean | null;
  readonly device_theater: string | null;
  readonly device_revoked_at: string | null;
  readonly is_open: boolean;
}

async function readAccess({ pool, db }: HubDatabase, claims: AccessClaims): Promise<Access> {
  const {
    rows: [row],
  } = await pool.query<AccessRow>(
    `SELECT d.theater_id AS device_theater, d.revoked_at AS device_revoked_at, d.revocation_mode,
       (SELECT must_change_password FROM users WHERE id = $3),
       EXISTS (SELECT 1 FROM refresh_tokens t WHERE t.family_id = $2 AND t.ended_at IS NULL) AS is_open
     FROM (SELECT 1) one LEFT JOIN devices d ON d.id = $1`,
    [claims.deviceId, claims.sessionId, claims.userId],
  );
  if (row === undefined || row.device_theater !== claims.theaterId)
    return refuse(401, 'auth.expired', 'The hub does not know this device.');
  if (row.device_revoked_at !== null) return { ok: false, failure: deviceRevoked(row.revocation_mode) };
  const author = await loadAuthor(db, claims.userId);
  if (author === undefined || author.theaterId !== claims.theaterId)
    return refuse(401, 'auth.revoked', 'This person no longer has access.');
  if (!row.is_open) return refuse(401, 'auth.expired', 'This session was ended; sign in again.');
  return { ok: true, permissions: author.permissions, mustChangePassword: row.must_change_password === true };
}

const refuse = (status: number, code: string, message: string): Access => ({
  ok: false,
  failure: new HttpFailure(status, code, message),
});
