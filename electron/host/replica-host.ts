/**
 * A replica with everything it needs to live: session, hub client, sync engine. The companion, Electron's utility process and the command
 * line each start one; none of them knows the parts.
 */
import { hostname } from 'node:os';
import { newId } from '../../shared/base/ids.ts';
import { AppError, appErrorCodes } from '../../shared/base/app-error.ts';
import type { Result } from '../../shared/base/refusal.ts';
import type { Mutation } from '../../shared/mutations/mutation.ts';
import { mutate, type OutboxDeps } from '../outbox/outbox.ts';
import { isLargeDeletion } from '../queries/deletion-queries.ts';
import { backUp, isDailyDue, type Backup, type BackupReason } from '../replica/backup.ts';
import { openReplica, type OpenedReplica } from '../replica/open-replica.ts';
import { replicaDigest } from '../replica/replica-digest.ts';
import type { Replica } from '../replica/replica.ts';
import type { LockState } from '../../shared/ipc/contract.ts';
import type { DigestComparison } from '../../shared/ipc/views.ts';
import { HubClient, HubFailure, type Fetch } from '../sync/hub-client.ts';
import { SessionStore, type SecretBox } from '../sync/session-store.ts';
import { SyncEngine } from '../sync/sync-engine.ts';
import type { SyncState } from '../sync/sync-state.ts';

export interface HostOptions {
  readonly dir: string;
  readonly create?: boolean;
  readonly now?: () => Date;
  readonly newId?: () => string;
  readonly random?: () => number;
  readonly fetch?: Fetch;
  readonly secretBox?: SecretBox;
  readonly onState?: (state: SyncState) => void;
  readonly onError?: (error: unknown) => void;
}

/** Failures of the hub as people hear of them. */
export function asAppError(error: unknown, hub: string): unknown {
  if (!(error instanceof HubFailure)) return error;
  if (error.code === 'auth.credentials' || error.code === 'auth.expired' || error.code === 'auth.revoked' || error.code === 'auth.needed') return new AppError(error.code, {}, { cause: error });
  const known = appErrorCodes.find((code) => code === error.code);
  if (known !== undefined && known !== 'internal' && known !== 'usage') return new AppError(known, error.kind === 'unreachable' ? { hub } : error.details, { cause: error });
  switch (error.kind) {
    case 'unreachable': return new AppError('hub.unreachable', { hub }, { cause: error });
    case 'rubbish': return new AppError('hub.answer', { problem: error.message }, { cause: error });
    default: return new AppError('hub.refused', { problem: error.message, code: error.code }, { cause: error });
  }
}

/** How often it is looked whether a daily copy is due. */
const BACKUP_LOOK_MS = 60 * 60 * 1000;

export class ReplicaHost {
  readonly replica: Replica;
  readonly sessions: SessionStore;
  readonly client: HubClient;
  readonly rebuilt: OpenedReplica['rebuilt'];
  readonly deps: OutboxDeps;
  readonly #options: HostOptions;
  readonly #listeners = new Set<(state: SyncState) => void>();
  #lockState: LockState = 'open';
  #engine: SyncEngine | undefined;
  #backupTimer: NodeJS.Timeout | undefined;
  #backingUp: Promise<unknown> | undefined;

  constructor(opened: OpenedReplica, options: HostOptions) {
    const now = options.now ?? (() => new Date());
    this.replica = opened.replica;
    this.rebuilt = opened.rebuilt;
    this.#options = options;
    this.sessions = new SessionStore(options.dir, options.secretBox);
    this.client = new HubClient(this.sessions, { fetch: options.fetch ?? fetch, now });
    this.deps = { replica: this.replica, now, newId: options.newId ?? newId };
    if (options.onState !== undefined) this.#listeners.add(options.onState);
  }

  /** Opens the directory. Throws AppError `replica.*`. */
  static async open(options: HostOptions): Promise<ReplicaHost> {
    const opened = await openReplica(options.dir, { create: options.create ?? false, now: options.now ?? (() => new Date()) });
    return new ReplicaHost(opened, options);
  }

  /** The engine, once this laptop is registered. */
  get engine(): SyncEngine | undefined {
    const data = this.sessions.data;
    if (this.#engine === undefined && data !== undefined) {
      this.#engine = new SyncEngine({
        replica: this.replica, client: this.client, deviceId: data.deviceId, now: this.deps.now, random: this.#options.random ?? Math.random,
        onState: (state) => { for (const listener of this.#listeners) listener(state); },
        onError: this.#options.onError ?? (() => undefined),
      });
    }
    return this.#engine;
  }

  onState(listener: (state: SyncState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Registers this laptop and signs in, or signs one more person in. Answers who it was. */
  async signIn(who: { readonly hubUrl: string; readonly email: string; readonly password: string; readonly deviceName?: string }): Promise<string> {
    try {
      if (this.sessions.data === undefined) await this.#register(who);
      else await this.client.signIn(who.email, who.password).catch((error: unknown) => {
        // A hub restored from a backup that is older than this laptop's registration: it registers again, as the same laptop.
        if (error instanceof HubFailure && error.code === 'auth.needed') return this.#register(who);
        throw error;
      });
    } catch (error) {
      throw asAppError(error, who.hubUrl);
    }
    this.#lockState = 'open';
    this.engine?.signedIn();
    return this.sessions.current?.userId ?? '';
  }

  async #register(who: { readonly hubUrl: string; readonly email: string; readonly password: string; readonly deviceName?: string }): Promise<void> {
    const known = this.sessions.data;
    const deviceId = known?.deviceId ?? this.replica.meta('device_id') ?? this.deps.newId();
    const registered = await this.client.register(known?.hubUrl ?? who.hubUrl, { email: who.email, password: who.password, deviceId, deviceName: who.deviceName ?? hostname() }, known?.historyId);
    await this.replica.setMeta({ device_id: registered.deviceId, theater_id: registered.theaterId });
  }

  /** How far the interface may look. */
  get lockState(): LockState {
    return this.#lockState;
  }

  /** Until somebody proves who they are, nothing is answered; sync goes on. */
  lock(): void {
    if (this.sessions.current !== undefined) this.#lockState = 'locked';
  }

  /** The person signs out; what is pending stays and is still sent. */
  async signOut(): Promise<void> {
    this.#lockState = 'open';
    await this.client.signOut();
  }

  /** Runs a mutation as the person who is signed in. Throws AppError `auth.needed`, `replica.notLoaded`, `disk.full`. */
  async mutate(name: string, args: unknown): Promise<Result<Mutation>> {
    const userId = this.sessions.current?.userId;
    if (userId === undefined) throw new AppError('auth.needed');
    if (await isLargeDeletion(this.replica, name, args)) await this.backUp('deletion');
    return mutate(this.deps, { name, args, authorId: userId });
  }

  /** Brings the replica to the hub's latest commit and compares what both hold. Throws AppError when the hub cannot be asked. */
  async compareWithHub(): Promise<DigestComparison> {
    const { engine } = this;
    if (engine === undefined || engine.state.name !== 'live') throw new AppError('hub.unreachable', { hub: this.client.hubUrl });
    try {
      let found = await this.#compareOnce(engine);
      // Somebody may have written between the two looks: what differs is looked at once more.
      if (found.differing.length > 0) found = await this.#compareOnce(engine);
      return found;
    } catch (error) {
      throw asAppError(error, this.client.hubUrl);
    }
  }

  async #compareOnce(engine: SyncEngine): Promise<DigestComparison> {
    await engine.syncOnce();
    const there = await this.client.digests();
    const here = await replicaDigest(this.replica);
    const tables = Object.keys(there);
    return { tables: tables.length, differing: tables.flatMap((table) => (here[table]?.hash === there[table]?.hash ? [] : [{ table, here: here[table]?.rows ?? 0, there: there[table]?.rows ?? 0 }])) };
  }

  /** Copies the replica beside itself; work goes on meanwhile. Throws AppError `backup.failed`. */
  backUp(reason: BackupReason): Promise<Backup> {
    return backUp(this.replica.dir, this.replica.reader, reason, this.deps.now());
  }

  /** From now on a copy is taken whenever the last one is a day old. */
  keepBackups(): void {
    const look = (): void => {
      if (this.replica.meta('loaded') === undefined || !isDailyDue(this.replica.dir, this.deps.now())) return;
      this.#backingUp ??= this.backUp('daily').catch((error: unknown) => this.#options.onError?.(error)).finally(() => { this.#backingUp = undefined; });
    };
    look();
    this.#backupTimer ??= setInterval(look, BACKUP_LOOK_MS).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#backupTimer);
    await this.#backingUp;
    await this.#engine?.stop();
    await this.replica.close();
  }
}
