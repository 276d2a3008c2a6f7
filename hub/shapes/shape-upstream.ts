/**
 * Where shapes come from: the embedded shape server in this process, or a real Electric over HTTP
 * (`electric-upstream.ts`).
 */
import type { ShapeServer } from './embedded/shape-server.ts';
import type { ShapesHealth } from './embedded/shapes-health.ts';

/** An answer of Electric’s protocol. Its headers are not those for the laptop yet: the route picks. */
export interface UpstreamResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<Uint8Array | string>;
}

/**
 * How the source of shapes is. `refuses`: it does not accept the hub's secret; `old`: its version may show torn views.
 */
export interface UpstreamHealth {
  readonly state: 'up' | 'away' | 'refuses' | 'old';
  readonly version: string | null;
  /** More of the embedded server. */
  readonly shapes?: ShapesHealth;
}

/** `fetch` asks one shape and ends when its signal does; `health` never throws. */
export interface ShapeUpstream {
  fetch(query: URLSearchParams, signal: AbortSignal): Promise<UpstreamResponse>;
  health(): Promise<UpstreamHealth>;
}

/** The shape server in this process, without HTTP between. */
export function embeddedUpstream(server: ShapeServer): ShapeUpstream {
  return {
    fetch: (query, signal) => server.handle({ method: 'GET', query, signal }),
    // Laptops that are answered but hear of no change would call themselves up to date.
    health: () =>
      Promise.resolve({
        state: server.shapesHealth().stream === 'streaming' ? 'up' : 'away',
        version: null,
        shapes: server.shapesHealth(),
      }),
  };
}
