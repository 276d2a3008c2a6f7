/** Content that is taken in does not gather in memory where nobody will look at all of it. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { FakeFileHub } from '../../support/fake-file-hub.ts';
import { LoneFiles } from '../../support/lone-files.ts';

const MIB = 1024 ** 2;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('a film goes by as it is taken in', async () => {
  await using laptop = await LoneFiles.begin(new FakeFileHub());
  collect();
  const before = process.memoryUsage().arrayBuffers;
  let held = 0;
  async function* film(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('\u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000mp42isom', 'latin1');
    for (let at = 0; at < 800; at += 1) yield await Promise.resolve(Buffer.alloc(MIB / 4, at));
    // What the store's thread has written by now is let go of; what is held after that is gathered.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => void setImmediate(done));
    collect();
    held = process.memoryUsage().arrayBuffers - before;
  }
  expect(await laptop.files.take(film(), { name: 'Чайка.mp4' })).toMatchObject({
    mime: 'video/mp4',
    size: 200 * MIB + 24,
    hasThumbnail: false,
  });
  expect(held).toBeLessThan(64 * MIB);
});

test('large documents that are taken in at once do not gather beside each other', async () => {
  await using laptop = await LoneFiles.begin(new FakeFileHub());
  collect();
  const before = process.memoryUsage().arrayBuffers;
  const [AT_ONCE, PIECES] = [4, 96];
  let come = 0;
  let held = 0;
  const all = Promise.withResolvers<void>();
  async function* plan(letter: number): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`%PDF-1.7\n%${letter}\n`);
    for (let at = 0; at < PIECES; at += 1) yield await Promise.resolve(Buffer.alloc(MIB / 4, '\n'));
    come += 1;
    if (come === AT_ONCE) {
      // None of them goes on before this: what the store's thread still has to write is let go of, what gathers stays.
      const measured = vi.waitFor(
        () => {
          collect();
          held = process.memoryUsage().arrayBuffers - before;
          expect(held).toBeLessThan(64 * MIB);
        },
        { timeout: 20_000, interval: 20 },
      );
      await measured.finally(() => all.resolve());
    }
    await all.promise;
  }
  const taken = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, letter) => laptop.files.take(plan(letter), { name: 'План города.pdf' })),
  );
  for (const file of taken) expect(file).toMatchObject({ mime: 'application/pdf', size: 24 * MIB + 12 });
});
