/**
 * How far a thing is like another one that it is to stand in for, by what the catalog knows of both. What is not
 * known of the thing that was wanted is no difference: nobody asked for it.
 */

/** Facts that are compared; numbers as the catalog writes them. */
export const comparedFacts = [
  'model',
  'manufacturer',
  'condition',
  'width',
  'height',
  'depth',
  'weight',
  'unit',
  'location_id',
] as const;
/** A fact of the catalog that is compared. */
export type ComparedFact = (typeof comparedFacts)[number];

/** What the catalog says of a thing; `own` are the theatre's own fields (voltage, length of a cable). */
export interface Likened {
  readonly name: string;
  readonly facts: Readonly<Partial<Record<ComparedFact, string | null>>>;
  readonly own: Readonly<Record<string, string>>;
}

/** What is another than was wanted; `is` is null where nobody knows. `field` is a fact, or the name of an own field. */
export interface Difference {
  readonly field: string;
  readonly isOwn: boolean;
  readonly is: string | null;
  readonly wanted: string;
}

/** `distance` is 0 for the same, and more the less the two are alike. */
export interface Likeness {
  readonly distance: number;
  readonly differences: readonly Difference[];
}

/** What weighs most is said first: another make is another thing, another shelf is a way to go. */
const WEIGHTS: Readonly<Record<ComparedFact, number>> = {
  model: 10,
  manufacturer: 4,
  width: 2,
  height: 2,
  depth: 2,
  weight: 2,
  unit: 2,
  condition: 1,
  location_id: 1,
};
/** The theatre keeps a field of its own because it matters. */
const OWN_WEIGHT = 6;
const NAME_WEIGHT = 3;

/** Facts compare as people read them: without regard to case, space, and zeros behind the point. */
function plain(value: string): string {
  const text = value.trim().toLowerCase();
  return /^-?\d+([.,]\d+)?$/.test(text) ? String(Number(text.replace(',', '.'))) : text;
}

const wordsOf = (name: string): ReadonlySet<string> =>
  new Set(
    name
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== ''),
  );

/** Of the words of both names, the share that only one has. */
function nameDistance(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const all = new Set([...a, ...b]).size;
  return all === 0 ? 0 : 1 - [...a].filter((word) => b.has(word)).length / all;
}

/** How `other` differs from `wanted`, what weighs most first. */
export function likenessOf(wanted: Likened, other: Likened): Likeness {
  const found: (Difference & { readonly weighs: number })[] = [];
  const compare = (field: string, isOwn: boolean, weighs: number, want: string | null, is: string | null): void => {
    if (want === null || want.trim() === '') return;
    const known = is === null || is.trim() === '' ? null : is;
    // Not known is half as bad as known to be another.
    if (known === null) found.push({ field, isOwn, is: null, wanted: want, weighs: weighs / 2 });
    else if (plain(known) !== plain(want)) found.push({ field, isOwn, is: known, wanted: want, weighs });
  };
  for (const fact of comparedFacts)
    compare(fact, false, WEIGHTS[fact], wanted.facts[fact] ?? null, other.facts[fact] ?? null);
  for (const [field, want] of Object.entries(wanted.own).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    compare(field, true, OWN_WEIGHT, want, other.own[field] ?? null);
  const distance = found.reduce((sum, { weighs }) => sum + weighs, NAME_WEIGHT * nameDistance(wanted.name, other.name));
  return {
    distance,
    differences: found
      .toSorted((a, b) => b.weighs - a.weighs)
      .map(({ field, isOwn, is, wanted: want }) => ({ field, isOwn, is, wanted: want })),
  };
}
