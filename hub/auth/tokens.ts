/** Access tokens (signed, short-lived), device tokens and refresh tokens (random; the hub keeps only their hashes). */
import { createHash, randomBytes, timingSafeEqual, type webcrypto } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { SIGN_IN_DAYS } from '../../shared/rules/sign-in.ts';

const ACCESS_SECONDS = 15 * 60;
/** How long somebody may stay away from the network until their password is asked for again. */
export const REFRESH_DAYS = SIGN_IN_DAYS;

/** What an access token says. */
export interface AccessClaims {
  readonly userId: string;
  readonly theaterId: string;
  readonly deviceId: string;
  /** The family of refresh tokens that it came from: signing out ends both. */
  readonly sessionId: string;
}

/** 256 random bits, as text that fits a header and an address. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the hub keeps of a token. A plain hash is enough: a token has 256 random bits, and nobody guesses those. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Compares in equal time, whatever differs. */
export function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

interface Verified {
  readonly claims: AccessClaims;
  /** Seconds since 1970, as the token says. */
  readonly expires: number;
}

/** So many tokens that were found valid are remembered; then all are looked at afresh. */
const MOST_REMEMBERED = 20_000;

/**
 * Signs and verifies access tokens. A laptop shows the same one with each request of a quarter of an hour:
 * what was found valid once is so until it expires. Whether its bearer still has access is asked elsewhere,
 * every time.
 */
export class AccessTokens {
  readonly #key: webcrypto.CryptoKey;
  readonly #valid = new Map<string, Verified>();

  private constructor(key: webcrypto.CryptoKey) {
    this.#key = key;
  }

  static async of(secret: Uint8Array): Promise<AccessTokens> {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    return new AccessTokens(
      await crypto.subtle.importKey('raw', Buffer.from(secret), algorithm, false, ['sign', 'verify']),
    );
  }

  sign(claims: AccessClaims, now: Date): Promise<string> {
    const seconds = Math.floor(now.getTime() / 1000);
    return new SignJWT({ theater: claims.theaterId, device: claims.deviceId, session: claims.sessionId })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(claims.userId)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + ACCESS_SECONDS)
      .setIssuer('offstage-hub')
      .sign(this.#key);
  }

  /** The claims of a valid token; undefined for an expired, altered or foreign one. */
  async verify(token: string, now: Date): Promise<AccessClaims | undefined> {
    const known = this.#valid.get(token);
    if (known !== undefined) {
      if (known.expires * 1000 > now.getTime()) return known.claims;
      this.#valid.delete(token);
      return undefined;
    }
    const found = await this.#look(token, now);
    if (found === undefined) return undefined;
    if (this.#valid.size >= MOST_REMEMBERED) this.#valid.clear();
    this.#valid.set(token, found);
    return found.claims;
  }

  async #look(token: string, now: Date): Promise<Verified | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer: 'offstage-hub',
        algorithms: ['HS256'],
        currentDate: now,
      });
      const { sub, theater, device, session, exp } = payload;
      if (
        typeof sub !== 'string' ||
        typeof theater !== 'string' ||
        typeof device !== 'string' ||
        typeof session !== 'string' ||
        typeof exp !== 'number'
      )
        return undefined;
      return { claims: { userId: sub, theaterId: theater, deviceId: device, sessionId: session }, expires: exp };
    } catch {
      // Expired or not ours: the caller answers 401 either way, and the client asks for a new one.
      return undefined;
    }
  }
}
