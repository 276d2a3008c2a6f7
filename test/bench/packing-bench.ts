/**
 * A packing scan, from the scanner's last key to the screen: recorded durably, and every query that the packing screen
 * holds answered; and what has to go for a large tour.
 */
import { enterPacking } from '../../electron/host/packing-entry.ts';
import { queries } from '../../electron/queries/queries.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { newId } from '../../shared/base/ids.ts';
import { packingLineId } from '../../shared/rules/packing.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import { type PaperLaptop, PRINTED_AT, paperLaptop } from '../support/paper-laptop.ts';
import { idOf } from '../support/rows.ts';
import { type Add, ms, percentile, type Spent, spent } from './measure.ts';

const LINES = 5000;
const NEEDED = 3000;
const CASES = 50;
const EVENTS = 20;
const PRODUCTIONS = 4;
const SCANS = 300;
const NEED_RUNS = 20;

interface Tour {
  readonly tourId: string;
  readonly caseIds: readonly string[];
}

/** A tour of twenty events whose productions need three thousand things, with five thousand lines in fifty cases. */
async function fillTour({ host, itemIds }: PaperLaptop): Promise<Tour> {
  const tourId = newId();
  const caseIds = itemIds.slice(0, CASES);
  const things = itemIds.slice(CASES);
  const performances = Array.from({ length: PRODUCTIONS }, () => newId());
  const at = PRINTED_AT;
  await host.replica.writeUnchecked((tx) => {
    const insert = (table: TableName, row: Readonly<Record<string, string | number | null>>): void => {
      const columns = ['theater_id', ...Object.keys(row)];
      const holes = columns.map(() => '?').join(', ');
      tx.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${holes})`).run(idOf(1), ...Object.values(row));
      tx.touch(table);
    };
    const stamps = { created_at: at, updated_at: at };
    const tour = { name: 'Замер', code: 'BENCH', starts_on: '2026-12-01', ends_on: '2026-12-25', status: 'planned' };
    insert('tours', { id: tourId, ...tour, ...stamps });
    for (const [index, item] of things.entries()) {
      const kofr = caseIds[index % CASES] ?? null;
      const id = packingLineId(tourId, item, kofr);
      const line = { tour_id: tourId, inventory_item_id: item, case_item_id: kofr, quantity: 3 };
      insert('packing_lines', { id, ...line, ...stamps });
      const entry = { packing_line_id: id, action: 'pack', quantity: 1, by_name: 'Пётр', device_id: idOf(901) };
      insert('packing_entries', { id: newId(), ...entry, at: new Date(Date.parse(at) - index * 1000).toISOString() });
    }
    for (const [index, id] of performances.entries())
      insert('performances', { id, title: `Замер ${index}`, ...stamps });
    for (const performance of performances)
      for (const item of things.slice(0, NEEDED)) {
        const need = { performance_id: performance, inventory_item_id: item, quantity: 2, created_at: at };
        insert('performance_inventory', { id: newId(), ...need });
      }
    for (let n = 1; n <= EVENTS; n += 1)
      insert('schedule_events', {
        id: newId(),
        title: `Показ ${n}`,
        event_date: `2026-12-${String(n + 1).padStart(2, '0')}`,
        event_type: 'performance',
        status: 'planned',
        performance_id: performances[n % PRODUCTIONS] ?? null,
        tour_id: tourId,
        ...stamps,
      });
  });
  return { tourId, caseIds };
}

function runOf(replica: Replica, name: string, args: unknown): () => Promise<unknown> {
  const run = queries.get(name)?.prepare(args);
  if (typeof run !== 'function') throw new Error(`${name} takes other arguments`);
  return () => run(replica);
}

/** What the packing screen holds while a case is open. */
function screenOf(replica: Replica, tourId: string, caseId: string): () => Promise<void> {
  const runs = [
    runOf(replica, 'packing.head', { tourId, caseId }),
    runOf(replica, 'packing.lines', { tourId, scope: 'case', caseId, filter: 'remaining', text: '', limit: 150 }),
    runOf(replica, 'packing.entries', { tourId }),
  ];
  return async () => {
    for (const value of await Promise.all(runs.map((run) => run()))) JSON.stringify(value);
  };
}

const both = (of: readonly number[]): string => `p50 ${ms(percentile(of, 0.5))}, p99 ${ms(percentile(of, 0.99))}`;

/** Scans one by one; no hub answers. Other work on the machine stretches the clock; the processor’s time it does not. */
export async function benchPacking(add: Add): Promise<void> {
  await using laptop = await paperLaptop({ things: CASES + LINES, found: () => undefined });
  const { host } = laptop;
  const { tourId, caseIds } = await fillTour(laptop);
  const caseId = caseIds[0] ?? '';
  const show = screenOf(host.replica, tourId, caseId);
  await show();
  const samples = { heard: [] as Spent[], shown: [] as Spent[] };
  for (let index = 0; index < SCANS; index += 1) {
    const request = {
      id: newId(),
      tourId,
      what: { code: `46${String(CASES + ((index * 7919) % LINES)).padStart(10, '0')}` },
      caseId,
      quantity: 1,
      packsCases: false,
      isExtra: false,
      heardAt: index * 5000,
    };
    samples.heard.push(
      await spent(async () => {
        const answer = await enterPacking(host, request);
        if (!answer.ok || answer.entryId === null) throw new Error(`not packed: ${JSON.stringify(answer)}`);
      }),
    );
    samples.shown.push(await spent(show));
  }
  const { heard, shown } = samples;
  const all = (of: keyof Spent): number[] => heard.map((one, index) => one[of] + (shown[index]?.[of] ?? 0));
  const processor = all('processor');
  const worst = percentile(processor, 0.99);
  const clockOf = (spans: readonly Spent[]): readonly number[] => spans.map(({ clock }) => clock);
  const processorOf = (spans: readonly Spent[]): readonly number[] => spans.map((one) => one.processor);
  add(
    `packing scan to screen, ${LINES} lines`,
    '≤ 50 ms at p99',
    ms(worst),
    worst <= 50,
    `processor ${both(processor)} (heard ${both(processorOf(heard))}); clock ${both(all('clock'))}, heard ${both(clockOf(heard))}`,
  );
  const needs = runOf(host.replica, 'packing.needs', { tourId });
  const asked: Spent[] = [];
  for (let run = 0; run < NEED_RUNS; run += 1)
    asked.push(
      await spent(async () => {
        JSON.stringify(await needs());
      }),
    );
  const needed = percentile(processorOf(asked), 0.99);
  add(
    `what has to go, ${EVENTS} events × ${NEEDED} lines`,
    '≤ 300 ms',
    ms(needed),
    needed <= 300,
    `processor ${both(processorOf(asked))}; clock ${both(clockOf(asked))}`,
  );
}
