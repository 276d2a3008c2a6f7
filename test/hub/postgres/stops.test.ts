/**
 * Stopped means stopped, whatever is pressed how often; and a second start always finds its way. Real processes, as
 * people start them.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, test } from 'vitest';
import { freePort, startEmbeddedPostgres } from '../../../hub/postgres/embedded-postgres.ts';
import { commandOf, isAlive } from '../../../hub/postgres/processes.ts';
import { seeded } from '../../simulation/random-world.ts';
import { RUNS } from '../../support/effort.ts';
import { until } from '../../support/world.ts';

const STOPS = Math.max(4, RUNS);
const SEED = Number(process.env['SEED'] ?? 20261124);
const bin = fileURLToPath(new URL('../../../bin/offstage.mjs', import.meta.url));
const cli = fileURLToPath(new URL('../../../cli/offstage.ts', import.meta.url));

async function inHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'offstage-stops-'));
  chmodSync(home, 0o711);
  try {
    return await work(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const postmasterOf = (home: string): number => {
  const file = join(home, 'hub', 'postgres', 'pgdata', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
};

/** A hub in a process group of its own, as a terminal has it, so that an interrupt can reach the whole group. */
async function startHub(
  home: string,
  through: 'bin' | 'directly',
): Promise<{ child: ChildProcess; isReady: () => boolean; ended: Promise<void>; output: () => string }> {
  const args = ['hub', 'start', '--port', String(await freePort()), '--data', join(home, 'hub')];
  const command = through === 'bin' ? [bin, ...args] : ['--disable-warning=ExperimentalWarning', cli, ...args];
  const child = spawn(process.execPath, command, {
    env: { ...process.env, OFFSTAGE_HOME: home, LANG: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      output += data.toString();
    });
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
  });
  return { child, isReady: () => output.includes('hub ready'), ended, output: () => output };
}

/** Ctrl-C: the whole group hears it. */
function interrupt(child: ChildProcess): void {
  try {
    process.kill(-(child.pid ?? 0), 'SIGINT');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The process group, which is what a terminal interrupts. */
const groupOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }));

const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, milliseconds);
  });

test(`${STOPS} stops with one to three interrupts at any moment leave no Postgres behind, and each next start works`, {
  timeout: STOPS * 60_000,
}, async () => {
  const random = seeded(SEED).next;
  await inHome(async (home) => {
    for (let run = 0; run < STOPS; run += 1) {
      const through = run % 2 === 0 ? 'bin' : 'directly';
      const hub = await startHub(home, through);
      // One of three is interrupted while it is still starting.
      const isEarly = run % 3 === 2;
      if (isEarly) {
        await until('Postgres begins', () => postmasterOf(home) > 0 || hub.isReady(), 60_000);
        await pause(random() * 500);
      } else await until(`the hub is ready (run ${run}, ${through}, seed ${SEED})`, () => hub.isReady(), 60_000);
      const pid = postmasterOf(home);
      expect(pid, hub.output()).toBeGreaterThan(0);
      const presses = 1 + Math.floor(random() * 3);
      for (let press = 0; press < presses; press += 1) {
        interrupt(hub.child);
        await pause(random() * 400);
      }
      await hub.ended;
      await until(
        `Postgres has ended (run ${run}, ${through}, ${presses} interrupts, seed ${SEED})\n${hub.output()}`,
        () => !isAlive(pid),
        1000,
      );
      expect(postmasterOf(home), hub.output()).toBe(0);
    }
  });
});

test('Ctrl-C in the terminal does not reach Postgres past the hub: it is in a process group of its own', async () => {
  await inHome(async (home) => {
    const cluster = await startEmbeddedPostgres(join(home, 'cluster'));
    const file = join(home, 'cluster', 'pgdata', 'postmaster.pid');
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    expect(groupOf(process.pid)).not.toBe(groupOf(pid));
    expect(groupOf(pid)).toBe(pid);
    await cluster.stop();
  });
});

test('after kill -9 of hub and Postgres, and with a stale file that names another program, the next start works', {
  timeout: 120_000,
}, async () => {
  await inHome(async (home) => {
    const dir = join(home, 'cluster');
    const first = await startEmbeddedPostgres(dir);
    const file = join(dir, 'pgdata', 'postmaster.pid');
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await until('it is dead', () => !isAlive(pid));
    // The number now belongs to this very process, which is no Postgres.
    expect(commandOf(process.pid)).not.toContain('postgres:');
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(other.pid)));
    const second = await startEmbeddedPostgres(dir);
    const client = new pg.Client({ connectionString: second.url });
    await client.connect();
    await client.end();
    await first.stop();
    await second.stop();
    other.kill();
    expect(existsSync(file)).toBe(false);
  });
});

test('a start while the last one is still stopping waits for it; who came second does not stop what the first still uses', {
  timeout: 120_000,
}, async () => {
  await inHome(async (home) => {
    const dir = join(home, 'cluster');
    const first = await startEmbeddedPostgres(dir);
    const file = join(dir, 'pgdata', 'postmaster.pid');
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    const beside = await startEmbeddedPostgres(dir);
    await beside.stop();
    expect(isAlive(pid)).toBe(true);
    const stopping = first.stop();
    const second = await startEmbeddedPostgres(dir);
    await stopping;
    const client = new pg.Client({ connectionString: second.url });
    await client.connect();
    await client.end();
    const last = Number(readFileSync(file, 'utf8').split('\n')[0]);
    await Promise.all([second.stop(), second.stop()]);
    expect(isAlive(last)).toBe(false);
  });
});
