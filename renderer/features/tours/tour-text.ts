/** How tours are said in words: their days, how long until they leave. */
import type { TourLine } from '../../../shared/features/tours/queries.ts';
import type { Translate } from '../../../shared/i18n/dictionary.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { daysBetween } from '../../../shared/rules/event-time.ts';

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** «21 ноября – 1 декабря», with the year where that is not this one. */
export function rangeText(from: string, to: string, today: string, language: Language): string {
  const isThisYear = from.slice(0, 4) === today.slice(0, 4) && to.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).formatRange(at(from), at(to));
}

/** «24 нояб.» */
export const shortDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at(day));

/** Days of a tour, both included. */
export const lengthOf = ({ startsOn, endsOn }: Pick<TourLine, 'startsOn' | 'endsOn'>): number =>
  daysBetween(startsOn, endsOn) + 1;

/** Whether people are away on that day. */
export const isOnRoad = ({ startsOn, endsOn, status }: TourLine, today: string): boolean =>
  startsOn <= today && today <= endsOn && status !== 'completed' && status !== 'cancelled';

/** «до отъезда 6 дней», «день 4 из 11»; nothing where it is over or called off. */
export function countdownText(tour: TourLine, today: string, t: Translate): string {
  if (tour.status === 'cancelled') return '';
  if (tour.status === 'completed' || today > tour.endsOn) return t('tours.isOver');
  const days = daysBetween(today, tour.startsOn);
  // A truck that leaves days before the people has put the tour on the road: one number does not say who waits.
  if (days > 0) return tour.status === 'on_road' ? '' : t('tours.leavesIn', { count: days });
  if (days === 0 && tour.status !== 'on_road') return t('tours.leavesToday');
  return t('tours.dayOf', { day: 1 - days, all: lengthOf(tour) });
}

/** «3 спектакля · 12 человек · 2 машины», of what there is. */
export const amountText = ({ shows, people, transports }: TourLine, t: Translate): string =>
  [
    shows > 0 ? t('tours.shows', { count: shows }) : '',
    people > 0 ? t('tours.people', { count: people }) : '',
    transports > 0 ? t('tours.transports', { count: transports }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
