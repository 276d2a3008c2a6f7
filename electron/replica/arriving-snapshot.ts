/**
 * A snapshot of the hub on its way here: a database beside the replica's, encrypted piece by piece as it arrives, and
 * erased when the replica has taken it over. What is there after an interruption is checked against the hub's hashes,
 * so that nothing has to be noted or synced meanwhile.
 */

import { hash, webcrypto } from 'node:crypto';
import { closeSync, existsSync, ftruncateSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { SNAPSHOT_PAGE_BYTES, SNAPSHOT_PIECE_BYTES, type SnapshotReply } from '../../shared/protocol/snapshot.ts';
import { asDiskFailure, makePrivateFile } from './durable-file.ts';
import { reached } from './fault-points.ts';
import { PageCipher } from './page-cipher.ts';
import type { Vault } from './vault.ts';

const NAME = /^arriving-([0-9a-f]{64})\.sqlite$/;
const PAGES_OF_A_PIECE = SNAPSHOT_PIECE_BYTES / SNAPSHOT_PAGE_BYTES;

/** The snapshot of which something has arrived in this directory before. */
export function begunSnapshot(dir: string): string | undefined {
  return readdirSync(dir)
    .map((name) => NAME.exec(name)?.[1])
    .find((id) => id !== undefined);
}

/** Erases what has arrived of any snapshot but one. */
export function forgetArrivals(dir: string, but?: string): void {
  for (const name of readdirSync(dir)) {
    const id = NAME.exec(name)?.[1];
    if (id !== undefined && id !== but)
      for (const end of ['', '-journal']) rmSync(join(dir, name + end), { force: true });
  }
}

/**
 * One per load. Its key is derived from the vault and the snapshot’s id, so that after a death the same pieces can be
 * read again.
 */
export class ArrivingSnapshot {
  readonly file: string;
  /** What the hub says of it. */
  readonly reply: SnapshotReply;
  readonly #cipher: PageCipher | undefined;
  /** Pieces that are here, and are what the hub says. */
  pieces = 0;

  constructor(dir: string, vault: Vault, reply: SnapshotReply) {
    this.reply = reply;
    this.file = join(dir, `arriving-${reply.id}.sqlite`);
    const password = vault.passwordOf(`snapshot ${reply.id}`);
    this.#cipher = password === undefined ? undefined : new PageCipher(password, SNAPSHOT_PAGE_BYTES);
  }

  /** Looks at what has arrived before, and drops what is not whole. Throws AppError `disk.*`. */
  async resume(): Promise<void> {
    makePrivateFile(this.file);
    const handle = openSync(this.file, 'r+');
    try {
      while (this.pieces < this.reply.pieces.length && this.#isWhole(handle, this.pieces)) {
        this.pieces += 1;
        // Much may lie here: everything else has its turn between two pieces.
        await new Promise((done) => {
          setImmediate(done);
        });
      }
      ftruncateSync(handle, this.pieces * SNAPSHOT_PIECE_BYTES);
    } catch (error) {
      throw asDiskFailure(error, this.file);
    } finally {
      closeSync(handle);
    }
  }

  #isWhole(handle: number, index: number): boolean {
    const piece = Buffer.alloc(this.sizeOf(index));
    if (readSync(handle, piece, 0, piece.length, index * SNAPSHOT_PIECE_BYTES) !== piece.length) return false;
    return this.#isRight(this.#cipher?.decrypt(piece, firstPageOf(index)) ?? piece, index);
  }

  #isRight(piece: Buffer, index: number): boolean {
    return hash('sha256', piece, 'hex') === this.reply.pieces[index]?.sha256;
  }

  /** Bytes of a piece once it is unpacked. */
  sizeOf(index: number): number {
    return Math.min(SNAPSHOT_PIECE_BYTES, this.reply.bytes - index * SNAPSHOT_PIECE_BYTES);
  }

  get isWhole(): boolean {
    return this.pieces === this.reply.pieces.length;
  }

  /**
   * Takes the next piece, unpacked; one at a time. Answers false, and takes nothing, where it is not what the hub said.
   * Throws AppError `disk.*`.
   */
  async append(piece: NonSharedBuffer): Promise<boolean> {
    if (piece.length !== this.sizeOf(this.pieces)) return false;
    // Looking and encrypting go on at the same time; nothing is written before it was looked at.
    const [found, sealed] = await Promise.all([
      webcrypto.subtle.digest('SHA-256', piece),
      this.#cipher?.encrypt(piece, firstPageOf(this.pieces)) ?? piece,
    ]);
    if (Buffer.from(found).toString('hex') !== this.reply.pieces[this.pieces]?.sha256) return false;
    await this.#write(sealed, this.pieces * SNAPSHOT_PIECE_BYTES);
    this.pieces += 1;
    reached('snapshot.piece');
    return true;
  }

  async #write(bytes: Uint8Array, place: number): Promise<void> {
    try {
      const handle = await open(this.file, 'r+');
      try {
        // A disk that fills up takes a part, and says so when it is asked to take the rest.
        for (let done = 0; done < bytes.length; )
          done += (await handle.write(bytes, done, bytes.length - done, place + done)).bytesWritten;
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw asDiskFailure(error, this.file);
    }
  }

  /** Attaches it to a connection as `snapshot`. */
  attachTo(sqlite: SqliteDatabase.Database): void {
    if (this.#cipher === undefined) sqlite.prepare("ATTACH ? AS snapshot KEY ''").run(this.file);
    else this.#cipher.attach(sqlite, this.file, 'snapshot');
  }

  erase(): void {
    for (const end of ['', '-journal']) rmSync(this.file + end, { force: true });
  }

  /** Bytes of it that lie on the disk already. */
  get arrived(): number {
    return existsSync(this.file) ? statSync(this.file).size : 0;
  }
}

const firstPageOf = (piece: number): number => piece * PAGES_OF_A_PIECE + 1;
