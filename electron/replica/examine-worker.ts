/** Entry of the thread that looks at a database file before it is opened (`examine.ts`); it ends with its answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ExamineData, examine } from './examine.ts';
import { Vault } from './vault.ts';

const { file, key } = workerData as ExamineData;
parentPort?.postMessage(examine(file, key === undefined ? Vault.plain() : new Vault(Buffer.from(key))));
