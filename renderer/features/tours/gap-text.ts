/** What is missing, in a line and the days below it. */
import type { PlainKey, Translate } from '../../../shared/i18n/dictionary.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { TourGap } from '../../../shared/rules/tour-gaps.ts';
import { shortDay } from './tour-text.ts';

/** So many are named; how many more follows. */
const MOST_NAMED = 3;

const named = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMED).join(', ') + (names.length > MOST_NAMED ? ` +${names.length - MOST_NAMED}` : '');

/** «Без номера: Орлов С.» */
export function gapText({ kind, title, names }: TourGap, t: Translate): string {
  switch (kind) {
    case 'noVenue':
      return t('tours.gap.noVenue', { title: title ?? '' });
    case 'noTime':
      return t('tours.gap.noTime', { title: title ?? '' });
    case 'noRoom':
      return t('tours.gap.noRoom', { names: named(names) });
    case 'notMember':
      return t('tours.gap.notMember', { names: named(names) });
    case 'noDriver':
      return t('tours.gap.noDriver', { title: title ?? '' });
    case 'noHeight':
      return t('tours.gap.noHeight', { title: title ?? '' });
    case 'noEvent':
    case 'noStay': {
      const key: PlainKey = kind === 'noEvent' ? 'tours.gap.noEvent' : 'tours.gap.noStay';
      return t(key);
    }
  }
}

/** «27 – 30 нояб.» */
export const gapDays = ({ date, until }: TourGap, language: Language): string =>
  until === null ? shortDay(date, language) : `${shortDay(date, language)} – ${shortDay(until, language)}`;
