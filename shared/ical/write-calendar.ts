/**
 * Events as an iCalendar file (RFC 5545). What that has no property for stands in `X-OFFSTAGE-…`, so that reading it
 * back (`read-calendar.ts`) gives the same events. What a telephone shows is composed: «Репетиция · Чайка», the call
 * before the description; the raw text stands beside it and counts as long as it still ends what is shown, so that who
 * changes the text elsewhere is believed.
 */
import { assumedMinutes, dayAfter, minutesOf, timeOf } from '../rules/event-time.ts';
import type { CalendarEvent } from './calendar-event.ts';
import { escaped, folded } from './content-lines.ts';
import { zoneLines } from './time-zone.ts';

/** What people are shown of an event, in their language. */
export interface ShownWords {
  /** What stands before the title, as «репетиция»; empty of nothing. */
  readonly kind: string;
  /** Lines before the description: the call, as what. */
  readonly lines: readonly string[];
  /** So many minutes before it begins a telephone rings; null: it does not. */
  readonly alarm: number | null;
}

/** What a file is made of. */
export interface CalendarFile {
  /** What a calendar app calls it. */
  readonly name: string;
  readonly events: readonly (CalendarEvent & { readonly shown: ShownWords })[];
}

/** An event with what people are shown of it. */
export type WrittenEvent = CalendarFile['events'][number];
type Written = WrittenEvent;

const compactDay = (day: string): string => day.replaceAll('-', '');
const stamp = (iso: string): string => `${iso.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** Minutes from the start (of a whole day: from midnight) to another time of the event; the call lies before it. */
function fromStart(event: Written, time: string): number {
  const minutes = minutesOf(time) - (event.start === null ? 0 : minutesOf(event.start));
  return minutes > 720 && event.start !== null ? minutes - 1440 : minutes;
}

function timeLines(event: Written): string[] {
  const { date, start, end, zone } = event;
  if (start === null)
    return [
      `DTSTART;VALUE=DATE:${compactDay(date)}`,
      `DTEND;VALUE=DATE:${compactDay(dayAfter(date, 1))}`,
      ...(end === null ? [] : [`X-OFFSTAGE-END:${end.slice(0, 5)}`]),
    ];
  const at = (name: string, day: string, time: string): string =>
    `${name}${zone === null ? '' : `;TZID=${zone}`}:${compactDay(day)}T${time.replaceAll(':', '').slice(0, 4)}00`;
  const lines = [at('DTSTART', date, start)];
  const starts = minutesOf(start);
  if (end === null) {
    const ends = starts + assumedMinutes(event.type ?? '');
    const assumed = at('DTEND', dayAfter(date, Math.floor(ends / 1440)), timeOf(ends));
    // It has an end for a telephone; who reads it back and finds just this end knows that nobody said one.
    return [...lines, assumed, `X-OFFSTAGE-END-ASSUMED:${assumed.slice(assumed.lastIndexOf(':') + 1)}`];
  }
  const ends = minutesOf(end);
  // An end may not stand at the start (§3.8.2.2): an event without one takes no time.
  if (ends === starts) return [...lines, 'X-OFFSTAGE-TAKES-NO-TIME:TRUE'];
  return [...lines, at('DTEND', ends < starts ? dayAfter(date, 1) : date, end)];
}

const STATUS: Readonly<Record<string, string>> = { planned: 'TENTATIVE', cancelled: 'CANCELLED' };

const text = (name: string, value: string | null): string[] =>
  value === null || value === '' ? [] : [`${name}:${escaped(value)}`];

const alarmLines = (minutes: number, summary: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escaped(summary)}`,
  `TRIGGER:-PT${String(minutes)}M`,
  'END:VALARM',
];

function eventLines(event: Written): string[] {
  const { shown, title, description, venue, address } = event;
  const summary = shown.kind === '' ? title : `${shown.kind} · ${title}`;
  const body = [...shown.lines, ...(description === null ? [] : [description])].join('\n');
  const modified = event.modifiedAt === null ? '19700101T000000Z' : stamp(event.modifiedAt);
  const minutes = (name: string, time: string | null): string[] =>
    time === null ? [] : [`${name}:${String(fromStart(event, time))}`];
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${modified}`,
    `LAST-MODIFIED:${modified}`,
    `SEQUENCE:${String(event.sequence)}`,
    ...timeLines(event),
    ...text('SUMMARY', summary),
    ...(summary === title ? [] : text('X-OFFSTAGE-TITLE', title)),
    ...text('DESCRIPTION', body),
    ...(shown.lines.length === 0 ? [] : [`X-OFFSTAGE-DESCRIPTION:${escaped(description ?? '')}`]),
    ...text('LOCATION', venue === null ? address : address === null ? venue : `${venue}, ${address}`),
    ...(address === null ? [] : text('X-OFFSTAGE-VENUE', venue)),
    ...(address === null ? [] : text('X-OFFSTAGE-ADDRESS', address)),
    ...(event.status === null ? [] : [`STATUS:${STATUS[event.status] ?? 'CONFIRMED'}`]),
    ...text('X-OFFSTAGE-STATUS', event.status),
    ...text('X-OFFSTAGE-TYPE', event.type),
    ...text('X-OFFSTAGE-ACTIVITY', event.activity),
    ...minutes('X-OFFSTAGE-CALL', event.call),
    ...minutes('X-OFFSTAGE-READY', event.ready),
    ...text('X-OFFSTAGE-PRODUCTION', event.production),
    ...text('X-OFFSTAGE-VARIANT', event.variant),
    ...(shown.alarm === null ? [] : alarmLines(shown.alarm, summary)),
    'END:VEVENT',
  ];
}

/** The file, whole. Deterministic in what it is given. */
export function writeCalendar({ name, events }: CalendarFile): string {
  const zones = new Map<string, { first: string; last: string }>();
  for (const { zone, date, start } of events) {
    if (zone === null || start === null) continue;
    const known = zones.get(zone) ?? { first: date, last: date };
    zones.set(zone, { first: date < known.first ? date : known.first, last: date > known.last ? date : known.last });
  }
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Offstage//Schedule//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...[...zones].flatMap(([zone, { first, last }]) => zoneLines(zone, first, last)),
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
