/** Files as they come: tables and calendars of other programs, in whatever letters, whole or not. */
import { describe, expect, test } from 'vitest';
import { dateIn, guessColumns, timeIn } from '../../../shared/schedule-import/csv-columns.ts';
import { decodeText, type Encoding } from '../../../shared/schedule-import/decode-text.ts';
import { guessed, kindOf, namesOf } from '../../../shared/schedule-import/name-matching.ts';
import { compareImport, type ImportSurroundings, planImport } from '../../../shared/schedule-import/plan-import.ts';
import { daysIn, type FileOfEvents, readEvents, tableFile } from '../../../shared/schedule-import/read-file.ts';

const WINDOW = { from: '2026-11-01', to: '2026-12-31' };

function read(text: string, zones: Readonly<Record<string, string>> = {}): FileOfEvents {
  const reading = readEvents(text, { window: WINDOW, zones, table: null });
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

const AROUND: ImportSurroundings = {
  venues: [{ id: '00000000-0000-7000-8000-000000000001', name: 'Большая сцена', zone: 'Asia/Yekaterinburg' }],
  performances: [],
  newVenues: new Map(),
  newPerformances: new Map(),
  zone: 'Europe/Moscow',
};
function planned(file: FileOfEvents, window = daysIn(file, WINDOW)) {
  const matching = guessed(
    namesOf(file.events),
    { venues: AROUND.venues, performances: [] },
    { type: 'other', activity: null },
  );
  return planImport(file.events, window, matching, AROUND);
}

const calendar = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

describe('a table', () => {
  test('has its rows with commas, semicolons or tabs, quotation marks and line ends of every kind', () => {
    for (const [separator, end] of [
      [',', '\n'],
      [';', '\r\n'],
      ['\t', '\r'],
    ] as const) {
      const rows = [
        ['Дата', 'Название', 'Описание'],
        ['2026-11-24', '"Чайка, «прогон»; ""первый"""', `"две${end}строки"`],
        ['', '', ''],
        ['25.11.2026', 'Репетиция', ''],
      ];
      const file = read(rows.map((row) => row.join(separator)).join(end));
      expect(file.unread).toEqual([]);
      expect(file.events.map(({ date, title }) => [date, title])).toEqual([
        ['2026-11-24', 'Чайка, «прогон»; "первый"'],
        ['2026-11-25', 'Репетиция'],
      ]);
    }
  });

  test('in which a quotation mark never closes is read until there, and says where', () => {
    const file = read('date,title\n2026-11-24,Чайка\n2026-11-25,"Ваня\n2026-11-26,Сад\n');
    expect(file.events.map(({ title }) => title)).toEqual(['Чайка']);
    expect(file.unread).toMatchObject([{ line: 3, why: 'unclosed' }]);
  });

  test('names rows without a day or a title, and takes those whose time nobody can read', () => {
    const file = read(
      'date,time,title\nсреда,19:00,Чайка\n2026-11-25,,\n2026-11-26,вечером,Сад\n2026-11-27,None,Ваня\n',
    );
    expect(file.unread.map(({ line, why }) => [line, why])).toEqual([
      [2, 'badDate'],
      [3, 'noTitle'],
      [4, 'badTime'],
    ]);
    expect(file.events.map(({ title, start, notes }) => [title, start, notes])).toEqual([
      ['Сад', null, ['oddTime']],
      ['Ваня', null, []],
    ]);
  });

  test('gives its rows the same names each time, two alike one after the other', () => {
    const text = 'date,time,title\n2026-11-25,19:00,Сад\n2026-11-25,19:00,Сад\n2026-11-26,19:00,Сад\n';
    const uids = read(text).events.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(3);
    expect(read(text).events.map(({ uid }) => uid)).toEqual(uids);
    // A row with a code of its own keeps it on another day.
    const coded = read('id,date,title\nA1,2026-11-25,Сад\nA2,2026-11-25,Сад\n');
    const moved = read('id,date,title\nA1,2026-12-01,Сад\nA2,2026-11-25,Сад\n');
    expect(moved.events.map(({ uid }) => uid)).toEqual(coded.events.map(({ uid }) => uid));
  });

  test('of one endless line with an open quotation mark ends, and says which line it was', () => {
    const file = read(`title;date;"${'x'.repeat(20_000_000)}`);
    expect(file.events).toEqual([]);
    expect(file.unread).toMatchObject([{ line: 1, why: 'unclosed' }]);
  });

  test('is read as somebody says its columns are', () => {
    const file = read('Когда,Кто играет\n2026-11-25,Сад\n');
    if (file.kind !== 'table') throw new Error('it is a table');
    expect(file.events).toEqual([]);
    const said = tableFile(file.table, { ...file.choices, columns: { ...file.choices.columns, date: 0, title: 1 } });
    expect(said.events).toMatchObject([{ date: '2026-11-25', title: 'Сад' }]);
  });
});

test('days and times are read as people write them', () => {
  expect(
    ['24.11.2026', '24/11/26', '2026-11-24T19:00', '24 ноября 2026', 'Nov 24, 2026'].map((text) => dateIn(text, 'dmy')),
  ).toEqual(Array<string>(5).fill('2026-11-24'));
  expect(dateIn('11/24/2026', 'mdy')).toBe('2026-11-24');
  expect(['31.02.2026', 'завтра', '', '2026-13-01'].map((text) => dateIn(text, 'dmy'))).toEqual(
    Array(4).fill(undefined),
  );
  expect(['19:00', '19.00', '7:00PM', '7 pm', '19:00:00', '19 ч'].map(timeIn)).toEqual(Array<string>(6).fill('19:00'));
  expect(['12:00AM', '12:30PM', '24:00', '0:05'].map(timeIn)).toEqual(['00:00', '12:30', '00:00', '00:05']);
  expect(['', 'None', 'TBA', 'нет', '—'].map(timeIn)).toEqual(Array(5).fill(null));
  expect(['вечером', '25:00', '13:00PM', '19:70'].map(timeIn)).toEqual(Array(4).fill(undefined));
  expect(guessColumns(['Дата начала', 'Время', 'Спектакль', 'Где'])).toMatchObject({
    date: 0,
    start: 1,
    production: 2,
    title: 2,
    venue: 3,
  });
  expect(
    ['Генеральная репетиция', 'Tour - Chamber', 'Load-in', 'Премьера', 'xyz'].map((word) => kindOf(word)?.type),
  ).toEqual(['dress_rehearsal', 'tour', 'technical', 'premiere', undefined]);
});

test('letters are found out: UTF-8 cut within one, with a mark, of an old Windows', () => {
  const decode = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes);
  const utf = new TextEncoder().encode('Название: Чайка');
  expect(decodeText(utf, decode)).toEqual({ text: 'Название: Чайка', encoding: 'utf-8' });
  expect(decodeText(utf.slice(0, -1), decode)).toMatchObject({ encoding: 'utf-8' });
  const windows = Uint8Array.from('Название: Чайка', (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 128 ? code : code - 0x350;
  });
  expect(decodeText(windows, decode)).toEqual({ text: 'Название: Чайка', encoding: 'windows-1251' });
  const wide = Uint8Array.from([0xff, 0xfe, 0x27, 0x04]);
  expect(decodeText(wide, decode)).toEqual({ text: 'Ч', encoding: 'utf-16le' });
  expect(decodeText(windows, decode, 'koi8-r').encoding).toBe('koi8-r');
});

describe('a calendar', () => {
  test('brings moments onto the clock of their place', () => {
    const file = read(
      calendar(
        event(
          'UID:a',
          'SUMMARY:В Москве',
          'DTSTART;TZID=Europe/Moscow:20261124T230000',
          'DTEND;TZID=Europe/Moscow:20261125T003000',
          'LOCATION:Большая сцена',
        ),
        event('UID:b', 'SUMMARY:По UTC', 'DTSTART:20261124T160000Z', 'DURATION:PT2H'),
        event('UID:c', 'SUMMARY:Как есть', 'DTSTART:20261124T190000'),
      ),
    );
    const { events } = planned(file);
    expect(events.map(({ uid, values }) => [uid, values.date, values.start, values.end]).toSorted()).toEqual([
      ['a', '2026-11-25', '01:00', '02:30'],
      ['b', '2026-11-24', '19:00', '21:00'],
      ['c', '2026-11-24', '19:00', null],
    ]);
  });

  test('has what takes days on each of them, to its end', () => {
    const file = read(
      calendar(
        event('UID:festival', 'SUMMARY:Фестиваль', 'DTSTART:20261124T180000', 'DTEND:20261126T013000'),
        event('UID:days', 'SUMMARY:Выезд', 'DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261203'),
      ),
    );
    const { events } = planned(file);
    expect(events.map(({ values }) => [values.title, values.date, values.start, values.end])).toEqual([
      ['Фестиваль', '2026-11-24', '18:00', '00:00'],
      ['Фестиваль', '2026-11-25', null, null],
      ['Фестиваль', '2026-11-26', '00:00', '01:30'],
      ['Выезд', '2026-12-01', null, null],
      ['Выезд', '2026-12-02', null, null],
    ]);
    expect(new Set(events.map(({ uid, recurrence }) => `${uid} ${recurrence ?? ''}`)).size).toBe(5);
    expect(events[0]?.notes).toEqual(['long']);
  });

  test('that names an event twice has it once, as it was changed last, and says so', () => {
    const one = (title: string, sequence: number): string =>
      event('UID:a', `SUMMARY:${title}`, 'DTSTART:20261124T190000', `SEQUENCE:${sequence}`);
    const { events, unread } = planned(read(calendar(one('Новое', 2), one('Старое', 1))));
    expect(events.map(({ values }) => values.title)).toEqual(['Новое']);
    expect(unread).toMatchObject([{ why: 'twice', text: 'Старое' }]);
  });

  test('goes no further than the days that somebody wants, and counts what lies beyond', () => {
    const file = read(
      calendar(
        event('UID:a', 'SUMMARY:Класс', 'DTSTART:20261101T100000', 'RRULE:FREQ=DAILY'),
        event('UID:b', 'SUMMARY:Потом', 'DTSTART:20300101T100000'),
      ),
    );
    const plan = planned(file, WINDOW);
    expect(plan.events).toHaveLength(61);
    expect(plan.outside).toBe(1);
    expect(plan.events[0]?.notes).toEqual(['series']);
  });

  test('says nothing of what it does not know: what is here stays', () => {
    const [planOfOne] = planned(read(calendar(event('UID:a', 'SUMMARY:Чайка', 'DTSTART:20261124T190000')))).events;
    if (planOfOne === undefined) throw new Error('nothing is planned');
    const row = {
      title: 'Чайка',
      event_date: '2026-11-24',
      start_time: '19:00:00',
      end_time: null,
      event_type: 'other',
      call_time: '17:00:00',
      description: 'Наше',
    };
    const same = compareImport(planOfOne, { id: 'x', row, isAgain: false });
    expect(same).toMatchObject({ state: 'same', columns: [] });
    const changed = compareImport(planOfOne, { id: 'x', row: { ...row, start_time: '18:00:00' }, isAgain: false });
    expect(changed).toMatchObject({ state: 'changed', columns: ['start_time'], seen: { start_time: '18:00:00' } });
  });
});

test('texts that are longer than we keep are cut, and it is said', () => {
  const title = 'ё'.repeat(400);
  const { events } = planned(read(calendar(event('UID:a', `SUMMARY:${title}`, 'DTSTART:20261124T190000'))));
  expect(events[0]).toMatchObject({ notes: ['cutText'], values: { title: 'ё'.repeat(255) } });
});
