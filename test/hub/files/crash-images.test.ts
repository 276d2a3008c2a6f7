/**
 * A hub that dies at each named point of taking contents in and letting them go, in the middle of the seventh chunk or
 * wherever chance has it; and one whose disk is full. What the laptop was told is there is there, what was not it sends
 * again from where the hub stands, and nothing is left over.
 */
import { afterEach, expect, inject, test } from 'vitest';
import { CHUNK } from '../../../files/sealed-file.ts';
import { type FaultPoint, faults } from '../../../hub/fault-points.ts';
import { CONTENT_DAYS, collectGarbage } from '../../../hub/files/garbage.ts';
import { usedBytes } from '../../../hub/files/quota.ts';
import { forgetUploads } from '../../../hub/files/upkeep.ts';
import { seeded } from '../../simulation/random-world.ts';
import { RUNS } from '../../support/effort.ts';
import { bytesOf, FileLaptop, hashOf } from '../../support/file-laptop.ts';
import { pointsOf, seeds, Tally, TIMEOUT_MS, theatreOn, undoFaults } from '../../support/hub-deaths.ts';
import { MortalHub } from '../../support/mortals.ts';
import { replayable } from '../../support/replay.ts';
import { mayMount, SmallDisk } from '../../support/small-disk.ts';
import { createWorld } from '../../support/world.ts';

afterEach(undoFaults);

const DAY_MS = 86_400_000;

/** Nine chunks and a bit, which differ everywhere. */
function nineChunks(seed: number): Buffer {
  const unit = bytesOf(seeded(seed), 4099);
  return Buffer.concat(Array.from({ length: 300 }, () => unit)).subarray(0, 9 * CHUNK + 1234);
}

/** Dies when the point is reached for the n-th time. */
function dieAt(hub: MortalHub, point: FaultPoint, nth: number): { isDead: boolean } {
  const state = { isDead: false };
  let times = 0;
  faults.at = (reached) => {
    if (reached !== point || state.isDead || (times += 1) < nth) return;
    state.isDead = true;
    hub.kill();
    throw new Error('dead');
  };
  return state;
}

/** As a laptop goes on: it asks how far the hub is, sends the rest, and begins anew where its upload is gone. */
async function goOn(laptop: FileLaptop, content: Buffer, location: string | undefined): Promise<void> {
  const sha256 = hashOf(content);
  for (let tries = 0; tries < 5; tries += 1) {
    const head = location === undefined ? undefined : await laptop.offset(location);
    if (head?.status === 200 && location !== undefined) {
      const at = Number(head.headers.get('upload-offset'));
      if (at === content.length) return;
      expect((await laptop.send(location, at, content.subarray(at))).status).toBe(204);
      return;
    }
    const begun = await laptop.begin(sha256, content.length);
    if (begun.status === 200) return;
    expect(begun.status).toBe(201);
    location = begun.headers.get('location') ?? '';
  }
  throw new Error('it never came');
}

test(`a hub that dies at each point of taking contents in, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  const hub = await MortalHub.begin(inject('postgresUrl'));
  const tally = new Tally();
  try {
    const theaterId = await theatreOn(hub);
    const laptop = await FileLaptop.register(() => hub.running.url, 'a@t1');
    let bytes = 0;
    for (const seed of seeds)
      for (const [n, point] of pointsOf('contents').entries())
        await replayable(seed, `after ${point}`, async () => {
          if (point === 'contents.removed') return;
          const content = nineChunks(seed * 100 + n);
          const sha256 = await laptop.name(content);
          const location = (await laptop.begin(sha256, content.length)).headers.get('location') ?? '';
          // Six and a half chunks, and then: so many pieces are written of the rest as chance has it.
          const half = 6 * CHUNK + CHUNK / 2;
          expect((await laptop.send(location, 0, content.subarray(0, half))).status).toBe(204);
          const state = dieAt(hub, point, point === 'contents.appended' ? 1 + seeded(seed).below(2) : 1);
          // Whatever comes of this, the laptop does not believe it: it asks.
          await laptop.send(location, half, content.subarray(half)).catch(() => undefined);
          expect(state.isDead).toBe(true);
          undoFaults();
          await hub.live();
          await hub.bury();
          const head = await laptop.offset(location);
          if (point === 'contents.appended')
            expect(Number(head.headers.get('upload-offset'))).toBeGreaterThanOrEqual(half);
          await goOn(laptop, content, head.status === 200 ? location : undefined);
          bytes += content.length;
          const { files, database } = hub.running.context;
          expect((await laptop.fetch(sha256)).bytes.equals(content)).toBe(true);
          await forgetUploads(files);
          expect([await files.store.uploads(), await usedBytes(database.pool, theaterId)]).toEqual([[], bytes]);
          expect((await database.pool.query('SELECT 1 FROM file_uploads')).rowCount).toBe(0);
          tally.count(`dies at ${point}`);
        });
    tally.tell();
  } finally {
    await hub.end();
  }
});

test('a hub that dies while it lets content go has let go of it, or does so the next day', async () => {
  const clock = { now: Date.now() };
  const hub = await MortalHub.begin(inject('postgresUrl'), { now: () => new Date(clock.now) });
  try {
    await theatreOn(hub);
    const laptop = await FileLaptop.register(() => hub.running.url, 'a@t1');
    const [gone, stays] = [nineChunks(1), nineChunks(2)];
    for (const content of [gone, stays]) {
      await laptop.name(content);
      expect((await laptop.bring(content)).status).toBe(204);
    }
    const { pool } = hub.running.context.database;
    await pool.query('UPDATE files SET uploaded_at = NULL WHERE sha256 = $1', [hashOf(gone)]);
    await collectGarbage(hub.running.context.files);
    clock.now += (CONTENT_DAYS + 1) * DAY_MS;
    const state = dieAt(hub, 'contents.removed', 1);
    await expect(collectGarbage(hub.running.context.files)).rejects.toThrow();
    expect(state.isDead).toBe(true);
    undoFaults();
    await hub.live();
    await hub.bury();
    const { files } = hub.running.context;
    expect(await collectGarbage(files)).toMatchObject({ damaged: 0 });
    expect([await files.store.sizeOf(hashOf(gone)), await files.store.stateOf(hashOf(stays))]).toEqual([
      undefined,
      'whole',
    ]);
  } finally {
    await hub.end();
  }
});

test.skipIf(!mayMount())('a disk that fills in the middle is said; with room the same upload goes on', async () => {
  const disk = new SmallDisk(1024 * 1024);
  try {
    await using world = await createWorld(inject('postgresUrl'), { hub: { filesUrl: `file://${disk.dir}` } });
    await world.theater('t');
    await world.user('t', 'anna@t', 'admin');
    const laptop = await FileLaptop.register(world.hub.url, 'anna@t');
    const content = nineChunks(3);
    const sha256 = await laptop.name(content);
    const location = (await laptop.begin(sha256, content.length)).headers.get('location') ?? '';
    expect(await laptop.send(location, 0, content)).toMatchObject({ status: 503, code: 'hub.failed' });
    const at = Number((await laptop.offset(location)).headers.get('upload-offset'));
    expect([at > 0, at < content.length]).toEqual([true, true]);
    expect(await laptop.send(location, at, content.subarray(at))).toMatchObject({ status: 503 });
    // Nothing else is kept from working.
    expect((await laptop.fetch(sha256)).code).toBe('file.elsewhere');
    disk.makeRoom();
    await goOn(laptop, content, location);
    expect((await laptop.fetch(sha256)).bytes.equals(content)).toBe(true);
    expect(await world.hub.context.files.store.uploads()).toEqual([]);
  } finally {
    disk.abandon();
  }
});
