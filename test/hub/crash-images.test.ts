/**
 * A hub that dies while it takes people's work in, or writes and reads the copies of it, at every named point of that: by
 * images of what a kill leaves behind and by cutting all its connections to Postgres at the same instant. Everything
 * starts again by itself, nothing that was committed is missing, no half of a copy counts as one; a full disk is said.
 * `shapes/kill-points.test.ts` kills real processes, fewer of them.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { backupHub, readBackup } from '../../hub/admin/backup.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { restoreHub } from '../../hub/admin/restore.ts';
import { connectDatabase } from '../../hub/database.ts';
import { type FaultPoint, faults } from '../../hub/fault-points.ts';
import { newId } from '../../shared/base/ids.ts';
import { seeded } from '../simulation/random-world.ts';
import { Cable } from '../support/cable.ts';
import { Deaths } from '../support/crash-image.ts';
import { RUNS } from '../support/effort.ts';
import { full, pointsOf, seeds, Tally, TIMEOUT_MS, theatreOn, undoFaults } from '../support/hub-deaths.ts';
import { MortalHub, MortalLaptop } from '../support/mortals.ts';
import { replayable } from '../support/replay.ts';
import { act } from '../support/stock-room.ts';
import { createWorld, until } from '../support/world.ts';

afterEach(undoFaults);

test(`backups and restores that die, or find no room, at each of their points, ${RUNS} times`, {
  timeout: TIMEOUT_MS,
}, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const tally = new Tally();
  const theaterId = await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const { database } = world.hub.context;
  const tag = (name: string): Promise<unknown> =>
    database.pool.query('INSERT INTO tags (id, theater_id, name) VALUES ($1, $2, $3)', [newId(), theaterId, name]);
  await tag('как было');
  const good = join(world.dir, 'good.gz');
  await backupHub(database, good, new Date());
  for (const seed of seeds)
    await replayable(seed, 'a backup or a restore', async () => {
      const random = seeded(seed);
      await tag(`потом ${seed}`);
      const truth = await hubDigest(database, theaterId);
      const root = join(world.dir, `run-${seed}`);
      const folder = join(root, 'backups');
      mkdirSync(folder, { recursive: true });
      // Deaths: what lies there afterwards is no backup, and does not stand in the way of the next one.
      const points = pointsOf('backup');
      const images = new Deaths<FaultPoint, null>({
        folder,
        into: root,
        random,
        wanted: new Set(points),
        known: () => null,
      });
      faults.at = (point) => images.at(point);
      await backupHub(database, join(folder, 'x.gz'), new Date());
      undoFaults();
      for (const { point, dir } of images.images) {
        expect(existsSync(join(dir, 'x.gz')), point).toBe(false);
        await backupHub(database, join(dir, 'x.gz'), new Date());
        expect((await readBackup(join(dir, 'x.gz'), () => Promise.resolve())).rows['tags']).toBe(
          2 + seeds.indexOf(seed),
        );
        expect(readdirSync(dir)).toEqual(['x.gz']);
        tally.count(`dies at ${point}`);
      }
      // A full disk: said, nothing left behind, the earlier one as it was.
      for (const point of ['backup.write', 'backup.rename'] as const) {
        const nth = point === 'backup.write' ? 1 + random.below(20) : 1;
        let seen = 0;
        faults.at = (reached) => {
          if (reached === point && (seen += 1) === nth) throw full();
        };
        await expect(backupHub(database, join(folder, 'y.gz'), new Date())).rejects.toMatchObject({
          code: 'backup.failed',
        });
        undoFaults();
        expect(readdirSync(folder)).toEqual(['x.gz']);
        await readBackup(join(folder, 'x.gz'), () => Promise.resolve());
        tally.count(`full at ${point}`);
      }
      for (const point of pointsOf('restore')) {
        const { cable, url } = await Cable.to(world.databaseUrl);
        const doomed = connectDatabase({ url, size: 2 });
        faults.at = (reached) => {
          if (reached === point) cable.cut();
        };
        await expect(restoreHub(doomed, good)).rejects.toThrow();
        undoFaults();
        await doomed.close();
        expect(await hubDigest(database, theaterId), point).toEqual(truth);
        const off = "SELECT 1 FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'";
        expect((await database.pool.query(off)).rowCount).toBe(0);
        tally.count(`dies at ${point}`);
      }
      rmSync(root, { recursive: true });
    });
  tally.tell();
});

test(`a hub that dies at each station of a push, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  const hub = await MortalHub.begin(inject('postgresUrl'));
  const laptop = new MortalLaptop('laptop', hub);
  const tally = new Tally();
  try {
    const theaterId = await theatreOn(hub);
    await laptop.live('a@t1');
    await laptop.host.engine?.syncOnce();
    const ids: string[] = [];
    for (const seed of seeds)
      for (const station of pointsOf('push'))
        await replayable(seed, `after ${station}`, async () => {
          const random = seeded(seed);
          const state = { isDead: false };
          faults.during = (reached) => {
            if (reached !== station || state.isDead || pendingCount(laptop.host.replica) === 0)
              return Promise.resolve();
            state.isDead = true;
            hub.kill();
            return Promise.reject(new Error('dead'));
          };
          for (let left = 1 + random.below(5); left > 0; left -= 1) {
            const id = newId();
            ids.push(id);
            await act(laptop.host, 'row.create', { table: 'tags', id, values: { name: id } });
          }
          await until('it has died', () => state.isDead, 60_000);
          undoFaults();
          await hub.live();
          await hub.bury();
          await until('everything is confirmed', () => pendingCount(laptop.host.replica) === 0, 120_000);
          tally.count(`dies at ${station}`);
        });
    const { database } = hub.running.context;
    const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM tags ORDER BY id');
    expect(rows.map(({ id }) => id)).toEqual(ids.toSorted());
    await laptop.host.engine?.syncOnce();
    expect(await replicaDigest(laptop.host.replica)).toEqual(await hubDigest(database, theaterId));
    tally.tell();
  } finally {
    await laptop.end();
    await hub.end();
  }
});
