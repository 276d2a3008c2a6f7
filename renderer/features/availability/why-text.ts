/** Why pieces of a thing cannot be had on a day, in words: what is of no use, and who holds how many, and when. */
import type { HeldBar, OutNote, TimelineThing } from '../../../shared/features/availability/queries.ts';
import { formatDays } from '../../../shared/i18n/date-text.ts';
import type { Translate } from '../../../shared/i18n/dictionary.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { quoted } from '../schedule/schedule-text.ts';
import { heldOn } from './time-line.ts';

type Reason = NonNullable<TimelineThing['outReason']>;

/** Why none of it can be used. */
export const outWord = (reason: Reason, t: Translate, language: Language): string =>
  reason === 'unsafe' ? t('availability.unsafe') : statusName(reason, language);

/** «с 4 ноября, Н. Власов» */
export const outSince = ({ who, since }: OutNote, t: Translate, language: Language): string =>
  [t('availability.since', { day: formatDays(since, since, language) }), who].filter((part) => part !== '').join(', ');

/** The show or the tour, as people write it. */
export const holderName = ({ isTour, title }: Pick<HeldBar, 'isTour' | 'title'>, language: Language): string =>
  isTour ? title : quoted(title, language);

/** «8 «Мастер», 27–29 ноября, Н. Власов» */
function heldText(bar: HeldBar, t: Translate, language: Language): string {
  const name = bar.isTour ? t('availability.onTour', { name: bar.title }) : holderName(bar, language);
  return [
    `${bar.quantity} ${name}`,
    formatDays(bar.from, bar.to, language),
    bar.who,
    bar.isInvalid ? t('availability.invalid') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Nothing where all pieces are free on the day. */
export function whyLines(thing: TimelineThing, day: string, t: Translate, language: Language): readonly string[] {
  const { out, outReason, outNote } = thing;
  const lines = heldOn(thing, day).map((bar) => heldText(bar, t, language));
  if (outReason === null) return lines;
  const note = outNote === null ? '' : `: ${[outNote.what, outSince(outNote, t, language)].filter(Boolean).join(', ')}`;
  return [`${out} ${outWord(outReason, t, language)}${note}`, ...lines];
}
