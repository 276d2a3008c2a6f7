/** Content is stored once, read back as it was or not at all, whatever happens to the process and the disk. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { FileRefused, FileStore, type StorePoint } from '../../files/file-store.ts';
import { CHUNK, DamagedFile } from '../../files/sealed-file.ts';
import { type Random, seeded } from '../simulation/random-world.ts';

const KEY = Buffer.alloc(32, 7);
const FORMS = [
  ['sealed', KEY],
  ['plain', undefined],
] as const;
const MOST = { maxBytes: 100 * CHUNK };
const dirs: string[] = [];

afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function newDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-files-'));
  dirs.push(dir);
  return dir;
}

const bytesOf = (random: Random, count: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: count }, () => random.below(256)));

/** Lengths at which chunks begin and end, and some between. */
const lengthOf = (random: Random): number =>
  random.pick([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17, random.below(4 * CHUNK)]) ?? 0;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function* inPieces(random: Random, bytes: Buffer, from = 0): AsyncGenerator<Buffer> {
  for (let at = from; at < bytes.length; ) {
    const piece = bytes.subarray(at, at + 1 + random.below(CHUNK * 1.5));
    yield piece;
    at += piece.length;
  }
}

async function readAll(store: FileStore, sha256: string, start?: number, end?: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const range = start === undefined || end === undefined ? undefined : { start, end };
  for await (const piece of store.read(sha256, range)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const openStore = (dir: string, key: Buffer | undefined, random: Random, reached?: (point: StorePoint) => void) =>
  FileStore.open({
    dir,
    key,
    randomBytes: (count) => bytesOf(random, count),
    ...(reached === undefined ? {} : { reached }),
  });

const fileOf = (dir: string, sha256: string): string => join(dir, sha256.slice(0, 2), sha256);
const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

class Cut extends Error {}
async function* cutAfter(source: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const piece of source) {
    if (piece.length > left) {
      yield piece.subarray(0, left);
      throw new Cut();
    }
    left -= piece.length;
    yield piece;
  }
}

describe.each(FORMS)('%s content', (form, key) => {
  test.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
    'is read back as it came, whole and in parts; seed %i',
    async (seed) => {
      const random = seeded(seed);
      const dir = newDir();
      const store = await openStore(dir, key, random);
      const content = bytesOf(random, lengthOf(random));
      const sha256 = hashOf(content);
      const stored = await store.put(inPieces(random, content), MOST);
      expect(stored).toEqual({ sha256, size: content.length, isNew: true });
      expect(await store.put(inPieces(random, content), MOST)).toMatchObject({ isNew: false });
      expect(filesIn(dir)).toEqual([sha256]);
      const again = await openStore(dir, key, random);
      expect(await again.sizeOf(sha256)).toBe(content.length);
      expect(await again.stateOf(sha256)).toBe('whole');
      expect((await readAll(again, sha256)).equals(content)).toBe(true);
      for (let tries = 0; tries < 5; tries += 1) {
        const start = random.below(content.length + 2);
        const end = start + random.below(2 * CHUNK);
        expect((await readAll(again, sha256, start, end)).equals(content.subarray(start, end))).toBe(true);
      }
      const all: unknown[] = [];
      for await (const file of again.all()) all.push(file);
      expect(all).toEqual([{ sha256, size: content.length }]);
      expect(await again.remove(sha256)).toBe(true);
      expect([await again.remove(sha256), await again.stateOf(sha256)]).toEqual([false, 'missing']);
      if (form === 'sealed' && content.length > 64)
        expect(filesIn(dir).every((name) => !readFileSync(join(dir, name)).includes(content.subarray(0, 32)))).toBe(
          true,
        );
    },
  );

  test('an unfinished file goes on after every cut, and through a new process', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const random = seeded(seed);
      const dir = newDir();
      const content = bytesOf(random, 3 * CHUNK + random.below(CHUNK));
      const sha256 = hashOf(content);
      let sent = 0;
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const store = await openStore(dir, key, random);
        const before = await store.unfinishedBytes('one');
        const source = (from: number) => {
          expect(from).toBe(before);
          sent += content.length - from;
          return cutAfter(inPieces(random, content, from), Math.floor((content.length - from) / 2));
        };
        await expect(store.resume('one', source, MOST)).rejects.toBeInstanceOf(Cut);
        expect(await store.unfinished()).toEqual(['one']);
      }
      const store = await openStore(dir, key, random);
      const source = (from: number) => inPieces(random, content, from);
      expect(await store.resume('one', source, { ...MOST, sha256 })).toEqual({
        sha256,
        size: content.length,
        isNew: true,
      });
      expect((await readAll(store, sha256)).equals(content)).toBe(true);
      expect([await store.unfinished(), filesIn(dir)]).toEqual([[], [sha256]]);
      expect(sent).toBeLessThan(4 * content.length);
    }
  });

  test('what is too large, or not what was promised, leaves nothing behind', async () => {
    const random = seeded(9);
    const dir = newDir();
    const store = await openStore(dir, key, random);
    const content = bytesOf(random, 2 * CHUNK);
    const other = hashOf(Buffer.of(1));
    const refusals = [
      [() => store.put(inPieces(random, content), { maxBytes: content.length - 1 }), 'file.tooLarge'],
      [() => store.put(inPieces(random, content), { ...MOST, sha256: other }), 'file.mismatch'],
      [() => store.resume('one', () => inPieces(random, content), { maxBytes: CHUNK }), 'file.tooLarge'],
      [() => store.resume('two', () => inPieces(random, content), { ...MOST, sha256: other }), 'file.mismatch'],
    ] as const;
    for (const [attempt, code] of refusals) await expect(attempt()).rejects.toEqual(new FileRefused(code));
    await expect(store.put(cutAfter(inPieces(random, content), CHUNK), MOST)).rejects.toBeInstanceOf(Cut);
    expect(filesIn(dir)).toEqual([]);
  });

  test('a file whose bytes have changed, or that was cut, is damaged; the same content makes it whole', async () => {
    const random = seeded(10);
    const dir = newDir();
    const content = bytesOf(random, 2 * CHUNK + 5);
    const sha256 = hashOf(content);
    const path = fileOf(dir, sha256);
    const harms = [
      () => {
        const bytes = readFileSync(path);
        bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      },
      () => truncateSync(path, readFileSync(path).length - 5 - (key === undefined ? 0 : 16)),
      () => truncateSync(path, 3),
      () => truncateSync(path, 0),
    ];
    for (const harm of harms) {
      const store = await openStore(dir, key, random);
      await store.put(inPieces(random, content), MOST);
      harm();
      expect(await store.stateOf(sha256)).toBe('damaged');
      await expect(readAll(store, sha256)).rejects.toBeInstanceOf(DamagedFile);
      await expect(readAll(store, sha256, CHUNK, content.length)).rejects.toBeInstanceOf(DamagedFile);
      expect(await store.put(inPieces(random, content), MOST)).toMatchObject({ isNew: true });
      expect((await readAll(store, sha256)).equals(content)).toBe(true);
    }
  });

  test('one file laid over the name of another is not taken for it', async () => {
    const random = seeded(11);
    const dir = newDir();
    const store = await openStore(dir, key, random);
    const [one, other] = [bytesOf(random, CHUNK + 1), bytesOf(random, CHUNK + 1)];
    await store.put(inPieces(random, one), MOST);
    await store.put(inPieces(random, other), MOST);
    copyFileSync(fileOf(dir, hashOf(one)), fileOf(dir, hashOf(other)));
    expect(await store.stateOf(hashOf(other))).toBe('damaged');
    await expect(readAll(store, hashOf(other), 0, 10)).rejects.toBeInstanceOf(DamagedFile);
  });

  test('a death at any point leaves the whole file or none, and the next start sweeps the rest', async () => {
    for (const point of ['store.written', 'store.synced', 'store.renamed', 'store.removed'] as const) {
      const random = seeded(12);
      const dir = newDir();
      const content = bytesOf(random, CHUNK + 9);
      const image = newDir();
      const store = await openStore(dir, key, random, (reached) => {
        if (reached === point) cpSync(dir, image, { recursive: true });
      });
      const { sha256 } = await store.put(inPieces(random, content), MOST);
      await store.remove(sha256);
      const after = await openStore(image, key, random);
      const expected = point === 'store.renamed' ? 'whole' : 'missing';
      expect([point, await after.stateOf(sha256)]).toEqual([point, expected]);
      expect(filesIn(image)).toEqual(expected === 'whole' ? [sha256] : []);
    }
  });

  test.skipIf(process.getuid?.() === 0)('a folder that may not be written says so and keeps what it has', async () => {
    const random = seeded(13);
    const dir = newDir();
    const store = await openStore(dir, key, random);
    chmodSync(join(dir, 'unfinished'), 0o500);
    await expect(store.put(inPieces(random, Buffer.alloc(10)), MOST)).rejects.toMatchObject({ code: 'EACCES' });
    chmodSync(join(dir, 'unfinished'), 0o700);
    expect(filesIn(dir)).toEqual([]);
  });
});

test('sealed content is not read with another key, and its bytes do not show', async () => {
  const random = seeded(14);
  const dir = newDir();
  const store = await openStore(dir, KEY, random);
  const content = Buffer.from('Чайка. Световая партитура. '.repeat(9000));
  const { sha256 } = await store.put(inPieces(random, content), MOST);
  expect(readFileSync(fileOf(dir, sha256)).includes(content.subarray(0, 40))).toBe(false);
  const stranger = await openStore(dir, Buffer.alloc(32, 8), random);
  expect(await stranger.stateOf(sha256)).toBe('damaged');
});

test('chunks that a power cut left as rubbish at the end are fetched again, and no more', async () => {
  const random = seeded(15);
  const dir = newDir();
  const content = bytesOf(random, 5 * CHUNK);
  const store = await openStore(dir, KEY, random);
  const cut = (from: number) => cutAfter(inPieces(random, content, from), 4 * CHUNK + 1);
  await expect(store.resume('one', cut, MOST)).rejects.toBeInstanceOf(Cut);
  const path = join(dir, 'unfinished', 'one');
  const bytes = readFileSync(path);
  bytes.fill(0, bytes.length - CHUNK);
  writeFileSync(path, bytes);
  const asked: number[] = [];
  const goOn = (from: number) => {
    asked.push(from);
    return inPieces(random, content, from);
  };
  const { sha256 } = await store.resume('one', goOn, MOST);
  expect([sha256, asked]).toEqual([hashOf(content), [3 * CHUNK]]);
});

test('names that lead elsewhere are refused', async () => {
  const dir = newDir();
  const store = await openStore(dir, KEY, seeded(16));
  for (const name of ['../x', 'a/b', '', '.', 'x'.repeat(81), 'a.new'])
    await expect(store.unfinishedBytes(name)).rejects.toBeInstanceOf(RangeError);
  await expect(store.stateOf('../../etc/passwd')).rejects.toBeInstanceOf(RangeError);
  expect(existsSync(join(dir, 'unfinished'))).toBe(true);
});
