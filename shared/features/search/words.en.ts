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
  'search.all': 'Everything found for “{text}”',
  'search.kinds': 'What was found',
  'nav.search': 'Search',
  'search.go': 'Find',
  'search.begin': 'What are you looking for?',
  'search.beginHint': 'A name, a number, a barcode, a person, a venue: any form of a word, in either keyboard layout.',
  'search.nothingHint': 'Look for a slip of the keys, or type only a part of the word.',
  'search.rows': { one: '{count} record', other: '{count} records' },
  'search.nothingHere': 'Nothing of this kind was found',
  'search.nothingHereHint': 'Look among the other kinds, take filters away, or type less.',
} as const satisfies EnglishFor<typeof searchRu>;
