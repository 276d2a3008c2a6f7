/** What stands beside a field and around a form. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { formRu } from './words.ru.ts';

export const formEn = {
  'form.meanwhile': 'While you are typing, this became: {value}. Yours is not lost: once saved, both are kept.',
  'form.stay': 'Keep mine',
  'form.takeTheirs': 'Take theirs',
  'form.restored': 'Typed earlier and not saved.',
  'form.giveUp': 'Discard',
  'form.continued': 'This is what you began earlier.',
  'form.anew': 'Begin anew',
} as const satisfies EnglishFor<typeof formRu>;
