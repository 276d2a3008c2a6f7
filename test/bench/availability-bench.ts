/**
 * What is free, with 50,000 bookings of years on both databases: one thing over a season, the most wanted one among
 * them; and the time line of 200 things over three months as a laptop answers it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { timeline } from '../../electron/queries/availability-queries.ts';
import { answer } from '../../electron/queries/define-query.ts';
import { loadBookings } from '../../shared/mutations/booking-plan.ts';
import type { AnyRow } from '../../shared/mutations/row-store.ts';
import { availabilityOver } from '../../shared/rules/bookings.ts';
import { dayAfter } from '../../shared/rules/event-time.ts';
import { type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { loneReplica } from '../support/lone-replica.ts';
import { idOf, RowFactory } from '../support/rows.ts';
import { postgresSide, type Side, sqliteSide } from '../support/sides.ts';
import { type Add, ms, percentile, type Spent, spent } from './measure.ts';

const THEATER = idOf(1);
const MOMENT = '2026-11-10T09:00:00.000Z';
const FIRST_DAY = '2022-09-01';
const SEASON = { from: '2026-09-01', to: '2027-06-30' };
const MONTHS = { from: '2026-11-01', to: '2027-01-31' };
const EVENTS = 5000;
const A_DAY = 2.5;
const TOURS = 50;
const PRODUCTIONS = 20;
const THINGS = 2000;
const BOOKINGS = 50_000;
/** Of them, on tours. */
const PACKED = 5000;
/** Every so many bookings one is of the thing that everybody wants. */
const WANTED_EVERY = 50;
const RUNS = 1000;
const SLICE = 1000;

type Row = { readonly id: string } & Readonly<Record<string, unknown>>;
const own = (kind: number, number: number): string => idOf(kind * 0x1000000 + number);
const thing = (n: number): string => own(5, n % WANTED_EVERY === 0 ? 0 : (n * 7) % THINGS);
const eventDay = (n: number): string => dayAfter(FIRST_DAY, Math.floor(n / A_DAY));
const tourDay = (n: number): string => dayAfter(FIRST_DAY, n * 40);

/** Writes rows below the rules, as a theatre has them after years. */
type Insert = (table: TableName, count: number, row: (n: number) => Row) => Promise<void>;

async function fill(insert: Insert): Promise<void> {
  const stamps = { created_at: MOMENT, updated_at: MOMENT, created_by_id: null, updated_by_id: null };
  const alive = { deleted_at: null, deletion_id: null };
  const ours = { theater_id: THEATER, ...alive };
  await insert('performances', PRODUCTIONS, (n) => ({ ...ours, ...stamps, id: own(4, n), title: `Спектакль ${n}` }));
  await insert('inventory_items', THINGS, (n) => ({
    ...ours,
    ...stamps,
    id: own(5, n),
    name: `Вещь ${n}`,
    inventory_number: `N-${n}`,
    quantity: 4 + (n % 9),
  }));
  await insert('tours', TOURS, (n) => ({
    ...ours,
    ...stamps,
    id: own(6, n),
    name: `Гастроли ${n}`,
    starts_on: tourDay(n),
    ends_on: dayAfter(tourDay(n), 14),
  }));
  await insert('schedule_events', EVENTS, (n) => ({
    ...ours,
    ...stamps,
    id: own(1, n),
    title: `Событие ${n}`,
    event_date: eventDay(n),
    performance_id: own(4, n % PRODUCTIONS),
  }));
  // One thing once an event, and once a tour.
  const taken = new Set<string>();
  const free = (holder: string, wanted: number): string => {
    for (let n = wanted; ; n += 1) {
      const item = thing(n);
      if (taken.has(holder + item)) continue;
      taken.add(holder + item);
      return item;
    }
  };
  await insert('event_inventory', BOOKINGS - PACKED, (n) => ({
    ...ours,
    id: own(7, n),
    event_id: own(1, n % EVENTS),
    inventory_item_id: free(`e${n % EVENTS}`, n),
    quantity: 1 + (n % 3),
    changed_at: MOMENT,
  }));
  await insert('packing_lines', PACKED, (n) => ({
    ...ours,
    ...stamps,
    id: own(8, n),
    tour_id: own(6, n % TOURS),
    inventory_item_id: free(`t${n % TOURS}`, n),
    quantity: 1 + (n % 3),
  }));
}

/** With what a row has where nobody said anything. */
function complete(table: TableName, given: Row): AnyRow {
  const columns = Object.entries(tableOf(table).columns).filter(([, { hubOnly }]) => hubOnly !== true);
  const row = columns.map(([name, column]) => [name, given[name] ?? column.initial ?? (column.nullable ? null : {})]);
  return { ...Object.fromEntries(row), id: given.id };
}

const both = (of: readonly number[]): string => `p50 ${ms(percentile(of, 0.5))}, p99 ${ms(percentile(of, 0.99))}`;

/** The process of the database that answers; undefined where it is this one. */
async function backendOf(side: Side): Promise<number | undefined> {
  if (side.name === 'sqlite') return undefined;
  const [row] = await side.select('SELECT pg_backend_pid() AS pid');
  return Number(row?.['pid']);
}

/** Milliseconds that a process was on a processor; always 0 where the system does not say. */
function busyOf(process: number | undefined): number {
  const file = `/proc/${process}/schedstat`;
  if (process === undefined || !existsSync(file)) return 0;
  return Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6;
}

async function benchSide(side: Side, most: number, add: Add): Promise<void> {
  await side.begin();
  const store = side.store();
  await new RowFactory(store, THEATER, 0x100).theater();
  await fill(async (table, count, row) => {
    for (let from = 0; from < count; from += SLICE)
      await store.insertRows(
        table,
        Array.from({ length: Math.min(SLICE, count - from) }, (_, index) => complete(table, row(from + index))),
      );
  });
  await side.raw('ANALYZE');
  const backend = await backendOf(side);
  const samples: Spent[] = [];
  const there: number[] = [];
  for (let n = 0; n < RUNS; n += 1) {
    const before = busyOf(backend);
    const id = n % 10 === 0 ? own(5, 0) : own(5, (n * 13) % THINGS);
    samples.push(
      await spent(async () => {
        const bookings = await loadBookings(store.db, THEATER, [id], SEASON);
        availabilityOver({ quantity: 9, status: 'in_stock', isUnsafe: false }, bookings, SEASON);
      }),
    );
    there.push(busyOf(backend) - before);
  }
  const clocks = samples.map(({ clock }) => clock);
  // Other work on the machine stretches the clock: what both processes were busy is what it costs.
  const processor = samples.map((one, n) => one.processor + (there[n] ?? 0));
  const isKnown = side.name === 'sqlite' || !there.every((time) => time === 0);
  const worst = percentile(isKnown ? processor : clocks, 0.99);
  const detail = `clock ${both(clocks)}; processor ${both(processor)}, of it the database ${both(there)}`;
  add(
    `what is free of a thing over a season with 50,000 bookings, ${side.name}`,
    `≤ ${most} ms`,
    ms(worst),
    worst <= most,
    detail,
  );
  await side.rollback();
  await side.close();
}

async function benchTimeLine(add: Add): Promise<void> {
  await using lone = await loneReplica();
  const { replica } = lone;
  await replica.writeUnchecked(async (tx) => {
    tx.prepare('INSERT INTO theaters (id, name, code, timezone, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)').run(
      THEATER,
      'Т',
      't',
      'Europe/Moscow',
      MOMENT,
      MOMENT,
    );
    await fill((table, count, row) => {
      const columns = Object.keys(row(0));
      const holes = columns.map((column) => `@${column}`).join(', ');
      const statement = tx.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${holes})`);
      for (let n = 0; n < count; n += 1) statement.run(row(n));
      tx.touch(table);
      return Promise.resolve();
    });
  });
  const asker = { userId: idOf(2), permissions: ['*'] };
  const samples: Spent[] = [];
  let things = 0;
  for (let n = 0; n < 50; n += 1)
    samples.push(
      await spent(async () => {
        things = (await answer(replica, timeline, MONTHS, asker, new Date(MOMENT))).things.length;
      }),
    );
  const worst = percentile(
    samples.map(({ processor }) => processor),
    0.99,
  );
  const detail = `${things} things, clock ${both(samples.map(({ clock }) => clock))}`;
  add('the time line over three months, asked of a laptop', '≤ 60 ms', ms(worst), worst <= 60, detail);
}

/** All figures about what is free. */
export async function benchAvailability(postgresUrl: string, add: Add): Promise<void> {
  await benchSide(await sqliteSide(), 5, add);
  await benchSide(await postgresSide(postgresUrl, { from: 'empty' }), 10, add);
  await benchTimeLine(add);
}
