/**
 * How often somebody may try to prove who they are. Failures are counted in Postgres, so that all hubs count together;
 * successes cost nothing.
 *
 * Counted are: the origin (an address, or a /64 of IPv6), the account from one origin, and the account from anywhere. A
 * laptop on which the person has signed in before counts for itself alone: nobody elsewhere can lock them out there. An
 * account that is tried from everywhere still admits the first try of an origin that has not failed on it yet. A wait
 * ends by itself; trying on does not make it longer.
 */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { HubDatabase } from '../database.ts';
import { HttpFailure } from '../hub-context.ts';

/** Failures within a number of seconds. */
export interface Allowance {
  readonly failures: number;
  readonly seconds: number;
}

/** How many failures are allowed to whom; what each counts stands at the head of this file. */
export interface AttemptLimits {
  readonly origin: Allowance;
  readonly accountAtOrigin: Allowance;
  readonly account: Allowance;
  readonly laptop: Allowance;
  /** Tokens are random: they are not guessed, but asking costs the database. */
  readonly refresh: Allowance;
}

const LIMITS: AttemptLimits = {
  origin: { failures: 60, seconds: 300 },
  accountAtOrigin: { failures: 10, seconds: 300 },
  account: { failures: 30, seconds: 900 },
  laptop: { failures: 10, seconds: 300 },
  refresh: { failures: 120, seconds: 60 },
};

/**
 * Who tries. `account` is an e-mail (or what stands for one); `deviceId` a laptop that has proven itself by its token.
 */
export interface Attempt {
  readonly kind: 'password' | 'refresh' | 'invitation';
  readonly origin?: string | undefined;
  readonly account?: string | undefined;
  readonly deviceId?: string | undefined;
}

interface Bucket {
  readonly limiter: RateLimiterPostgres;
  readonly key: string;
  /** Passes although it is full, for an origin that has not failed on this account. */
  readonly isLenient?: boolean;
}

/** The address that is counted: IPv4 as it is, IPv6 by its /64, because one machine has a whole one. */
export function originOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** One per hub; the counters are in Postgres and hold for all hubs together. */
export class Attempts {
  readonly #database: HubDatabase;
  readonly #limiters: Readonly<Record<keyof AttemptLimits, RateLimiterPostgres>>;

  constructor(database: HubDatabase, limits: Partial<AttemptLimits> = {}) {
    this.#database = database;
    const limiter = (name: keyof AttemptLimits): RateLimiterPostgres => {
      const { failures, seconds } = limits[name] ?? LIMITS[name];
      return new RateLimiterPostgres({
        storeClient: database.pool,
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: name,
        points: failures,
        duration: seconds,
        inMemoryBlockOnConsumed: failures * 2,
      });
    };
    this.#limiters = {
      origin: limiter('origin'),
      accountAtOrigin: limiter('accountAtOrigin'),
      account: limiter('account'),
      laptop: limiter('laptop'),
      refresh: limiter('refresh'),
    };
  }

  /**
   * Runs `work` if another try is allowed. Only failures of the one who tries (4xx) stay counted. Throws HttpFailure
   * 429 `auth.tooMany` with the wait in seconds.
   */
  async guard<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
    const taken: Bucket[] = [];
    const giveBack = (): Promise<unknown> => Promise.all(taken.map(({ limiter, key }) => limiter.reward(key)));
    let isFresh = false;
    for (const bucket of await this.#bucketsOf(attempt)) {
      const consumed: number = await this.#take(bucket, isFresh).catch(async (error: unknown) => {
        await giveBack();
        throw error;
      });
      if (bucket.limiter === this.#limiters.accountAtOrigin) isFresh = consumed <= 1;
      taken.push(bucket);
    }
    try {
      const value = await work();
      await giveBack();
      return value;
    } catch (error) {
      if (!(error instanceof HttpFailure) || error.status >= 500) await giveBack();
      throw error;
    }
  }

  async #take({ limiter, key, isLenient }: Bucket, isFresh: boolean): Promise<number> {
    try {
      return (await limiter.consume(key)).consumedPoints;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      if (isLenient === true && isFresh) return error.consumedPoints;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw new HttpFailure(429, 'auth.tooMany', `Too many attempts; wait ${seconds} seconds.`, { seconds });
    }
  }

  async #bucketsOf({ kind, origin, account, deviceId }: Attempt): Promise<readonly Bucket[]> {
    const limiters = this.#limiters;
    const from = origin === undefined ? undefined : originOf(origin);
    if (kind === 'refresh') return from === undefined ? [] : [{ limiter: limiters.refresh, key: from }];
    const name = account === undefined ? undefined : digest(account.trim().toLowerCase());
    if (name !== undefined && deviceId !== undefined && (await this.#isAtHome(account ?? '', deviceId)))
      return [{ limiter: limiters.laptop, key: `${name} ${deviceId}` }];
    return [
      ...(from === undefined ? [] : [{ limiter: limiters.origin, key: from }]),
      ...(from === undefined || name === undefined
        ? []
        : [{ limiter: limiters.accountAtOrigin, key: `${name} ${from}` }]),
      ...(name === undefined ? [] : [{ limiter: limiters.account, key: name, isLenient: true }]),
    ];
  }

  /** Whether the person has signed in on this laptop before. */
  async #isAtHome(account: string, deviceId: string): Promise<boolean> {
    const { rowCount } = await this.#database.pool.query(
      `SELECT 1 FROM device_people p JOIN users u ON u.id = p.user_id
        WHERE p.device_id = $1 AND lower(u.email) = $2 AND p.ended_at IS NULL LIMIT 1`,
      [deviceId, account.trim().toLowerCase()],
    );
    return rowCount !== 0;
  }
}
