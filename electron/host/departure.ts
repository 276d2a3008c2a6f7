/**
 * How a revoked laptop goes: it hands over what it holds, erases itself, and tells the hub. Each step stands in a file
 * before it is taken.
 */
import { reached } from '../replica/fault-points.ts';
import type { Replica } from '../replica/replica.ts';
import { handOver } from '../sync/hand-over.ts';
import type { Fetch, HubClient } from '../sync/hub-client.ts';
import type { SessionData } from '../sync/session-store.ts';
import { finishErasing, readMarker, removeMarker, writeMarker } from './erase-replica.ts';
import { Telling } from './telling.ts';

/** What the host does for it. */
export interface DepartureDeps {
  readonly dir: string;
  readonly now: () => Date;
  readonly fetch: Fetch;
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
  readonly open: () => {
    readonly replica: Replica;
    readonly client: HubClient;
    readonly data: SessionData | undefined;
  };
  readonly stopSync: () => Promise<void>;
  readonly startSync: () => void;
  /** Closes everything, runs `erase` under the directory's lock, and begins as in a new directory. */
  readonly beginAnew: (erase: () => void) => Promise<void>;
  /** Whoever looks is told that something has changed. */
  readonly announce: () => void;
}

export class Departure {
  readonly #deps: DepartureDeps;
  readonly #closing = new AbortController();
  readonly #telling: Telling;
  #leaving: Promise<void> | undefined;

  constructor(deps: DepartureDeps) {
    this.#deps = deps;
    this.#telling = new Telling(deps);
  }

  /** While it goes nothing is entered any more. */
  get isLeaving(): boolean {
    return this.#leaving !== undefined;
  }

  /** Set once this laptop was revoked and has erased itself, until somebody registers it anew. */
  get wiped(): { readonly at: string; readonly handedOver: number } | null {
    const marker = readMarker(this.#deps.dir);
    return marker?.phase === 'telling' || marker?.phase === 'done'
      ? { at: marker.at, handedOver: marker.handedOver }
      : null;
  }

  /** The hub has revoked this laptop. */
  leave(mode: 'rescue' | 'lost'): void {
    if (this.#closing.signal.aborted) return;
    this.#leaving ??= this.#depart(mode)
      .catch((error: unknown) => {
        if (!this.#closing.signal.aborted) this.#deps.onError(error);
      })
      .finally(() => {
        this.#leaving = undefined;
        this.#deps.announce();
      });
  }

  /** A laptop that knew of its revocation when it was closed goes on with it. */
  resume(): void {
    const marker = readMarker(this.#deps.dir);
    if (marker?.phase === 'handing-over') this.leave(marker.mode);
  }

  async #depart(mode: 'rescue' | 'lost'): Promise<void> {
    const { dir, now, open, stopSync, startSync, beginAnew, announce } = this.#deps;
    const { replica, client, data } = open();
    if (data === undefined) return;
    const { hubUrl, deviceId, deviceToken } = data;
    const marker = { mode, at: now().toISOString(), handedOver: 0, hubUrl, deviceId, deviceToken: null };
    writeMarker(dir, { ...marker, phase: 'handing-over' });
    announce();
    await stopSync();
    const handed = await handOver({ replica, client, deviceId, mode, signal: this.#closing.signal });
    if (handed === 'readmitted' || handed === 'unknown') {
      // Taken back meanwhile; or a hub that does not know this laptop has no word in what it holds.
      removeMarker(dir);
      startSync();
      return;
    }
    writeMarker(dir, { ...marker, handedOver: handed.count, deviceToken, phase: 'erasing' });
    reached('erase.marked');
    await beginAnew(() => {
      finishErasing(dir);
    });
    announce();
    this.tellErased();
  }

  /** What the hub does not know yet it is told, now and until it knows. */
  tellErased(): void {
    this.#telling.start();
  }

  /** Somebody has registered the laptop anew: it is an ordinary one again. */
  forget(): void {
    if (this.wiped !== null) removeMarker(this.#deps.dir);
    this.#telling.wake();
  }

  /** Ends what is waited for; what is not done goes on at the next start. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#leaving;
    await this.#telling.close();
  }
}
