/**
 * Codes that are printed and typed: sixteen letters in four groups, without those that look alike (Crockford's
 * alphabet). The first five find the row, the next ten (50 bits) are the secret, the last one is a check by Luhn's
 * rule, so that a typing mistake is named as such.
 */
/** Of these letters codes are made. */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SELECTOR = 5;
const SECRET = 10;

/** What people type for something else: look-alikes, and Cyrillic letters of the same shape. */
const MEANT: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  L: '1',
  U: 'V',
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: '0',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
};

/** A code that was read and whose check letter is right. */
export interface PrintedCode {
  readonly selector: string;
  readonly secret: string;
}

/** The last letter of a code of these letters. */
export function checkLetter(text: string): string {
  let sum = 0;
  for (const [index, letter] of [...text].toReversed().entries()) {
    const value = ALPHABET.indexOf(letter) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / ALPHABET.length) + (value % ALPHABET.length);
  }
  return ALPHABET[(ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length] ?? '';
}

/** A code from random bytes, of which it uses fifteen: `ABCD-EFGH-JKMN-PQRS`. */
export function makeCode(random: Uint8Array): string {
  const text = Array.from(
    { length: SELECTOR + SECRET },
    (_, index) => ALPHABET[(random[index] ?? 0) % ALPHABET.length],
  ).join('');
  return `${text}${checkLetter(text)}`.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** The letters that somebody meant, without what only groups them. */
export function meantLetters(typed: string): string[] {
  return [...typed.toUpperCase()]
    .filter((letter) => !/[\s\u002D\u2010-\u2015_.]/u.test(letter))
    .map((letter) => MEANT[letter] ?? letter);
}

/** Reads what somebody typed; undefined where it cannot be a code. */
export function readCode(typed: string): PrintedCode | undefined {
  const letters = meantLetters(typed);
  if (letters.length !== SELECTOR + SECRET + 1 || letters.some((letter) => !ALPHABET.includes(letter)))
    return undefined;
  const text = letters.slice(0, -1).join('');
  return checkLetter(text) === letters.at(-1)
    ? { selector: text.slice(0, SELECTOR), secret: text.slice(SELECTOR) }
    : undefined;
}
