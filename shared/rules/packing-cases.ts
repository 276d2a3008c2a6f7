/**
 * Cases of a tour as a tree: what lies in them, however deep, and what they weigh. Two laptops offline may make a
 * circle of cases; then every case is looked at once and nothing is counted twice.
 */

/** A line as far as cases ask: so many of a thing in a case. */
export interface CasedLine {
  readonly itemId: string;
  readonly caseId: string | null;
  readonly planned: number;
  readonly packed: number;
}

/** What lies in a case and in the cases in it. */
export interface CaseSum {
  /** Pieces, without the cases themselves. */
  readonly planned: number;
  readonly packed: number;
  /** Of what is planned or packed, whichever is more, with the case itself. */
  readonly weightKg: number;
  /** Things in it whose weight nobody knows. */
  readonly unweighed: number;
}

interface Looking {
  readonly byCase: ReadonlyMap<string | null, readonly CasedLine[]>;
  readonly cases: ReadonlySet<string>;
  readonly weightOf: (itemId: string) => number | null;
}

function within(caseId: string, looking: Looking, seen: ReadonlySet<string>): CaseSum {
  const inside = new Set([...seen, caseId]);
  const sum = { planned: 0, packed: 0, weightKg: 0, unweighed: 0 };
  for (const { itemId, planned, packed } of looking.byCase.get(caseId) ?? []) {
    if (planned <= 0 && packed <= 0) continue;
    const weight = looking.weightOf(itemId);
    const isCase = looking.cases.has(itemId);
    sum.weightKg += (weight ?? 0) * Math.max(planned, packed);
    if (weight === null) sum.unweighed += 1;
    if (!isCase) {
      sum.planned += planned;
      sum.packed += Math.min(packed, planned);
    } else if (!inside.has(itemId)) {
      const deeper = within(itemId, looking, inside);
      sum.planned += deeper.planned;
      sum.packed += deeper.packed;
      sum.weightKg += deeper.weightKg;
      sum.unweighed += deeper.unweighed;
    }
  }
  return sum;
}

/**
 * The sum of each case, from the lines by the case that they are in. `packed` counts no more than is planned: what is
 * too many makes nothing complete.
 */
export function caseSums(
  byCase: ReadonlyMap<string | null, readonly CasedLine[]>,
  cases: ReadonlySet<string>,
  weightOf: (itemId: string) => number | null,
): ReadonlyMap<string, CaseSum> {
  const looking = { byCase, cases, weightOf };
  return new Map(
    [...cases].map((id): [string, CaseSum] => {
      const sum = within(id, looking, new Set());
      const own = weightOf(id);
      return [id, { ...sum, weightKg: sum.weightKg + (own ?? 0), unweighed: sum.unweighed + (own === null ? 1 : 0) }];
    }),
  );
}
