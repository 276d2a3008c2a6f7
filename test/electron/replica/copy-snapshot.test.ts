/** A snapshot of the hub, as it lies here while it arrives, and as the replica takes it over. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { expect, test } from 'vitest';
import { ArrivingSnapshot, begunSnapshot, forgetArrivals } from '../../../electron/replica/arriving-snapshot.ts';
import { copySnapshot, UselessSnapshot } from '../../../electron/replica/copy-snapshot.ts';
import { beginLoad, endLoad, noteProgress, progressOf } from '../../../electron/replica/load-progress.ts';
import { openReplica } from '../../../electron/replica/open-replica.ts';
import { PageCipher } from '../../../electron/replica/page-cipher.ts';
import type { Replica } from '../../../electron/replica/replica.ts';
import { Vault } from '../../../electron/replica/vault.ts';
import { HeadlessReplica } from '../../../hub/snapshots/headless-replica.ts';
import { writePieces } from '../../../hub/snapshots/pieces.ts';
import type { ShapeRow } from '../../../hub/snapshots/read-shape.ts';
import { SNAPSHOT_PAGE_BYTES, SNAPSHOT_PIECE_BYTES, type SnapshotReply } from '../../../shared/protocol/snapshot.ts';
import { snapshotTables } from '../../../sqlite/snapshot-form.ts';
import { until } from '../../support/world.ts';

const VENUES = 12_000;
const SECRET = 'Прожекторная';

const venue = (number: number): ShapeRow => ({
  headers: { operation: 'insert' },
  value: {
    id: `00000000-0000-7000-8000-${String((number * 7919) % VENUES).padStart(12, '0')}`,
    theater_id: '00000000-0000-7000-8000-000000000001',
    name: `${SECRET} ${number} ${'занавес '.repeat(20)}`,
    code: `V${number}`,
    is_active: 't',
    created_at: '2026-11-29 07:00:00+00',
    updated_at: '2026-11-29 07:00:00+00',
  },
});

interface Place extends AsyncDisposable {
  readonly dir: string;
  readonly vault: Vault;
  readonly replica: Replica;
  readonly reply: SnapshotReply;
  readonly pieces: readonly NonSharedBuffer[];
}

async function place(vault = new Vault(Buffer.alloc(32, 5)), fileThread?: URL): Promise<Place> {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-snapshot-'));
  const made = await HeadlessReplica.create(join(dir, 'made.sqlite'));
  made.take(
    'venues',
    Array.from({ length: VENUES }, (_, number) => venue(number)),
  );
  for (const table of snapshotTables) made.note(table, { handle: `handle of ${table}`, offset: '7_1' });
  made.finish();
  made.close();
  const about = writePieces(join(dir, 'made.sqlite'), join(dir, 'pieces'));
  rmSync(join(dir, 'made.sqlite'));
  const reply = { ...about, schema: made.schema, historyId: 'h', madeAt: new Date(0).toISOString(), rows: VENUES };
  let at = 0;
  const packed = readFileSync(join(dir, 'pieces'));
  const pieces = reply.pieces.map(({ bytes }) => {
    const piece = zstdDecompressSync(packed.subarray(at, at + bytes));
    at += bytes;
    return piece;
  });
  const { replica } = await openReplica(join(dir, 'replica'), {
    create: true,
    now: () => new Date(),
    vault,
    fileThread,
  });
  const dispose = async (): Promise<void> => {
    await replica.close();
    rmSync(dir, { recursive: true });
  };
  return { dir: replica.dir, vault, replica, reply, pieces, [Symbol.asyncDispose]: dispose };
}

async function arrived({ dir, vault, reply, pieces }: Place, count = pieces.length): Promise<ArrivingSnapshot> {
  const arriving = new ArrivingSnapshot(dir, vault, reply);
  await arriving.resume();
  for (const piece of pieces.slice(arriving.pieces, count)) expect(await arriving.append(piece)).toBe(true);
  return arriving;
}

const begin = ({ replica, reply }: Place): Promise<void> =>
  replica.writeUnchecked((tx) => {
    beginLoad(tx.sqlite, 'guards');
    noteProgress(tx.sqlite, { rows: 0, whole: new Set(), snapshot: { id: reply.id, indexed: new Set() } });
    tx.touch('replica_meta');
  });

const count = ({ replica }: Place, sql: string): unknown => replica.reader.prepare(sql).pluck().get();

test('pages are in the form that SQLite reads, and come back as they were', async () => {
  const cipher = new PageCipher('a'.repeat(32), 4096);
  const pages = Buffer.alloc(3 * 4096, 'занавес');
  const sealed = await cipher.encrypt(pages, 5);
  expect(sealed.equals(pages)).toBe(false);
  expect(cipher.decrypt(sealed, 5).equals(pages)).toBe(true);
  expect(cipher.decrypt(sealed.subarray(4096), 6).equals(pages.subarray(4096))).toBe(true);
});

test('rows, indexes, search and places are taken over at once, and nothing of it lies open', async () => {
  await using here = await place();
  const { dir, vault, replica } = here;
  const arriving = await arrived(here);
  for (const name of readdirSync(dir)) expect(readFileSync(join(dir, name)).includes(SECRET), name).toBe(false);
  await begin(here);
  expect(count(here, 'SELECT count(*) FROM venues')).toBe(0);
  const progress = await replica.writeBesides(() => copySnapshot(dir, vault, arriving));
  expect(progress.whole).toEqual(new Set(snapshotTables));
  expect(progressOf(replica.reader)).toEqual(progress);
  // Readers see nothing before the load has ended.
  expect(count(here, 'SELECT count(*) FROM venues')).toBe(0);
  expect(count(here, 'SELECT count(*) FROM main.venues')).toBe(VENUES);
  expect(
    count(here, `SELECT count(*) FROM main.venues INDEXED BY uq_venues_code WHERE code = 'V77' AND deleted_at IS NULL`),
  ).toBe(1);
  expect(count(here, `SELECT count(*) FROM search_words WHERE search_words MATCH '"прожекторн"*'`)).toBe(VENUES);
  expect(count(here, "SELECT position FROM replica_shapes WHERE table_name = 'venues'")).toBe('7_1');
  expect(replica.reader.pragma('integrity_check', { simple: true })).toBe('ok');
  // The writer's connection knows of the new index: what it changes is found, what was there stays.
  await replica.writeUnchecked((tx) => {
    const { lastInsertRowid } = tx.sqlite
      .prepare("INSERT INTO search_rows (table_name, row_id) VALUES ('venues', 'x')")
      .run();
    tx.sqlite.prepare("INSERT INTO search_words (rowid, words) VALUES (?, 'рампа')").run(lastInsertRowid);
  });
  expect(count(here, `SELECT count(*) FROM search_words WHERE search_words MATCH 'рампа'`)).toBe(1);
  expect(count(here, `SELECT count(*) FROM search_words WHERE search_words MATCH '"прожекторн"*'`)).toBe(VENUES);
  expect(replica.reader.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('whoever waits for the rows does not wait for the log to be folded in; a thread does that, and closing waits for it', async () => {
  const fileThread = new URL('../../../electron/replica/file-worker.ts', import.meta.url);
  for (const thread of [undefined, fileThread]) {
    await using here = await place(undefined, thread);
    const { dir, vault, replica } = here;
    const file = join(dir, 'replica.sqlite');
    const arriving = await arrived(here);
    await begin(here);
    const before = statSync(file).size;
    replica.holdLog();
    await replica.writeBesides(() => copySnapshot(dir, vault, arriving));
    await replica.writeUnchecked((tx) => {
      endLoad(tx.sqlite);
      tx.touch('replica_meta');
    });
    expect(count(here, 'SELECT count(*) FROM venues')).toBe(VENUES);
    expect(statSync(file).size).toBe(before);
    replica.foldLog();
    // Without a thread the next commit does it.
    if (thread === undefined) {
      await new Promise(setImmediate);
      await replica.setMeta({ any: 'thing' });
    }
    await until('the log is folded in', () => statSync(file).size > before);
    await replica.setMeta({ another: 'thing' });
    expect(replica.reader.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(count(here, 'SELECT count(*) FROM venues')).toBe(VENUES);
  }
});

test('what has arrived before is good as far as it is right, and no further', async () => {
  await using here = await place();
  const { dir, reply, pieces } = here;
  expect(pieces.length).toBeGreaterThan(2);
  const first = await arrived(here, 2);
  expect(begunSnapshot(dir)).toBe(reply.id);
  expect((await arrived(here, 2)).pieces).toBe(2);
  truncateSync(first.file, SNAPSHOT_PIECE_BYTES + 1000);
  const second = new ArrivingSnapshot(dir, here.vault, reply);
  await second.resume();
  expect([second.pieces, second.arrived]).toEqual([1, SNAPSHOT_PIECE_BYTES]);
  writeFileSync(first.file, Buffer.alloc(SNAPSHOT_PIECE_BYTES));
  const third = new ArrivingSnapshot(dir, here.vault, reply);
  await third.resume();
  expect(third.pieces).toBe(0);
  expect(await third.append(Buffer.alloc(pieces[0]?.length ?? 0))).toBe(false);
  // Nothing of it was written.
  expect([third.pieces, third.arrived]).toEqual([0, 0]);
  forgetArrivals(dir, reply.id);
  expect(begunSnapshot(dir)).toBe(reply.id);
  forgetArrivals(dir);
  expect(begunSnapshot(dir)).toBeUndefined();
});

test('what is no database, or does not fit, changes nothing', async () => {
  await using here = await place();
  const { dir, vault, replica, reply } = here;
  await begin(here);
  const file = join(dir, '..', 'other.sqlite');
  const other = new SqliteDatabase(file);
  other.pragma(`page_size = ${SNAPSHOT_PAGE_BYTES}`);
  other.exec('CREATE TABLE venues (id TEXT)');
  other.close();
  for (const bytes of [Buffer.alloc(SNAPSHOT_PAGE_BYTES, 1), readFileSync(file)]) {
    const bad = { ...reply, ...writePiecesOf(bytes, dir) };
    const arriving = new ArrivingSnapshot(dir, vault, bad);
    await arriving.resume();
    for (let at = 0; at < bytes.length; at += SNAPSHOT_PIECE_BYTES)
      await arriving.append(bytes.subarray(at, at + SNAPSHOT_PIECE_BYTES));
    expect(arriving.isWhole).toBe(true);
    await expect(replica.writeBesides(() => copySnapshot(dir, vault, arriving))).rejects.toThrow(UselessSnapshot);
    arriving.erase();
  }
  expect(count(here, 'SELECT count(*) FROM main.venues')).toBe(0);
  expect(progressOf(replica.reader)?.whole).toEqual(new Set());
});

function writePiecesOf(bytes: Buffer, dir: string): Pick<SnapshotReply, 'id' | 'bytes' | 'pieces'> {
  const [from, to] = [join(dir, '..', 'bad'), join(dir, '..', 'bad.pieces')];
  writeFileSync(from, bytes);
  const about = writePieces(from, to);
  rmSync(to);
  return about;
}

test('a replica that is not encrypted takes it over as well', async () => {
  await using here = await place(Vault.plain());
  const arriving = await arrived(here);
  await begin(here);
  await here.replica.writeBesides(() => copySnapshot(here.dir, here.vault, arriving));
  expect(count(here, 'SELECT count(*) FROM main.venues')).toBe(VENUES);
});
