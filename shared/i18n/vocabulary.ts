/**
 * Every word that a theatre may replace by its own: those of the dictionary, and the names of tables, columns, values,
 * permissions and mutations.
 */
import type { JsonValue } from '../schema/define.ts';
import { languages } from './language.ts';
import { mutationWords } from './mutation-names.ts';
import type { OwnWords } from './own-words.ts';
import { named, type OurWords, PREFIX, problemOf, type StoredWord, wordsOfData } from './word-rules.ts';
import type { Word } from './words.ts';

/** Our word for every key that may be replaced. */
export const vocabulary: ReadonlyMap<string, OurWords> = new Map([
  ...wordsOfData,
  ...mutationWords.map(([key, words]) => [key, named(words)] as const),
]);

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
