/**
 * The replica's key while the process holds it, and what is derived from it: one key for the database, one for each
 * kind of file beside it. A vault without a key reads and writes as releases before encryption did; it only exists
 * until somebody's password or the system's keychain can wrap a key.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** AES-256. */
export const KEY_BYTES = 32;
const NONCE = 12;
const TAG = 16;
const PREFIX = 'sealed2:';

/** Protects a text at rest. `open` throws where the text was altered or belongs to another key. */
export interface SecretBox {
  seal(text: string): string;
  open(sealed: string): string;
}
/** Seals nothing: for files from before encryption, and for a vault without a key. */
export const plainBox: SecretBox = { seal: (text) => text, open: (text) => text };

/** AES-256-GCM; `context` binds the text to its place, so that one file's content does not pass for another's. */
export function encrypt(key: Buffer, bytes: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws where the bytes are not what `encrypt` made with this key for this place. */
export function decrypt(key: Buffer, bytes: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG }).setAAD(
    Buffer.from(context),
  );
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
}

/** Files beside the database; each has a key of its own, so that none opens another. */
export type Purpose = 'session' | 'device' | 'journal' | 'pins';

/** Immutable. Derived keys are remembered; all of it is gone with the process or when the replica is closed. */
export class Vault {
  /** What the key file wraps; undefined in a replica from before encryption. */
  readonly key: Buffer | undefined;
  readonly #legacy: SecretBox;
  readonly #derived = new Map<string, Buffer>();

  constructor(key: Buffer | undefined, legacy: SecretBox = plainBox) {
    this.key = key;
    this.#legacy = legacy;
  }

  static plain(): Vault {
    return new Vault(undefined);
  }

  static newKey(): Buffer {
    return randomBytes(KEY_BYTES);
  }

  /** Derived once: the journal seals a line within every durable edit. */
  #derive(purpose: string): Buffer | undefined {
    if (this.key === undefined) return undefined;
    const known = this.#derived.get(purpose);
    if (known !== undefined) return known;
    const key = Buffer.from(hkdfSync('sha256', this.key, Buffer.alloc(0), `offstage ${purpose}`, KEY_BYTES));
    this.#derived.set(purpose, key);
    return key;
  }

  /** The database's raw key as hex; undefined where it is not encrypted. */
  get databaseKey(): string | undefined {
    return this.#derive('database')?.toString('hex');
  }

  /** Seals the contents of files (`files/sealed-file.ts`); undefined where the replica is not encrypted. */
  get filesKey(): Buffer | undefined {
    return this.#derive('files');
  }

  /** The same for the thumbnails beside them. */
  get thumbnailsKey(): Buffer | undefined {
    return this.#derive('thumbnails');
  }

  /**
   * A password of 32 letters, another one for each purpose: for a file that SQLite opens and whose content is thrown
   * away; undefined where the replica is not encrypted.
   */
  passwordOf(purpose: string): string | undefined {
    return this.#derive(purpose)?.subarray(0, 24).toString('base64url');
  }

  /**
   * Seals texts of one kind. What releases before encryption wrote is read as it is, and sealed when it is written
   * next.
   */
  box(purpose: Purpose): SecretBox {
    const key = this.#derive(purpose);
    const legacy = this.#legacy;
    if (key === undefined) return legacy;
    return {
      seal: (text) => PREFIX + encrypt(key, Buffer.from(text, 'utf8'), purpose).toString('base64'),
      open: (sealed) =>
        sealed.startsWith(PREFIX)
          ? decrypt(key, Buffer.from(sealed.slice(PREFIX.length), 'base64'), purpose).toString('utf8')
          : legacy.open(sealed),
    };
  }
}

/** Whether a text has been sealed by a vault with a key. */
export const isSealed = (text: string): boolean => text.startsWith(PREFIX);
