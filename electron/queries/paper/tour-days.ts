/** Papers of a tour's days: the book, and the sheet of one day. */
import type { DaySheetData } from '../../../paper/forms/day-sheet/data.ts';
import type { TourBookData } from '../../../paper/forms/tour-book/data.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import { formatDateTime } from '../../../shared/i18n/date-text.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { formatDecimal } from '../../../shared/i18n/number-text.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import type { SheetLine } from '../../../shared/rules/sheet-lines.ts';
import { dayIn } from '../../../shared/rules/upcoming.ts';
import { formDay, said } from './pieces.ts';
import { aboutOf, longDay, markOf, short, timeOf } from './schedule-forms.ts';
import { datesOf, type TourPart, tourSheetOf } from './tour-cargo.ts';
import type { TourPaper, TourStay, TourTransport, TourVenue } from './tour-paper.ts';

type Facts = [string, string][];
const filled = (facts: Facts): Facts => facts.filter(([, value]) => value !== '');
const joined = (parts: readonly (string | null)[], by = ', '): string =>
  parts.filter((part) => part !== null && part !== '').join(by);

/** More days than this are no tour, but a wrong date. */
const MOST_DAYS = 400;

function daysOf({ startsOn, endsOn }: TourPaper): readonly string[] {
  const days: string[] = [];
  for (let day = startsOn; day <= endsOn && days.length < MOST_DAYS; day = dayAfter(day, 1)) days.push(day);
  return days;
}

const placeOf = (event: ScheduleEvent, tour: TourPaper): string => {
  const venue = event.venueId === null ? undefined : tour.venues.get(event.venueId);
  return venue?.name ?? event.venueText ?? '';
};

function eventOf(
  event: ScheduleEvent,
  tour: TourPaper,
  language: Language,
): TourBookData['days'][number]['events'][number] {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const call = event.call === null ? null : t(`явка ${short(event.call)}`, `call ${short(event.call)}`);
  const ready = event.ready === null ? null : t(`сцена ${short(event.ready)}`, `stage ${short(event.ready)}`);
  return {
    time: timeOf(event, language),
    title: event.title,
    about: joined([aboutOf(event, language), call, ready], ' · '),
    place: placeOf(event, tour),
    mark: markOf(event, event.state !== 'published', language),
  };
}

/** Cities of a day, in the order of its events. */
function cityOf(day: string, tour: TourPaper): string {
  const cities = tour.events.flatMap(({ date, venueId }) => {
    const venue = date === day && venueId !== null ? tour.venues.get(venueId) : undefined;
    return venue?.city === undefined || venue.city === null ? [] : [venue.city];
  });
  if (cities.length > 0) return [...new Set(cities)].join(' — ');
  // Where nothing is on, people are where they sleep.
  return joined([...new Set(staysOn(day, tour).map(({ city }) => city))], ' — ');
}

const staysOn = (day: string, { stays }: TourPaper): readonly TourStay[] =>
  stays.filter(({ arrivesOn, leavesOn }) => arrivesOn <= day && day <= leavesOn);

/** «13,5» of «13.50». */
const metres = (stored: string, language: Language): string =>
  formatDecimal(stored.replace(/(\.\d*?)0+$/u, '$1').replace(/\.$/u, ''), language);

function sheetFacts(venue: TourVenue, language: Language): Facts {
  const t = (ru: string, en: string): string => said(language, ru, en);
  // What nobody has measured keeps its place: «14 × ? × 9».
  const size = (parts: readonly (string | null)[]): string =>
    parts.every((part) => part === null)
      ? ''
      : parts.map((part) => (part === null ? '?' : metres(part, language))).join(' × ');
  return filled([
    [
      t('Сцена, ширина × глубина × высота, м', 'Stage, width × depth × height, m'),
      size([venue.stage_width, venue.stage_depth, venue.stage_height]),
    ],
    [
      t('Зеркало, ширина × высота, м', 'Proscenium, width × height, m'),
      size([venue.proscenium_width, venue.proscenium_height]),
    ],
    [t('Мест в зале', 'Seats'), venue.capacity === null ? '' : String(venue.capacity)],
    [t('Погрузка', 'Loading dock'), venue.dock ?? ''],
    [t('Электричество', 'Power'), venue.power ?? ''],
    [t('Подвесы', 'Rigging'), venue.rigging ?? ''],
    [t('Ещё', 'Note'), venue.technical_note ?? ''],
  ]);
}

function transportRow(transport: TourTransport, zone: string, language: Language): string[] {
  const at = (iso: string | null): string => (iso === null ? '' : formatDateTime(iso, language, zone));
  return [
    transport.name,
    joined([transport.vehicle, transport.plate]),
    joined([transport.driver, transport.phone]),
    joined([at(transport.departsAt), transport.fromPlace]),
    joined([at(transport.arrivesAt), transport.toPlace]),
  ];
}

const stayAbout = (stay: TourStay, language: Language): string[] =>
  [
    joined([stay.city, stay.address]),
    joined([`${formDay(stay.arrivesOn, language)} – ${formDay(stay.leavesOn, language)}`, stay.phone]),
    stay.note ?? '',
  ].filter((text) => text !== '');

const venueAbout = (venue: TourVenue, zone: string): string =>
  joined([venue.city, venue.address, venue.zone === zone ? null : venue.zone]);

/** What a line is about, and all that it says. */
const lineOf = (key: string, parts: readonly (string | null)[]): SheetLine => ({ key, text: joined(parts, ' · ') });

const eventLine = (event: ScheduleEvent, tour: TourPaper, language: Language): SheetLine => {
  const { time, title, about, place, mark } = eventOf(event, tour, language);
  return lineOf(event.id, [event.date, time, title, about, place, mark]);
};

/**
 * Days, people, rooms, vehicles, venues: all that one asks on the road, without a network and without a laptop. Days
 * without an event are there too, with the city where one sleeps. Lines are told apart by the ids of their rows, so
 * that a later print marks what has changed.
 */
export function tourBook(tour: TourPaper, language: Language): GatheredSheet {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const venues = [...tour.venues.values()];
  const data = {
    title: tour.name,
    dates: datesOf(tour, language),
    facts: filled([
      [t('Отвечает', 'Responsible'), tour.manager ?? ''],
      [t('Едут', 'People'), tour.people.length === 0 ? '' : String(tour.people.length)],
      [t('Города', 'Cities'), [...new Set(venues.flatMap(({ city }) => city ?? []))].join(' — ')],
      [t('Важно знать', 'Good to know'), tour.note ?? ''],
    ]),
    days: daysOf(tour).map((day) => ({
      day: longDay(day, language),
      city: cityOf(day, tour),
      events: tour.events.filter(({ date }) => date === day).map((event) => eventOf(event, tour, language)),
    })),
    people: tour.people.map((one) => [one.name, one.function ?? '', one.phone ?? '', one.note ?? '']),
    stays: tour.stays.map((stay) => ({
      name: stay.name,
      about: stayAbout(stay, language),
      rooms: stay.rooms.map(({ room, name, sharesWith }) => [room ?? '', name, sharesWith ?? '']),
    })),
    transports: tour.transports.map((transport) => transportRow(transport, tour.zone, language)),
    venues: venues.map((venue) => ({
      name: venue.name,
      about: venueAbout(venue, tour.zone),
      facts: sheetFacts(venue, language),
      contacts: venue.contacts.map((one) => [one.name, one.role ?? '', one.phone ?? '', one.email ?? '']),
    })),
  } satisfies TourBookData;
  return tourSheetOf(tour, t('Гастрольная книга', 'Tour book'), data, [
    ...(tour.note === null ? [] : [lineOf(tour.id, [tour.note])]),
    ...tour.events.map((event) => eventLine(event, tour, language)),
    ...tour.people.map((one) => lineOf(one.id, [one.name, one.function, one.phone, one.note])),
    ...tour.stays.flatMap((stay) => [
      lineOf(stay.id, [stay.name, ...stayAbout(stay, language)]),
      ...stay.rooms.map(({ id, room, name, sharesWith }) => lineOf(id, [stay.name, room, name, sharesWith])),
    ]),
    ...tour.transports.map((transport) => lineOf(transport.id, transportRow(transport, tour.zone, language))),
    ...venues.flatMap((venue) => [
      lineOf(venue.id, [venue.name, venueAbout(venue, tour.zone), ...sheetFacts(venue, language).flat()]),
      ...venue.contacts.map((one) => lineOf(one.id, [venue.name, one.name, one.role, one.phone, one.email])),
    ]),
  ]);
}

/** The day that is meant: the one that is named, else today, else the first. */
export const dayOf = ({ startsOn, endsOn, today }: TourPaper, date: string | null): string =>
  date ?? (startsOn <= today && today <= endsOn ? today : startsOn);

const movesOn = (day: string, { transports, zone }: TourPaper): readonly TourTransport[] =>
  transports.filter(({ departsAt, arrivesAt }) =>
    [departsAt, arrivesAt].some((at) => at !== null && dayIn(zone, at) === day),
  );

/** «Завтра, Самара: загрузка 08:00» */
function nextOf(day: string, tour: TourPaper, language: Language): string {
  const next = tour.events.find(({ date }) => date > day);
  if (next === undefined) return '';
  const start = next.call ?? next.start;
  return joined([
    longDay(next.date, language),
    cityOf(next.date, tour),
    start === null ? null : short(start),
    next.title,
  ]);
}

/** Everything of one day on one page, large. */
export function daySheet(tour: TourPaper, { date }: TourPart, language: Language): GatheredSheet {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const day = dayOf(tour, date);
  const events = tour.events.filter((event) => event.date === day);
  const ids = [...new Set(events.flatMap(({ venueId }) => venueId ?? []))];
  const venues = ids.flatMap((id) => tour.venues.get(id) ?? []);
  const stays = staysOn(day, tour);
  const transports = movesOn(day, tour);
  const moveOf = (transport: TourTransport): string => joined(transportRow(transport, tour.zone, language), ' · ');
  const next = nextOf(day, tour, language);
  const data = {
    tour: tour.name,
    day: longDay(day, language),
    city: cityOf(day, tour),
    events: events.map((event) => eventOf(event, tour, language)),
    venues: venues.map((venue) => ({
      name: venue.name,
      about: [
        venueAbout(venue, tour.zone),
        venue.dock === null ? '' : `${t('Погрузка', 'Loading dock')}: ${venue.dock}`,
      ].filter((text) => text !== ''),
      contacts: venue.contacts.map((one) => [one.name, one.role ?? '', one.phone ?? '']),
    })),
    stays: stays.map((stay) => ({ name: stay.name, about: stayAbout(stay, language) })),
    transports: transports.map(moveOf),
    next,
  } satisfies DaySheetData;
  return tourSheetOf(tour, `${t('Лист дня', 'Day sheet')}, ${formDay(day, language)}`, data, [
    ...events.map((event) => eventLine(event, tour, language)),
    ...venues.flatMap((venue) => [
      lineOf(venue.id, [venue.name, venueAbout(venue, tour.zone), venue.dock]),
      ...venue.contacts.map((one) => lineOf(one.id, [one.name, one.role, one.phone])),
    ]),
    ...stays.map((stay) => lineOf(stay.id, [stay.name, ...stayAbout(stay, language)])),
    ...transports.map((transport) => lineOf(transport.id, [moveOf(transport)])),
    lineOf('next', [next]),
  ]);
}
