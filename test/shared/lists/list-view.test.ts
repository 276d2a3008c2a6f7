/** A view is one value: it comes back from its address as it went there, and nothing in it is asked that cannot be. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldName } from '../../../shared/i18n/names.ts';
import { addDays, isDay, periods, rangeOf, startOfDay } from '../../../shared/lists/days.ts';
import { type ListColumn, operators, totalKinds } from '../../../shared/lists/list-column.ts';
import { findList, listOf } from '../../../shared/lists/list-description.ts';
import {
  askable,
  columnsInView,
  isAskable,
  type ListView,
  listViewSchema,
  pickOf,
} from '../../../shared/lists/list-view.ts';
import { choose, isChosen, NOTHING_CHOSEN } from '../../../shared/lists/selection.ts';
import { chosenInText, viewFromText, viewToText } from '../../../shared/lists/view-text.ts';
import { dayIn } from '../../../shared/rules/upcoming.ts';
import { tableNames, tableOf } from '../../../shared/schema/catalog.ts';
import { idOf } from '../../support/rows.ts';

const { initial } = listOf('inventory_items');
const key = fc.string({
  minLength: 1,
  maxLength: 12,
  unit: fc.constantFrom('a', 'Я', '~', '&', '=', '%', '+', '-', ' ', '/'),
});
const value = fc.string({ maxLength: 20, unit: 'grapheme' }).filter((text) => text.isWellFormed());
const view: fc.Arbitrary<ListView> = fc.record({
  text: value,
  conditions: fc.array(fc.record({ column: key, operator: key, values: fc.array(value, { maxLength: 3 }) }), {
    maxLength: 3,
  }),
  sorts: fc.array(fc.record({ column: key, isDescending: fc.boolean() }), { maxLength: 3 }),
  group: fc.option(key),
  columns: fc.array(key, { maxLength: 5 }),
  widths: fc.dictionary(key, fc.integer({ min: 60, max: 900 }), { maxKeys: 3 }),
  pinned: fc.array(key, { maxLength: 2 }),
  totals: fc.dictionary(key, key, { maxKeys: 3 }),
  layout: fc.constantFrom('table' as const, 'gallery' as const),
});

test('any view comes back from its address as it went there', () => {
  fc.assert(
    fc.property(view, fc.boolean(), (wanted, isOwn) => {
      const from = isOwn ? wanted : initial;
      expect(viewFromText(viewToText(wanted, from), from)).toEqual(wanted);
    }),
    { numRuns: 2000 },
  );
  expect(viewToText(initial, initial)).toBe('');
});

test('a saved view that was chosen stands in the address, and whoever has none of that name sees the same list', () => {
  const text = viewToText({ ...initial, text: 'v=свет' }, initial, idOf(7));
  expect(chosenInText(text)).toBe(idOf(7));
  expect(viewFromText(text, initial)).toEqual({ ...initial, text: 'v=свет' });
  expect(chosenInText(viewToText(initial, initial, idOf(7)))).toBe(idOf(7));
  expect(chosenInText(viewToText({ ...initial, text: `v=${idOf(7)}` }, initial))).toBeUndefined();
  expect(chosenInText('v=not-an-id')).toBeUndefined();
});

test('an address that was cut or made up is no view, and never an exception', () => {
  const full = viewToText({ ...initial, text: 'свет', sorts: [] }, initial);
  for (let end = 0; end < full.length; end += 1) expect(() => viewFromText(full.slice(0, end), initial)).not.toThrow();
  expect(viewFromText('q=%D1', initial)).toBeUndefined();
  expect(viewFromText('w=name~100000', initial)).toBeUndefined();
  expect(viewFromText('l=cards', initial)).toBeUndefined();
  expect(viewFromText('something=else', initial)).toEqual(initial);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void viewFromText(text, initial)));
});

test('every table that laptops hold has a list, whose own view is sound and whose columns have names', () => {
  for (const name of tableNames) {
    const list = findList(name);
    expect(list === undefined).toBe(tableOf(name).scope === 'hub');
    if (list === undefined) continue;
    expect(listViewSchema.parse(list.initial)).toEqual(list.initial);
    const all = () => true;
    expect(askable(list, pickOf(list.initial), all).dropped, name).toEqual([]);
    expect(columnsInView(list, list.initial, all).map((column) => column.key)).toEqual(list.initial.columns);
    for (const column of list.columns) {
      expect(fieldName(column.key, 'en'), `${name}.${column.key}`).not.toBe(column.key);
      expect(totalKinds[column.type].length + operators[column.type].length).toBeGreaterThan(0);
    }
  }
});

const column = (name: string): ListColumn | undefined =>
  listOf('inventory_items').columns.find((candidate) => candidate.key === name);

test('a condition is asked only where it makes sense', () => {
  const asks = (name: string, operator: string, ...values: string[]): boolean =>
    isAskable(column(name), { column: name, operator, values });
  expect([asks('weight', 'least', '12.5'), asks('weight', 'between', '1', '-2.25'), asks('weight', 'empty')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([asks('weight', 'least', '12,5'), asks('weight', 'least'), asks('weight', 'contains', '1')]).toEqual([
    false,
    false,
    false,
  ]);
  expect([asks('status', 'any', 'on_tour'), asks('status', 'any'), asks('status', 'any', 'lost')]).toEqual([
    true,
    false,
    false,
  ]);
  expect([asks('warranty_until', 'during', 'next7'), asks('warranty_until', 'since', '2026-02-29')]).toEqual([
    true,
    false,
  ]);
  expect([asks('location_id', 'any', idOf(7)), asks('location_id', 'any', "'); DROP")]).toEqual([true, false]);
  expect([asks('is_active', 'is', 'true'), asks('name', 'contains', ''), asks('nothing', 'is', 'x')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('stretches of the calendar: the week begins on Monday, the month ends when it does', () => {
  expect(rangeOf('week', '2026-11-29')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  expect(rangeOf('week', '2026-11-30')).toEqual({ from: '2026-11-30', to: '2026-12-06' });
  expect(rangeOf('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(rangeOf('month', '2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  expect(rangeOf('past', '2026-03-01')).toEqual({ from: undefined, to: '2026-02-28' });
  for (const period of periods)
    for (const end of Object.values(rangeOf(period, '2026-01-31'))) expect(end === undefined || isDay(end)).toBe(true);
});

test('a day begins at its zone’s midnight, also where the clocks change', () => {
  const zones = [
    'Asia/Yekaterinburg',
    'Europe/Berlin',
    'America/Santiago',
    'Pacific/Kiritimati',
    'Pacific/Niue',
    'Asia/Kathmandu',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 5000 }), (zone, days) => {
      const day = addDays('2020-01-01', days);
      const start = startOfDay(day, zone);
      expect(dayIn(zone, start)).toBe(day);
      expect(dayIn(zone, new Date(Date.parse(start) - 60_000).toISOString())).toBe(addDays(day, -1));
    }),
  );
  expect(startOfDay('2026-11-30', 'Asia/Yekaterinburg')).toBe('2026-11-29T19:00:00.000Z');
});

test('what is chosen is some rows, or everything but some', () => {
  const some = choose(choose(NOTHING_CHOSEN, [idOf(1), idOf(2)], true), [idOf(1)], false);
  expect(some).toEqual({ kind: 'some', ids: [idOf(2)] });
  const all = choose({ kind: 'all', except: [] }, [idOf(1), idOf(2)], false);
  expect(choose(all, [idOf(2)], true)).toEqual({ kind: 'all', except: [idOf(1)] });
  expect([isChosen(all, idOf(1)), isChosen(all, idOf(3)), isChosen(some, idOf(3))]).toEqual([false, true, false]);
});

test('what a list opens with is there: columns that it has, an order that can be sorted by, totals that can be made', () => {
  const lists = tableNames.flatMap((table) => findList(table) ?? []);
  const missing = lists.flatMap(({ table, columns, initial }) => {
    const columnOf = (name: string): ListColumn | undefined => columns.find(({ key }) => key === name);
    return [
      ...initial.columns.filter((name) => columnOf(name) === undefined),
      ...initial.sorts.filter(({ column }) => columnOf(column)?.isSortable !== true).map(({ column }) => column),
      ...Object.entries(initial.totals)
        .filter(([name, kind]) => !totalKinds[columnOf(name)?.type ?? 'links'].some((known) => known === kind))
        .map(([name]) => name),
    ].map((name) => `${table}.${name}`);
  });
  expect(missing).toEqual([]);
});
