/** The story through the command line with three replicas: digests equal, quantities equal the ledger; and what the commands answer. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { newId } from '../../shared/base/ids.ts';
import { createWorld, PASSWORD, until } from '../support/world.ts';

const cli = fileURLToPath(new URL('../../bin/offstage.mjs', import.meta.url));

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A process of its own; this one goes on being the hub. */
function offstage(...args: readonly string[]): Promise<Answer> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, ...args], {
      env: { ...process.env, LANG: 'C', OFFSTAGE_PASSWORD: PASSWORD },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const answer = { out: '', err: '' };
    child.stdout.on('data', (data: Buffer) => {
      answer.out += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      answer.err += data.toString();
    });
    child.once('close', (code) => done({ ...answer, code: code ?? -1 }));
  });
}
/** Runs a command that must succeed and answers its JSON. */
async function json<T>(...args: readonly string[]): Promise<T> {
  const { code, out, err } = await offstage(...args, '--json');
  expect(code, err).toBe(0);
  return JSON.parse(out) as T;
}

test('three replicas count, disagree and agree', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const hub = ['--database-url', world.databaseUrl, '--data', join(world.dir, 'admin')];
  mkdirSync(join(world.dir, 'admin'));
  await json('hub', 'create-theater', '--code', 'cli', '--name', 'Театр', ...hub);
  const weak = ['--theater', 'cli', '--email', 'weak@cli', '--role', 'admin', '--password', 'короткий', ...hub];
  expect(await offstage('hub', 'create-user', ...weak)).toMatchObject({
    code: 2,
    err: expect.stringContaining('short'),
  });
  for (const name of ['a', 'b', 'c'])
    await json(
      'hub',
      'create-user',
      '--theater',
      'cli',
      '--email',
      `${name}@cli`,
      '--password',
      PASSWORD,
      '--role',
      'stage_manager',
      ...hub,
    );
  const dirs = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, join(world.dir, name)])) as Record<
    'a' | 'b' | 'c',
    string
  >;
  for (const [name, dir] of Object.entries(dirs))
    await json(
      'replica',
      'init',
      '--dir',
      dir,
      '--hub',
      world.hub.url,
      '--email',
      `${name}@cli`,
      '--password',
      PASSWORD,
    );
  const mutate = (dir: string, name: string, args: unknown): Promise<unknown> =>
    json('replica', 'mutate', '--dir', dir, name, JSON.stringify(args));
  const sync = (dir: string): Promise<{ pending: number; attention: number }> =>
    json('replica', 'sync', '--dir', dir, '--once');
  const [place, item, count] = [newId(), newId(), newId()];
  await mutate(dirs.a, 'row.create', { table: 'inventory_locations', id: place, values: { name: 'Склад', code: 'W' } });
  await mutate(dirs.a, 'row.create', {
    table: 'inventory_items',
    id: item,
    values: { name: 'Стул', inventory_number: 'N-1' },
  });
  await mutate(dirs.a, 'inventory.receive', { itemId: item, locationId: place, quantity: 10 });
  await mutate(dirs.a, 'count.create', { id: count, name: 'Склад', locationId: place, isBlind: false });
  await mutate(dirs.a, 'count.start', { countId: count });
  for (const dir of Object.values(dirs)) await sync(dir);
  await mutate(dirs.a, 'count.recordEntry', {
    id: newId(),
    countId: count,
    itemId: item,
    scannedCode: null,
    locationId: place,
    quantity: 4,
  });
  await mutate(dirs.b, 'count.recordEntry', {
    id: newId(),
    countId: count,
    itemId: item,
    scannedCode: null,
    locationId: place,
    quantity: 3,
  });
  for (const dir of [dirs.b, dirs.c])
    await mutate(dir, 'inventory.writeOff', { itemId: item, locationId: place, quantity: 8 });
  expect(await json<unknown[]>('replica', 'outbox', '--dir', dirs.b)).toHaveLength(2);
  for (const dir of Object.values(dirs)) await sync(dir);
  // The second write-off is refused and stays in front of its author.
  expect((await json<{ refused: unknown[] }>('replica', 'attention', '--dir', dirs.c)).refused).toMatchObject([
    { name: 'inventory.writeOff', code: 'stock.insufficient' },
  ]);
  await mutate(dirs.a, 'inventory.receive', { itemId: item, locationId: place, quantity: 2 });
  // Two people counted it without a word to each other: somebody who has both numbers says that they shared the work.
  await sync(dirs.a);
  await mutate(dirs.a, 'count.resolveLine', {
    countId: count,
    itemId: item,
    locationId: place,
    resolution: 'accepted',
    together: 'sum',
    quantity: 7,
  });
  await mutate(dirs.a, 'count.post', { countId: count, uncounted: 'keep' });
  for (const dir of [dirs.a, dirs.b, dirs.c]) await sync(dir);
  const digests = [
    await json('hub', 'digest', '--theater', 'cli', ...hub),
    ...(await Promise.all(Object.values(dirs).map((dir) => json('replica', 'digest', '--dir', dir)))),
  ];
  for (const digest of digests) expect(digest).toEqual(digests[0]);
  // 10 − 8 + 2 there, counted 7 of 10: three are missing.
  expect(
    await json(
      'replica',
      'query',
      '--dir',
      dirs.c,
      "SELECT quantity, (SELECT sum(CASE WHEN to_location_id IS NULL THEN -quantity ELSE quantity END) FROM inventory_history) AS ledger FROM inventory_items WHERE inventory_number = 'N-1'",
    ),
  ).toEqual([{ quantity: 1, ledger: 1 }]);
  // Labels on paper and for a thermal printer, and tags, by the same engine as the window's.
  const labels = (...args: readonly string[]): Promise<{ out: string; count: number; sheets: number }> =>
    json('print', 'labels', '--dir', dirs.a, ...args);
  const pdf = join(world.dir, 'labels.pdf');
  expect(await labels('--items', 'N-1', '--copies', '25', '--start', '7', '--out', pdf)).toMatchObject({
    out: pdf,
    count: 25,
    sheets: 2,
  });
  expect(readFileSync(pdf, 'latin1').slice(0, 5)).toBe('%PDF-');
  const zpl = join(world.dir, 'labels.zpl');
  expect(await labels('--places', 'W', '--zpl', '--dpi', '300', '--template', 'roll62x29', '--out', zpl)).toMatchObject(
    {
      count: 1,
    },
  );
  expect(readFileSync(zpl, 'utf8')).toContain('^FDСклад^FS');
  expect(await labels('--blank', '3', '--out', zpl, '--zpl')).toMatchObject({ count: 3 });
  expect(await offstage('print', 'labels', '--dir', dirs.a, '--items', 'N-9')).toMatchObject({
    code: 1,
    err: expect.stringContaining('N-9'),
  });
  expect(await offstage('print', 'labels', '--dir', dirs.a)).toMatchObject({ code: 2 });
}, 480_000);

test('exit codes and sentences', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const nothing = await offstage('replica', 'status', '--dir', join(world.dir, 'nothing'));
  expect([nothing.code, nothing.err]).toEqual([1, expect.stringContaining('holds no Offstage replica')]);
  expect(
    JSON.parse((await offstage('replica', 'status', '--dir', join(world.dir, 'nothing'), '--json')).err),
  ).toMatchObject({ code: 'replica.missing' });
  expect((await offstage('replica', 'mutate')).code).toBe(2);
  expect((await offstage('nonsense')).code).toBe(2);
  await world.theater('codes');
  await world.user('codes', 'anna@codes', 'viewer');
  const host = await world.replica('a', 'anna@codes');
  const locked = await offstage('replica', 'status', '--dir', join(world.dir, 'a'));
  expect([locked.code, locked.err]).toEqual([1, expect.stringContaining(`process ${process.pid}`)]);
  await host.engine?.syncOnce();
  await host.close();
  const refused = await offstage(
    'replica',
    'mutate',
    '--dir',
    join(world.dir, 'a'),
    'count.post',
    JSON.stringify({ countId: newId(), uncounted: 'keep' }),
    '--json',
  );
  expect([refused.code, JSON.parse(refused.err)]).toMatchObject([1, { code: 'permission.denied' }]);
  expect((await offstage('replica', 'query', '--dir', join(world.dir, 'a'), 'DELETE FROM users')).err).toContain(
    'only reads',
  );
  expect(
    (
      await offstage(
        'replica',
        'init',
        '--dir',
        join(world.dir, 'b'),
        '--hub',
        'http://127.0.0.1:9',
        '--email',
        'x',
        '--password',
        'y',
      )
    ).err,
  ).toContain('does not answer');
});

test.skipIf(process.getuid?.() !== 0)('root is told where the data of this laptop lies', async () => {
  const home = mkdtempSync(join(tmpdir(), 'offstage-root-'));
  const app = ['app', '--companion', '--no-window', '--profile', 'wings', '--hub', 'http://127.0.0.1:9'];
  const child = spawn(process.execPath, [cli, ...app], {
    env: { ...process.env, LANG: 'C', OFFSTAGE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      said.text += data.toString();
    });
  const ended = new Promise((done) => {
    child.once('close', done);
  });
  try {
    const place = `the data of this laptop: ${join(home, 'profiles', 'wings')}\n`;
    await until('the place is said', () => said.text.includes(place), 60_000);
  } finally {
    child.kill('SIGINT');
    await ended;
    rmSync(home, { recursive: true, force: true });
  }
});
