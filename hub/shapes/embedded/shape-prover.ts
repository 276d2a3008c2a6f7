/**
 * Sees to it that shapes which an earlier release wrote are compared with their tables, once each, beside everything
 * else. One that does not say what its table holds ends; what cannot be told now is looked at again later.
 */
import type { Shape } from './shape.ts';
import { isTrue, type ProofSource } from './shape-proof.ts';
import type { ShapeStore } from './shape-store.ts';

export interface ProverDeps extends Omit<ProofSource, 'passed'> {
  readonly store: Pick<ShapeStore, 'unproven' | 'proven'>;
  readonly find: (handle: string) => Shape | undefined;
  /** Before this nothing is left to come of the stream. */
  readonly position: () => number;
  readonly onFalse: (shape: Shape) => void;
  readonly onError: (error: unknown) => void;
}

/** The stream for a position that is Postgres's newest, and how often it is looked at meanwhile. */
const PASS_MS = 60_000;
const PASS_STEP_MS = 100;

export class ShapeProver {
  readonly #deps: ProverDeps;
  #work: Promise<void> | undefined;
  #isStopped = false;

  constructor(deps: ProverDeps) {
    this.#deps = deps;
  }

  /** Goes on with what is not proven yet; called every now and then. */
  look(): void {
    this.#work ??= this.#prove()
      .catch((error: unknown) => this.#deps.onError(error))
      .finally(() => {
        this.#work = undefined;
      });
  }

  async #prove(): Promise<void> {
    const { store, find, onFalse, onError } = this.#deps;
    for (const handle of store.unproven()) {
      const shape = find(handle);
      const verdict =
        shape === undefined ? undefined : await isTrue({ ...this.#deps, passed: (lsn) => this.#passed(lsn) }, shape);
      if (this.#isStopped) return;
      if (shape !== undefined && verdict === undefined && !shape.isRotated) continue;
      if (shape !== undefined && verdict === false) {
        onError(new Error(`shape ${handle}, of an earlier release, is not what ${shape.definition.table} holds`));
        onFalse(shape);
      }
      store.proven(handle);
    }
  }

  /** Resolves when nothing before this position is left to come; with false where that takes too long. */
  async #passed(lsn: bigint): Promise<boolean> {
    const until = performance.now() + PASS_MS;
    while (BigInt(this.#deps.position()) + 1n < lsn) {
      if (this.#isStopped || performance.now() > until) return false;
      await new Promise((done) => {
        setTimeout(done, PASS_STEP_MS);
      });
    }
    return true;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#work;
  }
}
