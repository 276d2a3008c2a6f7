/**
 * A thread for what takes long with a database file as a whole and needs nobody's answer meanwhile: looking at every
 * page before it is opened, and folding its log in after a load. It lives for one of these.
 */
import { Worker } from 'node:worker_threads';
import type { Condition } from './examine.ts';
import type { Vault } from './vault.ts';

/** What it can do, and what it answers. */
export interface FileWork {
  readonly examine: Condition;
  readonly fold: 'folded';
}

/** What it is told. */
export interface FileThreadData {
  readonly work: keyof FileWork;
  readonly file: string;
  readonly key: Uint8Array | undefined;
}

/** So long it may take, in milliseconds; then it is ended, which costs a file no more than a process that dies. */
const THREAD_MS = 60_000;

/** What the thread answers; undefined where it failed or took too long. With the answer it has let the file go. */
export async function inFileThread<W extends keyof FileWork>(
  thread: URL,
  work: W,
  file: string,
  vault: Vault,
): Promise<FileWork[W] | undefined> {
  const data: FileThreadData = { work, file, key: vault.key };
  const worker = new Worker(thread, { workerData: data });
  const timer = setTimeout(() => void worker.terminate(), THREAD_MS);
  const answer: { value?: FileWork[W] } = {};
  await new Promise<void>((done) => {
    worker.once('message', (value: FileWork[W]) => {
      answer.value = value;
    });
    // `exit` follows.
    worker.once('error', () => undefined);
    worker.once('exit', () => done());
  });
  clearTimeout(timer);
  return answer.value;
}
