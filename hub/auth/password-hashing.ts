/**
 * The only place that hashes passwords. Hashing costs memory and a core on purpose, so that it waits its turn: however
 * many ask, never more than `PARALLEL` run, and no more than `WAITING` wait. Whoever comes then is told to come again;
 * nothing was tried.
 */
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { HttpFailure } from '../hub-context.ts';

/** Two leave half of the thread pool (four threads) to everything else; each takes 19 MiB. */
export const PARALLEL = 2;
/** At some 30 ms each, whoever waits last waits about a second. */
export const WAITING = 64;

/** Runs work in turn; a bounded queue. */
export class Turnstile {
  readonly #parallel: number;
  readonly #waiting: number;
  readonly #queue: (() => void)[] = [];
  #running = 0;
  /** The most that ever ran side by side. */
  peak = 0;

  constructor(parallel: number, waiting: number) {
    this.#parallel = parallel;
    this.#waiting = waiting;
  }

  /** Throws HttpFailure 503 `hub.busy` where too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#parallel) {
      if (this.#queue.length >= this.#waiting)
        throw new HttpFailure(503, 'hub.busy', 'Too many people sign in at this moment; try again in a few seconds.', {
          seconds: 2,
        });
      // Who leaves hands over their place, so that nobody who comes later takes it.
      await new Promise<void>((go) => {
        this.#queue.push(go);
      });
    } else this.#running += 1;
    this.peak = Math.max(this.peak, this.#running);
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

/** One for the process: its threads and its memory are what is short. */
export const hashing = new Turnstile(PARALLEL, WAITING);

/** argon2id with the library's defaults (OWASP's first choice: 19 MiB, two passes). */
export function hashPassword(password: string): Promise<string> {
  return hashing.run(() => hash(password));
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (nobody of that name, or an account that has no password
 * yet) it takes as long and answers false.
 */
export async function verifyPassword(hashed: string, password: string): Promise<boolean> {
  decoy ??= hash(randomBytes(24).toString('hex'));
  const against = hashed === '' ? await decoy : hashed;
  // A hash that cannot be read belongs to no password.
  const isRight = await hashing.run(() => verify(against, password).catch(() => false));
  return isRight && hashed !== '';
}
