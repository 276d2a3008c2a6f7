/** The replica that a command works on, opened as whoever asks can open it. */
import { ReplicaHost } from '../electron/host/replica-host.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { sentenceOf } from '../shared/i18n/sentences.ts';
import { language } from './output.ts';
import { givenPassword, machineKey, neededPassword, type SecretOptions } from './secrets.ts';

/** Which replica, how it is opened, and how the answer is written. */
export interface DirOptions extends SecretOptions {
  readonly dir: string;
  readonly json?: boolean;
}

/** Opens, asking for a password where only that helps; works, and lets the directory go again, whatever happens. */
export async function withHost<T>(
  options: DirOptions,
  work: (host: ReplicaHost) => Promise<T>,
  create = false,
): Promise<T> {
  const host = await openHost(options, create);
  if (host.rebuilt !== undefined)
    process.stderr.write(`${sentenceOf('replica.corrupt', { setAside: host.rebuilt.setAside }, language)}\n`);
  if (host.isSessionBroken) process.stderr.write(`${sentenceOf('session.broken', {}, language)}\n`);
  try {
    return await work(host);
  } finally {
    await host.close();
  }
}

/** The password is asked for only where the replica is sealed and somebody sits at the terminal. */
async function openHost(options: DirOptions, create: boolean): Promise<ReplicaHost> {
  const onError = (error: unknown): void => {
    process.stderr.write(`${errorText(error)}\n`);
  };
  const open = (password: string | undefined): Promise<ReplicaHost> =>
    ReplicaHost.open({ dir: options.dir, create, machineKey: machineKey(options, create), password, onError });
  return open(givenPassword(options)).catch(async (error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'replica.sealed' || !process.stdin.isTTY) throw error;
    return open(await neededPassword(options));
  });
}
