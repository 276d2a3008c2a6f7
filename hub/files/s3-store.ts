/**
 * Contents in a store of S3's kind: `contents/<hash>` whole, `uploads/<id>/…` what has come of an upload, piece by
 * piece, and `thumbnails/<theatre>/<hash>.webp`. S3 cannot append: each part of an upload is an object of its own, so
 * that any hub goes on where another died, and all of them are read, hashed and put together once the last has come.
 */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { type ByteRange, FileRefused, type FileState, SHA256, type StoredFile } from '../../files/file-store.ts';
import { DamagedFile } from '../../files/sealed-file.ts';
import { faults } from '../fault-points.ts';
import type { ContentStore } from './content-store.ts';
import type { S3Place } from './files-url.ts';

/** Of an upload, gathered in memory; a part of S3's own uploads has at least five MiB, and there are 10,000 of them. */
const PIECE = 8 * 1024 * 1024;
const MARK = 'store-id';
const CONNECT_MS = 10_000;
const ANSWER_MS = 60_000;

/** A part of an upload: from which byte on, and how long. */
interface Piece {
  readonly key: string;
  readonly from: number;
  readonly length: number;
}

export class S3Store implements ContentStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor({ bucket, prefix, endpoint, region, credentials }: S3Place) {
    this.#bucket = bucket;
    this.#prefix = prefix;
    this.#client = new S3Client({
      region,
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      ...(credentials === undefined ? {} : { credentials }),
      // Stores that are not Amazon's know no sums in trailers; content is hashed by us.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS },
    });
  }

  #at(...names: readonly string[]): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#bucket, Key: this.#prefix + names.join('/') };
  }

  #content(sha256: string): { readonly Bucket: string; readonly Key: string } {
    if (!SHA256.test(sha256)) throw new RangeError('a file is named by the hash of its content');
    return this.#at('contents', sha256);
  }

  async sizeOf(sha256: string): Promise<number | undefined> {
    const head = await orMissing(this.#client.send(new HeadObjectCommand(this.#content(sha256))));
    return head?.ContentLength;
  }

  async stateOf(sha256: string): Promise<FileState> {
    const body = await this.#body(this.#content(sha256));
    if (body === undefined) return 'missing';
    const hash = createHash('sha256');
    for await (const piece of body) hash.update(piece);
    return hash.digest('hex') === sha256 ? 'whole' : 'damaged';
  }

  /** A part is believed as the store gives it, which keeps sums of its own; the whole is compared with its name. */
  async *read(sha256: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    if (range !== undefined && range.end <= range.start) return;
    const body = await this.#body(this.#content(sha256), range);
    if (body === undefined) throw new DamagedFile('it is not there any more');
    const hash = createHash('sha256');
    for await (const piece of body) {
      hash.update(piece);
      yield piece;
    }
    if (range === undefined && hash.digest('hex') !== sha256)
      throw new DamagedFile('its content is not what its name says');
  }

  async #body(
    at: { readonly Bucket: string; readonly Key: string },
    range?: ByteRange,
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    const Range = range === undefined ? undefined : `bytes=${range.start}-${range.end - 1}`;
    const found = await orMissing(this.#client.send(new GetObjectCommand({ ...at, Range })));
    return found?.Body as Readable | undefined;
  }

  pathOf(): undefined {
    return undefined;
  }

  async remove(sha256: string): Promise<boolean> {
    const isHere = (await this.sizeOf(sha256)) !== undefined;
    if (isHere) await this.#client.send(new DeleteObjectCommand(this.#content(sha256)));
    faults.at('contents.removed');
    return isHere;
  }

  async *all(): AsyncGenerator<StoredFile> {
    for await (const { key, size } of this.#list('contents/')) if (SHA256.test(key)) yield { sha256: key, size };
  }

  /** Keys after a prefix, and how many bytes there are. */
  async *#list(under: string): AsyncGenerator<{ readonly key: string; readonly size: number }> {
    const Prefix = this.#prefix + under;
    for (let token: string | undefined, isFirst = true; isFirst || token !== undefined; isFirst = false) {
      const page = await this.#client.send(
        new ListObjectsV2Command({ Bucket: this.#bucket, Prefix, ContinuationToken: token }),
      );
      for (const { Key, Size } of page.Contents ?? [])
        if (Key !== undefined) yield { key: Key.slice(Prefix.length), size: Size ?? 0 };
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    }
  }

  async put(source: AsyncIterable<Uint8Array>, expected: StoredFile): Promise<void> {
    await this.#write(source, expected);
  }

  async uploaded(upload: string): Promise<number> {
    return lengthOf(await this.#pieces(upload));
  }

  /** Those that follow one another from the beginning; of several at one place, as a death leaves them, the longest. */
  async #pieces(upload: string): Promise<readonly Piece[]> {
    const found: Piece[] = [];
    for await (const { key } of this.#list(`uploads/${upload}/`)) {
      const [from, length] = key.split('-').map(Number);
      if (from !== undefined && length !== undefined) found.push({ key: `uploads/${upload}/${key}`, from, length });
    }
    const pieces: Piece[] = [];
    for (const piece of found.toSorted((a, b) => a.from - b.from || b.length - a.length))
      if (piece.from === lengthOf(pieces)) pieces.push(piece);
    return pieces;
  }

  async append(upload: string, at: number, source: AsyncIterable<Uint8Array>): Promise<number> {
    let end = at;
    const write = async (piece: Buffer): Promise<void> => {
      const name = `${String(end).padStart(16, '0')}-${piece.length}`;
      await this.#client.send(new PutObjectCommand({ ...this.#at('uploads', upload, name), Body: piece }));
      faults.at('contents.appended');
      end += piece.length;
    };
    const gathered = new Gathered();
    try {
      for await (const bytes of source) for (const piece of gathered.add(bytes)) await write(piece);
    } finally {
      const rest = gathered.rest();
      if (rest.length > 0) await write(rest);
    }
    return end;
  }

  async keep(upload: string, expected: StoredFile): Promise<void> {
    const pieces = await this.#pieces(upload);
    try {
      await this.#write(this.#together(pieces), expected);
    } catch (error) {
      if (error instanceof FileRefused) await this.giveUp(upload);
      throw error;
    }
  }

  async *#together(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
    for (const { key } of pieces) yield* (await this.#body(this.#at(key))) ?? [];
  }

  /** Puts content under its hash, if it is what it should be; nobody sees it before that is known. */
  async #write(source: AsyncIterable<Uint8Array>, { sha256, size }: StoredFile): Promise<void> {
    const hash = createHash('sha256');
    const at = this.#content(sha256);
    let came = 0;
    const hashed = async function* (): AsyncGenerator<Uint8Array> {
      for await (const bytes of source) {
        hash.update(bytes);
        came += bytes.length;
        yield bytes;
      }
    };
    const check = (): void => {
      if (came > size) throw new FileRefused('file.tooLarge');
      if (came !== size || hash.digest('hex') !== sha256) throw new FileRefused('file.mismatch');
      faults.at('contents.written');
    };
    if (size > PIECE) await this.#writeParts(at, hashed(), check);
    else {
      const pieces: Uint8Array[] = [];
      for await (const bytes of hashed()) {
        if (came > size) throw new FileRefused('file.tooLarge');
        pieces.push(bytes);
      }
      check();
      await this.#client.send(new PutObjectCommand({ ...at, Body: Buffer.concat(pieces) }));
    }
    faults.at('contents.renamed');
  }

  async #writeParts(
    at: { readonly Bucket: string; readonly Key: string },
    source: AsyncIterable<Uint8Array>,
    check: () => void,
  ): Promise<void> {
    const { UploadId } = await this.#client.send(new CreateMultipartUploadCommand(at));
    const parts: { readonly PartNumber: number; readonly ETag: string | undefined }[] = [];
    const write = async (Body: Buffer): Promise<void> => {
      const PartNumber = parts.length + 1;
      const { ETag } = await this.#client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
      parts.push({ PartNumber, ETag });
    };
    const gathered = new Gathered();
    try {
      for await (const bytes of source) for (const piece of gathered.add(bytes)) await write(piece);
      const rest = gathered.rest();
      if (rest.length > 0) await write(rest);
      check();
    } catch (error) {
      // What cannot be taken back now, the store's own rule for parts that were left behind takes.
      await this.#client.send(new AbortMultipartUploadCommand({ ...at, UploadId })).catch(() => undefined);
      throw error;
    }
    await this.#client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts: parts } }));
  }

  clear(upload: string): Promise<void> {
    return this.giveUp(upload);
  }

  async giveUp(upload: string): Promise<void> {
    for await (const { key } of this.#list(`uploads/${upload}/`))
      await this.#client.send(new DeleteObjectCommand(this.#at('uploads', upload, key)));
  }

  async uploads(): Promise<readonly string[]> {
    const found = new Set<string>();
    for await (const { key } of this.#list('uploads/')) found.add(key.split('/')[0] ?? '');
    return [...found];
  }

  #thumbnail(theaterId: string, sha256: string): { readonly Bucket: string; readonly Key: string } {
    return this.#at('thumbnails', theaterId, `${sha256}.webp`);
  }

  async thumbnail(theaterId: string, sha256: string): Promise<Buffer | undefined> {
    const body = await this.#body(this.#thumbnail(theaterId, sha256));
    if (body === undefined) return undefined;
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  async putThumbnail(theaterId: string, sha256: string, webp: Buffer): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({ ...this.#thumbnail(theaterId, sha256), Body: webp, ContentType: 'image/webp' }),
    );
  }

  async removeThumbnail(theaterId: string, sha256: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#thumbnail(theaterId, sha256)));
  }

  async readMark(): Promise<string | undefined> {
    const found = await orMissing(this.#client.send(new GetObjectCommand(this.#at(MARK))));
    return (await found?.Body?.transformToString())?.trim();
  }

  async writeMark(mark: string): Promise<void> {
    await this.#client.send(new PutObjectCommand({ ...this.#at(MARK), Body: `${mark}\n` }));
  }

  async check(): Promise<void> {
    await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
  }

  close(): void {
    this.#client.destroy();
  }
}

const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** Undefined where there is no such object. */
async function orMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
    throw error;
  }
}

/** Cuts what comes into pieces of one size. */
class Gathered {
  #bytes: Uint8Array[] = [];
  #length = 0;

  *add(bytes: Uint8Array): Generator<Buffer> {
    this.#bytes.push(bytes);
    this.#length += bytes.length;
    while (this.#length >= PIECE) {
      const all = Buffer.concat(this.#bytes);
      this.#bytes = [all.subarray(PIECE)];
      this.#length -= PIECE;
      yield all.subarray(0, PIECE);
    }
  }

  /** What does not fill one. */
  rest(): Buffer {
    const rest = Buffer.concat(this.#bytes);
    this.#bytes = [];
    this.#length = 0;
    return rest;
  }
}
