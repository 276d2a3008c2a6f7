/** What the schedule says: days, times, kinds, collisions, changes. */
import type {
  CollisionView,
  EventPlaceView,
  ScheduleEvent,
  ScheduleVenue,
} from '../../../shared/features/schedule/queries.ts';
import type { PlainKey, Translate } from '../../../shared/i18n/dictionary.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import type { ChangeForSomebody, FieldChange } from '../../../shared/rules/publication.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  formats.set(key, known);
  return known;
}
const at = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** «вт, 24 нояб.» */
export const dayWord = (day: string, language: Language): string =>
  format(language, { weekday: 'short', day: 'numeric', month: 'short' }).format(at(day));
/** «вторник, 24 ноября» */
export const longDay = (day: string, language: Language): string =>
  format(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(at(day));
const shortDay = (day: string, language: Language): string =>
  format(language, { day: 'numeric', month: 'short' }).format(at(day));
export const weekdayWord = (day: string, language: Language): string =>
  format(language, { weekday: 'short' }).format(at(day));
/** «23–29 ноября», «ноябрь 2026 г.» */
export function rangeTitle(view: string, from: string, to: string, language: Language): string {
  if (view === 'month') return format(language, { month: 'long', year: 'numeric' }).format(at(from));
  if (from === to) return longDay(from, language);
  // Whoever turns from December to January knows the years, and the line has room for the days alone.
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${shortDay(from, language)} – ${shortDay(to, language)}`;
  return format(language, { day: 'numeric', month: 'short' }).formatRange(at(from), at(to));
}

/** «15:00–18:00», «19:00», «19:00–01:30 +1» */
export function timeText(event: Pick<EventPlaceView, 'start' | 'end'>, daysLater = 0): string {
  if (event.start === null) return '';
  const end = event.end === null ? '' : `–${event.end.slice(0, 5)}`;
  return `${event.start.slice(0, 5)}${end}${daysLater > 0 ? ` +${daysLater}` : ''}`;
}

const columns = tableOf('schedule_events').columns;
/** «монтировка», «репетиция»: what is done, else of what kind it is. */
export const kindWord = ({ type, activity }: Pick<ScheduleEvent, 'type' | 'activity'>, language: Language): string =>
  activity === null
    ? statusName(type, language, columns['event_type'])
    : statusName(activity, language, columns['activity']);

const LONGEST_HEAD = 20;
/** «Монтировка: «Чайка»» as what is done, and of what. */
function partsOf(title: string): readonly [head: string, rest: string | null] {
  const colon = title.indexOf(': ');
  return colon > 0 && colon <= LONGEST_HEAD ? [title.slice(0, colon), title.slice(colon + 2)] : [title, null];
}

/** The first line of an event that has two. */
export const headOf = ({ title }: Pick<ScheduleEvent, 'title'>): string => partsOf(title)[0];

/** What stands beside the time: the kind of a show says nothing that its look does not. */
export function detailOf(event: ScheduleEvent, language: Language): string {
  const [head, rest] = partsOf(event.title);
  const isShow = event.activity === null && (event.type === 'performance' || event.type === 'premiere');
  const production = event.performance !== null && !event.title.includes(event.performance) ? event.performance : null;
  const kind =
    isShow || rest !== null || head.toLowerCase() === kindWord(event, language) ? null : kindWord(event, language);
  return [rest, kind, production === null ? null : quoted(production, language)]
    .filter((part) => part !== null)
    .join(' · ');
}

/** A title that has quotation marks of its own gets no others. */
export function quoted(title: string, language: Language): string {
  if (/[«»“”"]/.test(title)) return title;
  return language === 'ru' ? `«${title}»` : `“${title}”`;
}

export const venueName = (id: string | null, venues: readonly ScheduleVenue[]): string | null =>
  venues.find((venue) => venue.id === id)?.name ?? null;

/** «чт, 26 нояб., 18:00, Репзал 2» */
export function placeText(place: EventPlaceView, venues: readonly ScheduleVenue[], language: Language): string {
  return [dayWord(place.date, language), timeText(place), venueName(place.venueId, venues)]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}

/** A collision in two lines: what is wrong, and with what. */
export interface CollisionText {
  readonly head: string;
  readonly sub: string;
}

/** «11 ч», «11 ч 30 мин» */
export function hoursText(minutes: number, t: Translate): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0 ? t('schedule.hours', { hours }) : t('schedule.hoursMinutes', { hours, minutes: rest });
}

/** Three names, and how many more. */
function namesText(names: readonly string[], t: Translate): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? t('schedule.andMore', { names: shown, count: names.length - 3 }) : shown;
}

/** The sentence of a collision. `venue`: where the event would stand. */
export function collisionText(
  collision: CollisionView,
  {
    t,
    language,
    venue,
    restHours,
  }: Readonly<{ t: Translate; language: Language; venue: string | null; restHours: number }>,
): CollisionText {
  const others = collision.others.map((other) =>
    [quoted(other.title, language), dayWord(other.date, language), timeText(other), other.venue]
      .filter((part) => part !== null && part !== '')
      .join(', '),
  );
  const sub = others.slice(0, 2).join('; ') + (others.length > 2 ? '; …' : '');
  const until = collision.untilClock ?? '';
  const people = namesText(collision.people, t);
  const count = collision.people.length;
  switch (collision.code) {
    case 'venue.taken':
      return { head: t('schedule.collision.venue', { venue: venue ?? '', until }), sub };
    case 'person.twice':
      return { head: t('schedule.collision.twice', { people, count }), sub };
    case 'person.rest':
      return {
        head: t('schedule.collision.rest', {
          people,
          rest: hoursText(collision.restMinutes ?? 0, t),
          wanted: restHours,
        }),
        sub,
      };
    case 'thing.short':
      return {
        head: t('schedule.collision.thing', {
          item: collision.item?.name ?? '',
          needed: collision.needed ?? 0,
          there: collision.there ?? 0,
        }),
        sub,
      };
    case 'set.away':
      return { head: t('schedule.collision.away'), sub };
  }
}

type Names = Readonly<Record<string, string>>;

const FIELD: Readonly<Record<FieldChange['field'], PlainKey>> = {
  date: 'schedule.field.date',
  start: 'schedule.field.start',
  end: 'schedule.field.end',
  call: 'schedule.field.call',
  ready: 'schedule.field.ready',
  venue: 'schedule.field.venue',
  title: 'schedule.field.title',
  description: 'schedule.field.description',
  type: 'schedule.field.type',
  status: 'schedule.field.status',
  production: 'schedule.field.production',
  variant: 'schedule.field.variant',
  calls: 'schedule.field.calls',
  yourFunction: 'schedule.field.yourFunction',
  yourCall: 'schedule.field.yourCall',
  yourEnd: 'schedule.field.yourEnd',
};

/** «начало: было 11:00, стало 15:00» */
export function fieldText(change: FieldChange, t: Translate, language: Language, names: Names): string {
  const said = (value: string | null): string => {
    if (value === null) return '—';
    if (change.field === 'date') return dayWord(value, language);
    if (change.field === 'status') return statusName(value, language, columns['status']);
    if (change.field === 'type') return statusName(value.split(' ').at(-1) ?? value, language);
    return names[value] ?? value;
  };
  const field = t(FIELD[change.field]);
  if (change.field === 'description') return t('schedule.rewritten', { field });
  // «вы вызваны: свет»
  if (change.field === 'yourFunction' && change.kind === 'set') return said(change.to);
  if (change.kind === 'set') return `${field}: ${said(change.to)}`;
  if (change.kind === 'cleared') return t('schedule.cleared', { field, from: said(change.from) });
  return t('schedule.changed', { field, from: said(change.from), to: said(change.to) });
}

const KIND = {
  called: 'schedule.told.called',
  released: 'schedule.told.released',
  withdrawn: 'schedule.told.withdrawn',
  changed: 'schedule.told.changed',
} as const satisfies Readonly<Record<ChangeForSomebody['kind'], PlainKey>>;

/** What somebody is told of one event, in a sentence: for the notice, and for whoever publishes. */
export function changeText(change: ChangeForSomebody, t: Translate, language: Language, names: Names): string {
  const head = [quoted(change.title, language), dayWord(change.date, language), change.start ?? '']
    .filter((part) => part !== '')
    .join(', ');
  const fields = change.kind === 'withdrawn' || change.kind === 'released' ? [] : change.fields;
  const said = fields.map((field) => fieldText(field, t, language, names)).join('; ');
  return `${head} — ${t(KIND[change.kind])}${said === '' ? '' : `: ${said}`}`;
}

/** What a reader of screens hears of an event after its title and time. */
export function spokenEvent(
  event: ScheduleEvent,
  { t, language, venues }: Readonly<{ t: Translate; language: Language; venues: readonly ScheduleVenue[] }>,
): string {
  const state = event.state === 'published' ? null : t(`schedule.state.${event.state}`);
  return [
    kindWord(event, language),
    longDay(event.date, language),
    timeText(event, event.daysLater),
    venueName(event.venueId, venues) ?? event.venueText,
    state,
  ]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}
