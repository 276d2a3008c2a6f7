/**
 * Reads a calendar file (RFC 5545) of whatever program. Each component is read by itself: one that cannot be is named
 * with its line and why, and the others come in. Series become their occurrences within a window of days. A generator,
 * so that whoever reads ten thousand events can show how far it is and stop.
 */
import ICAL from 'ical.js';
import { timeOf } from '../rules/event-time.ts';
import type { CalendarEvent } from './calendar-event.ts';
import { type Component, cutCalendar } from './components.ts';
import { type DayWindow, occurrencesOf } from './recurrence.ts';
import { between, inZone, later, type Wall, wallKey, wallsOf, type ZoneOf } from './wall-clock.ts';
import { ianaZone } from './zone-names.ts';

/** Why something could not be read, or was read otherwise than it stands. */
export type Unread =
  | 'notCalendar'
  | 'cutOff'
  | 'unfinished'
  | 'broken'
  | 'noStart'
  | 'badRule'
  | 'notEvent'
  | 'badDate'
  | 'badTime'
  | 'noTitle'
  | 'unclosed'
  | 'twice';

/** What could not be read. */
export interface UnreadPart {
  /** Of the file, counted from one; 0: the file as a whole. */
  readonly line: number;
  readonly why: Unread;
  /** What stands there, short. */
  readonly text: string;
}

/** An event as it was read. */
export interface ReadEvent extends CalendarEvent {
  readonly line: number;
  /** A TZID that nobody knows: until somebody says what it is, the times stand as on the place's clock. */
  readonly unknownZone: string | null;
  /** What the file itself calls its kind; null where it says it in our words, or not at all. */
  readonly kind: string | null;
  /** Where the place is, where the file says that by itself. */
  readonly city: string | null;
  readonly notes: readonly ReadNote[];
}

/**
 * `series`: its series goes on beyond the window. `long`: it takes longer than a day and stands on each of its days.
 * `tooLong`: it takes longer than can be shown, and its last days are left out.
 */
export type ReadNote = 'series' | 'long' | 'tooLong' | 'oddTime' | 'cutText';

/** A file, read. */
export interface ReadFile {
  readonly events: readonly ReadEvent[];
  readonly unread: readonly UnreadPart[];
  readonly unknownZones: readonly string[];
}

/** How to read it. `zones`: what somebody said that an unknown TZID is. */
export interface ReadOptions {
  readonly window: DayWindow;
  readonly zones: Readonly<Record<string, string>>;
}

interface Reading {
  readonly window: DayWindow;
  readonly zoneOf: ZoneOf;
  readonly method: string | null;
  readonly unread: UnreadPart[];
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
const titleLine = ({ lines, name }: Component): string =>
  short(lines.find(({ text }) => /^SUMMARY/i.test(text))?.text.replace(/^SUMMARY[^:]*:/i, '') ?? name);

const unescaped = (text: string): string =>
  text.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));

/** Text of a property; of one that only we know as it lies there, because a parser leaves it alone. */
function textOf(event: ICAL.Component, name: string): string | null {
  const value = event.getFirstPropertyValue(name);
  if (value === null || value === undefined) return null;
  const text = name.startsWith('x-') ? unescaped(String(value)) : String(value);
  return text === '' ? null : text;
}

/** The raw text, as long as what is shown still ends in it: else somebody has changed it elsewhere. */
function rawOr(event: ICAL.Component, shown: string | null, name: string): string | null {
  const property = event.getFirstProperty(name);
  if (property === null) return shown;
  const raw = unescaped(String(property.getFirstValue() ?? ''));
  return (shown ?? '').endsWith(raw) ? (raw === '' ? null : raw) : shown;
}

const STATUS: Readonly<Record<string, string>> = {
  TENTATIVE: 'planned',
  CONFIRMED: 'confirmed',
  CANCELLED: 'cancelled',
};

/** Ours is finer than theirs, and holds as long as theirs says the same. */
function statusOf(event: ICAL.Component, method: string | null): string | null {
  const shown = textOf(event, 'status')?.toUpperCase() ?? (method === 'CANCEL' ? 'CANCELLED' : '');
  const own = textOf(event, 'x-offstage-status');
  if (own === null) return STATUS[shown] ?? null;
  const asShown = own === 'planned' ? 'TENTATIVE' : own === 'cancelled' ? 'CANCELLED' : 'CONFIRMED';
  return asShown === shown ? own : (STATUS[shown] ?? own);
}

interface Times {
  readonly start: Wall;
  /** In minutes on the clock; null: nothing is said. */
  readonly takes: number | null;
}

function timesOf(event: ICAL.Component, zoneOf: ZoneOf): Times | undefined {
  const property = event.getFirstProperty('dtstart');
  const [start] = property === null ? [] : wallsOf(property, zoneOf);
  if (start === undefined) return undefined;
  const ending = event.getFirstProperty('dtend');
  const [end] = ending === null ? [] : wallsOf(ending, zoneOf);
  if (end !== undefined) {
    const assumed = textOf(event, 'x-offstage-end-assumed');
    const stands = `${end.day.replaceAll('-', '')}T${timeOf(end.minutes).replace(':', '')}00`;
    return { start, takes: assumed === stands ? null : between(start, inZone(end, start.zone)) };
  }
  const lasting = event.getFirstPropertyValue('duration');
  if (lasting !== null && lasting !== undefined)
    return { start, takes: Math.round((lasting as unknown as ICAL.Duration).toSeconds() / 60) };
  return { start, takes: textOf(event, 'x-offstage-takes-no-time') === 'TRUE' ? 0 : null };
}

interface Place {
  readonly wall: Wall;
  readonly takes: number | null;
  readonly recurrence: string | null;
  readonly isCut: boolean;
}

/** One day of what one place in the calendar comes to. */
interface Part {
  readonly date: string;
  readonly start: string | null;
  readonly end: string | null;
}

const MOST_DAYS = 62;

/** What takes longer than a day stands on each of its days: the first to midnight, the last to its end. */
function partsOf({ wall, takes }: Place, wholeDayEnd: string | null): { parts: Part[]; notes: ReadNote[] } {
  const day = (more: number): string => later(wall, more * 1440).day;
  if (wall.isDay) {
    const days = Math.max(1, Math.round((takes ?? 1440) / 1440));
    const parts = Array.from({ length: Math.min(MOST_DAYS, days) }, (_, more) => ({
      date: day(more),
      start: null,
      end: wholeDayEnd,
    }));
    return { parts, notes: days > MOST_DAYS ? ['tooLong'] : [] };
  }
  const start = timeOf(wall.minutes);
  // An end that lies before the start says nothing.
  if (takes === null || takes < 0) return { parts: [{ date: wall.day, start, end: null }], notes: [] };
  const ends = wall.minutes + takes;
  if (takes < 1440) return { parts: [{ date: wall.day, start, end: timeOf(ends) }], notes: [] };
  const last = Math.ceil(ends / 1440) - 1;
  const parts = Array.from({ length: Math.min(MOST_DAYS, last + 1) }, (_, more): Part => {
    if (more === 0) return { date: day(0), start, end: '00:00' };
    if (more < last) return { date: day(more), start: null, end: null };
    return ends % 1440 === 0
      ? { date: day(more), start: null, end: null }
      : { date: day(more), start: '00:00', end: timeOf(ends) };
  });
  return { parts, notes: last >= MOST_DAYS ? ['long', 'tooLong'] : ['long'] };
}

/** What the file calls the kind of an event, where it does not say that in our words. */
function kindOf(event: ICAL.Component): string | null {
  if (textOf(event, 'x-offstage-type') !== null) return null;
  const [first] = event.getFirstProperty('categories')?.getValues() ?? [];
  const text = first === undefined ? '' : String(first).trim();
  return text === '' ? null : text;
}

/** Events that one place in the calendar comes to: mostly one. */
function eventsAt(event: ICAL.Component, place: Place, line: number, reading: Reading): ReadEvent[] {
  const { wall, recurrence, isCut } = place;
  const { parts, notes } = partsOf(place, textOf(event, 'x-offstage-end'));
  const at = (name: string): string | null => {
    const minutes = textOf(event, name);
    return minutes === null || !/^-?\d{1,4}$/.test(minutes) ? null : timeOf(wall.minutes + Number(minutes));
  };
  const location = textOf(event, 'location');
  const [ownVenue, ownAddress] = [textOf(event, 'x-offstage-venue'), textOf(event, 'x-offstage-address')];
  const isOwnPlace =
    ownAddress !== null && location === (ownVenue === null ? ownAddress : `${ownVenue}, ${ownAddress}`);
  const title = rawOr(event, textOf(event, 'summary'), 'x-offstage-title');
  const tzid = event.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  const base = {
    uid: textOf(event, 'uid') ?? `${wallKey(wall)} ${title ?? ''} ${location ?? ''}`,
    title: title ?? '',
    description: rawOr(event, textOf(event, 'description'), 'x-offstage-description'),
    call: at('x-offstage-call'),
    ready: at('x-offstage-ready'),
    zone: wall.zone,
    venue: isOwnPlace ? ownVenue : location,
    address: isOwnPlace ? ownAddress : null,
    type: textOf(event, 'x-offstage-type'),
    activity: textOf(event, 'x-offstage-activity'),
    status: statusOf(event, reading.method),
    production: textOf(event, 'x-offstage-production'),
    variant: textOf(event, 'x-offstage-variant'),
    sequence: Number(event.getFirstPropertyValue('sequence') ?? 0) || 0,
    modifiedAt: modifiedOf(event),
    kind: kindOf(event),
    city: null,
    line,
    unknownZone: typeof tzid === 'string' && !wall.isDay && wall.zone === null ? tzid : null,
    notes: [...(isCut ? (['series'] as const) : []), ...notes],
  };
  const isOne = parts.length === 1;
  return parts.map(
    (part, index): ReadEvent => ({
      ...base,
      ...part,
      // The call of what takes days is on its first.
      ...(index > 0 ? { call: null, ready: null } : {}),
      recurrence: isOne ? recurrence : `${recurrence ?? ''} ${part.date}`.trim(),
    }),
  );
}

function modifiedOf(event: ICAL.Component): string | null {
  const value = event.getFirstPropertyValue('last-modified') ?? event.getFirstPropertyValue('dtstamp');
  if (value === null || value === undefined) return null;
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) ? text : null;
}

/** Some programs call a moment a day (`DTSTART;VALUE=DATE:20110804T120000`); it keeps its time. */
const momentOf = (line: string): string =>
  line.replace(/^(DTSTART|DTEND|EXDATE|RECURRENCE-ID)((?:;[^;:]+)*);VALUE=DATE((?:;[^;:]+)*:\d{8}T\d{6})/i, '$1$2$3');

/** A component, parsed; undefined where it is broken, which is said. */
function parsed(component: Component, reading: Reading): ICAL.Component | undefined {
  try {
    const text = component.lines.map((line) => momentOf(line.text)).join('\r\n');
    return new ICAL.Component(ICAL.parse(text) as unknown[]);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    reading.unread.push({ line: component.line, why: 'broken', text: short(`${titleLine(component)}: ${problem}`) });
    return undefined;
  }
}

interface Parsed {
  readonly component: Component;
  readonly event: ICAL.Component;
}

/** Events of one component; `moved` are occurrences of its series that stand elsewhere. */
function eventsOf({ component, event }: Parsed, moved: readonly Parsed[], reading: Reading): ReadEvent[] {
  const times = timesOf(event, reading.zoneOf);
  const unread = (why: Unread): ReadEvent[] => {
    reading.unread.push({ line: component.line, why, text: titleLine(component) });
    return [];
  };
  if (times === undefined) return unread('noStart');
  const { start, takes } = times;
  const isSeries = event.hasProperty('rrule') || event.hasProperty('rdate');
  if (!isSeries) {
    const own = event.getFirstProperty('recurrence-id');
    const [of] = own === null ? [] : wallsOf(own, reading.zoneOf);
    const recurrence = of === undefined ? null : wallKey(inZone(of, start.zone));
    return eventsAt(event, { wall: start, takes, recurrence, isCut: false }, component.line, reading);
  }
  const elsewhere = new Set(
    moved.flatMap((one) => {
      const property = one.event.getFirstProperty('recurrence-id');
      return property === null
        ? []
        : wallsOf(property, reading.zoneOf).map((wall) => wallKey(inZone(wall, start.zone)));
    }),
  );
  try {
    const { walls, isCut } = occurrencesOf(event, start, reading.zoneOf, reading.window);
    return walls
      .filter((wall) => !elsewhere.has(wallKey(wall)))
      .flatMap((wall) => eventsAt(event, { wall, takes, recurrence: wallKey(wall), isCut }, component.line, reading));
  } catch {
    return unread('badRule');
  }
}

function zonesIn(components: readonly Component[], said: Readonly<Record<string, string>>) {
  const located = new Map<string, string>();
  for (const { name, lines } of components) {
    if (name !== 'VTIMEZONE') continue;
    const value = (of: string): string | undefined =>
      lines
        .find(({ text }) => text.toUpperCase().startsWith(`${of}:`))
        ?.text.slice(of.length + 1)
        .trim();
    const [id, place] = [value('TZID'), value('X-LIC-LOCATION')];
    if (id !== undefined && place !== undefined) located.set(id, place);
  }
  const unknown = new Set<string>();
  const zoneOf: ZoneOf = (tzid) => {
    const zone = said[tzid] ?? ianaZone(tzid) ?? ianaZone(located.get(tzid) ?? '');
    if (zone === undefined) unknown.add(tzid);
    return zone ?? null;
  };
  return { zoneOf, unknown };
}

/** So many components are read between two looks at how far it is. */
const STEP = 100;

/** Reads the file; yields how many components of how many are read. Never throws for what stands in a file. */
export function* readCalendar(
  file: string,
  options: ReadOptions,
): Generator<{ readonly done: number; readonly total: number }, ReadFile> {
  const { isCalendar, isWhole, components, unfinished, method } = cutCalendar(file);
  if (!isCalendar)
    return { events: [], unread: [{ line: 0, why: 'notCalendar', text: short(file.slice(0, 200)) }], unknownZones: [] };
  const { zoneOf, unknown } = zonesIn(components, options.zones);
  const reading: Reading = { window: options.window, zoneOf, method, unread: [] };
  if (!isWhole) reading.unread.push({ line: 0, why: 'cutOff', text: '' });
  for (const one of unfinished) reading.unread.push({ line: one.line, why: 'unfinished', text: titleLine(one) });
  const read: Parsed[] = [];
  for (const [index, component] of components.entries()) {
    if (index % STEP === 0) yield { done: index, total: components.length * 2 };
    if (component.name === 'VTIMEZONE') continue;
    if (component.name !== 'VEVENT') {
      reading.unread.push({ line: component.line, why: 'notEvent', text: titleLine(component) });
      continue;
    }
    const event = parsed(component, reading);
    if (event !== undefined) read.push({ component, event });
  }
  const moved = Map.groupBy(
    read.filter(({ event }) => event.hasProperty('recurrence-id')),
    ({ event }) => textOf(event, 'uid') ?? '',
  );
  const events: ReadEvent[] = [];
  for (const [index, one] of read.entries()) {
    if (index % STEP === 0) yield { done: components.length + index, total: components.length * 2 };
    events.push(...eventsOf(one, moved.get(textOf(one.event, 'uid') ?? '') ?? [], reading));
  }
  return { events, unread: reading.unread.toSorted((a, b) => a.line - b.line), unknownZones: [...unknown] };
}

/** The same, at once. */
export function readWholeCalendar(file: string, options: ReadOptions): ReadFile {
  const reading = readCalendar(file, options);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}
