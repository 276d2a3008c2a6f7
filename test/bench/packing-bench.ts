/**
 * A packing scan, from the scanner's last key to the screen: recorded durably, and every query that the packing screen
 * holds answered; and what has to go for a large tour.
 */
import pg from 'pg';
import { enterPacking } from '../../electron/host/packing-entry.ts';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { queries } from '../../electron/queries/queries.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { newId } from '../../shared/base/ids.ts';
import { packingLineId } from '../../shared/rules/packing.ts';
import type { Place } from './counting-bench.ts';
import { ms, percentile, timeEach } from './measure.ts';

type Add = (measure: string, target: string, value: string, isMet: boolean | null, detail?: string) => void;

const LINES = 5000;
const NEEDED = 3000;
const CASES = 50;
const EVENTS = 20;
const PRODUCTIONS = 4;
const SCANS = 300;

interface Tour {
  readonly tourId: string;
  readonly caseIds: readonly string[];
}

/** A tour of twenty events whose productions need three thousand things, with five thousand lines in fifty cases. */
async function fillTour({ database, theaterId }: Place): Promise<Tour> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const ids = async (sql: string, values: readonly unknown[]): Promise<string[]> =>
    (await client.query<{ id: string }>(sql, [...values])).rows.map(({ id }) => id);
  try {
    const tourId = newId();
    await client.query(
      `INSERT INTO tours (id, theater_id, name, code, starts_on, ends_on, status, created_at, updated_at)
        VALUES ($1, $2, 'Замер', 'BENCH', current_date + 5, current_date + 30, 'planned', now(), now())`,
      [tourId, theaterId],
    );
    const make = (prefix: string, count: number): Promise<string[]> =>
      ids(
        `INSERT INTO inventory_items (id, theater_id, name, inventory_number, barcode, quantity, weight, created_at, updated_at)
          SELECT gen_random_uuid(), $1, $2 || ' ' || n, $2 || '-' || n, $2 || '-' || n, 0, 2.5, now(), now()
          FROM generate_series(1, $3::int) n RETURNING id`,
        [theaterId, prefix, count],
      );
    const caseIds = await make('PCASE', CASES);
    const things = await make('PTHING', LINES);
    const lines = things.map((item, index) => {
      const kofr = caseIds[index % CASES] ?? null;
      return { id: packingLineId(tourId, item, kofr), item, kofr };
    });
    await client.query(
      `INSERT INTO packing_lines (id, theater_id, tour_id, inventory_item_id, quantity, case_item_id, created_at, updated_at)
        SELECT (l->>'id')::uuid, $1, $2, (l->>'item')::uuid, 3, (l->>'kofr')::uuid, now(), now()
        FROM jsonb_array_elements($3::jsonb) l`,
      [theaterId, tourId, JSON.stringify(lines)],
    );
    await client.query(
      `INSERT INTO packing_entries (id, theater_id, packing_line_id, action, quantity, by_name, device_id, at)
        SELECT gen_random_uuid(), $1, l.id, 'pack', 1, 'Пётр', gen_random_uuid(), now() - row_number() OVER () * interval '1 second'
        FROM packing_lines l WHERE l.tour_id = $2`,
      [theaterId, tourId],
    );
    const productions = await ids(
      `INSERT INTO performances (id, theater_id, title, created_at, updated_at)
        SELECT gen_random_uuid(), $1, 'Замер ' || n, now(), now() FROM generate_series(1, $2::int) n RETURNING id`,
      [theaterId, PRODUCTIONS],
    );
    await client.query(
      `INSERT INTO performance_inventory (id, theater_id, performance_id, inventory_item_id, quantity, created_at)
        SELECT gen_random_uuid(), $1, p.id, i.id::uuid, 2, now() FROM unnest($2::uuid[]) p(id), unnest($3::uuid[]) i(id)`,
      [theaterId, productions, things.slice(0, NEEDED)],
    );
    await client.query(
      `INSERT INTO schedule_events (id, theater_id, title, event_date, event_type, status, performance_id, tour_id, created_at, updated_at)
        SELECT gen_random_uuid(), $1, 'Показ ' || n, current_date + 5 + n, 'performance', 'planned',
          ($2::uuid[])[1 + n % $3::int], $4, now(), now() FROM generate_series(1, $5::int) n`,
      [theaterId, productions, PRODUCTIONS, tourId, EVENTS],
    );
    return { tourId, caseIds };
  } finally {
    await client.end();
  }
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

/** Scans one by one; the laptop works offline. */
export async function benchPacking(open: () => Promise<ReplicaHost>, place: Place, add: Add): Promise<void> {
  const { tourId, caseIds } = await fillTour(place);
  const host = await open();
  await host.engine?.syncOnce();
  const caseId = caseIds[0] ?? '';
  const show = screenOf(host.replica, tourId, caseId);
  await show();
  const samples = { heard: [] as number[], shown: [] as number[] };
  for (let index = 0; index < SCANS; index += 1) {
    const request = {
      id: newId(),
      tourId,
      what: { code: `PTHING-${1 + ((index * 7919) % LINES)}` },
      caseId,
      quantity: 1,
      packsCases: false,
      isExtra: false,
      heardAt: index * 5000,
    };
    const [heard = 0] = await timeEach(1, async () => {
      const answer = await enterPacking(host, request);
      if (!answer.ok || answer.entryId === null) throw new Error(`not packed: ${JSON.stringify(answer)}`);
    });
    const [seen = 0] = await timeEach(1, show);
    samples.heard.push(heard);
    samples.shown.push(heard + seen);
  }
  add(
    `packing scan to screen, ${LINES} lines`,
    '≤ 50 ms at p99',
    ms(percentile(samples.shown, 0.99)),
    percentile(samples.shown, 0.99) <= 50,
    `p50 ${ms(percentile(samples.shown, 0.5))}; heard after ${ms(percentile(samples.heard, 0.5))}, p99 ${ms(percentile(samples.heard, 0.99))}`,
  );
  const needs = runOf(host.replica, 'packing.needs', { tourId });
  const asked = await timeEach(20, async () => {
    JSON.stringify(await needs());
  });
  add(
    `what has to go, ${EVENTS} events × ${NEEDED} lines`,
    '≤ 300 ms',
    ms(percentile(asked, 0.99)),
    percentile(asked, 0.99) <= 300,
    `p50 ${ms(percentile(asked, 0.5))}`,
  );
  await host.close();
}
