/** What should lie in a case, and what does. Pure. */
import { deriveId } from '../base/ids.ts';

/** So many of a thing. */
export interface Pieces {
  readonly itemId: string;
  readonly quantity: number;
}

/** The line of a thing in the list of a case: two laptops without a network make the same. */
export const kitLineId = (caseId: string, itemId: string): string => deriveId('kit line', caseId, itemId);

/** A thing whose home is a case. */
export interface Homed {
  readonly itemId: string;
  readonly quantity: number;
}

/**
 * The list of a case: its lines, and each thing that is one of its kind and has its home in the case, once. A thing
 * that has a line is not counted a second time.
 */
export function listOf(lines: readonly Pieces[], homed: readonly Homed[]): readonly Pieces[] {
  const named = new Set(lines.map(({ itemId }) => itemId));
  const alone = homed.filter(({ itemId, quantity }) => quantity <= 1 && !named.has(itemId));
  return [...lines, ...alone.map(({ itemId }) => ({ itemId, quantity: 1 }))];
}

/** How what lies in a case compares with its list: `short` first, and what is not on the list last. */
export type KitState = 'short' | 'complete' | 'extra';

/** A thing of a case: how many should be there, and how many are. */
export interface KitLine {
  readonly itemId: string;
  readonly wanted: number;
  readonly there: number;
  readonly state: KitState;
}

/** More than wanted is extra too: somebody is looking for those. */
export const stateOf = (wanted: number, there: number): KitState =>
  there < wanted ? 'short' : there > wanted ? 'extra' : 'complete';

const ORDER: Readonly<Record<KitState, number>> = { short: 0, extra: 1, complete: 2 };

/** Should be and is, in one list: what is missing first, then what is too much, then the rest. */
export function compareKit(wanted: readonly Pieces[], there: readonly Pieces[]): readonly KitLine[] {
  const should = new Map(wanted.map(({ itemId, quantity }) => [itemId, quantity]));
  const is = new Map(there.filter(({ quantity }) => quantity > 0).map(({ itemId, quantity }) => [itemId, quantity]));
  const lines = [...new Set([...should.keys(), ...is.keys()])].map((itemId): KitLine => {
    const line = { itemId, wanted: should.get(itemId) ?? 0, there: is.get(itemId) ?? 0 };
    return { ...line, state: stateOf(line.wanted, line.there) };
  });
  return lines.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
}

/** A part of a kit, and the case that it lies in. */
export interface KitPart extends Pieces {
  readonly caseId: string;
}

/**
 * Everything that goes along with a case, however deep, without the case itself. Each case is opened once, whatever
 * circles two laptops made.
 */
export function partsOf(caseId: string, listFor: (id: string) => readonly Pieces[]): readonly KitPart[] {
  const parts: KitPart[] = [];
  const opened = new Set<string>();
  const open = (id: string): void => {
    if (opened.has(id)) return;
    opened.add(id);
    for (const { itemId, quantity } of listFor(id)) {
      if (opened.has(itemId)) continue;
      parts.push({ caseId: id, itemId, quantity });
      open(itemId);
    }
  };
  open(caseId);
  return parts;
}

/** So many of each thing, whichever case it lies in. */
export function summedParts(parts: readonly Pieces[]): readonly Pieces[] {
  const sums = new Map<string, number>();
  for (const { itemId, quantity } of parts) sums.set(itemId, (sums.get(itemId) ?? 0) + quantity);
  return [...sums].map(([itemId, quantity]) => ({ itemId, quantity }));
}
