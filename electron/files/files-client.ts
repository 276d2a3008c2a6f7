/** Contents as the hub gives and takes them (`shared/protocol/files.ts`). What fails is a HubFailure. */
import { FILES_PATH, MOST_THUMBNAIL_BYTES } from '../../shared/protocol/files.ts';
import { HubFailure, type Send } from '../sync/hub-request.ts';

/** It has no such file, has its row alone, or what it has is damaged. */
const NOT_THERE: ReadonlySet<number> = new Set([404, 410]);

/** Stateless but for how requests are sent. */
export class FilesClient {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /**
   * The content from a byte on. Throws HubFailure; `file.elsewhere`, `file.unknown` and `file.damaged` are the hub's
   * word on this file, everything else speaks of the way.
   */
  async *original(sha256: string, from: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const headers = from === 0 ? {} : { range: `bytes=${from}-` };
    const response = await this.#send(`${FILES_PATH}/${sha256}`, { signal, headers });
    const begins = response.status === 206 ? startOf(response.headers.get('content-range')) : 0;
    if (begins === undefined || begins > from)
      throw new HubFailure('rubbish', 'hub.answer', 'the hub sent another part than was asked for');
    yield* passed(response, from - begins);
  }

  /** Whether the hub has the content. Throws HubFailure. */
  async isThere(sha256: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#send(`${FILES_PATH}/${sha256}`, { method: 'HEAD', signal });
      return true;
    } catch (error) {
      if (error instanceof HubFailure && error.status !== undefined && NOT_THERE.has(error.status)) return false;
      throw error;
    }
  }

  /** A thumbnail, or undefined where the hub has none. Throws HubFailure. */
  async thumbnail(sha256: string, signal: AbortSignal): Promise<Buffer | undefined> {
    let response: Response;
    try {
      response = await this.#send(`${FILES_PATH}/${sha256}/thumbnail`, { signal });
    } catch (error) {
      if (error instanceof HubFailure && error.status === 404) return undefined;
      throw error;
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of passed(response, 0)) {
      bytes += chunk.length;
      if (bytes > MOST_THUMBNAIL_BYTES)
        throw new HubFailure('rubbish', 'hub.answer', 'the hub sent a thumbnail that is too large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** Hands a thumbnail over, ahead of its content. Throws HubFailure. */
  async giveThumbnail(sha256: string, webp: Buffer, signal: AbortSignal): Promise<void> {
    await this.#send(`${FILES_PATH}/${sha256}/thumbnail`, {
      method: 'PUT',
      headers: { 'content-type': 'image/webp' },
      body: new Uint8Array(webp),
      signal,
    });
  }
}

/** The hub answers with less than was asked for only at the end, so that where it begins is all that matters. */
function startOf(contentRange: string | null): number | undefined {
  const start = /^bytes (\d+)-\d+\/\d+$/.exec(contentRange ?? '')?.[1];
  return start === undefined ? undefined : Number(start);
}

/** The body without its first bytes. A way that breaks in the middle is a hub that cannot be reached. */
async function* passed(response: Response, without: number): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  let left = without;
  try {
    for await (const chunk of response.body) {
      if (left < chunk.length) yield left === 0 ? chunk : chunk.subarray(left);
      left = Math.max(0, left - chunk.length);
    }
  } catch (error) {
    if (error instanceof HubFailure) throw error;
    throw new HubFailure('unreachable', 'hub.unreachable', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}
