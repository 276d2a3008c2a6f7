/**
 * How the content of a file lies on a disk. A laptop is stolen more often than a server, so there it is encrypted: in
 * chunks, each with AES-256-GCM, so that a viewer can begin in the middle of a film and a download can go on where it
 * stopped. A hub stores content as it is; its disk is its keeper's matter (decision 40).
 *
 * Form of a sealed file: a head of 64 bytes (magic, salt, and by what name it may be read), then chunks of 128 KiB,
 * each followed by its tag. Chunk `n` has nonce `n` under a key that only this file has; the last one is marked, so
 * that a file that was cut at a chunk's end does not pass for a whole one.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export const CHUNK = 128 * 1024;
const TAG = 16;
export const HEAD = 64;
const MAGIC = Buffer.from('offstage-file\x01', 'latin1');
const SALT = 16;
const SALT_AT = 16;
const BINDING_AT = 32;
const NONCE = 12;

/** Turns chunks of content into what lies on the disk, and back. `index` counts from zero. */
export interface ChunkForm {
  /** Bytes before the first chunk. */
  readonly headBytes: number;
  /** Bytes that a chunk has on the disk beyond its content. */
  readonly overhead: number;
  seal(chunk: Buffer, index: number, isLast: boolean): Buffer;
  /** Throws `DamagedFile`. */
  open(sealed: Buffer, index: number, isLast: boolean): Buffer;
  /** The head of a file that is complete and has this hash; empty where there is none. */
  head(sha256: string): Buffer;
}

/** Its bytes are not what was written: the disk lost some, or somebody changed them. */
export class DamagedFile extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DamagedFile';
  }
}

/** Content as it is. */
export const plainForm: ChunkForm = {
  headBytes: 0,
  overhead: 0,
  seal: (chunk) => chunk,
  open: (sealed) => sealed,
  head: () => Buffer.alloc(0),
};

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(NONCE);
  nonce.writeBigUInt64BE(BigInt(index), NONCE - 8);
  return nonce;
}

class SealedForm implements ChunkForm {
  readonly headBytes = HEAD;
  readonly overhead = TAG;
  readonly #master: Buffer;
  readonly #salt: Buffer;
  readonly #key: Buffer;

  constructor(master: Buffer, salt: Buffer) {
    this.#master = master;
    this.#salt = salt;
    this.#key = Buffer.from(hkdfSync('sha256', master, salt, 'offstage file', 32));
  }

  seal(chunk: Buffer, index: number, isLast: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(index)).setAAD(Buffer.of(isLast ? 1 : 0));
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }

  open(sealed: Buffer, index: number, isLast: boolean): Buffer {
    if (sealed.length < TAG) throw new DamagedFile(`chunk ${index} is cut`);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonceOf(index), { authTagLength: TAG });
    decipher.setAAD(Buffer.of(isLast ? 1 : 0)).setAuthTag(sealed.subarray(-TAG));
    const content = decipher.update(sealed.subarray(0, -TAG));
    try {
      return Buffer.concat([content, decipher.final()]);
    } catch (error) {
      throw new DamagedFile(`chunk ${index} is not what was written`, { cause: error });
    }
  }

  /** Which content it is stands in the head, under the key: one file laid over another's name is noticed. */
  #binding(sha256: string): Buffer {
    return createHmac('sha256', this.#master).update(this.#salt).update(sha256).digest();
  }

  head(sha256: string): Buffer {
    const head = Buffer.alloc(HEAD);
    MAGIC.copy(head);
    this.#salt.copy(head, SALT_AT);
    this.#binding(sha256).copy(head, BINDING_AT);
    return head;
  }

  isOf(head: Buffer, sha256: string): boolean {
    return timingSafeEqual(head.subarray(BINDING_AT, HEAD), this.#binding(sha256));
  }
}

/** The form of a new file. `salt` is sixteen random bytes, never used twice. */
export function newForm(master: Buffer | undefined, salt: Buffer): ChunkForm {
  if (master === undefined) return plainForm;
  if (salt.length !== SALT) throw new RangeError(`a salt has ${SALT} bytes`);
  return new SealedForm(master, salt);
}

/** The salt of a file that is not complete: it is all that its head says by then. */
export function unfinishedHead(salt: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  MAGIC.copy(head);
  salt.copy(head, SALT_AT);
  return head;
}

/**
 * The form of a file that exists, by its head. With `sha256` the head must name that content; without, the file is
 * unfinished and names none. Throws `DamagedFile`.
 */
export function formOf(master: Buffer | undefined, head: Buffer, sha256?: string): ChunkForm {
  if (master === undefined) return plainForm;
  if (head.length !== HEAD || !head.subarray(0, MAGIC.length).equals(MAGIC))
    throw new DamagedFile('it does not begin as a file of ours');
  const form = new SealedForm(master, head.subarray(SALT_AT, SALT_AT + SALT));
  if (sha256 !== undefined && !form.isOf(head, sha256))
    throw new DamagedFile('it was written under another name, or with another key');
  return form;
}

/**
 * Bytes of content in a whole file that takes so many bytes on the disk. Throws `DamagedFile` where there is no such.
 */
export function contentBytes(form: Pick<ChunkForm, 'headBytes' | 'overhead'>, diskBytes: number): number {
  const sealed = diskBytes - form.headBytes;
  const full = Math.floor(sealed / (CHUNK + form.overhead));
  const rest = sealed - full * (CHUNK + form.overhead);
  // An empty file has one empty chunk, which is marked as the last.
  if (sealed < form.overhead || (rest > 0 && rest < form.overhead)) throw new DamagedFile('it is cut');
  return full * CHUNK + Math.max(0, rest - form.overhead);
}
