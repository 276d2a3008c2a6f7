/** Numbers and identity: «done» is answered for the mutation that the hub has seen under a number, and for no other. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { ownStand } from '../../../electron/outbox/identity.ts';
import { pendingCount } from '../../../electron/outbox/outbox.ts';
import { attentionList } from '../../../electron/queries/attention.ts';
import { forgetSeen } from '../../../hub/push/seen-mutations.ts';
import { newId } from '../../../shared/base/ids.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, type World } from '../../support/world.ts';

interface Wire {
  readonly id: string;
  readonly sequence: number;
  readonly [key: string]: unknown;
}

/** A laptop of one's own making: mutations and pushes as they travel. */
async function byHand(
  world: World,
  options: { readonly epoch?: number } = {},
): Promise<{
  readonly tag: (sequence: number, name: string) => Wire;
  readonly host: ReplicaHost;
  readonly push: (...mutations: readonly Wire[]) => Promise<readonly [number, unknown]>;
}> {
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const host = await world.replica('hand', 'a@t1');
  const { sessions } = host;
  return {
    host,
    tag: (sequence, name) => ({
      id: newId(),
      sequence,
      name: 'row.create',
      args: { table: 'tags', id: newId(), values: { name } },
      authorId: sessions.current?.userId,
      issuedAt: new Date().toISOString(),
      clockOffsetMs: 0,
    }),
    push: async (...mutations) => {
      const response = await fetch(`${world.hub.url}/v1/push`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${sessions.data?.deviceId}.${sessions.data?.deviceToken}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          deviceId: sessions.data?.deviceId,
          schemaVersion: options.epoch === undefined ? 1 : 2,
          ...options,
          mutations,
        }),
      });
      return [response.status, await response.json()];
    },
  };
}

const tagsOnHub = async (world: World): Promise<string[]> =>
  (await world.hub.context.database.pool.query<{ name: string }>('SELECT name FROM tags ORDER BY name')).rows.map(
    (row) => row.name,
  );

test('another mutation under a used number is never answered as done, a known one under a new number is not run twice', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { tag, push } = await byHand(world, { epoch: 1 });
  const [one, two] = [tag(1, 'один'), tag(2, 'два')];
  expect(await push(one, two)).toMatchObject([200, { lastSequence: 2, epoch: 1, lastId: two.id, refused: [] }]);
  expect(await push(one, two)).toMatchObject([200, { lastSequence: 2, refused: [] }]);
  expect(await push(tag(2, 'чужое'))).toMatchObject([409, { code: 'push.otherPast' }]);
  // Offered again under the next number: it took effect already, and is refused for nothing, least of all for the key
  // of its own traces.
  expect(await push({ ...one, sequence: 3 })).toMatchObject([200, { lastSequence: 3, lastId: one.id, refused: [] }]);
  expect(await tagsOnHub(world)).toEqual(['два', 'один']);
  expect(await push()).toMatchObject([200, { lastSequence: 3, epoch: 1, lastId: one.id }]);
});

test('a laptop of the first protocol goes on working, and is not sent the columns that it does not know', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { host, tag, push } = await byHand(world);
  const one = tag(1, 'один');
  expect(await push(one)).toMatchObject([200, { lastSequence: 1 }]);
  const columns = async (query: string): Promise<string[]> => {
    const messages = (await (await host.client.get(`/v1/shapes/device_progress?offset=-1${query}`)).json()) as {
      value?: object;
    }[];
    return Object.keys(messages.find(({ value }) => value !== undefined)?.value ?? {});
  };
  expect(await columns('')).toEqual(['id', 'theater_id', 'last_sequence', 'barrier']);
  expect(await columns('&schema=2')).toEqual([
    'id',
    'theater_id',
    'last_sequence',
    'barrier',
    'epoch',
    'last_mutation_id',
  ]);
  expect(await push(one, tag(2, 'два'))).toMatchObject([200, { lastSequence: 2, refused: [] }]);
  expect(await tagsOnHub(world)).toEqual(['два', 'один']);
});

test('numbers from before ids were kept are believed; the last acknowledged id outlives the rest', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { tag, push } = await byHand(world, { epoch: 1 });
  const { pool } = world.hub.context.database;
  const [one, two, three] = [tag(1, 'один'), tag(2, 'два'), tag(3, 'три')];
  await push(one, two);
  await pool.query('DELETE FROM seen_mutations; UPDATE device_progress SET unnamed_up_to = 2, last_mutation_id = NULL');
  expect(await push(one, two, three)).toMatchObject([200, { lastSequence: 3, refused: [] }]);
  await push(tag(4, 'четыре'));
  expect(await forgetSeen(pool, new Date(Date.now() + 400 * 86_400_000))).toBe(1);
  expect(await push(tag(4, 'чужое'))).toMatchObject([409, { code: 'push.otherPast' }]);
  // Forgotten altogether: unknown is not done.
  expect(await push(three)).toMatchObject([409, { code: 'push.otherPast' }]);
});

async function tag(host: ReplicaHost, name: string): Promise<void> {
  await act(host, 'row.create', { table: 'tags', id: newId(), values: { name } });
}

test('a laptop that was put back from a copy loses nothing of what was entered before or after', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const dir = join(world.dir, 'a');
  const first = await world.replica('a', 'a@t1');
  await first.engine?.syncOnce();
  await tag(first, 'до копии');
  await first.engine?.syncOnce();
  first.engine?.setOffline(true);
  await tag(first, 'ждало в копии');
  await first.close();
  cpSync(dir, `${dir}-copy`, { recursive: true });
  const lost = await world.replica('a', 'a@t1');
  for (const name of ['потом 1', 'потом 2']) await tag(lost, name);
  await lost.engine?.syncOnce();
  await lost.close();
  // Only the replica is old: the session, with its tokens, is kept elsewhere.
  cpSync(join(dir, 'session.json'), join(`${dir}-copy`, 'session.json'));
  rmSync(dir, { recursive: true });
  cpSync(`${dir}-copy`, dir, { recursive: true });
  const again = await world.replica('a', 'a@t1');
  for (const name of ['после 1', 'после 2', 'после 3']) await tag(again, name);
  await again.engine?.syncOnce();
  expect(pendingCount(again.replica)).toBe(0);
  expect((await attentionList(again.replica)).refused).toEqual([]);
  const all = ['до копии', 'ждало в копии', 'после 1', 'после 2', 'после 3', 'потом 1', 'потом 2'];
  expect(await tagsOnHub(world)).toEqual(all);
  expect(again.replica.reader.prepare('SELECT name FROM tags').pluck().all().toSorted()).toEqual(all);
  expect(ownStand(again.replica).epoch).toBe(2);
});

test('a laptop learns on connecting that it stands behind its own past, without having anything to send', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const host = await world.replica('a', 'a@t1');
  await host.engine?.syncOnce();
  await tag(host, 'один');
  await host.engine?.syncOnce();
  await host.engine?.stop();
  await host.replica.write('full', (tx) => {
    tx.sqlite.exec("DELETE FROM outbox_sent; UPDATE replica_meta SET value = '0' WHERE key = 'last_sequence'");
  });
  await host.close();
  const again = await world.replica('a', 'a@t1');
  await again.engine?.syncOnce();
  expect(ownStand(again.replica)).toMatchObject({ epoch: 2, confirmed: 1 });
  await tag(again, 'два');
  await again.engine?.syncOnce();
  expect(await tagsOnHub(world)).toEqual(['два', 'один']);
});
