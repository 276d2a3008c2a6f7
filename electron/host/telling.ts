/**
 * A laptop that has erased itself tells the hub, again and again until the hub knows. What is still to be told stands
 * in a file, so that the next start goes on with it.
 */
import { reached } from '../replica/fault-points.ts';
import { tellErased } from '../sync/hand-over.ts';
import type { Fetch } from '../sync/hub-client.ts';
import { retryDelayMs } from '../sync/sync-state.ts';
import { Waker } from '../sync/waker.ts';
import { readMarker, writeMarker } from './erase-replica.ts';

/** `dir` holds the marker that says what is still to be told. */
export interface TellingDeps {
  readonly dir: string;
  readonly fetch: Fetch;
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
}

/**
 * Nobody works on this laptop any more and nobody waits for the answer: an hour without a hub costs twelve requests.
 */
const LONGEST_WAIT_MS = 300_000;
/** What is on its way when the app is closed may still arrive. */
const CLOSING_MS = 2000;

/** Begun by `start`, over once the hub knows. Telling it twice changes nothing. */
export class Telling {
  readonly #deps: TellingDeps;
  readonly #waker = new Waker();
  /** Nothing is waited for any more. */
  readonly #closing = new AbortController();
  /** A request that is under way ends. */
  readonly #cut = new AbortController();
  #running: Promise<void> | undefined;

  constructor(deps: TellingDeps) {
    this.#deps = deps;
  }

  /** Tells now whatever is to be told, and goes on until the hub knows, the laptop is registered anew, or `close`. */
  start(): void {
    this.#waker.wake();
    this.#running ??= this.#loop().finally(() => {
      this.#running = undefined;
    });
  }

  /** Looks whether there is still something to tell. */
  wake(): void {
    this.#waker.wake();
  }

  /**
   * Ends the waiting; resolves when nothing is under way. What the hub does not know yet it is told at the next start.
   */
  async close(): Promise<void> {
    this.#closing.abort();
    const patience = setTimeout(() => this.#cut.abort(), CLOSING_MS);
    await this.#running;
    clearTimeout(patience);
  }

  async #loop(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const askedToWaitMs = await this.#once();
      if (askedToWaitMs === undefined || this.#closing.signal.aborted) return;
      const atLeastMs = Math.min(LONGEST_WAIT_MS, askedToWaitMs);
      const delayMs = retryDelayMs(attempt, this.#deps.random, atLeastMs, LONGEST_WAIT_MS);
      await this.#waker.pause(delayMs, this.#closing.signal);
      if (this.#closing.signal.aborted) return;
    }
  }

  /** Answers how long the hub wants to be left alone, in milliseconds; undefined once there is nothing to tell. */
  async #once(): Promise<number | undefined> {
    const { dir, fetch, onError } = this.#deps;
    try {
      const marker = readMarker(dir);
      if (marker?.phase !== 'telling') return undefined;
      const { hubUrl, deviceId, deviceToken, handedOver } = marker;
      if (deviceToken !== null) {
        const told = await tellErased(fetch, { hubUrl, deviceId, deviceToken, handedOver }, this.#cut.signal);
        if (!told.isKnown) return told.retryAfterMs;
      }
      const left = readMarker(dir);
      // Somebody may have registered the laptop anew meanwhile: then the file is gone, and stays so.
      if (left?.phase === 'telling') {
        // And it may have been revoked again: that is still to be told.
        if (left.deviceId !== deviceId) return 0;
        writeMarker(dir, { ...marker, deviceToken: null, phase: 'done' });
      }
      reached('erase.told');
      return undefined;
    } catch (error) {
      // The disk would not take it: the hub may be told twice, which changes nothing.
      onError(error);
      return 0;
    }
  }
}
