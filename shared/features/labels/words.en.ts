/** Labels: printing, templates, blank tags. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { labelsRu } from './words.ru.ts';

export const labelsEn = {
  'labels.file.item': 'Labels',
  'labels.file.location': 'Place labels',
  'labels.file.blank': 'Tags',
} as const satisfies EnglishFor<typeof labelsRu>;
