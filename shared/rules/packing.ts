/**
 * Packing as facts: what a line of a packing list is named by, and the states of its pieces as sums of its entries.
 * Every entry moves `quantity` pieces from one state into the next; a negative quantity takes that back. Entries of
 * five packers who could not hear of each other add up in any order.
 */
import { deriveId } from '../base/ids.ts';
import type { Row } from '../schema/catalog.ts';

/** The line of a thing in a case on a tour; `null`: in no case. Two laptops offline make the same row. */
export const packingLineId = (tourId: string, itemId: string, caseId: string | null): string =>
  deriveId('packing line', tourId, itemId, caseId ?? '');

/** What is done with pieces. `damage` says something of them and leaves them where they are. */
export type PackingAction = Row<'packing_entries'>['action'];

/** Where pieces can be. */
export type PieceState = 'packed' | 'loaded' | 'on_site' | 'returned' | 'missing';

/** Where they go by it. */
export const INTO: Readonly<Record<Exclude<PackingAction, 'damage'>, PieceState>> = {
  pack: 'packed',
  load: 'loaded',
  unload: 'on_site',
  return: 'returned',
  miss: 'missing',
};

/** Pieces of a line, by where they are. What came back, or is missing, stays counted. */
export interface PackingSums {
  /** In their case, at home. */
  readonly packed: number;
  /** In a truck. */
  readonly loaded: number;
  /** Unloaded at a venue. */
  readonly on_site: number;
  readonly returned: number;
  readonly missing: number;
  /** Of all these, found damaged. */
  readonly damaged: number;
}

/** Of an entry what sums ask for. */
export type Counted = Pick<Row<'packing_entries'>, 'action' | 'quantity' | 'from_state'>;

export const NOTHING_PACKED: PackingSums = { packed: 0, loaded: 0, on_site: 0, returned: 0, missing: 0, damaged: 0 };

/** The sums after one more entry. */
export function withEntry(sums: PackingSums, { action, quantity, from_state: from }: Counted): PackingSums {
  if (action === 'damage') return { ...sums, damaged: sums.damaged + quantity };
  const into = INTO[action];
  const left = from === null ? sums : { ...sums, [from]: sums[from] - quantity };
  return { ...left, [into]: left[into] + quantity };
}

/** States of a line: the sums of its entries, in whichever order. */
export const packingSums = (entries: readonly Counted[]): PackingSums => entries.reduce(withEntry, NOTHING_PACKED);

/** All pieces that were ever packed and not unpacked: each of them is in exactly one state. */
export const everPacked = (sums: PackingSums): number =>
  sums.packed + sums.loaded + sums.on_site + sums.returned + sums.missing;

/** Pieces that are away from home, in a truck or at a venue, or were not found. */
export const piecesOut = (sums: PackingSums): number => sums.loaded + sums.on_site + sums.missing;

/**
 * From which states pieces are taken, in this order. What is loaded on the road stood on site; what comes back was in
 * the truck, then on site; what was said to be missing and comes after all counts last.
 */
export const TAKEN_FROM: Readonly<
  Record<Exclude<PackingAction, 'pack' | 'damage'>, readonly Exclude<PieceState, 'returned'>[]>
> = {
  load: ['on_site', 'packed', 'missing'],
  unload: ['loaded', 'packed', 'missing'],
  return: ['loaded', 'on_site', 'missing'],
  miss: ['loaded', 'on_site', 'packed'],
};
