/** Search over everything. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { searchRu } from './words.ru.ts';

export const searchEn = {
  'search.short': 'Find or do',
  'search.placeholder': 'Find an item, a production, an event or a command…',
  'search.nothing': 'Nothing found',
  'search.commands': 'Do',
  'search.pages': 'Go to',
  'search.found': 'Found',
} as const satisfies EnglishFor<typeof searchRu>;
