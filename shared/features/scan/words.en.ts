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
  'scan.notice.tag': 'Tag {code} is on nothing yet',
  'scan.hint.tag': 'Put it on an item and say which.',
  'scan.tagNew': 'New item with this tag',
  'scan.tagExisting': 'An item that is there already',
  'scan.claimTitle': 'Tag {code}',
  'scan.claimWhich': 'On which item',
  'scan.claimFind': 'Find by name or number',
  'scan.claim': 'Record the tag',
  'scan.claimReplaces': 'The item has the code {found} already. It will be replaced by {code}.',
  'scan.claimReplace': 'Replace the code',
  'scan.claimed': 'Tag {code} is on “{name}” now',
  'scan.claimAnother': 'Record the tag all the same',
  'scan.claimOther': 'Record another tag',
  'scan.claimOpen': 'Open “{name}”',
  'scan.tagHere': 'Scan another tag',
  'scan.notTag': '{code} is not the code of a tag',
  'scan.find': 'Find something similar',
  'scan.create': 'New item with this code',
  'scan.open': 'Open',
  'scan.openDoubt': 'Open {code}',
} as const satisfies EnglishFor<typeof scanRu>;
