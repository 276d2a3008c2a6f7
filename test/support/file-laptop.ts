/** A laptop as the hub sees it when it brings and fetches contents: nothing but HTTP, with tus by hand. */
import { createHash } from 'node:crypto';
import { UNKNOWN_TYPE } from '../../files/sniff.ts';
import { newId } from '../../shared/base/ids.ts';
import { FILES_PATH, UPLOADS_PATH } from '../../shared/protocol/files.ts';
import type { Random } from '../simulation/random-world.ts';
import { type Answer, deviceHeader, post, pushOne, register, type Tokens } from './hub-laptop.ts';

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const bytesOf = (random: Random, count: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: count }, () => random.below(256)));

/** Bytes at once, or as they come. */
export type Content = Uint8Array | ReadableStream<Uint8Array>;

/** What came of a request: `code` of a refusal, the offset of an upload. */
export interface FileAnswer extends Pick<Answer, 'status' | 'code' | 'body' | 'headers'> {
  readonly bytes: Buffer;
}

export class FileLaptop {
  readonly #url: () => string;
  tokens: Tokens;
  #sequence = 0;

  private constructor(url: () => string, tokens: Tokens) {
    this.#url = url;
    this.tokens = tokens;
  }

  /** `password`: of the demo's people another than of those of tests. */
  static async register(url: string | (() => string), email: string, password?: string): Promise<FileLaptop> {
    const where = typeof url === 'string' ? () => url : url;
    return new FileLaptop(where, await register(where(), email, undefined, undefined, password));
  }

  /** A new access token: each is good for a quarter of an hour. */
  async refresh(): Promise<void> {
    const { refreshToken } = this.tokens;
    const { status, body } = await post(this.#url(), '/v1/auth/refresh', { refreshToken });
    if (status !== 200) throw new Error(`refresh: ${status}`);
    this.tokens = { ...this.tokens, ...(body as Partial<Tokens>) };
  }

  /** A row of `files` for this content, by way of a document. */
  async name(content: Uint8Array, name = 'план.bin', id = newId(), mime = UNKNOWN_TYPE): Promise<string> {
    const sha256 = hashOf(content);
    await this.push('document.create', {
      id,
      versionId: newId(),
      name,
      file: { sha256, size: content.length, mime, name },
    });
    return sha256;
  }

  async push(name: string, args: unknown): Promise<void> {
    this.#sequence += 1;
    const { body } = await pushOne(this.#url(), this.tokens, this.tokens.userId, this.#sequence, name, args);
    if (JSON.stringify(body['refused']) !== '[]') throw new Error(`refused: ${JSON.stringify(body)}`);
  }

  /** Any request, with the device's token unless another is given. */
  async ask(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Content,
    signal?: AbortSignal,
  ): Promise<FileAnswer> {
    const response = await fetch(this.#url() + path, {
      method,
      headers: { ...deviceHeader(this.tokens), ...headers },
      ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer>, duplex: 'half' }),
      ...(signal === undefined ? {} : { signal }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json') === true && method !== 'HEAD';
    const parsed = isJson ? (JSON.parse(bytes.toString()) as Record<string, unknown>) : {};
    const code = typeof parsed['code'] === 'string' ? parsed['code'] : '';
    return { status: response.status, code, body: parsed, headers: response.headers, bytes };
  }

  begin(sha256: string, size: number, content?: Uint8Array): Promise<FileAnswer> {
    return this.ask(
      'POST',
      UPLOADS_PATH,
      {
        'tus-resumable': '1.0.0',
        'upload-length': String(size),
        'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
        ...(content === undefined ? {} : { 'content-type': 'application/offset+octet-stream' }),
      },
      content === undefined ? undefined : Buffer.from(content),
    );
  }

  offset(location: string): Promise<FileAnswer> {
    return this.ask('HEAD', location, { 'tus-resumable': '1.0.0' });
  }

  send(location: string, at: number, content: Content, signal?: AbortSignal): Promise<FileAnswer> {
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-offset': String(at),
      'content-type': 'application/offset+octet-stream',
    };
    return this.ask('PATCH', location, headers, content, signal);
  }

  drop(location: string): Promise<FileAnswer> {
    return this.ask('DELETE', location, { 'tus-resumable': '1.0.0' });
  }

  /** Begins and sends all of it. Answers how it ended. */
  async bring(content: Uint8Array, sha256 = hashOf(content)): Promise<FileAnswer> {
    const begun = await this.begin(sha256, content.length);
    const location = begun.headers.get('location');
    return location === null ? begun : this.send(location, 0, Buffer.from(content));
  }

  /** The content, or a part of it, as a person asks. */
  fetch(sha256: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<FileAnswer> {
    return this.ask(method, `${FILES_PATH}/${sha256}`, { ...this.person, ...headers });
  }

  fetchThumbnail(sha256: string, headers: Readonly<Record<string, string>> = {}): Promise<FileAnswer> {
    return this.ask('GET', `${FILES_PATH}/${sha256}/thumbnail`, { ...this.person, ...headers });
  }

  putThumbnail(sha256: string, webp: Uint8Array, type = 'image/webp'): Promise<FileAnswer> {
    return this.ask('PUT', `${FILES_PATH}/${sha256}/thumbnail`, { 'content-type': type }, Buffer.from(webp));
  }

  get person(): { readonly authorization: string } {
    return { authorization: `Bearer ${this.tokens.accessToken}` };
  }
}
