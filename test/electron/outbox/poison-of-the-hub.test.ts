/** A mutation on which the hub itself fails time after time holds up the others for so long and no longer. */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { pendingCount, tryRefusalAgain } from '../../../electron/outbox/outbox.ts';
import { Pusher } from '../../../electron/outbox/pusher.ts';
import { attentionList } from '../../../electron/queries/attention.ts';
import { newId } from '../../../shared/base/ids.ts';
import { PARKED } from '../../../shared/protocol/push.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, PASSWORD, until } from '../../support/world.ts';

/** How often one mutation at the head of the queue is sent before it is parked (`PATIENCE_ALONE`). */
const PATIENCE = 25;

/** What stands before the hub and fails on some of what is pushed, as a hub does that breaks on it. */
class Ill {
  #isIll: (body: string) => boolean = () => false;
  /** The pushes that it failed on. */
  failed: string[] = [];
  readonly fetch = (url: string, init?: RequestInit): Promise<Response> => {
    const body = typeof init?.body === 'string' && url.endsWith('/v1/push') ? init.body : '';
    if (!this.#isIll(body)) return fetch(url, init);
    this.failed.push(body);
    return Promise.resolve(Response.json({ code: 'internal.failed', message: 'x' }, { status: 500 }));
  };
  when(isIll: (body: string) => boolean): void {
    this.#isIll = isIll;
  }
}

/** Somebody who presses «try again» all the time, instead of waiting. */
async function impatiently(host: ReplicaHost, what: string, isDone: () => boolean): Promise<void> {
  await until(
    what,
    () => {
      host.engine?.retryNow();
      return isDone();
    },
    60_000,
  );
}

const tag = (name: string): unknown => ({ table: 'tags', id: newId(), values: { name } });

test('after 25 answers of 5xx a mutation is parked before its author, the rest goes on, and it can be tried again', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'anna@t1', 'admin');
  const boris = await world.user('t1', 'boris@t1', 'admin');
  const hub = new Ill();
  const a = await world.replica('a', 'anna@t1', { fetch: hub.fetch });
  await a.engine?.syncOnce();
  a.engine?.setOffline(true);
  await act(a, 'row.create', tag('до'));
  await a.signIn({ hubUrl: world.hub.url, email: 'boris@t1', password: PASSWORD });
  await act(a, 'row.create', tag('отрава'));
  await a.signIn({ hubUrl: world.hub.url, email: 'anna@t1', password: PASSWORD });
  for (const name of ['после', 'в конце']) await act(a, 'row.create', tag(name));
  hub.when((body) => body.includes('отрава'));
  a.engine?.setOffline(false);
  await impatiently(a, 'everything is answered', () => pendingCount(a.replica) === 0);
  const { pool } = world.hub.context.database;
  const names = async (): Promise<readonly unknown[]> =>
    (await pool.query<{ name: string }>('SELECT name FROM tags ORDER BY name')).rows.map(({ name }) => name);
  expect([...(await names())].toSorted()).toEqual(['в конце', 'до', 'после'].toSorted());
  const { refused } = await attentionList(a.replica);
  expect(refused).toMatchObject([
    {
      sequence: 2,
      authorId: boris,
      code: 'push.refused',
      details: { status: 500 },
      args: { values: { name: 'отрава' } },
    },
  ]);
  // Beside others at first, in ever smaller company, and at the head of the queue in the end.
  const first = (body: string): unknown => (JSON.parse(body) as { mutations: { sequence: number }[] }).mutations[0];
  const asHead = hub.failed.filter((body) => (first(body) as { sequence: number }).sequence === 2);
  expect(asHead).toHaveLength(PATIENCE);
  hub.when(() => false);
  expect(await tryRefusalAgain(a.deps, 2)).toEqual({ ok: true, value: null });
  await a.engine?.syncOnce();
  expect(await names()).toHaveLength(4);
  expect((await attentionList(a.replica)).refused).toEqual([]);
}, 120_000);

test('a hub that fails on everything parks nothing, however often it fails', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'anna@t1', 'admin');
  const hub = new Ill();
  const a = await world.replica('a', 'anna@t1', { fetch: hub.fetch });
  await a.engine?.syncOnce();
  a.engine?.setOffline(true);
  for (const name of ['1', '2']) await act(a, 'row.create', tag(name));
  // It still says where this laptop stands, and takes no mutation at all.
  hub.when((body) => body.includes('"sequence"'));
  a.engine?.setOffline(false);
  await impatiently(a, 'the hub has failed often', () => hub.failed.length > PATIENCE * 3);
  expect(pendingCount(a.replica)).toBe(2);
  expect((await attentionList(a.replica)).refused).toEqual([]);
  hub.when(() => false);
  await impatiently(a, 'everything is sent', () => pendingCount(a.replica) === 0);
  expect((await world.hub.context.database.pool.query('SELECT 1 FROM tags')).rowCount).toBe(2);
  expect((await attentionList(a.replica)).refused).toEqual([]);
}, 120_000);

test('what was taken and has not come down yet does not keep the one behind it from being parked', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'anna@t1', 'admin');
  const a = await world.replica('a', 'anna@t1');
  await a.engine?.syncOnce();
  a.engine?.setOffline(true);
  for (const name of ['1', 'отрава', '3', '4']) await act(a, 'row.create', tag(name));
  class Broken extends Error {}
  let sent: (readonly [number, string])[] = [];
  let failed = 0;
  // It takes what it is sent, and nothing ever comes down: reading is away.
  const pusher = new Pusher(
    a.replica,
    (mutations) => {
      if (mutations.some(({ args }) => JSON.stringify(args).includes('отрава'))) {
        failed += mutations[0]?.sequence === 2 ? 1 : 0;
        return Promise.reject(new Broken());
      }
      sent = [...sent, ...mutations.map(({ sequence, name }) => [sequence, name] as const)];
      const lastSequence = mutations.at(-1)?.sequence ?? 0;
      return Promise.resolve({ lastSequence, refused: [], epoch: 1, lastId: null, historyId: '' });
    },
    (error) => (error instanceof Broken ? { when: 'repeated', status: 500, code: 'internal.failed' } : undefined),
  );
  const { signal } = new AbortController();
  for (let round = 0; round < 2 * PATIENCE && !sent.some(([, name]) => name === PARKED); round += 1) {
    // As after every failure: where the hub stands is asked, and what has not come down is sent again.
    pusher.reset();
    await pusher.drain(signal).catch((error: unknown) => {
      if (!(error instanceof Broken)) throw error;
    });
  }
  expect(failed).toBe(PATIENCE);
  expect(sent.slice(-3)).toEqual([
    [2, PARKED],
    [3, 'row.create'],
    [4, 'row.create'],
  ]);
}, 60_000);
