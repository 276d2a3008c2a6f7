/**
 * The hub's addresses of contents, played by the test within its process (`shared/protocol/files.ts`): a network that
 * breaks where the test says so, with what the hub then has and has not. The real one is tried in `test/integration`.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fetch } from '../../electron/sync/hub-client.ts';
import { FILES_PATH, UPLOADS_PATH } from '../../shared/protocol/files.ts';
import { SCHEMA_VERSION, VERSION_HEADER } from '../../shared/schema/versions.ts';

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface HubFile {
  readonly size: number;
  isUploaded: boolean;
  hasThumbnail: boolean;
}

/**
 * What becomes of one request. `lost`: it never arrives. `unanswered`: it is done and nobody hears. `cut`: of its body
 * (up or down) so many bytes pass. A status: the hub says no.
 */
export type Fate =
  | 'done'
  | 'lost'
  | 'unanswered'
  | { readonly cut: number }
  | { readonly status: number; readonly code: string };

export interface Asked {
  readonly method: string;
  readonly path: string;
}

export class FakeFileHub {
  readonly files = new Map<string, HubFile>();
  readonly contents = new Map<string, Buffer>();
  readonly thumbnails = new Map<string, Buffer>();
  readonly #uploads = new Map<string, { readonly sha256: string; readonly size: number; bytes: Buffer }>();
  /** How often content was kept, by hash: once is enough. */
  readonly kept = new Map<string, number>();
  readonly asked: Asked[] = [];
  fate: (asked: Asked) => Fate = () => 'done';
  #next = 0;
  /** The hub's rows have changed. */
  onRows: () => void = () => undefined;

  /** The hub has a row of this content. */
  know(sha256: string, size: number): void {
    if (!this.files.has(sha256)) this.files.set(sha256, { size, isUploaded: false, hasThumbnail: false });
  }

  readonly fetch: Fetch = async (url, init) => {
    const { pathname } = new URL(url);
    const method = init?.method ?? 'GET';
    const asked = { method, path: pathname };
    this.asked.push(asked);
    // As over a wire: later, and not at all for whoever has let go.
    await new Promise((done) => {
      setImmediate(done);
    });
    init?.signal?.throwIfAborted();
    const fate = this.fate(asked);
    if (fate === 'lost') throw new TypeError('fetch failed');
    if (typeof fate === 'object' && 'status' in fate) return said(fate.status, { code: fate.code, message: fate.code });
    const headers = new Headers(init?.headers);
    const whole = Buffer.from((init?.body as Uint8Array | null | undefined) ?? Buffer.alloc(0));
    const isUp = method === 'PATCH' || method === 'POST';
    const cut = typeof fate === 'object' ? fate.cut : undefined;
    const body = isUp && cut !== undefined ? whole.subarray(0, cut) : whole;
    const response = this.#answer(method, pathname, headers, body);
    this.onRows();
    if (fate === 'unanswered' || (isUp && cut !== undefined)) throw new TypeError('fetch failed');
    return cut === undefined ? response : broken(response, cut);
  };

  /** The same hub on a port of this machine, for whoever asks from another thread or process. */
  async listen(): Promise<{ readonly url: string } & AsyncDisposable> {
    const server = createServer((request, response) => {
      // A connection that breaks off is what the test has asked for, or the laptop's doing.
      this.#over(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const close = async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((done) => {
        server.close(done);
      });
    };
    return { url, [Symbol.asyncDispose]: close };
  }

  async #over(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = pieces.length === 0 ? {} : { body: new Uint8Array(Buffer.concat(pieces)) };
    const headers = request.headers as Record<string, string>;
    const method = request.method ?? 'GET';
    const answer = await this.fetch(`http://hub.invalid${request.url ?? ''}`, { method, headers, ...body });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body === null) response.end();
    else await pipeline(Readable.fromWeb(answer.body), response);
  }

  #answer(method: string, path: string, headers: Headers, body: Buffer): Response {
    if (path === UPLOADS_PATH) return this.#begin(headers, body);
    if (path.startsWith(`${UPLOADS_PATH}/`)) return this.#goOn(method, path, headers, body);
    const [sha256 = '', rendition] = path.slice(FILES_PATH.length + 1).split('/');
    const file = this.files.get(sha256);
    if (file === undefined) return said(404, { code: 'file.unknown', message: 'unknown' });
    if (rendition === 'thumbnail') return this.#thumbnail(method, sha256, file, body);
    const content = this.contents.get(sha256);
    if (!file.isUploaded || content === undefined) return said(404, { code: 'file.elsewhere', message: 'elsewhere' });
    if (hashOf(content) !== sha256 && this.#isNoticed) {
      file.isUploaded = false;
      this.contents.delete(sha256);
      return said(410, { code: 'file.damaged', message: 'damaged' });
    }
    const from = Number(/^bytes=(\d+)-$/.exec(headers.get('range') ?? '')?.[1] ?? Number.NaN);
    if (Number.isNaN(from)) return new Response(new Uint8Array(content), { status: 200, headers: versioned });
    if (from >= content.length) return said(416, { code: 'range', message: 'range' });
    const part = new Uint8Array(content.subarray(from));
    const range = `bytes ${from}-${content.length - 1}/${content.length}`;
    return new Response(part, { status: 206, headers: { ...versioned, 'content-range': range } });
  }

  /** Whether the hub looks at what it sends; without that the laptop has to. */
  #isNoticed = true;
  set looksAtItsOwn(does: boolean) {
    this.#isNoticed = does;
  }

  #thumbnail(method: string, sha256: string, file: HubFile, body: Buffer): Response {
    if (method === 'PUT') {
      this.thumbnails.set(sha256, body);
      file.hasThumbnail = true;
      return new Response(null, { status: 204, headers: versioned });
    }
    const webp = this.thumbnails.get(sha256);
    return webp === undefined
      ? said(404, { code: 'file.noThumbnail', message: 'none' })
      : new Response(new Uint8Array(webp), { status: 200, headers: versioned });
  }

  #begin(headers: Headers, body: Buffer): Response {
    const sha256 = Buffer.from(headers.get('upload-metadata')?.split(' ')[1] ?? '', 'base64').toString();
    const size = Number(headers.get('upload-length'));
    const file = this.files.get(sha256);
    if (file === undefined) return said(404, { code: 'file.unknown', message: 'unknown' });
    if (file.isUploaded && this.contents.has(sha256)) return said(200, { state: 'here' });
    this.#next += 1;
    const path = `${UPLOADS_PATH}/${this.#next}`;
    this.#uploads.set(path, { sha256, size, bytes: Buffer.alloc(0) });
    if (body.length > 0) {
      const refused = this.#take(path, body);
      if (refused !== undefined) return refused;
    }
    const offset = this.#uploads.get(path)?.bytes.length ?? size;
    return new Response(null, {
      status: 201,
      headers: { ...versioned, location: path, 'upload-offset': String(offset) },
    });
  }

  #goOn(method: string, path: string, headers: Headers, body: Buffer): Response {
    const upload = this.#uploads.get(path);
    if (upload === undefined) return said(404, { code: 'file.unknown', message: 'no such upload' });
    const told = (offset: number, status: number): Response =>
      new Response(null, {
        status,
        headers: { ...versioned, 'upload-offset': String(offset), 'upload-length': String(upload.size) },
      });
    if (method === 'HEAD') return told(upload.bytes.length, 200);
    if (Number(headers.get('upload-offset')) !== upload.bytes.length)
      return said(409, { code: 'request.invalid', message: 'offset' });
    return this.#take(path, body) ?? told(this.#uploads.get(path)?.bytes.length ?? upload.size, 204);
  }

  #take(path: string, body: Buffer): Response | undefined {
    const upload = this.#uploads.get(path);
    if (upload === undefined) return undefined;
    upload.bytes = Buffer.concat([upload.bytes, body]);
    if (upload.bytes.length < upload.size) return undefined;
    this.#uploads.delete(path);
    if (hashOf(upload.bytes) !== upload.sha256) return said(460, { code: 'file.mismatch', message: 'mismatch' });
    const file = this.files.get(upload.sha256);
    if (file !== undefined) file.isUploaded = true;
    if (!this.contents.has(upload.sha256)) this.kept.set(upload.sha256, (this.kept.get(upload.sha256) ?? 0) + 1);
    this.contents.set(upload.sha256, upload.bytes);
    return undefined;
  }
}

const versioned = { [VERSION_HEADER]: String(SCHEMA_VERSION) };

const said = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { ...versioned, 'content-type': 'application/json' } });

/** Its body breaks off after so many bytes. */
function broken(response: Response, after: number): Response {
  if (response.body === null) return response;
  let left = after;
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, to) => {
        if (chunk.length > left) {
          if (left > 0) to.enqueue(chunk.subarray(0, left));
          to.error(new TypeError('terminated'));
        } else to.enqueue(chunk);
        left = Math.max(0, left - chunk.length);
      },
    }),
  );
  return new Response(body, { status: response.status, headers: response.headers });
}
