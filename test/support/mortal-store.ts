/** The store's thread, that dies the first time that a content has begun to come down, and lives from then on. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { StoreCommand, StoreThreadData } from '../../electron/files/store-messages.ts';

await import('../../electron/files/store-worker.ts');

const { dir } = workerData as StoreThreadData;
const mark = join(dir, 'died');

const dieOnceBegun = (): void => {
  if (readdirSync(join(dir, 'unfinished')).length === 0) setImmediate(dieOnceBegun);
  else {
    writeFileSync(mark, '');
    process.exit(1);
  }
};

parentPort?.on('message', (command: StoreCommand) => {
  if (command.kind === 'begin' && command.work === 'download' && !existsSync(mark)) dieOnceBegun();
});
