/**
 * PINs: short secrets for switching quickly between people of one laptop. They open nothing at rest, because ten
 * thousand guesses are nothing; they only count while the process holds the key, and five wrong tries ask for the
 * password, counted durably before each try.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { AppError } from '../../shared/base/app-error.ts';
import { writeDurably } from '../replica/durable-file.ts';
import { reached } from '../replica/fault-points.ts';
import { isSealed, type SecretBox, type Vault } from '../replica/vault.ts';

const MAX_PIN_TRIES = 5;
const FORM = /^\d{4,12}$/;

const pinFile = z.record(z.string(), z.object({ hash: z.string(), wrong: z.int() }));
type Pins = z.infer<typeof pinFile>;

/**
 * One per opened replica. Its file is sealed by the vault; the count of tries is written before a PIN is looked at, so
 * that killing the app gives nobody another try.
 */
export class PinStore {
  readonly #file: string;
  readonly #box: SecretBox;
  #pins: Pins;

  constructor(dir: string, vault: Vault) {
    this.#file = join(dir, 'pins.json');
    this.#box = vault.box('pins');
    this.#pins = this.#read();
    // From before there was a key.
    if (vault.key !== undefined && existsSync(this.#file) && !isSealed(readFileSync(this.#file, 'utf8')))
      this.#save(this.#pins);
  }

  #read(): Pins {
    if (!existsSync(this.#file)) return {};
    try {
      return pinFile.parse(JSON.parse(this.#box.open(readFileSync(this.#file, 'utf8'))));
    } catch {
      // Unreadable: everybody has their password.
      return {};
    }
  }

  #save(pins: Pins): void {
    writeDurably(this.#file, this.#box.seal(JSON.stringify(pins)));
    this.#pins = pins;
  }

  /** Whether a PIN would be listened to. */
  isUsable(userId: string): boolean {
    const entry = this.#pins[userId];
    return entry !== undefined && entry.wrong < MAX_PIN_TRIES;
  }

  /** Returns where this is the PIN. Throws AppError `auth.pinWrong` (with what is left) or `auth.pinLocked`. */
  async check(userId: string, pin: string): Promise<void> {
    const entry = this.#pins[userId];
    if (entry === undefined || entry.wrong >= MAX_PIN_TRIES) throw new AppError('auth.pinLocked');
    // Counted before it is looked at: ending the process in the middle gives no free try.
    const wrong = entry.wrong + 1;
    this.#save({ ...this.#pins, [userId]: { ...entry, wrong } });
    reached('pin.counted');
    if (await verify(entry.hash, pin)) return this.forgive(userId);
    throw wrong >= MAX_PIN_TRIES
      ? new AppError('auth.pinLocked')
      : new AppError('auth.pinWrong', { left: MAX_PIN_TRIES - wrong });
  }

  /** The person has proved who they are: tries count anew. */
  forgive(userId: string): void {
    const entry = this.#pins[userId];
    if (entry !== undefined && entry.wrong > 0) this.#save({ ...this.#pins, [userId]: { ...entry, wrong: 0 } });
  }

  /** Sets a PIN of 4 to 12 digits. Throws AppError `auth.pinForm`. */
  async set(userId: string, pin: string): Promise<void> {
    if (!FORM.test(pin)) throw new AppError('auth.pinForm');
    const hashed = await hash(pin);
    this.#save({ ...this.#pins, [userId]: { hash: hashed, wrong: 0 } });
  }

  remove(userId: string): void {
    if (this.#pins[userId] === undefined) return;
    this.#save(Object.fromEntries(Object.entries(this.#pins).filter(([known]) => known !== userId)));
  }
}
