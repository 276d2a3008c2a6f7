/**
 * The sums of a large count are carried on from scan to scan, and are never other than the rule over all its entries
 * says.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ITEM_LINES, LINE_TALLIES, LINES, linesOf, TALLIES } from '../../../electron/queries/count-model.ts';
import { NEWEST, UNKNOWN } from '../../../electron/queries/count-queries.ts';
import { openReplica } from '../../../electron/replica/open-replica.ts';
import type { Replica, WriteTx } from '../../../electron/replica/replica.ts';
import {
  type CountEntry,
  type CountLine,
  type CountSum,
  countSums,
  standingEntries,
} from '../../../shared/rules/count-sums.ts';
import { idOf, NOW } from '../../support/rows.ts';

const THEATER = idOf(1);
const COUNTS = [idOf(2), idOf(3)] as const;
const AT = new Date(NOW).toISOString();
const [ITEMS, PLACES] = [6, 3];
const item = (index: number): string => idOf(100 + (index % ITEMS));
const place = (index: number): string => idOf(200 + (index % PLACES));

async function store(): Promise<Replica> {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-sums-'));
  const { replica } = await openReplica(dir, { create: true, now: () => new Date(NOW) });
  await replica.setMeta({ theater_id: THEATER });
  await write(replica, (tx) => {
    for (let index = 0; index < PLACES; index += 1) {
      tx.prepare(
        'INSERT INTO inventory_locations (id, theater_id, name, code, sort_order, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(place(index), THEATER, `Полка ${index}`, `P${index}`, PLACES - index, AT, AT);
    }
    for (let index = 0; index < ITEMS; index += 1) {
      tx.prepare(
        'INSERT INTO inventory_items (id, theater_id, name, inventory_number, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(item(index), THEATER, `Вещь ${(index * 5) % ITEMS}`, `N${index}`, AT, AT);
    }
  });
  return replica;
}

/** Writes whatever is asked, as a commit of the hub or a rebase does. */
const write = (replica: Replica, work: (tx: WriteTx) => void): Promise<void> =>
  replica.writeUnchecked((tx) =>
    tx.unguarded(() => {
      work(tx);
      for (const table of ['inventory_count_entries', 'inventory_count_lines'] as const) tx.touch(table);
    }),
  );

/** The plain rule over everything that is stored. */
function byTheRule(replica: Replica, countId: string): unknown[] {
  const lines = replica.prepared<[string], CountLine>(LINES).all(countId);
  const entries = replica
    .prepared<[string], CountEntry & { id: string; undoes_id: string | null }>(
      'SELECT * FROM inventory_count_entries WHERE count_id = ?',
    )
    .all(countId);
  return countSums(lines, standingEntries(entries));
}

/** What a line says besides its sum. */
const SHOWN = new Set(['name', 'inventoryNumber', 'unit', 'location', 'found']);

function asSums(replica: Replica, countId: string): unknown[] {
  const lines = linesOf(replica, countId);
  const places = lines.map((line) => Number(line.location.slice(-1)));
  expect(places, 'walking order').toEqual(places.toSorted((a, b) => b - a));
  return lines
    .map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => !SHOWN.has(name))) as unknown as CountSum)
    .toSorted((a, b) => (`${a.itemId}/${a.locationId}` < `${b.itemId}/${b.locationId}` ? -1 : 1));
}

type Step = {
  readonly do: 'entry' | 'undo' | 'redo' | 'delete' | 'line' | 'decide' | 'rollback' | 'unknown' | 'pass' | 'many';
  readonly n: number;
  readonly quantity: number;
};
let next = 1000;

function run(tx: WriteTx, step: Step): void {
  const { n, quantity } = step;
  const countId = COUNTS[n % 2] ?? '';
  const add = (itemId: string | null, undoes: string | null, at = n): void => {
    tx.prepare(`INSERT INTO inventory_count_entries (id, theater_id, count_id, item_id, scanned_code, location_id, quantity, recount_pass, undoes_id, counted_by_id, counted_by_name, device_id, counted_at, mode)
      VALUES (?, ?, ?, ?, 'x', ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
      idOf((next += 1)),
      THEATER,
      countId,
      itemId,
      place(at),
      quantity,
      n % 5 === 0 ? 1 : 0,
      undoes,
      idOf(50 + (n % 3)),
      `П${n % 3}`,
      idOf(9),
      AT,
      [null, 'share', 'second'][n % 3],
    );
  };
  const some = tx
    .prepare(
      'SELECT id, item_id FROM inventory_count_entries WHERE count_id = ? AND undoes_id IS NULL ORDER BY id LIMIT 1 OFFSET ?',
    )
    .get(countId, n % 4);
  const key = [countId, item(n), place(n)];
  switch (step.do) {
    case 'entry':
      return add(item(n), null);
    case 'unknown':
      return add(null, null);
    // What takes back need not name the thing.
    case 'undo':
      return some === undefined ? undefined : add(n % 2 === 0 ? String(some['item_id']) : null, String(some['id']));
    case 'redo':
      return void tx
        .prepare('DELETE FROM inventory_count_entries WHERE undoes_id IS NOT NULL AND count_id = ?')
        .run(countId);
    case 'delete':
      return void tx.prepare('DELETE FROM inventory_count_entries WHERE id = ?').run(some?.['id']);
    case 'line':
      return void tx
        .prepare(
          'INSERT INTO inventory_count_lines (id, theater_id, count_id, item_id, location_id, expected_quantity) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        )
        .run(idOf((next += 1)), THEATER, ...key, Math.abs(quantity));
    case 'decide':
      return void tx
        .prepare(
          "UPDATE inventory_count_lines SET resolution = 'accepted', together = 'sum' WHERE count_id = ? AND item_id = ? AND location_id = ?",
        )
        .run(...key);
    case 'pass':
      return void tx
        .prepare('UPDATE inventory_count_lines SET recount_pass = 1 - recount_pass WHERE count_id = ? AND item_id = ?')
        .run(countId, item(n));
    case 'many':
      for (let index = 0; index < 30; index += 1) add(item(index), null, index);
      return undefined;
    case 'rollback':
      throw new Error('given up');
  }
}

test('whatever is written, taken back, erased or rolled back, the sums carried on are those of the rule', async () => {
  const replica = await store();
  const step = fc.record({
    do: fc.constantFrom<Step['do'][]>(
      'entry',
      'entry',
      'entry',
      'undo',
      'redo',
      'delete',
      'line',
      'line',
      'decide',
      'rollback',
      'unknown',
      'pass',
      'many',
    ),
    n: fc.nat(60),
    quantity: fc.integer({ min: -3, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
      async (commits) => {
        for (const steps of commits) {
          await write(replica, (tx) => {
            for (const each of steps) run(tx, each);
          }).catch((error: unknown) => {
            if (!(error instanceof Error) || error.message !== 'given up') throw error;
          });
          for (const countId of COUNTS) expect(asSums(replica, countId)).toEqual(byTheRule(replica, countId));
        }
      },
    ),
    { seed: 7, numRuns: 60 },
  );
  await replica.close();
});

test('a query under way keeps telling of its moment, and does not spoil what is known of a later one', async () => {
  const replica = await store();
  const add = (n: number): Promise<void> => write(replica, (tx) => run(tx, { do: 'entry', n, quantity: 1 }));
  await add(2);
  const before = linesOf(replica, COUNTS[0]);
  await replica.read(async () => {
    await add(4);
    expect(linesOf(replica, COUNTS[0])).toEqual(before);
  });
  expect(linesOf(replica, COUNTS[0])).toHaveLength(2);
  expect(await replica.read(async () => linesOf(replica, COUNTS[0]))).toHaveLength(2);
  await replica.close();
});

test('what a scan asks goes by indexes, whatever the size of the count', async () => {
  const replica = await store();
  for (const [name, sql] of Object.entries({ TALLIES, LINE_TALLIES, LINES, ITEM_LINES, NEWEST, UNKNOWN })) {
    const parameters = sql.match(/\?/gu)?.map(() => '1') ?? [];
    const plan = replica.reader
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters)
      .map((row) => row.detail);
    for (const detail of plan.filter((text) => /^(SCAN|SEARCH)/u.test(text)))
      expect(`${name}: ${detail}`).toMatch(/SEARCH .* USING (COVERING )?INDEX/u);
  }
  const plan = replica.reader
    .prepare<[string, string], { detail: string }>(`EXPLAIN QUERY PLAN ${LINE_TALLIES}`)
    .all('1', '1')
    .map((row) => row.detail)
    .join('\n');
  expect(plan).toContain('ix_inventory_count_entries_count_id_item_id_location_id (count_id=? AND item_id=?)');
  await replica.close();
});
