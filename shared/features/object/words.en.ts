/** The page of any object. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { objectRu } from './words.ru.ts';

export const objectEn = {
  'object.tabs.pointing': 'Mentioned in',
  'object.tabs.comments': 'Comments',
  'object.nothingPoints': 'Nothing mentions this yet.',
  'object.noComments': 'No comments yet.',
  'object.comment': 'Comment',
  'object.say': 'Say it',
} as const satisfies EnglishFor<typeof objectRu>;
