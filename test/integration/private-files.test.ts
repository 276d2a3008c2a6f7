/**
 * After a day's story nothing that we wrote is readable by others on the machine, and no secret stands in a command
 * line or in a log.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { freePort } from '../../hub/postgres/embedded-postgres.ts';
import { newId } from '../../shared/base/ids.ts';

const cli = fileURLToPath(new URL('../../cli/offstage.ts', import.meta.url));
const PASSWORD = 'тайное слово 4711';

interface Story {
  readonly home: string;
  readonly log: string[];
}

function start({ home, log }: Story, args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args], {
    env: { ...process.env, OFFSTAGE_HOME: home, LANG: 'C', OFFSTAGE_PASSWORD: PASSWORD, OFFSTAGE_LOG: 'debug' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => log.push(data.toString()));
  return child;
}

async function run(story: Story, ...args: readonly string[]): Promise<void> {
  const child = start(story, args);
  const code = await new Promise((done) => {
    child.once('close', done);
  });
  expect(code, story.log.slice(-3).join('')).toBe(0);
}

/** Every command line of this machine that names our folder or was started by our process. */
function commandLines(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8')];
      } catch {
        // It ended meanwhile, or belongs to somebody else.
        return [];
      }
    });
}

/** What others may do with a file; a folder that the database's own user passes through may be entered, not listed. */
function openToOthers(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const mode = lstatSync(path).mode & 0o777;
    const allowed = entry.isDirectory() ? 0o711 : entry.isSymbolicLink() ? 0o777 : 0o600;
    return (mode & ~allowed & 0o077) === 0 ? [] : [`${mode.toString(8)} ${path}`];
  });
}

test.skipIf(process.platform !== 'linux')(
  'modes of all files, command lines and logs',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'offstage-private-'));
    chmodSync(home, 0o711);
    const story: Story = { home, log: [] };
    const port = String(await freePort());
    const hub = start(story, ['hub', 'start', '--port', port]);
    try {
      const url = `http://127.0.0.1:${port}`;
      await new Promise<void>((done, fail) => {
        hub.stdout?.on('data', () => {
          if (story.log.join('').includes('hub ready')) done();
        });
        hub.once('exit', () => fail(new Error(story.log.join(''))));
      });
      await run(story, 'hub', 'create-theater', '--code', 't1', '--name', 'Театр');
      await run(story, 'hub', 'create-user', '--theater', 't1', '--email', 'anna@t1', '--role', 'admin');
      const dir = join(home, 'laptop');
      // Made by somebody with an open umask: it is closed when it becomes a replica.
      mkdirSync(dir, { mode: 0o755 });
      await run(story, 'replica', 'init', '--dir', dir, '--hub', url, '--email', 'anna@t1');
      await run(
        story,
        'replica',
        'mutate',
        '--dir',
        dir,
        'row.create',
        JSON.stringify({ table: 'tags', id: newId(), values: { name: 'метка' } }),
      );
      await run(story, 'replica', 'backup', '--dir', dir);
      await run(story, 'hub', 'backup', '--out', join(home, 'copy.gz'));
      const watching = start(story, ['replica', 'sync', '--watch', '--dir', dir]);
      await new Promise<void>((done) => {
        watching.stdout?.on('data', () => {
          if (story.log.join('').includes('"live"')) done();
        });
      });
      expect(openToOthers(home)).toEqual([]);
      const device = JSON.parse(readFileSync(join(home, 'hub', 'running.json'), 'utf8')) as { databaseUrl: string };
      const secrets = [PASSWORD, new URL(device.databaseUrl).password];
      for (const secret of secrets) {
        expect(commandLines().filter((line) => line.includes(secret))).toEqual([]);
        expect(story.log.filter((line) => line.includes(secret))).toEqual([]);
      }
      watching.kill('SIGINT');
      await new Promise((done) => {
        watching.once('close', done);
      });
    } finally {
      hub.kill('SIGINT');
      await new Promise((done) => {
        hub.once('close', done);
      });
      rmSync(home, { recursive: true, force: true });
    }
  },
  180_000,
);

test('a password in the command line goes on working, with a warning; a file and the environment do not warn', async () => {
  const home = mkdtempSync(join(tmpdir(), 'offstage-password-'));
  const file = join(home, 'password');
  writeFileSync(file, 'x\n');
  const init = ['replica', 'init', '--dir', join(home, 'a'), '--hub', 'http://127.0.0.1:9', '--email', 'x@y'];
  for (const [args, warns] of [
    [['--password', 'x'], true],
    [['--password-file', file], false],
    [[], false],
  ] as const) {
    const story: Story = { home, log: [] };
    const child = start(story, [...init, ...args]);
    await new Promise((done) => {
      child.once('close', done);
    });
    expect([
      story.log.join('').includes('Other processes can read'),
      story.log.join('').includes('does not answer'),
    ]).toEqual([warns, true]);
  }
  rmSync(home, { recursive: true });
});
