/** Entry of the thread that works on a database file as a whole (`file-thread.ts`); it ends with its answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './encrypted-database.ts';
import { examine } from './examine.ts';
import type { FileThreadData, FileWork } from './file-thread.ts';
import { Vault } from './vault.ts';

/** As far as nobody reads what stands in the log; whoever writes goes on meanwhile. */
function fold(file: string, vault: Vault): 'folded' {
  const sqlite = openDatabase(file, vault, { fileMustExist: true });
  try {
    sqlite.pragma('synchronous = NORMAL');
    sqlite.pragma('wal_checkpoint(PASSIVE)');
    return 'folded';
  } finally {
    sqlite.close();
  }
}

const { work, file, key } = workerData as FileThreadData;
const vault = key === undefined ? Vault.plain() : new Vault(Buffer.from(key));
const answer: FileWork[keyof FileWork] = work === 'examine' ? examine(file, vault) : fold(file, vault);
parentPort?.postMessage(answer);
