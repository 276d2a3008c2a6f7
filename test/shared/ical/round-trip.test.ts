/** What we write as a calendar is read by others, and back without loss. */
import { convertIcsCalendar } from 'ts-ics';
import { expect, test } from 'vitest';
import { type CalendarEvent, uidOf } from '../../../shared/ical/calendar-event.ts';
import { readWholeCalendar } from '../../../shared/ical/read-calendar.ts';
import { writeCalendar } from '../../../shared/ical/write-calendar.ts';
import { assumedMinutes, minutesOf, momentAt, timeOf } from '../../../shared/rules/event-time.ts';
import { isThorough } from '../../support/effort.ts';

const ZONES = ['Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];
/** Days around clock changes, and any. */
const DAYS = [
  '2026-03-28',
  '2026-03-29',
  '2026-10-24',
  '2026-10-25',
  '2026-03-08',
  '2026-11-01',
  '2026-12-31',
  '2027-06-15',
];
const TEXTS = [
  'Чайка',
  'A, b; c\\d',
  'Две\nстроки',
  `Очень ${'длинное '.repeat(20)}название`,
  '🎭'.repeat(40),
  '«Вишнёвый сад»: прогон',
];

/** Numbers that follow from a seed (mulberry32). */
function drawer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function anyEvent(seed: number): CalendarEvent {
  const draw = drawer(seed);
  const of = <T>(values: readonly T[]): T => values[draw(values.length)] as T;
  const maybe = <T>(value: () => T): T | null => (draw(3) === 0 ? null : value());
  const time = (): string => timeOf(draw(288) * 5);
  const start = draw(5) === 0 ? null : time();
  const before = (): string => timeOf(minutesOf(start ?? '12:00') - draw(140) * 5);
  const address = maybe(() => of(['Москва, ул. Ленина, 1', 'Berlin']));
  return {
    uid: uidOf(`00000000-0000-7000-8000-${String(seed).padStart(12, '0')}`),
    recurrence: null,
    title: of(TEXTS),
    description: maybe(() => of(TEXTS)),
    date: of(DAYS),
    start,
    end: maybe(time),
    call: maybe(start === null ? time : before),
    ready: maybe(start === null ? time : before),
    zone: start === null ? null : of(ZONES),
    venue: maybe(() => of(['Большая сцена', 'Hall, the big; one'])),
    address,
    type: of(['performance', 'rehearsal', 'technical', 'other']),
    activity: maybe(() => of(['load_in', 'lighting'])),
    status: of(['planned', 'confirmed', 'in_progress', 'completed', 'cancelled']),
    production: maybe(() => of(TEXTS)),
    variant: maybe(() => 'Гастроли'),
    sequence: draw(1_000_000),
    modifiedAt: '2026-11-24T18:05:07Z',
  };
}

const shownOf = (seed: number) => ({
  kind: seed % 2 === 0 ? '' : 'Репетиция',
  lines: seed % 3 === 0 ? ['Явка 17:00, монтировщик'] : [],
  alarm: seed % 4 === 0 ? 60 : null,
});
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const WINDOW = { from: '2000-01-01', to: '2100-01-01' };
const fileOf = (events: readonly CalendarEvent[]): string =>
  writeCalendar({ name: 'Театр', events: events.map((event, index) => ({ ...event, shown: shownOf(index) })) });
const read = (file: string) => readWholeCalendar(file, { window: WINDOW, zones: {} });

const events = Array.from({ length: isThorough ? 5000 : 400 }, (_, seed) => anyEvent(seed));

test('any events, in any zone, over clock changes and midnight, come back as they were', () => {
  const back = read(fileOf(events));
  expect(back.unread).toEqual([]);
  expect(back.events.map((event) => ({ ...event, line: 0 }))).toEqual(
    events.map((event) => ({ ...event, line: 0, unknownZone: null, kind: null, city: null, notes: [] })),
  );
});

test('no line is longer than 75 octets, each ends in CRLF, and letters stay whole', () => {
  const file = fileOf(events.slice(0, 60));
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line, 'utf8')).toBeLessThanOrEqual(75);
  expect(file).not.toContain('\uFFFD');
});

test('another library reads the same events at the same moments', () => {
  const some = events.slice(0, 120).filter(({ zone }) => zone !== null);
  const calendar = convertIcsCalendar(undefined, fileOf(some));
  const theirs = new Map((calendar.events ?? []).map((event) => [event.uid, event]));
  let looked = 0;
  for (const [index, event] of some.entries()) {
    const found = theirs.get(event.uid);
    const { kind } = shownOf(index);
    expect(found?.summary).toBe(kind === '' ? event.title : `${kind} · ${event.title}`);
    const zone = event.zone ?? 'UTC';
    // A time that a clock change skips or repeats is read differently by different programs.
    const minutes = minutesOf(event.start ?? '00:00');
    if (['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01'].includes(event.date) && minutes < 240) continue;
    looked += 1;
    expect([event, found?.start.date.getTime()]).toEqual([event, momentAt(zone, event.date, minutes)]);
  }
  expect(looked).toBeGreaterThan(50);
});

test('an evening that ends after midnight ends on the next day', () => {
  const event = { ...anyEvent(1), date: '2026-12-31', start: '22:00', end: '01:30', zone: 'Europe/Moscow' };
  const file = fileOf([event]);
  expect(file).toContain('DTSTART;TZID=Europe/Moscow:20261231T220000');
  expect(file).toContain('DTEND;TZID=Europe/Moscow:20270101T013000');
});

test('a rule that is never met, or met every second since 1970, is named and does not hang', () => {
  for (const rule of ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=SECONDLY']) {
    const lines = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a', 'SUMMARY:A', 'DTSTART:19700101T000000Z'];
    const series = [...lines, `RRULE:${rule}`, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
    const { events: none, unread } = readWholeCalendar(series, { window: YEAR, zones: {} });
    expect([none, unread.map(({ why, text }) => [why, text])]).toEqual([[], [['badRule', 'A']]]);
  }
});

test('what is changed in a telephone is believed', () => {
  const event = { ...anyEvent(2), title: 'Чайка', description: null, start: '19:00', end: null, zone: 'Europe/Moscow' };
  const file = writeCalendar({ name: 'x', events: [{ ...event, shown: { kind: 'Показ', lines: [], alarm: null } }] });
  expect(file).toContain('SUMMARY:Показ · Чайка');
  const [renamed] = read(file.replace('SUMMARY:Показ · Чайка', 'SUMMARY:Иванов')).events;
  expect(renamed?.title).toBe('Иванов');
  const ends = timeOf(minutesOf('19:00') + assumedMinutes(event.type ?? '')).replace(':', '');
  const [longer] = read(file.replace(`T${ends}00\r\nX`, 'T235500\r\nX')).events;
  expect([read(file).events[0]?.end, longer?.end]).toEqual([null, '23:55']);
});
