/** What may stand in a text, what may happen to a disk, and what a backup says of it. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, expect, inject, test } from 'vitest';
import { backupHub, readBackup } from '../../../hub/admin/backup.ts';
import { hubDigest } from '../../../hub/admin/digest.ts';
import { hubHealth } from '../../../hub/admin/health.ts';
import { restoreHub } from '../../../hub/admin/restore.ts';
import { backUpBeforeMigration, keepHouse, readUpkeepState } from '../../../hub/admin/upkeep.ts';
import { connectDatabase } from '../../../hub/database.ts';
import { faultPoints, faults } from '../../../hub/fault-points.ts';
import { namesFor } from '../../../migrations/history.ts';
import { newId } from '../../../shared/base/ids.ts';
import { createWorld, type World } from '../../support/world.ts';

/** Everything that some reader of lines takes for the end of one. */
const BREAKS = 'одно\u2028два\u2029три\u0085четыре\rпять\r\nшесть\u000bсемь\u000cвосемь\nдевять';

afterEach(() => {
  faults.at = () => undefined;
});

const full = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

async function theaterWithText(world: World): Promise<string> {
  const theaterId = await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  await world.hub.context.database.pool.query('INSERT INTO tags (id, theater_id, name) VALUES ($1, $2, $3)', [
    newId(),
    theaterId,
    BREAKS,
  ]);
  return theaterId;
}

test('no text breaks a backup: line and paragraph separators, carriage returns and the rest come back as they were', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await theaterWithText(world);
  const { database } = world.hub.context;
  const file = join(world.dir, 'all.gz');
  const before = await hubDigest(database, theaterId);
  expect((await backupHub(database, file, new Date())).header.version).toBe(2);
  await database.pool.query("UPDATE tags SET name = 'испорчено'");
  await restoreHub(database, file);
  expect(await hubDigest(database, theaterId)).toEqual(before);
  expect((await database.pool.query('SELECT name FROM tags')).rows).toEqual([{ name: BREAKS }]);
});

test('a backup of version 1 is read as it was written, whatever its texts hold', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await theaterWithText(world);
  const { database } = world.hub.context;
  const file = join(world.dir, 'all.gz');
  await backupHub(database, file, new Date());
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  const old = lines.map((line) =>
    line.startsWith('{"format"')
      ? line.replace('"version":2', '"version":1')
      : line.startsWith('{"end"')
        ? line.replace(/,"sha256":"\w+"/, '')
        : line,
  );
  writeFileSync(file, gzipSync(old.join('\n')));
  const before = await hubDigest(database, theaterId);
  expect((await restoreHub(database, file)).header.version).toBe(1);
  expect(await hubDigest(database, theaterId)).toEqual(before);
});

test('a backup in which one letter was changed is refused', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await theaterWithText(world);
  const { database } = world.hub.context;
  const file = join(world.dir, 'all.gz');
  await backupHub(database, file, new Date());
  writeFileSync(file, gzipSync(gunzipSync(readFileSync(file)).toString('utf8').replace('девять', 'десять')));
  await expect(readBackup(file, () => Promise.resolve())).rejects.toMatchObject({ code: 'backup.unreadable' });
});

test('a backup to a disk that is full or not there leaves a connection that can write, and no half file', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await theaterWithText(world);
  const database = connectDatabase({ url: world.databaseUrl, size: 1 });
  const dir = mkdtempSync(join(tmpdir(), 'offstage-backup-'));
  try {
    await expect(backupHub(database, join(dir, 'nowhere', 'x.gz'), new Date())).rejects.toMatchObject({
      code: 'backup.failed',
    });
    for (const point of faultPoints.filter((name) => name.startsWith('backup.'))) {
      faults.at = (reached) => {
        if (reached === point) throw full();
      };
      await expect(backupHub(database, join(dir, 'x.gz'), new Date()), point).rejects.toMatchObject({
        code: 'backup.failed',
      });
      expect(readdirSync(dir), point).toEqual([]);
      await database.pool.query('UPDATE theaters SET name = name WHERE id = $1', [theaterId]);
    }
  } finally {
    await database.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

test('a backup that cannot be read back says so when it is made: the one before stays, and nothing beside it', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await theaterWithText(world);
  const { database } = world.hub.context;
  const dir = join(world.dir, 'copies');
  mkdirSync(dir);
  const file = join(dir, 'all.gz');
  await backupHub(database, file, new Date());
  const before = readFileSync(file);
  faults.at = (point) => {
    if (point !== 'backup.written') return;
    // What a failing disk makes of it: one letter.
    const [unfinished = ''] = readdirSync(dir).filter((name) => name !== 'all.gz');
    const text = gunzipSync(readFileSync(join(dir, unfinished))).toString('utf8');
    writeFileSync(join(dir, unfinished), gzipSync(text.replace('девять', 'десять')));
  };
  await expect(backupHub(database, file, new Date())).rejects.toMatchObject({ code: 'backup.failed' });
  expect([readdirSync(dir), readFileSync(file).equals(before)]).toEqual([['all.gz'], true]);
  expect((await database.pool.query('SELECT 1 FROM theaters WHERE id = $1', [theaterId])).rowCount).toBe(1);
});

test.skipIf(process.platform === 'win32')('a copy is its owner’s alone, whatever lies where it is begun', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await theaterWithText(world);
  const [file, elsewhere] = [join(world.dir, 'all.gz'), join(world.dir, 'elsewhere')];
  writeFileSync(elsewhere, 'somebody else’s');
  symlinkSync(elsewhere, `${file}.new`);
  const mask = process.umask(0);
  try {
    await backupHub(world.hub.context.database, file, new Date());
  } finally {
    process.umask(mask);
  }
  expect([lstatSync(file).isFile(), lstatSync(file).mode & 0o777]).toEqual([true, 0o600]);
  expect(readFileSync(elsewhere, 'utf8')).toBe('somebody else’s');
});

test('without a good copy nothing is erased; the hub goes on, says so in its health, and makes up for it', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  const { database, log } = world.hub.context;
  const [tag, deletion] = [newId(), newId()];
  await database.pool.query(
    `INSERT INTO deletions (id, theater_id, root_table, root_id, row_count, deleted_by_name, deleted_at, duration_ms)
    VALUES ($1, $2, 'tags', $3, 1, 'А', now() - interval '400 days', 1)`,
    [deletion, theaterId, tag],
  );
  await database.pool.query(
    `INSERT INTO tags (id, theater_id, name, deleted_at, deletion_id)
    VALUES ($1, $2, 'старая', now() - interval '400 days', $3)`,
    [tag, theaterId, deletion],
  );
  const backups = join(world.dir, 'backups');
  const now = new Date();
  const keep = (hours: number): Promise<void> =>
    keepHouse({ database, log, now: () => new Date(now.getTime() + hours * 3_600_000) }, backups, () =>
      Promise.resolve(),
    );
  faults.at = (point) => {
    if (point === 'backup.written') throw full();
  };
  await keep(0);
  expect((await database.pool.query('SELECT 1 FROM tags')).rowCount).toBe(1);
  expect((await hubHealth(database, now)).upkeep).toMatchObject({
    doneAt: null,
    failedAt: now.toISOString(),
    problem: expect.stringContaining('ENOSPC'),
  });
  faults.at = () => undefined;
  await keep(1);
  expect((await database.pool.query('SELECT 1 FROM tags')).rowCount).toBe(0);
  expect(await readUpkeepState(database.pool)).toMatchObject({ failedAt: null, problem: null });
});

test('a copy before an upgrade that cannot be made does not keep the hub from starting', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  const { database, log } = world.hub.context;
  const {
    rows: [last],
  } = await database.pool.query<{ name: string }>(
    'DELETE FROM schema_migrations WHERE name = (SELECT max(name) FROM schema_migrations) RETURNING *',
  );
  const backups = join(world.dir, 'backups');
  faults.at = (point) => {
    if (point === 'backup.write') throw full();
  };
  await backUpBeforeMigration(database, backups, log);
  expect(readdirSync(backups)).toEqual([]);
  faults.at = () => undefined;
  await backUpBeforeMigration(database, backups, log);
  expect(readdirSync(backups)).toHaveLength(1);
  await database.pool.query(
    'INSERT INTO schema_migrations SELECT * FROM jsonb_populate_record(NULL::schema_migrations, $1)',
    [JSON.stringify(last)],
  );
});

test('a migration of somebody else does not hide that one of ours is missing: the copy is made', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  const { database, log } = world.hub.context;
  const { pool } = database;
  const backups = join(world.dir, 'backups');
  await backUpBeforeMigration(database, backups, log);
  expect(existsSync(backups)).toBe(false);
  const newest = namesFor('postgres').at(-1);
  const rename = (from: unknown, to: unknown): Promise<unknown> =>
    pool.query('UPDATE schema_migrations SET name = $2 WHERE name = $1', [from, to]);
  await rename(newest, '0000-of-somebody-else');
  await backUpBeforeMigration(database, backups, log);
  expect(readdirSync(backups)).toHaveLength(1);
  await rename('0000-of-somebody-else', newest);
});

test('two hubs on one database: one of them makes the day’s copy, and neither waits for the other', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  const { database, log } = world.hub.context;
  const dirs = ['one', 'two'].map((name) => join(world.dir, name));
  const now = new Date();
  const keep = (dir: string): Promise<void> =>
    keepHouse({ database, log, now: () => now }, dir, () => Promise.resolve());
  await Promise.all(dirs.map(keep));
  for (const dir of dirs) await keep(dir);
  const written = dirs.flatMap((dir) => {
    try {
      return readdirSync(dir);
    } catch {
      return [];
    }
  });
  expect(written).toHaveLength(1);
});
