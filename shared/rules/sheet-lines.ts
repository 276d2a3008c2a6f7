/**
 * Whether a printed sheet still holds: what each of its lines was about and what it said, as a few letters of a hash,
 * compared with the lines of today. It notices change, it does not withstand malice.
 */

/** A line of a sheet: what it is about, in the whole sheet once, and all that it says. */
export interface SheetLine {
  readonly key: string;
  readonly text: string;
}

const KEY = 6;
const TEXT = 4;
const LINE = KEY + TEXT;
/** Sheets of more lines are remembered as a whole: a row keeps at most 200 kB in one text. */
export const MOST_REMEMBERED = 15_000;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** So many letters of a 53-bit hash (as in `fingerprint.ts`): one in 2^(6·letters) texts is taken for another. */
function letters(text: string, count: number): string {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  const parts = [low >>> 0, high >>> 0];
  return Array.from({ length: count }, (_, index) => {
    const part = parts[index % 2] ?? 0;
    return LETTERS[(part >>> (6 * Math.floor(index / 2))) & 63] ?? '';
  }).join('');
}

/** What is remembered of lines, in their order; empty where there are too many. */
export function digestLines(lines: readonly SheetLine[]): string {
  if (lines.length > MOST_REMEMBERED) return '';
  return lines.map(({ key, text }) => letters(key, KEY) + letters(text, TEXT)).join('');
}

/** What has become of a sheet. `number` is that of the line on paper, or of today's where it is new; from one. */
export interface SheetChanges {
  readonly changed: readonly { readonly number: number; readonly now: string }[];
  readonly added: readonly { readonly number: number; readonly now: string }[];
  /** Numbers of lines on paper that are not there any more. */
  readonly gone: readonly number[];
}

/** Compares what was remembered with the lines of today. Another order is no change. */
export function compareLines(digests: string, today: readonly SheetLine[]): SheetChanges {
  const printed = new Map<string, { readonly number: number; readonly text: string }>();
  for (let at = 0; at + LINE <= digests.length; at += LINE)
    printed.set(digests.slice(at, at + KEY), { number: at / LINE + 1, text: digests.slice(at + KEY, at + LINE) });
  const changed: SheetChanges['changed'][number][] = [];
  const added: SheetChanges['added'][number][] = [];
  for (const [index, { key, text }] of today.entries()) {
    const name = letters(key, KEY);
    const before = printed.get(name);
    printed.delete(name);
    if (before === undefined) added.push({ number: index + 1, now: text });
    else if (before.text !== letters(text, TEXT)) changed.push({ number: before.number, now: text });
  }
  const byNumber = (a: { readonly number: number }, b: { readonly number: number }): number => a.number - b.number;
  return {
    changed: changed.toSorted(byNumber),
    added,
    gone: [...printed.values()].map(({ number }) => number).toSorted((a, b) => a - b),
  };
}

/** Which of today's keys stood on which line of the paper, from one. */
export function numbersOf(digests: string, keys: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (let at = 0; at + LINE <= digests.length; at += LINE) numbers.set(digests.slice(at, at + KEY), at / LINE + 1);
  return new Map(
    keys.flatMap((key) => {
      const number = numbers.get(letters(key, KEY));
      return number === undefined ? [] : [[key, number] as const];
    }),
  );
}
