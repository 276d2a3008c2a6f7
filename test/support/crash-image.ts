/**
 * What a process that is killed at this instant leaves on the disk, as a copy, without a process that has to be started
 * and killed for it: hundreds of deaths a minute. Killed means `kill -9`: what was written is there, synced or not.
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../simulation/random-world.ts';

/** Copies a folder as it is. Nothing of this thread runs meanwhile, and no other thread may write. */
export function crashImage(folder: string, to: string): string {
  cpSync(folder, to, { recursive: true });
  return to;
}

export interface Image<P extends string, K> {
  readonly point: P;
  /** How often the point had been reached. */
  readonly occurrence: number;
  readonly dir: string;
  /** What was known at that instant, above all what had been acknowledged. */
  readonly known: K;
}

/** Of everything that happens in a run, one death at each point: at any of the times it is reached, each as likely. */
export class Deaths<P extends string, K> {
  readonly #seen = new Map<P, number>();
  readonly #images = new Map<P, Image<P, K>>();
  readonly #folder: string;
  readonly #into: string;
  readonly #random: Random;
  readonly #wanted: ReadonlySet<P>;
  readonly #known: () => K;

  constructor(options: {
    readonly folder: string;
    /** Where images are kept. */
    readonly into: string;
    readonly random: Random;
    readonly wanted: ReadonlySet<P>;
    readonly known: () => K;
  }) {
    this.#folder = options.folder;
    this.#into = options.into;
    this.#random = options.random;
    this.#wanted = options.wanted;
    this.#known = options.known;
  }

  /** A point is reached. */
  at(point: P): void {
    if (!this.#wanted.has(point)) return;
    const occurrence = (this.#seen.get(point) ?? 0) + 1;
    this.#seen.set(point, occurrence);
    if (this.#random.below(occurrence) > 0) return;
    const dir = join(this.#into, point);
    rmSync(dir, { recursive: true, force: true });
    this.#images.set(point, { point, occurrence, dir: crashImage(this.#folder, dir), known: this.#known() });
  }

  /** In the order in which the points were first reached. */
  get images(): readonly Image<P, K>[] {
    return [...this.#images.values()];
  }
}
