/** What keeps an opened and registered replica in step with its hub: rows, and contents beside them. */
import type { FileStatus } from '../../shared/ipc/file-contract.ts';
import { FileEngine } from '../files/file-engine.ts';
import type { LaptopFiles } from '../files/laptop-files.ts';
import type { Replica } from '../replica/replica.ts';
import type { HubClient } from '../sync/hub-client.ts';
import { SyncEngine } from '../sync/sync-engine.ts';
import type { SyncState } from '../sync/sync-state.ts';
import type { HostOptions } from './host-options.ts';

/** What engines work on. */
export interface EngineParts {
  readonly replica: Replica;
  readonly files: LaptopFiles;
  readonly client: HubClient;
  readonly deviceId: string;
}

interface Running {
  readonly sync: SyncEngine;
  readonly files: FileEngine;
}

/** One per host. Engines begin when they are asked for first, and anew after `stop`. */
export class Engines {
  readonly #options: HostOptions;
  readonly #now: () => Date;
  /** Undefined while nothing is open, or this laptop is not registered. */
  readonly #parts: () => EngineParts | undefined;
  readonly #stateListeners = new Set<(state: SyncState) => void>();
  readonly #fileListeners = new Set<(status: FileStatus) => void>();
  #running: Running | undefined;

  constructor(options: HostOptions, now: () => Date, parts: () => EngineParts | undefined) {
    this.#options = options;
    this.#now = now;
    this.#parts = parts;
    if (options.onState !== undefined) this.#stateListeners.add(options.onState);
  }

  get now(): Running | undefined {
    const parts = this.#running === undefined ? this.#parts() : undefined;
    if (parts !== undefined) this.#running = this.#begin(parts);
    return this.#running;
  }

  /** Those that run, where any do: none is begun for it. */
  get begun(): Running | undefined {
    return this.#running;
  }

  #begin({ replica, files, client, deviceId }: EngineParts): Running {
    const { random = Math.random, onError = () => undefined, deadlines } = this.#options;
    const common = { replica, client, now: this.#now, random, onError };
    const fileEngine = new FileEngine({
      ...common,
      files,
      onStatus: (status) => {
        for (const listener of this.#fileListeners) listener(status);
      },
    });
    const sync = new SyncEngine({
      ...common,
      deviceId,
      deadlines,
      along: fileEngine,
      onState: (state) => this.tell(state),
    });
    return { sync, files: fileEngine };
  }

  /** Whoever listens hears how sync stands. */
  tell(state: SyncState): void {
    for (const listener of this.#stateListeners) listener(state);
  }

  onState(listener: (state: SyncState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  onFiles(listener: (status: FileStatus) => void): () => void {
    this.#fileListeners.add(listener);
    return () => this.#fileListeners.delete(listener);
  }

  /** Ends both, and waits for what is under way. */
  async stop(): Promise<void> {
    await this.#running?.sync.stop();
    this.#running = undefined;
  }
}
