/**
 * Drains the outbox: in order, resent until the acknowledgement has come down as data. A batch that the hub cannot take
 * is halved until the culprit stands alone; that one is parked before its author, and the rest goes on (design: sync,
 * «What a mutation may hold»).
 */

import type { Mutation } from '../../shared/mutations/mutation.ts';
import { PARKED, type PushReply } from '../../shared/protocol/push.ts';
import type { Replica } from '../replica/replica.ts';
import { pendingMutations } from './outbox.ts';

/** Sends one batch; throws what the transport throws. */
export type SendPush = (mutations: readonly Mutation[], signal: AbortSignal) => Promise<PushReply>;

/**
 * Why a push failed, as far as the mutations in it may be to blame: at once, or when it happens time after time.
 * Undefined: they are not.
 */
export interface Blame {
  readonly when: 'now' | 'repeated';
  readonly status: number;
  readonly code: string;
}

/** The hub answered for numbers that were never given out here. */
export class OtherPast extends Error {}

/** What one request carries at most; the hub takes eight megabytes, and a bad line brings two of them through. */
const BATCH_MUTATIONS = 500;
const BATCH_BYTES = 2 * 1024 * 1024;
/**
 * So often one and the same batch may fail by what looks like the hub's own fault before its mutations are looked at
 * one by one.
 */
const PATIENCE = 5;
/** And so often one mutation alone: what is the hub's fault passes, and what never does must not hold up the rest. */
const PATIENCE_ALONE = 25;

/**
 * One per uplink; what it knows is lost with the process and found out again. It never deletes from the outbox: a
 * mutation goes when its acknowledgement has come down as data.
 */
export class Pusher {
  readonly #replica: Replica;
  readonly #send: SendPush;
  readonly #blame: (error: unknown) => Blame | undefined;
  /** Hears up to which number the hub has everything, after each batch. */
  readonly #onTaken: (lastSequence: number) => void;
  /** The hub has everything up to here; what is beyond is sent (again). */
  #pushedUpTo = 0;
  #limit = BATCH_MUTATIONS;
  #failures = { first: 0, times: 0 };

  constructor(
    replica: Replica,
    send: SendPush,
    blame: (error: unknown) => Blame | undefined,
    onTaken: (lastSequence: number) => void = () => undefined,
  ) {
    this.#replica = replica;
    this.#send = send;
    this.#blame = blame;
    this.#onTaken = onTaken;
  }

  /** Whether something is left that the hub has not answered. */
  get hasWork(): boolean {
    return pendingMutations(this.#replica, this.#pushedUpTo, 1).length > 0;
  }

  /**
   * Sends until nothing is left that the hub has not answered. Answers how many mutations went out. Throws what the
   * transport throws, and OtherPast.
   */
  async drain(signal: AbortSignal): Promise<number> {
    let sent = 0;
    for (;;) {
      signal.throwIfAborted();
      const pending = pendingMutations(this.#replica, this.#pushedUpTo, this.#limit);
      const batch = this.#upToSuspect(withinBytes(pending));
      const [first] = batch;
      if (first === undefined) return sent;
      try {
        this.#take(batch, await this.#send(batch.map(wireOf), signal));
        sent += batch.length;
        this.#limit = Math.min(BATCH_MUTATIONS, this.#limit * 2);
      } catch (error) {
        const blame = this.#blame(error);
        if (blame === undefined || !this.#isTheirs(blame, first.sequence, batch.length)) throw error;
        if (batch.length > 1) this.#limit = Math.ceil(batch.length / 2);
        // The hub must take what stands in for it: where it cannot take even that, the fault is not this mutation's.
        else this.#take(batch, await this.#send([placeholderOf(first, blame)], signal));
      }
    }
  }

  /** After a reconnect: what was answered before may have been lost with the hub. */
  reset(): void {
    this.#pushedUpTo = 0;
  }

  /**
   * What has failed at the head of a batch stands there again, whatever is sent once more before it: only so its
   * failures add up.
   */
  #upToSuspect<T extends Mutation>(batch: readonly T[]): readonly T[] {
    const at = batch.findIndex(({ sequence }) => sequence === this.#failures.first);
    return at > 0 ? batch.slice(0, at) : batch;
  }

  #isTheirs(blame: Blame, first: number, size: number): boolean {
    if (blame.when === 'now') return true;
    this.#failures = { first, times: this.#failures.first === first ? this.#failures.times + 1 : 1 };
    return this.#failures.times >= (size > 1 ? PATIENCE : PATIENCE_ALONE);
  }

  #take(batch: readonly Mutation[], reply: PushReply): void {
    if (reply.lastSequence > (batch.at(-1)?.sequence ?? 0))
      throw new OtherPast(`the hub has seen number ${reply.lastSequence}`);
    if (reply.lastSequence >= this.#failures.first) this.#failures = { first: 0, times: 0 };
    // Less than was sent means that the hub stopped there; the next round starts where it stands.
    this.#pushedUpTo = reply.lastSequence;
    this.#onTaken(reply.lastSequence);
  }
}

const wireOf = ({ problem: _problem, ...mutation }: ReturnType<typeof pendingMutations>[number]): Mutation => mutation;

function placeholderOf(mutation: ReturnType<typeof pendingMutations>[number], { status, code }: Blame): Mutation {
  return { ...wireOf(mutation), name: PARKED, args: { status, code: code.slice(0, 100) } };
}

function withinBytes<T extends Mutation>(mutations: readonly T[]): readonly T[] {
  let bytes = 0;
  const end = mutations.findIndex((mutation) => {
    bytes += Buffer.byteLength(JSON.stringify(mutation.args) ?? '');
    return bytes > BATCH_BYTES;
  });
  return end === -1 ? mutations : mutations.slice(0, Math.max(1, end));
}
