/**
 * `npm run bench`: figures, as ratios against a raw baseline in the same run. Prints a table and writes
 * bench-results.json.
 */

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { findCode } from '../../electron/queries/inventory-queries.ts';
import { searchEverywhere } from '../../electron/queries/search-queries.ts';
import { indexSlice } from '../../electron/replica/search-index.ts';
import { kinds } from '../../hub/admin/demo-words.ts';
import { createTheater, createUser } from '../../hub/admin/theaters.ts';
import { startHub } from '../../hub/server.ts';
import { newId } from '../../shared/base/ids.ts';
import { benchAvailability } from './availability-bench.ts';
import { benchCounting } from './counting-bench.ts';
import { benchDeletion } from './deletion-bench.ts';
import { benchEncryption } from './encryption-bench.ts';
import { benchExport } from './export-bench.ts';
import { benchFiles } from './files-bench.ts';
import { benchFleet } from './fleet-bench.ts';
import { benchIdle } from './idle-bench.ts';
import { benchLaptopFiles } from './laptop-files-bench.ts';
import { benchList } from './list-bench.ts';
import { benchLoad } from './load-bench.ts';
import { type Figure, ms, percentile, printTable, ratio, time, timeEach } from './measure.ts';
import { benchPacking } from './packing-bench.ts';
import { benchPaper } from './paper-bench.ts';
import { benchPosting } from './posting-bench.ts';
import { benchProduction } from './production-bench.ts';
import { benchPush as benchHubPush } from './push-bench.ts';
import { benchRunSheet } from './run-sheet-bench.ts';
import { benchSchedule } from './schedule-bench.ts';
import { benchShow } from './show-bench.ts';
import { benchSnapshot } from './snapshot-bench.ts';
import { benchStart } from './start-bench.ts';

const ITEMS = Number(process.env['ITEMS'] ?? 100_000);
const PENDING = 5000;
const PASSWORD = 'bench';
const dir = mkdtempSync(join(tmpdir(), 'offstage-bench-'));
chmodSync(dir, 0o711);
const figures: Figure[] = [];
const add = (measure: string, target: string, value: string, isMet: boolean | null, detail = ''): void => {
  figures.push({ measure, target, value, isMet, detail });
  console.error(`${measure}: ${value} (${target}) ${detail}`);
};

const hub = await startHub({ dataDir: join(dir, 'hub'), port: 0, upkeep: false });
const { pool } = hub.context.database;
const theaterId = await createTheater(hub.context.database, { code: 'bench', name: 'Bench' }, new Date());
for (const name of ['a', 'b', 'c', 'counting', 'posting', 'push', 'idle', 'files'])
  await createUser(
    hub.context.database,
    { theater: 'bench', email: `${name}@bench`, password: PASSWORD, role: 'admin' },
    new Date(),
  );
if (process.env['ONLY'] === undefined || process.env['ONLY'] === 'load') await fill();
const open = async (name: string): Promise<ReplicaHost> => {
  const host = await ReplicaHost.open({
    dir: join(dir, name),
    create: true,
    machineKey: Buffer.alloc(32, 7),
    onError: (error) => console.error(error),
  });
  if (host.sessions.data === undefined)
    await host.signIn({ hubUrl: hub.url, email: `${name}@bench`, password: PASSWORD });
  return host;
};

/** Things with names, makers and prices; every fourth with a description. */
async function fill(): Promise<void> {
  await pool.query(
    "INSERT INTO inventory_locations (id, theater_id, name, code, created_at, updated_at) VALUES (gen_random_uuid(), $1, 'Склад', 'W', now(), now())",
    [theaterId],
  );
  await pool.query(
    `INSERT INTO inventory_items (id, theater_id, name, inventory_number, barcode, description, manufacturer, model, serial_number, purchase_price, weight, location_id, created_at, updated_at)
     SELECT gen_random_uuid(), $1, ($2::text[])[1 + n % array_length($2, 1)] || ' ' || n, 'N-' || lpad(n::text, 7, '0'), '46' || lpad(n::text, 10, '0'), CASE WHEN n % 4 = 0 THEN 'Хранить в сухом месте, проверять перед спектаклем. № ' || n END,
       'Завод ' || n % 50, 'M' || n % 500, 'S' || n, (n % 90000)::numeric / 7, (n % 4000)::numeric / 13, (SELECT id FROM inventory_locations WHERE theater_id = $1 LIMIT 1), now(), now() FROM generate_series(1, $3::int) n`,
    [theaterId, kinds.map((kind) => kind.name), ITEMS],
  );
}

async function benchLocal(host: ReplicaHost): Promise<void> {
  const raw = new SqliteDatabase(join(dir, 'raw-update.sqlite'));
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'x')");
  const update = raw.prepare('UPDATE t SET v = ? WHERE id = 1');
  const [item] = host.replica.reader.prepare<[], { id: string }>('SELECT id FROM inventory_items LIMIT 1').all();
  const [place] = host.replica.reader.prepare<[], { id: string }>('SELECT id FROM inventory_locations LIMIT 1').all();
  const countId = newId();
  await host.mutate('count.create', { id: countId, name: 'x', locationId: place?.id, isBlind: false });
  await host.mutate('count.start', { countId });
  const rawSamples = await timeEach(400, (index) => update.run(String(index)));
  const edits = await timeEach(400, (index) =>
    host.mutate('row.update', {
      table: 'inventory_items',
      id: item?.id,
      changes: { manufacturer: `М${index}` },
      seen: { manufacturer: index === 0 ? null : `М${index - 1}` },
    }),
  );
  const entries = await timeEach(400, () =>
    host.mutate('count.recordEntry', {
      id: newId(),
      countId,
      itemId: item?.id,
      scannedCode: null,
      locationId: place?.id,
      quantity: 1,
    }),
  );
  for (const [name, samples] of [
    ['field edit', edits],
    ['count entry', entries],
  ] as const) {
    const [p50, p99] = [0.5, 0.99].map((part) => percentile(samples, part) / percentile(rawSamples, 0.5)) as [
      number,
      number,
    ];
    add(
      `durable local mutation: ${name}`,
      'p50 ≤ 6 ×, p99 ≤ 25 × raw',
      `${ratio(p50)}, ${ratio(p99)}`,
      p50 <= 6 && p99 <= 25,
      `p50 ${ms(percentile(samples, 0.5))} against ${ms(percentile(rawSamples, 0.5))}`,
    );
  }
  const lookup = host.replica.reader.prepare(
    'SELECT id, name FROM inventory_items WHERE barcode = ? AND deleted_at IS NULL AND theater_id = ?',
  );
  const code = (index: number): string => `46${String(1 + ((index * 7919) % ITEMS)).padStart(10, '0')}`;
  const direct = await timeEach(3000, (index) => lookup.get(code(index), theaterId));
  const through = await timeEach(3000, (index) => findCode(host.replica, code(index)));
  const quotient = percentile(through, 0.99) / percentile(direct, 0.99);
  add(
    'item by barcode',
    'p99 ≤ 10 × prepared SELECT',
    ratio(quotient),
    quotient <= 10,
    `p99 ${ms(percentile(through, 0.99))}`,
  );
  const indexing = await time(async () => {
    while (await indexSlice(host.replica));
  });
  const words = [
    'прожекторы',
    'профильных',
    'кабелем',
    'мик',
    'стулья',
    'самовара 1',
    'завод 17',
    'бальн',
    'n-0000',
    'шинели солдатские',
  ];
  const searches = await timeEach(300, (index) => searchEverywhere(host.replica, words[index % words.length] ?? ''));
  add(
    'search as you type, Russian word forms',
    'p99 ≤ 20 ms',
    ms(percentile(searches, 0.99)),
    percentile(searches, 0.99) <= 20,
    `p50 ${ms(percentile(searches, 0.5))}; index of ${ITEMS} rows built in ${ms(indexing)} in the background`,
  );
}

async function benchPush(host: ReplicaHost): Promise<void> {
  await host.engine?.syncOnce();
  host.engine?.setOffline(true);
  const [item] = host.replica.reader.prepare<[], { id: string }>('SELECT id FROM inventory_items LIMIT 1').all();
  const [place] = host.replica.reader.prepare<[], { id: string }>('SELECT id FROM inventory_locations LIMIT 1').all();
  const [count] = host.replica.reader
    .prepare<[], { id: string }>("SELECT id FROM inventory_counts WHERE status = 'counting'")
    .all();
  for (let index = 0; index < PENDING; index += 1)
    await host.mutate('count.recordEntry', {
      id: newId(),
      countId: count?.id,
      itemId: item?.id,
      scannedCode: null,
      locationId: place?.id,
      quantity: 1,
    });
  // Rebase: a commit touches a row that is pending, so that everything is moved aside and run again.
  const { undoAllPending } = await import('../../electron/replica/effects.ts');
  const { replayPending } = await import('../../electron/outbox/replay-pending.ts');
  const rebase = await time(() =>
    host.replica.write('normal', async (tx) => {
      undoAllPending(tx);
      await replayPending(tx, host.sessions.data?.deviceId ?? '', () => new Date());
    }),
  );
  add(`rebase of ${PENDING} pending count entries`, '≤ 1 s', ms(rebase), rebase <= 1000);
  const startedAt = performance.now();
  host.engine?.setOffline(false);
  let pushed = 0;
  while (pushed === 0) {
    const { rows } = await pool.query<{ n: number }>('SELECT last_sequence AS n FROM device_progress WHERE id = $1', [
      host.sessions.data?.deviceId,
    ]);
    if ((rows[0]?.n ?? 0) >= lastSequence(host)) pushed = performance.now() - startedAt;
    else
      await new Promise((done) => {
        setTimeout(done, 5);
      });
  }
  const rate = PENDING / (pushed / 1000);
  add(
    `push of ${PENDING} mutations`,
    '≥ 1,000 per second',
    `${rate.toFixed(0)} per second`,
    rate >= 1000,
    `reconnecting and looking at all tables included; acknowledged on the laptop after ${ms(
      await time(async () => {
        while (pendingCount(host.replica) > 0)
          await new Promise((done) => {
            setTimeout(done, 2);
          });
      }),
    )} more`,
  );
}

const sequences = new Map<ReplicaHost, number>();
function lastSequence(host: ReplicaHost): number {
  const known =
    sequences.get(host) ??
    host.replica.reader.prepare<[], { n: number | null }>('SELECT max(sequence) AS n FROM outbox').get()?.n ??
    0;
  sequences.set(host, known);
  return known;
}

async function benchLive(a: ReplicaHost, b: ReplicaHost): Promise<void> {
  await b.engine?.syncOnce();
  await a.engine?.syncOnce();
  const [item] = a.replica.reader
    .prepare<[], { id: string }>('SELECT id FROM inventory_items ORDER BY id DESC LIMIT 1')
    .all();
  const look = b.replica.reader.prepare<[string], { model: string }>('SELECT model FROM inventory_items WHERE id = ?');
  const before = b.engine?.requests ?? 0;
  const samples: number[] = [];
  for (let index = 0; index < 100; index += 1) {
    const wanted = `видно ${index}`;
    const seen = new Promise<void>((done) => {
      const stop = b.replica.onChange(() => {
        if (look.get(item?.id ?? '')?.model !== wanted) return;
        stop();
        done();
      });
    });
    samples.push(
      await time(async () => {
        await a.mutate('row.update', {
          table: 'inventory_items',
          id: item?.id,
          changes: { model: wanted },
          seen: {
            model:
              index === 0
                ? a.replica.reader
                    .prepare<[string], { model: string }>('SELECT model FROM inventory_items WHERE id = ?')
                    .get(item?.id ?? '')?.model
                : `видно ${index - 1}`,
          },
        });
        await seen;
      }),
    );
    await new Promise((done) => {
      setTimeout(done, 20);
    });
  }
  // One doorbell answer, and one request for each of inventory_items and activity_log.
  const requests = 1 + ((b.engine?.requests ?? 0) - before) / samples.length;
  add(
    'mutation on A visible on B',
    'p50 ≤ 60 ms',
    ms(percentile(samples, 0.5)),
    percentile(samples, 0.5) <= 60,
    `p99 ${ms(percentile(samples, 0.99))}`,
  );
  add('requests that B made for it', '≤ 1 + changed tables (2)', requests.toFixed(2), requests <= 3.1);
}

const opened: ReplicaHost[] = [];
// ONLY=load, snapshot, deletion, encryption, counting, packing, posting, push, fleet, idle, list, files, laptop-files, export,
// schedule, paper, show, shows and start measure those alone.
const { ONLY } = process.env;
if (ONLY === undefined || ONLY === 'load')
  await benchLoad({
    dir,
    hubUrl: hub.url,
    password: PASSWORD,
    openOther: () => open('b'),
    ready: () => hub.context.snapshots.idle(),
    add,
  });
if (ONLY === undefined) {
  const a = await open('a');
  const b = await open('b');
  opened.push(a, b);
  await benchLocal(a);
  await benchPush(a);
  await benchLive(a, b);
}
if (ONLY === undefined || ONLY === 'snapshot') await benchSnapshot(dir, ITEMS, add);
if (ONLY === undefined || ONLY === 'counting')
  await benchCounting(dir, () => open('counting'), { database: hub.context.database.url, theaterId }, add);
if (ONLY === undefined || ONLY === 'packing') await benchPacking(add);
if (ONLY === undefined || ONLY === 'posting')
  await benchPosting(() => open('posting'), { database: hub.context.database.url, theaterId }, add);
if (ONLY === undefined || ONLY === 'push')
  await benchHubPush(() => open('push'), hub.context, { database: hub.context.database.url, theaterId }, add);
if (ONLY === undefined || ONLY === 'deletion') await benchDeletion(dir, hub.context.database.url, add);
if (ONLY === undefined || ONLY === 'encryption') await benchEncryption(dir, add);
if (ONLY === undefined || ONLY === 'fleet') await benchFleet(join(dir, 'fleet'), add);
if (ONLY === undefined || ONLY === 'idle') await benchIdle(dir, hub.url, 'idle@bench', PASSWORD, add);
if (ONLY === undefined || ONLY === 'list') await benchList(add);
if (ONLY === undefined || ONLY === 'files')
  await benchFiles(hub, theaterId, dir, { email: 'files@bench', password: PASSWORD }, add);
if (ONLY === undefined || ONLY === 'laptop-files') await benchLaptopFiles(add);
if (ONLY === undefined || ONLY === 'export') await benchExport(add);
if (ONLY === undefined || ONLY === 'schedule') await benchSchedule(add);
if (ONLY === undefined || ONLY === 'paper') benchPaper(add);
if (ONLY === undefined || ONLY === 'show') await benchShow(add);
if (ONLY === undefined || ONLY === 'shows') await benchRunSheet(ITEMS, add);
if (ONLY === undefined || ONLY === 'production') await benchProduction(add);
if (ONLY === undefined || ONLY === 'availability') await benchAvailability(hub.context.database.url, add);
if (ONLY === undefined || ONLY === 'start') await benchStart(ITEMS, add);
console.log(
  `\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model ?? ''}, Node ${process.version}, ${ITEMS} items\n`,
);
printTable(figures);
writeFileSync(fileURLToPath(new URL('../../bench-results.json', import.meta.url)), JSON.stringify(figures, null, 2));
for (const host of opened) await host.close();
await hub.stop();
rmSync(dir, { recursive: true, force: true });
process.exit(0);
