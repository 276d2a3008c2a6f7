/**
 * A laptop that dies at every step of taking contents in, fetching them and throwing them away
 * (`test/support/laptop-deaths.ts`). What it was told is here is here, what was coming goes on, and what lies here and
 * what the rows say of it agree from the next start on.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHUNK } from '../../files/sealed-file.ts';
import type { Random } from '../simulation/random-world.ts';
import { RUNS } from '../support/effort.ts';
import { FakeFileHub, hashOf } from '../support/fake-file-hub.ts';
import { everyDeath, groupsOf, TIMEOUT_MS } from '../support/laptop-deaths.ts';
import { LoneFiles } from '../support/lone-files.ts';
import { until } from '../support/world.ts';

interface Told {
  /** Taken in, and said to be. */
  readonly taken: readonly string[];
  /** Thrown away, or about to be: the hub has it. */
  readonly thrown: readonly string[];
}

let drawn = 0;
function contentOf(random: Random): Buffer {
  drawn += 1;
  const size = random.pick([700, CHUNK, CHUNK + 1, 3 * CHUNK + 77]) ?? 700;
  return Buffer.alloc(size, `content ${drawn} `);
}

const originals = (laptop: LoneFiles): string[] =>
  laptop.rows.filter((row) => row.has_original === 1).map(({ sha256 }) => sha256);

test(`contents that come and go, dying at every step of it, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  const from = mkdtempSync(join(tmpdir(), 'offstage-contents-'));
  const hub = new FakeFileHub();
  await using port = await hub.listen();
  const having = { hubUrl: port.url };
  await (await LoneFiles.begin(hub, { ...having, dir: from })).close();
  const state = { taken: [] as string[], thrown: [] as string[] };
  await everyDeath<Told>({
    groups: ['store'],
    from,
    known: () => ({ taken: [...state.taken], thrown: [...state.thrown] }),
    work: async (dir, random) => {
      Object.assign(state, { taken: [], thrown: [] });
      hub.files.clear();
      hub.contents.clear();
      await using laptop = await LoneFiles.begin(hub, { ...having, dir });
      await laptop.engine.setPolicy('all');
      const coming = [contentOf(random), Buffer.concat([contentOf(random), Buffer.alloc(2 * CHUNK, 7)])];
      for (const bytes of coming) {
        hub.files.set(hashOf(bytes), { size: bytes.length, isUploaded: true, hasThumbnail: false });
        hub.contents.set(hashOf(bytes), bytes);
      }
      for (let left = 2; left > 0; left -= 1) state.taken.push((await laptop.take(contentOf(random))).sha256);
      await laptop.pull();
      laptop.engine.start();
      await until('they have come', () => coming.every((bytes) => originals(laptop).includes(hashOf(bytes))));
      laptop.engine.pause();
      const gone = coming.map(hashOf);
      state.thrown.push(...gone);
      await laptop.files.remove(gone);
      state.taken.push((await laptop.take(contentOf(random))).sha256);
    },
    check: async ({ dir, known }) => {
      await using again = await LoneFiles.begin(hub, { ...having, dir });
      await again.files.reconciled();
      // What the rows say lies here lies here, sound, and everything that was said to be taken in.
      for (const sha256 of new Set([...originals(again), ...known.taken]))
        expect([sha256, await again.files.isSound(sha256)]).toEqual([sha256, true]);
      expect(known.taken.filter((sha256) => !originals(again).includes(sha256))).toEqual([]);
      const unfinished = readdirSync(join(dir, 'files', 'unfinished'));
      expect(unfinished.filter((name) => name.endsWith('.new'))).toEqual([]);
      // What was coming goes on; what was thrown away comes back, because the policy asks for all.
      await again.pull();
      await again.engine.setPolicy('all');
      again.engine.start();
      const all = [...hub.contents.keys()];
      await until('everything is here', () => all.every((sha256) => originals(again).includes(sha256)));
      for (const sha256 of all) expect(hashOf(await again.files.part(sha256))).toBe(sha256);
      expect(again.problems).toEqual([]);
    },
  });
  rmSync(from, { recursive: true });
});

test('each group of points that belongs here is died at', () => {
  expect(groupsOf('contents')).toEqual(['store']);
});
