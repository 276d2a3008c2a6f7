/**
 * Two laptops and a hub, with a network that breaks anywhere: at the end everything that anybody took in is on the hub
 * and on both laptops, once, and is what its hash says.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Random, seeded } from '../../simulation/random-world.ts';
import { isThorough, RUNS } from '../../support/effort.ts';
import { FakeFileHub, type Fate, hashOf } from '../../support/fake-file-hub.ts';
import { LoneFiles } from '../../support/lone-files.ts';
import { until } from '../../support/world.ts';

const SEEDS = isThorough ? 200 * RUNS : 6;
const CHUNK = 128 * 1024;

function fateOf(random: Random): Fate {
  const drawn = random.below(100);
  if (drawn < 62) return 'done';
  if (drawn < 72) return 'lost';
  if (drawn < 80) return 'unanswered';
  if (drawn < 92) return { cut: random.below(400_000) };
  return random.pick<Fate>([
    { status: 503, code: 'hub.failed' },
    { status: 429, code: 'hub.busy' },
    { status: 423, code: 'request.invalid' },
  ]) as Fate;
}

/** Sizes around what the store and the hub cut content into; content that repeats. */
function contentOf(random: Random): Buffer {
  const size = random.pick([1, 700, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 300_000, 2_300_000]) ?? 1;
  return Buffer.alloc(size, `content ${random.below(12)} `);
}

/** Bytes of the disk are lost: somewhere in the middle of a file that lies here. */
function damage(laptop: LoneFiles, random: Random): void {
  const folder = join(laptop.dir, 'files');
  const found = readdirSync(folder)
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)));
  const path = random.pick(found.toSorted());
  if (path === undefined || !existsSync(path)) return;
  const bytes = readFileSync(path);
  const at = 64 + random.below(bytes.length - 64);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

async function live(random: Random, hub: FakeFileHub, laptops: readonly LoneFiles[], taken: Map<string, Buffer>) {
  for (let step = 0; step < 40; step += 1) {
    const laptop = random.pick(laptops);
    if (laptop === undefined) continue;
    if (!laptop.isOpen) await laptop.open();
    switch (random.below(11)) {
      case 0:
      case 1:
      case 2: {
        const bytes = contentOf(random);
        taken.set((await laptop.take(bytes)).sha256, bytes);
        break;
      }
      case 3:
        laptop.push();
        break;
      case 4:
        laptop.push();
        await laptop.pull();
        break;
      case 5:
        await laptop.close();
        break;
      case 6:
        await laptop.engine.setPolicy(random.pick(['all', 'pinned', 'onDemand'] as const) ?? 'all');
        break;
      case 7:
        await laptop.engine.setPaused(random.below(2) === 0);
        break;
      case 8: {
        const wanted = random.pick([...taken.keys()].toSorted());
        if (wanted !== undefined) await laptop.engine.want([wanted]);
        break;
      }
      case 9:
        if (random.below(2) === 0) laptop.engine.pause();
        else laptop.engine.start();
        break;
      default: {
        // Something of the disk is lost, where the hub has it: what nobody else has cannot come back.
        const isSafe = [...taken.keys()].every((sha256) => hub.contents.has(sha256));
        if (isSafe) damage(laptop, random);
      }
    }
    await new Promise((done) => {
      setImmediate(done);
    });
  }
}

async function heal(hub: FakeFileHub, laptops: readonly LoneFiles[], taken: ReadonlyMap<string, Buffer>) {
  hub.fate = () => 'done';
  for (const laptop of laptops) {
    if (!laptop.isOpen) await laptop.open();
    await laptop.engine.setPaused(false);
    await laptop.engine.setPolicy('all');
    // What the disk lost is noticed when it is looked at.
    for (const { sha256, has_original: has } of laptop.rows) if (has === 1) await laptop.files.isSound(sha256);
  }
  await until(
    'everything is everywhere',
    async () => {
      for (const laptop of laptops) {
        laptop.push();
        await laptop.pull();
        laptop.engine.start();
      }
      const isWhole = (laptop: LoneFiles): boolean =>
        laptop.rows.filter((row) => row.has_original === 1).length === taken.size;
      return hub.contents.size === taken.size && laptops.every(isWhole);
    },
    20_000,
  );
}

test.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
  'seed %i: whatever breaks, nothing is lost, and nothing is stored twice',
  async (seed) => {
    const random = seeded(seed);
    const hub = new FakeFileHub();
    await using port = await hub.listen();
    // One as in the app, its contents in the store's thread; the other with everything in this one.
    await using one = await LoneFiles.begin(hub, { hubUrl: port.url });
    await using other = await LoneFiles.begin(hub);
    const laptops = [one, other];
    hub.fate = () => fateOf(random);
    const taken = new Map<string, Buffer>();
    for (const laptop of laptops) laptop.engine.start();
    await live(random, hub, laptops, taken);
    await heal(hub, laptops, taken);
    for (const [sha256, bytes] of taken) {
      expect(hashOf(hub.contents.get(sha256) ?? Buffer.alloc(0))).toBe(sha256);
      expect(hub.kept.get(sha256)).toBe(1);
      for (const laptop of laptops) expect(hashOf(await laptop.files.part(sha256)), String(bytes.length)).toBe(sha256);
    }
    for (const laptop of laptops) {
      expect(laptop.problems).toEqual([]);
      expect(laptop.rows.length).toBe(taken.size);
    }
  },
);
