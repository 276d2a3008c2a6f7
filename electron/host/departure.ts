/**
 * How a revoked laptop goes: it hands over what it holds, erases itself, and tells the hub. Each step stands in a file
 * before it is taken.
 */
import { AppError } from '../../shared/base/app-error.ts';
import { handOverContents } from '../files/hand-over-contents.ts';
import type { LaptopFiles } from '../files/laptop-files.ts';
import { reached } from '../replica/fault-points.ts';
import type { Replica } from '../replica/replica.ts';
import { type HandedOver, handOver } from '../sync/hand-over.ts';
import type { Fetch, HubClient } from '../sync/hub-client.ts';
import type { SessionData } from '../sync/session-store.ts';
import { Waker } from '../sync/waker.ts';
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
    readonly files: LaptopFiles;
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

/**
 * One per host. From `leave` on nobody writes any more. Until it erases itself a hub that has readmitted the laptop, or
 * does not know it, takes that back.
 */
export class Departure {
  readonly #deps: DepartureDeps;
  readonly #closing = new AbortController();
  readonly #telling: Telling;
  readonly #waker = new Waker();
  #leaving: Promise<void> | undefined;
  /** What the hub last said: whether it waits for what the laptop holds. */
  #mode: 'rescue' | 'lost' = 'rescue';

  constructor(deps: DepartureDeps) {
    this.#deps = deps;
    this.#telling = new Telling(deps);
  }

  /** Who is at work, to write in their name; while it goes nothing is entered any more. */
  writer(userId: string | undefined, isSessionBroken: boolean): string {
    if (userId === undefined) throw new AppError(isSessionBroken ? 'session.broken' : 'auth.needed');
    if (this.#leaving !== undefined) throw new AppError('device.revoked');
    return userId;
  }

  /** Set once this laptop was revoked and has erased itself, until somebody registers it anew. */
  get wiped(): { readonly at: string; readonly handedOver: number } | null {
    const marker = readMarker(this.#deps.dir);
    return marker?.phase === 'telling' || marker?.phase === 'done'
      ? { at: marker.at, handedOver: marker.handedOver }
      : null;
  }

  /** The hub has revoked this laptop; said again in another mode while it hands over, that one holds. */
  leave(mode: 'rescue' | 'lost'): void {
    if (this.#closing.signal.aborted) return;
    if (this.#mode !== mode) {
      this.#mode = mode;
      this.#waker.wake();
    }
    this.#leaving ??= this.#depart()
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

  async #depart(): Promise<void> {
    const { dir, now, random, onError, open, stopSync, startSync, beginAnew, announce } = this.#deps;
    const { replica, files, client, data } = open();
    if (data === undefined) return;
    const { hubUrl, deviceId, deviceToken } = data;
    const marker = { at: now().toISOString(), handedOver: 0, hubUrl, deviceId, deviceToken: null };
    writeMarker(dir, { ...marker, mode: this.#mode, phase: 'handing-over' });
    announce();
    await stopSync();
    const common = {
      client,
      mode: () => this.#mode,
      random,
      pause: (milliseconds: number, signal: AbortSignal) => this.#waker.pause(milliseconds, signal),
      signal: this.#closing.signal,
    };
    const work = (): Promise<HandedOver> => handOver({ ...common, replica, deviceId });
    let handed = await work();
    // Contents after the work that names them; meanwhile an administrator may have thought otherwise.
    if (typeof handed === 'object' && (await handOverContents({ ...common, files, onError })) > 0)
      handed = await work();
    if (handed === 'readmitted' || handed === 'unknown') {
      // Taken back meanwhile; or a hub that does not know this laptop has no word in what it holds.
      removeMarker(dir);
      startSync();
      return;
    }
    writeMarker(dir, { ...marker, mode: this.#mode, handedOver: handed.count, deviceToken, phase: 'erasing' });
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
