/** Where shapes come from: the embedded shape server in this process, or a real Electric over HTTP (`electric-upstream.ts`). */
import type { ShapeServer } from './embedded/shape-server.ts';

export interface UpstreamResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<Uint8Array | string>;
}

/** How the source of shapes is. `refuses`: it does not accept the hub's secret; `old`: its version may show torn views. */
export interface UpstreamHealth {
  readonly state: 'up' | 'away' | 'refuses' | 'old';
  readonly version: string | null;
}

export interface ShapeUpstream {
  fetch(query: URLSearchParams, signal: AbortSignal): Promise<UpstreamResponse>;
  health(): Promise<UpstreamHealth>;
}

export function embeddedUpstream(server: ShapeServer): ShapeUpstream {
  return {
    fetch: (query, signal) => server.handle({ method: 'GET', query, signal }),
    health: () => Promise.resolve({ state: server.health().status === 200 ? 'up' : 'away', version: null }),
  };
}
