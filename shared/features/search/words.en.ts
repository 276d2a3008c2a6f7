/** Search over everything. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { searchRu } from './words.ru.ts';

export const searchEn = {
  'search.short': 'Find',
  'search.placeholder': 'Find an item, a production, an event…',
  'search.nothing': 'Nothing found',
  'search.hint': 'Searches everything',
} as const satisfies EnglishFor<typeof searchRu>;
