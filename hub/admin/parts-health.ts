/**
 * Which part of the hub answers: Postgres, which takes what people enter, and the source of shapes, from which laptops
 * read.
 */
import type { HubContext } from '../hub-context.ts';
import type { ShapesHealth } from '../shapes/embedded/shapes-health.ts';
import type { UpstreamHealth } from '../shapes/shape-upstream.ts';

/** What `/v1/health` answers to anybody, signed in or not: nothing in it names a theatre or a person. */
export interface PartsReport {
  /** `degraded`: what people enter is taken, but laptops do not hear of it, or not rightly. */
  readonly status: 'active' | 'degraded' | 'database-unreachable';
  readonly parts: { readonly postgres: 'up' | 'away'; readonly shapes: UpstreamHealth['state'] };
  /** What stands ready for new laptops; without it they load row by row. */
  readonly snapshots: { readonly kept: number; readonly isMaking: boolean; readonly hasFailed: boolean };
  /** How the embedded shape server fares, without what only the log should say. */
  readonly stream?: Pick<ShapesHealth, 'stream' | 'since' | 'begunAnew'>;
}

/** Anybody may ask: one look serves all who ask within a second. */
const FRESH_MS = 1000;

/** Looks at the parts when it is asked. Whoever asks meanwhile shares the look, so that probes cost nothing. */
export class PartsHealth {
  readonly #hub: Pick<HubContext, 'database' | 'upstream' | 'snapshots' | 'log'>;
  #last: { readonly at: number; readonly report: Promise<PartsReport> } | undefined;

  constructor(hub: Pick<HubContext, 'database' | 'upstream' | 'snapshots' | 'log'>) {
    this.#hub = hub;
  }

  look(): Promise<PartsReport> {
    const at = performance.now();
    if (this.#last !== undefined && at - this.#last.at < FRESH_MS) return this.#last.report;
    this.#last = { at, report: this.#look() };
    return this.#last.report;
  }

  async #look(): Promise<PartsReport> {
    const [postgres, upstream] = await Promise.all([this.#postgres(), this.#hub.upstream.health()]);
    const { state: shapes, shapes: more } = upstream;
    const status = postgres === 'away' ? 'database-unreachable' : shapes === 'up' ? 'active' : 'degraded';
    const stream =
      more === undefined ? {} : { stream: { stream: more.stream, since: more.since, begunAnew: more.begunAnew } };
    const { kept, isMaking, problem } = this.#hub.snapshots.health();
    const snapshots = { kept, isMaking, hasFailed: problem !== null };
    return { status, parts: { postgres, shapes }, snapshots, ...stream };
  }

  async #postgres(): Promise<'up' | 'away'> {
    try {
      await this.#hub.database.pool.query('SELECT 1');
      return 'up';
    } catch (error) {
      this.#hub.log.error({ err: error }, 'the database does not answer');
      return 'away';
    }
  }
}
