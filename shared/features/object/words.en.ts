/** The page of any object. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { objectRu } from './words.ru.ts';

export const objectEn = {
  'nav.object': 'Page',
  'object.tabs.contents': 'Contents',
  'object.tabs.pointing': 'Mentioned in',
  'object.tabs.comments': 'Comments',
  'object.tabs.history': 'History',
  'object.nothingContained': 'Nothing belongs to it yet.',
  'object.nothingPoints': 'Nothing mentions this yet.',
  'object.noComments': 'No comments yet.',
  'object.comment': 'Comment',
  'object.say': 'Say it',
  'object.openPage': 'Open as a page',
  'object.openOf': 'Open: {title}',
  'object.back': 'Back',
  'object.parts': 'Parts',
  'object.aside': 'In short',
  'object.related': 'Related',
  'object.about': 'About the record',
  'object.created': 'Created',
  'object.updated': 'Changed',
  'object.deletedBy': 'Deleted by {by}, {at}.',
  'object.deletedWith': 'Together with “{title}”.',
  'object.deletedWhy': 'Why: {reason}',
  'object.missing': 'There is no such record here',
  'object.missingHint':
    'It may have been erased for good, or the link is of another theatre. What was deleted lately lies in the trash.',
  'object.draftLeft': 'What you typed is not lost',
  'object.draftDeleted': 'It can be saved once the record is restored. Until then it lies on this laptop.',
  'object.draftMissing': 'There is nothing left to save it to. Take from here what you need.',
  'object.tabs.files': 'Files',
} as const satisfies EnglishFor<typeof objectRu>;
