/** A printed code survives being typed by people, and a typing mistake is noticed. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeCode, readCode } from '../../../shared/rules/printed-code.ts';

const CODE = makeCode(Uint8Array.from({ length: 16 }, (_, index) => index * 37));

test('a code is read in any case, with any dashes, and with look-alikes of both alphabets', () => {
  expect(CODE).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const meant = readCode(CODE);
  expect(meant).toBeDefined();
  for (const typed of [
    CODE.toLowerCase(),
    CODE.replaceAll('-', ' '),
    CODE.replaceAll('-', ''),
    `  ${CODE.replaceAll('-', '—')} `,
    CODE.replaceAll('0', 'O').replaceAll('1', 'l'),
  ])
    expect(readCode(typed), typed).toEqual(meant);
  const cyrillic: Readonly<Record<string, string>> = {
    A: 'А',
    B: 'В',
    C: 'С',
    E: 'Е',
    H: 'Н',
    K: 'К',
    M: 'М',
    P: 'Р',
    T: 'Т',
    X: 'Х',
    Y: 'У',
  };
  for (let round = 0; round < 200; round += 1) {
    const code = makeCode(randomBytes(16));
    expect(readCode([...code].map((letter) => cyrillic[letter] ?? letter).join(''))).toEqual(readCode(code));
  }
});

test('one wrong letter is always noticed, two that changed places nearly always', () => {
  const plain = CODE.replaceAll('-', '');
  for (let index = 0; index < plain.length; index += 1) {
    for (const letter of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
      if (letter !== plain[index])
        expect(readCode(plain.slice(0, index) + letter + plain.slice(index + 1))).toBeUndefined();
    }
  }
  for (const typed of ['', 'ABCD', `${plain}A`, plain.slice(1), '%'.repeat(16), '\u0000'.repeat(16)])
    expect(readCode(typed)).toBeUndefined();
});
