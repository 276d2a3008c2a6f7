import { expect } from 'vitest';

/** What did not hold is said together with the way to see it again: the run of this seed alone, of the test at hand. */
export async function replayable(seed: number, what: string, promised: () => Promise<void>): Promise<void> {
  await promised().catch((error: unknown) => {
    const name = (expect.getState().currentTestName ?? '').replace(/,? \d+ times.*$/, '');
    const replay = `SEED=${seed} RUNS=1 node node_modules/vitest/vitest.mjs run crash-images -t "${name}"`;
    throw new Error(`${what}, seed ${seed}; again: ${replay}`, { cause: error });
  });
}
