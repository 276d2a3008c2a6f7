/** What a scan means within a count: which thing, at which place, and how to say so. Pure. */
import type { CodeMatch } from '../../../shared/ipc/views.ts';
import type { CountDetail, CountLineView } from '../../../shared/ipc/views.ts';

export type VerdictKind = 'found' | 'more' | 'unexpected' | 'unknown' | 'place' | 'outside';
export interface Verdict {
  readonly kind: VerdictKind;
  readonly name: string;
  /** Where it was expected, for `unexpected`; the place, for `place`. */
  readonly place: string | undefined;
  readonly itemId: string | null;
  readonly locationId: string;
  readonly quantity: number;
  readonly expected: number;
  readonly counted: number;
}

/** The line that a thing belongs to: at the chosen place, else where it is expected and not yet complete, else anywhere. */
export function lineFor(detail: CountDetail, itemId: string, placeId: string | null): CountLineView | undefined {
  const lines = detail.lines.filter((line) => line.itemId === itemId);
  if (placeId !== null) return lines.find((line) => line.locationId === placeId);
  return lines.find((line) => line.counted < line.expected) ?? lines.find((line) => line.expected > 0) ?? lines[0];
}

/** Judges a code that was looked up, for so many pieces, at the chosen place (null: as expected). */
export function judge(detail: CountDetail, match: CodeMatch, placeId: string | null, quantity: number): Verdict {
  const rootId = detail.count.location_id;
  const base = { name: match.name, itemId: match.id, quantity, place: undefined, expected: 0, counted: 0, locationId: placeId ?? rootId };
  if (match.kind === 'unknown') return { ...base, kind: 'unknown', itemId: null };
  if (match.kind === 'location') {
    const isInside = detail.places.some((place) => place.id === match.id);
    return { ...base, kind: isInside ? 'place' : 'outside', place: match.name, itemId: null, locationId: match.id ?? rootId };
  }
  const line = lineFor(detail, match.id ?? '', placeId);
  const counted = (line?.counted ?? 0) + quantity;
  if (line === undefined || line.expected === 0) {
    const elsewhere = detail.lines.find((other) => other.itemId === match.id && other.expected > 0);
    return { ...base, kind: detail.count.is_blind ? 'found' : 'unexpected', place: elsewhere?.location, counted, locationId: line?.locationId ?? base.locationId };
  }
  const kind = !detail.count.is_blind && counted > line.expected ? 'more' : 'found';
  return { ...base, kind, expected: line.expected, counted, locationId: line.locationId };
}
