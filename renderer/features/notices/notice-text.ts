/** What a notice says, in the reader's language. */
import type { Notices, NoticeView } from '../../../shared/features/notices/queries.ts';
import { formatDays } from '../../../shared/i18n/date-text.ts';
import type { PlainKey, Translate } from '../../../shared/i18n/dictionary.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { NoticeData, NoticeType } from '../../../shared/rules/notices.ts';
import { changeText, dayWord, quoted } from '../schedule/schedule-text.ts';

/** What a kind of notice is called. */
export const KIND_WORDS = {
  'schedule.published': 'notices.kind.schedule.published',
  'schedule.leftOut': 'notices.kind.schedule.leftOut',
  'schedule.replaced': 'notices.kind.schedule.replaced',
  'schedule.declined': 'notices.kind.schedule.declined',
  'schedule.collided': 'notices.kind.schedule.collided',
  'report.signed': 'notices.kind.report.signed',
  'report.signedTwice': 'notices.kind.report.signedTwice',
  'schedule.removed': 'notices.kind.schedule.removed',
  'schedule.returned': 'notices.kind.schedule.returned',
  'schedule.signedStay': 'notices.kind.schedule.signedStay',
  'packing.met': 'notices.kind.packing.met',
  'transport.met': 'notices.kind.transport.met',
  'packing.leftOut': 'notices.kind.packing.leftOut',
  'transport.stays': 'notices.kind.transport.stays',
  'booking.collided': 'notices.kind.booking.collided',
  'tour.eventLeft': 'notices.kind.tour.eventLeft',
  'tour.returned': 'notices.kind.tour.returned',
  'tour.recoded': 'notices.kind.tour.recoded',
} as const satisfies Readonly<Record<NoticeType, PlainKey>>;

/** The rest is a number. */
const MOST_CHANGES = 2;

type Words = Readonly<{ t: Translate; language: Language }>;

/** Two tours, or a tour and an evening, hold more of a thing than there is. Not every reader may name the evening. */
function bookingText({ item, short, from, to, first, second }: NoticeData<'booking.collided'>, words: Words): string {
  const { t, language } = words;
  const called = (title: string): string => (title === '' ? t('notices.untoldEvent') : quoted(title, language));
  return t('notices.booked', {
    item,
    count: short,
    days: formatDays(from, to, language),
    first: called(first),
    second: called(second),
  });
}

/** More is packed than was planned, by people who did not see each other's entries. */
function packingText({ item, tour, byName, packed, planned }: NoticeData<'packing.met'>, words: Words): string {
  const { t, language } = words;
  return t('notices.packingMet', {
    item: quoted(item, language),
    tour: quoted(tour, language),
    by: byName,
    packed,
    planned,
  });
}

/** A truck left while somebody still worked at it. */
function truckText(data: NoticeData<'transport.met'>, { t, language }: Words): string {
  const [truck, item] = [quoted(data.truck, language), quoted(data.item, language)];
  return t(`notices.truckMet.${data.act}`, { truck, item, departed: data.departedBy, loaded: data.loadedBy });
}

/** Things that stay in the truck that somebody else chose. */
function staysText({ tour, items, more, isOrder }: NoticeData<'transport.stays'>, { t, language }: Words): string {
  const shown = items.map((item) => quoted(item, language)).join(', ');
  const named = more > 0 ? `${shown} ${t('notices.more', { count: more })}` : shown;
  const facts = { tour: quoted(tour, language), items: named };
  return isOrder === true ? t('notices.orderStays', facts) : t('notices.transportStays', facts);
}

/** Of what was planned some had been deleted. */
function leftOutText({ tour, items, more, cases }: NoticeData<'packing.leftOut'>, { t, language }: Words): string {
  const named = (names: readonly string[], rest: number): string => {
    const shown = names.slice(0, MOST_CHANGES).map((name) => quoted(name, language));
    const others = names.length - shown.length + rest;
    return [shown.join(', '), ...(others > 0 ? [t('notices.more', { count: others })] : [])].join(' ').trim();
  };
  return [
    quoted(tour, language),
    ...(items.length + more > 0 ? [t('notices.packingLeftOut', { items: named(items, more) })] : []),
    ...(cases.length > 0 ? [t('notices.packingNoCase', { cases: named(cases, 0) })] : []),
  ].join('. ');
}

/** A tour has another code than was asked for. */
function codeText({ tour, wanted, code, holder }: NoticeData<'tour.recoded'>, { t, language }: Words): string {
  const facts = { tour: quoted(tour, language), holder: quoted(holder, language), wanted };
  return code === null ? t('notices.uncoded', facts) : t('notices.recoded', { ...facts, code });
}

function eventLeftText(head: string, { tour, from, to }: NoticeData<'tour.eventLeft'>, { t, language }: Words): string {
  return t('notices.eventLeft', { title: head, tour: quoted(tour, language), days: formatDays(from, to, language) });
}

function tourReturnedText({ tour, byName, deletedBy }: NoticeData<'tour.returned'>, { t, language }: Words): string {
  return t('notices.tourReturned', { tour: quoted(tour, language), by: byName, deletedBy });
}

/** One sentence; of a notice that only a newer version knows its title. */
export function noticeText(
  { said, title }: NoticeView,
  { t, language, names }: Words & Readonly<{ names: Notices['names'] }>,
): string {
  const headOf = (event: { readonly title: string; readonly date: string; readonly start: string | null }): string =>
    [quoted(event.title, language), dayWord(event.date, language), event.start?.slice(0, 5) ?? null]
      .filter((part) => part !== null)
      .join(', ');
  /** How many more there are than are named. */
  const moreOf = (count: number): string[] => (count > 0 ? [t('notices.more', { count })] : []);
  switch (said.type) {
    case 'schedule.published': {
      const { changes, more } = said.data;
      const rest = more + Math.max(0, changes.length - MOST_CHANGES);
      const shown = changes.slice(0, MOST_CHANGES).map((change) => changeText(change, t, language, names));
      return [...shown, ...moreOf(rest)].join('. ');
    }
    case 'schedule.replaced': {
      const { function: as, fromName: from, toName: to } = said.data;
      const head = headOf(said.data);
      if (to === null) return t('notices.vacated', { title: head, function: as, from: from ?? '' });
      return from === null
        ? t('notices.filled', { title: head, to, function: as })
        : t('notices.replaced', { title: head, to, from, function: as });
    }
    case 'schedule.declined':
      return t('notices.declined', { name: said.data.name, title: headOf(said.data), function: said.data.function });
    case 'schedule.collided': {
      const { otherTitle, more = 0 } = said.data;
      const collided = t('notices.collided', { title: headOf(said.data), other: quoted(otherTitle, language) });
      return [collided, ...moreOf(more)].join('. ');
    }
    case 'report.signed': {
      const { by, incidents, notes } = said.data;
      const happened = incidents > 0 ? t('notices.incidents', { count: incidents }) : t('notices.noIncidents');
      return [
        t('notices.reported', { title: headOf(said.data), by, incidents: happened }),
        ...(notes > 0 ? [t('notices.reportedNotes', { count: notes })] : []),
      ].join('. ');
    }
    case 'report.signedTwice': {
      const { first, second } = said.data;
      return t('notices.signedTwice', { title: headOf(said.data), first, second });
    }
    case 'schedule.leftOut':
      return [[headOf(said.data), ...moreOf(said.data.more)].join(' '), t('notices.leftOut')].join('. ');
    case 'schedule.removed': {
      const { byName: by, more } = said.data;
      return [[headOf(said.data), ...moreOf(more)].join(' '), t('notices.removed', { by })].join('. ');
    }
    case 'schedule.returned':
      return [headOf(said.data), t('notices.returned', { by: said.data.byName })].join('. ');
    case 'schedule.signedStay': {
      const { events, more } = said.data;
      const heads = events.slice(0, MOST_CHANGES).map((event) => headOf(event));
      const rest = moreOf(events.length - MOST_CHANGES + more);
      return [[heads.join('; '), ...rest].join(' '), t('notices.signedStay')].join('. ');
    }
    case 'packing.met':
      return packingText(said.data, { t, language });
    case 'transport.met':
      return truckText(said.data, { t, language });
    case 'packing.leftOut':
      return leftOutText(said.data, { t, language });
    case 'transport.stays':
      return staysText(said.data, { t, language });
    case 'booking.collided':
      return [bookingText(said.data, { t, language }), ...moreOf(said.data.more ?? 0)].join('. ');
    case 'tour.eventLeft':
      return eventLeftText(headOf(said.data), said.data, { t, language });
    case 'tour.returned':
      return tourReturnedText(said.data, { t, language });
    case 'tour.recoded':
      return codeText(said.data, { t, language });
    case 'unknown':
      return title;
  }
}
