/**
 * The words of the theatre in whose name this process speaks: they stand before ours wherever a word is said. A window
 * speaks for one theatre and is told its words; the hub, which serves many, speaks in ours.
 */
import type { Language } from './language.ts';
import type { Word } from './words.ts';

/** By language and key; only what a theatre has really replaced. */
export type OwnWords = Readonly<Record<Language, ReadonlyMap<string, Word>>>;

const NONE: OwnWords = { ru: new Map(), en: new Map() };
let spokenHere = NONE;

/** From now on these are said. Whoever keeps sentences made before has to make them anew. */
export function speakOwnWords(words: OwnWords | undefined): void {
  spokenHere = words ?? NONE;
}

/** Undefined where the theatre has none: then ours is said. */
export const ownWord = (key: string, language: Language): Word | undefined => spokenHere[language].get(key);
