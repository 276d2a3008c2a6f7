/** Files of lists are made in threads of their own: bounded, looked at, stopped, and never anybody else's. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { answerPart } from '../../../electron/host/contract-parts.ts';
import { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { SheetMaker } from '../../../electron/host/sheet-maker.ts';
import type { SheetOrder } from '../../../electron/queries/sheets/sheet-messages.ts';
import type { MadeFile } from '../../../shared/ipc/made-contract.ts';
import { listOf } from '../../../shared/lists/list-description.ts';
import { CHEAP_GUESS, MACHINE_KEY } from '../../support/keys.ts';
import { loneReplica } from '../../support/lone-replica.ts';
import { idOf } from '../../support/rows.ts';
import { until } from '../../support/world.ts';

const AT = '2026-11-29T21:30:00.000Z';
const LISTED = {
  kind: 'list',
  title: 'Инвентарь',
  name: null,
  place: 'inventory_items',
  view: { ...listOf('inventory_items').initial, columns: ['quantity', 'inventory_number'] },
  chosen: null,
} as const;
const ORDER: SheetOrder = {
  source: LISTED,
  form: 'xlsx',
  separator: 'semicolon',
  language: 'ru',
  author: undefined,
  syncedAt: null,
};

/** A laptop that no hub answers, with some things; somebody is signed in. */
async function laptop() {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-sheet-maker-'));
  const host = await ReplicaHost.open({
    dir,
    create: true,
    machineKey: MACHINE_KEY,
    guessCost: CHEAP_GUESS,
    now: () => new Date(AT),
    fetch: () => Promise.reject(new TypeError('there is no network')),
  });
  host.sessions.save({
    hubUrl: 'https://hub.invalid',
    deviceId: idOf(900),
    deviceToken: 'token',
    theaterId: idOf(1),
    historyId: 'h1',
    currentUserId: idOf(2),
    people: [{ userId: idOf(2), email: 'olga@t1', accessToken: 'a', refreshToken: 'r' }],
  });
  await host.replica.writeUnchecked((tx) => {
    tx.prepare(
      `INSERT INTO theaters (id, name, code, timezone, created_at, updated_at)
       VALUES (?, 'Т', 't', 'Europe/Moscow', ?, ?)`,
    ).run(idOf(1), AT, AT);
    for (const [index, name] of ['Кресло', 'Стол'].entries())
      tx.prepare(
        `INSERT INTO inventory_items (id, theater_id, name, inventory_number, quantity, unit, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, 'шт', ?, ?)`,
      ).run(idOf(0x41 + index), idOf(1), name, `00${index}`, index + 1, AT, AT);
    tx.touch('theaters');
    tx.touch('inventory_items');
  });
  await host.replica.setMeta({ loaded: AT });
  return {
    host,
    [Symbol.asyncDispose]: async () => {
      await host.close();
      rmSync(dir, { recursive: true });
    },
  };
}

/** A thread that does what a test says. */
function threadThat(source: string): URL & Disposable {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-thread-'));
  const file = join(dir, 'thread.mjs');
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${source}`);
  return Object.assign(pathToFileURL(file), { [Symbol.dispose]: () => rmSync(dir, { recursive: true }) });
}

const id = idOf(0x70);

test('a window asks for a list and gets a file of what it shows, from a sealed replica as well', async () => {
  await using it = await laptop();
  const asked = { id, source: LISTED, format: 'xlsx', language: 'ru', separator: 'semicolon' };
  const made = (await answerPart(it.host, 'list.export', asked)) as MadeFile;
  expect(made).toMatchObject({ name: 'Инвентарь, 2026-11-30.xlsx' });
  const kept = it.host.made.find(made.id);
  expect(kept?.bytes).toHaveLength(made.size);
  const [sheet] = await readXlsxFile(Buffer.from(kept?.bytes ?? []));
  expect(sheet?.data).toEqual([
    ['Название', 'Количество', 'Единица', 'Инвентарный номер'],
    ['Кресло', 1, 'шт', '000'],
    ['Стол', 2, 'шт', '001'],
    ['Всего: 2', 3, null, null],
  ]);
  expect(await answerPart(it.host, 'list.exportProgress', { id })).toBeNull();
});

test('what is made when somebody has locked the app or gone meanwhile is nobody’s', async () => {
  await using it = await laptop();
  const asked = { id, source: LISTED, format: 'csv', language: 'ru', separator: 'semicolon' };
  const making = answerPart(it.host, 'list.export', asked);
  it.host.lock();
  await expect(making).rejects.toMatchObject({ code: 'export.stopped' });
});

test('it can be looked at and stopped, and then another may begin', async () => {
  await using lone = await loneReplica();
  using thread = threadThat(
    "parentPort.postMessage({ kind: 'progress', done: 3, total: 9 }); setInterval(() => {}, 1000);",
  );
  const maker = new SheetMaker({ thread, now: () => new Date(AT) });
  const [first, second] = [idOf(1), idOf(2)].map((each) =>
    maker.make(each, lone.replica, ORDER).catch((error: unknown) => error),
  );
  await until('it is told how far it is', () => maker.progress(idOf(1))?.done === 3);
  await expect(maker.make(idOf(3), lone.replica, ORDER)).rejects.toMatchObject({ code: 'export.busy' });
  maker.stop(idOf(1));
  expect(await first).toMatchObject({ code: 'export.stopped' });
  expect(maker.progress(idOf(1))).toBeNull();
  maker.stopAll();
  expect(await second).toMatchObject({ code: 'export.stopped' });
});

test.each([
  ['fails', "throw new Error('out of memory')", 'out of memory'],
  ['ends without a word', 'process.exit(7)', 'exit 7'],
  ['says nothing for too long', 'setInterval(() => {}, 1000)', '50 ms'],
])('a thread that %s is a file that could not be made, said as such', async (_what, source, problem) => {
  await using lone = await loneReplica();
  using thread = threadThat(source);
  const maker = new SheetMaker({ thread, now: () => new Date(AT), silenceMs: 50 });
  const silent = problem === '50 ms' ? maker : new SheetMaker({ thread, now: () => new Date(AT) });
  await expect(silent.make(id, lone.replica, ORDER)).rejects.toMatchObject({
    code: 'export.failed',
    details: { problem },
  });
});

test('a list that a window describes itself is written the same way', async () => {
  await using it = await laptop();
  const columns = [{ key: 'name', label: 'Имя', kind: 'text', scale: 0, width: 200 }];
  const sheet = {
    title: 'Люди',
    subtitle: [],
    columns,
    rows: [['=Ольга'], ['Пётр']],
    groupedBy: null,
    groups: [],
    totals: {},
  };
  const asked = { id, source: { kind: 'described', sheet }, format: 'csv', language: 'ru', separator: 'semicolon' };
  const made = (await answerPart(it.host, 'list.export', asked)) as MadeFile;
  expect(made.name).toBe('Люди, 2026-11-30.csv');
  expect(Buffer.from(it.host.made.find(made.id)?.bytes ?? []).toString()).toBe("\uFEFFИмя\r\n'=Ольга\r\nПётр\r\n");
});
