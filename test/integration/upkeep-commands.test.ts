/** Health, purge and backups from the command line, as an administrator uses them. */
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { readBackup } from '../../hub/admin/backup.ts';
import { keepHouse } from '../../hub/admin/upkeep.ts';
import { newId } from '../../shared/base/ids.ts';
import { runCommand } from '../support/commands.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, MACHINE_KEY } from '../support/world.ts';

test('an administrator looks, purges, backs up and restores', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  await world.theater('t2');
  await world.user('t1', 'a@t1', 'stage_manager');
  const host = await world.replica('a', 'a@t1');
  await host.engine?.syncOnce();
  const room = await stockRoom(host);
  const [gone, tag] = [newId(), newId()];
  await act(host, 'row.create', { table: 'projects', id: gone, values: { name: 'Старый проект' } });
  await act(host, 'row.create', { table: 'tags', id: tag, values: { name: 'старая метка' } });
  await act(host, 'row.delete', { table: 'projects', id: gone, deletionId: newId() });
  await act(host, 'row.delete', { table: 'tags', id: tag, deletionId: newId() });
  // A thing that has moved is needed by its ledger, however long it lies in the trash.
  await act(host, 'row.delete', { table: 'inventory_items', id: room.items[0], deletionId: newId() });
  await host.engine?.syncOnce();
  const home = mkdtempSync(join(tmpdir(), 'offstage-upkeep-'));
  chmodSync(home, 0o711);
  const hub = (...args: string[]): ReturnType<typeof runCommand> =>
    runCommand(['hub', ...args, '--database-url', world.databaseUrl], home);
  try {
    const healthy = await hub('health', '--json');
    expect(healthy.code).toBe(0);
    expect(JSON.parse(healthy.stdout)).toMatchObject({
      findings: [],
      deletions: { count: 3, restored: 0 },
      trash: expect.arrayContaining([expect.objectContaining({ table: 'tags', count: 1 })]),
    });
    const file = join(home, 'all.jsonl.gz');
    expect((await hub('backup', '--out', file)).stdout).toMatch(/rows of \d+ tables written/);
    expect((await hub('backup', '--out', join(home, 'x'), '--theater', 'nobody')).code).toBe(2);
    // Nothing is old enough yet; then everything is, but what the ledger needs stays.
    expect((await hub('purge', '--theater', 't1')).stdout).toContain('0 rows erased');
    const dry = await hub('purge', '--theater', 't1', '--older-than', '0', '--dry-run');
    expect(dry.stdout).toMatch(/2 rows would be erased.*kept because still needed: inventory_history\.item_id 1/);
    const purged = JSON.parse((await hub('purge', '--theater', 't1', '--older-than', '0', '--json')).stdout) as {
      erased: Record<string, number>;
      needed: Record<string, number>;
    }[];
    expect(purged).toMatchObject([{ erased: { projects: 1, tags: 1 }, needed: { 'inventory_history.item_id': 1 } }]);
    await host.engine?.syncOnce();
    expect(host.replica.reader.prepare('SELECT count(*) AS n FROM tags').get()).toEqual({ n: 0 });
    expect((await hub('health')).stdout).toContain('in order');
    expect((await hub('restore', join(home, 'nothing.gz'))).code).toBe(1);
    expect((await hub('restore', file)).stdout).toContain('are back');
    const { pool } = world.hub.context.database;
    expect((await pool.query('SELECT 1 FROM tags WHERE id = $1 AND theater_id = $2', [tag, theaterId])).rowCount).toBe(
      1,
    );
    // On the laptop the same questions; its replica opens with the key of this machine.
    await host.close();
    const keyFile = join(home, 'key');
    writeFileSync(keyFile, MACHINE_KEY.toString('hex'), { mode: 0o600 });
    const laptop = ['--dir', join(world.dir, 'a'), '--key-file', keyFile];
    const here = await runCommand(['replica', 'health', ...laptop, '--json'], home);
    expect(here.code).toBe(0);
    expect(JSON.parse(here.stdout)).toMatchObject({ findings: [], refused: 0 });
    expect((await runCommand(['replica', 'health', ...laptop, '--hub'], home)).stdout).toContain('tables equal');
    expect((await runCommand(['replica', 'backup', ...laptop], home)).stdout).toContain('copied to');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('health and digests of one theatre say nothing of another, and nothing to a stranger', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  for (const code of ['t1', 't2']) {
    await world.theater(code);
    await world.user(code, `a@${code}`, 'admin');
  }
  const [one, two] = [await world.replica('one', 'a@t1'), await world.replica('two', 'a@t2')];
  for (const host of [one, two]) await host.engine?.syncOnce();
  await stockRoom(one);
  await one.engine?.syncOnce();
  for (const path of ['/v1/health/integrity', '/v1/digest'])
    expect((await fetch(world.hub.url + path)).status).toBe(401);
  const digests = await two.client.digests();
  expect(digests['inventory_items']?.rows).toBe(0);
  const { pool } = world.hub.context.database;
  await pool.query('UPDATE inventory_items SET quantity = quantity + 1');
  const ask = async (host: typeof one): Promise<{ findings: unknown[]; theaters: number; devices: unknown[] }> =>
    (await (await host.client.get('/v1/health/integrity')).json()) as {
      findings: unknown[];
      theaters: number;
      devices: unknown[];
    };
  expect(await ask(two)).toMatchObject({ findings: [], theaters: 1, devices: [expect.anything()] });
  expect((await ask(one)).findings.length).toBe(1);
});

test('a hub backs up once a day, purges what its theatre has kept long enough, and lets old backups go', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const host = await world.replica('a', 'a@t1');
  await host.engine?.syncOnce();
  const tag = newId();
  await act(host, 'row.create', { table: 'settings', id: newId(), values: { key: 'trash.retentionDays', value: 5 } });
  await act(host, 'row.create', { table: 'tags', id: tag, values: { name: 'старая' } });
  await act(host, 'row.delete', { table: 'tags', id: tag, deletionId: newId() });
  await host.engine?.syncOnce();
  const backups = join(world.dir, 'backups');
  const { database, log } = world.hub.context;
  const start = Date.now();
  const kept: number[] = [];
  const tags: (number | null)[] = [];
  for (let hours = 0; hours <= 24 * 9; hours += 12) {
    await keepHouse({ database, log, now: () => new Date(start + hours * 3_600_000) }, backups, () =>
      Promise.resolve(),
    );
    kept.push(readdirSync(backups).length);
    tags.push((await database.pool.query('SELECT 1 FROM tags')).rowCount);
  }
  // One a day, seven at most; the trash is emptied after five days, once that day’s copy is written.
  expect(kept.slice(0, 5)).toEqual([1, 1, 2, 2, 3]);
  expect(Math.max(...kept)).toBe(7);
  expect(tags.indexOf(0)).toBe(10);
  const [oldest = ''] = readdirSync(backups).toSorted();
  expect((await readBackup(join(backups, oldest), () => Promise.resolve())).rows['tags']).toBe(1);
});
