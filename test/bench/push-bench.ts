/**
 * A push of many mutations, as the hub takes it, against bare transactions that write the same rows to the same tables
 * in the same batches. No network, no laptop: what is measured is the hub's own work.
 */
import pg from 'pg';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { clientConfig } from '../../hub/database.ts';
import type { HubContext } from '../../hub/hub-context.ts';
import { applyPush } from '../../hub/push/push.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import type { WireMutation } from '../../shared/protocol/push.ts';
import { SCHEMA_VERSION } from '../../shared/schema/versions.ts';
import { fillCount, type Place } from './counting-bench.ts';
import { ms, processorTime, ratio, time } from './measure.ts';

type Add = (measure: string, target: string, value: string, isMet: boolean | null, detail?: string) => void;

const MUTATIONS = Number(process.env['PUSHED'] ?? 5000);
/** What a laptop sends at once. */
const BATCH = 500;
const MOST = 3;
/** The least of so many runs, and processor time: others share the machine. */
const RUNS = Number(process.env['RUNS'] ?? 3);
const WRITTEN = ['inventory_count_entries', 'activity_log', 'seen_mutations'] as const;

interface Pushed {
  readonly deviceId: string;
  readonly theaterId: string;
  readonly spent: Spent;
  /** What was written, by table, in batches. */
  readonly rows: readonly (readonly (readonly [table: string, rows: readonly object[]])[])[];
}

interface Spent {
  readonly milliseconds: number;
  /** Milliseconds of processor time, of this process and of Postgres. */
  readonly worked: number;
}

async function spend(client: pg.Client, work: () => Promise<void>): Promise<Spent> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const { pid } = must(rows[0]);
  const before = processorTime(pid);
  const milliseconds = await time(work);
  return { milliseconds, worked: processorTime(pid) - before };
}

interface Author {
  readonly id: string;
  readonly deviceId: string;
}

/** Everybody counts another thing with every scan. */
async function entries(client: pg.Client, countId: string, author: Author, from: number): Promise<WireMutation[]> {
  const { rows } = await client.query<{ item: string; place: string }>(
    'SELECT item_id AS item, location_id AS place FROM inventory_count_lines WHERE count_id = $1 ORDER BY id LIMIT $2',
    [countId, MUTATIONS],
  );
  return rows.map(({ item, place }, index) => ({
    id: newId(),
    sequence: from + index + 1,
    name: 'count.recordEntry',
    args: { id: newId(), countId, itemId: item, scannedCode: null, locationId: place, quantity: 1 },
    authorId: author.id,
    issuedAt: new Date().toISOString(),
    clockOffsetMs: 0,
  }));
}

async function pushed(
  hub: HubContext,
  client: pg.Client,
  place: Place,
  countId: string,
  author: Author,
): Promise<Pushed> {
  const { rows } = await client.query<{ last: number }>(
    'SELECT last_sequence AS last FROM device_progress WHERE id = $1',
    [author.deviceId],
  );
  const mutations = await entries(client, countId, author, must(rows[0]).last);
  const device = { id: author.deviceId, theaterId: place.theaterId };
  const spent = await spend(client, async () => {
    for (let start = 0; start < mutations.length; start += BATCH) {
      const reply = await applyPush(hub, device, {
        deviceId: device.id,
        schemaVersion: SCHEMA_VERSION,
        mutations: mutations.slice(start, start + BATCH),
      });
      if (reply.refused.length > 0) throw new Error(JSON.stringify(reply.refused[0]));
    }
  });
  const written: (readonly [string, readonly object[]])[][] = [];
  for (let start = 0; start < mutations.length; start += BATCH)
    written.push(await rowsWritten(client, mutations.slice(start, start + BATCH)));
  return { deviceId: device.id, theaterId: place.theaterId, spent, rows: written };
}

/** The rows that these mutations wrote, under new ids. */
async function rowsWritten(
  client: pg.Client,
  mutations: readonly WireMutation[],
): Promise<(readonly [string, readonly object[]])[]> {
  const entryIds = mutations.map(({ args }) => (args as { readonly id: string }).id);
  const found = async (text: string, ids: readonly string[]): Promise<readonly object[]> =>
    (await client.query<{ row: object }>(text, [ids])).rows.map(({ row }) => ({ ...row, id: newId() }));
  return [
    [WRITTEN[0], await found('SELECT to_jsonb(t) AS row FROM inventory_count_entries t WHERE id = ANY($1)', entryIds)],
    [WRITTEN[1], await found('SELECT to_jsonb(t) AS row FROM activity_log t WHERE entity_id = ANY($1)', entryIds)],
    [
      WRITTEN[2],
      await found(
        'SELECT to_jsonb(t) AS row FROM seen_mutations t WHERE id = ANY($1)',
        mutations.map(({ id }) => id),
      ),
    ],
  ];
}

/** The same rows again, a batch a transaction: row by row with prepared statements, or all rows of a table at once. */
async function bare(client: pg.Client, { rows, deviceId }: Pushed, isAtOnce: boolean): Promise<Spent> {
  const fresh = rows.map((batch) =>
    batch.map(([table, list]) => [table, list.map((row) => ({ ...row, id: newId() }))] as const),
  );
  return spend(client, async () => {
    for (const batch of fresh) {
      await client.query('BEGIN');
      for (const [table, list] of batch) {
        const text = `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`;
        for (const some of isAtOnce ? [list] : list.map((row) => [row]))
          await client.query({ name: `bare ${table}`, text, values: [JSON.stringify(some)] });
      }
      await client.query('UPDATE device_progress SET barrier = barrier + 1 WHERE id = $1', [deviceId]);
      await client.query('COMMIT');
    }
  });
}

/** `open` signs somebody in, whose laptop then sends. */
export async function benchPush(
  open: () => Promise<ReplicaHost>,
  hub: HubContext,
  place: Place,
  add: Add,
): Promise<void> {
  const client = new pg.Client(clientConfig(place.database));
  await client.connect();
  const countId = await fillCount(place, MUTATIONS);
  const host = await open();
  const { deviceId, userId } = { deviceId: host.sessions.data?.deviceId, userId: host.sessions.current?.userId };
  await host.close();
  const author: Author = { id: must(userId), deviceId: must(deviceId) };
  const runs: { readonly push: Spent; readonly rowByRow: Spent; readonly atOnce: Spent }[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const done = await pushed(hub, client, place, countId, author);
    runs.push({ push: done.spent, rowByRow: await bare(client, done, false), atOnce: await bare(client, done, true) });
  }
  await client.end();
  const least = (of: 'push' | 'rowByRow' | 'atOnce', what: keyof Spent): number =>
    Math.min(...runs.map((run) => run[of][what]));
  const worked = least('push', 'worked') / least('rowByRow', 'worked');
  add(
    `push of ${MUTATIONS} mutations on the hub`,
    `≤ ${MOST} × bare transactions, processor time`,
    ratio(worked),
    worked <= MOST,
    (['push', 'rowByRow', 'atOnce'] as const)
      .map((of) => `${of}: ${ms(least(of, 'worked'))} worked, ${ms(least(of, 'milliseconds'))} in all`)
      .join('; '),
  );
}
