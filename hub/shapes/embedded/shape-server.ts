/**
 * Electric's HTTP protocol over the registry, as a function from request to response: the standalone server, the hub
 * and the tests all call it. Sources: Electric's OpenAPI file and `sync-service` at 1.7.12 (design: electric, §1).
 */
import { readFile } from 'node:fs/promises';
import { HUB_DEADLINES, type HubDeadlines } from '../../deadlines.ts';
import { readWhenTaken } from '../../read-when-taken.ts';
import type { Shape } from './shape.ts';
import { offsetTextOf, parseShapeRequest, type RequestErrors, type ShapeRequest } from './shape-definition.ts';
import { ShapeRegistry } from './shape-registry.ts';
import type { ShapesHealth } from './shapes-health.ts';
import { readSubset } from './subset.ts';
import { schemaHeader } from './table-info.ts';

/** Defaults are Electric’s own. `cacheMaxAge` and `cacheStaleAge` are seconds. */
export interface ShapeServerOptions {
  readonly databaseUrl: string;
  readonly dir: string;
  readonly streamId?: string;
  readonly longPollMs?: number;
  readonly chunkBytes?: number;
  readonly cacheMaxAge?: number;
  readonly cacheStaleAge?: number;
  readonly allowDelete?: boolean;
  readonly now?: () => number;
  readonly onError?: (error: Error) => void;
  readonly deadlines?: HubDeadlines;
  /** For tests: transactions are told in fragments of so many changes, as Electric tells them (it has 100). */
  readonly fragment?: number;
  /** A log of fewer letters is never ended for its size. */
  readonly logFloor?: number;
  /** For tests: may delay, or answer in place of the server. */
  readonly fault?: (query: URLSearchParams) => Promise<ShapeResponse | undefined>;
}

/** An answer, whoever sends it. A body that is no text is read from the disk as it is taken. */
export interface ShapeResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | AsyncIterable<Buffer | string>;
}

/** A request, whoever received it. `signal` aborts when the client has gone. */
export interface HttpShapeRequest {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly ifNoneMatch?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Cursors count from here, as Electric’s do, and move on every `CURSOR_MS`. */
const EPOCH_MS = Date.UTC(2024, 9, 9);
const CURSOR_MS = 20_000;
/** A comment so often keeps proxies from closing a quiet stream; after `SSE_TOTAL_MS` the client asks again. */
const SSE_KEEP_ALIVE_MS = 21_000;
const SSE_TOTAL_MS = 60_000;
/** What most tables are: such an answer needs no stream, and a very short one no compression. */
const SMALL_BYTES = 32 * 1024;
const MUST_REFETCH = JSON.stringify([{ headers: { control: 'must-refetch' } }]);

/** One per database. It decides nothing about who may read: that is the proxy in front of it (`shape-proxy.ts`). */
export class ShapeServer {
  readonly registry: ShapeRegistry;
  readonly #options: Required<
    Omit<
      ShapeServerOptions,
      'fault' | 'databaseUrl' | 'dir' | 'streamId' | 'onError' | 'deadlines' | 'fragment' | 'logFloor'
    >
  > &
    Pick<ShapeServerOptions, 'fault'>;
  #status: 'starting' | 'active' = 'starting';

  constructor(options: ShapeServerOptions) {
    const now = options.now ?? Date.now;
    const chunkBytes = options.chunkBytes ?? 10 * 1024 * 1024;
    this.#options = {
      longPollMs: options.longPollMs ?? 20_000,
      chunkBytes,
      cacheMaxAge: options.cacheMaxAge ?? 60,
      cacheStaleAge: options.cacheStaleAge ?? 300,
      allowDelete: options.allowDelete ?? false,
      now,
      ...(options.fault === undefined ? {} : { fault: options.fault }),
    };
    this.registry = new ShapeRegistry({
      databaseUrl: options.databaseUrl,
      dir: options.dir,
      chunkBytes,
      streamId: options.streamId ?? 'default',
      now,
      onError: options.onError ?? (() => undefined),
      deadlines: options.deadlines ?? HUB_DEADLINES,
      fragment: options.fragment,
      logFloor: options.logFloor,
    });
  }

  async start(): Promise<void> {
    await this.registry.start();
    this.#status = 'active';
  }

  stop(): Promise<void> {
    return this.registry.stop();
  }

  /** How the shapes fare, for the hub's health. */
  shapesHealth(): ShapesHealth {
    return this.registry.health();
  }

  health(): ShapeResponse {
    return {
      status: this.#status === 'active' ? 200 : 202,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-cache, no-store, must-revalidate' },
      body: JSON.stringify({ status: this.#status }),
    };
  }

  /** Answers any request of the protocol; never throws for what a client sent. */
  async handle(request: HttpShapeRequest): Promise<ShapeResponse> {
    if (this.#status !== 'active') return withRetry({ message: 'Stack not ready' }, 5);
    const fault = await this.#options.fault?.(request.query);
    if (fault !== undefined) return fault;
    if (request.method === 'DELETE') return this.#delete(request.query);
    const parsed = parseShapeRequest(request.query);
    if ('errors' in parsed) return invalid(parsed.errors);
    const shape = await this.#shapeFor(parsed);
    if ('status' in shape) return shape;
    const response =
      parsed.subset === undefined
        ? await this.#serve(shape, parsed, request)
        : await this.#subset(shape, parsed.subset);
    if (request.method !== 'GET') response.headers['cache-control'] = 'no-cache';
    return response;
  }

  /** The shape that the client means, or the 400 or 409 that says why there is none. */
  async #shapeFor(request: ShapeRequest): Promise<Shape | ShapeResponse> {
    // A table may have been altered or made anew without a change of rows since: who begins must not get yesterday's
    // table.
    if (request.offset.kind !== 'at') await this.registry.rotateIfAltered(request.definition);
    const shape = await this.registry.findOrCreate(request.definition);
    if ('errors' in shape) return invalid(shape.errors);
    if (request.offset.kind === 'at' && request.handle !== shape.handle) return mustRefetch(shape.handle);
    return shape;
  }

  async #delete(query: URLSearchParams): Promise<ShapeResponse> {
    if (!this.#options.allowDelete)
      return { status: 405, headers: json(), body: JSON.stringify({ message: 'DELETE not allowed' }) };
    const handle = query.get('handle');
    const byHandle = handle === null ? undefined : this.registry.find(handle);
    const withOffset = new URLSearchParams(query);
    withOffset.set('offset', '-1');
    const parsed = query.get('table') === null ? undefined : parseShapeRequest(withOffset);
    if (parsed !== undefined && 'errors' in parsed) return invalid(parsed.errors);
    const found =
      byHandle ??
      (parsed === undefined || handle !== null ? undefined : await this.registry.findOrCreate(parsed.definition));
    if (found === undefined || 'errors' in found)
      return { status: 404, headers: json(), body: JSON.stringify({ message: 'No existing shape found' }) };
    this.registry.rotate(found);
    return { status: 202, headers: json(), body: '' };
  }

  /**
   * Where the client stands decides: in the snapshot it gets the next chunk, behind it a page of the log. A shape that
   * is still being made is waited for.
   */
  async #serve(shape: Shape, request: ShapeRequest, http: HttpShapeRequest): Promise<ShapeResponse> {
    const { offset } = request;
    if (offset.kind === 'now') {
      await this.#untilComplete(shape, http.signal);
      if (http.signal?.aborted === true) return clientGone();
      return shape.isRotated
        ? this.#rotated(shape, request)
        : this.#reply(shape, request, http, {
            entries: [],
            isUpToDate: true,
            at: shape.last ?? { tx: 0, op: Infinity },
          });
    }
    const position = offset.kind === 'at' ? offset : undefined;
    const chunk =
      position === undefined ? 0 : position.tx === 0 && position.op !== Infinity ? position.op + 1 : undefined;
    if (chunk !== undefined) {
      while (!shape.isRotated && shape.chunks <= chunk && !shape.isComplete) {
        // A client that has gone must not keep this loop alive: an aborted wait returns at once.
        if (http.signal?.aborted === true) return clientGone();
        await shape.nextChange(this.#options.longPollMs, http.signal);
      }
      if (shape.isRotated) return this.#rotated(shape, request);
      if (chunk < shape.chunks)
        return (await this.#chunk(shape, request, http, chunk)) ?? this.#rotated(shape, request);
    }
    const from =
      position === undefined || chunk !== undefined ? { tx: 0, op: Infinity } : { tx: position.tx, op: position.op };
    return this.#log(shape, request, http, from);
  }

  async #untilComplete(shape: Shape, signal: AbortSignal | undefined): Promise<void> {
    while (!shape.isComplete && !shape.isRotated && signal?.aborted !== true)
      await shape.nextChange(this.#options.longPollMs, signal);
  }

  /** The shape has ended: 409 with the handle of the one that takes its place, or 503 where it could not be made. */
  async #rotated(shape: Shape, request: ShapeRequest): Promise<ShapeResponse> {
    if (shape.failure !== undefined) return withRetry({ message: shape.failure.message, code: 'snapshot_error' }, 10);
    const next = await this.registry.findOrCreate(request.definition);
    return mustRefetch('errors' in next ? undefined : next.handle);
  }

  /** A chunk of the snapshot; undefined where it is damaged and the shape has ended for it. */
  async #chunk(
    shape: Shape,
    request: ShapeRequest,
    http: HttpShapeRequest,
    index: number,
  ): Promise<ShapeResponse | undefined> {
    const file = await this.registry.chunk(shape, index);
    if (file === undefined) return undefined;
    const headers = this.#headers(shape, request, offsetTextOf(0, index), { isUpToDate: false, hasData: true });
    if (http.ifNoneMatch !== undefined && http.ifNoneMatch === headers['etag'])
      return { status: 304, headers, body: '' };
    const isSmall = (shape.sums[index]?.bytes ?? Infinity) <= SMALL_BYTES;
    const body = isSmall ? await readUnlessGone(file) : readWhenTaken(file);
    return body === undefined ? undefined : { status: 200, headers, body };
  }

  async #log(
    shape: Shape,
    request: ShapeRequest,
    http: HttpShapeRequest,
    from: { readonly tx: number; readonly op: number },
  ): Promise<ShapeResponse> {
    await this.#untilComplete(shape, http.signal);
    if (http.signal?.aborted === true) return clientGone();
    if (shape.isRotated) return this.#rotated(shape, request);
    if (isPast(from, shape.last)) {
      await this.#untilReached(shape, from, http.signal);
      if (shape.isRotated) return this.#rotated(shape, request);
      if (isPast(from, shape.last)) return invalid({ offset: ['out of bounds for this shape'] });
    }
    if (request.isSse) return this.#sse(shape, request, from, http.signal);
    let page = this.#page(shape, from);
    if (shape.isRotated) return this.#rotated(shape, request);
    if (request.isLive && page.entries.length === 0) {
      await shape.nextChange(this.#options.longPollMs, http.signal);
      if (shape.isRotated) return this.#rotated(shape, request);
      page = this.#page(shape, from);
      if (shape.isRotated) return this.#rotated(shape, request);
    }
    return this.#reply(shape, request, http, page);
  }

  /**
   * A client may be ahead of this server for a moment, where another one answered it before; half a poll is waited for
   * that.
   */
  async #untilReached(
    shape: Shape,
    from: { readonly tx: number; readonly op: number },
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const until = this.#options.now() + this.#options.longPollMs / 2;
    while (isPast(from, shape.last) && !shape.isRotated && this.#options.now() < until && signal?.aborted !== true) {
      await shape.nextChange(Math.max(1, until - this.#options.now()), signal);
    }
  }

  /** Entries after a position, at most a chunk of them. */
  #page(shape: Shape, from: { readonly tx: number; readonly op: number }): Page {
    const entries = this.registry.read(shape, from.tx, from.op, this.#options.chunkBytes);
    const end = entries.at(-1);
    const at = end === undefined ? from : { tx: end.tx, op: end.op };
    return { entries: entries.map((entry) => entry.body), isUpToDate: !isBefore(at, shape.last), at };
  }

  #reply(shape: Shape, request: ShapeRequest, http: HttpShapeRequest, page: Page): ShapeResponse {
    // Electric says «no data» only where a wait was in vain; whoever catches up gets an answer that a cache may keep.
    const isCatchUp = request.offset.kind === 'at' && !request.isLive;
    const headers = this.#headers(shape, request, offsetTextOf(page.at.tx, page.at.op), {
      isUpToDate: page.isUpToDate,
      hasData: page.entries.length > 0 || isCatchUp,
    });
    if (http.ifNoneMatch !== undefined && http.ifNoneMatch === headers['etag'])
      return { status: 304, headers, body: '' };
    const messages = page.isUpToDate ? [...page.entries, this.#upToDate(request, page)] : page.entries;
    return { status: 200, headers, body: `[${messages.join(',')}]` };
  }

  /**
   * How far the client has seen. Within a live answer that is its own last entry: others may not have been given theirs
   * yet.
   */
  #upToDate(request: ShapeRequest, page: Page): string {
    const lsn = request.isLive && page.entries.length > 0 ? page.at.tx : Math.max(this.registry.globalLsn, page.at.tx);
    return JSON.stringify({ headers: { control: 'up-to-date', global_last_seen_lsn: String(lsn) } });
  }

  #headers(
    shape: Shape,
    request: ShapeRequest,
    offset: string,
    state: { readonly isUpToDate: boolean; readonly hasData: boolean },
  ): Record<string, string> {
    const etag = `${shape.handle}:${request.offsetText}:${offset}${state.hasData ? '' : `:${process.hrtime.bigint()}`}`;
    return {
      ...json(),
      'electric-handle': shape.handle,
      'electric-offset': offset,
      'electric-has-data': String(state.hasData),
      etag: `"${etag}"`,
      'cache-control': this.#cacheControl(request),
      ...(state.isUpToDate ? { 'electric-up-to-date': '' } : {}),
      ...(request.isLive
        ? { 'electric-cursor': this.#cursor(request.cursor) }
        : { 'electric-schema': schemaHeader(shape.view.info, shape.view.selected) }),
    };
  }

  #cacheControl(request: ShapeRequest): string {
    if (request.offset.kind === 'start') return 'public, max-age=604800, s-maxage=3600, stale-while-revalidate=2629746';
    if (request.isSse) return 'public, max-age=59';
    if (request.isLive) return 'public, max-age=5, stale-while-revalidate=5';
    return `public, max-age=${this.#options.cacheMaxAge}, stale-while-revalidate=${this.#options.cacheStaleAge}`;
  }

  /**
   * Moves on every twenty seconds, and past the client's own, so that a cache never answers a poll with the poll before
   * it.
   */
  #cursor(previous: string | undefined): string {
    const cursor = Math.ceil((this.#options.now() - EPOCH_MS) / CURSOR_MS) * (CURSOR_MS / 1000);
    const seen = Number(previous ?? '');
    return String(
      previous !== undefined && previous !== '' && cursor <= seen
        ? seen + 1 + Math.floor(Math.random() * 3600)
        : cursor,
    );
  }

  #sse(
    shape: Shape,
    request: ShapeRequest,
    from: { readonly tx: number; readonly op: number },
    signal: AbortSignal | undefined,
  ): ShapeResponse {
    const headers = {
      ...this.#headers(shape, request, offsetTextOf(from.tx, from.op), { isUpToDate: true, hasData: true }),
      'content-type': 'text/event-stream',
      connection: 'keep-alive',
    };
    return { status: 200, headers, body: this.#events(shape, request, from, signal) };
  }

  async *#events(
    shape: Shape,
    request: ShapeRequest,
    from: { readonly tx: number; readonly op: number },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<string> {
    const until = this.#options.now() + SSE_TOTAL_MS;
    let at = from;
    let isBehind = isBefore(from, shape.last);
    while (!shape.isRotated && signal?.aborted !== true && this.#options.now() < until) {
      const page = this.#page(shape, at);
      if (shape.isRotated) return;
      if (page.entries.length > 0) {
        yield [...page.entries, this.#upToDate(request, page)].map((message) => `data: ${message}\n\n`).join('');
        at = page.at;
        if (isBehind) return;
      } else {
        yield ': keep-alive\n\n';
      }
      isBehind = false;
      await shape.nextChange(Math.min(SSE_KEEP_ALIVE_MS, Math.max(1, until - this.#options.now())), signal);
    }
  }

  async #subset(shape: Shape, subset: Readonly<Record<string, string>>): Promise<ShapeResponse> {
    await this.#untilComplete(shape, undefined);
    const result = await readSubset(this.registry.pool, shape, subset);
    if ('errors' in result) return invalid(result.errors);
    const at = shape.last ?? { tx: 0, op: Infinity };
    return {
      status: 200,
      headers: {
        ...json(),
        'cache-control': 'no-cache',
        'electric-snapshot': 'true',
        'electric-handle': shape.handle,
        'electric-offset': offsetTextOf(at.tx, at.op),
        'electric-schema': schemaHeader(shape.view.info, shape.view.selected),
      },
      body: result.body,
    };
  }
}

interface Page {
  readonly entries: readonly string[];
  readonly isUpToDate: boolean;
  readonly at: { readonly tx: number; readonly op: number };
}
type Position = { readonly tx: number; readonly op: number } | undefined;

function isBefore(a: { readonly tx: number; readonly op: number }, b: Position): boolean {
  return b !== undefined && (a.tx < b.tx || (a.tx === b.tx && a.op < b.op));
}

/** Beyond the end of a log: a client of another life of this shape. `0_inf` is always inside. */
function isPast(from: { readonly tx: number; readonly op: number }, last: Position): boolean {
  const end = last ?? { tx: 0, op: Infinity };
  return from.tx > end.tx || (from.tx === end.tx && from.tx > 0 && from.op > end.op);
}

/** Nobody is left to read it. */
const clientGone = (): ShapeResponse => ({ status: 499, headers: { 'cache-control': 'no-store' }, body: '' });

const json = (): Record<string, string> => ({ 'content-type': 'application/json' });

function invalid(errors: RequestErrors): ShapeResponse {
  return {
    status: 400,
    headers: { ...json(), 'cache-control': 'no-store', 'surrogate-control': 'no-store' },
    body: JSON.stringify({ message: 'Invalid request', errors }),
  };
}

function mustRefetch(handle: string | undefined): ShapeResponse {
  return {
    status: 409,
    headers: {
      ...json(),
      'electric-has-data': 'true',
      'cache-control': `public, max-age=${handle === undefined ? 1 : 60}, must-revalidate`,
      ...(handle === undefined ? {} : { 'electric-handle': handle }),
    },
    body: MUST_REFETCH,
  };
}

function withRetry(body: object, seconds: number): ShapeResponse {
  return {
    status: 503,
    headers: {
      ...json(),
      'retry-after': String(seconds),
      'cache-control': 'no-store',
      'surrogate-control': 'no-store',
      'electric-internal-known-error': 'true',
    },
    body: JSON.stringify(body),
  };
}

/** A file's text; undefined where it went with its shape meanwhile. */
async function readUnlessGone(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
