/** What is loaded one after the other. A seam: who plans loads decides it here, and papers say it. */

/** What is loaded as one: a case with all that is in it, or a thing that lies in none. */
export interface Loaded {
  readonly name: string;
  readonly loadOrder: number | null;
  readonly grams: number;
}

/** Behind everything that has an order. */
const LAST = Number.MAX_SAFE_INTEGER;
const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });

/**
 * What has an order of its own first, in that order; then the heaviest. Of equal weights by name, so that a waybill
 * that is printed again is the same.
 */
export const inLoadOrder = <T extends Loaded>(units: readonly T[]): readonly T[] =>
  units.toSorted(
    (a, b) => (a.loadOrder ?? LAST) - (b.loadOrder ?? LAST) || b.grams - a.grams || collator.compare(a.name, b.name),
  );
