/**
 * The only user of the contract's wire. Over Electron's bridge where the preload script offers it, over a WebSocket
 * elsewhere. A lost link is opened again (in Electron by the shell, with a new replica process behind it), and what was
 * subscribed is subscribed again.
 */

import type { Failure, Frame, Method, Params, SessionInfo, SyncStatus } from '../../shared/ipc/contract.ts';
import type { FileStatus } from '../../shared/ipc/file-contract.ts';
import { patched } from '../../shared/ipc/patch.ts';
import type { QueryOf } from '../../shared/ipc/query.ts';

/** What the preload script exposes. */
export interface Bridge {
  /** Before the addresses of contents (`content.ts`): the shell serves them by a scheme of its own. */
  readonly contentBase?: string;
  send(frame: unknown): void;
  onFrame(listener: (frame: Frame) => void): void;
  /** Told at once where there is a link, and whenever it ends or there is a new one. */
  onLink(listener: (isOpen: boolean) => void): void;
}
declare global {
  interface Window {
    readonly offstage?: Bridge;
  }
}

/** An answer that is a failure, with the code that chooses its sentence. */
export class RequestFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

interface Waiting {
  /** The frame, where it may be sent again: nothing is done twice by it. */
  readonly again: RequestFrame | undefined;
  readonly deadline: ReturnType<typeof setTimeout> | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: RequestFailed) => void;
}
/** Outlives links: a new one is told of it from the beginning. */
interface Subscription {
  readonly name: string;
  readonly args: unknown;
  /** The answer that is held: what has changed is told of it alone. */
  last: unknown;
  readonly onAnswer: (value: unknown) => void;
  readonly onFailure: (failure: Failure) => void;
}

interface RequestFrame {
  readonly id: number;
  readonly method: Method;
  readonly params: unknown;
}

const RECONNECT_MS = 700;
/** A link that is back within this time was hardly missed: what was asked for is asked for again. */
const MISSED_MS = 10_000;
/** So long a mutation, or a question, may be without an answer; what takes longer by its nature tells how far it is. */
const ANSWER_MS = 60_000;
const PROMPT: ReadonlySet<Method> = new Set([
  'mutate',
  'mutate.together',
  'query',
  'subscribe',
  'count.enter',
  'packing.enter',
]);
/** What names itself by ids: sent again, it does nothing twice. */
const REPEATABLE: ReadonlySet<Method> = new Set(['mutate.together', 'draft.keep']);

/**
 * One per window. A request is answered exactly once: by the other end, or by `link.lost` when its link is gone for
 * long or its time is over. Only what does nothing twice is ever sent again.
 */
export class Connection {
  readonly #answerMs: number;
  readonly #waiting = new Map<number, Waiting>();
  readonly #subscriptions = new Map<number, Subscription>();
  readonly #statusListeners = new Set<(status: SyncStatus) => void>();
  readonly #sessionListeners = new Set<(session: SessionInfo) => void>();
  readonly #fileListeners = new Set<(status: FileStatus) => void>();
  readonly #linkListeners = new Set<(isOpen: boolean) => void>();
  /** Frames for the next link; none of them is kept once its promise was rejected. */
  readonly #queue = new Map<number, RequestFrame>();
  #giveUp: ReturnType<typeof setTimeout> | undefined;
  /** Where there is a link: sends over it. */
  #send: ((frame: RequestFrame) => void) | undefined;
  #next = 1;

  constructor(answerMs = ANSWER_MS) {
    this.#answerMs = answerMs;
    const bridge = window.offstage;
    if (bridge === undefined) {
      this.#open();
      return;
    }
    bridge.onFrame((frame) => this.#take(frame));
    bridge.onLink((isOpen) => {
      if (isOpen) this.#found((frame) => bridge.send(frame));
      else this.#lost();
    });
  }

  #open(): void {
    const socket = new WebSocket(new URL('/socket', window.location.href.replace(/^http/, 'ws')));
    socket.addEventListener('open', () => this.#found((frame) => socket.send(JSON.stringify(frame))));
    socket.addEventListener('message', (event) => this.#take(JSON.parse(String(event.data)) as Frame));
    socket.addEventListener('close', () => {
      this.#lost();
      setTimeout(() => this.#open(), RECONNECT_MS);
    });
  }

  /**
   * There is a link: what waited for it goes, and what was subscribed is subscribed again, because the other end may
   * know nothing of it.
   */
  #found(send: (frame: RequestFrame) => void): void {
    this.#send = send;
    for (const listener of this.#linkListeners) listener(true);
    clearTimeout(this.#giveUp);
    this.#giveUp = undefined;
    for (const frame of this.#queue.values()) send(frame);
    this.#queue.clear();
    for (const [id, { name, args }] of this.#subscriptions)
      void this.request('subscribe', { subscription: id, name, args }).catch(() => undefined);
  }

  /** What may be sent again waits a while for the link; everything else has failed, and is not sent any more. */
  #lost(): void {
    this.#send = undefined;
    for (const listener of this.#linkListeners) listener(false);
    for (const [id, { again }] of this.#waiting) {
      if (again === undefined) this.#reject(id);
      else this.#queue.set(id, again);
    }
    this.#giveUp ??= setTimeout(() => {
      this.#giveUp = undefined;
      for (const id of this.#waiting.keys()) this.#reject(id);
    }, MISSED_MS);
  }

  /** Puts an answer in place of the one that is held; one that was given up meanwhile is passed over. */
  #hold(subscription: number, answer: (before: unknown) => unknown): void {
    const asked = this.#subscriptions.get(subscription);
    if (asked === undefined) return;
    asked.last = answer(asked.last);
    asked.onAnswer(asked.last);
  }

  #reject(id: number): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#queue.delete(id);
    clearTimeout(waiting?.deadline);
    waiting?.reject(new RequestFailed({ code: 'link.lost', details: {} }));
  }

  #take(frame: Frame): void {
    if ('event' in frame) {
      if (frame.event === 'sync') for (const listener of this.#statusListeners) listener(frame.status);
      if (frame.event === 'files') for (const listener of this.#fileListeners) listener(frame.status);
      if (frame.event === 'session') for (const listener of this.#sessionListeners) listener(frame.session);
      if (frame.event === 'rows') this.#hold(frame.subscription, () => frame.value);
      if (frame.event === 'patch') this.#hold(frame.subscription, (before) => patched(before, frame.patch));
      if (frame.event === 'rowsFailed') this.#subscriptions.get(frame.subscription)?.onFailure(frame.error);
      return;
    }
    const waiting = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    clearTimeout(waiting?.deadline);
    if (frame.ok) waiting?.resolve(frame.value);
    else waiting?.reject(new RequestFailed(frame.error));
  }

  /** Asks the other end, now or when there is a link. Rejects with RequestFailed alone. */
  request<M extends Method>(method: M, params: Params<M>): Promise<unknown> {
    const id = this.#next++;
    const frame = { id, method, params };
    const again = (method === 'mutate' && 'id' in params) || REPEATABLE.has(method) ? frame : undefined;
    return new Promise((resolve, reject) => {
      const deadline = PROMPT.has(method) ? setTimeout(() => this.#reject(id), this.#answerMs) : undefined;
      this.#waiting.set(id, { resolve, reject, again, deadline });
      if (this.#send === undefined) {
        if (method !== 'subscribe') this.#queue.set(id, frame);
        return;
      }
      try {
        this.#send(frame);
      } catch (error) {
        // It never left: nothing of it may be sent when the link is found again.
        this.#reject(id);
        throw error;
      }
    });
  }

  /** Asks once. Throws RequestFailed. */
  async ask<A, R>(query: QueryOf<A, R>, args: NoInfer<A>): Promise<R> {
    return (await this.request('query', { name: query.name, args })) as R;
  }

  /** Asks, and is told again whenever the answer changes, until it is undone. */
  subscribe<A, R>(
    query: QueryOf<A, R>,
    args: NoInfer<A>,
    { onAnswer, onFailure }: { onAnswer: (answer: R) => void; onFailure: (failure: Failure) => void },
  ): () => void {
    const { name } = query;
    const subscription: Subscription = {
      name,
      args,
      last: undefined,
      onAnswer: (value) => onAnswer(value as R),
      onFailure,
    };
    const id = this.#next++;
    this.#subscriptions.set(id, subscription);
    if (this.#send !== undefined) {
      this.request('subscribe', { subscription: id, name: subscription.name, args: subscription.args }).catch(
        (error: unknown) => {
          if (error instanceof RequestFailed && error.failure.code !== 'link.lost')
            subscription.onFailure(error.failure);
        },
      );
    }
    return () => {
      this.#subscriptions.delete(id);
      void this.request('unsubscribe', { subscription: id }).catch(() => undefined);
    };
  }

  /** Hears how sync stands, from the next change on. Answers how to stop. */
  onStatus(listener: (status: SyncStatus) => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  /** Hears how the ways of contents stand, from the next change on. Answers how to stop. */
  onFiles(listener: (status: FileStatus) => void): () => void {
    this.#fileListeners.add(listener);
    return () => this.#fileListeners.delete(listener);
  }

  onSession(listener: (session: SessionInfo) => void): () => void {
    this.#sessionListeners.add(listener);
    return () => this.#sessionListeners.delete(listener);
  }

  onLink(listener: (isOpen: boolean) => void): () => void {
    this.#linkListeners.add(listener);
    return () => this.#linkListeners.delete(listener);
  }
}

/** The window’s one connection; it opens when the module is loaded. */
export const connection = new Connection();
