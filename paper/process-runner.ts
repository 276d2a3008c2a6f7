/**
 * Sheets made in a process of their own: for templates that people write. Native code cannot be interrupted within a
 * process; a process can be ended whatever it does, and takes nothing with it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { WorkerReply } from './sheet-job.ts';
import type { SheetRunner, StartRunner } from './sheet-runner.ts';

/** Where both begin: the process (`sheet-process.ts`) and the thread in it (`paper-worker.ts`). */
export interface SheetProcess {
  readonly process: URL;
  readonly thread: URL;
}

/** Nobody listens there: what would fetch something from the network is refused at once. */
const NOWHERE = 'http://127.0.0.1:9';
/** What Windows cannot start a process without. */
const SYSTEM = ['SystemRoot', 'windir'] as const;

/**
 * What such a process knows of its surroundings: no home, no secrets of ours, and a proxy that leads nowhere, should a
 * template ever get past the guard (`template-guard.ts`) and ask for a package.
 */
export function bareEnvironment(): Record<string, string> {
  const system = SYSTEM.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(system), HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE, ALL_PROXY: NOWHERE, NO_PROXY: '' };
}

const begin = (entry: URL, thread: URL): ChildProcess =>
  fork(fileURLToPath(entry), [thread.href], {
    env: bareEnvironment(),
    execArgv: [],
    serialization: 'advanced',
    stdio: 'ignore',
  });

/** Under plain Node; in Electron the shell starts it. */
export const processRunner =
  ({ process: entry, thread }: SheetProcess): StartRunner =>
  ({ reply, gone }) => {
    const child = begin(entry, thread);
    const state = { isGone: false };
    const end = (): void => {
      if (state.isGone) return;
      state.isGone = true;
      gone();
    };
    child.on('message', (told) => reply(told as WorkerReply));
    child.on('error', end);
    child.on('exit', end);
    return runnerOf(child);
  };

/** Whoever waits for what cannot be given to it hears so by `gone`. */
const runnerOf = (child: ChildProcess): SheetRunner => ({
  post: (order) => child.send(order, (error) => error !== null && child.kill('SIGKILL')),
  hold: (isAtWork) => hold(child, isAtWork),
  end: () => {
    hold(child, false);
    child.kill('SIGKILL');
    return Promise.resolve();
  },
});

function hold(child: ChildProcess, isAtWork: boolean): void {
  if (isAtWork) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
