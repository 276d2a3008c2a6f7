/**
 * Who may open this replica: the key file, and the key once somebody has brought it. Knows nothing of the hub; the host
 * asks it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/base/app-error.ts';
import { isPlainDatabase } from '../replica/encrypted-database.ts';
import {
  GUESS_COST,
  type GuessCost,
  type KeyFile,
  makeSlot,
  NO_KEYS,
  openSlot,
  readKeyFile,
  type Slot,
  type SlotOwner,
  slotsOf,
  unwrapKey,
  wrapKey,
  writeKeyFile,
} from '../replica/key-file.ts';
import { OutboxJournal } from '../replica/outbox-journal.ts';
import { FILE, setUnreadableAside } from '../replica/rebuild.ts';
import { Vault } from '../replica/vault.ts';
import { sealedBox } from './secret-box.ts';

/** What may open the replica without anybody being asked. Read once, when it is opened. */
export interface DoorOptions {
  readonly dir: string;
  readonly now: () => Date;
  /**
   * Held by the system's keychain, or by a file that an unattended machine was given: opens the replica without asking.
   */
  readonly machineKey?: Buffer | undefined;
  /** A password of somebody who has signed in here. */
  readonly password?: string | undefined;
  readonly guessCost?: GuessCost | undefined;
}

const MACHINE = 'machine';
const HUB = 'hub';

/**
 * One per opening of a directory. It alone writes `keys.json`; the key lives in it, and in the vault that it gives out,
 * never elsewhere.
 */
export class Door {
  readonly #options: DoorOptions;
  #keys: KeyFile;
  /** The replica's key; in a replica from before encryption the key that it gets at the next start. */
  #key: Buffer | undefined;

  constructor(options: DoorOptions) {
    this.#options = options;
    this.#keys = readKeyFile(options.dir) ?? NO_KEYS;
  }

  /** Of the people who may enter. */
  get slots(): readonly Slot[] {
    return this.#keys.slots.filter((entry) => !entry.isFormer);
  }

  get hubUrl(): string {
    return this.#keys.hubUrl;
  }

  get deviceId(): string {
    return this.#keys.deviceId;
  }

  get needsShare(): boolean {
    return this.#key !== undefined && this.#keys.escrow === null;
  }

  get #isWrapped(): boolean {
    return this.#keys.machine !== null || this.#keys.escrow !== null || this.#keys.slots.length > 0;
  }

  /**
   * The vault without asking anybody; undefined where the replica is sealed. Needs the directory's lock.
   * Throws AppError `auth.credentials` where a password was given that opens nothing.
   */
  async open(): Promise<Vault | undefined> {
    const { machineKey, password } = this.#options;
    if (!this.#isWrapped) return this.#openNew();
    const byMachine =
      machineKey === undefined || this.#keys.machine === null
        ? undefined
        : unwrapKey(machineKey, this.#keys.machine, MACHINE);
    if (byMachine !== undefined) return this.#take(byMachine);
    if (password === undefined) return undefined;
    if ((await this.prove(undefined, password)) === undefined) throw new AppError('auth.credentials');
    return this.#vault();
  }

  /**
   * A key for a replica that has none: a new one is encrypted from its first byte, an old one when something can wrap
   * the key.
   */
  #openNew(): Vault {
    const { dir, machineKey, now } = this.#options;
    const isOld = hasPlainData(dir);
    if (isOld && machineKey === undefined) return new Vault(undefined);
    // Sealed by a key that nothing wraps any more: kept, and begun anew.
    if (!isOld) setUnreadableAside(dir, now);
    const key = Vault.newKey();
    const vault = this.#take(key);
    if (machineKey !== undefined) this.#save({ machine: wrapKey(machineKey, key, MACHINE) });
    return vault;
  }

  #take(key: Buffer): Vault {
    this.#key = key;
    const { machineKey } = this.#options;
    if (
      machineKey !== undefined &&
      this.#isWrapped &&
      (this.#keys.machine === null || unwrapKey(machineKey, this.#keys.machine, MACHINE) === undefined)
    ) {
      this.#save({ machine: wrapKey(machineKey, key, MACHINE) });
    }
    return this.#vault();
  }

  #vault(): Vault {
    const { machineKey } = this.#options;
    return machineKey === undefined ? new Vault(this.#key) : new Vault(this.#key, sealedBox(machineKey));
  }

  #save(change: Partial<KeyFile>): void {
    const keys = { ...this.#keys, ...change };
    writeKeyFile(this.#options.dir, keys);
    this.#keys = keys;
  }

  /** Whose password this is, among those with the address (or all); the key is held from then on. */
  async prove(email: string | undefined, password: string): Promise<Slot | undefined> {
    for (const entry of email === undefined ? this.slots : slotsOf(this, email)) {
      const key = await openSlot(entry, password);
      if (key === undefined) continue;
      if (this.#key === undefined) this.#take(key);
      return entry;
    }
    return undefined;
  }

  /** The vault, once `prove` or `openByShare` has brought the key. */
  vaultNow(): Vault | undefined {
    return this.#key === undefined ? undefined : this.#vault();
  }

  /** With the share that the hub keeps for this laptop. */
  openByShare(share: Buffer): Vault | undefined {
    const key = this.#keys.escrow === null ? undefined : unwrapKey(share, this.#keys.escrow, HUB);
    return key === undefined ? undefined : this.#take(key);
  }

  /** Wraps the key with the hub's share as well. */
  keepShare(share: Buffer): void {
    if (this.#key !== undefined) this.#save({ escrow: wrapKey(share, this.#key, HUB) });
  }

  /** From now on this person opens the laptop with this password, without the hub. */
  async admit(
    who: SlotOwner,
    password: string,
    device: { readonly hubUrl: string; readonly deviceId: string },
  ): Promise<void> {
    this.#key ??= Vault.newKey();
    const made = await makeSlot(this.#key, who, password, this.#options.guessCost ?? GUESS_COST, this.#options.now());
    this.#save({ ...device, slots: [...this.#keys.slots.filter((entry) => entry.userId !== who.userId), made] });
  }

  /** Names change; the list of people should not say otherwise. */
  rename(userId: string, name: string): void {
    if (!this.#keys.slots.some((entry) => entry.userId === userId && entry.name !== name)) return;
    this.#save({ slots: this.#keys.slots.map((entry) => (entry.userId === userId ? { ...entry, name } : entry)) });
  }

  /**
   * This person's password opens nothing here any more. The key is never left without anything that wraps it: without
   * keychain and share, the last slot stays, closed to its owner, until somebody else has signed in.
   */
  dismiss(userId: string): void {
    if (!this.slots.some((entry) => entry.userId === userId)) return;
    const isWrappedElsewhere = this.#keys.machine !== null || this.#keys.escrow !== null || this.slots.length > 1;
    this.#save({
      slots: isWrappedElsewhere
        ? this.#keys.slots.filter((entry) => entry.userId !== userId && !entry.isFormer)
        : this.#keys.slots.map((entry) => (entry.userId === userId ? { ...entry, isFormer: true } : entry)),
    });
  }

  /**
   * For a reader beside whoever has the directory open: takes no lock and writes nothing. Undefined where it is sealed.
   */
  async openForReading(): Promise<Vault | undefined> {
    return this.#isWrapped ? this.open() : new Vault(undefined);
  }
}

/** What a release before encryption left here. */
function hasPlainData(dir: string): boolean {
  const session = join(dir, 'session.json');
  const isPlainSession = existsSync(session) && /^(\{|sealed1:)/.test(readFileSync(session, 'utf8'));
  return isPlainSession || isPlainDatabase(join(dir, FILE)) || new OutboxJournal(dir, Vault.plain()).isPlain;
}
