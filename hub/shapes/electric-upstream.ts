/**
 * A real Electric over HTTP. What it answers to the hub alone (its secret is wrong, its version is too old, it is away)
 * never reaches a laptop as if it were the laptop's fault: it is a 503 with a code of its own, logged once, and named
 * by `/v1/health`.
 */
import type { Logger } from 'pino';
import { HttpFailure } from '../hub-context.ts';
import type { ShapeUpstream, UpstreamHealth, UpstreamResponse } from './shape-upstream.ts';

/** Headers of a hop, not of the shape. */
const HOP = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'date',
  'server',
]);

/**
 * The socket broke before an answer came. Electric closes a connection after 50 requests without saying so
 * (its `ELECTRIC_TWEAKS_CONN_MAX_REQUESTS`), and a request that was on its way then fails by one of these.
 */
const BROKEN_SOCKET = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'UND_ERR_SOCKET']);

/** The last version that may show one table ahead of another after a large transaction (its issue 4755). */
export const LAST_TORN_VERSION = '1.7.12';

/** How long an answer says how Electric is; after that it is asked. */
const FRESH_MS = 5000;
/** An Electric that takes longer than this to say how it is counts as away. */
const PROBE_MS = 2000;

/** Where Electric is and what the hub makes of it. */
export interface ElectricOptions {
  readonly baseUrl: string;
  /** Added here, so that no client ever sees it. */
  readonly secret: string | undefined;
  readonly log: Logger;
  /** What becomes of an Electric that is not newer than `LAST_TORN_VERSION`: it is warned of, or not used. */
  readonly whenOld?: 'warn' | 'refuse' | undefined;
}

/**
 * Whether `version` is newer than `other`; both `1.7.12`, or with more behind. Undefined where there is no version in
 * it.
 */
export function isNewer(version: string, other: string): boolean | undefined {
  const [a, b] = [version, other].map((text) => /(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number));
  if (a === undefined || b === undefined) return undefined;
  for (const [index, part] of a.entries()) if (part !== b[index]) return part > (b[index] ?? 0);
  return false;
}

function brokenSocket(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && BROKEN_SOCKET.has(cause.code);
}

/** One per hub. Its health is what its last answer said, so that it costs no request while people work. */
export class ElectricUpstream implements ShapeUpstream {
  readonly #options: ElectricOptions;
  #health: UpstreamHealth = { state: 'away', version: null };
  #seenAt = -Infinity;

  constructor(options: ElectricOptions) {
    this.#options = options;
  }

  async fetch(query: URLSearchParams, signal: AbortSignal): Promise<UpstreamResponse> {
    const url = new URL('/v1/shape', this.#options.baseUrl);
    url.search = query.toString();
    if (this.#options.secret !== undefined) url.searchParams.set('secret', this.#options.secret);
    const response = await this.#get(url, signal);
    const version = this.#note(response);
    if (this.#health.state === 'refuses' || (this.#health.state === 'old' && this.#options.whenOld === 'refuse')) {
      await response.body?.cancel();
      throw this.#health.state === 'old'
        ? new HttpFailure(
            503,
            'shapes.old',
            `The sync service is ${version}; it must be newer than ${LAST_TORN_VERSION}.`,
            { seconds: 30 },
          )
        : new HttpFailure(
            503,
            'shapes.refused',
            'The sync service refuses the hub; its administrator must set the right secret.',
            { seconds: 30 },
          );
    }
    const headers = Object.fromEntries([...response.headers].filter(([name]) => !HOP.has(name)));
    return {
      status: response.status,
      headers,
      body: response.body === null ? '' : response.body,
    };
  }

  /** How Electric is: as its last answer said, or as it says now. */
  async health(): Promise<UpstreamHealth> {
    if (performance.now() - this.#seenAt < FRESH_MS || this.#health.state === 'refuses') return this.#health;
    const url = new URL('/v1/health', this.#options.baseUrl);
    try {
      const response = await this.#get(url, AbortSignal.timeout(PROBE_MS));
      await response.body?.cancel();
      this.#note(response);
    } catch (error) {
      this.#options.log.debug({ err: error }, 'the sync service was asked how it is');
      this.#set({ state: 'away', version: this.#health.version });
    }
    return this.#health;
  }

  /**
   * A GET changes nothing: it is made again once where the socket broke. Throws HttpFailure 503 `shapes.away`, or the
   * signal's reason.
   */
  async #get(url: URL, signal: AbortSignal): Promise<Response> {
    try {
      return await fetch(url, { signal }).catch((error: unknown) => {
        if (signal.aborted || !brokenSocket(error)) throw error;
        return fetch(url, { signal });
      });
    } catch (error) {
      if (signal.aborted) throw error;
      this.#set({ state: 'away', version: this.#health.version }, error);
      throw new HttpFailure(
        503,
        'shapes.away',
        'The sync service does not answer; what people enter is taken all the same.',
        { seconds: 2 },
      );
    }
  }

  /** Reads from an answer how Electric is; answers its version. */
  #note(response: Response): string {
    const version =
      /(\d+\.\d+\.\d+\S*)/.exec(response.headers.get('electric-server') ?? '')?.[1] ?? this.#health.version;
    if (response.status === 401 || response.status === 403) this.#set({ state: 'refuses', version });
    else if (response.status >= 500) this.#set({ state: 'away', version });
    else
      this.#set({ state: version !== null && isNewer(version, LAST_TORN_VERSION) === false ? 'old' : 'up', version });
    return version ?? 'of an unknown version';
  }

  /** Says each change once. */
  #set(health: UpstreamHealth, error?: unknown): void {
    const isChange = health.state !== this.#health.state || this.#seenAt === -Infinity;
    this.#health = health;
    this.#seenAt = performance.now();
    if (!isChange) return;
    const { log } = this.#options;
    switch (health.state) {
      case 'up':
        log.info({ version: health.version }, 'the sync service is there');
        break;
      case 'away':
        log.error({ err: error }, 'the sync service does not answer');
        break;
      case 'refuses':
        log.error('the sync service refuses the hub: the secret is wrong');
        break;
      case 'old':
        log.warn(
          { version: health.version },
          `the sync service may show one table ahead of another; take one newer than ${LAST_TORN_VERSION}`,
        );
        break;
    }
  }
}
