/**
 * `keys.json`: the replica's key, wrapped once for everything that may open it. A slot per person (argon2id of their
 * password), the machine's keychain, and the hub's share, so that no laptop is locked out of its own pending work.
 * Names and addresses of the people stand in it openly: whoever signs in must be able to choose themselves while the
 * rest is sealed.
 */

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';
import { reached } from './fault-points.ts';
import { decrypt, encrypt, KEY_BYTES } from './vault.ts';

/** What one guess costs, in memory (KiB) and passes. */
export interface GuessCost {
  readonly memoryKiB: number;
  readonly passes: number;
}
/**
 * Well above OWASP's least (19 MiB, two passes) and within a quarter of a second on a small laptop; measured in
 * `docs/figures.md`.
 */
export const GUESS_COST: GuessCost = { memoryKiB: 128 * 1024, passes: 3 };

const ARGON2ID = 2;
const SALT_BYTES = 16;

const slot = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  salt: z.string(),
  memoryKiB: z.int(),
  passes: z.int(),
  wrapped: z.string(),
  /** When the hub last said that this password holds. ISO-8601 UTC, by this laptop's clock. */
  verifiedAt: z.string(),
  /**
   * The hub has said that this person may not enter any more; the slot stays because nothing else wraps the key yet.
   */
  isFormer: z.boolean().default(false),
});
const keyFile = z.object({
  version: z.literal(1),
  hubUrl: z.string(),
  deviceId: z.string(),
  machine: z.string().nullable(),
  escrow: z.string().nullable(),
  slots: z.array(slot),
});
/** The key, wrapped for one person; its failing to unwrap is what says that a password is wrong. */
export type Slot = z.infer<typeof slot>;
/** Written as a whole, durably; `escrow` is the hub’s share, `machine` what the keychain wraps. */
export type KeyFile = z.infer<typeof keyFile>;

/** A replica that nobody has a key to yet: its files are open. */
export const NO_KEYS: KeyFile = { version: 1, hubUrl: '', deviceId: '', machine: null, escrow: null, slots: [] };

/** Two copies: a file of a few hundred bytes decides about everything else. */
export const KEY_FILES = ['keys.json', 'keys.copy.json'] as const;

/** The keys of a directory; undefined where there are none yet. What cannot be read falls back to the copy. */
export function readKeyFile(dir: string): KeyFile | undefined {
  for (const name of KEY_FILES) {
    const found = readOne(join(dir, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function readOne(file: string): KeyFile | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return keyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Half a file, or none of ours: the other copy is asked.
    return undefined;
  }
}

/** The first copy counts from the moment it is renamed; the second follows. */
export function writeKeyFile(dir: string, keys: KeyFile): void {
  for (const name of KEY_FILES) writeDurably(join(dir, name), JSON.stringify(keys));
}

/** Wraps the replica's key with another key for one place. */
export function wrapKey(wrapping: Buffer, key: Buffer, place: string): string {
  return encrypt(wrapping, key, `offstage wrap ${place}`).toString('base64');
}

/** The replica's key; undefined where this is not the key that wrapped it. */
export function unwrapKey(wrapping: Buffer, wrapped: string, place: string): Buffer | undefined {
  try {
    const key = decrypt(wrapping, Buffer.from(wrapped, 'base64'), `offstage wrap ${place}`);
    return key.length === KEY_BYTES ? key : undefined;
  } catch {
    // Authentication failed: a wrong password is an answer, not an error.
    return undefined;
  }
}

function derive(password: string, salt: Buffer, cost: GuessCost): Promise<Buffer> {
  // Two keyboards may spell one letter in two ways; the hub's own check is left as it is.
  return hashRaw(password.normalize('NFC'), {
    algorithm: ARGON2ID,
    salt,
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: 1,
    outputLen: KEY_BYTES,
  });
}

/** Whom a slot is for. Name and address are shown before anybody has opened anything. */
export interface SlotOwner {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** A slot that this password opens. */
export async function makeSlot(
  key: Buffer,
  who: SlotOwner,
  password: string,
  cost: GuessCost,
  now: Date,
): Promise<Slot> {
  const salt = randomBytes(SALT_BYTES);
  const wrapping = await derive(password, salt, cost);
  reached('slot.made');
  return {
    userId: who.userId,
    email: who.email,
    name: who.name,
    salt: salt.toString('base64'),
    ...cost,
    wrapped: wrapKey(wrapping, key, `person ${who.userId}`),
    verifiedAt: now.toISOString(),
    isFormer: false,
  };
}

/** The replica's key, if this is the slot's password. */
export async function openSlot(entry: Slot, password: string): Promise<Buffer | undefined> {
  return unwrapKey(
    await derive(password, Buffer.from(entry.salt, 'base64'), entry),
    entry.wrapped,
    `person ${entry.userId}`,
  );
}

/** The slots of an address; one person has one, but two theatres may know one address. */
export function slotsOf(keys: { readonly slots: readonly Slot[] }, email: string): readonly Slot[] {
  const wanted = email.trim().toLowerCase();
  return keys.slots.filter((entry) => entry.email.trim().toLowerCase() === wanted);
}
