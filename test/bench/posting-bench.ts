/** Posting a large count whose every line differs, and taking it back: on the laptop, and within the hub's transaction. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { clientConfig } from '../../hub/database.ts';
import { PostgresRowStore } from '../../hub/push/postgres-row-store.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import { runMutation } from '../../shared/mutations/run-mutation.ts';
import { stockId } from '../../shared/mutations/stock.ts';
import { fillCount, type Place } from './counting-bench.ts';
import { type Add, ms, percentile, processorTimeWith, type Spent, spent, time } from './measure.ts';

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

/**
 * The mutation in a transaction of its own, as the push runs it. This process and the backend work in turns: what both
 * spend is what it takes where nothing else runs.
 */
async function onHub(client: pg.Client, name: string, countId: string): Promise<Spent> {
  const store = new PostgresRowStore(client);
  const { rows } = await client.query<{ id: string; pid: number }>(
    "SELECT id, pg_backend_pid() AS pid FROM users WHERE email = 'posting@bench'",
  );
  const { id: authorId, pid } = must(rows[0]);
  const before = processorTimeWith(pid);
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
  return { clock, processor: processorTimeWith(pid) - before };
}

async function onLaptop(host: ReplicaHost, name: string, countId: string): Promise<Spent> {
  return spent(async () => {
    const outcome = await host.mutate(name, { countId });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  });
}

/** Waits until what a commit sets off has ended, so that nothing of it is counted as the next one's. */
async function settle(): Promise<void> {
  while ((await spent(() => sleep(LOOK_MS))).processor > IDLE_MS);
}

/** The laptop sends what it has, and all that happened on the hub comes down: both work in this process. */
async function comeBack(host: ReplicaHost): Promise<Spent> {
  return spent(async () => {
    host.engine?.setOffline(false);
    while (pendingCount(host.replica) > 0) await sleep(LOOK_MS / 100);
  });
}

const STEPS = ['count.post', 'count.reverse'] as const;
const WORDS = { 'count.post': 'posting', 'count.reverse': 'taking back' } as const;

/** The laptop works offline while it posts; another count is posted on the hub meanwhile. */
export async function benchPosting(open: () => Promise<ReplicaHost>, place: Place, add: Add): Promise<void> {
  const client = new pg.Client(clientConfig(place.database));
  await client.connect();
  const counts: { readonly ours: string; readonly theirs: string }[] = [];
  for (let run = 0; run < RUNS; run += 1)
    counts.push({
      ours: await fillReviewed(client, place, LINES - 2 * run),
      theirs: await fillReviewed(client, place, LINES - 2 * run - 1),
    });
  const host = await open();
  await host.engine?.syncOnce();
  const samples = new Map<string, Spent[]>();
  const note = async (what: string, work: () => Promise<Spent>): Promise<void> => {
    await settle();
    samples.set(what, [...(samples.get(what) ?? []), await work()]);
  };
  for (const { ours, theirs } of counts)
    for (const name of STEPS) {
      host.engine?.setOffline(true);
      await note(`${WORDS[name]} ${LINES} lines, laptop`, () => onLaptop(host, name, ours));
      await note(`${WORDS[name]} ${LINES} lines, hub`, () => onHub(client, name, theirs));
      await note(`${WORDS[name]}: sent, taken in and come back, besides the hub's own`, () => comeBack(host));
    }
  for (const [what, runs] of samples) {
    const target = what.endsWith('laptop') ? LOCAL_MS : what.endsWith('hub') ? HUB_MS : undefined;
    const [clock, processor] = (['clock', 'processor'] as const).map((of) => runs.map((run) => run[of])) as [
      number[],
      number[],
    ];
    const median = percentile(clock, 0.5);
    add(
      what,
      target === undefined ? '–' : `≤ ${ms(target)}`,
      ms(median),
      target === undefined ? null : median <= target,
      `of ${RUNS} runs the median; at best ${ms(Math.min(...clock))}, processor ${ms(Math.min(...processor))}`,
    );
  }
  await client.end();
  await host.close();
}
