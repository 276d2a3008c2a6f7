/**
 * The thread that reads: it shows what is committed and permitted, dies without anybody noticing, and holds no write
 * up.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test, vi } from 'vitest';
import { type NewWorker, Reader } from '../../../electron/queries/reader.ts';
import type { ReadAnswer } from '../../../electron/queries/reader-messages.ts';
import { openReplica } from '../../../electron/replica/open-replica.ts';
import type { Replica } from '../../../electron/replica/replica.ts';
import { Vault } from '../../../electron/replica/vault.ts';
import { patched } from '../../../shared/ipc/patch.ts';
import type { RecordList } from '../../../shared/ipc/views.ts';
import { idOf, NOW } from '../../support/rows.ts';

const AT = new Date(NOW).toISOString();
const ENTRY = new URL('../../../electron/queries/reader-worker.ts', import.meta.url);

async function opened(
  start?: NewWorker,
  readMs?: number,
): Promise<{
  readonly replica: Replica;
  readonly reader: Reader;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-reader-'));
  const vault = new Vault(Buffer.alloc(32, 5));
  const { replica } = await openReplica(dir, { create: true, now: () => new Date(NOW), vault });
  await replica.writeUnchecked((tx) => {
    tx.prepare("INSERT INTO theaters (id, name, code, created_at, updated_at) VALUES (?, 'Т', 't', ?, ?)").run(
      idOf(1),
      AT,
      AT,
    );
    tx.touch('theaters');
  });
  const reader = new Reader(replica, () => new Date(NOW), start, readMs);
  reader.serve(replica);
  return {
    replica,
    reader,
    [Symbol.asyncDispose]: async () => {
      await reader.close();
      await replica.close();
    },
  };
}

const add = (replica: Replica, number: number, name: string): Promise<void> =>
  replica.write('normal', (tx) => {
    tx.prepare('INSERT INTO tags (id, theater_id, name) VALUES (?, ?, ?)').run(idOf(number), idOf(1), name);
    tx.touch('tags');
  });
const tags = { name: 'records.list', args: { table: 'tags', text: '', offset: 0, limit: 100 }, author: undefined };
const valueOf = (answer: ReadAnswer): unknown => (answer.kind === 'whole' ? answer.value : answer);
const labels = (value: unknown): string[] => (value as RecordList).rows.map(({ label }) => label);

test('what is committed before somebody asks is in the answer', async () => {
  await using world = await opened();
  for (let number = 10; number < 30; number += 1) {
    await add(world.replica, number, `N${number}`);
    expect(labels(valueOf(await world.reader.ask(tags))).at(-1)).toBe(`N${number}`);
  }
});

test('a live query is told what has changed alone, and patches give what is asked for as a whole', async () => {
  await using world = await opened();
  await add(world.replica, 10, 'а');
  await add(world.replica, 11, 'б');
  const first = await world.reader.ask({ ...tags, held: { live: 'w', number: 0 } });
  expect(first.kind).toBe('whole');
  const same = await world.reader.ask({ ...tags, held: { live: 'w', number: first.number } });
  expect(same.kind).toBe('same');
  await add(world.replica, 12, 'в');
  const next = await world.reader.ask({ ...tags, held: { live: 'w', number: same.number } });
  if (next.kind !== 'patch') throw new Error(`not a patch: ${next.kind}`);
  expect(JSON.stringify(next.patch)).not.toContain(idOf(10));
  expect(patched(valueOf(first), next.patch)).toEqual(valueOf(await world.reader.ask(tags)));
  // Whoever holds another answer than the last is told all of it.
  expect((await world.reader.ask({ ...tags, held: { live: 'w', number: first.number } })).kind).toBe('whole');
});

test('a thread that dies while it reads is started again, and the answer comes', async () => {
  const started: Worker[] = [];
  await using world = await opened((workerData) => {
    const worker = new Worker(ENTRY, { workerData });
    started.push(worker);
    return worker;
  });
  await add(world.replica, 10, 'а');
  const first = await world.reader.ask({ ...tags, held: { live: 'w', number: 0 } });
  const asked = world.reader.ask({ ...tags, held: { live: 'w', number: first.number } });
  await started[0]?.terminate();
  const answer = await asked;
  // The new thread knows of no earlier answer: all of it comes again.
  expect(labels(valueOf(answer))).toEqual(['а']);
  expect(started).toHaveLength(2);
});

test('a question during which the thread dies again and again fails, and the next one is answered', async () => {
  const doomed = { isOn: true };
  await using world = await opened((workerData) =>
    doomed.isOn ? new Worker('process.exit(1)', { eval: true }) : new Worker(ENTRY, { workerData }),
  );
  await add(world.replica, 10, 'а');
  await expect(world.reader.ask(tags)).rejects.toThrow('the reading thread has died');
  doomed.isOn = false;
  expect(labels(valueOf(await world.reader.ask(tags)))).toEqual(['а']);
});

/** Begins as the thread that reads does, but no sooner than it is let: on a machine that has no time for it. */
const SLOW = `
  const { workerData } = require('node:worker_threads');
  Atomics.wait(workerData.gate, 0, 0);
  import(${JSON.stringify(ENTRY.href)});
`;

test('a thread that takes long to start is not ended for it; it is started before anybody asks', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const gate = new Int32Array(new SharedArrayBuffer(4));
    let started = 0;
    await using world = await opened((data) => {
      started += 1;
      return new Worker(SLOW, { eval: true, workerData: { ...data, gate } });
    }, 1000);
    await add(world.replica, 10, 'а');
    world.reader.begin();
    world.reader.begin();
    expect(started).toBe(1);
    const asked = world.reader.ask(tags);
    vi.advanceTimersByTime(4999);
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);
    expect(labels(valueOf(await asked))).toEqual(['а']);
    expect(started).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});

test('each question is answered with what the person may see, and while a first load is under way with nothing', async () => {
  await using world = await opened();
  await world.replica.writeUnchecked((tx) => {
    tx.prepare(
      "INSERT INTO employees (id, theater_id, full_name, hourly_rate, created_at, updated_at) VALUES (?, ?, 'И', '150.00', ?, ?)",
    ).run(idOf(30), idOf(1), AT, AT);
    tx.touch('employees');
  });
  const ask = (permissions: readonly string[]): Promise<ReadAnswer> => {
    world.replica.viewAs(permissions);
    return world.reader.ask({ ...tags, args: { ...tags.args, table: 'employees' } });
  };
  const rate = (answer: ReadAnswer): unknown => (valueOf(answer) as RecordList).rows[0]?.values['hourly_rate'];
  const [all, none] = await Promise.all([ask(['*']), ask([])]);
  expect([rate(all), rate(none)]).toEqual(['150.00', null]);
});

test('a write does not wait for a question that reads for long', async () => {
  await using world = await opened();
  const order: string[] = [];
  const asked = world.reader.ask({ name: 'health.report', args: {}, author: undefined }).then(() => order.push('read'));
  await add(world.replica, 10, 'а').then(() => order.push('written'));
  await asked;
  expect(order).toEqual(['written', 'read']);
});

test('what a query refuses is refused in the same words', async () => {
  await using world = await opened();
  await expect(world.reader.ask({ ...tags, args: { ...tags.args, table: 'unheard_of' } })).rejects.toMatchObject({
    name: 'AppError',
    code: 'usage',
  });
});
