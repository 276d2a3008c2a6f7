/** Between the thread that writes and the one that reads. */
import type { Patch } from '../../shared/ipc/patch.ts';
import type { Committed } from '../replica/reading.ts';
import type { Asker } from './define-query.ts';
import type { ThreadFailure } from './thread-failure.ts';

/** What the thread is started with. `key` undefined: the files are open. */
export interface ReaderData {
  readonly dir: string;
  readonly key: Uint8Array | undefined;
}

/** Which answer of a live query whoever asks has: the next one is told as what has changed since. */
export interface Held {
  readonly live: string;
  /** The number of the answer that they hold; 0 for none. */
  readonly number: number;
}

/**
 * `committed` is what was committed until now: the thread reads at least that. `held` is what a window has, so that
 * only the difference is answered.
 */
export interface ReadRequest {
  readonly kind: 'read';
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
  readonly author: Asker | undefined;
  /** The laptop's clock. */
  readonly at: number;
  readonly committed: Committed;
  readonly held: Held | undefined;
}
/** To the thread. */
export type ReaderCommand =
  | ReadRequest
  | { readonly kind: 'forget'; readonly live: string }
  | { readonly kind: 'close' };

/** An answer as a whole, or as what has changed; `number` is what the next request names it by. */
export type ReadAnswer =
  | { readonly kind: 'whole'; readonly number: number; readonly value: unknown }
  | { readonly kind: 'patch'; readonly number: number; readonly patch: Patch }
  | { readonly kind: 'same'; readonly number: number };

/** The thread has read the program: from now on it answers. */
export interface ReaderReady {
  readonly kind: 'ready';
}
/** From the thread; requests are answered in any order. */
export type ReaderReply =
  | { readonly id: number; readonly ok: true; readonly answer: ReadAnswer }
  | { readonly id: number; readonly ok: false; readonly failure: ThreadFailure };
