/**
 * Does something to many rows, a stretch of mutations at a time, so that nobody who writes besides waits for all of it.
 * It tells how far it is and can be stopped between two stretches; what was done until then stays done.
 */
import { asError } from '../../shared/base/as-error.ts';
import { type RefusalData, type Result, refusalCodes } from '../../shared/base/refusal.ts';
import { MOST_TOGETHER } from '../../shared/ipc/contract.ts';
import type { Lasting } from '../../shared/ipc/progress.ts';
import type { Intent } from '../../shared/mutations/mutation.ts';

/** A mutation with the id under which it will be known. */
export interface IdentifiedIntent extends Intent {
  readonly id: string;
}

/** What is to be done to one row. */
export interface Step {
  readonly id: string;
  readonly label: string;
  readonly mutations: readonly IdentifiedIntent[];
}

/** What became of one row. */
export interface Verdict {
  readonly step: Step;
  /** Mutations that went through. */
  readonly done: readonly IdentifiedIntent[];
  /** Why the first of the others did not; undefined where all went through, or their turn never came. */
  readonly refusal: RefusalData | undefined;
}

/** `verdicts` has one for every step, in their order, whatever was reached. */
export interface CarriedOut {
  readonly verdicts: readonly Verdict[];
  readonly isStopped: boolean;
  /** Thrown by the first stretch that failed as a whole; nothing after it was tried. */
  readonly failure: Error | undefined;
}

/** Runs a stretch in one transaction; a verdict for each. */
export type Together = (mutations: readonly IdentifiedIntent[]) => Promise<readonly Result<unknown>[]>;

/** Carries out the steps in their order. Never throws: what failed is said with what was done before it. */
export async function carryOut(
  steps: readonly Step[],
  together: Together,
  { onProgress, signal }: Lasting,
): Promise<CarriedOut> {
  const all = steps.flatMap(({ mutations }) => mutations);
  const results = new Map<string, Result<unknown>>();
  let failure: Error | undefined;
  let from = 0;
  while (from < all.length && !signal.aborted && failure === undefined) {
    const stretch = all.slice(from, from + MOST_TOGETHER);
    try {
      const verdicts = await together(stretch);
      stretch.forEach(({ id }, index) => {
        const verdict = verdicts[index];
        if (verdict !== undefined) results.set(id, verdict);
      });
      from += stretch.length;
      onProgress({ done: doneSteps(steps, results), total: steps.length });
    } catch (error) {
      failure = asError(error);
    }
  }
  return { verdicts: steps.map((step) => verdictOf(step, results)), isStopped: from < all.length, failure };
}

const doneSteps = (steps: readonly Step[], results: ReadonlyMap<string, unknown>): number =>
  steps.filter(({ mutations }) => mutations.every(({ id }) => results.has(id))).length;

function verdictOf(step: Step, results: ReadonlyMap<string, Result<unknown>>): Verdict {
  const refused = step.mutations.map(({ id }) => results.get(id)).find((result) => result?.ok === false);
  return {
    step,
    done: step.mutations.filter(({ id }) => results.get(id)?.ok === true),
    refusal: refused?.ok === false ? refused.error : undefined,
  };
}

/** Rows that were refused for one reason. */
export interface Reason {
  /** Of the first of them. */
  readonly refusal: RefusalData;
  readonly labels: readonly string[];
}

/** Refusals by their code, in the order in which codes are listed. */
export function reasonsOf(verdicts: readonly Verdict[]): readonly Reason[] {
  const refused = verdicts.flatMap(({ step, refusal }) =>
    refusal === undefined ? [] : [{ label: step.label, refusal }],
  );
  const byCode = Map.groupBy(refused, ({ refusal }) => refusal.code);
  return refusalCodes.flatMap((code) => {
    const alike = byCode.get(code) ?? [];
    const [first] = alike;
    return first === undefined ? [] : [{ refusal: first.refusal, labels: alike.map(({ label }) => label) }];
  });
}
