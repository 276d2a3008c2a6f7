/**
 * Small pictures of a theatre's files: what a laptop sends ahead of the content, drawn anew before it is believed, and
 * what the hub makes itself once the content is there.
 */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mediaTypeOf, SNIFF_BYTES } from '../../files/sniff.ts';
import { mayHaveThumbnail } from '../../files/thumbnails/kinds.ts';
import type { ThumbnailSource } from '../../files/thumbnails/make-thumbnail.ts';
import { HttpFailure } from '../hub-context.ts';
import { type FileRow, lateArrivals } from './file-rows.ts';
import type { HubFiles } from './hub-files.ts';

/** Content that does not lie in a file of its own is taken into memory; more than this is not, in bytes. */
const MOST_IN_MEMORY = 64 * 1024 ** 2;

/** What was to be made and was not, because the hub ended, is made up for so long after it arrived. */
const MISSING_MS = 2 * 86_400_000;
/** In one go. */
const MOST_MISSING = 200;

export class Thumbnails {
  readonly #files: Omit<HubFiles, 'thumbnails'>;
  /** Those that are being made again, by the file's id: however many ask, each is made once. */
  readonly #again = new Map<string, Promise<void>>();
  /** Rows of which this process has tried to make one: content does not change, and neither does what comes of it. */
  readonly #tried = new Set<string>();
  /** Resolves when the one that was asked for last is made, or not. */
  #last: Promise<void> = Promise.resolve();

  constructor(files: Omit<HubFiles, 'thumbnails'>) {
    this.#files = files;
  }

  /**
   * Takes what a laptop made. Where the content is here the hub's own counts. Throws HttpFailure 400 for what is no
   * picture.
   */
  async take(file: FileRow, body: unknown): Promise<void> {
    if (!Buffer.isBuffer(body)) throw new HttpFailure(400, 'request.invalid', 'A thumbnail is a WebP.');
    if (file.isHere && file.hasThumbnail) return;
    const drawn = await this.#files.maker.make({ bytes: body }, 'image/webp');
    if ('code' in drawn) throw new HttpFailure(400, 'request.invalid', `This is no thumbnail: ${drawn.code}.`);
    await this.#keep(file, drawn.webp);
  }

  /** Makes those that are missing of contents that came lately. Throws what the database says. */
  async makeMissing(): Promise<void> {
    const { database, now } = this.#files;
    for (const file of await lateArrivals(database.pool, new Date(now().getTime() - MISSING_MS), MOST_MISSING))
      if (!this.#tried.has(file.id) && mayHaveThumbnail(file.mime)) await this.makeFor(file);
  }

  /**
   * Makes one of content that has come, where that can be done, after those that came before: contents that lie in no
   * file of their own are in memory meanwhile. Never throws.
   */
  makeFor(file: FileRow): Promise<void> {
    this.#tried.add(file.id);
    this.#last = this.#last.then(() => this.#make(file));
    return this.#last;
  }

  async #make(file: FileRow): Promise<void> {
    try {
      const head = await this.#bytes(file, SNIFF_BYTES);
      const mime = await mediaTypeOf(head);
      if (!mayHaveThumbnail(mime)) return;
      const source = await this.#source(file);
      if (source === undefined) return;
      const made = await this.#files.maker.make(source, mime);
      if ('code' in made) this.#files.log.info({ file: file.id, mime, code: made.code }, 'a file has no thumbnail');
      else await this.#keep(file, made.webp);
    } catch (error) {
      this.#files.log.error({ err: error, file: file.id }, 'a thumbnail could not be made');
    }
  }

  async #source({ sha256, size }: FileRow): Promise<ThumbnailSource | undefined> {
    const path = this.#files.store.pathOf(sha256);
    if (path !== undefined) return { path };
    return size > MOST_IN_MEMORY ? undefined : { bytes: await this.#bytes({ sha256, size }, size) };
  }

  async #bytes({ sha256, size }: Pick<FileRow, 'sha256' | 'size'>, most: number): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.#files.store.read(sha256, { start: 0, end: Math.min(size, most) }))
      pieces.push(piece);
    return Buffer.concat(pieces);
  }

  async #keep({ id, theaterId, sha256 }: FileRow, webp: Buffer): Promise<void> {
    const { store, database } = this.#files;
    await store.putThumbnail(theaterId, sha256, webp);
    await database.pool.query('UPDATE files SET has_thumbnail = true WHERE id = $1 AND NOT has_thumbnail', [id]);
  }

  /**
   * The row says that there is one and there is none, as after a backup was put back, which holds contents alone: it is
   * made of the content where that is here. Where it cannot be, the row says so, and a laptop that has one sends it.
   */
  async #makeAgain(file: FileRow): Promise<void> {
    const { store, database } = this.#files;
    if (file.isHere) await this.makeFor(file);
    if ((await store.thumbnail(file.theaterId, file.sha256)) !== undefined) return;
    await database.pool.query('UPDATE files SET has_thumbnail = false WHERE id = $1 AND has_thumbnail', [file.id]);
  }

  async #found(file: FileRow): Promise<Buffer | undefined> {
    const { store } = this.#files;
    const webp = await store.thumbnail(file.theaterId, file.sha256);
    if (webp !== undefined || !file.hasThumbnail) return webp;
    const again = this.#again.get(file.id) ?? this.#makeAgain(file).finally(() => this.#again.delete(file.id));
    this.#again.set(file.id, again);
    await again;
    return store.thumbnail(file.theaterId, file.sha256);
  }

  /** Answers GET. Throws HttpFailure 404 `file.noThumbnail`. */
  async send(file: FileRow, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const webp = await this.#found(file);
    if (webp === undefined) throw new HttpFailure(404, 'file.noThumbnail', 'There is no thumbnail of this file.');
    const tag = `"${createHash('sha256').update(webp).digest('base64url')}"`;
    reply.header('etag', tag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply.type('image/webp').send(webp);
  }
}
