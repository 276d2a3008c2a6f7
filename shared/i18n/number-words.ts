/**
 * Numbers in words, as papers have them: «одна тысяча двести пять». `paper/words.typ` says the same, because what
 * stands on a page is known there alone; a test compares the two.
 */
import type { Language } from './language.ts';

/** What is counted: «один», «одна», «одно». English does not ask. */
export type Gender = 'masculine' | 'feminine' | 'neuter';

const RU_TEENS = [
  'десять',
  'одиннадцать',
  'двенадцать',
  'тринадцать',
  'четырнадцать',
  'пятнадцать',
  'шестнадцать',
  'семнадцать',
  'восемнадцать',
  'девятнадцать',
];
const RU_ONES = ['', '', '', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'];
const RU_ONE: Readonly<Record<Gender, string>> = { masculine: 'один', feminine: 'одна', neuter: 'одно' };
const RU_TENS = [
  '',
  '',
  'двадцать',
  'тридцать',
  'сорок',
  'пятьдесят',
  'шестьдесят',
  'семьдесят',
  'восемьдесят',
  'девяносто',
];
const RU_HUNDREDS = [
  '',
  'сто',
  'двести',
  'триста',
  'четыреста',
  'пятьсот',
  'шестьсот',
  'семьсот',
  'восемьсот',
  'девятьсот',
];
/** Thousands, millions, milliards: one, few, many. */
const RU_SCALES = [
  ['тысяча', 'тысячи', 'тысяч'],
  ['миллион', 'миллиона', 'миллионов'],
  ['миллиард', 'миллиарда', 'миллиардов'],
] as const;
const EN_ONES = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const EN_SCALES = ['thousand', 'million', 'billion'];
/** Whole numbers up to this are said; larger ones stay digits. */
export const MOST_IN_WORDS = 999_999_999_999;

/** Which form of a word a number takes: рубль, рубля, рублей. */
function formOf<T>(number: number, [one, few, many]: readonly [T, T, T]): T {
  const [last, teens] = [number % 10, Math.floor(number / 10) % 10];
  if (teens === 1) return many;
  return last === 1 ? one : last >= 2 && last <= 4 ? few : many;
}

function russianTriple(number: number, gender: Gender): string[] {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const last =
    ones === 1 ? RU_ONE[gender] : ones === 2 ? (gender === 'feminine' ? 'две' : 'два') : (RU_ONES[ones] ?? '');
  const rest = tens === 1 ? [RU_TEENS[ones] ?? ''] : [RU_TENS[tens] ?? '', last];
  return [RU_HUNDREDS[hundreds] ?? '', ...rest];
}

function englishTriple(number: number): string[] {
  const [hundreds, rest] = [Math.floor(number / 100), number % 100];
  const [tens, ones] = [EN_TENS[Math.floor(rest / 10)] ?? '', EN_ONES[rest % 10] ?? ''];
  const small = rest < 20 ? (EN_ONES[rest] ?? '') : ones === '' ? tens : `${tens}-${ones}`;
  if (hundreds === 0) return [small];
  const hundred = `${EN_ONES[hundreds]} hundred`;
  return small === '' ? [hundred] : [hundred, 'and', small];
}

/** A whole number that is not negative, in small letters. One beyond `MOST_IN_WORDS` stays digits. */
export function numberInWords(number: number, language: Language, gender: Gender = 'masculine'): string {
  if (!Number.isInteger(number) || number < 0 || number > MOST_IN_WORDS) return String(number);
  if (number === 0) return language === 'ru' ? 'ноль' : 'zero';
  const words: string[] = [];
  for (let scale = 3; scale >= 0; scale -= 1) {
    const triple = Math.floor(number / 1000 ** scale) % 1000;
    if (triple === 0) continue;
    if (language === 'ru') {
      words.push(...russianTriple(triple, scale === 1 ? 'feminine' : scale > 1 ? 'masculine' : gender));
      const names = RU_SCALES[scale - 1];
      if (names !== undefined) words.push(formOf(triple, names));
    } else {
      words.push(...englishTriple(triple));
      const name = EN_SCALES[scale - 1];
      if (name !== undefined) words.push(name);
    }
  }
  return words.filter((word) => word !== '').join(' ');
}

/** «Двенадцать рублей 50 копеек» of kopecks. */
export function roublesInWords(kopecks: number, language: Language): string {
  const [roubles, rest] = [Math.floor(kopecks / 100), kopecks % 100];
  const fraction = String(rest).padStart(2, '0');
  const said = numberInWords(roubles, language);
  const [rouble, kopeck] =
    language === 'ru'
      ? [formOf(roubles, ['рубль', 'рубля', 'рублей']), formOf(rest, ['копейка', 'копейки', 'копеек'])]
      : [roubles === 1 ? 'rouble' : 'roubles', rest === 1 ? 'kopeck' : 'kopecks'];
  return capital(`${said} ${rouble} ${fraction} ${kopeck}`);
}

/** The first letter large. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A stored amount in kopecks; null of nothing. */
export function kopecksOf(stored: string | null): number | null {
  const match = /^(\d+)(?:\.(\d{1,2})\d*)?$/.exec(stored ?? '');
  return match === null ? null : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
