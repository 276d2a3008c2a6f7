/** Posting a large count whose every line differs, and taking it back: on the laptop, and within the hub's transaction. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { clientConfig } from '../../hub/database.ts';
import { PostgresRowStore } from '../../hub/push/postgres-row-store.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import { runMutation } from '../../shared/mutations/run-mutation.ts';
import { stockId } from '../../shared/mutations/stock.ts';
import { fillCount, type Place } from './counting-bench.ts';
import { type Add, ms, percentile, processorTime, type Spent, spent, time } from './measure.ts';

const LINES = 5000;
const LOCAL_MS = 600;
const HUB_MS = 1500;
const RUNS = Number(process.env['RUNS'] ?? 3);
/** Nothing is left to do when so little was done in so long. */
const IDLE_MS = 20;
const LOOK_MS = 300;

/** A reviewed count: two of each thing stand there, one was found. */
async function fillReviewed(client: pg.Client, place: Place, lines: number): Promise<string> {
  const countId = await fillCount(place, lines);
  const { rows } = await client.query<{ item_id: string; location_id: string }>(
    `UPDATE inventory_count_lines SET resolution = 'accepted', decided_quantity = 1 WHERE count_id = $1
     RETURNING item_id, location_id`,
    [countId],
  );
  await client.query(
    `INSERT INTO inventory_stock (id, theater_id, item_id, location_id, quantity)
     SELECT r.id, $1, r.item_id, r.location_id, 2 FROM jsonb_populate_recordset(NULL::inventory_stock, $2::jsonb) r`,
    [place.theaterId, JSON.stringify(rows.map((row) => ({ ...row, id: stockId(row.item_id, row.location_id) })))],
  );
  await client.query(
    `UPDATE inventory_items SET quantity = 2
     WHERE id IN (SELECT item_id FROM inventory_count_lines WHERE count_id = $1)`,
    [countId],
  );
  await client.query("UPDATE inventory_counts SET status = 'review' WHERE id = $1", [countId]);
  return countId;
}

/** Milliseconds on the clock, and of the processors: of this process and, for the hub, of Postgres. */
interface Measured extends Spent {
  /** Of the connection that the mutation runs on, where there is one. */
  readonly backend: number;
}

/** The mutation in a transaction of its own, as the push runs it. */
async function onHub(client: pg.Client, name: string, countId: string): Promise<Measured> {
  const store = new PostgresRowStore(client);
  const { rows } = await client.query<{ id: string; pid: number }>(
    "SELECT id, pg_backend_pid() AS pid FROM users WHERE email = 'posting@bench'",
  );
  const { id: authorId, pid } = must(rows[0]);
  const before = processorTime(pid);
  const clock = await time(async () => {
    const issuedAt = new Date().toISOString();
    await client.query('BEGIN');
    const outcome = await runMutation(
      store,
      { id: newId(), deviceId: newId(), sequence: 1, name, args: { countId }, authorId, issuedAt, clockOffsetMs: 0 },
      must(await loadAuthor(store.db, authorId)),
      issuedAt,
      () => performance.now(),
    );
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
    await client.query('COMMIT');
  });
  return { clock, processor: processorTime(pid) - before, backend: 0 };
}

async function onLaptop(host: ReplicaHost, name: string, countId: string): Promise<Spent> {
  return spent(async () => {
    const outcome = await host.mutate(name, { countId });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  });
}

/** Waits until what a commit sets off has ended, so that nothing of it is counted as the next one's. */
async function settle(): Promise<void> {
  for (;;) {
    const { processor } = await spent(() => sleep(LOOK_MS));
    if (processor < IDLE_MS) return;
  }
}

/** The laptop works offline while it posts. */
export async function benchPosting(open: () => Promise<ReplicaHost>, place: Place, add: Add): Promise<void> {
  const client = new pg.Client(clientConfig(place.database));
  await client.connect();
  const ours: string[] = [];
  const theirs: string[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await fillReviewed(client, place, LINES - 2 * run));
    theirs.push(await fillReviewed(client, place, LINES - 2 * run - 1));
  }
  await client.query('ANALYZE');
  const host = await open();
  await host.engine?.syncOnce();
  const samples = new Map<string, Spent[]>();
  const note = (key: string, sample: Spent): void => {
    console.error(key, ms(sample.clock), ms(sample.processor));
    samples.set(key, [...(samples.get(key) ?? []), sample]);
  };
  for (let run = 0; run < RUNS; run += 1)
    for (const name of ['count.post', 'count.reverse']) {
      await settle();
      note(`${name}/laptop`, await onLaptop(host, name, must(ours[run])));
      await settle();
      note(`${name}/hub`, await onHub(client, name, must(theirs[run])));
      await settle();
      note(`${name}/sync`, await spent(() => host.engine?.syncOnce()));
    }
  for (const [words, name] of [
    ['posting', 'count.post'],
    ['taking back', 'count.reverse'],
  ] as const)
    for (const [where, most] of [
      ['laptop', LOCAL_MS],
      ['hub', HUB_MS],
      ['sync', HUB_MS],
    ] as const) {
      const runs = samples.get(`${name}/${where}`) ?? [];
      const clock = percentile(
        runs.map((sample) => sample.clock),
        0.5,
      );
      const processor = percentile(
        runs.map((sample) => sample.processor),
        0.5,
      );
      add(`${words} ${LINES} lines, ${where}`, `≤ ${ms(most)}`, ms(clock), clock <= most, `processor ${ms(processor)}`);
    }
  await client.end();
  await host.close();
}
