/** What is loaded one after the other on paper: as the tailgate shows it (`shared/rules/load-units.ts`). */

/** What is loaded as one: a case with all that is in it, or a thing that lies in none. */
export interface Loaded {
  /** The line of a thing, or the thing that a case is. */
  readonly key: string;
  readonly name: string;
  readonly grams: number;
}

/** Behind everything that has a place. */
const LAST = Number.MAX_SAFE_INTEGER;
const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });

/**
 * By the places in the truck; what the truck does not know of last, the heaviest first. Of equal weights by name, so
 * that a waybill that is printed again is the same.
 */
export const inLoadOrder = <T extends Loaded>(
  units: readonly T[],
  places: ReadonlyMap<string, number> | undefined,
): readonly T[] =>
  units.toSorted(
    (a, b) =>
      (places?.get(a.key) ?? LAST) - (places?.get(b.key) ?? LAST) ||
      b.grams - a.grams ||
      collator.compare(a.name, b.name),
  );
