/** The hub's uploads in the words of `@tus/server`: one request's view of them, bound to whoever asks. */
import type { Readable } from 'node:stream';
import { DataStore, type Lock, type Locker, type RequestRelease, Upload } from '@tus/server';
import type { FastifyRequest } from 'fastify';
import type { Member } from '../auth/doors.ts';
import { HttpFailure } from '../hub-context.ts';
import { unknownFile } from './file-rows.ts';
import { piecesOf } from './request-body.ts';
import { mismatch, type UploadRow, type Uploads } from './uploads.ts';

/** So long a request waits for another that has the same upload; it is ended where that runs in this hub. */
const LOCK_MS = 15_000;
const LOOK_MS = 50;
/** A request that has been told to let go of an upload has so long for what is under way, milliseconds. */
export const DRAIN_MS = 500;
/** While a part comes, its lease is renewed so often, milliseconds. */
const RENEW_MS = 15_000;
const SHA256 = /^[0-9a-f]{64}$/;

/** Requests of this hub that hold an upload, and how they are asked to let go. */
export type Holders = Map<string, RequestRelease>;

/** Who asks for what, and how others hear of it. `holder` names the request. */
interface Asking {
  readonly uploads: Uploads;
  readonly member: Member;
  readonly holders: Holders;
  readonly holder: string;
  readonly request: FastifyRequest;
}

/** Lives for one request. */
export class TusStore extends DataStore implements Locker {
  override extensions = ['creation', 'creation-with-upload', 'termination'];
  readonly #uploads: Uploads;
  readonly #member: Member;
  readonly #holders: Holders;
  readonly #holder: string;
  readonly #request: FastifyRequest;
  /** Somebody else wants the upload: what has come by now is all that is taken. */
  readonly #isWanted = new AbortController();
  #row: UploadRow | undefined;
  #created: string | undefined;
  #isDone = false;

  constructor({ uploads, member, holders, holder, request }: Asking) {
    super();
    this.#uploads = uploads;
    this.#member = member;
    this.#holders = holders;
    this.#holder = holder;
    this.#request = request;
  }

  /** The name of an upload that this request begins. */
  newName(name: string): string {
    this.#created = name;
    return name;
  }

  /** Whose upload it is is asked before anybody is asked to let go of it. */
  newLock(id: string): Lock {
    return {
      lock: async (signal, cancel) => {
        // Nobody else knows it yet.
        if (this.#created === id) return;
        const until = performance.now() + LOCK_MS;
        for (;;) {
          this.#row = await this.#uploads.hold(this.#member, id, this.#holder);
          if (this.#row !== undefined) break;
          await this.#holders.get(id)?.();
          if (signal.aborted || performance.now() > until)
            throw new HttpFailure(423, 'hub.busy', 'Another request has this upload.', { seconds: 1 });
          await new Promise((done) => {
            setTimeout(done, LOOK_MS);
          });
        }
        this.#holders.set(id, () => {
          setTimeout(() => this.#isWanted.abort(), DRAIN_MS);
          return cancel();
        });
      },
      unlock: async () => {
        if (this.#holders.delete(id) && !this.#isDone) await this.#uploads.release(id, this.#holder);
      },
    };
  }

  override async create(upload: Upload): Promise<Upload> {
    const sha256 = upload.metadata?.['sha256'] ?? '';
    if (!SHA256.test(sha256) || upload.size === undefined)
      throw new HttpFailure(
        400,
        'request.invalid',
        'Upload-Metadata names the sha256, and Upload-Length how long it is.',
      );
    this.#row = await this.#uploads.create(this.#member, upload.id, { sha256, size: upload.size });
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = this.#row;
    if (row?.id !== id) throw unknownFile();
    const { file } = row;
    if (file.isHere) {
      // Another laptop was faster. Whoever asks anew is told that it is here.
      await this.#forget(id);
      throw unknownFile();
    }
    const offset = await this.#uploads.uploaded(row);
    // The hub died between the last byte and the word that all of it is there.
    if (offset === file.size) await this.#finish(row);
    if (offset > file.size) {
      await this.#forget(id);
      throw mismatch();
    }
    return new Upload({ id, size: file.size, offset, metadata: { sha256: file.sha256 } });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const row = this.#row;
    if (row?.id !== id) throw unknownFile();
    if (this.#isDone) return offset;
    // The body does not come by this way (`#content`): this is an empty stream, which wants to be read to its end.
    await stream.forEach(() => undefined);
    const end = await this.#uploads.append(row, offset, this.#content(id, row.file.size - offset));
    if (end === row.file.size) await this.#finish(row);
    return end;
  }

  override async remove(id: string): Promise<void> {
    await this.#forget(id);
  }

  /** What comes with the request, at most so many bytes. Throws HttpFailure 413, 499 `client.gone`. */
  async *#content(id: string, most: number): AsyncGenerator<Uint8Array> {
    let renewed = performance.now();
    let came = 0;
    for await (const piece of piecesOf(this.#request.raw, this.#isWanted.signal)) {
      came += piece.length;
      if (came > most) throw new HttpFailure(413, 'request.invalid', 'More comes than the upload was said to have.');
      yield piece;
      if (performance.now() - renewed < RENEW_MS) continue;
      await this.#uploads.renew(id, this.#holder);
      renewed = performance.now();
    }
  }

  async #finish(row: UploadRow): Promise<void> {
    await this.#uploads.finish(row);
    this.#isDone = true;
  }

  async #forget(id: string): Promise<void> {
    this.#isDone = true;
    await this.#uploads.giveUp(id);
  }
}
