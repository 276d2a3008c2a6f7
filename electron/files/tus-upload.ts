/**
 * One content on its way up, by tus (https://tus.io/protocols/resumable-upload). `tus-js-client` keeps to the protocol;
 * requests go out by our own way, which carries who asks and says what a failure means, and nothing is tried
 * again here: one place decides on that for all of it (`file-uplink.ts`).
 */
import {
  type DetailedError,
  type FileSource,
  type HttpRequest,
  type HttpResponse,
  type HttpStack,
  Upload,
} from 'tus-js-client';
import { UPLOADS_PATH } from '../../shared/protocol/files.ts';
import { HubFailure, type Send } from '../sync/hub-request.ts';

export interface UploadJob {
  readonly hubUrl: string;
  /** As this laptop. */
  readonly send: Send;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** A part of the content. Throws AppError `file.damaged`, `file.elsewhere`. */
  readonly read: (start: number, end: number) => Promise<Buffer>;
  /** Bytes of one request. */
  readonly chunkBytes: number;
  /** Where the hub takes the rest of it, as `onBegun` was told; undefined for one that has not begun. */
  readonly begunAt: string | undefined;
  readonly onBegun: (path: string) => void;
  /** So many bytes are on the hub's disk. */
  readonly onTaken: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** The hub has this theatre's own bytes already. */
class IsThere extends Error {}

/**
 * Sends it, or the rest of it. Resolves once the hub has all of it. Throws HubFailure, what `read` throws, and the
 * signal's reason.
 */
export function uploadByTus(job: UploadJob): Promise<void> {
  const { hubUrl, sha256, size, begunAt, chunkBytes, signal } = job;
  const endpoint = new URL(UPLOADS_PATH, hubUrl).href;
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(Buffer.alloc(0), {
      endpoint,
      uploadUrl: begunAt === undefined ? null : new URL(begunAt, hubUrl).href,
      metadata: { sha256 },
      uploadSize: size,
      chunkSize: chunkBytes,
      retryDelays: null,
      storeFingerprintForResuming: false,
      uploadDataDuringCreation: true,
      fileReader: { openFile: () => Promise.resolve(sourceOf(job)) },
      httpStack: new OurStack(job.send, signal),
      onUploadUrlAvailable: () => {
        if (upload.url !== null) job.onBegun(new URL(upload.url).pathname);
      },
      onChunkComplete: (_chunk, taken) => job.onTaken(taken),
      onSuccess: () => resolve(),
      onError: (error) => {
        const cause = causeOf(error);
        if (cause instanceof IsThere) resolve();
        else reject(signal.aborted ? (signal.reason as Error) : cause);
      },
    });
    upload.start();
  });
}

function sourceOf({ size, read }: UploadJob): FileSource {
  return {
    size,
    slice: async (start, end) => {
      const bytes = await read(start, Math.min(end, size));
      // The client asks for `size`, which blobs have.
      return { value: Object.assign(bytes, { size: bytes.length }), done: end >= size };
    },
    close: () => undefined,
  };
}

/** What happened, without what tus says around it. */
function causeOf(error: Error | DetailedError): Error {
  const cause = 'causingError' in error ? error.causingError : undefined;
  if (cause instanceof Error) return cause;
  return new HubFailure('rubbish', 'hub.answer', error.message, { cause: error });
}

/** Statuses with which the hub says of an upload that it is not there any more: it begins anew. */
const IS_GONE = new Set([403, 404, 410]);
/** The upload stands elsewhere than was thought, or another request of ours still has it. */
const CONFLICT = 409;
const LOCKED = 423;

class OurStack implements HttpStack {
  readonly #sendOut: Send;
  readonly #signal: AbortSignal;

  constructor(send: Send, signal: AbortSignal) {
    this.#sendOut = send;
    this.#signal = signal;
  }

  createRequest(method: string, url: string): HttpRequest {
    return new OurRequest(this.#sendOut, this.#signal, method, url);
  }

  getName(): string {
    return 'offstage';
  }
}

class OurRequest implements HttpRequest {
  readonly #sendOut: Send;
  readonly #signal: AbortSignal;
  readonly #method: string;
  readonly #url: string;
  readonly #headers = new Map<string, string>();

  constructor(send: Send, signal: AbortSignal, method: string, url: string) {
    this.#sendOut = send;
    this.#signal = signal;
    this.#method = method;
    this.#url = url;
  }

  getMethod(): string {
    return this.#method;
  }

  getURL(): string {
    return this.#url;
  }

  setHeader(header: string, value: string): void {
    this.#headers.set(header, value);
  }

  getHeader(header: string): string | undefined {
    return this.#headers.get(header);
  }

  setProgressHandler(): void {
    // What has left here and not arrived is no progress: `onTaken` tells of what the hub has.
  }

  async send(body: Uint8Array<ArrayBuffer> | null | undefined): Promise<HttpResponse> {
    try {
      const response = await this.#sendOut(new URL(this.#url).pathname, {
        method: this.#method,
        headers: Object.fromEntries(this.#headers),
        signal: this.#signal,
        ...(body === null || body === undefined ? {} : { body }),
      });
      // An answer that nobody reads to its end holds its connection.
      await response.arrayBuffer();
      if (this.#method === 'POST' && response.status === 200) throw new IsThere();
      return answerOf(response.status, response.headers);
    } catch (error) {
      if (!(error instanceof HubFailure) || error.status === undefined) throw error;
      if (this.#method === 'HEAD' && IS_GONE.has(error.status)) return answerOf(error.status, new Headers());
      // Passes by itself, and is not what the request was about.
      if (error.status === CONFLICT || error.status === LOCKED)
        throw new HubFailure('busy', error.code, error.message, { status: error.status, cause: error });
      throw error;
    }
  }

  abort(): Promise<void> {
    // The signal of the whole upload ends its requests.
    return Promise.resolve();
  }

  getUnderlyingObject(): unknown {
    return undefined;
  }
}

function answerOf(status: number, headers: Headers): HttpResponse {
  return {
    getStatus: () => status,
    getHeader: (name) => headers.get(name) ?? undefined,
    getBody: () => '',
    getUnderlyingObject: () => undefined,
  };
}
