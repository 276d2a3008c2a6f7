/** Contents on a laptop: taken in, and on their way while somebody works. */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FakeFileHub } from '../support/fake-file-hub.ts';
import { LoneFiles, pieces } from '../support/lone-files.ts';
import { type Add, ms, percentile, ratio, time, timeEach } from './measure.ts';

const FILES = 500;
const BYTES = 400_000;
/** As a window brings them. */
const AT_ONCE = 4;
const PIECE = 64 * 1024;
const TARGET = 2;
const EDITS = 600;

/** As little as anybody could do: write, hash, sync, one after another. */
async function bare(dir: string, contents: readonly Buffer[]): Promise<void> {
  for (const [index, content] of contents.entries()) {
    const file = await open(join(dir, String(index)), 'wx');
    const hash = createHash('sha256');
    for (let at = 0; at < content.length; at += PIECE) {
      const piece = content.subarray(at, at + PIECE);
      hash.update(piece);
      await file.write(piece);
    }
    hash.digest('hex');
    await file.datasync();
    await file.close();
  }
}

async function several(contents: readonly Buffer[], take: (content: Buffer) => Promise<unknown>): Promise<void> {
  const left = [...contents];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let content = left.pop(); content !== undefined; content = left.pop()) await take(content);
    }),
  );
}

/** Content that no disk shortens. */
function contentOf(index: number): Buffer {
  const content = Buffer.alloc(BYTES);
  for (let at = 0; at < BYTES; at += 4) content.writeUInt32LE(Math.imul(at + index, 0x9e3779b1) >>> 0, at);
  return content;
}

const contentsFrom = (first: number): Buffer[] => Array.from({ length: FILES }, (_, index) => contentOf(first + index));

async function benchTaking(add: Add): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-bare-'));
  await using laptop = await LoneFiles.begin(new FakeFileHub());
  await laptop.files.take(pieces(Buffer.alloc(10)), { name: 'warm' });
  const least = await time(() => bare(dir, contentsFrom(0)));
  const one = contentsFrom(1_000_000);
  const after = await time(async () => {
    for (const content of one) await laptop.files.take(pieces(content, PIECE), { name: 'a' });
  });
  const many = contentsFrom(2_000_000);
  const together = await time(() =>
    several(many, (content) => laptop.files.take(pieces(content, PIECE), { name: 'a' })),
  );
  rmSync(dir, { recursive: true });
  add(
    `taking in ${FILES} files of ${BYTES / 1000} kB, hashed, sealed and durable, ${AT_ONCE} at a time`,
    `≤ ${TARGET} ×`,
    ratio(together / least),
    together <= TARGET * least,
    `${ms(together)}; the bare loop ${ms(least)}; one after another ${ms(after)} (${ratio(after / least)})`,
  );
}

/** A hub in another process. */
async function elsewhere() {
  const child = fork(fileURLToPath(new URL('files-child.ts', import.meta.url)));
  const answer = (): Promise<unknown> =>
    new Promise((done) => {
      child.once('message', done);
    });
  const port = Number(await answer());
  const knows = (sha256: string, size: number, letter: number): Promise<unknown> => {
    const known = answer();
    child.send({ sha256, size, letter });
    return known;
  };
  return { url: `http://127.0.0.1:${port}`, knows, stop: () => child.kill() };
}

function edits(laptop: LoneFiles): Promise<number[]> {
  return timeEach(EDITS, async (index) => {
    await laptop.replica.write('full', (tx) => {
      tx.prepare('UPDATE theaters SET name = ?').run(`Театр ${index}`);
      tx.touch('theaters');
    });
    await new Promise((done) => {
      setTimeout(done, 2);
    });
  });
}

/** Half of it goes up and half comes down while edits are made. */
async function benchTravel(add: Add): Promise<void> {
  const far = await elsewhere();
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub, { hubUrl: far.url });
  const idle = await edits(laptop);
  // Nothing of it is held any more when it is measured.
  for (let index = 0; index < FILES; index += 1) await laptop.take(contentOf(3_000_000 + index));
  for (let letter = 0; letter < 250; letter += 1) {
    const size = 2_000_000;
    const sha256 = createHash('sha256').update(Buffer.alloc(size, letter)).digest('hex');
    await far.knows(sha256, size, letter);
    hub.files.set(sha256, { size, isUploaded: true, hasThumbnail: false });
  }
  await laptop.pull();
  await laptop.engine.setPolicy('all');
  laptop.engine.start();
  const busy = await edits(laptop);
  const { up, down } = await laptop.engine.status();
  far.stop();
  const [before, meanwhile] = [percentile(idle, 0.99), percentile(busy, 0.99)];
  add(
    'a durable edit while files travel both ways, p99',
    `≤ ${TARGET} × idle`,
    ratio(meanwhile / before),
    meanwhile <= TARGET * before,
    `${ms(meanwhile)}, idle ${ms(before)}; medians ${ms(percentile(busy, 0.5))} and ${ms(percentile(idle, 0.5))}; ` +
      `moved meanwhile ${Math.round((up.bytesDone + down.bytesDone) / 1e6)} of ${Math.round((up.bytes + down.bytes) / 1e6)} MB`,
  );
}

export async function benchLaptopFiles(add: Add): Promise<void> {
  await benchTaking(add);
  await benchTravel(add);
}
