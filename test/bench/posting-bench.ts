/** Posting a large count whose every line differs, and taking it back: on the laptop, and within the hub's transaction. */
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
import { ms, time } from './measure.ts';

type Add = (measure: string, target: string, value: string, isMet: boolean | null, detail?: string) => void;

const LINES = 5000;
const LOCAL_MS = 600;
const HUB_MS = 1500;

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

/** The mutation in a transaction of its own, as the push runs it. */
async function onHub(client: pg.Client, name: string, countId: string): Promise<number> {
  const store = new PostgresRowStore(client);
  const { rows } = await client.query<{ id: string }>("SELECT id FROM users WHERE email = 'posting@bench'");
  const authorId = must(rows[0]).id;
  return time(async () => {
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
}

async function onLaptop(host: ReplicaHost, name: string, countId: string): Promise<number> {
  return time(async () => {
    const outcome = await host.mutate(name, { countId });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  });
}

/** The laptop works offline while it posts. */
export async function benchPosting(open: () => Promise<ReplicaHost>, place: Place, add: Add): Promise<void> {
  const client = new pg.Client(clientConfig(place.database));
  await client.connect();
  const ours = await fillReviewed(client, place, LINES);
  const theirs = await fillReviewed(client, place, LINES - 1);
  const host = await open();
  await host.engine?.syncOnce();
  for (const [words, name] of [
    ['posting', 'count.post'],
    ['taking back', 'count.reverse'],
  ] as const) {
    const local = await onLaptop(host, name, ours);
    add(`${words} ${LINES} lines, laptop`, `≤ ${ms(LOCAL_MS)}`, ms(local), local <= LOCAL_MS);
    const hub = await onHub(client, name, theirs);
    add(`${words} ${LINES} lines, hub`, `≤ ${ms(HUB_MS)}`, ms(hub), hub <= HUB_MS, 'transaction with its commit');
  }
  await client.end();
  await host.close();
}
