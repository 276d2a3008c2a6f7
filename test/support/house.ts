/** A hub and companions as real processes, as people start them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
 * its hub starts, or comes back. Each worker has its own, and begins where another checkout of the project hardly does.
 */
const FIRST_PORT = 24_000 + Number(process.env['TEST_PARALLEL_INDEX'] ?? 0) * 1000 + (process.pid % 800);
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

/** A demo theatre with its hub. */
export async function openHouse(items = 300): Promise<House> {
  const home = mkdtempSync(join(tmpdir(), 'offstage-e2e-'));
  chmodSync(home, 0o711);
  const port = String(await hubPort());
  const hubUrl = `http://127.0.0.1:${port}`;
  const running = new Set<Running>();
  const keep = <T extends Running>(process: T): T => {
    running.add(process);
    return process;
  };
  const startHub = async (...more: readonly string[]): Promise<Running> =>
    keep(await start(['hub', 'start', '--port', port, ...more], /hub ready at \S+/, home));
  const hub = await startHub();
  const demo = await start(['hub', 'demo', '--items', String(items)], /sign in as|theatre/, home);
  await ended(demo.child);
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
