/**
 * What a theatre's own word may say in place of ours, and where it lies: checked where it is written and again where it
 * is read, because another version may know other words. `vocabulary.ts` lists all of them.
 */
import { tableNames, tableOf } from '../schema/catalog.ts';
import type { JsonValue, Name } from '../schema/define.ts';
import * as common from './common-names.ts';
import { keys, ourWord } from './dictionary.ts';
import type { Language } from './language.ts';
import { permissionWords } from './permission-names.ts';
import { namesOf, type Word } from './words.ts';

/** Of one text; some sentences are long. */
export const MAX_WORD = 500;

/** Why a text cannot stand for ours. `braces` are the values that it leaves out or that nobody gives it. */
export type WordProblem =
  | { readonly kind: 'empty' | 'long' | 'forms' }
  | { readonly kind: 'braces'; readonly braces: readonly string[] };

/** A word of ours in each language. */
export type OurWords = Readonly<Record<Language, Word>>;

/** The name of something in the data as a word. */
export const named = (name: Name): OurWords => ({ ru: name[0], en: name[1] });

/** The dictionary, and the names of tables, columns, values and permissions. */
export const wordsOfData: ReadonlyMap<string, OurWords> = new Map([
  ...keys.map((key) => [key, { ru: ourWord(key, 'ru'), en: ourWord(key, 'en') }] as const),
  ...tableNames.map((name) => [`table.${name}`, named(tableOf(name).words.table)] as const),
  ...tableNames.flatMap((name) => {
    const { fields, values } = tableOf(name).words;
    return [
      ...Object.entries(fields).map(([field, words]) => [`field.${field}`, named(words)] as const),
      ...Object.entries(values).map(([value, words]) => [`value.${value}`, named(words)] as const),
    ];
  }),
  ...Object.entries<Name>(common.fields).map(([field, words]) => [`field.${field}`, named(words)] as const),
  ...Object.entries<Name>(common.values).map(([value, words]) => [`value.${value}`, named(words)] as const),
  ...permissionWords.map(([key, words]) => [key, named(words)] as const),
]);

/** The key of what people call a mutation, and of what the button says that leads a row on by it. */
export const mutationKey = (name: string): string => `mutation.${name}`;
export const stepKey = (name: string): string => `step.${name}`;

/** A name is a plain text without values. Those of mutations are not listed here: one of them checks words by this. */
const A_NAME = '';
const oursFor = (key: string, language: Language): Word | undefined =>
  wordsOfData.get(key)?.[language] ??
  (key.startsWith(mutationKey('')) || key.startsWith(stepKey('')) ? A_NAME : undefined);

const textsOf = (word: Word): readonly string[] =>
  typeof word === 'string' ? [word] : Object.values<string>({ ...word });

/** Why the word cannot stand for ours; undefined where it can, or where this version has no such key. */
export function problemOf(key: string, language: Language, word: Word): WordProblem | undefined {
  const ours = oursFor(key, language);
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

/** A theatre's word as it lies in `settings`: the key `words.<language>.<key>`, the value `{word}`; null is ours. */
export interface StoredWord {
  readonly key: string;
  readonly value: JsonValue;
}
export const PREFIX = 'words.';
export const storedKey = (language: Language, key: string): string => `${PREFIX}${language}.${key}`;
