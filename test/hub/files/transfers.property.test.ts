/**
 * Laptops of two theatres bring contents, partly the same, in whatever way chance has it: in parts that are cut off,
 * twice at once, one after another's upload, wrong, given up, while the hub dies and begins again. Whatever happened:
 * nothing is lost, nothing is stored twice, nobody is served what their theatre has not brought, and a quota is exact.
 * `RUNS=1` tries two hundred seeds, `SEED=7` that one.
 */
import { expect, inject, test } from 'vitest';
import { createTheater, createUser } from '../../../hub/admin/theaters.ts';
import { setQuota } from '../../../hub/files/quota.ts';
import { forgetUploads } from '../../../hub/files/upkeep.ts';
import { type Random, seeded } from '../../simulation/random-world.ts';
import { isThorough } from '../../support/effort.ts';
import { bytesOf, type FileAnswer, FileLaptop, hashOf } from '../../support/file-laptop.ts';
import { PASSWORD } from '../../support/keys.ts';
import { MortalHub } from '../../support/mortals.ts';

const given = process.env['SEED'];
const SEEDS = given === undefined ? Array.from({ length: isThorough ? 200 : 5 }, (_, n) => n + 1) : [Number(given)];
const STEPS = 24;
const THEATRES = ['a', 'b'] as const;

/** A laptop, and where its uploads are as far as it knows. */
interface Side {
  readonly theatre: (typeof THEATRES)[number];
  readonly laptop: FileLaptop;
  readonly locations: Map<string, string>;
}

/** What happened over all seeds: a run in which nothing did proves nothing. */
const seen = new Map<string, number>();
const note = (what: string): void => {
  seen.set(what, (seen.get(what) ?? 0) + 1);
};

class Run {
  readonly #hub: MortalHub;
  readonly #random: Random;
  readonly #sides: readonly Side[];
  readonly #theatres: Readonly<Record<string, string>>;
  readonly #contents: Buffer[] = [];
  /** By theatre, the hashes that it has named. */
  readonly #named: Readonly<Record<string, Set<string>>> = { a: new Set(), b: new Set() };

  constructor(hub: MortalHub, random: Random, sides: readonly Side[], theatres: Readonly<Record<string, string>>) {
    this.#hub = hub;
    this.#random = random;
    this.#sides = sides;
    this.#theatres = theatres;
  }

  /** One that somebody has brought, or is bringing, or one that is new. */
  #content(): Buffer {
    const known = this.#random.pick(this.#contents);
    if (known !== undefined && this.#random.below(3) > 0) return known;
    const content = bytesOf(this.#random, this.#random.pick([40, 700, 4096, 30_000, 131_072]) ?? 40);
    this.#contents.push(content);
    return content;
  }

  async steps(): Promise<void> {
    for (let step = 0; step < STEPS; step += 1) {
      const side = this.#random.pick(this.#sides);
      const content = this.#content();
      if (side === undefined) continue;
      await this.#name(side, content);
      const acts = [
        () => this.#begin(side, content),
        () => this.#begin(side, content),
        () => this.#part(side, content),
        () => this.#part(side, content),
        () => this.#part(side, content),
        () => this.#part(side, content),
        () => this.#twice(side, content),
        () => this.#together(content),
        () => this.#wrong(side, content),
        () => this.#giveUp(side, content),
        () => this.#die(),
        () => this.#dieWhile(side, content),
      ];
      await this.#random.pick(acts)?.();
      await this.#holds(side, content);
    }
  }

  async #name({ theatre, laptop }: Side, content: Buffer): Promise<void> {
    const sha256 = hashOf(content);
    if (this.#named[theatre]?.has(sha256) === true) return;
    await laptop.name(content);
    this.#named[theatre]?.add(sha256);
  }

  /** Nothing else happens meanwhile: the answer is exactly what the quota says. */
  async #begin(side: Side, content: Buffer): Promise<void> {
    const sha256 = hashOf(content);
    const theaterId = this.#theatres[side.theatre] ?? '';
    const { pool } = this.#hub.running.context.database;
    const used = await this.#used(theaterId, sha256);
    // Now and then there is too little room by a byte, or just enough.
    const quota = used + content.length + (this.#random.pick([-1, 0, 1000]) ?? 0);
    await setQuota(this.#hub.running.context.database, theaterId, Math.max(1, quota));
    const { rowCount } = await pool.query(
      'SELECT 1 FROM files WHERE theater_id = $1 AND sha256 = $2 AND uploaded_at IS NOT NULL',
      [theaterId, sha256],
    );
    const answer = await side.laptop.begin(sha256, content.length);
    const expected = rowCount === 1 ? 200 : used + content.length <= Math.max(1, quota) ? 201 : 507;
    expect(answer.status).toBe(expected);
    note(`begun ${answer.status}`);
    const location = answer.headers.get('location');
    if (location !== null) side.locations.set(sha256, location);
    await setQuota(this.#hub.running.context.database, theaterId, undefined);
  }

  /** Counted here in another way than the hub does. */
  async #used(theaterId: string, without: string): Promise<number> {
    const { rows } = await this.#hub.running.context.database.pool.query<{ sha256: string; size: string }>(
      `SELECT sha256, size FROM files WHERE theater_id = $1 AND uploaded_at IS NOT NULL UNION
       SELECT f.sha256, f.size FROM file_uploads u JOIN files f ON f.id = u.file_id WHERE u.theater_id = $1`,
      [theaterId],
    );
    return rows.filter(({ sha256 }) => sha256 !== without).reduce((sum, { size }) => sum + Number(size), 0);
  }

  /** How far the hub is with what this laptop brings, begun where it must be; undefined: all of it is there. */
  async #under(side: Side, content: Buffer): Promise<number | undefined> {
    const sha256 = hashOf(content);
    const at = await this.#offset(side, sha256);
    if (at !== undefined) return at === content.length ? undefined : at;
    const begun = await side.laptop.begin(sha256, content.length);
    expect([200, 201]).toContain(begun.status);
    const location = begun.headers.get('location');
    if (location === null) return undefined;
    side.locations.set(sha256, location);
    return 0;
  }

  /** How far the hub is with it; undefined where it has to be begun. */
  async #offset({ laptop, locations }: Side, sha256: string): Promise<number | undefined> {
    const location = locations.get(sha256);
    if (location === undefined) return undefined;
    const { status, headers } = await laptop.offset(location);
    if (status === 404) locations.delete(sha256);
    else expect(status).toBe(200);
    return status === 200 ? Number(headers.get('upload-offset')) : undefined;
  }

  /** A part of the rest, or all of it; perhaps the line breaks on the way. */
  async #part(side: Side, content: Buffer): Promise<void> {
    const sha256 = hashOf(content);
    const at = await this.#under(side, content);
    if (at === undefined) return;
    const location = side.locations.get(sha256) ?? '';
    const end = this.#random.below(2) === 0 ? content.length : at + 1 + this.#random.below(content.length - at);
    if (this.#random.below(3) > 0) {
      const { status } = await side.laptop.send(location, at, content.subarray(at, end));
      expect(status).toBe(204);
      note('part');
      return;
    }
    const cut = at + Math.floor((end - at) / 2);
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        if (cut > at) controller.enqueue(content.subarray(at, cut));
      },
      pull(controller) {
        controller.error(new TypeError('the cable is cut'));
      },
    });
    await side.laptop.send(location, at, broken).catch(() => note('cut'));
    // What came by then may be there, and nothing else: the offset never goes beyond what was sent.
    const now = await this.#offset(side, sha256);
    if (now !== undefined) expect([now >= at, now <= cut]).toEqual([true, true]);
  }

  /** The same part at once over two lines, as a laptop sends that took the first for lost. */
  async #twice(side: Side, content: Buffer): Promise<void> {
    const sha256 = hashOf(content);
    const at = await this.#under(side, content);
    if (at === undefined) return;
    const location = side.locations.get(sha256) ?? '';
    const send = (): Promise<FileAnswer> => side.laptop.send(location, at, content.subarray(at));
    const answers = await Promise.all([send(), send()]);
    for (const { status } of answers) expect([204, 404, 409, 423]).toContain(status);
    expect(answers.some(({ status }) => status === 204)).toBe(true);
    note('twice');
  }

  /** Two laptops, or two theatres, bring the same at the same time. */
  async #together(content: Buffer): Promise<void> {
    for (const side of this.#sides) await this.#name(side, content);
    const answers = await Promise.all(this.#sides.map(({ laptop }) => laptop.bring(content)));
    for (const { status } of answers) expect([200, 204, 404]).toContain(status);
    for (const theatre of THEATRES) {
      const own = this.#sides.find((side) => side.theatre === theatre);
      expect((await own?.laptop.fetch(hashOf(content)))?.bytes.equals(content)).toBe(true);
    }
    note('together');
  }

  async #wrong(side: Side, content: Buffer): Promise<void> {
    const sha256 = hashOf(content);
    const at = await this.#under(side, content);
    if (at === undefined) return;
    const wrong = Buffer.from(content.subarray(at));
    wrong[0] = (wrong[0] ?? 0) ^ 1;
    expect(await side.laptop.send(side.locations.get(sha256) ?? '', at, wrong)).toMatchObject({
      status: 460,
      code: 'file.mismatch',
    });
    side.locations.delete(sha256);
    note('wrong');
  }

  async #giveUp(side: Side, content: Buffer): Promise<void> {
    const location = side.locations.get(hashOf(content));
    if (location === undefined) return;
    expect([204, 404]).toContain((await side.laptop.drop(location)).status);
    side.locations.delete(hashOf(content));
    note('given up');
  }

  async #die(): Promise<void> {
    this.#hub.kill();
    await this.#hub.live();
    await this.#hub.bury();
    note('died');
  }

  async #dieWhile(side: Side, content: Buffer): Promise<void> {
    const sha256 = hashOf(content);
    const at = await this.#under(side, content);
    if (at === undefined) return this.#die();
    const sent = side.laptop.send(side.locations.get(sha256) ?? '', at, content.subarray(at)).catch(() => undefined);
    for (let left = this.#random.below(12); left > 0; left -= 1)
      await new Promise((done) => {
        setImmediate(done);
      });
    this.#hub.kill();
    await this.#hub.live();
    await this.#hub.bury();
    await sent;
    note('died while it came');
  }

  /** A theatre is served exactly what it has brought, whole; whatever lies in the store is what its name says. */
  async #holds({ theatre, laptop }: Side, content: Buffer): Promise<void> {
    const sha256 = hashOf(content);
    const { rowCount } = await this.#hub.running.context.database.pool.query(
      'SELECT 1 FROM files WHERE theater_id = $1 AND sha256 = $2 AND uploaded_at IS NOT NULL',
      [this.#theatres[theatre], sha256],
    );
    const answer = await laptop.fetch(sha256);
    if (rowCount === 1) expect(answer.bytes.equals(content)).toBe(true);
    else expect(answer).toMatchObject({ status: 404, code: 'file.elsewhere' });
  }

  /** Everybody comes to an end: what was named is there, once, and nothing else is. */
  async end(before: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    for (const side of this.#sides)
      for (const content of this.#contents) {
        const sha256 = hashOf(content);
        if (this.#named[side.theatre]?.has(sha256) !== true) continue;
        const at = await this.#offset(side, sha256);
        if (at === undefined) expect([200, 204]).toContain((await side.laptop.bring(content)).status);
        else if (at < content.length) {
          const { status } = await side.laptop.send(side.locations.get(sha256) ?? '', at, content.subarray(at));
          expect(status).toBe(204);
        }
        await this.#holds(side, content);
      }
    const { files, database } = this.#hub.running.context;
    await forgetUploads(files);
    await database.pool.query(
      'DELETE FROM file_uploads u USING files f WHERE f.id = u.file_id AND f.uploaded_at IS NOT NULL',
    );
    await forgetUploads(files);
    expect(await files.store.uploads()).toEqual([]);
    const there = new Set<string>();
    for await (const { sha256 } of files.store.all()) {
      expect(there.has(sha256)).toBe(false);
      there.add(sha256);
      if (!before.has(sha256)) expect(await files.store.stateOf(sha256)).toBe('whole');
    }
    const named = new Set([...before, ...Object.values(this.#named).flatMap((hashes) => [...hashes])]);
    expect([...there].toSorted()).toEqual([...named].toSorted());
    const { rowCount } = await database.pool.query('SELECT 1 FROM files WHERE uploaded_at IS NULL');
    expect(rowCount).toBe(0);
    return there;
  }
}

test(`${SEEDS.length} seeds`, { timeout: 60_000 + SEEDS.length * 30_000 }, async () => {
  const hub = await MortalHub.begin(inject('postgresUrl'), { fileLimits: { atOnce: 99 } });
  try {
    const { database } = hub.running.context;
    const theatres: Record<string, string> = {};
    for (const code of THEATRES) {
      theatres[code] = await createTheater(database, { code, name: code }, new Date());
      await createUser(database, { theater: code, email: `${code}@t`, password: PASSWORD, role: 'admin' }, new Date());
    }
    const sides: Side[] = [];
    for (const theatre of ['a', 'a', 'b'] as const) {
      const laptop = await FileLaptop.register(() => hub.running.url, `${theatre}@t`);
      sides.push({ theatre, laptop, locations: new Map() });
    }
    let before: ReadonlySet<string> = new Set();
    for (const seed of SEEDS) {
      for (const { laptop } of sides) await laptop.refresh();
      if (isThorough && seed % 10 === 0) process.stdout.write(`${seed} of ${SEEDS.length} seeds\n`);
      const run = new Run(hub, seeded(seed), sides, theatres);
      try {
        await run.steps();
        before = await run.end(before);
      } catch (error) {
        throw new Error(`seed ${seed}; again: SEED=${seed} … run transfers.property`, { cause: error });
      }
    }
  } finally {
    await hub.end();
  }
  process.stdout.write(`${[...seen].map(([what, times]) => `${what} ${times}`).join(', ')}\n`);
  if (given === undefined)
    expect([...seen.keys()].toSorted()).toEqual(
      ['begun 200', 'begun 201', 'begun 507', 'cut', 'died', 'died while it came', 'given up'].concat([
        'part',
        'together',
        'twice',
        'wrong',
      ]),
    );
});
