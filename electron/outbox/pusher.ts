/** Drains the outbox: in order, resent until the acknowledgement has come down as data. */
import type { PushReply } from '../../shared/protocol/push.ts';
import type { Mutation } from '../../shared/mutations/mutation.ts';
import type { Replica } from '../replica/replica.ts';
import { pendingMutations } from './outbox.ts';

/** Sends one batch; throws what the transport throws. */
export type SendPush = (mutations: readonly Mutation[], signal: AbortSignal) => Promise<PushReply>;

const BATCH_MUTATIONS = 500;
const BATCH_BYTES = 2 * 1024 * 1024;

export class Pusher {
  readonly #replica: Replica;
  readonly #send: SendPush;
  /** The hub has everything up to here; what is beyond is sent (again). */
  #pushedUpTo = 0;

  constructor(replica: Replica, send: SendPush) {
    this.#replica = replica;
    this.#send = send;
  }

  /** Sends until nothing is left that the hub has not answered. Answers how many mutations went out. */
  async drain(signal: AbortSignal): Promise<number> {
    let sent = 0;
    for (;;) {
      signal.throwIfAborted();
      const batch = withinBytes(pendingMutations(this.#replica, this.#pushedUpTo, BATCH_MUTATIONS));
      if (batch.length === 0) return sent;
      const reply = await this.#send(batch.map(({ problem: _problem, ...mutation }) => mutation), signal);
      sent += batch.length;
      // Less than was sent means a gap that the hub saw; the next round starts where it stands.
      this.#pushedUpTo = reply.lastSequence;
    }
  }

  /** After a reconnect: what was answered before may have been lost with the hub. */
  reset(): void {
    this.#pushedUpTo = 0;
  }
}

function withinBytes<T extends Mutation>(mutations: readonly T[]): readonly T[] {
  let bytes = 0;
  const end = mutations.findIndex((mutation) => {
    bytes += JSON.stringify(mutation.args).length * 2;
    return bytes > BATCH_BYTES;
  });
  return end === -1 ? mutations : mutations.slice(0, Math.max(1, end));
}
