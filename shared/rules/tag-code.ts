/**
 * Codes of tags that are printed before they belong to anything: a letter of the theatre, eleven random digits and a
 * check digit (ISO 7064, MOD 11,10). Such a code that no thing has is a blank tag; nothing else is kept about it.
 * Made without asking anybody: of ten thousand tags two are alike once in two thousand theatres, and then the second
 * is refused where it is claimed. As Code 128 it is 123 modules, 31 mm at the finest that every printer prints.
 */
import { z } from 'zod';

const DIGITS = 11;
const FORM = /^[A-Z]\d{12}$/;
/** For a theatre whose code has no Latin letter. */
const LETTER = 'T';

/** How many tags are printed at once. */
export const MOST_TAGS = 5000;

/** The digit that makes a wrong digit, and two that changed places, be noticed. */
function checkDigit(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** The letter that tags of a theatre begin with. */
export const tagLetter = (theaterCode: string): string => /[A-Z]/.exec(theaterCode.toUpperCase())?.[0] ?? LETTER;

/** A code from random bytes, of which it uses eight. */
export function makeTag(letter: string, random: Uint8Array): string {
  let number = 0n;
  for (const byte of random.slice(0, 8)) number = number * 256n + BigInt(byte);
  // 64 bits over eleven digits: none is noticeably likelier than another.
  const digits = String(number % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0');
  return `${letter}${digits}${checkDigit(digits)}`;
}

/** Whether it is the code of a tag; whether it is blank is known by whether a thing has it. */
export const isTag = (code: string): boolean => FORM.test(code) && checkDigit(code.slice(1, -1)) === code.at(-1);

/** The code of a tag as an argument. */
export const tagSchema = z.string().refine(isTag, { error: 'tag' }).meta({ format: 'tag' });
