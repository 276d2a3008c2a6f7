/** A hub and companions as real processes, as people start them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_ZONE } from '../../hub/admin/demo-rows.ts';
import { cli, PASSWORD } from './commands.ts';

export interface Running {
  readonly child: ChildProcess;
  readonly line: string;
  /** `kill -9`. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

function ended(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => {
        child.once('exit', () => done());
      });
}

/** How else than from the sources, and with what more in its environment. */
export interface Otherwise {
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a command of ours and waits for the line that says it is ready. */
export function start(
  args: readonly string[],
  ready: RegExp,
  home: string,
  { program = cli, env = {} }: Otherwise = {},
): Promise<Running> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
      env: { ...process.env, OFFSTAGE_HOME: home, OFFSTAGE_PASSWORD: PASSWORD, LANG: 'ru_RU.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (data: Buffer): void => {
      output += data.toString();
      const line = ready.exec(output)?.[0];
      if (line !== undefined) {
        done({
          child,
          line,
          kill: async () => {
            child.kill('SIGKILL');
            await ended(child);
          },
          stop: async () => {
            child.kill('SIGINT');
            await ended(child);
          },
        });
      }
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', () => fail(new Error(`it ended before it was ready: ${output}`)));
  });
}

export interface House {
  readonly home: string;
  readonly hubUrl: string;
  hub: Running;
  startHub(...more: readonly string[]): Promise<Running>;
  /** `hubUrl`: where the laptop finds the hub, if not directly. */
  laptop(profile: string, hubUrl?: string): Promise<Running & { readonly entrance: string }>;
  tearDown(): Promise<void>;
}

/**
 * Below the ports that a system gives to whoever asks for any: of those another process may have one by the time that
 * its hub starts, or comes back. Each worker has its own, and begins where others on this machine hardly ever do.
 */
const FIRST_PORT = 12_000 + Number(process.env['TEST_PARALLEL_INDEX'] ?? 0) * 1000 + (process.pid % 45) * 20;
const ports = { next: FIRST_PORT };

/** A port for a hub that nobody listens on. */
async function hubPort(): Promise<number> {
  for (;;) {
    const port = ports.next;
    ports.next += 1;
    const isFree = await new Promise<boolean>((done) => {
      const server = createServer();
      server.once('error', () => done(false));
      server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
    });
    if (isFree) return port;
  }
}

/** Where a run keeps demo theatres that other houses are copied from; undefined where each is made anew. */
export const HOUSES = 'OFFSTAGE_TEST_HOUSES';

/** What laptops are run from: the built app, as `offstage app` runs it; undefined where it is the sources. */
export const APP = 'OFFSTAGE_TEST_APP';

const emptyHome = (): string => {
  const home = mkdtempSync(join(tmpdir(), 'offstage-e2e-'));
  // Postgres runs as somebody else where the test is root's.
  chmodSync(home, 0o711);
  return home;
};

const startHubIn = (home: string, port: string, more: readonly string[] = []): Promise<Running> =>
  start(['hub', 'start', '--port', port, ...more], /hub ready at \S+/, home);

async function addDemo(home: string, items: number): Promise<void> {
  const demo = await start(['hub', 'demo', '--items', String(items)], /sign in as|theatre/, home);
  await ended(demo.child);
}

/** With the owners of files: those of Postgres are not root's. */
const copyTree = (from: string, to: string): void => {
  execFileSync('cp', ['-a', `${from}/.`, to]);
};

/**
 * A home with a demo theatre, whose hub is stopped: a copy of the one that this run has made already, so that a cluster
 * of Postgres, its migrations and the theatre are paid for once. The theatre plays today: past midnight it is another.
 */
async function demoHome(houses: string, items: number): Promise<string> {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: DEMO_ZONE }).format(new Date());
  const ready = join(houses, `${items}-${today}`);
  const home = emptyHome();
  if (existsSync(ready)) {
    copyTree(ready, home);
    return home;
  }
  const hub = await startHubIn(home, String(await hubPort()));
  await addDemo(home, items);
  await hub.stop();
  const mine = mkdtempSync(join(houses, 'new-'));
  chmodSync(mine, 0o711);
  copyTree(home, mine);
  try {
    renameSync(mine, ready);
  } catch {
    // Another worker was faster: theirs is as good.
    rmSync(mine, { recursive: true, force: true });
  }
  return home;
}

/** A demo theatre with its hub. */
export async function openHouse(items = 300): Promise<House> {
  const houses = process.env[HOUSES];
  const home = houses === undefined ? emptyHome() : await demoHome(houses, items);
  const port = String(await hubPort());
  const hubUrl = `http://127.0.0.1:${port}`;
  const running = new Set<Running>();
  const keep = <T extends Running>(process: T): T => {
    running.add(process);
    return process;
  };
  const startHub = async (...more: readonly string[]): Promise<Running> => keep(await startHubIn(home, port, more));
  const hub = await startHub();
  if (houses === undefined) await addDemo(home, items);
  return {
    home,
    hubUrl,
    hub,
    startHub,
    laptop: async (profile, through = hubUrl) => {
      const app = keep(
        await start(
          ['app', '--profile', profile, '--companion', '--no-window', '--hub', through],
          /app ready at \S+/,
          home,
          { program: process.env[APP] ?? cli },
        ),
      );
      return { ...app, entrance: app.line.replace('app ready at ', '') };
    },
    tearDown: async () => {
      for (const process of [...running].toReversed()) await process.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
