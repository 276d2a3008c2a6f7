/**
 * `kill -9` at every named point of the hub: everything starts again by itself, nothing that was committed is missing,
 * nothing half done is served. A push tries a sample of the points, `RUNS=200` each so often.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ShapeStream } from '@electric-sql/client';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { backupHub, readBackup } from '../../../hub/admin/backup.ts';
import { hubDigest } from '../../../hub/admin/digest.ts';
import { restoreHub } from '../../../hub/admin/restore.ts';
import { freePort } from '../../../hub/postgres/embedded-postgres.ts';
import { newId } from '../../../shared/base/ids.ts';
import { seeded } from '../../simulation/random-world.ts';
import { RUNS, sampled } from '../../support/effort.ts';
import { createDatabase, createWorld, until } from '../../support/world.ts';

const SEED = Number(process.env['SEED'] ?? 20261124);
const child = fileURLToPath(new URL('../../support/hub-fault-child.ts', import.meta.url));

interface Run {
  readonly process: ChildProcess;
  readonly ended: Promise<NodeJS.Signals | number | null>;
  isReady(): boolean;
  output(): string;
}

function run(args: readonly (string | number)[]): Run {
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  const ended = new Promise<NodeJS.Signals | number | null>((done) => {
    started.once('exit', (code, signal) => done(signal ?? code));
  });
  return { process: started, ended, isReady: () => output.includes('ready'), output: () => output };
}

const shapePoints = [
  'shapes.append',
  'shapes.appended',
  'shapes.sync',
  'shapes.save',
  'shapes.snapshot',
  'shapes.remove',
] as const;

test(`the shape server killed at each of its points, ${RUNS} times`, {
  timeout: 120_000 + RUNS * 120_000,
}, async () => {
  const database = await createDatabase(inject('postgresUrl'));
  const dir = mkdtempSync(join(tmpdir(), 'offstage-kill-'));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    "CREATE TABLE things (id int PRIMARY KEY, n int, body text); INSERT INTO things SELECT n, 0, repeat('x', 100) FROM generate_series(1, 50) n",
  );
  const port = await freePort();
  const gone = new AbortController();
  const rows = new Map<string, Record<string, unknown>>();
  const stream = new ShapeStream({
    url: `http://127.0.0.1:${port}/v1/shape`,
    params: { table: 'things' },
    signal: gone.signal,
    backoffOptions: { initialDelay: 20, maxDelay: 100, multiplier: 2 },
    onError: () => ({}),
  });
  stream.subscribe((messages) => {
    for (const message of messages) {
      if (!('key' in message)) {
        if (message.headers.control === 'must-refetch') rows.clear();
      } else if (message.headers.operation === 'delete') rows.delete(message.key);
      else rows.set(message.key, { ...rows.get(message.key), ...message.value });
    }
  });
  const seen = (): string =>
    JSON.stringify([...rows.values()].map(({ id, n }) => [id, n]).toSorted(([a], [b]) => Number(a) - Number(b)));
  const truth = async (): Promise<string> =>
    JSON.stringify(
      (await client.query<{ id: number; n: number }>('SELECT id, n FROM things ORDER BY id')).rows.map(({ id, n }) => [
        id,
        n,
      ]),
    );
  const random = seeded(SEED);
  try {
    for (let round = 0; round < RUNS; round += 1) {
      for (const point of sampled(shapePoints, 3)) {
        const nth = 1 + random.below(4);
        const doomed = run(['shapes', point, nth, database.url, dir, database.streamId, port]);
        const state = { isOver: false };
        const ended = doomed.ended.then((how) => {
          state.isOver = true;
          return how;
        });
        await until(`the server is ready: ${doomed.output()}`, () => doomed.isReady() || state.isOver, 30_000);
        // Work until it dies: changes, and now and then a table that begins anew, so that every point is reached.
        for (let step = 0; !state.isOver; step += 1) {
          if (step % 10 === 9)
            await client.query(
              "TRUNCATE things; INSERT INTO things SELECT n, 0, repeat('y', 100) FROM generate_series(1, 50) n",
            );
          else await client.query('UPDATE things SET n = n + 1 WHERE id % 5 = $1', [step % 5]);
          await new Promise((done) => {
            setTimeout(done, 20);
          });
          if (step > 2000) throw new Error(`${point} was not reached ${nth} times`);
        }
        expect(await ended, `${point}: ${doomed.output()}`).toBe('SIGKILL');
        await client.query('UPDATE things SET n = n + 1');
        const next = run(['shapes', 'none', 1, database.url, dir, database.streamId, port]);
        await until(
          `everything arrives after ${point} (round ${round}, seed ${SEED}): ${next.output()}`,
          async () => seen() === (await truth()),
          60_000,
        );
        next.process.kill('SIGKILL');
        await next.ended;
      }
    }
  } finally {
    gone.abort();
    await client.end();
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  }
});

test(`backup, housekeeping, restore and the copy before an upgrade killed at each point, ${RUNS} times`, {
  timeout: 120_000 + RUNS * 120_000,
}, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const { database } = world.hub.context;
  const tag = newId();
  await database.pool.query("INSERT INTO tags (id, theater_id, name) VALUES ($1, $2, 'как было')", [tag, theaterId]);
  const file = join(world.dir, 'good.gz');
  await backupHub(database, file, new Date());
  const before = await hubDigest(database, theaterId);
  await database.pool.query("UPDATE tags SET name = 'стало'");
  const after = await hubDigest(database, theaterId);
  const kill = async (work: string, point: string, path: string): Promise<void> => {
    const doomed = run([work, point, 1, world.databaseUrl, path]);
    expect(await doomed.ended, `${work} at ${point}: ${doomed.output()}`).toBe('SIGKILL');
  };
  for (let round = 0; round < RUNS; round += 1) {
    for (const point of sampled(['backup.write', 'backup.written', 'backup.rename'], 2)) {
      const target = join(world.dir, `${round}-${point}.gz`);
      await kill('backup', point, target);
      expect(existsSync(target), point).toBe(false);
      await backupHub(database, target, new Date());
      expect((await readBackup(target, () => Promise.resolve())).rows['tags']).toBe(1);
      const backups = join(world.dir, `house-${round}-${point}`);
      await database.pool.query("DELETE FROM hub_state WHERE key = 'upkeep'");
      await kill('house', point, backups);
      const again = run(['house', 'none', 1, world.databaseUrl, backups]);
      expect(await again.ended, again.output()).toBe(0);
      expect(readdirSync(backups).filter((name) => name.endsWith('.gz'))).toHaveLength(1);
      expect(readdirSync(backups).filter((name) => name.endsWith('.new'))).toEqual([]);
    }
    for (const point of sampled(['restore.emptied', 'restore.filled', 'restore.commit'], 2)) {
      await kill('restore', point, file);
      await until(
        `the database is as before ${point}`,
        async () => JSON.stringify(await hubDigest(database, theaterId)) === JSON.stringify(after),
      );
      expect(
        (await database.pool.query("SELECT 1 FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")).rowCount,
      ).toBe(0);
    }
  }
  const {
    rows: [last],
  } = await database.pool.query(
    'DELETE FROM schema_migrations WHERE name = (SELECT max(name) FROM schema_migrations) RETURNING *',
  );
  const copies = join(world.dir, 'copies');
  await kill('migration', 'migration.copied', copies);
  expect(readdirSync(copies)).toHaveLength(1);
  await database.pool.query(
    'INSERT INTO schema_migrations SELECT * FROM jsonb_populate_record(NULL::schema_migrations, $1)',
    [JSON.stringify(last)],
  );
  await restoreHub(database, file);
  expect(await hubDigest(database, theaterId)).toEqual(before);
});
