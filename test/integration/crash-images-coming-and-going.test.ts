/**
 * A laptop that comes, row by row or with the hub's snapshot, and one that was revoked and goes, dying at every named
 * point of that (`test/support/laptop-deaths.ts`). A load goes on where it was and shows nothing before its end; what was
 * begun to be erased is erased, without anybody's help. `resumed-load`, `snapshot-load` and `revoke-with-rescue` kill real
 * processes, fewer of them.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { readMarker } from '../../electron/host/erase-replica.ts';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { listBackups } from '../../electron/replica/backup.ts';
import { KEY_FILES } from '../../electron/replica/key-file.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import type { Fetch } from '../../electron/sync/hub-client.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { newId } from '../../shared/base/ids.ts';
import { RUNS } from '../support/effort.ts';
import {
  everyDeath,
  expectWhole,
  groupsOf,
  laptopOfTwo,
  open,
  outboxOf,
  save,
  TIMEOUT_MS,
  tagsOf,
} from '../support/laptop-deaths.ts';
import { EAGER } from '../support/snapshots.ts';
import { createWorld, PASSWORD, until, type World } from '../support/world.ts';

interface Newcomer {
  readonly dir: string;
  /** What the hub holds now: a sign-in leaves a trace in it. */
  readonly digest: () => ReturnType<typeof hubDigest>;
  /** Anna signs in, so that a run has a session of its own: the one in `dir` is used once, as every session is. */
  readonly prepare: (dir: string) => Promise<void>;
}

/** A theatre with some rows, an administrator, and a laptop that is registered and holds nothing yet. */
async function newcomer(world: World, tags: number): Promise<Newcomer> {
  const theaterId = await world.theater('images');
  await world.user('images', 'anna@images', 'admin');
  const { database, snapshots } = world.hub.context;
  await database.pool.query(
    "INSERT INTO tags (id, theater_id, name) SELECT gen_random_uuid(), $1, 'метка ' || n FROM generate_series(1, $2) n",
    [theaterId, tags],
  );
  // Whoever asks first has the snapshot made, where this hub makes any.
  const first = await world.replica('first', 'anna@images');
  await first.engine?.syncOnce();
  await first.close();
  await snapshots.idle();
  const laptop = await world.replica('laptop', 'anna@images');
  await laptop.close();
  const prepare = async (dir: string): Promise<void> => {
    const host = await open(dir, fetch);
    await host.signIn({ hubUrl: world.hub.url, email: 'anna@images', password: PASSWORD });
    await host.close();
  };
  return { dir: join(world.dir, 'laptop'), digest: () => hubDigest(database, theaterId), prepare };
}

async function loadsTo(digest: Newcomer['digest'], dir: string, line: Fetch): Promise<void> {
  const host = await open(dir, line);
  try {
    expect([host.replica.meta('loaded'), tagsOf(host)]).toEqual([undefined, []]);
    await host.engine?.syncOnce();
    expect(await replicaDigest(host.replica)).toEqual(await digest());
    expectWhole(host);
    expect(readdirSync(dir).filter((name) => name.startsWith('arriving-'))).toEqual([]);
  } finally {
    await host.close();
  }
}

test(`a first load that dies at every point of it goes on, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  await using world = await createWorld(inject('postgresUrl'), { shapes: { chunkBytes: 4000 } });
  const { dir: from, digest, prepare } = await newcomer(world, 200);
  await everyDeath<null>({
    groups: ['load'],
    from,
    prepare,
    known: () => null,
    work: (dir) => loadsTo(digest, dir, fetch),
    check: ({ dir }) => loadsTo(digest, dir, fetch),
  });
});

/** The definitions of indexes and guards, which go for a while and come back. */
const schemaOf = (host: ReplicaHost): unknown[] =>
  host.replica.reader
    .prepare("SELECT sql FROM main.sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY name")
    .pluck()
    .all();

test(`a snapshot that is taken over, dying at every point of it, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  // The snapshot that half of has arrived is not replaced, though people sign in; and who dies is asked for no patience.
  const snapshots = { ...EAGER, changedShare: Infinity, requestsPerMinute: 1_000_000 };
  await using world = await createWorld(inject('postgresUrl'), { hub: { snapshots } });
  const { dir: from, digest, prepare } = await newcomer(world, 600);
  const registered = await open(from);
  const schema = schemaOf(registered);
  await registered.close();
  /** Tables whose rows came one by one, and where the file was asked for from. */
  const asked = { rows: new Set<string>(), files: [] as string[] };
  const line: Fetch = (url, init) => {
    const { pathname, searchParams } = new URL(url);
    if (searchParams.get('offset') === '-1') asked.rows.add(pathname.replace('/v1/shapes/', ''));
    if (pathname.startsWith('/v1/snapshot/')) asked.files.push(new Headers(init?.headers).get('range') ?? 'all');
    return fetch(url, init);
  };
  await everyDeath<null>({
    groups: ['snapshot', 'load'],
    from,
    prepare,
    known: () => null,
    work: (dir) => loadsTo(digest, dir, fetch),
    check: async ({ dir, point }) => {
      asked.rows.clear();
      asked.files.length = 0;
      await loadsTo(digest, dir, line);
      expect([...asked.rows].filter((table) => table === 'tags')).toEqual([]);
      if (point === 'snapshot.piece') expect(asked.files.filter((range) => !/^bytes=[1-9]/.test(range))).toEqual([]);
      else if (point !== 'snapshot.noted' && point !== 'snapshot.copying') expect(asked.files).toEqual([]);
      const again = await open(dir);
      expect(schemaOf(again)).toEqual(schema);
      await again.close();
    },
  });
});

test(`a revoked laptop that dies at every point of its leaving, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const state = { saved: 0, rescued: new Set<string>() };
  /** A hub that has revoked it, and takes what it hands over. */
  const revoking: Fetch = (url, init) => {
    if (url.endsWith('/v1/rescue/wiped')) return Promise.resolve(Response.json({ ok: true }));
    if (!url.endsWith('/v1/rescue'))
      return Promise.resolve(
        Response.json({ code: 'device.revoked', message: '', details: { mode: 'rescue' } }, { status: 403 }),
      );
    const { mutations } = JSON.parse(String(init?.body)) as { readonly mutations: readonly { readonly id: string }[] };
    for (const { id } of mutations) state.rescued.add(id);
    return Promise.resolve(Response.json({ taken: mutations.length, lastSequence: 0 }));
  };
  await everyDeath<number>({
    groups: ['erase'],
    from: await laptopOfTwo(world),
    known: () => state.saved,
    work: async (dir, random) => {
      state.saved = 1 + random.below(8);
      state.rescued.clear();
      const before = await open(dir);
      for (let count = state.saved; count > 0; count -= 1) await save(before, newId());
      if (random.below(2) === 0) await before.backUp('daily');
      await before.close();
      const host = await open(dir, revoking);
      host.engine?.start();
      await until('it has left', () => !host.isSealed && readMarker(dir)?.phase === 'done', 60_000);
      await host.close();
      expect(state.rescued.size).toBe(state.saved);
    },
    check: async ({ dir, known, point }) => {
      // Before, they are about to go; when the hub has been told, the empty replica that came after has its own.
      if (point !== 'erase.marked' && point !== 'erase.told')
        expect(KEY_FILES.filter((name) => existsSync(join(dir, name)))).toEqual([]);
      // Nothing of the network is needed to finish.
      const host = await open(dir);
      try {
        expect(host.wiped).toMatchObject({ handedOver: known });
        expect([host.sessions.data, host.replica.meta('device_id'), outboxOf(host)]).toEqual([
          undefined,
          undefined,
          [],
        ]);
        expect(listBackups(dir)).toEqual([]);
        expectWhole(host);
      } finally {
        await host.close();
      }
    },
  });
});

test('each group of points that belongs here is died at', () => {
  expect(['load', 'snapshot', 'erase'].toSorted()).toEqual(groupsOf('coming and going').toSorted());
});
