/** Both places in which a hub keeps contents do the same: a directory, and a store of S3's kind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FileRefused } from '../../../files/file-store.ts';
import type { ContentStore } from '../../../hub/files/content-store.ts';
import { openContentStore, placeOf } from '../../../hub/files/files-url.ts';
import { newId } from '../../../shared/base/ids.ts';
import { seeded } from '../../simulation/random-world.ts';
import { bytesOf, hashOf } from '../../support/file-laptop.ts';
import { type S3, startS3 } from '../../support/s3.ts';

const MIB = 1024 * 1024;
const dir = mkdtempSync(join(tmpdir(), 'offstage-contents-'));
const held: { s3?: S3 } = {};
const stores: ContentStore[] = [];

beforeAll(async () => {
  held.s3 = await startS3();
});
afterAll(async () => {
  for (const store of stores) store.close();
  await held.s3?.[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true, force: true });
});

async function open(kind: 'directory' | 'S3'): Promise<ContentStore> {
  const store =
    kind === 'S3' ? await openContentStore('', held.s3?.url, held.s3?.env) : await openContentStore(dir, undefined);
  stores.push(store);
  return store;
}

async function* pieces(content: Uint8Array, size: number, breaksAt = Infinity): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) {
    if (at >= breaksAt) throw new Error('cut');
    yield content.subarray(at, at + size);
  }
}

async function readAll(store: ContentStore, sha256: string, start?: number, end?: number): Promise<Buffer> {
  const found: Uint8Array[] = [];
  const range = start === undefined || end === undefined ? undefined : { start, end };
  for await (const piece of store.read(sha256, range)) found.push(piece);
  return Buffer.concat(found);
}

/** Bytes at random are dear; what matters is that they differ everywhere. */
function large(bytes: number, seed: number): Buffer {
  const unit = bytesOf(seeded(seed), 65_537);
  return Buffer.concat(Array.from({ length: Math.ceil(bytes / unit.length) }, () => unit)).subarray(0, bytes);
}

describe.each(['directory', 'S3'] as const)('in a %s', (kind) => {
  test('an upload grows by whatever comes, through cuts and other hubs, and is kept under its hash', async () => {
    const [one, other] = [await open(kind), await open(kind)];
    for (const size of [1, 70_000, 20 * MIB + 17]) {
      const content = large(size, size);
      const sha256 = hashOf(content);
      const id = newId();
      expect(await one.uploaded(id)).toBe(0);
      const cut = Math.floor(size / 2);
      if (size > 1) await expect(one.append(id, 0, pieces(content, 30_000, cut), size)).rejects.toThrow('cut');
      const at = await other.uploaded(id);
      expect([at <= size, at >= Math.min(cut, size - 1)]).toEqual([true, true]);
      expect(await other.append(id, at, pieces(content.subarray(at), 65_536), size)).toBe(size);
      expect([await one.uploaded(id), await one.uploads()]).toEqual([size, [id]]);
      expect(await one.sizeOf(sha256)).toBeUndefined();
      await one.keep(id, { sha256, size });
      await one.giveUp(id);
      expect([await other.sizeOf(sha256), await other.stateOf(sha256)]).toEqual([size, 'whole']);
      expect((await readAll(other, sha256)).equals(content)).toBe(true);
      expect(
        (await readAll(other, sha256, Math.floor(size / 3), size)).equals(content.subarray(Math.floor(size / 3))),
      ).toBe(true);
      expect(await one.uploads()).toEqual([]);
    }
  });

  test('what is not what was said is not kept, and nothing of it stays', async () => {
    const store = await open(kind);
    for (const size of [5000, 9 * MIB]) {
      const content = large(size, 3);
      const id = newId();
      await store.append(id, 0, pieces(content, 65_536), size);
      const sha256 = hashOf(Buffer.from(`other ${size}`));
      await expect(store.keep(id, { sha256, size })).rejects.toEqual(new FileRefused('file.mismatch'));
      expect([await store.uploads(), await store.sizeOf(sha256)]).toEqual([[], undefined]);
      await expect(store.put(pieces(content, 9999), { sha256, size })).rejects.toEqual(
        new FileRefused('file.mismatch'),
      );
      await expect(store.put(pieces(content, 9999), { sha256: hashOf(content), size: size - 1 })).rejects.toEqual(
        new FileRefused('file.tooLarge'),
      );
    }
  });

  test('a part that is written again at the same place counts once', async () => {
    const store = await open(kind);
    const content = large(300_000, 4);
    const id = newId();
    await store.append(id, 0, pieces(content.subarray(0, 200_000), 50_000), 300_000);
    expect(await store.append(id, 100_000, pieces(content.subarray(100_000), 50_000), 300_000)).toBe(300_000);
    const found = await store.uploaded(id);
    expect([200_000, 300_000]).toContain(found);
    if (found < 300_000) await store.append(id, found, pieces(content.subarray(found), 50_000), 300_000);
    await store.keep(id, { sha256: hashOf(content), size: content.length });
    expect((await readAll(store, hashOf(content))).equals(content)).toBe(true);
    await store.giveUp(id);
  });

  test('contents are listed, and go; thumbnails are each theatre’s own', async () => {
    const store = await open(kind);
    const content = large(1000, 5);
    const sha256 = hashOf(content);
    await store.put(pieces(content, 100), { sha256, size: 1000 });
    await store.put(pieces(content, 100), { sha256, size: 1000 });
    const all: string[] = [];
    for await (const file of store.all()) all.push(`${file.sha256} ${file.size}`);
    expect(all.filter((line) => line === `${sha256} 1000`)).toHaveLength(1);
    expect([await store.remove(sha256), await store.remove(sha256), await store.stateOf(sha256)]).toEqual([
      true,
      false,
      'missing',
    ]);
    const [ours, theirs] = [newId(), newId()];
    expect(await store.thumbnail(ours, sha256)).toBeUndefined();
    await store.putThumbnail(ours, sha256, Buffer.from('one'));
    await store.putThumbnail(ours, sha256, Buffer.from('two'));
    expect([await store.thumbnail(ours, sha256), await store.thumbnail(theirs, sha256)]).toEqual([
      Buffer.from('two'),
      undefined,
    ]);
    await store.removeThumbnail(ours, sha256);
    expect(await store.thumbnail(ours, sha256)).toBeUndefined();
  });
});

test('the place is said plainly, and what cannot be one is refused', async () => {
  const env = { OFFSTAGE_FILES_KEY: 'key', OFFSTAGE_FILES_SECRET: 'secret' };
  expect(placeOf('s3://bucket/a/b/?endpoint=https://s3.example&region=ru-1', env)).toEqual({
    bucket: 'bucket',
    prefix: 'a/b/',
    endpoint: 'https://s3.example',
    region: 'ru-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  });
  expect(placeOf('s3://bucket', {})).toMatchObject({ prefix: '', region: 'us-east-1', credentials: undefined });
  expect(placeOf('file:///var/files', {})).toEqual({ dir: '/var/files' });
  for (const wrong of ['', '/var/files', 'http://x', 's3://', 's3://bucket?acl=public', 's3://a:geheim@bucket'])
    expect(() => placeOf(wrong, env), wrong).toThrow(expect.objectContaining({ code: 'usage' }));
  expect(() => placeOf('s3://a:geheim@bucket', env)).not.toThrow(/geheim/);
  const nowhere = 's3://missing?endpoint=http://127.0.0.1:9&region=x';
  await expect(openContentStore('', nowhere, env)).rejects.toMatchObject({ code: 'usage' });
});
