/** Verbs over many rows: what they write, say and refuse is what the verbs for one row do, one after another. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { Refusal } from '../../../shared/base/refusal.ts';
import { loadAuthor } from '../../../shared/mutations/load-author.ts';
import { MutationTx } from '../../../shared/mutations/mutation-tx.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Cast } from '../../support/cast.ts';
import { idOf, NOW } from '../../support/rows.ts';
import type { Side } from '../../support/sides.ts';

type Values = Readonly<Record<string, JsonValue>>;
type Insert = Values & { readonly id: string };
interface Update {
  readonly id: string;
  readonly values: Values;
}
type Batch =
  | { readonly verb: 'insert'; readonly table: TableName; readonly rows: readonly Insert[] }
  | { readonly verb: 'update'; readonly table: TableName; readonly rows: readonly Update[] };

interface Known {
  readonly live: readonly string[];
  readonly deleted: string;
  readonly items: readonly string[];
  readonly counts: readonly string[];
}
const state: { cast?: Cast; known?: Known } = {};
const cast = (): Cast => must(state.cast);
beforeAll(async () => {
  const made = await Cast.on(inject('postgresUrl'));
  state.cast = made;
  const live = [];
  for (const code of ['A', 'B', 'C']) live.push(await made.row('inventory_locations', { code, name: code }));
  const deleted = await made.row('inventory_locations', {
    code: 'D',
    deleted_at: new Date(NOW).toISOString(),
    deletion_id: idOf(0xde1),
  });
  const items = [];
  for (const number of ['1', '2', '3', '4'])
    items.push(await made.row('inventory_items', { inventory_number: number, location_id: live[0] ?? '' }));
  const counts = [];
  for (const status of ['draft', 'counting', 'posted'])
    counts.push(await made.row('inventory_counts', { status, location_id: live[0] ?? '' }));
  state.known = { live, deleted, items, counts };
});
afterAll(async () => state.cast?.close());

const LOGGED: readonly TableName[] = ['activity_log', 'inventory_locations', 'inventory_items', 'inventory_counts'];

/** What stands after the work, or the code and details of its refusal; nothing of it stays. */
async function outcome(side: Side, work: (tx: MutationTx) => Promise<void>): Promise<unknown> {
  const authorId = cast().userId('admin');
  await side.begin();
  try {
    const store = side.store();
    const author = must(await loadAuthor(store.db, authorId));
    const now = new Date(NOW).toISOString();
    const mutation = {
      id: idOf(0x990000),
      deviceId: idOf(4),
      sequence: 1,
      name: 'test.many',
      args: {},
      authorId,
      issuedAt: now,
      clockOffsetMs: 0,
    };
    await work(new MutationTx(store, mutation, author, now, now, () => 0));
    const tables: unknown[] = [];
    for (const table of LOGGED) tables.push(await side.rows(table));
    return tables;
  } catch (error) {
    if (error instanceof Refusal) return error.data;
    throw error;
  } finally {
    await side.rollback();
  }
}

const apart = async (tx: MutationTx, { verb, table, rows }: Batch): Promise<void> => {
  if (verb === 'insert') for (const row of rows) await tx.insert(table, row);
  else for (const { id, values } of rows) await tx.update(table, id, values);
};
const together = (tx: MutationTx, { verb, table, rows }: Batch): Promise<void> =>
  verb === 'insert' ? tx.insertMany(table, rows) : tx.updateMany(table, rows);

/** Mostly right, now and then wrong in each way that a verb knows. */
function batches({ live, deleted, items, counts }: Known): fc.Arbitrary<Batch> {
  const often = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>): fc.Arbitrary<T> =>
    fc.oneof({ weight: 14, arbitrary: good }, { weight: 1, arbitrary: bad });
  const fresh = fc.integer({ min: 0xc00000, max: 0xc0ffff }).map(idOf);
  const place = often(fc.constantFrom(...live), fc.constantFrom(deleted, idOf(0xdead), 'x'));
  const text = often(fc.string({ minLength: 1, maxLength: 20 }), fc.constantFrom('', 'a\u0000', '\ud800'));
  const location = fc.record({
    id: often(fresh, fc.constantFrom(...live, deleted, 'x')),
    name: text,
    code: often(fc.stringMatching(/^[a-z]{6}$/), fc.constantFrom('A', 'D', 'same')),
    parent_id: fc.option(often(place, fresh)),
  });
  const item = fc.record({
    id: often(fc.constantFrom(...items), fc.constantFrom(idOf(0xdead), 'x')),
    values: fc.record(
      {
        name: text,
        quantity: often(fc.nat(1000), fc.constantFrom(-1, 1.5)),
        location_id: fc.option(place),
        purchase_price: fc.option(fc.constantFrom('12.50', '7.00')),
        inventory_number: often(fc.constantFrom('1', '2'), fc.stringMatching(/^[a-z]{6}$/)),
        custom_fields: fc.constantFrom<JsonValue>({}, { a: [1, null, 'ж'] }),
      },
      { requiredKeys: [] },
    ),
  });
  const count = fc.record({
    id: fc.constantFrom(...counts),
    values: fc.record({ status: fc.constantFrom('draft', 'counting', 'review', 'posted'), name: text }),
  });
  const withoutKey = item.map(({ id, values }) => ({
    id,
    values: Object.fromEntries(Object.entries(values).filter(([column]) => column !== 'inventory_number')),
  }));
  const distinct = <T extends { id: string }>(rows: fc.Arbitrary<T>, max: number): fc.Arbitrary<T[]> =>
    often(
      fc.uniqueArray(rows, { selector: (row) => row.id, minLength: 1, maxLength: max }),
      fc.array(rows, { minLength: 1, maxLength: max }),
    );
  return fc.oneof(
    distinct(location, 8).map((rows): Batch => ({ verb: 'insert', table: 'inventory_locations', rows })),
    distinct(withoutKey, 4).map((rows): Batch => ({ verb: 'update', table: 'inventory_items', rows })),
    distinct(item, 4).map((rows): Batch => ({ verb: 'update', table: 'inventory_items', rows })),
    distinct(count, 3).map((rows): Batch => ({ verb: 'update', table: 'inventory_counts', rows })),
  );
}

test('many rows together are the same rows one by one, their history and their refusals included', async () => {
  const tally = { done: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(batches(must(state.known)), async (batch) => {
      for (const side of cast().sides) {
        const expected = await outcome(side, (tx) => apart(tx, batch));
        expect(await outcome(side, (tx) => together(tx, batch))).toEqual(expected);
        tally[Array.isArray(expected) ? 'done' : 'refused'] += 1;
      }
    }),
    { numRuns: 200 },
  );
  // Both happened, often enough to mean something.
  expect(tally.done).toBeGreaterThan(40);
  expect(tally.refused).toBeGreaterThan(20);
});

test('what is plainly right is written together: the checks and writes do not grow with the rows', async () => {
  const [hub] = cast().sides.filter((side) => side.name === 'postgres');
  const calls: string[] = [];
  await outcome(must(hub), async (tx) => {
    for (const name of ['insertRow', 'updateRow', 'find', 'findByKey'] as const) {
      const own = tx.rows[name].bind(tx.rows) as (...args: never[]) => unknown;
      Object.defineProperty(tx.rows, name, {
        configurable: true,
        value: (...args: never[]) => {
          calls.push(name);
          return own(...args);
        },
      });
    }
    const rows = Array.from({ length: 1200 }, (_, index) => ({
      id: idOf(0xe00000 + index),
      name: `Место ${index}`,
      code: `M${index}`,
    }));
    await tx.insertMany('inventory_locations', rows);
    await tx.updateMany(
      'inventory_locations',
      rows.map(({ id, name }) => ({ id, values: { name: `${name}а` } })),
    );
    for (const name of ['insertRow', 'updateRow', 'find', 'findByKey'] as const) Reflect.deleteProperty(tx.rows, name);
  });
  expect(calls).toEqual([]);
});
