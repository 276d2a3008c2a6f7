/**
 * What a new laptop does with a snapshot once it has the bytes, against a raw insert of the same rows: unpacking and
 * encrypting the pieces, taking them over, and the memory that it needs. The storage alone, without a hub.
 */
import { openSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { ArrivingSnapshot } from '../../electron/replica/arriving-snapshot.ts';
import { copySnapshot } from '../../electron/replica/copy-snapshot.ts';
import { beginLoad } from '../../electron/replica/load-progress.ts';
import { openReplica } from '../../electron/replica/open-replica.ts';
import { Vault } from '../../electron/replica/vault.ts';
import { kinds } from '../../hub/admin/demo-words.ts';
import { HeadlessReplica } from '../../hub/snapshots/headless-replica.ts';
import { writePieces } from '../../hub/snapshots/pieces.ts';
import type { ShapeRow } from '../../hub/snapshots/read-shape.ts';
import { newId } from '../../shared/base/ids.ts';
import { SNAPSHOT_PIECE_BYTES, type SnapshotReply } from '../../shared/protocol/snapshot.ts';
import { snapshotTables } from '../../sqlite/snapshot-form.ts';
import { type Add, ms, ratio, type Spent, spent } from './measure.ts';
import { plainTables } from './plain-tables.ts';

const TARGET = 0.6;
const BATCH = 5000;
const unpack = promisify(zstdDecompress);
const WHOLE_PIECE = { maxOutputLength: SNAPSHOT_PIECE_BYTES, chunkSize: SNAPSHOT_PIECE_BYTES };

/** As the bench's own theatre has them. */
function itemOf(n: number, theaterId: string): ShapeRow {
  const at = '2026-11-29 07:00:00+00';
  const value = {
    id: newId(),
    theater_id: theaterId,
    name: `${kinds[n % kinds.length]?.name ?? ''} ${n}`,
    inventory_number: `N-${String(n).padStart(7, '0')}`,
    barcode: `46${String(n).padStart(10, '0')}`,
    description: n % 4 === 0 ? `Хранить в сухом месте, проверять перед спектаклем. № ${n}` : null,
    manufacturer: `Завод ${n % 50}`,
    model: `M${n % 500}`,
    serial_number: `S${n}`,
    purchase_price: ((n % 90_000) / 7).toFixed(2),
    weight: ((n % 4000) / 13).toFixed(3),
    created_at: at,
    updated_at: at,
  };
  return { headers: { operation: 'insert' }, value };
}

async function makeSnapshot(dir: string, items: number): Promise<SnapshotReply> {
  const file = join(dir, 'snapshot.sqlite');
  const made = await HeadlessReplica.create(file);
  const theaterId = newId();
  for (let from = 1; from <= items; from += BATCH)
    made.take(
      'inventory_items',
      Array.from({ length: Math.min(BATCH, items - from + 1) }, (_, index) => itemOf(from + index, theaterId)),
    );
  for (const table of snapshotTables) made.note(table, { handle: table, offset: '0_0' });
  made.finish();
  made.close();
  const about = writePieces(file, join(dir, 'snapshot.pieces'));
  return { ...about, schema: made.schema, historyId: '', madeAt: new Date().toISOString(), rows: items };
}

/** Row by row into our tables with our indexes, in one transaction, from memory that is read in batches. */
async function rawInsert(dir: string): Promise<Spent> {
  const from = new SqliteDatabase(join(dir, 'snapshot.sqlite'), { readonly: true });
  const to = new SqliteDatabase(join(dir, 'raw.sqlite'));
  to.pragma('journal_mode = WAL');
  await plainTables(to);
  const page = from.prepare<[number], unknown[]>(
    `SELECT * FROM inventory_items WHERE rowid > ? ORDER BY rowid LIMIT ${BATCH}`,
  );
  const columns = page.columns().map(({ name }) => name);
  const insert = to.prepare(
    `INSERT INTO inventory_items (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  to.exec('BEGIN');
  const total = { clock: 0, processor: 0 };
  const add = async (work: () => void): Promise<void> => {
    const { clock, processor } = await spent(work);
    total.clock += clock;
    total.processor += processor;
  };
  for (let at = 0; ; at += BATCH) {
    const rows = page.raw().all(at);
    if (rows.length === 0) break;
    await add(() => {
      for (const row of rows) insert.run(...row);
    });
  }
  await add(() => to.exec('COMMIT'));
  to.close();
  from.close();
  return total;
}

export async function benchSnapshot(dir: string, items: number, add: Add): Promise<void> {
  const reply = await makeSnapshot(dir, items);
  const raw = await rawInsert(dir);
  rmSync(join(dir, 'raw.sqlite'));
  const vault = new Vault(Buffer.alloc(32, 3));
  const { replica } = await openReplica(join(dir, 'taken'), { create: true, now: () => new Date(), vault });
  const arriving = new ArrivingSnapshot(replica.dir, vault, reply);
  await arriving.resume();
  const packed = openSync(join(dir, 'snapshot.pieces'), 'r');
  const arrival = await spent(async () => {
    let at = 0;
    for (const { bytes } of reply.pieces) {
      const piece = Buffer.alloc(bytes);
      readSync(packed, piece, 0, bytes, at);
      at += bytes;
      if (!(await arriving.append(await unpack(piece, WHOLE_PIECE)))) throw new Error('spoilt');
    }
  });
  const copy = await spent(async () => {
    await replica.writeUnchecked((tx) => beginLoad(tx.sqlite, 'guards'));
    await replica.writeBesides(() => copySnapshot(replica.dir, vault, arriving));
  });
  await replica.close();
  const sum = { clock: arrival.clock + copy.clock, processor: arrival.processor + copy.processor };
  const sent = reply.pieces.reduce((total, { bytes }) => total + bytes, 0);
  add(
    `snapshot of ${items} items, from its bytes to stored`,
    `≤ ${TARGET} × raw insert`,
    ratio(sum.processor / raw.processor),
    sum.processor <= TARGET * raw.processor,
    `of the processor: ${ms(arrival.processor)} arriving, ${ms(copy.processor)} taken over, raw ${ms(raw.processor)}; ` +
      `on the clock ${ratio(sum.clock / raw.clock)}; ${(sent / 1e6).toFixed(1)} MB of ${(reply.bytes / 1e6).toFixed(0)}`,
  );
  add(
    '  memory of the process, making included',
    '–',
    `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`,
    null,
  );
}
