/** Takes back what one gesture did to many rows, the last first; what somebody else changed since is left and named. */
import { asError } from '../../shared/base/as-error.ts';
import { isRecord } from '../../shared/base/json.ts';
import type { RefusalData } from '../../shared/base/refusal.ts';
import type { PartOutlook } from '../../shared/features/undo/queries.ts';
import { MOST_TOGETHER } from '../../shared/ipc/contract.ts';
import type { Lasting } from '../../shared/ipc/progress.ts';
import type { Intent } from '../../shared/mutations/mutation.ts';
import type { Together } from '../bulk/carry-out.ts';
import type { Part } from './undo-stack.ts';

/** `look` says how taking each back stands now; `together` does a stretch of them. */
interface Deps {
  readonly look: (inverses: readonly Intent[]) => Promise<readonly PartOutlook[]>;
  readonly together: Together;
  readonly newId: () => string;
  /** Before each stretch. */
  readonly onProgress: Lasting['onProgress'];
  /** So many parts are a stretch. One, where each is about many rows itself, and later ones hold up earlier ones. */
  readonly atOnce?: number;
}

/** What became of a gesture that was taken back. */
export interface TakenBack {
  /** Rows that stay as they are, or some of which does. */
  readonly staying: number;
  /** Why the first of those that stay as they are does. */
  readonly refusal: RefusalData | undefined;
  /** Not reached, because something failed on the way; in the order in which they were done. */
  readonly left: readonly Part[];
  readonly failure: Error | undefined;
}

/** The row that a mutation of a gesture is about. */
const rowOf = ({ args }: Intent): string =>
  isRecord(args) ? String(args['id'] ?? args['itemId'] ?? args['deletionId'] ?? '') : '';

/** Never throws: what failed is said with what is left to be taken back. */
export async function takeBackAll(
  parts: readonly Part[],
  { look, together, newId, onProgress, atOnce = MOST_TOGETHER }: Deps,
): Promise<TakenBack> {
  const backwards = parts.toReversed();
  const staying = new Set<string>();
  let refusal: RefusalData | undefined;
  const leave = ({ done }: Part, why: RefusalData): void => {
    staying.add(rowOf(done));
    refusal ??= why;
  };
  for (let from = 0; from < backwards.length; from += atOnce) {
    const stretch = backwards.slice(from, from + atOnce);
    onProgress({ done: from, total: backwards.length });
    try {
      const outlooks = await look(stretch.map(({ inverse }) => inverse));
      const wanted = stretch.flatMap((part, index) => {
        const outlook = outlooks[index];
        if (outlook === undefined) return [];
        if (outlook.obstacle === null) return [{ part, mutation: { ...outlook.intent, id: newId() } }];
        leave(part, outlook.obstacle);
        return [];
      });
      const verdicts = wanted.length === 0 ? [] : await together(wanted.map(({ mutation }) => mutation));
      wanted.forEach(({ part }, index) => {
        const verdict = verdicts[index];
        if (verdict?.ok === false) leave(part, verdict.error);
      });
    } catch (error) {
      const left = backwards.slice(from).toReversed();
      return { staying: staying.size, refusal, left, failure: asError(error) };
    }
  }
  return { staying: staying.size, refusal, left: [], failure: undefined };
}
