/**
 * A laptop's first load, from sign-in to visible and to searchable, against a raw insert of the same rows in the same
 * run. Beside the clock stands the processor's time, which other work on the machine does not stretch.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isChangeMessage, ShapeStream } from '@electric-sql/client';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { Door } from '../../electron/host/door.ts';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { openDatabase } from '../../electron/replica/encrypted-database.ts';
import { indexesOf } from '../../scripts/ddl.ts';
import { newId } from '../../shared/base/ids.ts';
import { tableOf } from '../../shared/schema/catalog.ts';
import { SCHEMA_VERSION, VERSION_HEADER } from '../../shared/schema/versions.ts';
import { type Add, ms, ratio, type Spent, spent, time } from './measure.ts';
import { plainTables } from './plain-tables.ts';

export interface LoadBench {
  readonly dir: string;
  readonly hubUrl: string;
  readonly password: string;
  /** A laptop whose session the rivals borrow. */
  readonly openOther: () => Promise<ReplicaHost>;
  /** Resolves when the hub has made what it makes for new laptops. */
  readonly ready: () => Promise<void>;
  readonly add: Add;
}

/** What `load-child.ts` tells: each phase counts from the sign-in. */
interface Load {
  readonly connected: Spent;
  readonly arrived: Spent;
  readonly visible: Spent;
  readonly searchable: Spent;
  readonly peakMiB: number;
  /** Resident, and of it JavaScript's heap and what is beside it, in MiB, at these moments. */
  readonly memory: Readonly<Record<'begun' | 'arrived' | 'visible', string>>;
  readonly items: number;
}

const TARGET = 0.6;
/** `ROWS=0` leaves out the loads row by row: with a million items they take a quarter of an hour. */
const WITH_ROWS = process.env['ROWS'] !== '0';

type Cells = (string | number | null)[];

export async function benchLoad(bench: LoadBench): Promise<void> {
  const { dir, add } = bench;
  const first = WITH_ROWS ? await loadInChild(bench, 'warm', 'c@bench') : undefined;
  if (first === undefined) await askForSnapshot(bench);
  const making = await spent(() => bench.ready());
  const hubPeakMiB = process.resourceUsage().maxRSS / 1024;
  const byRows = WITH_ROWS ? await loadInChild(bench, 'by-rows', 'b@bench', 'rows') : undefined;
  const again = await loadInChild(bench, 'a', 'a@bench');
  const runs = [await rawInsert(dir), await rawInsert(dir)];
  const raw = { clock: least(runs, 'clock'), processor: least(runs, 'processor') };
  const quotient = again.visible.clock / raw.clock;
  const others =
    first === undefined || byRows === undefined
      ? ''
      : `; row by row ${ms(byRows.visible.clock)}, hub cold ${ms(first.visible.clock)}`;
  add(
    `first load of ${again.items} items, hub warm`,
    `≤ ${TARGET} × raw insert`,
    ratio(quotient),
    quotient <= TARGET,
    `${ms(again.visible.clock)} against ${ms(raw.clock)}${others}`,
  );
  add(
    '  of the processor alone',
    '–',
    ratio(again.visible.processor / raw.processor),
    null,
    `${ms(again.visible.processor)} against ${ms(raw.processor)}`,
  );
  add('  until connected, all rows here, visible, searchable', '–', phases(again, 'clock', raw), null);
  add('  the same of the processor', '–', phases(again, 'processor', raw), null);
  if (byRows !== undefined) add('  row by row, of the processor', '–', phases(byRows, 'processor', raw), null);
  add(
    'peak memory of the replica process',
    '≤ 350 MB',
    `${again.peakMiB.toFixed(0)} MiB`,
    again.peakMiB <= 350,
    `when it began ${again.memory.begun}, when all was here ${again.memory.arrived}, when it was visible ${again.memory.visible}` +
      (byRows === undefined ? '' : `; row by row ${byRows.peakMiB.toFixed(0)} MiB`),
  );
  add(
    'the hub until the snapshot is made: peak memory, its Postgres beside it',
    '–',
    `${hubPeakMiB.toFixed(0)} MiB`,
    null,
    first === undefined
      ? `${ms(making.clock)}, of the processor ${ms(making.processor)}, shapes included, without Postgres`
      : `the snapshot was there ${ms(making.clock)} after the first laptop had its rows`,
  );
  if (process.env['RIVALS'] === '0') return;
  const token = (await bench.openOther()).sessions.current?.accessToken ?? '';
  const official = await officialClient(bench, token);
  add('  beside it: official client, naive upserts', '–', ratio(official / raw.clock), null, ms(official));
  const pglite = await pgliteSync(bench, token);
  add('  beside it: pglite-sync, PGlite in memory', '–', ratio(pglite / raw.clock), null, ms(pglite));
}

/** As a new laptop asks: there is none yet, and the hub begins to make it. */
async function askForSnapshot({ hubUrl, openOther }: LoadBench): Promise<void> {
  const token = (await openOther()).sessions.current?.accessToken ?? '';
  const headers = { authorization: `Bearer ${token}`, [VERSION_HEADER]: String(SCHEMA_VERSION) };
  const { status } = await fetch(`${hubUrl}/v1/snapshot`, { headers });
  if (status !== 404) throw new Error(`the hub answered ${status} to the first who asks for a snapshot`);
}

const least = (runs: readonly Spent[], of: keyof Spent): number => Math.min(...runs.map((run) => run[of]));
const phases = (load: Load, of: keyof Spent, raw: Spent): string =>
  [load.connected, load.arrived, load.visible, load.searchable].map((phase) => ratio(phase[of] / raw[of])).join(', ');

/** So many rows are in memory at once, whatever the theatre's size. */
const BATCH = 5000;

/** The laptop's items, as they are stored there, into the same table with the same indexes, in one transaction. */
async function rawInsert(dir: string): Promise<Spent> {
  const replica = join(dir, 'a');
  const machineKey = Buffer.alloc(32, 7);
  const vault = await new Door({ dir: replica, now: () => new Date(), machineKey }).openForReading();
  if (vault === undefined) throw new Error('the replica is sealed');
  const from = openDatabase(join(replica, 'replica.sqlite'), vault, { readonly: true });
  const page = from.prepare<[number], Cells>(
    `SELECT rowid, * FROM inventory_items WHERE rowid > ? ORDER BY rowid LIMIT ${BATCH}`,
  );
  const [, ...columns] = page.columns().map(({ name }) => name);
  const file = join(dir, `raw-${newId()}.sqlite`);
  const to = new SqliteDatabase(file);
  to.pragma('journal_mode = WAL');
  await plainTables(to);
  const insert = to.prepare(
    `INSERT INTO inventory_items (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const needed = { clock: 0, processor: 0 };
  const add = async (work: () => void): Promise<void> => {
    const { clock, processor } = await spent(work);
    needed.clock += clock;
    needed.processor += processor;
  };
  to.exec('BEGIN');
  for (let at = 0; ; ) {
    const rows = page.raw().all(at);
    const last = rows.at(-1);
    if (last === undefined) break;
    at = Number(last[0]);
    const cells = rows.map(([, ...row]) => row);
    await add(() => {
      for (const row of cells) insert.run(...row);
    });
  }
  await add(() => to.exec('COMMIT'));
  to.close();
  from.close();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  return needed;
}

/** The official client with naive upserts: what most people write first. */
async function officialClient({ dir, hubUrl }: LoadBench, token: string): Promise<number> {
  const sqlite = new SqliteDatabase(join(dir, 'official.sqlite'));
  sqlite.pragma('journal_mode = WAL');
  await plainTables(sqlite);
  const abort = new AbortController();
  return time(
    () =>
      new Promise<void>((done, fail) => {
        const stream = new ShapeStream({
          url: `${hubUrl}/v1/shapes/inventory_items`,
          params: { table: 'inventory_items' },
          headers: { authorization: `Bearer ${token}` },
          signal: abort.signal,
          parser: {
            bool: (value: string) => (value === 't' || value === 'true' ? 1 : 0),
            jsonb: (value: string) => value,
          },
        });
        stream.subscribe((messages) => {
          sqlite.transaction(() => {
            for (const message of messages) {
              if (!isChangeMessage(message)) continue;
              const names = Object.keys(message.value);
              sqlite
                .prepare(
                  `INSERT INTO inventory_items (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
                )
                .run(...(Object.values(message.value) as string[]));
            }
          })();
          if (messages.some((message) => message.headers['control'] === 'up-to-date')) {
            abort.abort();
            done();
          }
        }, fail);
      }),
  );
}

/** The same shape into PGlite in memory, with its own sync. */
async function pgliteSync({ hubUrl }: LoadBench, token: string): Promise<number> {
  const { PGlite } = await import('@electric-sql/pglite');
  const { electricSync } = await import('@electric-sql/pglite-sync');
  const db = await PGlite.create({ extensions: { electric: electricSync() } });
  await db.exec(
    `CREATE TABLE inventory_items (${Object.entries(tableOf('inventory_items').columns)
      .map(
        ([name, column]) =>
          `${name} ${column.type === 'timestamptz' || column.type === 'uuid' || column.type === 'bool' || column.type === 'date' ? column.type : column.type === 'int' ? 'integer' : column.type === 'json' ? 'jsonb' : 'text'}${name === 'id' ? ' PRIMARY KEY' : ''}`,
      )
      .join(', ')})`,
  );
  for (const [name, index] of Object.entries(indexesOf(tableOf('inventory_items'))))
    await db.exec(
      `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${name} ON inventory_items (${index.columns.join(', ')})${index.where === undefined ? '' : ` WHERE ${index.where}`}`,
    );
  const milliseconds = await time(
    () =>
      new Promise<void>((done, fail) => {
        db.electric
          .syncShapeToTable({
            shape: {
              url: `${hubUrl}/v1/shapes/inventory_items`,
              params: { table: 'inventory_items' },
              headers: { authorization: `Bearer ${token}` },
            },
            table: 'inventory_items',
            primaryKey: ['id'],
            shapeKey: null,
            onInitialSync: () => done(),
          })
          .catch(fail);
      }),
  );
  await db.close();
  return milliseconds;
}

/** In a process of its own, over HTTP, as a laptop does it. */
function loadInChild(
  { dir, hubUrl, password }: LoadBench,
  name: string,
  email: string,
  way = 'snapshot',
): Promise<Load> {
  return new Promise<Load>((done, fail) => {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        fileURLToPath(new URL('load-child.ts', import.meta.url)),
        join(dir, name),
        hubUrl,
        email,
        password,
        way,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let out = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
    });
    child.once('close', (code) =>
      code === 0 ? done(JSON.parse(out) as Load) : fail(new Error(`the load ended with ${code}`)),
    );
  });
}
