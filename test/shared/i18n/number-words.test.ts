/** Numbers and amounts in words, in Russian and English, on both sides of the compiler. */
import { describe, expect, test } from 'vitest';
import { SheetCompiler } from '../../../paper/compile-sheet.ts';
import { kopecksOf, numberInWords, roublesInWords } from '../../../shared/i18n/number-words.ts';
import { textOf } from '../../paper/pdf-text.ts';

describe('in Russian', () => {
  test.each([
    [0, 'ноль'],
    [1, 'один'],
    [2, 'два'],
    [11, 'одиннадцать'],
    [19, 'девятнадцать'],
    [40, 'сорок'],
    [90, 'девяносто'],
    [101, 'сто один'],
    [212, 'двести двенадцать'],
    [1000, 'одна тысяча'],
    [2001, 'две тысячи один'],
    [5000, 'пять тысяч'],
    [11_011, 'одиннадцать тысяч одиннадцать'],
    [21_000, 'двадцать одна тысяча'],
    [1_000_000, 'один миллион'],
    [3_002_042, 'три миллиона две тысячи сорок два'],
    [
      999_999_999_999,
      ['миллиардов ', 'миллионов ', 'тысяч ', '']
        .map((scale) => `девятьсот девяносто девять ${scale}`)
        .join('')
        .trim(),
    ],
  ])('%i', (number, words) => expect(numberInWords(number, 'ru')).toBe(words));

  test('agrees with what is counted', () => {
    expect(numberInWords(1, 'ru', 'feminine')).toBe('одна');
    expect(numberInWords(1002, 'ru', 'feminine')).toBe('одна тысяча две');
    expect(numberInWords(21, 'ru', 'neuter')).toBe('двадцать одно');
  });

  test.each([
    [0, 'Ноль рублей 00 копеек'],
    [101, 'Один рубль 01 копейка'],
    [202, 'Два рубля 02 копейки'],
    [1111, 'Одиннадцать рублей 11 копеек'],
    [123_456_789, 'Один миллион двести тридцать четыре тысячи пятьсот шестьдесят семь рублей 89 копеек'],
  ])('%i kopecks', (kopecks, words) => expect(roublesInWords(kopecks, 'ru')).toBe(words));
});

describe('in English', () => {
  test.each([
    [0, 'zero'],
    [13, 'thirteen'],
    [21, 'twenty-one'],
    [100, 'one hundred'],
    [305, 'three hundred and five'],
    [1001, 'one thousand one'],
    [2_121_345, 'two million one hundred and twenty-one thousand three hundred and forty-five'],
  ])('%i', (number, words) => expect(numberInWords(number, 'en')).toBe(words));
  test('roubles', () => expect(roublesInWords(150, 'en')).toBe('One rouble 50 kopecks'));
});

test('what is no whole number that has words stays as it is', () => {
  expect(numberInWords(1.5, 'ru')).toBe('1.5');
  expect(numberInWords(-1, 'ru')).toBe('-1');
  expect(numberInWords(1e12, 'en')).toBe('1000000000000');
});

test('a stored amount is read exactly', () => {
  expect([kopecksOf('12.5'), kopecksOf('0.05'), kopecksOf('7'), kopecksOf('1200.00'), kopecksOf(null)]).toEqual([
    1250,
    5,
    700,
    120_000,
    null,
  ]);
});

test('templates say numbers as the program does', async () => {
  const numbers = [
    ...Array.from({ length: 130 }, (_, n) => n),
    200,
    512,
    999,
    1000,
    1001,
    2002,
    5011,
    11_000,
    21_121,
    100_000,
    1_000_000,
    2_345_678,
    999_999_999_999,
  ];
  const template = `#import "/words.typ": *
    #for n in json("/data.json") [#number-in-words(n, "ru") \\ #number-in-words(n, "ru", gender: "feminine") \\
      #number-in-words(n, "en") \\ #roubles-in-words(n, "ru") \\ #roubles-in-words(n, "en") \\ ]`;
  const answer = new SheetCompiler().make({
    template: { text: `#set page(width: 60cm)\n${template}` },
    data: numbers,
    language: 'en',
    title: '',
    author: '',
    at: new Date(0),
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  const said = (await textOf(answer.pdf)).pages.join(' ');
  const expected = numbers.flatMap((n) => [
    numberInWords(n, 'ru'),
    numberInWords(n, 'ru', 'feminine'),
    numberInWords(n, 'en'),
    roublesInWords(n, 'ru'),
    roublesInWords(n, 'en'),
  ]);
  expect(said).toBe(expected.join(' '));
});
