/**
 * Every word that a theatre may replace by its own: those of the dictionary, and the names of tables, columns and values.
 * What it wrote is checked where it is written and again where it is read, because another version may know other words.
 */
import { tableNames, tableOf } from '../schema/catalog.ts';
import type { JsonValue, Name } from '../schema/define.ts';
import * as common from './common-names.ts';
import { keys, ourWord } from './dictionary.ts';
import { type Language, languages } from './language.ts';
import type { OwnWords } from './own-words.ts';
import { namesOf, type Word } from './words.ts';

/** Of one text; some sentences are long. */
export const MAX_WORD = 500;

/** Why a text cannot stand for ours. `braces` are the values that it leaves out or that nobody gives it. */
export type WordProblem =
  | { readonly kind: 'empty' | 'long' | 'forms' }
  | { readonly kind: 'braces'; readonly braces: readonly string[] };

const wordsOf = (name: Name): Readonly<Record<Language, Word>> => ({ ru: name[0], en: name[1] });

/** Our word for every key that may be replaced. */
export const vocabulary: ReadonlyMap<string, Readonly<Record<Language, Word>>> = new Map([
  ...keys.map((key) => [key, { ru: ourWord(key, 'ru'), en: ourWord(key, 'en') }] as const),
  ...tableNames.map((name) => [`table.${name}`, wordsOf(tableOf(name).words.table)] as const),
  ...tableNames.flatMap((name) => {
    const { fields, values } = tableOf(name).words;
    return [
      ...Object.entries(fields).map(([field, words]) => [`field.${field}`, wordsOf(words)] as const),
      ...Object.entries(values).map(([value, words]) => [`value.${value}`, wordsOf(words)] as const),
    ];
  }),
  ...Object.entries<Name>(common.fields).map(([field, words]) => [`field.${field}`, wordsOf(words)] as const),
  ...Object.entries<Name>(common.values).map(([value, words]) => [`value.${value}`, wordsOf(words)] as const),
]);

const textsOf = (word: Word): readonly string[] =>
  typeof word === 'string' ? [word] : Object.values<string>({ ...word });

/** Why the word cannot stand for ours; undefined where it can, or where this version has no such key. */
export function problemOf(key: string, language: Language, word: Word): WordProblem | undefined {
  const ours = vocabulary.get(key)?.[language];
  const texts = textsOf(word);
  if (texts.some((text) => text.trim() === '')) return { kind: 'empty' };
  if (texts.some((text) => text.length > MAX_WORD)) return { kind: 'long' };
  if (ours === undefined) return undefined;
  const forms = (of: Word): string => (typeof of === 'string' ? '' : Object.keys(of).toSorted().join());
  if (forms(word) !== forms(ours)) return { kind: 'forms' };
  const [wanted, found] = [namesOf(ours), namesOf(word)];
  const braces = [...wanted.filter((name) => !found.includes(name)), ...found.filter((name) => !wanted.includes(name))];
  return braces.length === 0 ? undefined : { kind: 'braces', braces };
}

/** A theatre's word as it lies in `settings`: the key `words.<language>.<key>`, the value `{word}`; null is ours again. */
export interface StoredWord {
  readonly key: string;
  readonly value: JsonValue;
}
const PREFIX = 'words.';
/** The key of a setting that holds a theatre’s own word. */
export const storedKey = (language: Language, key: string): string => `${PREFIX}${language}.${key}`;

const isText = (value: unknown): value is string => typeof value === 'string';

/** The word of a stored value; undefined where there is none, or nothing that could be one. */
function wordIn(value: JsonValue): Word | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { word } = value as { readonly word?: JsonValue };
  if (isText(word)) return word;
  if (typeof word !== 'object' || word === null || Array.isArray(word)) return undefined;
  const { one, few, many, other } = word as Readonly<Record<string, JsonValue>>;
  if (isText(one) && isText(other)) return { one, other };
  return isText(one) && isText(few) && isText(many) ? { one, few, many } : undefined;
}

/** The words that can be said; what another version wrote and this one cannot use is left out: ours stands there. */
export function readOwnWords(stored: readonly StoredWord[]): OwnWords {
  const own = { ru: new Map<string, Word>(), en: new Map<string, Word>() };
  for (const { key, value } of stored) {
    const language = languages.find((each) => key.startsWith(`${PREFIX}${each}.`));
    const word = wordIn(value);
    if (language === undefined || word === undefined) continue;
    const name = key.slice(PREFIX.length + language.length + 1);
    if (vocabulary.has(name) && problemOf(name, language, word) === undefined) own[language].set(name, word);
  }
  return own;
}
