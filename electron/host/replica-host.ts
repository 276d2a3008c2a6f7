/**
 * A replica with everything it needs to live: keys, session, hub client, sync engine. The companion, Electron's utility
 * process and the command line each start one; none of them knows the parts. It may be sealed: the files are encrypted
 * and nobody has brought the key yet.
 */

import { hostname } from 'node:os';
import { AppError } from '../../shared/base/app-error.ts';
import { newId } from '../../shared/base/ids.ts';
import type { Result } from '../../shared/base/refusal.ts';
import type { KnownPerson, LockState } from '../../shared/ipc/contract.ts';
import type { FileStatus } from '../../shared/ipc/file-contract.ts';
import type { DigestComparison, SyncFindings } from '../../shared/ipc/views.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import type { Author, Mutation } from '../../shared/mutations/mutation.ts';
import type { FileEngine } from '../files/file-engine.ts';
import { LaptopFiles } from '../files/laptop-files.ts';
import { mutate, type OutboxDeps } from '../outbox/outbox.ts';
import { isLargeDeletion } from '../queries/deletion-queries.ts';
import { Reader } from '../queries/reader.ts';
import type { Held, ReadAnswer } from '../queries/reader-messages.ts';
import { type Backup, type BackupReason, backUpReplica } from '../replica/backup.ts';
import { type Slot, slotsOf } from '../replica/key-file.ts';
import { type OpenedReplica, openReplica, prepareDirectory } from '../replica/open-replica.ts';
import { setDatabaseAside } from '../replica/rebuild.ts';
import type { ChangeListener, Replica } from '../replica/replica.ts';
import { lockReplica, type ReplicaLock } from '../replica/replica-lock.ts';
import type { Vault } from '../replica/vault.ts';
import { NOTHING_FOUND } from '../sync/findings.ts';
import { type Fetch, fetchKeyShare, HubClient, HubFailure } from '../sync/hub-client.ts';
import { Indexer } from '../sync/indexer.ts';
import { safeFetch } from '../sync/secure-hub.ts';
import { SessionStore } from '../sync/session-store.ts';
import type { SyncEngine } from '../sync/sync-engine.ts';
import type { SyncState } from '../sync/sync-state.ts';
import { reportOf } from './app-report.ts';
import { asAppError } from './as-app-error.ts';
import { compareOnce } from './compare-once.ts';
import { DailyBackup } from './daily-backup.ts';
import { Departure } from './departure.ts';
import { Door } from './door.ts';
import { Engines } from './engines.ts';
import { finishErasing } from './erase-replica.ts';
import type { HostOptions } from './host-options.ts';
import { MadeFiles } from './made-files.ts';
import { HostPaper } from './own-template.ts';
import { PinStore } from './pins.ts';
import { SheetMaker } from './sheet-maker.ts';
import type { Proof, SignIn } from './sign-in.ts';

/** Everything that exists once the key is there. */
interface Opened {
  readonly replica: Replica;
  readonly indexer: Indexer;
  readonly rebuilt: OpenedReplica['rebuilt'];
  readonly sessions: SessionStore;
  readonly client: HubClient;
  readonly pins: PinStore;
  readonly deps: OutboxDeps;
  readonly reader: Reader;
  readonly files: LaptopFiles;
}

/** How long the hub is waited for where the laptop itself knows the person. */
const KNOWN_SIGN_IN_MS = 5000;
/** How long the hub is waited for when it alone could open the replica. */
const SHARE_MS = 10_000;

/**
 * One per directory and process. `#opened` is undefined while the replica is sealed; locking keeps it open and lets
 * nobody act; `#beginAnew` closes it and starts over in an empty directory.
 */
export class ReplicaHost {
  #door: Door;
  readonly #options: HostOptions;
  readonly #now: () => Date;
  readonly #fetch: Fetch;
  readonly #changeListeners = new Set<ChangeListener>();
  readonly #sessionListeners = new Set<() => void>();
  #lock: ReplicaLock | undefined;
  #opened: Opened | undefined;
  #isLocked = false;
  #isAsked = false;
  readonly #engines: Engines;
  readonly #daily: DailyBackup;
  readonly #departure: Departure;
  /** Makes sheets. */
  readonly paper: HostPaper;
  /** Files that are being made of lists. */
  readonly sheets: SheetMaker;
  /** What was made for a window and waits to be fetched. */
  readonly made: MadeFiles;

  private constructor(options: HostOptions, lock: ReplicaLock) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#fetch = safeFetch(options.fetch ?? fetch);
    this.#lock = lock;
    this.paper = new HostPaper(options.paper, options.ownSheets);
    this.made = new MadeFiles(options.newId ?? newId);
    this.#door = this.#newDoor();
    this.#departure = this.#newDeparture();
    this.sheets = new SheetMaker({ thread: options.sheetThread, now: this.#now });
    this.#daily = new DailyBackup({
      replica: () => this.#opened?.replica,
      now: this.#now,
      backUp: (reason) => this.backUp(reason),
      onError: options.onError ?? (() => undefined),
    });
    this.#isAsked = options.expectsQuestions === true;
    this.#engines = new Engines(options, this.#now, () => {
      const deviceId = this.#opened?.sessions.data?.deviceId;
      return this.#opened === undefined || deviceId === undefined ? undefined : { ...this.#opened, deviceId };
    });
  }

  #newDoor(): Door {
    const { dir, machineKey, password, guessCost } = this.#options;
    return new Door({ dir, now: this.#now, machineKey, password, guessCost });
  }

  /** Opens the directory. Throws AppError `replica.*`, `auth.credentials` (a password that opens nothing), `disk.*`. */
  static async open(options: HostOptions): Promise<ReplicaHost> {
    prepareDirectory(options.dir, options.create === true);
    const lock = lockReplica(options.dir);
    try {
      finishErasing(options.dir);
    } catch (error) {
      lock.release();
      throw error;
    }
    const host = new ReplicaHost(options, lock);
    try {
      if (options.setAside === true) setDatabaseAside(options.dir, host.#now);
      const vault = await host.#door.open();
      if (vault !== undefined) await host.#openWith(vault);
      else if (options.mayBeSealed !== true) throw new AppError('replica.sealed', { dir: options.dir });
      host.#departure.tellErased();
      return host;
    } catch (error) {
      host.#lock?.release();
      throw error;
    }
  }

  async #openWith(vault: Vault): Promise<void> {
    const { dir } = this.#options;
    const lock = this.#lock ?? lockReplica(dir);
    // From here on the replica lets the directory go, when it is closed or cannot be opened.
    this.#lock = undefined;
    const { fileThread, reader: start, deadlines, onError = () => undefined } = this.#options;
    const reader = new Reader({ dir, vault }, this.#now, start, deadlines?.readMs);
    if (this.#isAsked) reader.begin();
    const opening = openReplica(dir, { create: true, now: this.#now, vault, lock, fileThread });
    const { replica, rebuilt } = await opening.catch(async (error: unknown) => {
      await reader.close();
      throw error;
    });
    try {
      const sessions = new SessionStore(dir, vault);
      const client = new HubClient(sessions, {
        fetch: this.#fetch,
        now: this.#now,
        onRejected: (userId) => this.#reject(userId),
        onDeviceRevoked: (mode) => this.#departure.leave(mode),
        report: () => reportOf(replica),
        deadlines: this.#options.deadlines,
      });
      const { data } = sessions;
      // A file that was gone has been built anew: it belongs to the laptop that the session tells of.
      if (data !== undefined && replica.meta('device_id') === undefined)
        await replica.setMeta({ device_id: data.deviceId, theater_id: data.theaterId });
      const indexer = new Indexer({ replica, onError });
      this.#opened = {
        replica,
        indexer,
        rebuilt,
        sessions,
        client,
        pins: new PinStore(dir, vault),
        deps: { replica, now: this.#now, newId: this.#options.newId ?? newId },
        reader,
        files: await LaptopFiles.open({ ...this.#options, replica, now: this.#now, onError }),
      };
      this.made.for(sessions.current?.userId);
      reader.serve(replica);
    } catch (error) {
      await reader.close();
      await replica.close();
      throw error;
    }
    if (this.#isAsked) this.expectQuestions();
    replica.onChange((tables) => {
      if (tables.has('users')) this.#followUsers();
      for (const listener of this.#changeListeners) listener(tables);
    });
    this.#followUsers();
    this.#daily.look();
    this.#departure.resume();
  }

  /** Set once this laptop was revoked and has erased itself, until somebody registers it anew. */
  get wiped(): { readonly at: string; readonly handedOver: number } | null {
    return this.#departure.wiped;
  }

  #newDeparture(): Departure {
    const { dir } = this.#options;
    return new Departure({
      dir,
      now: this.#now,
      fetch: this.#fetch,
      random: this.#options.random ?? Math.random,
      onError: this.#options.onError ?? (() => undefined),
      open: () => ({ replica: this.replica, files: this.files, client: this.client, data: this.sessions.data }),
      stopSync: () => this.#stopSync(),
      startSync: () => this.engine?.start(),
      announce: () => this.#announce(),
      beginAnew: (erase) => this.#beginAnew(erase),
    });
  }

  async #stopSync(): Promise<void> {
    await this.#engines.stop();
  }

  async #closeReplica(): Promise<void> {
    this.sheets.stopAll();
    await this.#daily.done();
    await this.#stopSync();
    await this.#opened?.indexer.stop();
    await this.#opened?.files.close();
    await this.#opened?.reader.close();
    await this.#opened?.replica.close();
  }

  /** The directory's lock is held again at once. */
  async #beginAnew(erase: () => void): Promise<void> {
    await this.#closeReplica();
    this.#opened = undefined;
    this.#lock = lockReplica(this.#options.dir);
    erase();
    this.#isLocked = false;
    this.#door = this.#newDoor();
    const vault = await this.#door.open();
    if (vault !== undefined) await this.#openWith(vault);
    this.#engines.tell({ name: 'off' });
  }

  #open(): Opened {
    if (this.#opened === undefined) throw new AppError('replica.sealed', { dir: this.#options.dir });
    return this.#opened;
  }

  get isSealed(): boolean {
    return this.#opened === undefined;
  }

  /** All of these throw AppError `replica.sealed` where nobody has opened the replica. */
  get replica(): Replica {
    return this.#open().replica;
  }

  /**
   * A window is there: the thread that reads starts now, or once the replica is open, and not with the first question.
   */
  expectQuestions(): void {
    this.#isAsked = true;
    this.#opened?.reader.begin();
  }

  /** Asks a query as the current person, in the thread that reads (`Reader.ask`). */
  async ask(name: string, args: unknown, held?: Held): Promise<ReadAnswer> {
    return this.#open().reader.ask({ name, args, author: await this.viewAsCurrent(), held });
  }

  /** Nobody looks at a live query any more. */
  forgetLive(key: string): void {
    this.#opened?.reader.forget(key);
  }

  /**
   * Readers see what the current person may see, with whoever's rights the rows came down; nobody's rights where nobody
   * is known.
   */
  async viewAsCurrent(): Promise<Author | undefined> {
    const { replica, sessions } = this.#open();
    const author = sessions.current === undefined ? undefined : await loadAuthor(replica.db, sessions.current.userId);
    replica.viewAs(author?.permissions ?? [], author?.userId);
    return author;
  }

  get sessions(): SessionStore {
    return this.#open().sessions;
  }

  /** While the replica is sealed, a client that knows no session: enough for a code of invitation or recovery. */
  get client(): HubClient {
    return (
      this.#opened?.client ?? new HubClient(SessionStore.unread(this.hubUrl), { fetch: this.#fetch, now: this.#now })
    );
  }

  get deps(): OutboxDeps {
    return this.#open().deps;
  }

  /** The contents of files that this laptop holds. */
  get files(): LaptopFiles {
    return this.#open().files;
  }

  get rebuilt(): OpenedReplica['rebuilt'] {
    return this.#opened?.rebuilt;
  }

  /** The engine, once this laptop is open and registered. */
  get engine(): SyncEngine | undefined {
    return this.#engines.now?.sync;
  }

  /** The ways of contents, once this laptop is open and registered. */
  get fileEngine(): FileEngine | undefined {
    return this.#engines.now?.files;
  }

  /** Called when something of the ways of contents has changed, some times a second at most. */
  onFiles(listener: (status: FileStatus) => void): () => void {
    return this.#engines.onFiles(listener);
  }

  onState(listener: (state: SyncState) => void): () => void {
    return this.#engines.onState(listener);
  }

  /** As `Replica.onChange`, also for a replica that is only opened later. */
  onChange(listener: ChangeListener): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** Called when who is signed in, or how far the app is open, has changed. */
  onSession(listener: () => void): () => void {
    this.#sessionListeners.add(listener);
    return () => this.#sessionListeners.delete(listener);
  }

  #announce(): void {
    this.made.for(this.lockState === 'open' ? this.#opened?.sessions.current?.userId : undefined);
    for (const listener of this.#sessionListeners) listener();
  }

  /** How far the interface may look. */
  get lockState(): LockState {
    return this.#opened === undefined ? 'sealed' : this.#isLocked ? 'locked' : 'open';
  }

  /** The session file could not be read: whoever signs in again goes on where they were. */
  get isSessionBroken(): boolean {
    return this.#opened?.sessions.isBroken === true;
  }

  /** The hub of this laptop, also while it is sealed. */
  get hubUrl(): string | undefined {
    const known = this.#opened?.sessions.data?.hubUrl ?? this.#door.hubUrl;
    return known === '' ? undefined : known;
  }

  /** Whether the current person was recognised by the laptop alone. */
  get isOfflineSession(): boolean {
    return this.#opened?.sessions.current?.refreshToken === '';
  }

  /** Who has signed in on this laptop, in the order of their names. */
  get people(): readonly KnownPerson[] {
    const people = new Map<string, KnownPerson>(
      this.#door.slots.map(({ userId, email, name }) => [
        userId,
        { userId, email, name, hasPin: false, knowsOffline: true },
      ]),
    );
    for (const { userId, email } of this.#opened?.sessions.data?.people ?? []) {
      const known = people.get(userId) ?? { userId, email, name: this.#nameOf(userId) ?? email, knowsOffline: false };
      people.set(userId, { ...known, hasPin: this.#opened?.pins.isUsable(userId) === true });
    }
    return [...people.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  #nameOf(userId: string): string | undefined {
    const row = this.#opened?.replica
      .prepared<[string], { name: string }>(
        "SELECT trim(first_name || ' ' || last_name) AS name FROM users WHERE id = ?",
      )
      .get(userId);
    return row?.name === '' ? undefined : row?.name;
  }

  /** The hub tells by data, too, who has left; and what people are called. */
  #followUsers(): void {
    for (const { userId } of this.#door.slots) {
      const row = this.replica
        .prepared<[string], { left: number }>(
          'SELECT (deleted_at IS NOT NULL OR NOT is_active) AS left FROM users WHERE id = ?',
        )
        .get(userId);
      if (row?.left === 1) this.#reject(userId);
      const name = this.#nameOf(userId);
      if (name !== undefined) this.#door.rename(userId, name);
    }
  }

  /**
   * The hub has said that this person's password or access does not hold: neither does what the laptop knows of them.
   */
  #reject(userId: string): void {
    this.#door.dismiss(userId);
    this.#opened?.pins.remove(userId);
    if (this.#opened?.sessions.current?.userId === userId && this.isOfflineSession) this.#isLocked = true;
    this.#announce();
  }

  /**
   * Signs somebody in: with the hub, or, where it does not answer, by what this laptop knows of them. Opens a sealed
   * replica. Answers who it was. Throws AppError `auth.credentials`, `auth.notKnownOffline`, `auth.revoked`, `hub.*`,
   * `replica.sealed`.
   */
  async signIn(who: SignIn): Promise<string> {
    const known = await this.#door.prove(who.email, who.password);
    if (this.#opened === undefined) await this.#unseal(who);
    await this.#ask(who, known);
    const { sessions, pins } = this.#open();
    const userId = sessions.current?.userId ?? '';
    pins.forgive(userId);
    this.#isLocked = false;
    this.engine?.signedIn();
    this.#announce();
    return userId;
  }

  /** By the person's own slot, or with the share that the hub hands to whoever proves who they are. */
  async #unseal({ email, password }: SignIn): Promise<void> {
    const { deviceId, hubUrl } = this.#door;
    const vault =
      this.#door.vaultNow() ??
      this.#door.openByShare(
        await fetchKeyShare(this.#fetch, hubUrl, { deviceId, email, password }).catch((error: unknown) => {
          if (error instanceof HubFailure && error.kind === 'unreachable') throw this.#unknownOffline(email);
          throw asAppError(error, hubUrl);
        }),
      );
    if (vault === undefined) throw new AppError('replica.sealed', { dir: this.#options.dir });
    await this.#openWith(vault);
  }

  /** Why somebody cannot sign in without the hub: a wrong password, where the laptop knows them. */
  #unknownOffline(email: string): AppError {
    return new AppError(
      slotsOf({ slots: this.#door.slots }, email).length > 0 ? 'auth.credentials' : 'auth.notKnownOffline',
    );
  }

  /**
   * The hub decides where it answers. Where it is away, a person whom this laptop knows works by that: their password
   * has unwrapped the key already, and the hub is asked again by it later.
   */
  async #ask(who: SignIn, known: Slot | undefined): Promise<void> {
    const { sessions, client } = this.#open();
    const isRegistered = sessions.data !== undefined;
    try {
      await this.#askHub(who, known === undefined ? undefined : AbortSignal.timeout(KNOWN_SIGN_IN_MS));
    } catch (error) {
      if (!(error instanceof HubFailure)) throw error;
      const isAway = error.kind === 'unreachable' || error.kind === 'busy' || error.kind === 'rubbish';
      if (isAway && known !== undefined && isRegistered) {
        client.remember({ userId: known.userId, email: known.email, password: who.password });
        sessions.switchTo(known.userId, known.email);
        return;
      }
      if (error.kind === 'unreachable' && isRegistered) throw this.#unknownOffline(who.email);
      if (known !== undefined && (error.code === 'auth.credentials' || error.code === 'auth.revoked'))
        this.#reject(known.userId);
      throw asAppError(error, who.hubUrl);
    }
    await this.#admit(who, known);
  }

  async #askHub(who: SignIn, signal: AbortSignal | undefined): Promise<void> {
    if (this.sessions.data === undefined) return this.#register(who);
    await this.client.signIn(who.email, who.password, signal).catch((error: unknown) => {
      // A hub restored from a backup that is older than this laptop's registration: it registers again, as the same
      // laptop.
      if (error instanceof HubFailure && error.code === 'auth.needed') return this.#register(who);
      throw error;
    });
  }

  /** The hub has said yes: from now on the laptop itself knows this person, and the hub holds its share of the key. */
  async #admit({ email, password }: SignIn, known: Slot | undefined): Promise<void> {
    const { data, current } = this.sessions;
    if (data === undefined || current === undefined) return;
    const { hubUrl, deviceId } = data;
    if (known?.userId !== current.userId) {
      await this.#door.admit({ userId: current.userId, email, name: this.#nameOf(current.userId) ?? email }, password, {
        hubUrl,
        deviceId,
      });
    }
    // A hub of the first version keeps no shares; it is asked again once it is upgraded.
    if (!this.#door.needsShare || this.client.hubVersion === 1) return;
    const limited: Fetch = (url, init) => this.#fetch(url, { ...init, signal: AbortSignal.timeout(SHARE_MS) });
    const share = await fetchKeyShare(limited, hubUrl, { deviceId, email, password }).catch((error: unknown) => {
      // Without the share the person's own password still opens everything; the next sign-in tries again.
      this.#options.onError?.(error);
      return undefined;
    });
    if (share !== undefined) this.#door.keepShare(share);
  }

  async #register(who: SignIn): Promise<void> {
    const known = this.sessions.data;
    const deviceId = known?.deviceId ?? this.replica.meta('device_id') ?? this.deps.newId();
    const registered = await this.client.register(
      known?.hubUrl ?? who.hubUrl,
      { email: who.email, password: who.password, deviceId, deviceName: who.deviceName ?? hostname() },
      known?.historyId,
    );
    await this.replica.setMeta({ device_id: registered.deviceId, theater_id: registered.theaterId });
    this.#departure.forget();
  }

  /** Until somebody proves who they are, nothing is answered; sync goes on. */
  lock(): void {
    if (this.#opened?.sessions.current !== undefined) this.#isLocked = true;
    this.#announce();
  }

  /** The current person comes back. Throws as `switchTo`. */
  async unlock(proof: Proof): Promise<void> {
    const { current } = this.#open().sessions;
    if (current === undefined) throw new AppError('auth.needed');
    await this.switchTo(current.userId, proof);
  }

  /** Somebody who is known here takes over. Throws AppError `auth.pinWrong`, `auth.pinLocked`, and as `signIn`. */
  async switchTo(userId: string, { pin, password }: Proof): Promise<void> {
    const slot = this.#door.slots.find((entry) => entry.userId === userId);
    const session = this.#opened?.sessions.data?.people.find((person) => person.userId === userId);
    const email = slot?.email ?? session?.email;
    if (email === undefined) throw new AppError('auth.notKnownOffline');
    if (pin !== undefined) return this.#switchByPin(userId, email, pin);
    if (password === undefined) throw new AppError('auth.pinLocked');
    // The hub need not be asked about somebody who works here already and proves it.
    const isKnown =
      session !== undefined &&
      session.refreshToken !== '' &&
      (await this.#door.prove(email, password))?.userId === userId;
    if (!isKnown) {
      await this.signIn({ hubUrl: this.hubUrl ?? '', email, password });
      return;
    }
    this.#open().pins.forgive(userId);
    this.#enter(userId, email);
  }

  async #switchByPin(userId: string, email: string, pin: string): Promise<void> {
    const { pins, sessions } = this.#open();
    // Whoever has signed out comes back with their password.
    if (sessions.data?.people.some((person) => person.userId === userId) !== true) throw new AppError('auth.pinLocked');
    await pins.check(userId, pin);
    this.#enter(userId, email);
  }

  #enter(userId: string, email: string): void {
    this.#open().sessions.switchTo(userId, email);
    this.#isLocked = false;
    this.engine?.signedIn();
    this.#announce();
  }

  /**
   * Sets the current person's PIN, or takes it away. Throws AppError `auth.pinForm`, `auth.credentials`, and as
   * `signIn`.
   */
  async setPin(password: string, pin: string | null): Promise<void> {
    const { sessions, pins } = this.#open();
    const { current } = sessions;
    if (current === undefined) throw new AppError('auth.needed');
    if ((await this.#door.prove(current.email, password))?.userId !== current.userId)
      await this.signIn({ hubUrl: this.hubUrl ?? '', email: current.email, password });
    if (pin === null) pins.remove(current.userId);
    else await pins.set(current.userId, pin);
    this.#announce();
  }

  /**
   * The person signs out; what is pending stays and is still sent, and their password opens this laptop again without
   * the hub.
   */
  async signOut(): Promise<void> {
    this.#isLocked = false;
    const { client } = this.#open();
    const asked = client.signOut();
    this.#announce();
    await asked;
  }

  /** The laptop forgets somebody; what they did stays and is still sent. */
  async forget(userId: string): Promise<void> {
    const { sessions, pins } = this.#open();
    this.#door.dismiss(userId);
    pins.remove(userId);
    if (sessions.current?.userId === userId) await this.signOut();
    else sessions.forget(userId);
    this.#announce();
  }

  /**
   * Runs a mutation as the person who is signed in; with an `id` that is known already, it is answered and not run
   * again. Throws AppError `auth.needed`, `replica.notLoaded`, `disk.full`.
   */
  async mutate(name: string, args: unknown, id?: string): Promise<Result<Mutation>> {
    const authorId = this.writer();
    if (await isLargeDeletion(this.replica, name, args, this.#now())) await this.backUp('deletion');
    return mutate(this.deps, { name, args, authorId, id });
  }

  /** The person in whose name is written. Throws AppError `auth.needed`, `session.broken`, `device.revoked`. */
  readonly writer = (): string => this.#departure.writer(this.sessions.current?.userId, this.isSessionBroken);

  /**
   * Brings the replica to the hub's latest commit and compares what both hold. Throws AppError when the hub cannot be
   * asked.
   */
  async compareWithHub(): Promise<DigestComparison> {
    const { engine } = this;
    if (engine === undefined || engine.state.name !== 'live')
      throw new AppError('hub.unreachable', { hub: this.client.hubUrl });
    try {
      let found = await compareOnce(engine, this.client, this.replica);
      // Somebody may have written between the two looks: what differs is looked at once more.
      if (found.differing.length > 0) found = await compareOnce(engine, this.client, this.replica);
      return found;
    } catch (error) {
      throw asAppError(error, this.client.hubUrl);
    }
  }

  /** What sync found out by itself, for the health page. */
  get syncFindings(): SyncFindings {
    return this.#engines.begun?.sync.found ?? NOTHING_FOUND;
  }

  /** Copies the replica beside itself; work goes on meanwhile. Throws AppError `backup.failed`. */
  backUp(reason: BackupReason): Promise<Backup> {
    return backUpReplica(this.replica.dir, reason, this.#now(), this.replica.vault);
  }

  /** From now on a copy is taken whenever the last one is a day old. */
  keepBackups(): void {
    this.#daily.begin();
  }

  async close(): Promise<void> {
    this.#daily.end();
    await this.#departure.close();
    await this.paper.close();
    await this.#closeReplica();
    this.#lock?.release();
  }
}
