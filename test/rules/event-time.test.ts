/** When events are: evenings after midnight, venues elsewhere, both nights of the clock change. */
import { expect, test } from 'vitest';
import {
  callStretch,
  dayAfter,
  type EventClock,
  eventMoments,
  momentAt,
  movedClock,
  zoneOf,
} from '../../shared/rules/event-time.ts';

const HOUR = 3_600_000;
const evening = (clock: Partial<EventClock>): EventClock => ({
  event_date: '2026-11-24',
  call_time: null,
  stage_ready_time: null,
  start_time: '19:00:00',
  end_time: '22:00:00',
  event_type: 'performance',
  ...clock,
});
const iso = (moment: number | null): string | null => (moment === null ? null : new Date(moment).toISOString());

test('an end before the start is the next day, one at the start takes no time', () => {
  const late = eventMoments(evening({ start_time: '22:00', end_time: '01:30' }), 'Europe/Moscow');
  expect([iso(late.start), iso(late.end), late.daysLater]).toEqual([
    '2026-11-24T19:00:00.000Z',
    '2026-11-24T22:30:00.000Z',
    1,
  ]);
  const none = eventMoments(evening({ end_time: '19:00' }), 'Europe/Moscow');
  expect(none.end - none.start).toBe(0);
});

test('a call half a day after the start was the evening before', () => {
  const night = eventMoments(evening({ start_time: '01:00', end_time: '04:00', call_time: '23:00' }), 'UTC');
  expect(iso(night.call)).toBe('2026-11-23T23:00:00.000Z');
  const early = eventMoments(evening({ call_time: '06:00' }), 'UTC');
  expect(iso(early.call)).toBe('2026-11-24T06:00:00.000Z');
});

test('an hour that is skipped is read after the change', () => {
  const spring = evening({ event_date: '2026-03-29', start_time: '02:30', end_time: '04:00' });
  const moments = eventMoments(spring, 'Europe/Berlin');
  expect(iso(moments.start)).toBe('2026-03-29T01:30:00.000Z');
  expect(moments.end - moments.start).toBe(HOUR / 2);
  // On the clock the end lies before what the start became: the event ends when it starts, and not before.
  const short = eventMoments({ ...spring, end_time: '03:10' }, 'Europe/Berlin');
  expect(short.end).toBe(short.start);
  // Over the change an hour is missing.
  const over = eventMoments(
    evening({ event_date: '2026-03-28', start_time: '23:00', end_time: '04:00' }),
    'Europe/Berlin',
  );
  expect(over.end - over.start).toBe(4 * HOUR);
});

test('an hour that comes twice is the first, and a night of the change is longer', () => {
  const autumn = eventMoments(
    evening({ event_date: '2026-10-25', start_time: '02:30', end_time: '03:00' }),
    'Europe/Berlin',
  );
  expect(iso(autumn.start)).toBe('2026-10-25T00:30:00.000Z');
  expect(iso(autumn.end)).toBe('2026-10-25T02:00:00.000Z');
  const over = eventMoments(
    evening({ event_date: '2026-10-24', start_time: '23:00', end_time: '04:00' }),
    'Europe/Berlin',
  );
  expect(over.end - over.start).toBe(6 * HOUR);
});

test('where midnight itself is skipped the day begins later', () => {
  expect(iso(momentAt('Africa/Cairo', '2024-04-26', 0))).toBe('2024-04-25T22:00:00.000Z');
  expect(iso(momentAt('Africa/Cairo', '2024-04-26', 30))).toBe('2024-04-25T22:30:00.000Z');
  expect(iso(momentAt('Africa/Cairo', '2024-04-26', 90))).toBe('2024-04-25T22:30:00.000Z');
});

test('a venue has a clock of its own, and what is none is left alone', () => {
  expect(zoneOf('Asia/Yekaterinburg', 'Europe/Moscow')).toBe('Asia/Yekaterinburg');
  expect(zoneOf('Марс', 'Europe/Moscow')).toBe('Europe/Moscow');
  expect(zoneOf(null, 'nowhere')).toBe('UTC');
  const there = eventMoments(evening({}), 'Asia/Yekaterinburg').start;
  expect(eventMoments(evening({}), 'Europe/Moscow').start - there).toBe(2 * HOUR);
});

test('without a start it is the whole day, without an end its length is assumed', () => {
  const day = eventMoments(evening({ start_time: null, end_time: null }), 'Europe/Moscow');
  expect([day.isWholeDay, day.end - day.start]).toEqual([true, 24 * HOUR]);
  const open = eventMoments(evening({ end_time: null }), 'Europe/Moscow');
  expect([open.isEndAssumed, open.end - open.start]).toEqual([true, 3 * HOUR]);
  const past = eventMoments(evening({ start_time: '22:30', end_time: null }), 'Europe/Moscow');
  expect(past.daysLater).toBe(1);
});

test("somebody's own time that lies before the end of a night is meant after midnight", () => {
  const night = evening({ start_time: '22:00', end_time: '04:00' });
  const moments = eventMoments(night, 'UTC');
  const late = callStretch(night, moments, { call_time: '00:30', end_time: '03:00' }, 'UTC');
  expect([iso(late.from), iso(late.to)]).toEqual(['2026-11-25T00:30:00.000Z', '2026-11-25T03:00:00.000Z']);
  const all = callStretch(night, moments, { call_time: null, end_time: null }, 'UTC');
  expect([all.from, all.to]).toEqual([moments.start, moments.end]);
  const early = callStretch(
    { ...night, call_time: '21:00' },
    eventMoments({ ...night, call_time: '21:00' }, 'UTC'),
    {
      call_time: null,
      end_time: null,
    },
    'UTC',
  );
  expect(iso(early.from)).toBe('2026-11-24T21:00:00.000Z');
});

test('a moved event takes its times along on the clock', () => {
  const moved = movedClock(evening({ call_time: '17:30', stage_ready_time: '18:00' }), '2026-11-26', '23:30');
  expect(moved).toMatchObject({
    event_date: '2026-11-26',
    start_time: '23:30',
    call_time: '22:00',
    stage_ready_time: '22:30',
    end_time: '02:30',
  });
});

test('days end where four digits do', () => {
  expect(['2024-02-28', '2026-02-28', '2026-12-31'].map((day) => dayAfter(day, 1))).toEqual([
    '2024-02-29',
    '2026-03-01',
    '2027-01-01',
  ]);
  expect([dayAfter('2026-03-01', -1), dayAfter('2026-03-31', -3), dayAfter('2026-03-09', -1)]).toEqual([
    '2026-02-28',
    '2026-03-28',
    '2026-03-08',
  ]);
  expect([dayAfter('9999-12-30', 1), dayAfter('9999-12-31', 4), dayAfter('0001-01-02', -5)]).toEqual([
    '9999-12-31',
    '9999-12-31',
    '0001-01-01',
  ]);
  const late = evening({ event_date: '9999-12-31', start_time: '22:00', end_time: '01:30' });
  const moments = eventMoments(late, 'Europe/Moscow');
  expect(moments.end).toBeGreaterThanOrEqual(moments.start);
});
