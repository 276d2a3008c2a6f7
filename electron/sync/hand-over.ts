/**
 * What a revoked laptop holds goes to the hub before it is erased: in order, again after every failure, and whole. What
 * the hub cannot read is handed over as text.
 */
import type { Mutation } from '../../shared/mutations/mutation.ts';
import { rescueReply } from '../../shared/protocol/people.ts';
import { ownStand } from '../outbox/identity.ts';
import { pendingMutations } from '../outbox/outbox.ts';
import type { Replica } from '../replica/replica.ts';
import { type HubClient, HubFailure } from './hub-client.ts';
import { retryDelayMs } from './sync-state.ts';

/** What the hand-over needs of the departure. */
export interface HandOver {
  readonly replica: Replica;
  readonly client: Pick<HubClient, 'asDevice'>;
  readonly deviceId: string;
  /** What the hub last said: an administrator may call a laptop lost that was to be rescued. */
  readonly mode: () => 'rescue' | 'lost';
  readonly random: () => number;
  /** Waits so many milliseconds; ends early where there is news, or `signal` aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Ends the waiting: the app is closed. */
  readonly signal: AbortSignal;
}

/** How many went over; or that the hub has readmitted this laptop, or does not know it. */
export type HandedOver = { readonly count: number } | 'readmitted' | 'unknown';

const BATCH = 200;
/** Of what goes as text, in UTF-16 units: the hub takes it in one request whatever letters it is made of. */
const LONGEST_TEXT = 1_000_000;
const LONGEST_WAIT_MS = 60_000;
/** A lost laptop waits for nobody. */
const TRIES_OF_A_LOST_ONE = 3;

/**
 * Hands everything over. In `rescue` it goes on until the hub has it; a lost laptop gives up soon. Rejects when
 * `signal` aborts.
 */
export async function handOver(deps: HandOver): Promise<HandedOver> {
  const epoch = ownStand(deps.replica).epoch;
  let count = 0;
  for (let after = 0, tries = 1; ; ) {
    deps.signal.throwIfAborted();
    const batch = pendingMutations(deps.replica, after, BATCH).map(
      ({ problem: _problem, deviceId: _device, ...wire }) => wire,
    );
    const last = batch.at(-1);
    if (last === undefined && count > 0) return { count };
    try {
      await send(deps, epoch, batch);
      if (last === undefined) return { count };
      count += batch.length;
      after = last.sequence;
      tries = 1;
    } catch (error) {
      if (!(error instanceof HubFailure)) throw error;
      if (error.code === 'device.notRevoked') return 'readmitted';
      if (error.kind === 'unauthorized') return 'unknown';
      if (deps.mode() === 'rescue') await hearAnew(deps);
      if (deps.mode() === 'lost' && tries >= TRIES_OF_A_LOST_ONE) return { count };
      const atLeastMs = Math.min(LONGEST_WAIT_MS, error.retryAfterMs ?? 0);
      await deps.pause(retryDelayMs(tries, deps.random, atLeastMs, LONGEST_WAIT_MS), deps.signal);
      tries += 1;
    }
  }
}

/**
 * The hub does not take the work in, but may answer elsewhere: an administrator who gives the laptop up is heard there,
 * by whoever set `mode`.
 */
async function hearAnew({ client }: HandOver): Promise<void> {
  try {
    await client.asDevice('/v1/barrier', {});
  } catch (error) {
    if (!(error instanceof HubFailure)) throw error;
  }
}

type Wire = Omit<Mutation, 'deviceId'>;

/** A batch that the hub cannot read as a whole is halved until the culprit stands alone; that one goes as text. */
async function send(deps: HandOver, epoch: number, batch: readonly Wire[]): Promise<void> {
  try {
    const response = await deps.client.asDevice('/v1/rescue', { deviceId: deps.deviceId, epoch, mutations: batch });
    if (!rescueReply.safeParse(await response.json().catch(() => undefined)).success)
      throw new HubFailure('rubbish', 'hub.answer', 'the hub answered /v1/rescue in an unknown form');
  } catch (error) {
    const isForm = error instanceof HubFailure && (error.status === 400 || error.status === 413);
    const [first] = batch;
    if (!isForm || first === undefined) throw error;
    if (batch.length === 1) {
      if (typeof first.args === 'object' && first.args !== null && 'unreadable' in first.args) throw error;
      // The cut may fall within a letter of two halves; half a letter is no text.
      const unreadable = JSON.stringify(first.args).slice(0, LONGEST_TEXT).toWellFormed();
      await send(deps, epoch, [{ ...first, args: { unreadable } }]);
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await send(deps, epoch, batch.slice(0, middle));
    await send(deps, epoch, batch.slice(middle));
  }
}

/** Whether the hub knows; or how long it wants to be left alone, in milliseconds. */
export type Told = { readonly isKnown: true } | { readonly isKnown: false; readonly retryAfterMs: number };

/**
 * Tells the hub once that this laptop has erased itself. A hub that is away, or that `signal` cuts off, knows nothing.
 */
export async function tellErased(
  fetchIt: (url: string, init?: RequestInit) => Promise<Response>,
  who: {
    readonly hubUrl: string;
    readonly deviceId: string;
    readonly deviceToken: string;
    readonly handedOver: number;
  },
  signal: AbortSignal,
): Promise<Told> {
  try {
    const response = await fetchIt(new URL('/v1/rescue/wiped', who.hubUrl).href, {
      method: 'POST',
      body: JSON.stringify({ handedOver: who.handedOver }),
      signal: AbortSignal.any([AbortSignal.timeout(10_000), signal]),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${who.deviceId}.${who.deviceToken}` },
    });
    // A hub that does not know this laptop, or takes it for readmitted, will not learn more by asking again.
    if (response.ok || response.status === 401 || response.status === 409) return { isKnown: true };
    const seconds = Number(response.headers.get('retry-after') ?? '');
    return { isKnown: false, retryAfterMs: seconds > 0 ? seconds * 1000 : 0 };
  } catch {
    // Away: whoever calls asks again.
    return { isKnown: false, retryAfterMs: 0 };
  }
}
