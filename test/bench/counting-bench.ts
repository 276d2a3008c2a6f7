/**
 * A scan, from the scanner's last key to the screen: recorded durably, and every query that the counting screen holds
 * answered.
 */
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import pg from 'pg';
import { enterCount } from '../../electron/host/count-entry.ts';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { queries } from '../../electron/queries/queries.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { newId } from '../../shared/base/ids.ts';
import { ms, percentile, ratio, timeEach } from './measure.ts';

type Add = (measure: string, target: string, value: string, isMet: boolean | null, detail?: string) => void;

const LINES = 5000;
const ENTRIES = 5000;
const SHELVES = 50;
const SCANS = 300;
/** «At any size» is checked at 50 times the size of the small one. */
const SMALL = 100;

/** A running count of so many lines, each counted once, made on the hub and fetched. */
export async function fillCount({ database, theaterId }: Place, size: number): Promise<string> {
  const countId = newId();
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    const {
      rows: [place],
    } = await client.query<{ id: string }>(
      "INSERT INTO inventory_locations (id, theater_id, name, code, created_at, updated_at) VALUES (gen_random_uuid(), $1, 'Склад ' || $2, 'C' || $2, now(), now()) RETURNING id",
      [theaterId, String(size)],
    );
    await client.query(
      `INSERT INTO inventory_locations (id, theater_id, parent_id, name, code, created_at, updated_at)
       SELECT gen_random_uuid(), $1, $2, 'Полка ' || n, 'C' || $3::text || '-' || n, now(), now() FROM generate_series(1, $4::int) n`,
      [theaterId, place?.id, String(size), SHELVES],
    );
    await client.query(
      `INSERT INTO inventory_items (id, theater_id, name, inventory_number, barcode, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'Вещь ' || n, 'S' || $2::text || '-' || n, 'b' || $2::text || '-' || n, now(), now() FROM generate_series(1, $2::int) n`,
      [theaterId, size],
    );
    await client.query(
      "INSERT INTO inventory_counts (id, theater_id, name, location_id, status, is_blind, started_at, created_at, updated_at) VALUES ($1, $2, 'Склад', $3, 'counting', false, now(), now(), now())",
      [countId, theaterId, place?.id],
    );
    await client.query(
      `WITH shelves AS (SELECT array_agg(id ORDER BY code) AS ids FROM inventory_locations WHERE parent_id = $3)
       INSERT INTO inventory_count_lines (id, theater_id, count_id, item_id, location_id, expected_quantity)
       SELECT gen_random_uuid(), $1, $2, i.id, ids[1 + (row_number() OVER (ORDER BY i.barcode)) % array_length(ids, 1)], 2 FROM inventory_items i, shelves WHERE i.inventory_number LIKE 'S' || $4::text || '-%'`,
      [theaterId, countId, place?.id, String(size)],
    );
    await client.query(
      `INSERT INTO inventory_count_entries (id, theater_id, count_id, item_id, scanned_code, location_id, quantity, counted_by_name, device_id, counted_at)
       SELECT gen_random_uuid(), $1, $2, l.item_id, 'x', l.location_id, 1, 'Пётр', gen_random_uuid(), now() - row_number() OVER () * interval '1 second' FROM inventory_count_lines l WHERE l.count_id = $2 LIMIT $3`,
      [theaterId, countId, Math.min(size, ENTRIES)],
    );
    return countId;
  } finally {
    await client.end();
  }
}

export interface Place {
  readonly database: string;
  readonly theaterId: string;
}

/** What the counting screen holds. */
function screenOf(replica: Replica, countId: string): () => Promise<void> {
  const runs = (
    [
      ['counts.head', { id: countId }],
      ['counts.lines', { id: countId, filter: 'remaining', placeId: null, limit: 150 }],
      ['counts.entries', { id: countId }],
    ] as const
  ).map(([name, args]) => {
    const run = queries.get(name)?.prepare(args);
    if (typeof run !== 'function') throw new Error(`${name} takes other arguments`);
    return run;
  });
  return async () => {
    for (const value of await Promise.all(runs.map((run) => run(replica)))) JSON.stringify(value);
  };
}

/** The entry alone, durably, with its indexes: what nobody can do without. */
function rawInsert(dir: string): (index: number) => void {
  const sqlite = new SqliteDatabase(join(dir, 'raw-entries.sqlite'));
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.exec(`CREATE TABLE entries (id TEXT PRIMARY KEY, count_id TEXT, item_id TEXT, location_id TEXT, quantity INTEGER, counted_at TEXT);
    CREATE INDEX one ON entries (count_id, counted_at); CREATE INDEX two ON entries (count_id, item_id, location_id)`);
  const insert = sqlite.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, 1, ?)');
  return (index) => {
    insert.run(newId(), 'c', `i${index % LINES}`, 'l', String(index));
  };
}

async function scans(
  host: ReplicaHost,
  countId: string,
  size: number,
  raw: (index: number) => void,
): Promise<{ readonly heard: number[]; readonly shown: number[]; readonly raw: number[] }> {
  const show = screenOf(host.replica, countId);
  await show();
  const samples = { heard: [] as number[], shown: [] as number[], raw: [] as number[] };
  for (let index = 0; index < SCANS; index += 1) {
    const request = {
      id: newId(),
      countId,
      what: { code: `b${size}-${1 + ((index * 7919) % size)}` },
      placeId: null,
      quantity: 1,
      mode: null,
    };
    samples.raw.push(...(await timeEach(1, () => raw(size * SCANS + index))));
    const [heard = 0] = await timeEach(1, async () => {
      const answer = await enterCount(host, request);
      if (!answer.ok || answer.verdict.kind === 'unknown') throw new Error(`not counted: ${JSON.stringify(answer)}`);
    });
    samples.heard.push(heard);
    const [seen = 0] = await timeEach(1, show);
    samples.shown.push(heard + seen);
  }
  return samples;
}

/** Scans one by one, in turns with raw inserts; the laptop works offline. */
export async function benchCounting(
  dir: string,
  open: () => Promise<ReplicaHost>,
  place: Place,
  add: Add,
): Promise<void> {
  const [small, large] = [await fillCount(place, SMALL), await fillCount(place, LINES)];
  const host = await open();
  await host.engine?.syncOnce();
  const raw = rawInsert(dir);
  const few = await scans(host, small, SMALL, raw);
  const many = await scans(host, large, LINES, raw);
  const base = percentile(many.raw, 0.5);
  const shown = percentile(many.shown, 0.5);
  add(
    `scan to screen, ${LINES} lines × ${ENTRIES} entries`,
    '≤ 50 ms at p99',
    ms(percentile(many.shown, 0.99)),
    percentile(many.shown, 0.99) <= 50,
    `p50 ${ratio(shown / base)} a raw durable insert (${ms(shown)} against ${ms(base)}); heard after ${ms(percentile(many.heard, 0.5))}, p99 ${ms(percentile(many.heard, 0.99))}`,
  );
  const small50 = percentile(few.shown, 0.5);
  add(
    `  the same with ${SMALL} lines`,
    '–',
    ratio(small50 / percentile(few.raw, 0.5)),
    null,
    `p50 ${ms(small50)}; p99 ${ms(percentile(few.shown, 0.99))}`,
  );
  await host.close();
}
