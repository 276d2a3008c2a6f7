/**
 * Where long words may be broken in a narrow column. Browsers know it only with a dictionary that they have to fetch;
 * between a vowel and a consonant that another vowel follows is right often enough, in Russian and in English.
 */

const SOFT_HYPHEN = '\u00AD';
const LONG_WORD = /\p{L}{11,}/gu;
const SYLLABLE = /(?<=\p{L}{3})(?<=[аеёиоуыэюяaeiouy])(?=[^аеёиоуыэюяaeiouyйьъ\P{L}][аеёиоуыэюяaeiouy]\p{L}{2})/giu;

/** The same text; nobody sees the places before a line ends there. */
export const softHyphens = (text: string): string =>
  text.replace(LONG_WORD, (word) => word.replace(SYLLABLE, SOFT_HYPHEN));
