/** Refusals and conflicts. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { attentionRu } from './words.ru.ts';

export const attentionEn = {
  'nav.attention': 'Attention',
  'attention.without': 'Save without “{field}”',
  'attention.openDeleted': 'Open what was deleted',
  'attention.correct': 'Correct…',
  'attention.title': 'Needs attention',
  'attention.fromLine': 'from line {line}',
  'attention.noLines': 'without these lines',
  'attention.refused': 'Refused by the hub',
  'attention.conflicts': 'Conflicts',
  'attention.empty': 'Everything is fine.',
  'attention.emptyHint':
    'Changes that the hub did not accept will appear here, and fields that two people changed differently.',
  'attention.entered': 'What was entered',
  'attention.dismiss': 'Dealt with',
  'attention.kept': 'Now',
  'attention.other': 'The other value',
  'attention.keepThis': 'Keep',
  'attention.takeThis': 'Take this',
  'attention.by': 'by {name}',
  'attention.base': 'Before',
  'attention.unknownAuthor': 'author unknown',
  'attention.together': 'Edit together',
  'attention.togetherHint':
    'Both versions stand one after the other: first the other one, then the one that stands now. Remove what is not needed and save.',
  'attention.togetherDone': 'Save and settle',
  'attention.longHint':
    'Two people changed the same lines. What stands now is by {kept}; below is how it differs from what {other} wrote. All other lines were merged.',
  'attention.keepOf': 'Keep: {name}',
  'attention.takeOf': 'Take: {name}',
} as const satisfies EnglishFor<typeof attentionRu>;
