/**
 * The code of a printed sheet: `S-ABCD-EFGH`, seven random letters and a check. It names what the theatre remembers of
 * the sheet (`printed_sheets`) and opens nothing. The letters are those of `printed-code.ts`, without look-alikes.
 */
import { ALPHABET, checkLetter, meantLetters } from './printed-code.ts';

const RANDOM = 7;
const MARK = 'S';

/** A code from random bytes, of which it uses seven. */
export function makeSheetCode(random: Uint8Array): string {
  const text = Array.from({ length: RANDOM }, (_, index) => ALPHABET[(random[index] ?? 0) % ALPHABET.length]).join('');
  const code = `${text}${checkLetter(text)}`;
  return `${MARK}-${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Reads what somebody scanned or typed, as it is stored; undefined where it is no code of a sheet. */
export function readSheetCode(typed: string): string | undefined {
  const [mark, ...letters] = meantLetters(typed);
  if (mark !== MARK || letters.length !== RANDOM + 1) return undefined;
  const text = letters.join('');
  if (letters.some((letter) => !ALPHABET.includes(letter)) || checkLetter(text.slice(0, RANDOM)) !== letters.at(-1))
    return undefined;
  return `${MARK}-${text.slice(0, 4)}-${text.slice(4)}`;
}
