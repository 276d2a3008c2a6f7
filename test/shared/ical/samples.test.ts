/** Calendars from the tests of a public library (`samples/README.md`) are read as that library says they are. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readWholeCalendar } from '../../../shared/ical/read-calendar.ts';

function read(name: string, year: number) {
  const file = fileURLToPath(new URL(`samples/${name}.ics`, import.meta.url));
  const { events, unread } = readWholeCalendar(readFileSync(file, 'utf8'), {
    window: { from: `${year}-01-01`, to: `${year}-12-31` },
    zones: {},
  });
  const short = events.map(({ date, start, title }) => [date, start, title].join(' ')).toSorted();
  return { events, unread: unread.map(({ why, line }) => `${why} ${line}`), short };
}

test('an evening of Meetup stands in its zone, with its place', () => {
  const { events } = read('meetup', 2011);
  expect(events).toMatchObject([
    {
      title: 'Phoenix Drupal User Group Monthly Meetup',
      date: '2011-11-09',
      start: '19:00',
      end: '21:00',
      zone: 'America/Phoenix',
      venue: 'Open Source Project Tempe (1415 E University Dr. #103A, Tempe, AZ 85281)',
    },
  ]);
});

test('a festival whose times call themselves days keeps its times; what comes every five weeks comes so', () => {
  const { events, unread } = read('assembly', 2011);
  expect(events[0]).toMatchObject({ title: 'foobar Summer 2011 starts!', date: '2011-08-04', start: '12:00' });
  expect(unread).toEqual([]);
  const broadcasts = events.filter(({ title }) => title === 'foobarTV broadcast starts').map(({ date }) => date);
  expect(broadcasts).toEqual([
    '2011-08-05',
    '2011-09-05',
    '2011-09-09',
    '2011-10-10',
    '2011-10-14',
    '2011-11-14',
    '2011-11-18',
    '2011-12-19',
    '2011-12-23',
  ]);
});

test('what is no event, and what has no day, is named by its line', () => {
  expect(read('tasks', 2013).unread).toEqual(['notEvent 5', 'notEvent 15']);
  expect(read('categories', 2013).unread).toEqual([2, 8, 14, 20, 26].map((line) => `noStart ${line}`));
});

test('days that a series leaves out, and one that was moved and ends before it begins', () => {
  const { short, events } = read('moved', 2015);
  expect(short).toEqual([
    '2015-07-06 12:00 Treasure Hunting',
    '2015-07-09 12:00 Treasure Hunting',
    '2015-07-09 15:00 More Treasure Hunting',
    ...[11, 12, 13, 14, 15].map((day) => `2015-07-${day} 12:00 Treasure Hunting`),
  ]);
  expect(events.find(({ start }) => start === '15:00')?.end).toBe(null);
});

test('a changed day of a series stands in its place, and the series ends with the moment that it names', () => {
  expect(read('google', 2016).short).toEqual([
    '2016-08-25 14:00 repeated',
    '2016-08-26 14:00 bla bla',
    '2016-08-27 14:00 repeated',
    '2016-08-28 14:00 repeated',
  ]);
});

test('several days in one line are left out; hours that never were in the series leave nothing out', () => {
  const { short } = read('left-out', 2017);
  const commas = short.filter((event) => event.endsWith('comma-separated exdates')).map((event) => event.slice(0, 10));
  expect(commas.filter((day) => day > '2017-07')).toEqual(['2017-07-03', '2017-07-31']);
  expect(short.filter((event) => event.startsWith('2017-12-18'))).toHaveLength(1);
});

test('a zone that only Exchange knows is named, and chosen by whoever reads', () => {
  const { events } = read('exchange', 2019);
  expect(events).toMatchObject([{ start: '09:00', zone: null, unknownZone: '(UTC+07:00) Bangkok, Hanoi, Jakarta' }]);
});
