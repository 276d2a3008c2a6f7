/**
 * A damaged, empty or missing database loses nothing that was acknowledged, whenever the process dies while it is built
 * anew.
 */
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { afterEach, expect, test } from 'vitest';
import { eraseDirectory } from '../../../electron/host/erase-replica.ts';
import { listBackups } from '../../../electron/replica/backup.ts';
import { isPlainDatabase } from '../../../electron/replica/encrypted-database.ts';
import { examine, examineInThread } from '../../../electron/replica/examine.ts';
import { type FaultPoint, listenToFaultPoints } from '../../../electron/replica/fault-points.ts';
import { NO_KEYS, writeKeyFile } from '../../../electron/replica/key-file.ts';
import { type OpenedReplica, openReplica } from '../../../electron/replica/open-replica.ts';
import { OutboxJournal, type OutboxRow } from '../../../electron/replica/outbox-journal.ts';
import { Vault } from '../../../electron/replica/vault.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const vault = new Vault(Buffer.alloc(32, 3));
const row = (sequence: number): OutboxRow => ({
  sequence,
  id: `00000000-0000-7000-8000-${String(sequence).padStart(12, '0')}`,
  name: 'row.create',
  args: '{"table":"tags"}',
  author_id: '00000000-0000-7000-8000-0000000000aa',
  issued_at: NOW.toISOString(),
  clock_offset_ms: 0,
});
const open = (dir: string, key = vault): Promise<OpenedReplica> =>
  openReplica(dir, { create: true, now: () => NOW, vault: key });
const outbox = ({ replica }: OpenedReplica): number[] =>
  replica.reader
    .prepare<[], { sequence: number }>('SELECT sequence FROM outbox ORDER BY sequence')
    .all()
    .map((entry) => entry.sequence);
const folder = (): string => mkdtempSync(join(tmpdir(), 'offstage-rebuild-'));
const main = (dir: string): string => join(dir, 'replica.sqlite');

/** Three mutations in the database and in the journal, and a refusal in the database alone. */
async function filled(key = vault): Promise<string> {
  const dir = folder();
  const opened = await open(dir, key);
  await opened.replica.write('full', (tx) => {
    for (const sequence of [1, 2, 3]) {
      const { id, name, args, author_id, issued_at, clock_offset_ms } = row(sequence);
      tx.prepare(
        'INSERT INTO outbox (sequence, id, name, args, author_id, issued_at, clock_offset_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(sequence, id, name, args, author_id, issued_at, clock_offset_ms);
      opened.replica.journal.append(row(sequence));
    }
  });
  await opened.replica.setMeta({ device_id: 'laptop' });
  await opened.replica.close();
  return dir;
}

/** Flips bytes in every page but the first two. */
function damage(file: string): void {
  const handle = openSync(file, 'r+');
  for (let at = 8192; at < statSync(file).size; at += 4096) writeSync(handle, Buffer.alloc(2048, 0xa5), 0, 2048, at);
  closeSync(handle);
}

class Died extends Error {}
function dieAt(wanted: FaultPoint, occurrence = 1): void {
  let seen = 0;
  listenToFaultPoints((point) => {
    if (point === wanted && (seen += 1) === occurrence) throw new Died(point);
  });
}
afterEach(() => listenToFaultPoints(() => undefined));

const fileThread = new URL('../../../electron/replica/file-worker.ts', import.meta.url);

test('a thread that looks at the file says what this one would; where it cannot say, this one looks', async () => {
  const nowhere = new URL('file:///nowhere.ts');
  for (const thread of [fileThread, nowhere]) {
    const dir = await filled();
    expect(await examineInThread(thread, main(dir), vault)).toBe('good');
    // Another key shows as rubbish does.
    expect(await examineInThread(thread, main(dir), new Vault(Buffer.alloc(32, 4)))).toBe('damaged');
    damage(main(dir));
    expect(await examineInThread(thread, main(dir), vault)).toBe('damaged');
    const opened = await openReplica(dir, { now: () => NOW, vault, fileThread: thread });
    expect([outbox(opened), opened.rebuilt?.carriedOver]).toEqual([[1, 2, 3], 3]);
    await opened.replica.close();
    writeFileSync(join(dir, 'empty.sqlite'), '');
    expect(await examineInThread(thread, join(dir, 'empty.sqlite'), vault)).toBe('empty');
  }
});

test('one bit that differs is enough, wherever it is', async () => {
  const dir = await filled();
  const good = readFileSync(main(dir));
  // Every seventh page: each costs a file.
  for (let at = 4096; at < good.length; at += 7 * 4096) {
    const torn = Buffer.from(good);
    torn[at + 2000] = (torn[at + 2000] ?? 0) ^ 1;
    writeFileSync(main(dir), torn);
    expect([at, examine(main(dir), vault)]).toEqual([at, 'damaged']);
  }
});

for (const point of [
  'file.renamed',
  'rebuild.built',
  'rebuild.ready',
  'rebuild.setAside',
  'rebuild.swapped',
] as const) {
  test(`dying at ${point} while a damaged file is built anew keeps the outbox`, async () => {
    const dir = await filled();
    damage(main(dir));
    dieAt(point);
    await expect(open(dir)).rejects.toThrow(Died);
    listenToFaultPoints(() => undefined);
    const opened = await open(dir);
    expect(outbox(opened)).toEqual([1, 2, 3]);
    expect(new OutboxJournal(dir, vault).read().map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(readdirSync(dir).filter((name) => name.startsWith('damaged-') && name.endsWith('.sqlite'))).toHaveLength(1);
    expect(readdirSync(dir).filter((name) => /building|rebuilt/.test(name))).toEqual([]);
    await opened.replica.close();
    rmSync(dir, { recursive: true });
  });
}

const ruins: Readonly<Record<string, (dir: string) => void>> = {
  'an empty file': (dir) => writeFileSync(main(dir), ''),
  'an empty file with a log beside it': (dir) => {
    writeFileSync(main(dir), '');
    writeFileSync(`${main(dir)}-wal`, Buffer.alloc(8192, 1));
  },
  'a missing file': (dir) => rmSync(main(dir)),
  'a missing file with a log beside it': (dir) => renameSync(main(dir), `${main(dir)}-wal`),
  'a fresh file that holds nothing yet': (dir) => {
    rmSync(main(dir));
    new SqliteDatabase(main(dir)).close();
  },
  'a header of rubbish': (dir) => {
    const handle = openSync(main(dir), 'r+');
    writeSync(handle, Buffer.alloc(12_288, 0x5a), 0, 12_288, 0);
    closeSync(handle);
  },
  'half a file': (dir) => writeFileSync(main(dir), readFileSync(main(dir)).subarray(0, statSync(main(dir)).size / 2)),
};
for (const [what, ruin] of Object.entries(ruins)) {
  test(`${what} gets its outbox back from the journal`, async () => {
    const dir = await filled();
    ruin(dir);
    // Without being asked to make anything: this is a replica, whatever is left of it.
    const opened = await openReplica(dir, { now: () => NOW, vault });
    expect(outbox(opened)).toEqual([1, 2, 3]);
    expect(opened.rebuilt?.carriedOver).toBe(3);
    await opened.replica.close();
    rmSync(dir, { recursive: true });
  });
}

test('half a line of a write that failed spoils neither the lines before it nor the one after', async () => {
  const dir = await filled();
  const file = join(dir, 'outbox.jsonl');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nsealed2:AAAA`);
  const journal = new OutboxJournal(dir, vault);
  journal.append(row(4));
  expect(journal.read().map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  rmSync(dir, { recursive: true });
});

test('a replica from before encryption is encrypted in place, with its copies and its journal, whenever the process dies meanwhile', async () => {
  const plain = Vault.plain();
  const original = await filled(plain);
  expect(isPlainDatabase(main(original))).toBe(true);
  const copies = join(original, 'backups');
  cpSync(main(original), join(copies, '2026-02-28T10-00-00-000Z-daily.sqlite'));
  for (const point of ['encrypt.copied', 'encrypt.sealed', 'file.renamed', 'encrypt.swapped', 'file.synced'] as const) {
    for (const occurrence of [1, 2]) {
      const dir = folder();
      cpSync(original, dir, { recursive: true });
      dieAt(point, occurrence);
      await open(dir).then(
        (opened) => opened.replica.close(),
        (error: unknown) => expect(error).toBeInstanceOf(Died),
      );
      listenToFaultPoints(() => undefined);
      const opened = await open(dir);
      expect(outbox(opened)).toEqual([1, 2, 3]);
      expect(opened.rebuilt).toBeUndefined();
      expect(listBackups(dir).map(({ file }) => isPlainDatabase(file))).toEqual([false]);
      expect([isPlainDatabase(main(dir)), opened.replica.journal.isPlain]).toEqual([false, false]);
      expect(opened.replica.journal.read()).toHaveLength(3);
      await opened.replica.close();
      rmSync(dir, { recursive: true });
    }
  }
  rmSync(original, { recursive: true });
});

test('a byte that was changed in the encrypted file is noticed at the next start, not read', async () => {
  const dir = await filled();
  copyFileSync(main(dir), join(dir, 'before'));
  const handle = openSync(main(dir), 'r+');
  const byte = Buffer.alloc(1);
  const at = Math.floor(statSync(main(dir)).size / 2) + 77;
  readByte(main(dir), byte, at);
  writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, at);
  closeSync(handle);
  const opened = await open(dir);
  expect(opened.rebuilt?.carriedOver).toBe(3);
  await opened.replica.close();
  rmSync(dir, { recursive: true });
});

test('what the laptop takes along of files is still pinned after another table was damaged', async () => {
  const dir = await filled();
  const before = await open(dir);
  await before.replica.write('full', (tx) => {
    tx.prepare('INSERT INTO file_pins (scope_table, scope_id, since) VALUES (?, ?, ?)').run(
      'performances',
      row(7).id,
      NOW.toISOString(),
    );
  });
  const { page } = before.replica.reader
    .prepare<[], { page: number }>("SELECT rootpage AS page FROM sqlite_master WHERE name = 'time_entries'")
    .get() ?? { page: 0 };
  await before.replica.close();
  const handle = openSync(main(dir), 'r+');
  writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, (page - 1) * 4096 + 128);
  closeSync(handle);
  const opened = await open(dir);
  expect(opened.rebuilt).toBeDefined();
  expect(opened.replica.reader.prepare('SELECT scope_table, scope_id FROM file_pins').all()).toEqual([
    { scope_table: 'performances', scope_id: row(7).id },
  ]);
  await opened.replica.close();
  rmSync(dir, { recursive: true });
});

function readByte(file: string, into: Buffer, at: number): void {
  readFileSync(file).copy(into, 0, at, at + 1);
}

test('an empty directory is none, and nothing is set aside where nothing was', async () => {
  const dir = folder();
  await expect(openReplica(dir, { now: () => NOW, vault })).rejects.toMatchObject({ code: 'replica.missing' });
  const opened = await open(dir);
  expect(opened.rebuilt).toBeUndefined();
  expect(existsSync(main(dir))).toBe(true);
  await opened.replica.close();
  rmSync(dir, { recursive: true });
});

test('of a laptop that erases itself both copies of the key go before anything else', async () => {
  const dir = await filled();
  writeKeyFile(dir, NO_KEYS);
  dieAt('erase.keys');
  expect(() => eraseDirectory(dir)).toThrow(Died);
  expect(readdirSync(dir).filter((name) => name.startsWith('keys'))).toEqual([]);
  listenToFaultPoints(() => undefined);
  eraseDirectory(dir);
  expect(readdirSync(dir).filter((name) => !name.startsWith('lock.'))).toEqual([]);
  rmSync(dir, { recursive: true });
});
