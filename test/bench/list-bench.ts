/**
 * One changed row while a list of twenty thousand is open: until its first window, its count and its sums are answered
 * again, on a replica without a hub. Against the least that anybody would do: read the window's rows and add up anew.
 */
import { answer } from '../../electron/queries/define-query.ts';
import { listRows, listSummary } from '../../electron/queries/lists/list-queries.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { listOf } from '../../shared/lists/list-description.ts';
import { pickOf } from '../../shared/lists/list-view.ts';
import { loneReplica } from '../support/lone-replica.ts';
import { idOf } from '../support/rows.ts';
import { type Add, ms, percentile, ratio, type Spent, spent } from './measure.ts';

const ROWS = 20_000;
const WINDOW = 100;
const CHANGES = 200;
const TARGET_MS = 10;
const THEATER = idOf(1);
const FIRST = 0x10000;
const MOMENT = '2026-01-01T00:00:00.000Z';

async function fill(replica: Replica): Promise<void> {
  await replica.writeUnchecked((tx) => {
    tx.prepare(
      `INSERT INTO theaters (id, name, code, timezone, created_at, updated_at)
       VALUES (?, 'Т', 't', 'Europe/Moscow', ?, ?)`,
    ).run(THEATER, MOMENT, MOMENT);
    const insert = tx.prepare(
      `INSERT INTO inventory_items (id, theater_id, name, inventory_number, quantity, current_value, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (let n = 0; n < ROWS; n += 1) {
      // Names in no order, as people give them.
      const name = `Прожектор ${(n * 7919) % ROWS}`;
      insert.run(idOf(FIRST + n), THEATER, name, `N-${n}`, n % 9, `${n % 400}.50`, MOMENT, MOMENT);
    }
    tx.touch('inventory_items');
  });
}

function change(replica: Replica, column: string, n: number, value: string): Promise<void> {
  const id = idOf(FIRST + ((n * 104_729) % ROWS));
  return replica.write('normal', (tx) => {
    tx.prepare(`UPDATE inventory_items SET ${column} = ? WHERE id = ?`).run(value, id);
    tx.touchRow('inventory_items', id);
  });
}

/** Changes rows one by one, in turns with what the least would cost; the change itself is not counted. */
async function changes(replica: Replica, column: string): Promise<{ readonly list: Spent[]; readonly raw: Spent[] }> {
  const list = listOf('inventory_items');
  const pick = pickOf(list.initial);
  const clock = new Date(MOMENT);
  const columns = list.columns.slice(0, 8).map(({ key }) => key);
  const show = async (): Promise<void> => {
    const rows = { table: list.table, pick, columns, offset: 0, limit: WINDOW };
    JSON.stringify(await answer(replica, listRows, rows, undefined, clock));
    const sums = { table: list.table, pick, totals: list.initial.totals };
    JSON.stringify(await answer(replica, listSummary, sums, undefined, clock));
  };
  const ids = JSON.stringify(Array.from({ length: WINDOW }, (_, n) => idOf(FIRST + n)));
  const least = (): void => {
    const window = 'SELECT * FROM inventory_items WHERE id IN (SELECT value FROM json_each(?))';
    JSON.stringify(replica.prepared(window).all(ids));
    replica.prepared('SELECT count(*), sum(quantity) FROM inventory_items WHERE deleted_at IS NULL').all();
  };
  await show();
  const samples = { list: [] as Spent[], raw: [] as Spent[] };
  for (let n = 0; n < CHANGES; n += 1) {
    await change(replica, column, n, column === 'name' ? `Софит ${n}` : `модель ${n}`);
    samples.list.push(await spent(show));
    samples.raw.push(await spent(least));
  }
  return samples;
}

export async function benchList(add: Add): Promise<void> {
  await using lone = await loneReplica();
  await fill(lone.replica);
  for (const [column, what] of [
    ['model', 'what it is not sorted by'],
    ['name', 'what it is sorted by'],
  ] as const) {
    const { list, raw } = await changes(lone.replica, column);
    const clock = list.map((sample) => sample.clock);
    const middle = percentile(clock, 0.5);
    add(
      `one changed row while a list of ${ROWS} is open: ${what}`,
      `≤ ${TARGET_MS} ms`,
      ms(middle),
      middle <= TARGET_MS,
      `p99 ${ms(percentile(clock, 0.99))}; ${ratio(
        middle /
          percentile(
            raw.map(({ clock: each }) => each),
            0.5,
          ),
      )} the least; ` +
        `of the processor ${ms(
          percentile(
            list.map(({ processor }) => processor),
            0.5,
          ),
        )}`,
    );
  }
}
