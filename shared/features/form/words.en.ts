/** What stands beside a field and around a form. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { formRu } from './words.ru.ts';

export const formEn = {
  'form.meanwhile': 'While you are typing, this became: {value}. Yours is not lost: once saved, both are kept.',
  'form.stay': 'Keep mine',
  'form.takeTheirs': 'Take theirs',
  'form.savedMeanwhile':
    'While you were editing, another version of this template was saved. Yours is not lost: save it and both are kept, to choose from under Attention.',
  'form.seeTheirs': 'Show theirs',
  'form.seeMine': 'Show mine',
  'form.restored': 'Typed earlier and not saved.',
  'form.giveUp': 'Discard',
  'form.leave': 'Close it? What you typed stays on this laptop until the next time.',
  'form.goOn': 'Go on',
  'form.keep': 'Close',
  'form.giveUpAll': 'Give up what I typed',
  'form.continued': 'This is what you began earlier.',
  'form.anew': 'Begin anew',
  'form.calendar': 'Open the calendar',
  'form.day': 'dd/mm/yyyy',
  'form.dayAndTime': 'dd/mm/yyyy hh:mm',
  'form.time': 'hh:mm',
  'form.nextMonth': 'Next month',
  'form.previousMonth': 'Previous month',
  'form.nextYear': 'Next year',
  'form.previousYear': 'Previous year',
  'form.nextDecade': 'Next decade',
  'form.previousDecade': 'Previous decade',
  'form.notDay': 'A date is needed here, e.g. 31/12/2026',
  'form.notHour': 'A time is needed here, e.g. 19:30',
} as const satisfies EnglishFor<typeof formRu>;
