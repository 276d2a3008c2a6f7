/** The contract's other end, frame by frame: what it answers to whom, and that nothing malformed brings it down. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ContractService, toFailure } from '../../../electron/host/contract-service.ts';
import { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { HubFailure } from '../../../electron/sync/hub-client.ts';
import { AppError } from '../../../shared/base/app-error.ts';
import type { Frame } from '../../../shared/ipc/contract.ts';
import { CHEAP_GUESS, MACHINE_KEY } from '../../support/keys.ts';
import { idOf } from '../../support/rows.ts';

/** A window of a laptop that no hub answers; somebody is signed in where that is said. */
async function opened({ isSignedIn = false } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-contract-'));
  const host = await ReplicaHost.open({
    dir,
    create: true,
    machineKey: MACHINE_KEY,
    guessCost: CHEAP_GUESS,
    fetch: () => Promise.reject(new TypeError('there is no network')),
  });
  if (isSignedIn)
    host.sessions.save({
      hubUrl: 'https://hub.invalid',
      deviceId: idOf(900),
      deviceToken: 'token',
      theaterId: idOf(1),
      historyId: 'h1',
      currentUserId: idOf(2),
      people: [{ userId: idOf(2), email: 'olga@t1', accessToken: 'a', refreshToken: 'r' }],
    });
  const frames: Frame[] = [];
  const service = new ContractService({
    host,
    hubUrl: 'https://offered.invalid',
    demo: null,
    send: (frame) => frames.push(frame),
  });
  let id = 0;
  return {
    host,
    service,
    frames,
    /** What is answered to a request. */
    ask: async (method: string, params: unknown = {}): Promise<unknown> => {
      id += 1;
      await service.receive({ id, method, params });
      const found = frames.find((frame) => 'id' in frame && frame.id === id);
      if (found === undefined || !('id' in found)) throw new Error(`${method} was not answered`);
      return found.ok ? found.value : found.error;
    },
    [Symbol.asyncDispose]: async () => {
      service.close();
      await host.close();
      rmSync(dir, { recursive: true });
    },
  };
}

test('frames that are none are passed over; a request with wrong parameters is answered, and the next one as well', async () => {
  await using it = await opened({ isSignedIn: true });
  for (const rubbish of [
    undefined,
    'text',
    7,
    [],
    {},
    { id: 1 },
    { id: 'x', method: 'query' },
    { id: 2, method: 'no.such' },
  ])
    await it.service.receive(rubbish);
  expect(it.frames).toEqual([]);
  expect(await it.ask('sync.setOffline', { isOffline: 'yes' })).toMatchObject({ code: 'usage' });
  expect(await it.ask('query', { name: 'no.such', args: {} })).toMatchObject({ code: 'usage' });
  expect(await it.ask('session.get')).toMatchObject({ lock: 'open' });
});

test('where nobody is signed in only the way in is answered', async () => {
  await using it = await opened();
  expect(await it.ask('session.get')).toMatchObject({
    hubUrl: 'https://offered.invalid',
    isRegistered: false,
    isLoaded: false,
    user: null,
  });
  for (const method of ['mutate', 'query', 'health.sync', 'backup.take', 'attention.dismiss', 'session.setPin'])
    expect(await it.ask(method)).toEqual({ code: 'auth.needed', details: {} });
  expect(await it.ask('subscribe', { subscription: 1, name: 'categories.tree', args: {} })).toBe(null);
  expect(it.frames.filter((frame) => 'event' in frame && frame.event === 'rows')).toEqual([]);
});

test('locked, the app answers who is there and nothing else; what it is told is shown to no one', async () => {
  await using it = await opened({ isSignedIn: true });
  expect(await it.ask('session.lock')).toMatchObject({ lock: 'locked', user: { permissions: [] } });
  for (const method of ['mutate', 'query', 'health.sync'])
    expect(await it.ask(method)).toEqual({ code: 'session.locked', details: {} });
  expect(await it.ask('sync.retry')).toBe(null);
  expect(await it.ask('session.get')).toMatchObject({ lock: 'locked' });
});

test('what cannot be done here yet is said by its code: nothing was loaded, no hub answers', async () => {
  await using it = await opened({ isSignedIn: true });
  expect(await it.ask('mutate', { name: 'row.create', args: {}, id: idOf(5) })).toMatchObject({
    code: 'replica.notLoaded',
  });
  expect(await it.ask('health.compare')).toMatchObject({ code: 'hub.unreachable' });
});

test('a session that is asked for comes with the state of sync, and windows hear of what others change', async () => {
  await using it = await opened({ isSignedIn: true });
  await it.ask('session.get');
  const states = (): unknown[] =>
    it.frames.flatMap((frame) => ('event' in frame && frame.event === 'sync' ? [frame.status] : []));
  expect(states()).toMatchObject([{ state: 'off', waiting: 0, refused: 0 }]);
  it.host.lock();
  await expect.poll(() => it.frames.some((frame) => 'event' in frame && frame.event === 'session')).toBe(true);
});

test('after a window is gone nothing is sent to it', async () => {
  await using it = await opened({ isSignedIn: true });
  it.service.close();
  it.host.lock();
  await it.host.replica.setMeta({ probe: '1' });
  await new Promise((done) => setImmediate(done));
  expect(it.frames).toEqual([]);
});

test.each([
  [new AppError('disk.full', { dir: '/x' }), { code: 'disk.full', details: { dir: '/x' } }],
  [new HubFailure('unreachable', 'hub.unreachable', 'cut'), { code: 'hub.unreachable', details: { hub: 'https://h' } }],
  [new HubFailure('rubbish', 'hub.answer', 'odd'), { code: 'hub.answer', details: { problem: 'odd' } }],
  [new Error('a fault of ours'), { code: 'internal', details: { problem: 'a fault of ours' } }],
  ['thrown text', { code: 'internal', details: { problem: 'thrown text' } }],
])('a failure reaches a person by its code: %#', (error, expected) => {
  expect(toFailure(error, 'https://h')).toEqual(expected);
});
