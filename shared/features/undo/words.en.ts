/** Taking back what was done. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { undoRu } from './words.ru.ts';

export const undoEn = {
  'undo.button': 'Take back what was done',
  'undo.last': 'Ctrl Z — {words}',
  'undo.list': 'What can be taken back',
  'undo.take': 'Undo',
  'undo.done': 'Taken back: {what}',
  'undo.partly': {
    one: 'Taken back: {what}. {staying} record stays as it is. {why}',
    other: 'Taken back: {what}. {staying} records stay as they are. {why}',
  },
  'undo.words.edited': 'Back to what “{title}” was: {fields}',
  'undo.words.created': 'Remove what was made: “{title}”',
  'undo.words.deleted': 'Bring back what was deleted: “{title}”',
  'undo.words.other': 'Take back: {what}',
} as const satisfies EnglishFor<typeof undoRu>;
