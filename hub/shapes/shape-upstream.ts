/** Where shapes come from: the embedded shape server in this process, or a real Electric over HTTP. */
import type { ShapeServer } from './embedded/shape-server.ts';

export interface UpstreamResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<Uint8Array | string>;
}

export interface ShapeUpstream {
  fetch(query: URLSearchParams, signal: AbortSignal): Promise<UpstreamResponse>;
}

export function embeddedUpstream(server: ShapeServer): ShapeUpstream {
  return { fetch: (query, signal) => server.handle({ method: 'GET', query, signal }) };
}

/** Headers of a hop, not of the shape. */
const HOP = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'access-control-allow-origin', 'access-control-expose-headers', 'date', 'server']);

/** A real Electric. `secret` is added here, so that no client ever sees it. */
export function electricUpstream(baseUrl: string, secret: string | undefined): ShapeUpstream {
  return {
    fetch: async (query, signal) => {
      const url = new URL('/v1/shape', baseUrl);
      url.search = query.toString();
      if (secret !== undefined) url.searchParams.set('secret', secret);
      const response = await fetch(url, { signal });
      const headers = Object.fromEntries([...response.headers].filter(([name]) => !HOP.has(name)));
      return { status: response.status, headers, body: response.body === null ? '' : response.body as unknown as AsyncIterable<Uint8Array> };
    },
  };
}
