/**
 * A line that says what is done, where and when, in the order in which people say it: «Монтировка, Театр-Театр,
 * 9:00–15:00, явка 8:45». Parts are divided by commas; what is neither a time nor a place is the title. Pure.
 */
import type { Row } from '../../../shared/schema/catalog.ts';
import { parseTime } from '../../lib/dates.ts';

type Event = Row<'schedule_events'>;

/** A place that a line can name. */
export interface QuickPlace {
  readonly id: string;
  readonly name: string;
}

/** What a line says. */
export interface QuickEvent {
  readonly title: string;
  readonly type: Event['event_type'];
  readonly activity: Event['activity'];
  readonly venueId: string | null;
  /** `HH:MM` */
  readonly start: string | null;
  readonly end: string | null;
  readonly call: string | null;
}

type Kind = Pick<QuickEvent, 'type' | 'activity'>;
const kind = (type: Kind['type'], activity: Kind['activity'] = null): Kind => ({ type, activity });

/** How a word for what is done begins, in either language; the first that fits counts. */
const KINDS: readonly (readonly [beginning: RegExp, kind: Kind])[] = [
  [/^(переезд|дорога|поезд|самол|автобус|вылет|выезд|travel|drive|train|flight|bus)/u, kind('tour', 'travel')],
  [/^(монтировк|монтаж|загрузк|load[ -]?in|get[ -]?in)/u, kind('technical', 'load_in')],
  [/^(разборк|демонтаж|погрузк|load[ -]?out|get[ -]?out|strike)/u, kind('technical', 'load_out')],
  [/^(выходн|day off|rest)/u, kind('other', 'day_off')],
  [/^(свет|правка света|light|focus)/u, kind('technical', 'lighting')],
  [/^(звук|саундчек|sound)/u, kind('technical', 'sound_check')],
  [/^(репетици|rehears)/u, kind('rehearsal')],
  [/^(прогон|run)/u, kind('run_through')],
  [/^(встреч|собрани|meeting)/u, kind('meeting')],
  [/^(спектакл|показ|show|performance|[«“"])/u, kind('performance')],
];

/** What a title says is done; a show where it begins with a quotation mark, anything else `other`. */
export const kindOf = (title: string): Kind =>
  KINDS.find(([beginning]) => beginning.test(title.toLocaleLowerCase()))?.[1] ?? kind('other');

const CALL = /^(?:явка|сбор|call)\s+(.+)$/iu;
const RANGE = /^(\S+?)\s*[–—-]\s*(\S+)$/u;
/** Bare numbers are times only with a colon or a point: «9» may be anything. */
const looksLikeTime = (text: string): boolean => /^\d{1,2}[:.]\d{2}$/.test(text);

/** From when to when; undefined where the part is no time. */
function timesIn(part: string): Pick<QuickEvent, 'start' | 'end'> | undefined {
  if (looksLikeTime(part)) return { start: parseTime(part) ?? null, end: null };
  const range = RANGE.exec(part);
  const [from, to] = [range?.[1] ?? '', range?.[2] ?? ''];
  if (!looksLikeTime(from) && !looksLikeTime(to)) return undefined;
  const [start, end] = [parseTime(from), parseTime(to)];
  return start === undefined || end === undefined ? undefined : { start, end };
}

const plain = (text: string): string =>
  text
    .toLocaleLowerCase()
    .replaceAll(/[«»“”"]/gu, '')
    .trim();

/** The place that a part names: whole, else the one place whose name begins with it or holds it. */
function placeIn(part: string, places: readonly QuickPlace[]): QuickPlace | undefined {
  const said = plain(part);
  if (said.length < 3) return undefined;
  const exact = places.find(({ name }) => plain(name) === said);
  if (exact !== undefined) return exact;
  const like = places.filter(({ name }) => plain(name).includes(said));
  return like.length === 1 ? like[0] : undefined;
}

/** What the line says; undefined where it says nothing that is done. */
export function readQuickLine(line: string, places: readonly QuickPlace[]): QuickEvent | undefined {
  let found: Omit<QuickEvent, 'title' | 'type' | 'activity'> = { venueId: null, start: null, end: null, call: null };
  const words: string[] = [];
  for (const part of line.split(',').map((text) => text.trim())) {
    if (part === '') continue;
    const call = CALL.exec(part)?.[1];
    const called = call === undefined ? undefined : parseTime(call);
    const times = timesIn(part);
    const place = words.length === 0 ? undefined : placeIn(part, places);
    if (called !== undefined) found = { ...found, call: called };
    else if (times !== undefined) found = { ...found, ...times };
    else if (place !== undefined && found.venueId === null) found = { ...found, venueId: place.id };
    else words.push(part);
  }
  const title = words.join(', ');
  if (title === '') return undefined;
  const capital = title.slice(0, 1).toLocaleUpperCase() + title.slice(1);
  return { title: capital, ...kindOf(title), ...found };
}
