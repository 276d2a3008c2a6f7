/**
 * A laptop's first load, from sign-in to visible and to searchable, against a raw insert of the same rows in the same
 * run. Beside the clock stands the processor's time, which other work on the machine does not stretch.
 */
import { spawn } from 'node:child_process';
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
  readonly items: number;
}

const TARGET = 0.6;

export async function benchLoad(bench: LoadBench): Promise<void> {
  const { dir, add } = bench;
  const first = await loadInChild(bench, 'warm', 'c@bench');
  await bench.ready();
  const byRows = await loadInChild(bench, 'by-rows', 'b@bench', 'rows');
  const again = await loadInChild(bench, 'a', 'a@bench');
  const { rows, columns } = await itemsOf(join(dir, 'a'));
  const runs = [await rawInsert(dir, rows, columns), await rawInsert(dir, rows, columns)];
  const raw = { clock: least(runs, 'clock'), processor: least(runs, 'processor') };
  const quotient = again.visible.clock / raw.clock;
  add(
    `first load of ${again.items} items, hub warm`,
    `≤ ${TARGET} × raw insert`,
    ratio(quotient),
    quotient <= TARGET,
    `${ms(again.visible.clock)} against ${ms(raw.clock)}; row by row ${ms(byRows.visible.clock)}, hub cold ${ms(first.visible.clock)}`,
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
  add('  row by row, of the processor', '–', phases(byRows, 'processor', raw), null);
  add('peak memory of the replica process', '≤ 350 MB', `${again.peakMiB.toFixed(0)} MiB`, again.peakMiB <= 350);
  if (process.env['RIVALS'] === '0') return;
  const token = (await bench.openOther()).sessions.current?.accessToken ?? '';
  const official = await officialClient(bench, token);
  add('  beside it: official client, naive upserts', '–', ratio(official / raw.clock), null, ms(official));
  const pglite = await pgliteSync(bench, token);
  add('  beside it: pglite-sync, PGlite in memory', '–', ratio(pglite / raw.clock), null, ms(pglite));
}

const least = (runs: readonly Spent[], of: keyof Spent): number => Math.min(...runs.map((run) => run[of]));
const phases = (load: Load, of: keyof Spent, raw: Spent): string =>
  [load.connected, load.arrived, load.visible, load.searchable].map((phase) => ratio(phase[of] / raw[of])).join(', ');

type Rows = readonly (readonly (string | number | null)[])[];

/** The items of a replica, as they are stored. */
async function itemsOf(replica: string): Promise<{ readonly rows: Rows; readonly columns: readonly string[] }> {
  const machineKey = Buffer.alloc(32, 7);
  const vault = await new Door({ dir: replica, now: () => new Date(), machineKey }).openForReading();
  if (vault === undefined) throw new Error('the replica is sealed');
  const sqlite = openDatabase(join(replica, 'replica.sqlite'), vault, { readonly: true });
  const statement = sqlite.prepare<[], (string | number | null)[]>('SELECT * FROM inventory_items').raw();
  const columns = statement.columns().map((column) => column.name);
  const rows = statement.all();
  sqlite.close();
  return { rows, columns };
}

/** The same rows into the same table with the same indexes, in one transaction. */
async function rawInsert(dir: string, rows: Rows, columns: readonly string[]): Promise<Spent> {
  const sqlite = new SqliteDatabase(join(dir, `raw-${newId()}.sqlite`));
  sqlite.pragma('journal_mode = WAL');
  await plainTables(sqlite);
  const insert = sqlite.prepare(
    `INSERT INTO inventory_items (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const needed = await spent(() =>
    sqlite.transaction(() => {
      for (const row of rows) insert.run(...row);
    })(),
  );
  sqlite.close();
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
