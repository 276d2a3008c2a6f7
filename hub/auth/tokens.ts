/** Access tokens (signed, short-lived), device tokens and refresh tokens (random; the hub keeps only their hashes). */
import { createHash, randomBytes, timingSafeEqual, type webcrypto } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

const ACCESS_SECONDS = 15 * 60;
export const REFRESH_DAYS = 60;

/** What an access token says. */
export interface AccessClaims {
  readonly userId: string;
  readonly theaterId: string;
  readonly deviceId: string;
  /** The family of refresh tokens that it came from: signing out ends both. */
  readonly sessionId: string;
}

export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** The key that signs and verifies access tokens, made once: every request would import it anew otherwise. */
export function tokenKey(secret: Uint8Array): Promise<webcrypto.CryptoKey> {
  return crypto.subtle.importKey('raw', Buffer.from(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
}

export function signAccess(key: webcrypto.CryptoKey, claims: AccessClaims, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ theater: claims.theaterId, device: claims.deviceId, session: claims.sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(claims.userId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ACCESS_SECONDS)
    .setIssuer('offstage-hub')
    .sign(key);
}

/** The claims of a valid token; undefined for an expired, altered or foreign one. */
export async function verifyAccess(
  key: webcrypto.CryptoKey,
  token: string,
  now: Date,
): Promise<AccessClaims | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer: 'offstage-hub',
      algorithms: ['HS256'],
      currentDate: now,
    });
    const { sub, theater, device, session } = payload;
    if (
      typeof sub !== 'string' ||
      typeof theater !== 'string' ||
      typeof device !== 'string' ||
      typeof session !== 'string'
    )
      return undefined;
    return { userId: sub, theaterId: theater, deviceId: device, sessionId: session };
  } catch {
    // Expired or not ours: the caller answers 401 either way, and the client asks for a new one.
    return undefined;
  }
}
