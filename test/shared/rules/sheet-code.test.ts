/** Codes of printed sheets, and what has become of their lines. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSheetCode, readSheetCode } from '../../../shared/rules/sheet-code.ts';
import { compareLines, digestLines, MOST_REMEMBERED, type SheetLine } from '../../../shared/rules/sheet-lines.ts';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('');
const code = makeSheetCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7]));

describe('the code', () => {
  test('is read as it is printed, in small letters, without hyphens, and in Cyrillic letters of the same shape', () => {
    expect(code).toMatch(/^S-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' – ')} `])
      expect(readSheetCode(typed)).toBe(code);
    const cyrillic = makeSheetCode(new Uint8Array([10, 11, 12, 14, 17, 19, 20]));
    expect(readSheetCode(cyrillic.replace('A', 'А').replace('B', 'В').replace('H', 'Н'))).toBe(cyrillic);
  });

  test('a wrong letter, and what is another code, are none', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 7, maxLength: 7 }),
        fc.integer({ min: 2, max: 10 }),
        fc.constantFrom(...LETTERS),
        (random, at, letter) => {
          const right = makeSheetCode(random);
          fc.pre(right[at] !== '-' && right[at] !== letter);
          expect(readSheetCode(`${right.slice(0, at)}${letter}${right.slice(at + 1)}`)).toBeUndefined();
        },
      ),
    );
    for (const typed of ['', 'S', 'S-1234', '4601234567890', code.slice(2), `${code}0`])
      expect(readSheetCode(typed)).toBeUndefined();
  });
});

describe('the lines of a sheet', () => {
  const lines: readonly SheetLine[] = Array.from({ length: 20 }, (_, n) => ({
    key: `thing-${n}`,
    text: `Стул ${n}|${n}`,
  }));

  test('unchanged, in whatever order, still hold', () => {
    expect(compareLines(digestLines(lines), lines.toReversed())).toEqual({ changed: [], added: [], gone: [] });
  });

  test('changed, new and gone ones are named by their numbers', () => {
    const today = [
      ...lines.filter((_, n) => n !== 3).map((line, n) => (n === 6 ? { ...line, text: 'Стул 7|99' } : line)),
      { key: 'thing-99', text: 'Новый' },
    ];
    expect(compareLines(digestLines(lines), today)).toEqual({
      changed: [{ number: 8, now: 'Стул 7|99' }],
      added: [{ number: 20, now: 'Новый' }],
      gone: [4],
    });
  });

  test('so many of them are remembered as fit a row', () => {
    const many = Array.from({ length: MOST_REMEMBERED }, (_, n) => ({ key: `${n}`, text: 'x' }));
    expect(digestLines(many).length).toBeLessThanOrEqual(200_000);
    expect(compareLines(digestLines(many), many)).toEqual({ changed: [], added: [], gone: [] });
    expect(digestLines([...many, { key: 'more', text: '' }])).toBe('');
  });
});
