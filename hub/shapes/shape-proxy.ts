/**
 * The gate in front of Electric. Table, columns and `where` are decided by `shape-query.ts`; of the client's query only
 * the protocol's own parameters pass. Live requests that are the same are answered by one upstream request.
 */

import { asError } from '../../shared/base/as-error.ts';
import type { AccessClaims } from '../auth/tokens.ts';
import type { HubContext } from '../hub-context.ts';
import { shapeQuery } from './shape-query.ts';
import type { ShapeUpstream, UpstreamResponse } from './shape-upstream.ts';

/** Stands in every message that carries a row, and in no other. */
const OPERATION = '"operation"';

/** `clients` are those who still wait; the last one to go ends the request upstream. */
interface LiveRequest {
  readonly response: Promise<UpstreamResponse>;
  readonly abort: AbortController;
  clients: number;
}

/** One per hub. A request is authorised before it joins others, and once more when a live answer brings rows. */
export class ShapeProxy {
  readonly #hub: HubContext;
  /** By query; those that may still be joined. */
  readonly #live = new Map<string, LiveRequest>();

  constructor(hub: HubContext) {
    this.#hub = hub;
  }

  /**
   * Answers one request for a table in the name of a person. Throws HttpFailure where they may not read it, or lose
   * that right meanwhile.
   */
  async fetch(
    name: string,
    claims: AccessClaims,
    client: URLSearchParams,
    signal: AbortSignal,
  ): Promise<UpstreamResponse> {
    const query = shapeQuery(name, claims, await this.#hub.access.require(claims), client);
    const isLive = query.has('live') && query.get('live') !== 'false';
    if (!isLive) return this.#hub.upstream.fetch(query, signal);
    const answer = await this.#collapse(query, signal);
    if (typeof answer.body === 'string' && !answer.body.includes(OPERATION)) return answer;
    // The change that ends a long poll may be the very one that took the access, or the right, away.
    const now = shapeQuery(name, claims, await this.#hub.access.requireNow(claims), client);
    now.sort();
    return now.toString() === query.toString() ? answer : this.#hub.upstream.fetch(now, signal);
  }

  /** One upstream request for all clients that wait for the same thing; it ends when the last of them goes. */
  async #collapse(query: URLSearchParams, signal: AbortSignal): Promise<UpstreamResponse> {
    query.sort();
    const key = query.toString();
    signal.throwIfAborted();
    const shared = this.#live.get(key) ?? this.#begin(key, query);
    shared.clients += 1;
    const leave = (): void => {
      shared.clients -= 1;
      if (shared.clients > 0) return;
      // Whoever asks from now on must not be given the end of this one.
      this.#forget(key, shared);
      shared.abort.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await orGone(shared.response, signal);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #begin(key: string, query: URLSearchParams): LiveRequest {
    const abort = new AbortController();
    const begun: LiveRequest = { response: buffered(this.#hub.upstream, query, abort.signal), abort, clients: 0 };
    this.#live.set(key, begun);
    const forget = (): void => this.#forget(key, begun);
    begun.response.then(forget, forget);
    return begun;
  }

  #forget(key: string, request: LiveRequest): void {
    if (this.#live.get(key) === request) this.#live.delete(key);
  }
}

/** The response, or the reason for which whoever waits for it went or was sent away. */
function orGone<T>(response: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const gone = (): void => fail(asError(signal.reason));
    if (signal.aborted) gone();
    signal.addEventListener('abort', gone, { once: true });
    response.then(done, fail).finally(() => signal.removeEventListener('abort', gone));
  });
}

async function buffered(
  upstream: ShapeUpstream,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<UpstreamResponse> {
  const response = await upstream.fetch(query, signal);
  if (typeof response.body === 'string') return response;
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) chunks.push(Buffer.from(chunk));
  return { ...response, body: Buffer.concat(chunks).toString('utf8') };
}
