/**
 * `kill -9` within an upgrade, on both sides: before, between and after the migrations and beside the copy that is made
 * first. The next start is whole by itself, and what was waiting still waits. A push tries a sample of
 * the moments, `RUNS=200` each so often.
 */
import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { listBackups } from '../../electron/replica/backup.ts';
import { connectDatabase } from '../../hub/database.ts';
import { type Dialect, namesFor } from '../../migrations/history.ts';
import { migrateTo } from '../../migrations/migrations.ts';
import { newId } from '../../shared/base/ids.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { RUNS, sampled } from '../support/effort.ts';
import { act } from '../support/stock-room.ts';
import { CHEAP_GUESS, createWorld, MACHINE_KEY, openFile } from '../support/world.ts';

const laptopChild = fileURLToPath(new URL('../support/erase-child.ts', import.meta.url));
const hubChild = fileURLToPath(new URL('../support/hub-fault-child.ts', import.meta.url));
/** The last version that was released: upgrades begin here. */
const RELEASED: Readonly<Record<Dialect, string>> = { sqlite: '0005-sent-mutations', postgres: '0004-guards' };

const newer = (dialect: Dialect): number => namesFor(dialect).filter((name) => name > RELEASED[dialect]).length;

/** Each moment and how often it comes before it is deadly. */
function moments(dialect: Dialect): readonly (readonly [point: string, occurrence: number])[] {
  const each = Array.from({ length: newer(dialect) }, (_, index) => index + 1);
  return sampled(
    [
      ['migration.copied', 1],
      ...each.flatMap((nth) => [['migration.begun', nth] as const, ['migration.done', nth] as const]),
      ['migration.guarded', 1],
      ['migration.committed', 1],
    ],
    4,
  );
}

function death(script: string, args: readonly (string | number)[]): Promise<string | null> {
  return new Promise((done) => {
    spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args.map(String)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    }).once('exit', (_code, signal) => done(signal));
  });
}

test(`a laptop killed at each moment of its upgrade starts again by itself with what was waiting, ${RUNS} times each`, {
  timeout: 300_000 + RUNS * 60_000,
}, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await world.replica('laptop', 'anna@t');
  await laptop.engine?.syncOnce();
  laptop.engine?.setOffline(true);
  const ids = [newId(), newId(), newId()];
  for (const id of ids) await act(laptop, 'row.create', { table: 'tags', id, values: { name: id } });
  await laptop.close();
  const before = join(world.dir, 'laptop');
  const sqlite = await openFile(before);
  await migrateTo(kyselyOver(sqlite), 'sqlite', RELEASED.sqlite);
  sqlite.close();
  for (const [point, occurrence] of moments('sqlite')) {
    for (let run = 0; run < RUNS; run += 1) {
      const dir = join(world.dir, 'upgraded');
      cpSync(before, dir, { recursive: true });
      expect(await death(laptopChild, [dir, point, occurrence]), `${point} ${occurrence}`).toBe('SIGKILL');
      const again = await ReplicaHost.open({
        dir,
        machineKey: MACHINE_KEY,
        guessCost: CHEAP_GUESS,
        fetch: () => Promise.reject(new TypeError('no network')),
      });
      expect(again.rebuilt).toBeUndefined();
      expect(again.replica.reader.prepare('SELECT name FROM schema_migrations ORDER BY name').pluck().all()).toEqual(
        namesFor('sqlite'),
      );
      expect(again.replica.reader.prepare('SELECT args FROM outbox ORDER BY sequence').pluck().all()).toEqual(
        ids.map((id) => expect.stringContaining(id) as unknown),
      );
      expect(again.replica.reader.pragma('quick_check(1)', { simple: true })).toBe('ok');
      expect(again.replica.reader.pragma('foreign_key_check')).toEqual([]);
      expect(listBackups(dir).some(({ reason }) => reason === 'migration')).toBe(true);
      await again.close();
      rmSync(dir, { recursive: true });
    }
  }
});

test(`a hub killed at each moment of its upgrade starts again by itself with everything, ${RUNS} times each`, {
  timeout: 360_000 + RUNS * 120_000,
}, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await world.replica('laptop', 'anna@t');
  await laptop.engine?.syncOnce();
  const ids: string[] = [];
  for (const [point, occurrence] of moments('postgres')) {
    for (let run = 0; run < RUNS; run += 1) {
      laptop.engine?.setOffline(true);
      const id = newId();
      ids.push(id);
      await act(laptop, 'row.create', { table: 'tags', id, values: { name: id } });
      await world.hub.stop();
      const database = connectDatabase({ url: world.databaseUrl, size: 1 });
      await migrateTo(database.db, 'postgres', RELEASED.postgres);
      await database.close();
      const died = await death(hubChild, ['upgrade', point, occurrence, world.databaseUrl, join(world.dir, 'killed')]);
      expect(died, `${point} ${occurrence}`).toBe('SIGKILL');
      const hub = await world.restartHub();
      const { pool } = hub.context.database;
      expect((await pool.query('SELECT name FROM schema_migrations ORDER BY name')).rows).toEqual(
        namesFor('postgres').map((name) => ({ name })),
      );
      laptop.engine?.setOffline(false);
      await laptop.engine?.syncOnce();
      expect(pendingCount(laptop.replica)).toBe(0);
      const { rows } = await pool.query<{ id: string }>('SELECT id FROM tags');
      expect(rows.map((row) => row.id).toSorted()).toEqual([...ids].toSorted());
    }
  }
});
