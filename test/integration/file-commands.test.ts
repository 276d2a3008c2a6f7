/** Contents of files from the command line: what theatres keep and may, and backups with and without them. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { seeded } from '../simulation/random-world.ts';
import { runCommand } from '../support/commands.ts';
import { bytesOf, FileLaptop, hashOf } from '../support/file-laptop.ts';
import { createWorld } from '../support/world.ts';

test('an administrator sees and gives room, and takes contents along in backups', { timeout: 180_000 }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await FileLaptop.register(world.hub.url, 'anna@t');
  const content = bytesOf(seeded(1), 3000);
  const sha256 = await laptop.name(content);
  expect((await laptop.bring(content)).status).toBe(204);
  const home = mkdtempSync(join(tmpdir(), 'offstage-files-'));
  chmodSync(home, 0o711);
  const hub = (...args: string[]): ReturnType<typeof runCommand> =>
    runCommand(['hub', ...args, '--database-url', world.databaseUrl], home);
  const store = ['--files-url', `file://${join(world.dir, 'hub', 'files')}`];
  try {
    expect(JSON.parse((await hub('files', '--json')).stdout)).toEqual([{ code: 't', used: 3000, quota: null }]);
    expect((await hub('files', '--quota', '20GB')).code).toBe(2);
    const given = await hub('files', '--theater', 't', '--quota', '3.5KB', '--json');
    expect(JSON.parse(given.stdout)).toEqual([{ code: 't', used: 3000, quota: 3500 }]);
    const second = bytesOf(seeded(2), 501);
    await laptop.name(second);
    expect((await laptop.bring(second)).status).toBe(507);
    expect((await hub('files', '--theater', 't', '--quota', 'usual')).stdout).toContain('as the hub was started');
    expect((await laptop.bring(second)).status).toBe(204);
    expect((await hub('health')).stdout).toContain('files: 2 here (3.5 KB), 0 on their way');

    const file = join(home, 'rows.gz');
    expect((await hub('backup', '--out', file)).stdout).toContain(
      'it names 2 contents of files (3.5 KB) that are not in it',
    );
    expect((await hub('backup', '--out', file, '--files', ...store)).stdout).toContain('2 copied beside it');
    rmSync(world.hub.context.files.store.pathOf(sha256) ?? '');
    expect((await hub('restore', file, ...store)).stdout).toContain('1 contents of files are back, 0 are asked');
    expect(hashOf((await laptop.fetch(sha256)).bytes)).toBe(sha256);
    // Nobody says where contents are: they are left alone, and nothing is made.
    expect((await hub('restore', file)).stdout).not.toContain('contents');
    expect(existsSync(join(home, 'hub', 'files'))).toBe(false);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
