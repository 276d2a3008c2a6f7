/**
 * How often the points of a hub are died at, or its disk is full there, and what has been tried in the end. `RUNS=200`
 * tries each so often; `SEED=7 RUNS=1` is the eighth of those runs again.
 */
import { expect } from 'vitest';
import { createTheater, createUser } from '../../hub/admin/theaters.ts';
import { type FaultPoint, faultPoints, faults } from '../../hub/fault-points.ts';
import { RUNS } from './effort.ts';
import { PASSWORD } from './keys.ts';
import type { MortalHub } from './mortals.ts';

const FIRST_SEED = Number(process.env['SEED'] ?? 0);
export const TIMEOUT_MS = 240_000 + RUNS * 60_000;
export const seeds = Array.from({ length: RUNS }, (_, run) => FIRST_SEED + run);

type Group = FaultPoint extends infer Point ? (Point extends `${infer Name}.${string}` ? Name : never) : never;
type Place = 'shapes' | 'hub' | 'files';

/** In which of the files `crash-images.test.ts` a group of points is died at; one without a place does not compile. */
const PLACES: Readonly<Record<Group, Place>> = {
  stream: 'shapes',
  shapes: 'shapes',
  file: 'hub',
  push: 'hub',
  backup: 'hub',
  restore: 'hub',
  snapshot: 'hub',
  migration: 'hub',
  contents: 'files',
};

export const pointsOf = (...places: readonly (Place | Group)[]): FaultPoint[] =>
  faultPoints.filter((point) => {
    const group = point.slice(0, point.indexOf('.')) as Group;
    return places.includes(group) || places.includes(PLACES[group]);
  });

export const full = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

/** Nothing happens at any point any more. */
export function undoFaults(): void {
  faults.at = () => undefined;
  faults.during = () => Promise.resolve();
}

/** Counts what was tried. */
export class Tally {
  readonly #times = new Map<string, number>();

  count(what: string): void {
    this.#times.set(what, (this.#times.get(what) ?? 0) + 1);
  }

  /** Says all of it; fails where something was tried in fewer runs than there were. */
  tell(): void {
    process.stdout.write(`${[...this.#times].map(([what, times]) => `${what} ${times}`).join(', ')}\n`);
    expect([...this.#times].filter(([, times]) => times < RUNS)).toEqual([]);
  }
}

/** A theatre with an administrator, whom `a@t1` signs in. Answers its id. */
export async function theatreOn(hub: MortalHub): Promise<string> {
  const { database } = hub.running.context;
  const theaterId = await createTheater(database, { code: 't1', name: 'Театр' }, new Date());
  await createUser(
    database,
    { theater: 't1', email: 'a@t1', password: PASSWORD, role: 'admin', firstName: 'А', lastName: 'Т' },
    new Date(),
  );
  return theaterId;
}
