/** The theatre's own words. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { wordsRu } from './words.ru.ts';

export const wordsEn = {
  'nav.words': 'Own words',
  'words.hint': 'What it is called in your house. A replaced word is seen at once on all laptops of the theatre.',
  'words.find': 'Our word, your word',
  'words.show': 'Which words to show',
  'words.all': 'All',
  'words.own': 'Own: {count}',
  'words.language': 'In which language',
  'words.inLanguage.ru': 'In Russian',
  'words.inLanguage.en': 'In English',
  'words.list': 'Words',
  'words.nothing': 'Nothing found',
  'words.nothingHint': 'Change what you look for.',
  'words.pick': 'Choose a word on the left.',
  'words.ours': 'Ours: {word}',
  'words.yours': 'Your word',
  'words.form.one': 'One (1)',
  'words.form.few': 'A few (2, 3, 4)',
  'words.form.many': 'Many (5, 11, 100)',
  'words.form.other': 'Other numbers',
  'words.keepBraces': 'In braces stands what the program puts in; keep: {names}',
  'words.problem.empty': 'A word cannot be empty.',
  'words.problem.long': 'At most 500 characters.',
  'words.problem.forms': 'Every form is needed.',
  'words.problem.braces': 'Look at what stands in braces: {names}',
  'words.reset': 'Ours again',
  'words.saved': 'Saved',
} as const satisfies EnglishFor<typeof wordsRu>;
