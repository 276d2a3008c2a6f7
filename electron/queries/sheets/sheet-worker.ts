/**
 * Entry of a thread that makes one file of a list and ends: over a connection of its own, so that however long the
 * list, neither a write nor another question waits for it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../../shared/base/asserts.ts';
import { RemoteReading } from '../../replica/reading.ts';
import { Vault } from '../../replica/vault.ts';
import { failureOf } from '../thread-failure.ts';
import { makeSheet } from './make-sheet.ts';
import type { MadeSheet, SheetReply, SheetThreadData } from './sheet-messages.ts';

const port = must(parentPort);
const { dir, key, at, committed, ...order } = workerData as SheetThreadData;

async function make(): Promise<MadeSheet> {
  const reading = new RemoteReading(dir, key === undefined ? Vault.plain() : new Vault(Buffer.from(key)));
  try {
    reading.follow(committed);
    return await makeSheet(reading, order, new Date(at), (done, total) =>
      port.postMessage({ kind: 'progress', done, total } satisfies SheetReply),
    );
  } finally {
    reading.close();
  }
}

try {
  port.postMessage({ kind: 'made', made: await make() } satisfies SheetReply);
} catch (error) {
  port.postMessage({ kind: 'failed', failure: failureOf(error) } satisfies SheetReply);
}
