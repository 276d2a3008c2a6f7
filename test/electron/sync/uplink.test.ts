/** The way up by itself: no reading, no hub but the test's. */
import { expect, test, vi } from 'vitest';
import { ownStand } from '../../../electron/outbox/identity.ts';
import { pendingMutations } from '../../../electron/outbox/outbox.ts';
import type { Replica } from '../../../electron/replica/replica.ts';
import { type HubClient, HubFailure } from '../../../electron/sync/hub-client.ts';
import { Uplink } from '../../../electron/sync/uplink.ts';
import type { Mutation } from '../../../shared/mutations/mutation.ts';
import type { PushReply } from '../../../shared/protocol/push.ts';
import { DEVICE, loneReplica, mutationId, queue } from '../../support/lone-replica.ts';
import { until } from '../../support/world.ts';

type Push = (mutations: readonly Mutation[], signal: AbortSignal) => Promise<PushReply> | undefined;

interface Hub {
  last: number;
  lastId: string | null;
  historyId: string;
  known: string;
  readonly sent: number[];
  asked: number;
  /** Answers in place of the hub. */
  instead: Push;
}

/** A hub that takes everything in order, and an uplink before it that never waits for long. */
function before(replica: Replica) {
  const hub: Hub = {
    last: 0,
    lastId: null,
    historyId: 'h1',
    known: 'h1',
    sent: [],
    asked: 0,
    instead: () => undefined,
  };
  const client = {
    get isHistoryNew() {
      return hub.historyId !== hub.known;
    },
    get historyId() {
      return hub.historyId;
    },
    push: async (mutations: readonly Mutation[], _epoch: number, signal: AbortSignal): Promise<PushReply> => {
      if (mutations.length === 0) hub.asked += 1;
      const other = hub.instead(mutations, signal);
      if (other !== undefined) return other;
      for (const { sequence, id } of mutations) {
        if (sequence <= hub.last) continue;
        hub.sent.push(sequence);
        [hub.last, hub.lastId] = [sequence, id];
      }
      return { lastSequence: hub.last, refused: [], epoch: 1, lastId: hub.lastId, historyId: hub.historyId };
    },
  } as unknown as HubClient;
  const states: string[] = [];
  const refused: string[] = [];
  let forgotten = 0;
  const uplink = new Uplink({
    replica,
    client,
    deviceId: DEVICE,
    now: () => new Date(),
    // The shortest wait that a failure leads to.
    random: () => 0,
    monotonic: () => performance.now(),
    onState: (state) => states.push(state.name === 'waiting' ? `waiting ${state.reason}` : state.name),
    onForgotten: () => void (forgotten += 1),
    onRefused: ({ code }) => refused.push(code),
    onError: (error) => {
      throw error;
    },
  });
  return { hub, uplink, states, refused, forgotten: () => forgotten };
}

const away = (): Promise<never> => Promise.reject(new HubFailure('unreachable', 'hub.unreachable', 'cut'));

test('it asks where the hub stands, sends what waits, and rests', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, [1, 2, 3]);
  const { hub, uplink, states } = before(lone.replica);
  uplink.start();
  await until('it rests', () => states.at(-1) === 'idle');
  expect([hub.asked, hub.sent, states]).toEqual([1, [1, 2, 3], ['sending', 'idle']]);
  expect(uplink.isQuiet).toBe(true);
  await queue(lone.replica, [4]);
  uplink.poke();
  await until('the next one is there', () => hub.last === 4);
  // Nothing has happened since that would put the stand in doubt.
  expect(hub.asked).toBe(1);
  await uplink.stop();
  expect(uplink.state.name).toBe('off');
});

test('while it waits after a failure new work does not cut that short, and somebody who presses «retry» does', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, [1]);
  const { hub, uplink, states } = before(lone.replica);
  let tries = 0;
  hub.instead = () => {
    tries += 1;
    return Promise.reject(new HubFailure('busy', 'hub.busy', 'later', { retryAfterMs: 60_000 }));
  };
  uplink.start();
  await until('it waits', () => states.at(-1) === 'waiting hub.busy');
  uplink.poke();
  await new Promise((done) => setImmediate(done));
  expect(tries).toBe(1);
  expect(uplink.isQuiet).toBe(false);
  hub.instead = () => undefined;
  uplink.retryNow();
  await until('it is sent', () => hub.last === 1);
  await uplink.stop();
});

test('failures are counted since the last progress: sending again what the hub has is none', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    await using lone = await loneReplica();
    await queue(lone.replica, [1, 2]);
    const { hub, uplink } = before(lone.replica);
    const began: number[] = [];
    // Each round asks first; the hub has number 1, and everything after it fails.
    hub.instead = (mutations) => {
      if (mutations.length === 0) began.push(performance.now());
      return mutations.some(({ sequence }) => sequence === 2) ? away() : undefined;
    };
    uplink.start();
    await vi.advanceTimersByTimeAsync(60_000);
    const gaps = began.slice(1).map((at, index) => Math.round(at - (began[index] ?? 0)));
    expect(gaps.slice(0, 6)).toEqual([250, 500, 1000, 2000, 2500, 2500]);
    await uplink.stop();
  } finally {
    vi.useRealTimers();
  }
});

test('switched off in the middle of a push it lets go of the network, and begins again when it may', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, [1]);
  const { hub, uplink, states } = before(lone.replica);
  hub.instead = (mutations, signal) =>
    mutations.length === 0
      ? undefined
      : new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('let go'))));
  uplink.start();
  await until('it sends', () => uplink.state.name === 'sending');
  uplink.pause();
  uplink.poke();
  uplink.retryNow();
  await new Promise((done) => setImmediate(done));
  expect([states.at(-1), hub.sent]).toEqual(['off', []]);
  hub.instead = () => undefined;
  uplink.start();
  await until('it is sent', () => hub.last === 1);
  await uplink.stop();
});

test('who is not believed any more, or too old, says so once and waits for somebody’s doing', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, [1]);
  const { hub, uplink, refused } = before(lone.replica);
  let tries = 0;
  hub.instead = () => {
    tries += 1;
    return Promise.reject(new HubFailure('unauthorized', 'auth.needed', 'who?'));
  };
  uplink.start();
  await until('it was refused', () => refused.length === 1);
  uplink.poke();
  await new Promise((done) => setImmediate(done));
  expect([tries, refused]).toEqual([1, ['auth.needed']]);
  hub.instead = () => undefined;
  uplink.retryNow();
  await until('it is sent', () => hub.last === 1);
  await uplink.stop();
});

test('a hub that has seen what is not known here ends this laptop’s epoch, and everything goes under new numbers', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, [1, 2]);
  const { hub, uplink } = before(lone.replica);
  hub.last = 7;
  hub.lastId = mutationId(7);
  uplink.start();
  await until('it is sent', () => hub.last === 9);
  expect(hub.sent).toEqual([8, 9]);
  expect(ownStand(lone.replica).epoch).toBe(2);
  expect(pendingMutations(lone.replica).map(({ id, sequence }) => [id, sequence])).toEqual([
    [mutationId(1), 8],
    [mutationId(2), 9],
  ]);
  await uplink.stop();
});

test('a hub that lacks what it had confirmed is offered it again, and the replica is fetched anew', async () => {
  await using lone = await loneReplica();
  await lone.replica.setMeta({ last_sequence: '5' });
  await queue(lone.replica, [6]);
  const { hub, uplink, forgotten } = before(lone.replica);
  hub.last = 3;
  uplink.start();
  await until('it is sent', () => hub.last === 4);
  expect(forgotten()).toBe(1);
  await uplink.stop();
});

test('a hub whose answers never fit begins so many epochs and no more, then waits', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, [1]);
  const { hub, uplink, states } = before(lone.replica);
  hub.instead = (mutations) =>
    mutations.length === 0
      ? undefined
      : Promise.reject(new HubFailure('refused', 'push.otherPast', 'no', { status: 409 }));
  uplink.start();
  await until('it waits', () => states.at(-1) === 'waiting push.otherPast');
  expect(ownStand(lone.replica).epoch).toBeLessThanOrEqual(7);
  await uplink.stop();
});

test('another history is offered everything once, however often it is asked for', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, [1]);
  const { hub, uplink } = before(lone.replica);
  hub.historyId = 'h2';
  const { signal } = new AbortController();
  await uplink.offerForNewHistory(signal);
  await uplink.offerForNewHistory(signal);
  expect(ownStand(lone.replica).epoch).toBe(2);
  await uplink.stop();
});
