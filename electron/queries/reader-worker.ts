/** Entry of the thread that reads: runs queries over connections of its own, so that no list ever delays a write. */
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../shared/base/asserts.ts';
import { patchBetween } from '../../shared/ipc/patch.ts';
import { RemoteReading } from '../replica/reading.ts';
import { Vault } from '../replica/vault.ts';
import { queries } from './queries.ts';
import type {
  Held,
  ReadAnswer,
  ReaderCommand,
  ReaderData,
  ReaderReady,
  ReaderReply,
  ReadRequest,
} from './reader-messages.ts';
import { failureOf } from './thread-failure.ts';

const port = must(parentPort);
const { dir, key } = workerData as ReaderData;
/** Opened with the first question: the thread may start while the file is still being looked at. */
const opened: { reading?: RemoteReading } = {};
const openedReading = (): RemoteReading => {
  opened.reading ??= new RemoteReading(dir, key === undefined ? Vault.plain() : new Vault(Buffer.from(key)));
  return opened.reading;
};
/** The last answer of each live query. */
const kept = new Map<string, { readonly number: number; readonly value: unknown }>();
const numbers = { last: 0 };

/** What has changed since the answer that is held; all of it where that is no longer known. */
function since({ live, number: from }: Held, value: unknown): ReadAnswer {
  const before = kept.get(live);
  numbers.last += 1;
  const { last: number } = numbers;
  kept.set(live, { number, value });
  if (before === undefined || before.number !== from) return { kind: 'whole', number, value };
  const patch = patchBetween(before.value, value);
  return patch === undefined ? { kind: 'same', number } : { kind: 'patch', number, patch };
}

async function read({ id, name, args, author, at, committed, held }: ReadRequest): Promise<ReaderReply> {
  try {
    const reading = openedReading();
    reading.follow(committed);
    const run = must(queries.get(name)).prepare(args);
    if (typeof run !== 'function') throw run;
    const value = await run(reading, author, new Date(at));
    return {
      id,
      ok: true,
      answer: held === undefined ? { kind: 'whole', number: 0, value } : since(held, value),
    };
  } catch (error) {
    return { id, ok: false, failure: failureOf(error) };
  }
}

port.on('message', (command: ReaderCommand) => {
  switch (command.kind) {
    case 'read':
      void read(command).then((reply) => port.postMessage(reply));
      return;
    case 'forget':
      kept.delete(command.live);
      return;
    case 'close':
      opened.reading?.close();
      port.close();
      return;
    default:
      command satisfies never;
  }
});
port.postMessage({ kind: 'ready' } satisfies ReaderReady);
