/** Lists answer what somebody would who went through all rows by hand: filter, order, groups, totals, windows, choice. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '../../../electron/queries/define-query.ts';
import { firstIds } from '../../../electron/queries/lists/first-rows.ts';
import {
  listCounts,
  listIds,
  listRows,
  listSelected,
  listSummary,
} from '../../../electron/queries/lists/list-queries.ts';
import { openReplica } from '../../../electron/replica/open-replica.ts';
import type { Replica } from '../../../electron/replica/replica.ts';
import { Vault } from '../../../electron/replica/vault.ts';
import { must } from '../../../shared/base/asserts.ts';
import { listOf } from '../../../shared/lists/list-description.ts';
import { type Pick, pickOf } from '../../../shared/lists/list-view.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import { idOf } from '../../support/rows.ts';
import {
  CATEGORIES,
  CLOCK,
  type Item,
  idsOf,
  item,
  MOMENTS,
  naive,
  PLACES,
  pick,
  SHOWS,
  TODAY,
  ZONE,
} from './list-oracle.ts';

const state: { replica?: Replica; items: readonly Item[]; added: number } = { items: [], added: 0 };
const replica = (): Replica => must(state.replica);

async function insert(table: TableName, row: Readonly<Record<string, string | number | null>>): Promise<void> {
  const columns = Object.keys(row);
  await replica().writeUnchecked((tx) => {
    const holes = columns.map(() => '?').join(', ');
    tx.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${holes})`).run(...Object.values(row));
    tx.touch(table);
  });
}

const stamps = { theater_id: idOf(1), created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' };
async function house(): Promise<void> {
  await insert('theaters', {
    id: idOf(1),
    name: 'Т',
    code: 't',
    timezone: ZONE,
    created_at: stamps.created_at,
    updated_at: stamps.updated_at,
  });
  for (const { id, name, parent } of CATEGORIES)
    await insert('inventory_categories', { id, name, code: id, parent_id: parent, ...stamps });
  for (const { id, name, parent } of PLACES)
    await insert('inventory_locations', { id, name, code: id, parent_id: parent, ...stamps });
  for (const { id, title } of SHOWS) await insert('performances', { id, title, ...stamps });
}

async function stand(items: readonly Item[]): Promise<void> {
  await replica().writeUnchecked((tx) => {
    for (const table of ['performance_inventory', 'inventory_stock', 'inventory_items'] as const) {
      tx.unguarded(() => tx.prepare(`DELETE FROM ${table}`).run());
      tx.touch(table);
    }
    const { created_at: at, theater_id: theater } = stamps;
    let next = 0x10_000;
    for (const { places, productions, is_active: isActive, ...row } of items) {
      const values = {
        ...row,
        inventory_number: row.id,
        theater_id: theater,
        created_at: at,
        is_active: isActive ? 1 : 0,
      };
      const columns = Object.keys(values);
      tx.prepare(
        `INSERT INTO inventory_items (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ).run(...Object.values(values));
      for (const place of places)
        tx.prepare(
          'INSERT INTO inventory_stock (id, theater_id, item_id, location_id, quantity) VALUES (?, ?, ?, ?, 1)',
        ).run(idOf((next += 1)), theater, row.id, place);
      for (const show of productions)
        tx.prepare(
          'INSERT INTO performance_inventory (id, theater_id, performance_id, inventory_item_id, quantity, created_at) VALUES (?, ?, ?, ?, 1, ?)',
        ).run(idOf((next += 1)), theater, show, row.id, at);
    }
  });
  state.items = items;
}

beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-lists-'));
  const opened = await openReplica(dir, { create: true, now: () => CLOCK, vault: new Vault(Buffer.alloc(32, 5)) });
  state.replica = opened.replica;
  await house();
});
afterAll(async () => state.replica?.close());

const groupKey = (row: Item, group: string): string | null => {
  if (group === 'warranty_until') return row.warranty_until?.slice(0, 7) ?? null;
  if (group === 'is_active') return String(row.is_active);
  return row[group as 'status' | 'category_id' | 'manufacturer'] || null;
};
function unitSums(rows: readonly Item[]): Record<string, string> {
  const sums: Record<string, number> = {};
  for (const { unit, quantity } of rows) sums[unit] = (sums[unit] ?? 0) + quantity;
  return Object.fromEntries(Object.entries(sums).map(([unit, sum]) => [unit, String(sum)]));
}
const weightOf = (rows: readonly Item[]): string | null => {
  const weighed = rows.filter(({ weight }) => weight !== null);
  const sum = weighed.reduce((total, row) => total + Math.round(Number(row.weight) * 100) * row.quantity, 0);
  return weighed.length === 0
    ? null
    : `${sum < 0 ? '-' : ''}${Math.trunc(Math.abs(sum) / 100)}.${String(Math.abs(sum) % 100).padStart(2, '0')}`;
};

const TOTALS = { quantity: 'sum', weight: 'sum', manufacturer: 'filled' };
const ask = async (wanted: Pick) => {
  const ids = await answer(
    replica(),
    listIds,
    { table: 'inventory_items', pick: wanted, offset: 0, limit: 1000 },
    undefined,
    CLOCK,
  );
  const summary = await answer(
    replica(),
    listSummary,
    { table: 'inventory_items', pick: wanted, totals: TOTALS },
    undefined,
    CLOCK,
  );
  return { ids, summary };
};

test('any view of any rows is what going through them by hand gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { maxLength: 25 }),
      fc.array(pick, { minLength: 8, maxLength: 8 }),
      async (made, picks) => {
        await stand(made.map((row, index) => ({ ...row, id: idOf(0x1000 + index) })));
        for (const wanted of picks) {
          const expected = naive(state.items, wanted);
          const { ids, summary } = await ask(wanted);
          const { group } = wanted;
          if (group === null) expect(ids).toEqual(idsOf(expected));
          expect(ids.toSorted()).toEqual(idsOf(expected).toSorted());
          expect(summary.count).toBe(expected.length);
          expect(summary.dropped).toEqual([]);
          const [pieces] = [summary.totals['quantity']];
          expect(Object.fromEntries((pieces?.units ?? []).map(({ unit, value }) => [unit, value]))).toEqual(
            unitSums(expected),
          );
          expect(summary.totals['weight']?.value ?? null).toBe(weightOf(expected));
          expect(summary.totals['manufacturer']?.value ?? '0').toBe(
            String(expected.filter((row) => (row.manufacturer ?? '') !== '').length),
          );
          if (group === null) continue;
          expect(summary.groups.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
          // Nothing comes last; each group holds its rows in the order of the view.
          expect(summary.groups.map(({ key }) => key === null).toSorted()).toEqual(
            summary.groups.map(({ key }) => key === null),
          );
          for (const { key, start, count, totals } of summary.groups) {
            const own = expected.filter((row) => groupKey(row, group) === key);
            expect(ids.slice(start, start + count)).toEqual(idsOf(own));
            expect(totals['weight']?.value ?? null).toBe(weightOf(own));
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** One row is another, is gone, or is new: what a mutation, or somebody else's commit, does to it. */
async function change(at: number, to: Omit<Item, 'id'>, how: 'edit' | 'delete' | 'add'): Promise<void> {
  const { places: _, productions: __, is_active: isActive, ...values } = to;
  const columns = { ...values, is_active: isActive ? 1 : 0 };
  const old = state.items[at % state.items.length];
  const id = how === 'add' || old === undefined ? idOf(0x100_000 + (state.added += 1)) : old.id;
  await replica().writeUnchecked((tx) => {
    const names = Object.keys(columns);
    if (how === 'delete') tx.unguarded(() => tx.prepare('DELETE FROM inventory_items WHERE id = ?').run(id));
    else if (id === old?.id)
      tx.prepare(`UPDATE inventory_items SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`).run(
        ...Object.values(columns),
        id,
      );
    else
      tx.prepare(
        `INSERT INTO inventory_items (id, inventory_number, theater_id, created_at, ${names.join(', ')})
         VALUES (?, ?, ?, ?, ${names.map(() => '?').join(', ')})`,
      ).run(id, id, stamps.theater_id, stamps.created_at, ...Object.values(columns));
    tx.touchRow('inventory_items', id);
  });
  const others = state.items.filter((row) => row.id !== id);
  const now = id === old?.id ? { ...to, id, places: old.places, productions: old.productions } : { ...to, id };
  const added = how === 'delete' ? [] : [id === old?.id ? now : { ...now, places: [], productions: [] }];
  state.items = [...others, ...added].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

test('the first rows of a view that nobody has put in order yet are the beginning of its order', async () => {
  const byText = fc.record({
    column: fc.constantFrom('name', 'manufacturer'),
    isDescending: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 40 }), pick, byText, async (made, some, by) => {
      await stand(made.map((row, index) => ({ ...row, id: idOf(0x1000 + index) })));
      const wanted = { ...some, group: null, sorts: [by] };
      const { ids } = await ask(wanted);
      const asked = { list: listOf('inventory_items'), pick: wanted, today: TODAY, zone: ZONE };
      for (const count of [1, 7, 100]) expect(firstIds(replica(), asked, count)).toEqual(ids.slice(0, count));
    }),
    { numRuns: 200 },
  );
  // Nobody has asked for this one before, and what is shown is what the order says.
  const fresh = { text: '', conditions: [], group: null, sorts: [{ column: 'manufacturer', isDescending: true }] };
  const args = { table: 'inventory_items', pick: fresh, columns: ['name'], offset: 3, limit: 4 };
  const { rows } = await answer(replica(), listRows, args, undefined, CLOCK);
  expect(rows.map(({ id }) => id)).toEqual((await ask(fresh)).ids.slice(3, 7));
});

test('an order that is carried on from one changed row to the next is the one that is made anew', async () => {
  const how = fc.constantFrom('edit' as const, 'edit' as const, 'delete' as const, 'add' as const);
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { minLength: 3, maxLength: 25 }),
      fc.array(pick, { minLength: 4, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(1000), item, how), { minLength: 6, maxLength: 6 }),
      async (made, picks, changes) => {
        await stand(made.map((row, index) => ({ ...row, id: idOf(0x1000 + index) })));
        for (const wanted of picks) await ask(wanted);
        for (const [at, to, way] of changes) {
          await change(at, to, way);
          for (const wanted of picks) {
            const { ids } = await ask(wanted);
            const expected = idsOf(naive(state.items, wanted));
            if (wanted.group === null) expect(ids).toEqual(expected);
            else expect(ids.toSorted()).toEqual(expected.toSorted());
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('groups stand in the reader’s order, and the other way round where the list is sorted so', async () => {
  await stand(
    [null, 'Зенит', 'завод 10', 'Завод 2', 'Ёлка'].map((manufacturer, index) => ({
      id: idOf(0x1000 + index),
      name: 'a',
      manufacturer,
      status: 'in_stock',
      category_id: null,
      location_id: null,
      quantity: 1,
      unit: 'шт',
      weight: null,
      warranty_until: null,
      is_active: true,
      updated_at: must(MOMENTS[0]),
      places: [],
      productions: [],
    })),
  );
  const by = async (isDescending: boolean) =>
    (
      await ask({
        ...pickOf(listOf('inventory_items').initial),
        group: 'manufacturer',
        sorts: [{ column: 'manufacturer', isDescending }],
      })
    ).summary.groups.map(({ key }) => key);
  expect(await by(false)).toEqual(['Ёлка', 'Завод 2', 'завод 10', 'Зенит', null]);
  expect(await by(true)).toEqual(['Зенит', 'завод 10', 'Завод 2', 'Ёлка', null]);
});

test('a window, a row that changed, what is chosen, and how many are in each view', async () => {
  const initial = pickOf(listOf('inventory_items').initial);
  const row = (index: number): Item => ({
    id: idOf(0x1000 + index),
    name: `Кабель ${index}`,
    manufacturer: index % 2 === 0 ? 'Robe' : null,
    status: 'in_stock',
    category_id: null,
    location_id: must(PLACES[1]).id,
    quantity: 2,
    unit: 'шт',
    weight: '1.50',
    warranty_until: null,
    is_active: true,
    updated_at: must(MOMENTS[0]),
    places: [],
    productions: [must(SHOWS[0]).id],
  });
  await stand(Array.from({ length: 120 }, (_, index) => row(index)));
  const table = 'inventory_items';
  const window = await answer(
    replica(),
    listRows,
    { table, pick: initial, columns: ['location_id', 'productions', 'is_active', 'weight'], offset: 100, limit: 3 },
    undefined,
    CLOCK,
  );
  expect(window.rows.map(({ label }) => label)).toEqual(['Кабель 100', 'Кабель 101', 'Кабель 102']);
  expect(window.rows[0]?.values).toEqual({
    location_id: must(PLACES[1]).id,
    productions: [must(SHOWS[0]).id],
    is_active: true,
    weight: '1.50',
  });
  expect(window.links).toEqual({
    [must(PLACES[1]).id]: { label: 'Полка 2', color: null },
    [must(SHOWS[0]).id]: { label: 'Чайка', color: null },
  });
  await replica().writeUnchecked((tx) => {
    tx.prepare("UPDATE inventory_items SET name = 'Кабель 99,5' WHERE id = ?").run(row(0).id);
    tx.touch('inventory_items');
  });
  const after = await answer(replica(), listIds, { table, pick: initial, offset: 97, limit: 3 }, undefined, CLOCK);
  expect(after).toEqual([row(98).id, row(99).id, row(0).id]);
  const grouped = { ...initial, group: 'manufacturer' };
  const all = await answer(
    replica(),
    listSelected,
    { table, pick: grouped, selection: { kind: 'all', except: [row(1).id, row(2).id] }, totals: TOTALS },
    undefined,
    CLOCK,
  );
  expect(all).toMatchObject({
    count: 118,
    groups: { 'is Robe': 59, none: 59 },
    totals: { quantity: { units: [{ unit: 'шт', value: '236' }] }, weight: { value: '354.00' } },
  });
  const robe = { column: 'manufacturer', operator: 'any', values: ['Robe'] };
  const counts = await answer(
    replica(),
    listCounts,
    {
      table,
      picks: [
        initial,
        { ...initial, conditions: [{ column: 'manufacturer', operator: 'is', values: ['ROBE'] }] },
        { ...initial, conditions: [robe] },
      ],
    },
    undefined,
    CLOCK,
  );
  // The last condition makes no sense for a text, so that it is left out and said.
  expect(counts).toEqual([120, 60, 120]);
  const { dropped } = await answer(
    replica(),
    listSummary,
    {
      table,
      pick: { ...initial, conditions: [robe], sorts: [{ column: 'nothing', isDescending: false }] },
      totals: {},
    },
    undefined,
    CLOCK,
  );
  expect(dropped).toEqual(['manufacturer', 'nothing']);
});

test('whoever may not read a column neither sees, sorts, filters nor sums it', async () => {
  const at = (id: number, full_name: string, hourly_rate: string) => ({
    id: idOf(id),
    full_name,
    hourly_rate,
    ...stamps,
  });
  await insert('employees', { ...at(0x501, 'Анна', '900.00') });
  await insert('employees', { ...at(0x502, 'Борис', '100.00') });
  const table = 'employees';
  const rated = {
    text: '',
    conditions: [{ column: 'hourly_rate', operator: 'least', values: ['500'] }],
    sorts: [{ column: 'hourly_rate', isDescending: false }],
    group: null,
  };
  const totals = { hourly_rate: 'sum' };
  const columns = ['full_name', 'hourly_rate'];
  const look = async () => ({
    rows: (
      await answer(replica(), listRows, { table, pick: rated, columns, offset: 0, limit: 10 }, undefined, CLOCK)
    ).rows.map(({ values }) => values),
    summary: await answer(replica(), listSummary, { table, pick: rated, totals }, undefined, CLOCK),
  });
  const may = await look();
  expect(may.rows).toEqual([{ full_name: 'Анна', hourly_rate: '900.00' }]);
  expect(may.summary.totals['hourly_rate']?.value).toBe('900.00');
  replica().viewAs(['people.view']);
  const mayNot = await look();
  replica().viewAs(undefined);
  expect(mayNot.rows).toEqual([{ full_name: 'Анна' }, { full_name: 'Борис' }]);
  expect(mayNot.summary).toMatchObject({ count: 2, totals: {}, dropped: ['hourly_rate'] });
});
