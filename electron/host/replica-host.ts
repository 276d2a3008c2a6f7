/**
 * A replica with everything it needs to live: session, hub client, sync engine. The companion, Electron's utility process and the command
 * line each start one; none of them knows the parts.
 */
import { hostname } from 'node:os';
import { newId } from '../../shared/base/ids.ts';
import { AppError } from '../../shared/base/app-error.ts';
import type { Result } from '../../shared/base/refusal.ts';
import type { Mutation } from '../../shared/mutations/mutation.ts';
import { mutate, type OutboxDeps } from '../outbox/outbox.ts';
import { openReplica, type OpenedReplica } from '../replica/open-replica.ts';
import type { Replica } from '../replica/replica.ts';
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
  switch (error.kind) {
    case 'unreachable': return new AppError('hub.unreachable', { hub }, { cause: error });
    case 'rubbish': return new AppError('hub.answer', { problem: error.message }, { cause: error });
    default: return new AppError('hub.refused', { problem: error.message, code: error.code }, { cause: error });
  }
}

export class ReplicaHost {
  readonly replica: Replica;
  readonly sessions: SessionStore;
  readonly client: HubClient;
  readonly rebuilt: OpenedReplica['rebuilt'];
  readonly deps: OutboxDeps;
  readonly #options: HostOptions;
  readonly #listeners = new Set<(state: SyncState) => void>();
  #engine: SyncEngine | undefined;

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
      if (this.sessions.data === undefined) {
        const registered = await this.client.register(who.hubUrl, { email: who.email, password: who.password, deviceId: this.replica.meta('device_id') ?? this.deps.newId(), deviceName: who.deviceName ?? hostname() });
        await this.replica.setMeta({ device_id: registered.deviceId, theater_id: registered.theaterId });
      } else await this.client.signIn(who.email, who.password);
    } catch (error) {
      throw asAppError(error, who.hubUrl);
    }
    this.engine?.signedIn();
    return this.sessions.current?.userId ?? '';
  }

  /** The person signs out; what is pending stays and is still sent. */
  async signOut(): Promise<void> {
    await this.client.signOut();
  }

  /** Runs a mutation as the person who is signed in. Throws AppError `auth.needed`, `replica.notLoaded`, `disk.full`. */
  mutate(name: string, args: unknown): Promise<Result<Mutation>> {
    const userId = this.sessions.current?.userId;
    if (userId === undefined) throw new AppError('auth.needed');
    return mutate(this.deps, { name, args, authorId: userId });
  }

  async close(): Promise<void> {
    await this.#engine?.stop();
    await this.replica.close();
  }
}
