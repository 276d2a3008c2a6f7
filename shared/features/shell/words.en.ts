/** The frame around the pages, and what many of them say. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { shellRu } from './words.ru.ts';

export const shellEn = {
  'app.look': 'Look',
  'app.looks.light': 'Light',
  'app.looks.dark': 'Dark',
  'app.looks.show': 'Show',
  'app.leaveShow': 'Leave show mode',
  'app.brightness': 'Brightness',
  'app.menu': 'Sections',
  'app.account': 'Who is working',
  'app.skip': 'Skip to content',
  'page.failedTitle': 'The page did not open',
  'page.failed': 'This part of the program did not load',
  'page.failedHint':
    'What you saved is safe, nothing is lost. Open the page again; if that does not help, close the program and start it anew.',
  'page.reload': 'Open again',
  'page.unknownTitle': 'No such page',
  'page.unknown': 'There is nothing at this address',
  'page.unknownHint':
    'The link may come from another version of the program or lack some letters. Everything else opens from the left.',
  'page.toStart': 'To the start',
  'common.save': 'Save',
  'common.cancel': 'Cancel',
  'common.close': 'Close',
  'common.create': 'Create',
  'common.retry': 'Try again',
  'common.none': 'not set',
  'common.yes': 'yes',
  'common.no': 'no',
  'common.loading': 'Loading…',
  'common.open': 'Open',
  'common.reset': 'Reset',
  'common.onlyHere': 'Only on this laptop',
  'link.lost': 'The window lost the app. Reconnecting; what was saved is in place.',
  'app.usage': 'The app asked something that is not understood here. The data is safe; reload the page.',
  'app.failed': 'That did not work',
  'app.lookOf': 'Look: {look}',
  'app.languageOf': 'Language: {language}',
} as const satisfies EnglishFor<typeof shellRu>;
