/**
 * A hub on a small disk that fills up at whichever write comes first: its log of changes, the snapshots of shapes or those
 * for new laptops, backups, the secret for its figures. Where it cannot even start it says so; and as soon as there is
 * room, everything is made up for by itself, without a restart, and people's work is where it belongs. `RUNS=200` tries
 * so many sizes of the disk.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, inject, test } from 'vitest';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { readBackup } from '../../hub/admin/backup.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { keepHouse, readUpkeepState } from '../../hub/admin/upkeep.ts';
import { METRICS_TOKEN_FILE, type RunningHub, startHub } from '../../hub/server.ts';
import { newId } from '../../shared/base/ids.ts';
import { type Random, seeded } from '../simulation/random-world.ts';
import { RUNS } from '../support/effort.ts';
import { register } from '../support/hub-laptop.ts';
import { CHEAP_GUESS, MACHINE_KEY, PASSWORD } from '../support/keys.ts';
import { mayMount, SmallDisk } from '../support/small-disk.ts';
import { download, EAGER, offered, snapshotFor } from '../support/snapshots.ts';
import { act } from '../support/stock-room.ts';
import { createWorld, until, type World } from '../support/world.ts';

const SIZES = Math.max(3, RUNS);
/** Of so many sizes each kind of write has found one that was too small for it. */
const ENOUGH = 24;
const FIRST_SEED = Number(process.env['SEED'] ?? 0);
const PATIENCE_MS = 60_000;

/** From no room for a file to room for nearly everything, each run a little more. */
const [SMALLEST, LARGEST] = [4096, 12 * 1024 * 1024];
const sizeOf = (run: number): number => Math.ceil((SMALLEST * (LARGEST / SMALLEST) ** (run / SIZES)) / 4096) * 4096;

/** What has met a full disk, and how often. */
type Met = Map<'start' | 'shapes' | 'snapshot' | 'backup', number>;

/** Whether an error, or a problem as the hub tells it, is that of a full disk. */
const isFull = (problem: unknown): boolean =>
  /ENOSPC|SQLITE_FULL|SQLITE_IOERR|disk is full|disk I\/O error/.test(
    problem instanceof Error ? `${problem.message} ${'code' in problem ? String(problem.code) : ''}` : String(problem),
  );

/** A hub whose data lie on a disk of its own, and a laptop of it that lies elsewhere. */
class Cramped {
  readonly #world: World;
  readonly #theaterId: string;
  readonly #disk: SmallDisk;
  readonly #met: Met;
  readonly #laptopDir = mkdtempSync(join(tmpdir(), 'offstage-cramped-'));
  #hub: RunningHub | undefined;
  #laptop: ReplicaHost | undefined;
  readonly #ids: string[] = [];

  constructor(world: World, theaterId: string, bytes: number, met: Met) {
    this.#world = world;
    this.#theaterId = theaterId;
    this.#disk = new SmallDisk(bytes);
    this.#met = met;
  }

  #note(what: 'start' | 'shapes' | 'snapshot' | 'backup'): void {
    this.#met.set(what, (this.#met.get(what) ?? 0) + 1);
  }

  get #data(): string {
    return join(this.#disk.dir, 'hub');
  }

  async #start(): Promise<RunningHub> {
    return startHub({
      dataDir: this.#data,
      port: 0,
      databaseUrl: this.#world.databaseUrl,
      log: pino({ level: 'silent' }),
      upkeep: false,
      snapshots: { ...EAGER, changedShare: 0 },
      // One slot for all of them: each begins with an empty disk, and finds that the slot is another's.
      shapes: { streamId: 'cramped', longPollMs: 400 },
    });
  }

  async live(random: Random): Promise<void> {
    this.#hub = await this.#start().catch((error: unknown) => {
      if (!isFull(error)) throw error;
      this.#note('start');
      this.#disk.makeRoom();
      return this.#start();
    });
    const { hub } = this;
    this.#laptop = await ReplicaHost.open({
      dir: this.#laptopDir,
      create: true,
      machineKey: MACHINE_KEY,
      guessCost: CHEAP_GUESS,
      onError: () => undefined,
    });
    await this.#laptop.signIn({ hubUrl: hub.url, email: 'a@t', password: PASSWORD });
    this.#laptop.engine?.start();
    await this.#work(random);
    await this.#house();
    await this.#newcomer();
    const problem = hub.shapes?.shapesHealth().problem ?? null;
    if (problem !== null) {
      expect(problem).toSatisfy(isFull);
      this.#note('shapes');
    }
    this.#disk.makeRoom();
  }

  get hub(): RunningHub {
    if (this.#hub === undefined) throw new TypeError('there is no hub');
    return this.#hub;
  }
  get laptop(): ReplicaHost {
    if (this.#laptop === undefined) throw new TypeError('there is no laptop');
    return this.#laptop;
  }

  /** Somebody works here as far as the load has come, and somebody else elsewhere. */
  async #work(random: Random): Promise<void> {
    for (let left = 2 + random.below(4); left > 0; left -= 1) {
      await this.hub.context.database.pool.query(
        'INSERT INTO tags (id, theater_id, name) VALUES (gen_random_uuid(), $1, $2)',
        [this.#theaterId, `от других ${newId()}`],
      );
      if (this.laptop.replica.meta('loaded') === undefined) continue;
      const id = newId();
      this.#ids.push(id);
      await act(this.laptop, 'row.create', { table: 'tags', id, values: { name: id } });
    }
  }

  async #house(): Promise<void> {
    const { database, log } = this.hub.context;
    await database.pool.query("DELETE FROM hub_state WHERE key = 'upkeep'");
    const keep = (): Promise<void> =>
      keepHouse({ database, log, now: () => new Date() }, join(this.#data, 'backups'), () => Promise.resolve());
    await keep();
    const { problem } = await readUpkeepState(database.pool);
    if (problem === null) return;
    expect(problem).toSatisfy(isFull);
    this.#note('backup');
  }

  /** Somebody asks for a snapshot, and it is made or not. */
  async #newcomer(): Promise<void> {
    const reader = await register(this.hub.url, 'a@t');
    await offered(this.hub.url, reader).catch(() => undefined);
    await this.hub.context.snapshots.idle();
    const { problem } = this.hub.context.snapshots.health();
    if (problem !== null) this.#note('snapshot');
  }

  /** With room for everything. */
  async holds(): Promise<void> {
    const { hub, laptop } = this;
    await until('the laptop is loaded', () => laptop.replica.meta('loaded') !== undefined, PATIENCE_MS);
    const last = newId();
    this.#ids.push(last);
    await act(laptop, 'row.create', { table: 'tags', id: last, values: { name: last } });
    await until('everything is confirmed', () => pendingCount(laptop.replica) === 0, PATIENCE_MS);
    const { database } = hub.context;
    await until(
      'laptop and hub agree',
      async () =>
        JSON.stringify(await replicaDigest(laptop.replica)) ===
        JSON.stringify(await hubDigest(database, this.#theaterId)),
      PATIENCE_MS,
    );
    const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM tags WHERE id = ANY ($1)', [this.#ids]);
    expect(rows.map(({ id }) => id).toSorted()).toEqual(this.#ids.toSorted());
    await this.#house();
    expect((await readUpkeepState(database.pool)).problem).toBeNull();
    await this.#wholeFiles();
    expect(hub.shapes?.shapesHealth()).toMatchObject({ stream: 'streaming', problem: null });
  }

  async #wholeFiles(): Promise<void> {
    const { hub } = this;
    const reader = await register(hub.url, 'a@t');
    await offered(hub.url, reader);
    await hub.context.snapshots.idle();
    const reply = await snapshotFor(hub, reader);
    expect(hub.context.snapshots.health().problem).toBeNull();
    const copy = await download(hub.url, reader, reply);
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    copy.close();
    const kept = readdirSync(join(this.#data, 'snapshots')).map((name) => name.replace(/\.(zst|json)$/, ''));
    expect(kept.toSorted()).toEqual([...new Set(kept)].flatMap((name) => [name, name]).toSorted());
    for (const name of readdirSync(join(this.#data, 'backups')))
      await readBackup(join(this.#data, 'backups', name), () => Promise.resolve());
    const token = readFileSync(join(this.#data, METRICS_TOKEN_FILE), 'utf8').trim();
    const figures = await fetch(`${hub.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect(figures.status).toBe(200);
  }

  /** Nothing may be open on the disk afterwards. */
  async end(): Promise<void> {
    await this.#close();
    this.#disk.remove();
  }

  async abandon(): Promise<void> {
    await this.#close();
    this.#disk.abandon();
  }

  async #close(): Promise<void> {
    await this.#laptop?.close();
    await this.#hub?.stop();
    rmSync(this.#laptopDir, { recursive: true, force: true });
  }
}

test.skipIf(!mayMount())(
  `a hub whose disk is full goes on by itself when there is room, ${SIZES} sizes`,
  { timeout: 120_000 + SIZES * 60_000 },
  async () => {
    await using world = await createWorld(inject('postgresUrl'));
    const theaterId = await world.theater('t');
    await world.user('t', 'a@t', 'admin');
    await world.hub.context.database.pool.query(
      "INSERT INTO tags (id, theater_id, name) SELECT gen_random_uuid(), $1, 'метка ' || n FROM generate_series(1, 300) n",
      [theaterId],
    );
    const met: Met = new Map();
    for (let run = 0; run < SIZES; run += 1) {
      const cramped = new Cramped(world, theaterId, sizeOf(run), met);
      try {
        await cramped.live(seeded(FIRST_SEED + run));
        await cramped.holds();
      } catch (error) {
        await cramped.abandon();
        throw new Error(`a disk of ${sizeOf(run)} bytes, SEED=${FIRST_SEED}`, { cause: error });
      }
      await cramped.end();
    }
    process.stdout.write(`${[...met].map(([what, times]) => `${what} ${times}`).join(', ')}\n`);
    if (SIZES >= ENOUGH) expect([...met.keys()].toSorted()).toEqual(['backup', 'shapes', 'snapshot', 'start']);
  },
);
