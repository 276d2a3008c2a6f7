/** What the scanner says outside of a count. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { scanRu } from './words.ru.ts';

export const scanEn = {
  'scan.notice.unknown': 'Code {code} belongs to nothing yet',
  'scan.hint.unknown': 'Look for something similar, or add an item with this code.',
  'scan.notice.doubt': 'Code {code} may not have been read whole',
  'scan.hint.doubt': 'Scan it again, or open what was read.',
  'scan.notice.covered': 'Scanned: {name}',
  'scan.hint.covered': 'The open window was left alone.',
  'scan.notice.failed': 'Code {code} was read but could not be looked up just now',
  'scan.hint.failed': 'Scan it again once the program answers.',
  'scan.find': 'Find something similar',
  'scan.create': 'New item with this code',
  'scan.open': 'Open',
  'scan.openDoubt': 'Open {code}',
} as const satisfies EnglishFor<typeof scanRu>;
