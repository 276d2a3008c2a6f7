/** Access tokens (signed, short-lived), device tokens and refresh tokens (random; the hub keeps only their hashes). */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
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

export function signAccess(secret: Uint8Array, claims: AccessClaims, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ theater: claims.theaterId, device: claims.deviceId, session: claims.sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(claims.userId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ACCESS_SECONDS)
    .setIssuer('offstage-hub')
    .sign(secret);
}

/** The claims of a valid token; undefined for an expired, altered or foreign one. */
export async function verifyAccess(secret: Uint8Array, token: string, now: Date): Promise<AccessClaims | undefined> {
  try {
    const { payload } = await jwtVerify(token, secret, {
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
