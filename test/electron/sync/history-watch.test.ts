/** The watch over the history: what it asks of the other parts, and when; sending, fetching and time are the test's. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Replica } from '../../../electron/replica/replica.ts';
import { replicaDigest } from '../../../electron/replica/replica-digest.ts';
import { DEADLINES } from '../../../electron/sync/deadlines.ts';
import type { Drift } from '../../../electron/sync/drift.ts';
import { HistoryWatch } from '../../../electron/sync/history-watch.ts';
import { type HubClient, HubFailure } from '../../../electron/sync/hub-client.ts';
import type { SyncState, WatchState } from '../../../electron/sync/sync-state.ts';
import { SCHEMA_VERSION } from '../../../shared/schema/versions.ts';
import { confirm, DEVICE, loneReplica, queue } from '../../support/lone-replica.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);
const MINUTE = 60_000;

function over(replica: Replica) {
  const at = {
    history: 'h1',
    known: 'h1',
    isQuiet: true,
    down: { name: 'live' } as SyncState,
    /** What the hub says of a table; as here where nothing is said. */
    there: undefined as { readonly rows: number; readonly hash: string } | undefined,
    /** Why it cannot be asked. */
    failure: undefined as HubFailure | undefined,
    compared: [] as string[],
    offer: () => Promise.resolve(),
    /** What comes of having something fetched. */
    fetch: () => Promise.resolve(),
    done: [] as string[],
    states: [] as WatchState[],
    drifts: [] as Drift[],
    refused: [] as string[],
    errors: [] as unknown[],
  };
  const client = {
    hubVersion: SCHEMA_VERSION,
    get isHistoryNew() {
      return at.history !== at.known;
    },
    acceptHistory: (historyId: string) => {
      at.done.push('accept');
      at.known = historyId;
    },
    digests: async (tables: readonly string[]) => {
      at.compared.push(...tables);
      if (at.failure !== undefined) throw at.failure;
      const [table = ''] = tables;
      return { [table]: at.there ?? (await replicaDigest(replica))[table] };
    },
  } as unknown as HubClient;
  const watch = new HistoryWatch({
    replica,
    client,
    deviceId: DEVICE,
    now: () => new Date(),
    random: () => 0,
    monotonic: () => performance.now(),
    deadlines: DEADLINES,
    uplink: {
      get isQuiet() {
        return at.isQuiet;
      },
      doubt: () => void at.done.push('doubt'),
      offerForNewHistory: async () => {
        at.done.push('offer');
        const { history } = at;
        await at.offer();
        return history;
      },
    },
    downlink: {
      get state() {
        return at.down;
      },
      alignAll: () => {
        at.done.push('align');
        return at.fetch();
      },
      refetch: (tables) => {
        at.done.push(`refetch ${tables?.join() ?? 'all'}`);
        return at.fetch();
      },
      wantAll: () => void at.done.push('all'),
      wake: () => void at.done.push('wake'),
      quietFor: () => ['tags', 'device_progress', 'users'],
    },
    onState: (state) => at.states.push(state),
    onRefused: ({ code }) => at.refused.push(code),
    onDrift: (drift) => at.drifts.push(drift),
    onError: (error) => at.errors.push(error),
  });
  return { watch, at };
}

test('another history: what the hub forgot is offered, everything fetched anew, and only then it is ours', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  watch.start();
  await pass(0);
  expect(at.done).toEqual([]);
  at.history = 'h2';
  watch.wake();
  await pass(0);
  expect(at.done).toEqual(['offer', 'refetch all', 'accept', 'wake']);
  expect(at.states.map(({ name }) => name)).toEqual(['settling', 'watching']);
  await watch.stop();
});

test('a hub that cannot take the offer is asked again ever more rarely; its history is not ours meanwhile', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  at.history = 'h2';
  at.offer = () => Promise.reject(new HubFailure('busy', 'hub.busy', 'not now'));
  watch.start();
  await pass(0);
  expect(watch.state).toMatchObject({ name: 'waiting', reason: 'hub.busy', attempt: 1 });
  watch.wake();
  await pass(250 + 500 + 1000 - 1);
  expect(at.done).toEqual(['offer', 'offer', 'offer']);
  at.offer = () => Promise.resolve();
  await pass(1);
  expect(at.done.slice(3)).toEqual(['offer', 'refetch all', 'accept', 'wake']);
  expect(watch.state.name).toBe('watching');
  expect(at.errors).toEqual([]);
  await watch.stop();
});

test('what is wrong here while a history is settled is said, and tried again', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  at.history = 'h2';
  at.offer = () => Promise.reject(new Error('a fault of ours'));
  watch.start();
  await pass(0);
  expect(at.errors).toMatchObject([{ message: 'a fault of ours' }]);
  expect(watch.state).toMatchObject({ name: 'waiting', reason: 'internal: a fault of ours' });
  await watch.stop();
});

test('who presses «retry» need not wait for the offer’s next time; between two sessions that does nothing', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  at.history = 'h2';
  at.offer = () => Promise.reject(new HubFailure('busy', 'hub.busy', 'not now', { retryAfterMs: MINUTE }));
  watch.start();
  await pass(0);
  watch.wake();
  await pass(1000);
  expect(at.done).toEqual(['offer']);
  watch.retryNow();
  await pass(0);
  expect(at.done).toEqual(['offer', 'offer']);
  watch.pause();
  watch.retryNow();
  await pass(10 * MINUTE);
  expect(at.done).toEqual(['offer', 'offer']);
  await watch.stop();
});

test('a hub that is restored once more while its history is settled is offered everything once more', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  at.history = 'h2';
  at.fetch = () => {
    at.history = 'h3';
    return Promise.resolve();
  };
  watch.start();
  await pass(0);
  expect([at.done, at.known]).toEqual([['offer', 'refetch all', 'accept', 'wake'], 'h2']);
  watch.wake();
  await pass(0);
  expect([at.done.slice(4), at.known]).toEqual([['offer', 'refetch all', 'accept', 'wake'], 'h3']);
  await watch.stop();
});

test('where what is fetched for the history fails with its session, the next session settles it', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  at.history = 'h2';
  const fetched = Promise.withResolvers<void>();
  at.fetch = () => fetched.promise;
  watch.start();
  await pass(0);
  watch.pause();
  fetched.reject(new HubFailure('unreachable', 'hub.unreachable', 'the session was ended'));
  at.fetch = () => Promise.resolve();
  await pass(MINUTE);
  expect([at.done, at.states.map(({ name }) => name)]).toEqual([
    ['offer', 'refetch all'],
    ['settling', 'watching'],
  ]);
  watch.start();
  await pass(0);
  expect(at.done.slice(2)).toEqual(['offer', 'refetch all', 'accept', 'wake']);
  await watch.stop();
});

test('the hub’s word on what was sent is asked for after ten seconds, not before, and not where it has come', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  await queue(lone.replica, [1]);
  watch.start();
  await pass(9999);
  expect(at.done).toEqual([]);
  await pass(1);
  expect(at.done).toEqual(['doubt', 'all']);
  // It goes on asking as long as nothing comes.
  await pass(20_000);
  expect(at.done.length).toBe(4);
  await confirm(lone.replica, 1);
  watch.wake();
  await pass(MINUTE);
  expect(at.done.length).toBe(4);
  await watch.stop();
});

test('while something is still to be sent, or nothing is read, no word is missed', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  await queue(lone.replica, [1]);
  at.isQuiet = false;
  watch.start();
  await pass(MINUTE);
  at.isQuiet = true;
  at.down = { name: 'loading', done: 0, total: 1 };
  watch.wake();
  await pass(MINUTE);
  expect(at.done).toEqual([]);
  await watch.stop();
});

test('one quiet table after the other is compared, those of this laptop alone left out', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  watch.start();
  await pass(15 * MINUTE);
  expect(at.compared).toEqual(['tags', 'users', 'tags']);
  expect(at.done).toEqual([]);
  await watch.stop();
});

test('a table that still differs after catching up is fetched anew, and that is told', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  at.there = { rows: 3, hash: 'another' };
  watch.start();
  watch.suspect('tags');
  await pass(10);
  await vi.waitFor(() => expect(at.drifts.length).toBe(1));
  expect(at.done).toEqual(['align', 'refetch tags']);
  expect(at.drifts).toEqual([{ table: 'tags', here: 0, there: 3 }]);
  await pass(MINUTE);
  expect(at.compared).toEqual(['tags', 'tags']);
  await watch.stop();
});

test('a table that cannot be fetched ends no session twice: its turn comes again in five minutes', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  at.there = { rows: 3, hash: 'another' };
  // Its failure ends the session, as that of everything that is fetched does.
  at.fetch = () => {
    watch.pause();
    return Promise.reject(new HubFailure('busy', 'shapes.unavailable', 'away'));
  };
  watch.start();
  watch.suspect('tags');
  await pass(10);
  await vi.waitFor(() => expect(at.done).toEqual(['align']));
  for (let session = 0; session < 4; session += 1) {
    watch.start();
    await pass(MINUTE);
    watch.pause();
  }
  watch.start();
  expect([at.done, at.errors]).toEqual([['align'], []]);
  at.fetch = () => Promise.resolve();
  await pass(MINUTE);
  await vi.waitFor(() => expect(at.drifts.length).toBe(1));
  await watch.stop();
});

test('a new session does not know what changed before it: for three minutes no table is called quiet', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  watch.start();
  await pass(4.5 * MINUTE);
  watch.pause();
  watch.start();
  await pass(3 * MINUTE - 1);
  expect(at.compared).toEqual([]);
  await pass(1);
  expect(at.compared).toEqual(['tags']);
  await watch.stop();
});

test('a hub that cannot be asked for digests delays the watch alone: people are told nothing', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  at.failure = new HubFailure('busy', 'hub.busy', 'not now');
  watch.start();
  watch.suspect('tags');
  await pass(MINUTE);
  // After ¼ s, ½ s, 1 s, … 16 s: ever more rarely.
  expect(at.compared.length).toBe(8);
  expect([at.states, at.done]).toEqual([[], []]);
  // Nor does it hold up what else there is to watch.
  at.history = 'h2';
  watch.wake();
  await pass(0);
  expect(at.done).toEqual(['offer', 'refetch all', 'accept', 'wake']);
  await watch.stop();
});

test('who is not believed any more says so, and nothing is tried before there is another session', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  at.history = 'h2';
  at.offer = () => Promise.reject(new HubFailure('unauthorized', 'auth.needed', 'who?'));
  watch.start();
  await pass(10 * MINUTE);
  expect([at.refused, at.done]).toEqual([['auth.needed'], ['offer']]);
  watch.pause();
  at.offer = () => Promise.resolve();
  watch.start();
  await pass(0);
  expect(at.done.at(-2)).toBe('accept');
  await watch.stop();
});

test('between two sessions it does nothing, and does not count the silence', async () => {
  await using lone = await loneReplica();
  const { watch, at } = over(lone.replica);
  await queue(lone.replica, [1]);
  watch.start();
  await pass(9000);
  watch.pause();
  await pass(MINUTE);
  expect(at.done).toEqual([]);
  watch.start();
  await pass(9000);
  expect(at.done).toEqual([]);
  await pass(1000);
  expect(at.done).toEqual(['doubt', 'all']);
  await watch.stop();
});
