/**
 * How words are written down: one key a line, per feature and language, `shared/features/<area>/words.{ru,en}.ts`.
 * A text names what it is given in braces, `«{name}»`; where it depends on a number it has a form for each kind of number
 * of its language (CLDR plural rules). Russian is the original; English says the same keys with the same braces.
 */
import { withDaysSaid } from './date-text.ts';
import type { Language } from './language.ts';

/** For whole numbers. A fraction takes `few`: «2,5 строки». */
export interface RussianForms {
  readonly one: string;
  readonly few: string;
  readonly many: string;
}
/** Forms of CLDR’s plural rules for English. */
export interface EnglishForms {
  readonly one: string;
  readonly other: string;
}
/** A text, or its forms by number. */
export type Word = string | RussianForms | EnglishForms;
/** The words of one feature; their keys decide what English must say. */
export type RussianWords = Readonly<Record<string, string | RussianForms>>;

/** What an English file must satisfy: every key of the Russian one and no other, with forms where that one has them. */
export type EnglishFor<Russian extends RussianWords> = {
  readonly [Key in keyof Russian]: Russian[Key] extends string ? string : EnglishForms;
};

type InBraces<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | InBraces<Rest> : never;

/** What a word is given, by name. A word with forms is always given `count`, which chooses the form. */
export type NamesIn<W> = W extends string ? InBraces<W> : InBraces<W[keyof W]> | 'count';
type Counted<W> = W extends string ? never : 'count';

/** The values of a word, or of any of several: then whatever one of them names. */
export type ValuesOf<W> = [NamesIn<W>] extends [never]
  ? readonly []
  : readonly [values: { readonly [Name in NamesIn<W>]: Name extends Counted<W> ? number : string | number }];

/** Keys whose two languages do not name the same values. */
export type Mismatched<Russian, English> = {
  [Key in keyof Russian & keyof English]: [NamesIn<Russian[Key]>, NamesIn<English[Key]>] extends [
    NamesIn<English[Key]>,
    NamesIn<Russian[Key]>,
  ]
    ? never
    : Key;
}[keyof Russian & keyof English];

/** Everything, while both languages name the same values; else what the English would have to be. */
export type Agreeing<Russian, English> = [Mismatched<Russian, English>] extends [never]
  ? unknown
  : { readonly 'other braces than in Russian': Mismatched<Russian, English> };

const BRACES = /\{(\w+)\}/gu;

type Values = Readonly<Record<string, string | number>>;

const rules: Readonly<Record<Language, Intl.PluralRules>> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

function formFor(word: Exclude<Word, string>, count: number, language: Language): string {
  const kind = rules[language].select(count);
  if (kind === 'one') return word.one;
  if ('other' in word) return word.other;
  return kind === 'many' ? word.many : word.few;
}

/** The names in the braces of a word, of all its forms. */
export function namesOf(word: Word): readonly string[] {
  const texts = typeof word === 'string' ? [word] : Object.values<string>({ ...word });
  return [...new Set(texts.flatMap((text) => [...text.matchAll(BRACES)].map(([, name]) => name ?? '')))];
}

/**
 * A word with its values put in, days in the names of rows in the reader's way. A brace whose value is missing stays as
 * it is, so that it is seen.
 */
export function spoken(word: Word, values: Values, language: Language): string {
  const text = typeof word === 'string' ? word : formFor(word, Number(values['count']), language);
  return text.replace(BRACES, (brace, name: string) => withDaysSaid(String(values[name] ?? brace), language));
}
