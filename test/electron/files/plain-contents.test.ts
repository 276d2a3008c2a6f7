/** Contents of a replica from before encryption: sealed with its database, and none of them lost. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Vault } from '../../../electron/replica/vault.ts';
import { FakeFileHub } from '../../support/fake-file-hub.ts';
import { LoneFiles } from '../../support/lone-files.ts';
import { picture } from '../../support/pictures.ts';
import { until } from '../../support/world.ts';

test('photos that were taken before there was a key are sealed by it, shown, and go up', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub, { vault: Vault.plain() });
  const photos = [await picture(40, 30, 'jpeg'), await picture(30, 40, 'png'), Buffer.alloc(300_000, 'passport ')];
  const taken: { readonly sha256: string; readonly size: number }[] = [];
  for (const bytes of photos) taken.push(await laptop.take(bytes));
  await laptop.close();
  laptop.encrypt();
  await laptop.open();
  await laptop.files.reconciled();
  for (const [index, { sha256, size }] of taken.entries()) {
    expect(await laptop.files.sizeOf(sha256)).toBe(size);
    expect((await laptop.files.part(sha256)).equals(photos[index] ?? Buffer.alloc(0))).toBe(true);
  }
  expect((await laptop.files.thumbnail(taken[0]?.sha256 ?? '')).length).toBeGreaterThan(0);
  // Nothing of it lies there as it is any more.
  const folder = join(laptop.dir, 'files');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((at) =>
    /[0-9a-f]{64}$/.test(at),
  ))
    expect(photos.some((bytes) => readFileSync(join(folder, name)).equals(bytes))).toBe(false);
  expect(readdirSync(folder)).not.toContain('plain');
  laptop.push();
  laptop.engine.start();
  await until('everything is on the hub', () => taken.every(({ sha256 }) => hub.contents.has(sha256)));
  expect(laptop.problems).toEqual([]);
});
