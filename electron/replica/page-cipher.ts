/**
 * The pages of a database that SQLite reads once and throws away, encrypted before they touch the disk. The replica's
 * own cipher cannot be written from here; `aes256cbc` of SQLite3 Multiple Ciphers can, with what Node brings: a key for
 * each page, derived from that of the file. It authenticates nothing: whoever wrote the pages keeps a hash of them.
 */
import { createDecipheriv, createHash, hash, webcrypto } from 'node:crypto';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';

const CIPHER = 'aes-256-cbc';
/** The same by its other name; how long the key is says the rest. */
const WEB_CIPHER = 'AES-CBC';
/** Letters of a password that is taken as it is; the library fills up shorter ones. */
export const PAGE_PASSWORD_LENGTH = 32;
const DERIVATIONS = 4001;
const SALT = Buffer.from('sAlT');

/** Bytes without a hex string in between. */
const digest = (name: 'sha256' | 'md5', bytes: Buffer): Buffer => hash(name, bytes, 'buffer');

/** One per file. Pages are numbered from 1, as SQLite numbers them. */
export class PageCipher {
  readonly #password: string;
  readonly #pageBytes: number;
  readonly #key: Buffer;
  /** One piece after the other takes the same memory. */
  #room = Buffer.alloc(0);

  /** The password has `PAGE_PASSWORD_LENGTH` letters of base64url. */
  constructor(password: string, pageBytes: number) {
    if (!/^[\w-]{32}$/.test(password)) throw new Error('a password of pages has another form');
    this.#password = password;
    this.#pageBytes = pageBytes;
    let key: Buffer = createHash('sha256').update(password, 'latin1').digest();
    for (let round = 0; round < DERIVATIONS; round += 1) key = digest('sha256', key);
    this.#key = key;
  }

  /**
   * Pages that follow each other, the first of them with this number; pages count from 1. Node's pool of threads does
   * it, several pages at a time. What it answers holds until it is asked again.
   */
  async encrypt(pages: NonSharedBuffer, first: number): Promise<Buffer> {
    if (this.#room.length < pages.length) this.#room = Buffer.allocUnsafeSlow(pages.length);
    const sealed = this.#room.subarray(0, pages.length);
    const one = async (at: number): Promise<void> => {
      const number = first + at / this.#pageBytes;
      const key = await webcrypto.subtle.importKey('raw', this.#pageKey(number), WEB_CIPHER, false, ['encrypt']);
      const page = pages.subarray(at, at + this.#pageBytes);
      const padded = await webcrypto.subtle.encrypt({ name: WEB_CIPHER, iv: vectorOf(number) }, key, page);
      // What follows the page is a block of padding, which nothing of the page depends on.
      sealed.set(new Uint8Array(padded, 0, page.length), at);
    };
    const starts = Array.from({ length: Math.ceil(pages.length / this.#pageBytes) }, (_, at) => at * this.#pageBytes);
    await Promise.all(starts.map(one));
    return sealed;
  }

  decrypt(pages: Buffer, first: number): Buffer {
    const parts: Buffer[] = [];
    for (let at = 0; at < pages.length; at += this.#pageBytes) {
      const number = first + at / this.#pageBytes;
      const decipher = createDecipheriv(CIPHER, this.#pageKey(number), vectorOf(number)).setAutoPadding(false);
      parts.push(decipher.update(pages.subarray(at, at + this.#pageBytes)));
    }
    return Buffer.concat(parts);
  }

  /** Makes the file readable to a connection, under a name. The connection's own database keeps its cipher. */
  attach(sqlite: SqliteDatabase.Database, file: string, name: string): void {
    const configure = sqlite.prepare('SELECT sqlite3mc_config(?, ?)').pluck();
    const before: unknown = sqlite.prepare("SELECT sqlite3mc_config('cipher')").pluck().get();
    configure.get('cipher', 'aes256cbc');
    const set = sqlite.prepare("SELECT sqlite3mc_config('aes256cbc', ?, ?)");
    // Every page in the same form, the first as well.
    set.get('legacy', 1);
    set.get('legacy_page_size', this.#pageBytes);
    try {
      sqlite.prepare(`ATTACH ? AS ${name} KEY ?`).run(file, this.#password);
    } finally {
      configure.get('cipher', before);
    }
  }

  #pageKey(number: number): Buffer {
    const pageNumber = Buffer.alloc(4);
    pageNumber.writeUInt32LE(number);
    return digest('sha256', Buffer.concat([this.#key, pageNumber, SALT]));
  }
}

/** The library's vector of a page: it need not be secret, only another one for each. */
function vectorOf(number: number): Buffer {
  const seed = Buffer.alloc(16);
  let state = number + 1;
  for (let word = 0; word < 4; word += 1) {
    const quotient = Math.trunc(state / 52_774);
    state = 40_692 * (state - 52_774 * quotient) - 3791 * quotient;
    if (state < 0) state += 2_147_483_399;
    seed.writeInt32LE(state, 4 * word);
  }
  return digest('md5', seed);
}
