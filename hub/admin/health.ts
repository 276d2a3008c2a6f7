/** The state of the hub's data, for people, for the command line and for Prometheus. */
import { type IntegrityReport, integrityReport } from '../../shared/rules/integrity.ts';
import { type HubDatabase, inSnapshot } from '../database.ts';
import { type FilesHealth, filesHealth } from '../files/file-health.ts';
import { readUpkeepState, type UpkeepState } from './upkeep.ts';

/**
 * The integrity of the data, and what the hub has had trouble with. Of one theatre where one was asked for, else of
 * all.
 */
export interface HubHealth extends IntegrityReport {
  readonly takenAt: string;
  readonly theaters: number;
  /** Refusals that devices have been told of, and mutations per device that are counted as taken in. */
  readonly refusals: number;
  /**
   * Mutations that a hub or a laptop could not make sense of, the latest first: a fault of the program, to be reported.
   */
  readonly broken: readonly {
    readonly code: string;
    readonly mutationId: string;
    readonly at: string;
    readonly details: unknown;
  }[];
  /** Contents of files. */
  readonly files: FilesHealth;
  /** How the daily backups fare. */
  readonly upkeep: UpkeepState;
  readonly devices: readonly { readonly name: string; readonly lastSequence: number; readonly isRevoked: boolean }[];
}

/** Asks every check in one read-only snapshot, about all theatres or one. */
export async function hubHealth({ pool }: HubDatabase, now: Date, theaterId?: string): Promise<HubHealth> {
  return inSnapshot(pool, async (client) => {
    const ask = async (sql: string): Promise<Record<string, unknown>[]> =>
      (await client.query<Record<string, unknown>>(sql)).rows;
    const report = await integrityReport(ask, { database: 'postgres', theaterId, now });
    const [counts] = await client
      .query<Record<string, unknown>>(
        `SELECT (SELECT count(*) FROM theaters WHERE $1::uuid IS NULL OR id = $1) AS theaters,
          (SELECT count(*) FROM mutation_results WHERE $1::uuid IS NULL OR theater_id = $1) AS refusals`,
        [theaterId ?? null],
      )
      .then(({ rows }) => rows);
    const { rows: devices } = await client.query<Record<string, unknown>>(
      `SELECT d.name, coalesce(p.last_sequence, 0) AS last, d.revoked_at IS NOT NULL AS revoked FROM devices d
        LEFT JOIN device_progress p ON p.id = d.id WHERE $1::uuid IS NULL OR d.theater_id = $1 ORDER BY d.name, d.id
        LIMIT 200`,
      [theaterId ?? null],
    );
    const { rows: broken } = await client.query<{
      code: string;
      mutation_id: string;
      recorded_at: string;
      details: unknown;
    }>(
      `SELECT code, mutation_id, recorded_at, details FROM mutation_results
       WHERE code IN ('internal.failed', 'push.refused') AND ($1::uuid IS NULL OR theater_id = $1)
       ORDER BY recorded_at DESC, id LIMIT 50`,
      [theaterId ?? null],
    );
    return {
      broken: broken.map((row) => ({
        code: row.code,
        mutationId: row.mutation_id,
        at: row.recorded_at,
        details: row.details,
      })),
      ...report,
      takenAt: now.toISOString(),
      theaters: Number(counts?.['theaters']),
      refusals: Number(counts?.['refusals']),
      files: await filesHealth(client, now, theaterId),
      upkeep: await readUpkeepState(client),
      devices: devices.map((row) => ({
        name: String(row['name']),
        lastSequence: Number(row['last']),
        isRevoked: row['revoked'] === true,
      })),
    };
  });
}

/**
 * A person who looks again wants to see what they changed; a scraper that asks every few seconds must not keep the
 * database busy.
 */
const FRESH_MS = 60_000;
const FRESH_ALL_MS = 5 * 60_000;

/** The same answer for a while, per theatre and for all. */
export function cachedHealth(database: HubDatabase, now: () => Date): (theaterId?: string) => Promise<HubHealth> {
  const known = new Map<string, { readonly at: number; readonly health: Promise<HubHealth> }>();
  return (theaterId) => {
    const key = theaterId ?? '';
    const at = now().getTime();
    const last = known.get(key);
    if (last !== undefined && at - last.at <= (theaterId === undefined ? FRESH_ALL_MS : FRESH_MS)) return last.health;
    const health = hubHealth(database, now(), theaterId);
    known.set(key, { at, health });
    health.catch(() => known.delete(key));
    return health;
  };
}
