/** A count is posted and taken back all lines at once: what comes of it is what comes of it line by line. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { deriveId } from '../../../shared/base/ids.ts';
import { canonicalJson } from '../../../shared/base/json.ts';
import { Refusal, type RefusalData } from '../../../shared/base/refusal.ts';
import { countPost, countReverse } from '../../../shared/mutations/count-posting.ts';
import { loadAuthor } from '../../../shared/mutations/load-author.ts';
import { MutationTx } from '../../../shared/mutations/mutation-tx.ts';
import type { RowStore } from '../../../shared/mutations/row-store.ts';
import { type Movement, stockId, writeMovement } from '../../../shared/mutations/stock.ts';
import { replicaColumns, type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Cast } from '../../support/cast.ts';
import { idOf, NOW, RowFactory } from '../../support/rows.ts';
import type { Side } from '../../support/sides.ts';

const state: { cast?: Cast } = {};
const cast = (): Cast => must(state.cast);
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());

const COUNT = idOf(0xc0);
const NAME = 'Малая сцена';
const PLACES = [idOf(0xa1), idOf(0xa2), idOf(0xa3)];
const itemId = (number: number): string => idOf(0xb00 + number);
const placeId = (number: number): string => must(PLACES[number]);
const DELETED = { deleted_at: new Date(NOW).toISOString(), deletion_id: idOf(0xde1) };

interface Line {
  readonly item: number;
  readonly place: number;
  readonly expected: number;
  /** What stands there by now; null where there is no such row. */
  readonly stands: number | null;
  /** The number that was accepted; null where the quantity is left alone. */
  readonly decided: number | null;
  /** What is taken away between the posting and its taking back. */
  readonly taken: number;
}
interface Room {
  readonly lines: readonly Line[];
  /** Where a thing mainly stands, by its number. */
  readonly mainPlaces: readonly (number | null)[];
  readonly deletedItem: number | null;
  readonly deletedPlace: number | null;
}

const ITEMS = 6;
/** Mostly a count that can be posted; now and then something is gone, or less stands there than was frozen. */
const rooms: fc.Arbitrary<Room> = fc.record({
  lines: fc.uniqueArray(
    fc
      .record({
        item: fc.nat(ITEMS - 1),
        place: fc.nat(PLACES.length - 1),
        expected: fc.nat(5),
        moved: fc.oneof({ weight: 12, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.constant(-4) }),
        hasRow: fc.boolean(),
        decided: fc.option(fc.nat(7)),
        taken: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(3) }),
      })
      .map(({ moved, hasRow, ...line }) => {
        const stands = Math.max(0, line.expected + moved);
        return { ...line, stands: stands === 0 && !hasRow ? null : stands };
      }),
    { selector: ({ item, place }) => `${item}/${place}`, minLength: 1, maxLength: 10 },
  ),
  mainPlaces: fc.array(fc.option(fc.nat(PLACES.length - 1), { freq: 1 }), { minLength: ITEMS, maxLength: ITEMS }),
  deletedItem: fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, fc.nat(ITEMS - 1)),
  deletedPlace: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.nat(PLACES.length - 1)),
});

/** The room and the count under review, past the rules. */
async function furnish(store: RowStore, room: Room): Promise<void> {
  const factory = new RowFactory(store, cast().theaterId, 0x700000);
  for (const [number, id] of PLACES.entries()) await factory.make('inventory_locations', { id, code: `P${number}` });
  await factory.make('inventory_counts', { id: COUNT, name: NAME, status: 'review' });
  for (let number = 0; number < ITEMS; number += 1) {
    const own = room.lines.filter(({ item }) => item === number);
    const main = room.mainPlaces[number] ?? null;
    await factory.make('inventory_items', {
      id: itemId(number),
      quantity: own.reduce((sum, { stands }) => sum + (stands ?? 0), 0),
      location_id: main === null || main === room.deletedPlace ? null : placeId(main),
    });
  }
  for (const { item, place, expected, stands, decided } of room.lines) {
    const key = { item_id: itemId(item), location_id: placeId(place) };
    const resolution = decided === null ? 'ignored' : 'accepted';
    await factory.make('inventory_count_lines', {
      ...key,
      count_id: COUNT,
      expected_quantity: expected,
      resolution,
      decided_quantity: decided,
    });
    if (decided !== null) await factory.make('inventory_count_entries', { ...key, count_id: COUNT, quantity: decided });
    if (stands !== null)
      await factory.make('inventory_stock', { ...key, id: stockId(key.item_id, key.location_id), quantity: stands });
  }
}

/** What is gone by the time of the posting. */
async function clear(store: RowStore, { deletedItem, deletedPlace }: Room): Promise<void> {
  if (deletedItem !== null) await store.updateRow('inventory_items', itemId(deletedItem), DELETED);
  if (deletedPlace !== null) await store.updateRow('inventory_locations', placeId(deletedPlace), DELETED);
}

/** Something leaves between the posting and its taking back. */
async function takeAway(store: RowStore, { lines }: Room): Promise<void> {
  for (const { item, place, taken } of lines) {
    const stock = await store.find('inventory_stock', stockId(itemId(item), placeId(place)));
    const thing = await store.find('inventory_items', itemId(item));
    const quantity = Math.min(taken, stock?.quantity ?? 0);
    if (stock === undefined || thing === undefined || quantity === 0) continue;
    await store.updateRow('inventory_stock', stock.id, { quantity: stock.quantity - quantity });
    await store.updateRow('inventory_items', thing.id, { quantity: thing.quantity - quantity });
  }
}

const MUTATIONS = { 'count.post': idOf(0x990000), 'count.reverse': idOf(0x990001) } as const;
type Name = keyof typeof MUTATIONS;
/** The lines of each mutation in the order in which it wrote them, by their ids. */
const turns = new Map(
  Object.values(MUTATIONS).flatMap((id) =>
    Array.from({ length: 50 }, (_, index) => [deriveId(id, 'log', String(index + 1)), index] as const),
  ),
);
const turnOf = (line: Row): number => must(turns.get(String(line['id'])));

type Work = (tx: MutationTx) => Promise<void>;
type Row = Readonly<Record<string, unknown>>;
const WRITTEN: readonly TableName[] = [
  'inventory_stock',
  'inventory_items',
  'inventory_history',
  'inventory_counts',
  'inventory_count_lines',
  'activity_log',
];

async function transaction(store: RowStore, name: Name): Promise<MutationTx> {
  const authorId = cast().userId('admin');
  const now = new Date(NOW).toISOString();
  const what = { id: MUTATIONS[name], deviceId: idOf(4), sequence: 1, name, args: {} };
  const author = must(await loadAuthor(store.db, authorId));
  return new MutationTx(store, { ...what, authorId, issuedAt: now, clockOffsetMs: 0 }, author, now, now, () => 0);
}

/** What stands after the work, or the refusal; nothing of it stays. */
async function outcome(side: Side, room: Room, steps: readonly (readonly [Name, Work])[]): Promise<Outcome> {
  await side.begin();
  try {
    const store = side.store();
    await furnish(store, room);
    await clear(store, room);
    for (const [index, [name, work]] of steps.entries()) {
      if (index > 0) await takeAway(store, room);
      await work(await transaction(store, name));
    }
    const tables: Record<string, readonly Row[]> = {};
    for (const table of WRITTEN) {
      const names = replicaColumns(tableOf(table)).map(([column]) => column);
      tables[table] = (await side.rows(table)).map((row) =>
        Object.fromEntries(names.map((column, index) => [column, row[index]])),
      );
    }
    return { tables: writtenOnce(tables) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.data };
    throw error;
  } finally {
    await side.rollback();
  }
}
interface Outcome {
  readonly refusal?: RefusalData;
  readonly tables?: Readonly<Record<string, unknown>>;
}

/**
 * Each thing is written once, however many of its places differ. Its lines of one mutation are told as one, from the
 * first value to the last; where nothing is left to tell, it was not written.
 */
function writtenOnce(tables: Readonly<Record<string, readonly Row[]>>): Readonly<Record<string, unknown>> {
  const told = new Map<string, { readonly line: Row; readonly changes: Map<string, [unknown, unknown]> }>();
  const lines = (tables['activity_log'] ?? []).toSorted((a, b) => turnOf(a) - turnOf(b));
  for (const { id: _id, changes, ...line } of lines) {
    const key = JSON.stringify([line['action'], line['entity_id'], line['read_permission']]);
    const known = told.get(key) ?? { line, changes: new Map<string, [unknown, unknown]>() };
    told.set(key, known);
    for (const [column, [before, after]] of Object.entries(
      JSON.parse(String(changes)) as Record<string, [unknown, unknown]>,
    ))
      known.changes.set(column, [(known.changes.get(column) ?? [before])[0], after]);
  }
  const merged = [...told.values()].flatMap(({ line, changes }) => {
    const left = [...changes].filter(([, [before, after]]) => before !== after);
    return left.length === 0 ? [] : [{ ...line, changes: Object.fromEntries(left) }];
  });
  const isTold = new Set(merged.map((line) => (line as Row)['entity_id']));
  const unstamped = (row: Row): Row =>
    isTold.has(row['id']) ? row : { ...row, updated_at: null, updated_by_id: null };
  return {
    ...tables,
    inventory_items: tables['inventory_items']?.map(unstamped),
    activity_log: merged.map((line) => canonicalJson(line as JsonValue)).toSorted(),
  };
}

const postTogether: Work = (tx) => countPost.run(tx, { countId: COUNT });
const reverseTogether: Work = (tx) => countReverse.run(tx, { countId: COUNT });

const adjustment = { type: 'count_adjustment', comment: NAME, countId: COUNT } as const;
const move = async (tx: MutationTx, item: string, movement: Omit<Movement, 'item'>): Promise<void> =>
  writeMovement(tx, { ...movement, item: await tx.require('inventory_items', item) });

/** As `count.post` says it of one line, in the order of all. */
const postApart =
  ({ lines }: Room): Work =>
  async (tx) => {
    const keyed = lines.map((line) => ({ ...line, key: `${itemId(line.item)}/${placeId(line.place)}` }));
    for (const { item, place, key, expected, decided } of keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
      const variance = (decided ?? expected) - expected;
      if (variance === 0) continue;
      const [from, to] = variance < 0 ? [placeId(place), null] : [null, placeId(place)];
      await move(tx, itemId(item), { ...adjustment, key, from, to, quantity: Math.abs(variance) });
    }
    await tx.update('inventory_counts', COUNT, {
      status: 'posted',
      posted_at: tx.time,
      posted_by_id: tx.author.userId,
    });
  };

const reverseApart: Work = async (tx) => {
  const movements = await tx.db
    .selectFrom('inventory_history')
    .selectAll()
    .where('count_id', '=', COUNT)
    .orderBy('id')
    .execute();
  for (const { id, item_id: item, quantity, from_location_id: to, to_location_id: from } of movements)
    await move(tx, item, { ...adjustment, key: `reversal/${id}`, from, to, quantity });
  await tx.update('inventory_counts', COUNT, {
    reversed_at: tx.time,
    reversed_by_id: tx.author.userId,
    reversed_by_name: tx.author.name,
  });
};

/**
 * The main place of a thing is looked at when the thing is written: line by line that may be before a later line is
 * refused for something else.
 */
function expectSame(together: Outcome, apart: Outcome): void {
  if (apart.refusal?.code === 'reference.deleted') expect(together.refusal).toBeDefined();
  else expect(together).toEqual(apart);
}

test('a count is posted and taken back as line by line: rows, ledger, history and refusals, on both databases', async () => {
  const tally = { posted: 0, reversed: 0, refused: new Set<string>() };
  await fc.assert(
    fc.asyncProperty(rooms, async (room) => {
      const both: Outcome[] = [];
      for (const side of cast().sides) {
        const posted = await outcome(side, room, [['count.post', postApart(room)]]);
        expectSame(await outcome(side, room, [['count.post', postTogether]]), posted);
        both.push(posted);
        tally.posted += posted.tables === undefined ? 0 : 1;
        if (posted.refusal !== undefined) tally.refused.add(posted.refusal.code);
        if (posted.tables === undefined) continue;
        const apart = await outcome(side, room, [
          ['count.post', postApart(room)],
          ['count.reverse', reverseApart],
        ]);
        const together = await outcome(side, room, [
          ['count.post', postTogether],
          ['count.reverse', reverseTogether],
        ]);
        expectSame(together, apart);
        tally.reversed += apart.tables === undefined ? 0 : 1;
        if (apart.refusal !== undefined) tally.refused.add(`taking back: ${apart.refusal.code}`);
      }
      expect(both[0]).toEqual(both[1]);
    }),
    { numRuns: 120 },
  );
  // All of it happened, often enough to mean something.
  expect(tally.posted).toBeGreaterThan(60);
  expect(tally.reversed).toBeGreaterThan(40);
  const wanted = ['reference.deleted', 'row.deleted', 'stock.insufficient', 'taking back: stock.insufficient'];
  expect([...tally.refused]).toEqual(expect.arrayContaining(wanted));
});

test('what a posting asks and writes does not grow with its lines, also where a place is gone by now', async () => {
  const room = (lines: number): Room => ({
    lines: Array.from({ length: lines }, (_, index) => ({
      item: index % ITEMS,
      place: 0,
      expected: 3,
      stands: 3,
      decided: 2,
      taken: 0,
    })),
    mainPlaces: Array.from({ length: ITEMS }, () => 1),
    deletedItem: null,
    deletedPlace: 0,
  });
  for (const side of cast().sides) {
    const calls: string[] = [];
    const counting: Work = async (tx) => {
      const rows = new Proxy(tx.rows, {
        get: (store, name: keyof RowStore) => {
          const value: unknown = store[name];
          if (typeof value !== 'function') return value;
          calls.push(name);
          return value.bind(store) as unknown;
        },
      });
      const { mutation, author, now, time, elapsed } = tx;
      await postTogether(new MutationTx(rows, mutation, author, now, time, elapsed));
    };
    const asked: number[] = [];
    for (const lines of [2, ITEMS]) {
      calls.length = 0;
      expect(await outcome(side, room(lines), [['count.post', counting]])).toHaveProperty('tables');
      asked.push(calls.length);
    }
    expect(asked[0]).toBe(asked[1]);
  }
});
