/** The postmaster of a cluster: finding the one that runs, and ending it whatever it is doing. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isAlive } from './processes.ts';

/** `port` is 0 where its file does not say one yet. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const LOOK_EVERY_MS = 50;
/** For a fast stop, then for an immediate one; after that the process is killed. */
const FAST_MS = 15_000;
const IMMEDIATE_MS = 5000;

/** Plain waiting, for loops that look at a process which nobody announces. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, milliseconds);
  });

/**
 * The postmaster that its file names, if it still is one. A file whose process is gone, or whose number now belongs to
 * another program, was left behind by a crash: it is removed, because Postgres itself would refuse to start beside it.
 */
export function runningPostmaster(data: string): Postmaster | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pidText, , , portText] = readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(pidText), Number(portText)];
  const command = pid > 0 && isAlive(pid) ? commandOf(pid) : undefined;
  const isPostmaster = command !== undefined && (command === '' || /postgres|postmaster/.test(command));
  if (isPostmaster) return { pid, port: port > 0 ? port : 0 };
  rmSync(file, { force: true });
  return undefined;
}

async function isGone(pid: number, within: number): Promise<boolean> {
  for (let waited = 0; waited < within && isAlive(pid); waited += LOOK_EVERY_MS) await pause(LOOK_EVERY_MS);
  return !isAlive(pid);
}

/**
 * Ends a postmaster: fast (open transactions are rolled back, everything committed is kept), then at once, then by
 * force; after the last two Postgres recovers from its log at the next start. Resolves when it is gone.
 */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, within] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
    ['SIGKILL', IMMEDIATE_MS],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await isGone(pid, within)) return;
  }
}
