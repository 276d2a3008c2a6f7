/** A list as a sheet: rows, columns, order, groups and totals of the screen, for every list, as whoever looks may. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Asker, answer } from '../../../../electron/queries/define-query.ts';
import { listRows, listSummary } from '../../../../electron/queries/lists/list-queries.ts';
import { makeSheet, readSheet } from '../../../../electron/queries/sheets/make-sheet.ts';
import { openReplica } from '../../../../electron/replica/open-replica.ts';
import type { Replica } from '../../../../electron/replica/replica.ts';
import { LookupStatements, SqliteRowStore } from '../../../../electron/replica/sqlite-row-store.ts';
import { must } from '../../../../shared/base/asserts.ts';
import { withDaysSaid } from '../../../../shared/i18n/date-text.ts';
import { fieldName } from '../../../../shared/i18n/names.ts';
import type { ViewedList } from '../../../../shared/ipc/export-contract.ts';
import { foundIn, type ListPlace, pickAt, trashPlace, wholeTable } from '../../../../shared/lists/list-place.ts';
import type { ListSheet, SheetValue } from '../../../../shared/lists/list-sheet.ts';
import { cellText } from '../../../../shared/lists/sheet-text.ts';
import { valueText } from '../../../../shared/lists/value-text.ts';
import { replicatedTables } from '../../../../shared/schema/catalog.ts';
import { kyselyOver } from '../../../../sqlite/sqlite-kysely.ts';
import { idOf, RowFactory } from '../../../support/rows.ts';

const AT = '2026-11-29T21:30:00.000Z';
const THEATER = idOf(1);
const OLGA = idOf(0x10);
const [STORE, STAGE, LIGHT] = [idOf(0x21), idOf(0x22), idOf(0x31)];
const state: { replica?: Replica } = {};
const replica = (): Replica => must(state.replica);

/** A row or more in every table that laptops hold. */
beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-sheets-'));
  const { replica: opened } = await openReplica(dir, { create: true, now: () => new Date(AT) });
  state.replica = opened;
  await opened.writeUnchecked(async (tx) => {
    const store = new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite));
    const factory = new RowFactory(store, THEATER, 0x1000);
    await factory.theater();
    await factory.make('users', { id: OLGA, first_name: 'Ольга', last_name: 'Рудакова' });
    await factory.make('inventory_locations', { id: STORE, name: 'Склад' });
    await factory.make('inventory_locations', { id: STAGE, name: 'Сцена' });
    await factory.make('inventory_categories', { id: LIGHT, name: 'Свет' });
    const things = [
      {
        name: 'Прожектор',
        quantity: 2,
        unit: 'шт',
        location_id: STORE,
        weight: '12.50',
        category_id: LIGHT,
        inventory_number: '000123',
      },
      {
        name: 'Кабель',
        quantity: 40,
        unit: 'м',
        location_id: STORE,
        weight: null,
        category_id: LIGHT,
        inventory_number: '000124',
      },
      { name: '=Кресло', quantity: 1, unit: 'шт', location_id: STAGE, weight: '7.00', inventory_number: '000125' },
      {
        name: 'Стол',
        quantity: 3,
        unit: 'шт',
        location_id: null,
        warranty_until: '2026-12-31',
        inventory_number: '000126',
      },
    ];
    for (const [index, thing] of things.entries())
      await factory.make('inventory_items', { id: idOf(0x41 + index), ...thing });
    await factory.make('employees', { full_name: 'Иван Орлов', hourly_rate: '777.77' });
    for (const table of replicatedTables) {
      if (table === 'theaters') continue;
      await factory.make(table);
      tx.touch(table);
    }
    await factory.make('deletions', {
      root_table: 'tags',
      root_id: idOf(0x51),
      root_title: 'Ёлка',
      reason: 'Сезон окончен',
    });
    await factory.make('tags', { id: idOf(0x51), name: 'Ёлка', deleted_at: AT, deletion_id: idOf(0x52) });
    tx.touch('inventory_items');
  });
});
afterAll(async () => state.replica?.close());

const NOTHING_HEARD = (): void => undefined;
const everything: Asker = { userId: OLGA, permissions: ['*'] };

function sheetAt(place: ListPlace, more: Partial<ViewedList> = {}, author = everything): Promise<ListSheet> {
  replica().viewAs(author.permissions, author.userId);
  const source: ViewedList = {
    kind: 'list',
    title: place.list.table,
    name: null,
    place: place.key,
    view: place.list.initial,
    chosen: null,
    ...more,
  };
  const order = { source, form: 'sheet', separator: 'comma', language: 'ru', author, syncedAt: null } as const;
  return readSheet(replica(), order, new Date(AT), NOTHING_HEARD);
}

const places: readonly ListPlace[] = [
  ...replicatedTables.map(wholeTable),
  ...(['inventory_items', 'users'] as const).map(foundIn),
  trashPlace,
];

/** Cell by cell what the screen shows of a list, with every column in sight. */
async function shownAt(place: ListPlace): Promise<readonly (readonly string[])[]> {
  const { table, columns, title } = place.list;
  const pick = pickAt(place, { ...place.list.initial, group: null });
  const shown = columns.filter(({ key }) => key !== title);
  const keys = columns.map(({ key }) => key);
  const asked = { table, pick, columns: keys, offset: 0, limit: 500 };
  const { rows, links } = await answer(replica(), listRows, asked, everything, new Date(AT));
  const reader = { language: 'ru', yes: 'да', no: 'нет', link: (id: string) => links[id] } as const;
  // Units have a column of their own, moments are of the theatre's zone.
  return rows.map((row) => [
    withDaysSaid(row.label, 'ru'),
    ...shown.map(({ unitFrom: _unit, ...column }) =>
      column.type === 'moment'
        ? cellText(
            (row.values[column.key] ?? null) as SheetValue,
            { kind: 'moment' },
            { language: 'ru', zone: 'Europe/Moscow' },
          )
        : valueText(row, { ...column, unitFrom: undefined }, reader),
    ),
  ]);
}

test.each(places.map((place) => [place.key, place] as const))(
  '%s: each cell says what the screen does',
  async (_key, place) => {
    const { columns, title, initial } = place.list;
    // A column by which rows are grouped is said by its groups.
    const view = { ...initial, group: null, columns: columns.filter(({ key }) => key !== title).map(({ key }) => key) };
    const sheet = await sheetAt(place, { view: { ...view, columns: view.columns.slice(0, 60) } });
    expect(sheet.columns.map(({ label }) => label)).toEqual([
      fieldName(title ?? 'title', 'ru'),
      ...view.columns.map((key) => fieldName(key, 'ru')),
    ]);
    const said = sheet.rows.map((row) =>
      row.map((value, at) => cellText(value, must(sheet.columns[at]), sheet.origin)),
    );
    expect(said).toEqual(await shownAt(place));
    expect(said.length).toBeGreaterThan(0);
    const { count } = await answer(
      replica(),
      listSummary,
      { table: place.list.table, pick: pickAt(place, initial), totals: {} },
      everything,
      new Date(AT),
    );
    expect(sheet.rows).toHaveLength(count);
  },
);

const items = wholeTable('inventory_items');
const nameOf = (sheet: ListSheet): SheetValue[] => sheet.rows.map(([name]) => name ?? null);

test('columns, order and conditions are those of the view; the filter is said in words', async () => {
  const view = {
    ...items.list.initial,
    columns: ['weight', 'inventory_number'],
    sorts: [{ column: 'quantity', isDescending: true }],
    conditions: [
      { column: 'location_id', operator: 'any', values: [STORE, STAGE] },
      { column: 'quantity', operator: 'least', values: ['2'] },
    ],
    text: '',
  };
  const sheet = await sheetAt(items, { view });
  expect(sheet.columns.map(({ key, kind }) => [key, kind])).toEqual([
    ['name', 'text'],
    ['weight', 'number'],
    ['inventory_number', 'text'],
  ]);
  expect(sheet.subtitle).toEqual([
    'Условие: Место любой из Склад, Сцена',
    'Условие: Количество не меньше 2',
    'Порядок: Количество по убыванию',
  ]);
});

test('amounts are numbers, with their unit beside them', async () => {
  const sheet = await sheetAt(items, { view: { ...items.list.initial, columns: ['quantity', 'weight'] } });
  expect(sheet.columns.map(({ key }) => key)).toEqual(['name', 'quantity', 'unit', 'weight']);
  expect(sheet.rows.find(([name]) => name === 'Кабель')).toEqual(['Кабель', '40', 'м', null]);
  const beside = await sheetAt(items, { view: { ...items.list.initial, columns: ['unit', 'quantity'] } });
  expect(beside.columns.map(({ key }) => key)).toEqual(['name', 'unit', 'quantity']);
});

test('groups hold their rows and what they add up to, apart by unit where there are several', async () => {
  const view = { ...items.list.initial, columns: ['quantity', 'weight'], group: 'category_id' };
  const sheet = await sheetAt(items, { view });
  expect(sheet.groupedBy).toBe('Категория');
  const [light, none] = sheet.groups;
  expect(light).toMatchObject({ label: 'Свет', start: 0, count: 2 });
  expect(light?.totals['quantity']).toEqual({ text: '40 м · 2 шт', number: null });
  expect(light?.totals['weight']).toEqual({ text: '25 кг', number: '25.00' });
  expect(none?.label).toBe('Не указано');
  expect(none?.start).toBe(2);
  expect(sheet.groups.reduce((sum, { count }) => sum + count, 0)).toBe(sheet.rows.length);
});

test('of what is chosen only that is taken, in order; what no condition lets pass comes last', async () => {
  const view = {
    ...items.list.initial,
    columns: ['quantity'],
    group: 'category_id',
    conditions: [{ column: 'category_id', operator: 'any', values: [LIGHT] }],
  };
  const ids = [idOf(0x43), idOf(0x41), idOf(0x42), idOf(0x999)];
  const sheet = await sheetAt(items, { view, chosen: { kind: 'some', ids } });
  expect(nameOf(sheet)).toEqual(['Кабель', 'Прожектор', '=Кресло']);
  expect(sheet.groups.map(({ label, start, count }) => [label, start, count])).toEqual([
    ['Свет', 0, 2],
    ['Выбрано, но не входит в условия', 2, 1],
  ]);
  expect(sheet.groups[0]?.totals['quantity']?.text).toBe('40 м · 2 шт');
  expect(sheet.groups[1]?.totals['quantity']).toEqual({ text: '1 шт', number: '1' });
  expect(sheet.totals['quantity']?.text).toBe('40 м · 3 шт');
  expect(sheet.subtitle.at(-1)).toBe('Выбраны 3 строки');
  const allBut = await sheetAt(items, { view, chosen: { kind: 'all', except: [idOf(0x41)] } });
  expect(nameOf(allBut)).toEqual(['Кабель']);
});

test('what somebody may not read is neither in the rows nor in the totals nor in the words', async () => {
  const employees = wholeTable('employees');
  const view = {
    ...employees.list.initial,
    columns: ['hourly_rate', 'position'],
    totals: { hourly_rate: 'sum' },
    sorts: [{ column: 'hourly_rate', isDescending: true }],
    conditions: [{ column: 'hourly_rate', operator: 'least', values: ['700'] }],
  };
  const seen = await sheetAt(employees, { view });
  expect(JSON.stringify(seen)).toContain('777.77');
  const hidden = await sheetAt(employees, { view }, { userId: OLGA, permissions: ['people.manage'] });
  expect(hidden.rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(hidden)).not.toMatch(/777|hourly_rate|700/u);
});

test('the sheet says whose it is, when it was taken and as of when', async () => {
  const { origin } = await sheetAt(items);
  expect(origin).toMatchObject({ by: 'Ольга Рудакова', at: AT, syncedAt: null, zone: 'Europe/Moscow', language: 'ru' });
});

test('a file is called after its list, its view and the day in the theatre; nothing is no file', async () => {
  const source: ViewedList = {
    kind: 'list',
    title: 'Инвентарь',
    name: 'Свет/звук: «малая»',
    place: 'inventory_items',
    view: items.list.initial,
    chosen: null,
  };
  const order = { form: 'csv', separator: 'semicolon', language: 'ru', author: everything, syncedAt: null } as const;
  const made = await makeSheet(replica(), { ...order, source }, new Date(AT), NOTHING_HEARD);
  expect(made).toMatchObject({ kind: 'file', name: 'Инвентарь, Свет звук «малая», 2026-11-30.csv' });
  const nothing = { ...source, view: { ...source.view, text: 'такого нет нигде' } };
  await expect(makeSheet(replica(), { ...order, source: nothing }, new Date(AT), NOTHING_HEARD)).rejects.toMatchObject({
    code: 'export.empty',
  });
  await expect(
    makeSheet(replica(), { ...order, source: { ...source, place: 'nowhere' } }, new Date(AT), NOTHING_HEARD),
  ).rejects.toMatchObject({ code: 'usage' });
});

test('it is told how far the reading is', async () => {
  const heard: [number, number][] = [];
  const source: ViewedList = {
    kind: 'list',
    title: 'x',
    name: null,
    place: 'inventory_items',
    view: items.list.initial,
    chosen: null,
  };
  const order = {
    source,
    form: 'sheet',
    separator: 'comma',
    language: 'ru',
    author: everything,
    syncedAt: null,
  } as const;
  const { rows } = await readSheet(replica(), order, new Date(AT), (done, total) => heard.push([done, total]));
  expect(heard).toEqual([
    [0, rows.length],
    [rows.length, rows.length],
  ]);
});

test('a review of a count is whole and in its order; who counts blind is not told what is expected', async () => {
  const count = (id: number, isBlind: boolean) => ({
    id: idOf(id),
    name: 'Склад',
    location_id: STORE,
    is_blind: isBlind,
    status: 'counting',
  });
  const line = (countId: number, thing: number, expected: number) => ({
    count_id: idOf(countId),
    item_id: idOf(thing),
    location_id: STORE,
    expected_quantity: expected,
  });
  const entry = (countId: number, thing: number, quantity: number) => ({
    count_id: idOf(countId),
    item_id: idOf(thing),
    location_id: STORE,
    quantity,
    counted_by_id: OLGA,
    counted_by_name: 'Ольга Рудакова',
  });
  await replica().writeUnchecked(async (tx) => {
    const store = new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite));
    const factory = new RowFactory(store, THEATER, 0x9000);
    for (const [id, isBlind] of [
      [0x61, false],
      [0x62, true],
    ] as const) {
      await factory.make('inventory_counts', count(id, isBlind));
      await factory.make('inventory_count_lines', line(id, 0x41, 2));
      await factory.make('inventory_count_lines', line(id, 0x42, 40));
      await factory.make('inventory_count_lines', line(id, 0x44, 3));
      await factory.make('inventory_count_entries', entry(id, 0x41, 2));
      await factory.make('inventory_count_entries', entry(id, 0x42, 38));
    }
    for (const table of ['inventory_counts', 'inventory_count_lines', 'inventory_count_entries'] as const)
      tx.touch(table);
  });
  replica().viewAs(everything.permissions, OLGA);
  const ask = (id: number, part: 'lines' | 'review') => {
    const source = { kind: 'count', title: 'Склад', id: idOf(id), part, filter: 'all', placeId: null } as const;
    const order = {
      source,
      form: 'sheet',
      separator: 'comma',
      language: 'ru',
      author: everything,
      syncedAt: null,
    } as const;
    return readSheet(replica(), order, new Date(AT), NOTHING_HEARD);
  };
  const review = await ask(0x61, 'review');
  expect(review.columns.map(({ label }) => label)).toEqual([
    'Название',
    'Инвентарный номер',
    'Место',
    'Ждали',
    'Посчитано',
    'Разница',
    'Единица',
    'Кто сколько насчитал',
    'Решение',
    'Станет',
  ]);
  expect(review.groups.map(({ label, count: many }) => [label, many])).toEqual([
    ['Ждут решения', 1],
    ['Совпало', 1],
    ['Не отмечено', 1],
  ]);
  expect(
    review.rows.map(([name, , , expected, counted, variance, unit, who]) => [
      name,
      expected,
      counted,
      variance,
      unit,
      who,
    ]),
  ).toEqual([
    ['Кабель', '40', '38', '-2', 'м', 'Ольга Рудакова: 38'],
    ['Прожектор', '2', '2', '0', 'шт', 'Ольга Рудакова: 2'],
    ['Стол', '3', null, null, 'шт', null],
  ]);
  const lines = await ask(0x61, 'lines');
  expect(lines.columns.map(({ key }) => key)).toContain('expected');
  expect(lines.rows).toHaveLength(3);
  const blind = await ask(0x62, 'lines');
  expect(blind.columns.map(({ key }) => key)).not.toContain('expected');
  // Nor which things nobody has found yet.
  expect(nameOf(blind).toSorted()).toEqual(['Кабель', 'Прожектор']);
});
