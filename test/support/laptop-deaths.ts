/**
 * A laptop that dies at named points, by images of what a kill leaves behind (`crash-image.ts`): in each run one death at
 * each point, at any of the times that it is reached. `RUNS=200` tries each point so often; `SEED=7 RUNS=1` is the eighth
 * of those runs again.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { type FaultPoint, faultPoints, listenToFaultPoints } from '../../electron/replica/fault-points.ts';
import type { Fetch } from '../../electron/sync/hub-client.ts';
import { type Random, seeded } from '../simulation/random-world.ts';
import { crashImage, Deaths, type Image } from './crash-image.ts';
import { RUNS } from './effort.ts';
import { replayable } from './replay.ts';
import { act } from './stock-room.ts';
import { CHEAP_GUESS, MACHINE_KEY, PASSWORD, type World } from './world.ts';

const FIRST_SEED = Number(process.env['SEED'] ?? 0);
export const TIMEOUT_MS = 240_000 + RUNS * 60_000;

type Group = FaultPoint extends infer Point ? (Point extends `${infer Name}.${string}` ? Name : never) : never;
type Place = 'at work' | 'coming and going' | 'contents';

/** In which file a group of points is died at; one without a place does not compile. */
const PLACES: Readonly<Record<Group, Place>> = {
  file: 'at work',
  journal: 'at work',
  commit: 'at work',
  backup: 'at work',
  slot: 'at work',
  pin: 'at work',
  session: 'at work',
  rebuild: 'at work',
  encrypt: 'at work',
  migration: 'at work',
  store: 'contents',
  load: 'coming and going',
  snapshot: 'coming and going',
  erase: 'coming and going',
};

export const groupsOf = (place: Place): string[] =>
  Object.entries(PLACES).flatMap(([group, where]) => (where === place ? [group] : []));

const noNetwork: Fetch = () => Promise.reject(new TypeError('no network'));

/** Begins a life of the laptop in `dir`. */
export const open = (dir: string, fetch: Fetch = noNetwork): Promise<ReplicaHost> =>
  ReplicaHost.open({ dir, machineKey: MACHINE_KEY, guessCost: CHEAP_GUESS, onError: () => undefined, fetch });

export interface Scene<K> {
  /** What stands before the dot: each point of these groups is died at. */
  readonly groups: readonly Group[];
  /** What one run begins from. */
  readonly from: string;
  /** What each run has of its own before it begins; nothing is died at meanwhile. */
  readonly prepare?: (dir: string) => Promise<void>;
  /** Works in a folder of its own until everything is done; the points are reached on the way. */
  readonly work: (dir: string, random: Random) => Promise<void>;
  /** What has been acknowledged so far in this run. */
  readonly known: () => K;
  /** Begins the next life from an image, and looks at everything that was promised. */
  readonly check: (image: Image<FaultPoint, K>) => Promise<void>;
}

/** So often as asked, from a seed that is said when something does not hold. Each point is died at in every run. */
export async function everyDeath<K>({ groups, from, prepare, work, known, check }: Scene<K>): Promise<void> {
  const points = faultPoints.filter((point) => groups.some((group) => point.startsWith(`${group}.`)));
  const root = mkdtempSync(join(tmpdir(), 'offstage-images-'));
  const deaths = new Map(points.map((point) => [point, 0]));
  try {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed += 1) {
      const random = seeded(seed);
      const folder = crashImage(from, join(root, 'alive'));
      await prepare?.(folder);
      const fates = seeded(seed + 1_000_000);
      const images = new Deaths<FaultPoint, K>({ folder, into: root, random: fates, wanted: new Set(points), known });
      listenToFaultPoints((point) => images.at(point));
      await replayable(seed, 'at work', () => work(folder, random).finally(() => listenToFaultPoints(() => undefined)));
      for (const image of images.images) {
        await replayable(seed, `after ${image.point} (${image.occurrence})`, () => check(image));
        deaths.set(image.point, (deaths.get(image.point) ?? 0) + 1);
      }
      for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true });
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  process.stdout.write(`deaths: ${[...deaths].map(([point, times]) => `${point} ${times}`).join(', ')}\n`);
  expect([...deaths].filter(([, times]) => times < RUNS)).toEqual([]);
}

/** The database is whole, and nothing half done lies about. */
export function expectWhole(host: ReplicaHost): void {
  const { reader, dir } = host.replica;
  expect(reader.pragma('quick_check(1)', { simple: true })).toBe('ok');
  expect(reader.pragma('foreign_key_check')).toEqual([]);
  expect(readdirSync(dir).filter((name) => /\.(building|rebuilt)$/.test(name))).toEqual([]);
}

/** The ids of what waits to be sent, in order. */
export const outboxOf = (host: ReplicaHost): string[] =>
  host.replica.reader
    .prepare<[], { args: string }>('SELECT args FROM outbox ORDER BY sequence')
    .all()
    .map(({ args }) => (JSON.parse(args) as { readonly id: string }).id);

export const tagsOf = (host: ReplicaHost): string[] =>
  host.replica.reader.prepare<[], string>('SELECT id FROM tags').pluck().all();

/** Acknowledged when it resolves. */
export async function save(host: ReplicaHost, id: string): Promise<void> {
  await act(host, 'row.create', { table: 'tags', id, values: { name: `метка ${id}` } });
}

/** Anna and Boris have signed in here, and everything has been loaded. */
export async function laptopOfTwo(world: World): Promise<string> {
  await world.theater('images');
  for (const email of ['anna@images', 'boris@images']) await world.user('images', email, 'stage_manager');
  const host = await world.replica('laptop', 'anna@images');
  await host.signIn({ hubUrl: world.hub.url, email: 'boris@images', password: PASSWORD });
  await host.engine?.syncOnce();
  await host.close();
  return join(world.dir, 'laptop');
}
