/** The schedule goes out as a calendar and comes in from files, offline, by the command line's own way. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertIcsCalendar } from 'ts-ics';
import { expect, inject, test } from 'vitest';
import { type EventOptions, importEvents } from '../../cli/import-events.ts';
import { makeCalendar } from '../../electron/host/calendar-part.ts';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { readWholeCalendar } from '../../shared/ical/read-calendar.ts';
import { isThorough } from '../support/effort.ts';
import { dayFromNow } from '../support/rows.ts';
import { createWorld, type World } from '../support/world.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const whole = at('../shared/data/orchestra-events.csv');
const trimmed = at('test/shared/schedule-import/orchestra.csv');

async function theater(world: World, code: string, role = 'admin'): Promise<ReplicaHost> {
  await world.theater(code);
  await world.user(code, `anna@${code}`, role);
  const host = await world.replica('a', `anna@${code}`);
  await host.engine?.syncOnce();
  return host;
}

const bring = (host: ReplicaHost, file: string, options: EventOptions = {}) =>
  importEvents(host, file, options, () => undefined, new AbortController().signal);

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'offstage-events-')), name);
  writeFileSync(path, content);
  return path;
}

const events = (host: ReplicaHost, where: string) =>
  host.replica
    .prepared<[], Record<string, unknown>>(`SELECT * FROM schedule_events WHERE deleted_at IS NULL AND ${where}`)
    .all();

const calendar = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

const EVERYTHING = { venueId: null, performanceId: null, employeeId: null, look: null, language: 'ru' } as const;

test('concerts of an orchestra come in as they were published, odd lines named, and twice makes none twice', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const host = await theater(world, 'orchestra');
  const file = isThorough && existsSync(whole) ? whole : trimmed;
  const rows = file === whole ? 1774 : 34;
  const options = { makeVenues: true, makeProductions: true, column: ['production=title'] };
  const rehearsal = await bring(host, file, { ...options, dryRun: true });
  expect(rehearsal).toMatchObject({ new: rows, changed: 0, same: 0, written: 0, refused: [] });
  expect(events(host, '1 = 1')).toEqual([]);
  const first = await bring(host, file, options);
  expect(first).toMatchObject({ new: rows, written: rows, refused: [], outside: 0, unread: [] });
  const [rome] = events(host, "event_date = '2006-06-07'");
  expect(rome).toMatchObject({ start_time: null, event_type: 'tour', tour_city: 'Rome, ITALY' });
  const [opening] = events(host, "event_date = '2004-09-21'");
  expect(opening).toMatchObject({ start_time: '20:00:00', event_type: 'performance' });
  expect(opening?.['venue_id']).not.toBeNull();
  expect(opening?.['performance_id']).not.toBeNull();
  // Without a title an event is called after its kind.
  expect(events(host, "event_date = '2007-11-06'")[0]?.['title']).toBe("Musicians' Lounge");
  const again = await bring(host, file, options);
  expect(again).toMatchObject({ new: 0, changed: 0, same: rows, written: 0 });
  await host.engine?.syncOnce();
  const names = host.replica.prepared<[], { count: number }>('SELECT count(*) AS count FROM venues').get();
  process.stdout.write(`orchestra: ${rows} events, ${names?.count ?? 0} venues\n`);
});

test('what we write is read by another library, and comes back into an empty theatre without loss', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const host = await theater(world, 'from');
  const day = dayFromNow(20);
  const venueId = host.deps.newId();
  const create = (name: string, args: unknown) => host.mutate(name, args);
  expect(
    await create('row.create', {
      table: 'venues',
      id: venueId,
      values: { name: 'Большая сцена', code: 'big', timezone: 'Asia/Yekaterinburg' },
    }),
  ).toMatchObject({ ok: true });
  const values = {
    title: 'Чайка; «прогон», с \\ и\nпереводом',
    event_type: 'run_through',
    event_date: day,
    call_time: '17:00',
    start_time: '22:00',
    end_time: '01:30',
    description: 'Первая строка\nвторая',
    venue_id: venueId,
  };
  expect(await create('schedule.create', { id: host.deps.newId(), values })).toMatchObject({ ok: true });
  const made = await makeCalendar(host, { ...EVERYTHING, from: day, to: day, isMine: false });
  const text = new TextDecoder().decode(made.bytes);
  const theirs = convertIcsCalendar(undefined, text);
  expect(theirs.events).toHaveLength(1);
  expect(theirs.events?.[0]).toMatchObject({ location: 'Большая сцена', status: 'TENTATIVE' });
  const file = fileOf('from.ics', text);
  // At home it is the event itself.
  expect(await bring(host, file)).toMatchObject({ new: 0, changed: 0, same: 1 });
  await using elsewhere = await createWorld(inject('postgresUrl'));
  const other = await theater(elsewhere, 'to');
  expect(await bring(other, file, { makeVenues: true })).toMatchObject({ new: 1, written: 1, unread: [] });
  const [came] = events(other, '1 = 1');
  // The new venue has the theatre's clock: the same moment, on that.
  expect(came).toMatchObject({ title: values.title, description: values.description, event_type: 'run_through' });
  const back = await makeCalendar(other, { ...EVERYTHING, from: dayFromNow(19), to: dayFromNow(21), isMine: false });
  const [before, after] = [text, new TextDecoder().decode(back.bytes)].map(
    (one) => convertIcsCalendar(undefined, one).events?.[0],
  );
  expect(after?.start.date.getTime()).toBe(before?.start.date.getTime());
  expect(after?.end?.date.getTime()).toBe(before?.end?.date.getTime());
});

test('somebody’s own calls are events of their own, with a reminder; what is not told stays out of them', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const host = await theater(world, 'calls');
  const day = dayFromNow(9);
  const employeeId = host.replica.prepared<[], { id: string }>('SELECT id FROM employees LIMIT 1').get()?.id ?? '';
  const [id, callId] = [host.deps.newId(), host.deps.newId()];
  const values = { title: 'Чайка', event_type: 'performance', event_date: day, start_time: '19:00', end_time: '22:00' };
  const calls = [{ id: callId, employeeId, function: 'свет', callTime: '16:30' }];
  expect(await host.mutate('schedule.create', { id, values, calls })).toMatchObject({ ok: true });
  const made = await makeCalendar(host, { ...EVERYTHING, from: day, to: day, isMine: true });
  const text = new TextDecoder().decode(made.bytes);
  expect(text).toContain('BEGIN:VALARM');
  expect(text).toContain('TRIGGER:-PT60M');
  const { events: read } = readWholeCalendar(text, { window: { from: day, to: day }, zones: {} });
  expect(read).toMatchObject([{ uid: `${callId}@offstage`, date: day, start: '16:30', end: '22:00' }]);
  expect(text.replaceAll('\r\n ', '')).toContain('Явка 16:30: свет');
  await expect(
    makeCalendar(host, { ...EVERYTHING, from: dayFromNow(100), to: dayFromNow(101), isMine: true }),
  ).rejects.toMatchObject({ code: 'export.empty' });
});

test('files as they come: cut in the middle, from a Russian Windows, without a known zone, with series', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const host = await theater(world, 'odd');
  const day = dayFromNow(30).replaceAll('-', '');
  const good = event('UID:good', `DTSTART:${day}T190000`, 'SUMMARY:Репетиция');
  const cut = fileOf(
    'cut.ics',
    calendar(good, event('UID:cut', `DTSTART:${day}T100000`, 'SUMMARY:Обрыв')).slice(0, -28),
  );
  expect(await bring(host, cut)).toMatchObject({
    new: 1,
    written: 1,
    unread: [{ line: 0 }, { line: 8, text: 'Обрыв' }],
  });
  const windows1251 = Uint8Array.from('Дата;Начало;Название;Площадка\r\n24.11.2027;19.00;Чайка;Сцена\r\n', (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 128 ? code : code - 0x410 + 0xc0;
  });
  expect(await bring(host, fileOf('old.csv', windows1251))).toMatchObject({ new: 1, written: 1, unread: [] });
  expect(events(host, "event_date = '2027-11-24'")[0]).toMatchObject({ title: 'Чайка', venue_text: 'Сцена' });
  const zoned = fileOf(
    'zoned.ics',
    calendar(
      event('UID:zone', `DTSTART;TZID=Наша сцена:${day}T190000`, 'SUMMARY:В поясе'),
      event('UID:series', `DTSTART:${day}T100000`, 'RRULE:FREQ=DAILY', 'SUMMARY:Класс'),
    ),
  );
  const week = { from: dayFromNow(30), to: dayFromNow(36) };
  const read = await bring(host, zoned, week);
  expect(read).toMatchObject({ new: 8, written: 8, unknownZones: ['Наша сцена'] });
  // Now somebody says what that is: the same event, on the theatre's clock.
  const said = await bring(host, zoned, { ...week, zone: ['Наша сцена=Asia/Vladivostok'] });
  expect(said).toMatchObject({ new: 0, changed: 1, same: 7, unknownZones: [] });
  expect(await bring(host, fileOf('no.ics', 'nothing of that kind'))).toMatchObject({ new: 0, written: 0 });
});

test('an import that is stopped keeps what it wrote, and the same file adds the rest', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const host = await theater(world, 'stopped');
  const day = dayFromNow(40).replaceAll('-', '');
  const count = 250;
  const many = Array.from({ length: count }, (_, index) =>
    event(`UID:s${String(index)}`, `DTSTART:${day}T100000`, `SUMMARY:Событие ${String(index)}`),
  );
  const file = fileOf('stopped.ics', calendar(...many));
  const stop = new AbortController();
  const first = await importEvents(host, file, {}, () => stop.abort(), stop.signal);
  expect(first).toMatchObject({ new: count, written: 100, refused: [] });
  expect(events(host, '1 = 1')).toHaveLength(100);
  expect(await bring(host, file)).toMatchObject({ new: 150, same: 100, written: 150 });
  expect(events(host, '1 = 1')).toHaveLength(count);
});

test('ten thousand events come in and stay once', { timeout: 600_000 }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const host = await theater(world, 'many');
  const count = isThorough ? 10_000 : 1000;
  const many = Array.from({ length: count }, (_, index) => {
    const day = dayFromNow(index % 300).replaceAll('-', '');
    return event(
      `UID:n${String(index)}`,
      `DTSTART:${day}T${String(10 + (index % 12))}0000`,
      `SUMMARY:Событие ${String(index)}`,
    );
  });
  const file = fileOf('many.ics', calendar(...many));
  const from = performance.now();
  expect(await bring(host, file)).toMatchObject({ new: count, written: count, refused: [], unread: [] });
  const took = performance.now() - from;
  expect(await bring(host, file)).toMatchObject({ same: count, written: 0 });
  process.stdout.write(`${count} events: ${Math.round(took)} ms, ${readFileSync(file).length} bytes\n`);
});
