/** The way down by itself: the hub is the test's, the replica and the stream's client are real. */
import { afterEach, expect, test, vi } from 'vitest';
import type { Replica } from '../../../electron/replica/replica.ts';
import { DEADLINES } from '../../../electron/sync/deadlines.ts';
import { Downlink } from '../../../electron/sync/downlink.ts';
import { type HubClient, HubFailure } from '../../../electron/sync/hub-client.ts';
import { replicatedTables } from '../../../shared/schema/catalog.ts';
import { caughtUpBefore, FakeHub } from '../../support/fake-hub.ts';
import { DEVICE, loneReplica } from '../../support/lone-replica.ts';
import { idOf } from '../../support/rows.ts';
import { batch, message, mustRefetch, upToDate } from '../../support/shape-answers.ts';
import { until } from '../../support/world.ts';

afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;

/** From here on time is the test's. */
const stopTime = (): unknown => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

function over(replica: Replica) {
  const hub = new FakeHub();
  hub.longPollMs = 20_000;
  const told: string[] = [];
  const states: string[] = [];
  const errors: unknown[] = [];
  /** How many rows of tags somebody sees who is told each state. */
  const inSight: [state: string, rows: number][] = [];
  /** What happens elsewhere at the very moment at which something happens here. */
  const meanwhile = { applied: () => undefined as unknown, loading: () => undefined as unknown };
  const downlink = new Downlink({
    replica,
    client: hub.client as unknown as HubClient,
    deviceId: DEVICE,
    now: () => new Date(),
    random: () => 0,
    monotonic: () => performance.now(),
    deadlines: DEADLINES,
    onState: (state) => {
      states.push('reason' in state ? `${state.name} ${state.reason}` : state.name);
      inSight.push([state.name, tags(replica)]);
    },
    onConnected: () => told.push('connected'),
    onDisconnected: () => told.push('disconnected'),
    onHeld: () => told.push('held'),
    onApplied: () => {
      told.push('applied');
      meanwhile.applied();
    },
    onLoading: () => void meanwhile.loading(),
    onUnknown: () => undefined,
    onAbsent: () => undefined,
    onError: (error) => errors.push(error),
  });
  return { hub, downlink, told, states, errors, inSight, meanwhile };
}

const tags = (replica: Replica): number =>
  replica.reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM tags').get()?.n ?? 0;

test('it connects, catches up with everything once, and then with what rings alone', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink, states, told } = over(lone.replica);
  downlink.start();
  await until('it is live', () => downlink.state.name === 'live');
  const row = { id: idOf(5), theater_id: idOf(1), name: 'neu' };
  expect(states.slice(0, 3)).toEqual(['connecting', 'catching-up', 'live']);
  expect(new Set(hub.shapes)).toEqual(new Set(replicatedTables));
  hub.shapes.length = 0;
  hub.shape = () => batch('h', `${hub.lsn}_0`, [message(row, { lsn: hub.lsn })]);
  hub.ring(['tags']);
  await until('the row is here', () => tags(lone.replica) === 1);
  expect(hub.shapes).toEqual(['tags']);
  expect(told.filter((what) => what === 'connected').length).toBe(1);
  await downlink.stop();
});

test('a bell for a table that this laptop does not know is heard for the others, and asks for nothing else', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink, told } = over(lone.replica);
  downlink.start();
  await until('it is live', () => downlink.state.name === 'live');
  hub.shapes.length = 0;
  const row = { id: idOf(5), theater_id: idOf(1), name: 'neu' };
  hub.shape = () => batch('h', `${hub.lsn}_0`, [message(row, { lsn: hub.lsn })]);
  hub.ring(['a_later_table']);
  hub.ring(['a_later_table', 'tags']);
  await until('the row is here', () => tags(lone.replica) === 1);
  expect([hub.shapes, hub.bells, hub.renewals]).toEqual([['tags'], 1, 1]);
  expect(told).not.toContain('disconnected');
  await downlink.stop();
});

test('a laptop that loads for the first time is told to be live when the rows are in sight, and not before', async () => {
  await using lone = await loneReplica({ isLoaded: false });
  const { hub, downlink, inSight } = over(lone.replica);
  const rows: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
    theaters: { id: idOf(1), name: 'Т', code: 't', created_at: '2026-01-01', updated_at: '2026-01-01' },
    tags: { id: idOf(5), theater_id: idOf(1), name: 'neu' },
  };
  hub.shape = (table) => {
    if (table === 'snapshot') throw new HubFailure('refused', 'http.404', 'there is none');
    const row = rows[table];
    return batch('h', `${hub.lsn}_0`, [...(row === undefined ? [] : [message(row)]), upToDate(hub.lsn)]);
  };
  downlink.start();
  await until('it is live', () => downlink.state.name === 'live');
  expect(inSight.map(([name]) => name)).toContain('loading');
  expect(inSight.filter(([, seen]) => seen > 0)).toEqual([['live', 1]]);
  await downlink.stop();
});

test('who wants the latest while the first load is under way gets it: the load may end at an earlier commit', async () => {
  await using lone = await loneReplica({ isLoaded: false });
  const { hub, downlink } = over(lone.replica);
  let isWanted = false;
  hub.shape = (table) => {
    if (table === 'snapshot') throw new HubFailure('refused', 'http.404', 'there is none');
    // By then the load's own commit is fixed.
    if (hub.barriers === 1 && !isWanted) {
      isWanted = true;
      downlink.wantAll();
    }
    return batch('h', `${hub.lsn}_0`, [upToDate(hub.lsn)]);
  };
  downlink.start();
  await until('it is live', () => downlink.state.name === 'live' && !downlink.hasWork);
  expect([isWanted, hub.barriers]).toEqual([true, 2]);
  await downlink.stop();
});

test('a bell that is lost ends the session; the next begins by itself and looks at everything again', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink, told, states } = over(lone.replica);
  downlink.start();
  await until('it is live', () => downlink.state.name === 'live');
  hub.cut();
  await until('it is live again', () => hub.bells === 2 && downlink.state.name === 'live');
  expect(states.slice(3)).toEqual(['waiting hub.unreachable', 'connecting', 'catching-up', 'live']);
  expect(told.filter((what) => what !== 'applied')).toEqual(['connected', 'disconnected', 'connected']);
  await downlink.stop();
});

test('what others want fetched is done in this loop; without a session it is refused at once', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink } = over(lone.replica);
  await expect(downlink.refetch()).rejects.toMatchObject({ code: 'hub.unreachable' });
  downlink.start();
  await until('it is live', () => downlink.state.name === 'live');
  hub.shapes.length = 0;
  await downlink.refetch(['tags']);
  expect(hub.shapes[0]).toBe('tags');
  await downlink.alignAll();
  hub.shape = () => Promise.reject(new HubFailure('busy', 'shapes.unavailable', 'away'));
  await expect(downlink.refetch(['tags'])).rejects.toMatchObject({ code: 'shapes.unavailable' });
  await until('it has noticed', () => downlink.state.name !== 'live');
  await downlink.stop();
});

test('whoever waits for something fetched hears when the session ends', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink } = over(lone.replica);
  downlink.start();
  await until('it is live', () => downlink.state.name === 'live');
  hub.shape = () => new Promise(() => undefined);
  const asked = [downlink.refetch(['tags']), downlink.alignAll()].map((work) => work.catch((error: unknown) => error));
  await until('the first is under way', () => hub.shapes.at(-1) === 'tags');
  hub.cut();
  expect(await Promise.all(asked)).toMatchObject([{ code: 'hub.unreachable' }, { code: 'hub.unreachable' }]);
  await downlink.stop();
});

test('a wish to fetch everything anew outlives the session in which it failed', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink } = over(lone.replica);
  downlink.start();
  await until('it is live', () => downlink.state.name === 'live');
  let isAway = true;
  const asked: string[] = [];
  hub.shape = (table) => {
    asked.push(table);
    return isAway
      ? Promise.reject(new HubFailure('busy', 'shapes.unavailable', 'away'))
      : batch('h', `${hub.lsn}_0`, [upToDate(hub.lsn)]);
  };
  downlink.wantRefetch();
  await until('it waits', () => downlink.state.name === 'waiting');
  isAway = false;
  downlink.retryNow();
  await until('it is live again', () => downlink.state.name === 'live' && !downlink.hasWork);
  expect(lone.replica.reader.prepare("SELECT 1 FROM replica_shapes WHERE position = '50_0'").get()).toBe(undefined);
  expect(asked.filter((table) => table === 'tags').length).toBeGreaterThan(1);
  await downlink.stop();
});

test('now and then everything is looked at; only where nothing has rung meanwhile is a commit made for that', async () => {
  stopTime();
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink } = over(lone.replica);
  downlink.start();
  await vi.waitFor(() => expect([downlink.state.name, hub.barriers]).toEqual(['live', 1]));
  await pass(MINUTE);
  const news: unknown[] = [];
  hub.shape = (table) => batch('h', `${hub.lsn}_0`, [...(table === 'tags' ? news.splice(0) : []), upToDate(hub.lsn)]);
  /** A commit of tags whose ring is lost. */
  const commit = (number: number): void => {
    hub.lsn += 1;
    news.push(message({ id: idOf(number), theater_id: idOf(1), name: `neu ${number}` }, { lsn: hub.lsn }));
  };
  commit(5);
  // Another laptop's commit rings.
  hub.ring(['device_progress'], idOf(901));
  hub.shapes.length = 0;
  await pass(3 * MINUTE);
  expect([hub.shapes, tags(lone.replica)]).toEqual([[], 0]);
  await pass(MINUTE);
  await vi.waitFor(() => expect(tags(lone.replica)).toBe(1));
  expect([new Set(hub.shapes), hub.barriers]).toEqual([new Set(replicatedTables), 1]);
  commit(6);
  await pass(5 * MINUTE);
  await vi.waitFor(() => expect([tags(lone.replica), hub.barriers]).toEqual([2, 2]));
  // Somebody who wants the latest gets it, whatever has rung.
  hub.ring(['device_progress'], idOf(901));
  downlink.wantAll();
  await vi.waitFor(() => expect([hub.barriers, downlink.hasWork]).toEqual([3, false]));
  await downlink.stop();
});

test('a shape that ended without a ring is found by such a look and fetched anew', async () => {
  stopTime();
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink } = over(lone.replica);
  downlink.start();
  await vi.waitFor(() => expect(downlink.state.name).toBe('live'));
  const handle = (): string | undefined =>
    lone.replica.reader
      .prepare<[], { handle: string }>("SELECT handle FROM replica_shapes WHERE table_name = 'tags'")
      .get()?.handle;
  expect(handle()).toBe('h');
  await pass(MINUTE);
  hub.ring(['device_progress'], idOf(901));
  let isEnded = false;
  hub.shape = (table, query) => {
    if (table !== 'tags') return batch('h', `${hub.lsn}_0`, [upToDate(hub.lsn)]);
    isEnded ||= query.get('handle') === 'h';
    return query.get('handle') === 'h' ? mustRefetch('h2') : batch('h2', `${hub.lsn}_0`, [upToDate(hub.lsn)]);
  };
  await pass(5 * MINUTE);
  await vi.waitFor(() => expect([isEnded, handle()]).toEqual([true, 'h2']));
  await downlink.stop();
});

test('however long the hub’s history is not settled, it is held up and asks nobody', async () => {
  stopTime();
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink, told } = over(lone.replica);
  hub.isHistoryNew = true;
  downlink.start();
  await vi.waitFor(() => expect(told).toContain('held'));
  await pass(20 * MINUTE);
  expect([told.filter((what) => what === 'held').length, hub.barriers, hub.shapes]).toEqual([5, 0, []]);
  await downlink.stop();
});

test('while the hub’s history is not settled nothing is read but what the watch asks for', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink, told, states } = over(lone.replica);
  hub.isHistoryNew = true;
  downlink.start();
  await until('it is held up', () => told.includes('held'));
  hub.ring(['tags']);
  await until('the bell was heard', () => told.filter((what) => what === 'held').length >= 2);
  expect([hub.shapes, states.at(-1)]).toEqual([[], 'catching-up']);
  await downlink.refetch();
  expect(new Set(hub.shapes)).toEqual(new Set(replicatedTables));
  hub.isHistoryNew = false;
  downlink.wake();
  await until('it goes on', () => downlink.state.name === 'live');
  await downlink.stop();
});

test('who is not believed any more waits for a sign-in, whatever is pressed meanwhile', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink, states } = over(lone.replica);
  hub.renew = () => Promise.reject(new HubFailure('unauthorized', 'auth.expired', 'who?'));
  downlink.start();
  await until('it asks for somebody', () => downlink.state.name === 'needs-auth');
  downlink.retryNow();
  downlink.wantAll();
  downlink.start();
  await new Promise((done) => setImmediate(done));
  expect([hub.renewals, states]).toEqual([1, ['connecting', 'needs-auth auth.expired']]);
  hub.renew = () => Promise.resolve('token');
  downlink.signedIn();
  await until('it is live', () => downlink.state.name === 'live');
  // The way up is told first, now and then.
  downlink.refuse(new HubFailure('revoked', 'device.revoked', 'gone'));
  expect(downlink.state).toEqual({ name: 'needs-auth', reason: 'device.revoked' });
  await downlink.stop();
});

test('one that must be updated asks every five minutes whether it still must, and when somebody wants to know', async () => {
  stopTime();
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink, states } = over(lone.replica);
  hub.renew = () => Promise.reject(new HubFailure('outdated', 'release.tooOld', 'too old'));
  downlink.start();
  await vi.waitFor(() => expect(downlink.state.name).toBe('outdated'));
  downlink.wantAll();
  await pass(5 * MINUTE - 1000);
  expect(hub.renewals).toBe(1);
  await pass(1000);
  expect([hub.renewals, downlink.state.name]).toEqual([2, 'outdated']);
  hub.renew = () => Promise.resolve('token');
  downlink.retryNow();
  await vi.waitFor(() => expect(downlink.state.name).toBe('live'));
  // The way up hears it first, and waits as long.
  downlink.refuse(new HubFailure('outdated', 'release.tooOld', 'too old'));
  await pass(5 * MINUTE - 1000);
  expect([downlink.state.name, hub.renewals]).toEqual(['outdated', 3]);
  await pass(1000);
  await vi.waitFor(() => expect(downlink.state.name).toBe('live'));
  expect(states.slice(0, 3)).toEqual(['connecting', 'outdated', 'connecting']);
  await downlink.stop();
});

test('what another part is refused begins nothing where the person wants no network', async () => {
  stopTime();
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink } = over(lone.replica);
  downlink.start();
  await vi.waitFor(() => expect(downlink.state.name).toBe('live'));
  downlink.pause();
  downlink.refuse(new HubFailure('revoked', 'device.revoked', 'gone'));
  downlink.refuse(new HubFailure('outdated', 'release.tooOld', 'too old'));
  downlink.retryNow();
  await pass(20 * MINUTE);
  expect([downlink.state.name, hub.renewals]).toEqual(['off', 1]);
  await downlink.stop();
});

test.each(['token', 'bell'] as const)('closing does not wait for a hub that is silent about the %s', async (what) => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink, errors, told } = over(lone.replica);
  const silence = Promise.withResolvers<never>();
  if (what === 'token') hub.renew = () => silence.promise;
  else hub.bell = () => silence.promise;
  downlink.start();
  await until('it asks', () => hub.requests === (what === 'token' ? 1 : 2));
  await downlink.stop();
  expect([errors, told]).toEqual([[], ['disconnected']]);
});

test('a load that breaks off again where it had broken off is no progress: it is tried ever more rarely', async () => {
  stopTime();
  await using lone = await loneReplica({ isLoaded: false });
  const { hub, downlink } = over(lone.replica);
  // Each attempt brings the same row of the theatre, and no further table.
  hub.shape = (table) => {
    if (table === 'snapshot') throw new HubFailure('refused', 'http.404', 'there is none');
    if (table !== 'theaters') throw new HubFailure('busy', 'shapes.unavailable', 'away');
    const row = { id: idOf(1), name: 'Т', code: 't', created_at: '2026-01-01', updated_at: '2026-01-01' };
    return batch('h', `${hub.lsn}_0`, [message(row), upToDate(hub.lsn)]);
  };
  downlink.start();
  await pass(20_000);
  expect(downlink.state).toMatchObject({ name: 'waiting', reason: 'shapes.unavailable' });
  // ¼ s, ½ s, 1 s, 2 s, and then every 2½ s.
  expect(hub.renewals).toBeGreaterThan(5);
  expect(hub.renewals).toBeLessThan(14);
  await downlink.stop();
});

test.each(['applied', 'loading'] as const)(
  'that nobody is believed any more is not overruled by what was just %s',
  async (what) => {
    await using lone = await loneReplica({ isLoaded: what === 'applied' });
    if (what === 'applied') await caughtUpBefore(lone.replica);
    const { hub, downlink, meanwhile, errors } = over(lone.replica);
    hub.shape = (table) => {
      if (table === 'snapshot') throw new HubFailure('refused', 'http.404', 'there is none');
      return batch('h', `${hub.lsn}_0`, [upToDate(hub.lsn)]);
    };
    meanwhile[what] = () => {
      meanwhile[what] = () => undefined;
      downlink.refuse(new HubFailure('revoked', 'device.revoked', 'gone'));
    };
    downlink.start();
    await until('it was refused', () => downlink.state.name === 'needs-auth');
    // What is under way ends meanwhile.
    await downlink.stop();
    expect([downlink.state.name, errors]).toEqual(['needs-auth', []]);
  },
);

test('switched off while it connects it lets go at once, and nothing fails', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, downlink, states, errors } = over(lone.replica);
  hub.bell = () => new Promise(() => undefined);
  downlink.start();
  await until('it asks for the bell', () => hub.renewals === 1);
  downlink.pause();
  hub.bell = () => undefined;
  downlink.start();
  await until('it is live', () => downlink.state.name === 'live');
  expect([states, errors]).toEqual([['connecting', 'off', 'connecting', 'catching-up', 'live'], []]);
  await downlink.stop();
});

test('a fault of our own is said once each time and tried again ever more rarely', async () => {
  await using lone = await loneReplica();
  const { hub, downlink, errors } = over(lone.replica);
  hub.renew = () => Promise.reject(new Error('a fault of ours'));
  downlink.start();
  await until('it waits', () => downlink.state.name === 'waiting');
  expect(errors).toMatchObject([{ message: 'a fault of ours' }]);
  expect(downlink.state).toMatchObject({ reason: 'internal: a fault of ours', attempt: 1 });
  await downlink.stop();
});
