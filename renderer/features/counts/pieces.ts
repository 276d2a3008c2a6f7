/** How many pieces one entry counts, as somebody types it. */
import type { Language } from '../../../shared/i18n/sentences.ts';
import { parseDecimal } from '../../lib/numbers.ts';

/** No count of one thing at one place is larger (the hub takes no more either). */
const MOST = 1_000_000;

/** The whole number from 1 to a million that was typed; undefined where it is none: nothing is guessed from «1,5». */
export function readPieces(typed: string, language: Language): number | undefined {
  const plain = parseDecimal(typed, language);
  if (plain === undefined || !/^\d+$/.test(plain)) return undefined;
  const pieces = Number(plain);
  return pieces >= 1 && pieces <= MOST ? pieces : undefined;
}
