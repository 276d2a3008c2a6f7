/** What goes along with a case when it is taken, whoever takes it. */
import { caseParts, type NamedPart } from '../../../shared/features/kits/queries.ts';
import { summedParts } from '../../../shared/rules/kits.ts';
import { connection } from '../../data/connection.ts';

/** Parts of a case by its list, however deep; none of what is no case. Throws RequestFailed. */
export const kitPartsOf = (itemId: string): Promise<readonly NamedPart[]> => connection.ask(caseParts, { itemId });

/** A part as `kit.book` takes it. */
interface BookedPart {
  readonly itemId: string;
  readonly quantity: number;
  readonly caseItemId: string | null;
}

/** The case, so many of it, and its parts once, each thing named once with the first case that it lies in. */
export function bookedParts(
  taken: Readonly<{ itemId: string; quantity: number }>,
  parts: readonly NamedPart[],
): BookedPart[] {
  const caseOf = new Map(parts.toReversed().map(({ itemId, caseId }) => [itemId, caseId]));
  const along = summedParts(parts).map((part) => ({ ...part, caseItemId: caseOf.get(part.itemId) ?? null }));
  return [{ ...taken, caseItemId: null }, ...along];
}
