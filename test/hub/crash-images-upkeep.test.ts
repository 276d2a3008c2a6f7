/**
 * A hub that dies at every named point of what it does by itself: keeping snapshots for new laptops, and upgrading its
 * database. The next start is whole by itself, and nothing half made lies about or is served.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { readBackup } from '../../hub/admin/backup.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { connectDatabase } from '../../hub/database.ts';
import { faults } from '../../hub/fault-points.ts';
import { namesFor } from '../../migrations/history.ts';
import { migrateTo } from '../../migrations/migrations.ts';
import { newId } from '../../shared/base/ids.ts';
import { seeded } from '../simulation/random-world.ts';
import { RUNS } from '../support/effort.ts';
import { pointsOf, seeds, Tally, TIMEOUT_MS, theatreOn, undoFaults } from '../support/hub-deaths.ts';
import { register } from '../support/hub-laptop.ts';
import { MortalHub } from '../support/mortals.ts';
import { replayable } from '../support/replay.ts';
import { download, EAGER, offered, snapshotFor } from '../support/snapshots.ts';
import { until } from '../support/world.ts';

afterEach(undoFaults);

/** A snapshot takes seconds, and many of them where other tests run beside it. */
const PATIENCE_MS = 90_000;
/** A snapshot is made anew after whatever change. */
const ALERT = { ...EAGER, changedShare: 0 };

test(`a hub that dies while it keeps a snapshot for new laptops, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  const hub = await MortalHub.begin(inject('postgresUrl'), { snapshots: ALERT });
  const tally = new Tally();
  try {
    const theaterId = await theatreOn(hub);
    for (const seed of seeds) {
      const reader = await register(hub.running.url, 'a@t1');
      for (const point of pointsOf('snapshot', 'file'))
        await replayable(seed, `after ${point}`, async () => {
          // There is one already, of which somebody may be in the middle.
          const before = await snapshotFor(hub.running, reader);
          const name = `${point} ${seed}`;
          await hub.running.context.database.pool.query('INSERT INTO tags (id, theater_id, name) VALUES ($1, $2, $3)', [
            newId(),
            theaterId,
            name,
          ]);
          const state = { isDead: false };
          faults.at = (reached) => {
            if (reached !== point || state.isDead) return;
            state.isDead = true;
            hub.kill();
          };
          await until(
            'it has died',
            async () => {
              if (!state.isDead) await offered(hub.running.url, reader).catch(() => undefined);
              return state.isDead;
            },
            PATIENCE_MS,
          );
          undoFaults();
          await hub.live();
          await hub.bury();
          const names = readdirSync(join(hub.dir, 'snapshots'));
          // Whole ones alone: each file of pieces with what is known of it.
          expect(names.map((file) => file.replace(/\.(zst|json)$/, '')).toSorted()).toEqual(
            [...new Set(names.map((file) => file.replace(/\.(zst|json)$/, '')))]
              .flatMap((one) => [one, one])
              .toSorted(),
          );
          expect(names).toContain(names.find((file) => file.includes(before.id)));
          const reply = await snapshotFor(hub.running, reader, ({ id }) => id !== before.id);
          const copy = await download(hub.running.url, reader, reply);
          expect(copy.prepare('SELECT 1 FROM tags WHERE name = ?').all(name)).toHaveLength(1);
          expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
          copy.close();
          tally.count(`dies at ${point}`);
        });
    }
    tally.tell();
  } finally {
    await hub.end();
  }
});

/** The last version that was released: upgrades begin here. */
const RELEASED = '0004-guards';

test(`a hub that dies at each moment of an upgrade, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  const hub = await MortalHub.begin(inject('postgresUrl'));
  const tally = new Tally();
  try {
    const theaterId = await theatreOn(hub);
    const goBack = async (): Promise<void> => {
      hub.kill();
      await hub.bury();
      const database = connectDatabase({ url: hub.databaseUrl, size: 1 });
      await migrateTo(database.db, 'postgres', RELEASED);
      await database.close();
    };
    // What older tables cannot hold is lost once, and only once.
    await goBack();
    await hub.live();
    const truth = await hubDigest(hub.running.context.database, theaterId);
    const newer = namesFor('postgres').filter((name) => name > RELEASED).length;
    for (const seed of seeds)
      for (const point of pointsOf('migration'))
        await replayable(seed, `after ${point}`, async () => {
          const random = seeded(seed);
          const nth = point === 'migration.begun' || point === 'migration.done' ? 1 + random.below(newer) : 1;
          await goBack();
          const state = { seen: 0 };
          faults.at = (reached) => {
            if (reached === point && (state.seen += 1) === nth) hub.kill();
          };
          await expect(hub.live()).rejects.toThrow();
          undoFaults();
          expect(state.seen).toBeGreaterThanOrEqual(nth);
          await hub.live();
          const { database } = hub.running.context;
          expect((await database.pool.query('SELECT name FROM schema_migrations ORDER BY name')).rows).toEqual(
            namesFor('postgres').map((name) => ({ name })),
          );
          expect(await hubDigest(database, theaterId)).toEqual(truth);
          const copies = readdirSync(join(hub.dir, 'backups'));
          expect(copies.length).toBeGreaterThan(0);
          for (const copy of copies) await readBackup(join(hub.dir, 'backups', copy), () => Promise.resolve());
          tally.count(`dies at ${point}`);
        });
    tally.tell();
  } finally {
    await hub.end();
  }
});
