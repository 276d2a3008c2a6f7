/** Laptops as the hub knows them: what they report, and taking them away. */
import type { LaptopView, RevocationMode } from '../../shared/ipc/people-contract.ts';
import type { Author } from '../../shared/mutations/mutation.ts';
import { endSessions } from '../auth/sessions.ts';
import { inTransaction } from '../database.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';

/** What a laptop says of itself in the header `Offstage-App: 0.2.0; waiting=3; synced=2026-01-01T00:00:00.000Z`. */
export interface AppReport {
  readonly version: string;
  readonly waiting: number | null;
  readonly syncedAt: string | null;
}

/** Reads the header; undefined where it is absent or something else. */
export function readAppHeader(header: string | undefined): AppReport | undefined {
  const [version, ...parts] = (header ?? '').split(';').map((part) => part.trim());
  if (version === undefined || !/^[\w.+-]{1,50}$/.test(version)) return undefined;
  const values = new Map(
    parts.map((part): [string, string] => [part.split('=')[0] ?? '', part.slice(part.indexOf('=') + 1)]),
  );
  const waiting = /^\d{1,9}$/.test(values.get('waiting') ?? '') ? Number(values.get('waiting')) : null;
  const synced = values.get('synced') ?? '';
  return {
    version,
    waiting,
    syncedAt: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(synced) && !Number.isNaN(Date.parse(synced)) ? synced : null,
  };
}

/** How often an unchanged report is written down. */
const REPORT_EVERY_MS = 60_000;
const MOST_LAPTOPS = 10_000;

/** Writes down what laptops report: at once where it says something new, else now and then. */
export class LaptopReports {
  readonly #hub: HubContext;
  readonly #written = new Map<string, { readonly at: number; readonly said: string }>();

  constructor(hub: HubContext) {
    this.#hub = hub;
  }

  /** Of a laptop that has proved itself. */
  async note(deviceId: string, report: AppReport | undefined): Promise<void> {
    const now = this.#hub.now();
    const said = `${report?.version ?? ''} ${report?.waiting ?? ''}`;
    const known = this.#written.get(deviceId);
    if (known !== undefined && known.said === said && now.getTime() - known.at < REPORT_EVERY_MS) return;
    if (this.#written.size > MOST_LAPTOPS) this.#written.clear();
    this.#written.set(deviceId, { at: now.getTime(), said });
    await this.#hub.database.pool.query(
      `INSERT INTO device_reports (id, theater_id, last_seen_at, app_version, waiting, last_synced_at)
        SELECT id, theater_id, $2, $3, $4, $5 FROM devices WHERE id = $1
       ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at,
       app_version = coalesce(excluded.app_version, device_reports.app_version),
         waiting = coalesce(excluded.waiting, device_reports.waiting),
         last_synced_at = coalesce(excluded.last_synced_at, device_reports.last_synced_at)`,
      [deviceId, now.toISOString(), report?.version ?? null, report?.waiting ?? null, report?.syncedAt ?? null],
    );
  }
}

interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly people: string[] | null;
  readonly registered_at: string;
  readonly last_seen_at: string | null;
  readonly last_synced_at: string | null;
  readonly app_version: string | null;
  readonly waiting: number | null;
  readonly revoked_at: string | null;
  readonly revoked_by_name: string | null;
  readonly revocation_mode: RevocationMode | null;
  readonly handed_over_at: string | null;
  readonly wiped_at: string | null;
  readonly quarantined: string;
}

/** All laptops of a theatre, those seen last first. */
export async function listDevices(
  { database: { pool } }: HubContext,
  theaterId: string,
): Promise<readonly LaptopView[]> {
  const { rows } = await pool.query<DeviceRow>(
    `SELECT d.id, d.name, d.registered_at, r.last_seen_at, r.last_synced_at, r.app_version, r.waiting, d.revoked_at,
      d.revoked_by_name, d.revocation_mode,
       d.handed_over_at, d.wiped_at,
       (SELECT array_agg(trim(u.first_name || ' ' || u.last_name) ORDER BY p.last_signed_in_at DESC)
       FROM device_people p JOIN users u ON u.id = p.user_id
         WHERE p.device_id = d.id AND p.ended_at IS NULL AND u.deleted_at IS NULL) AS people,
       (SELECT count(*) FROM quarantined_mutations q
       WHERE q.device_id = d.id AND q.theater_id = d.theater_id AND q.status = 'waiting') AS quarantined
     FROM devices d LEFT JOIN device_reports r ON r.id = d.id WHERE d.theater_id = $1
     ORDER BY r.last_seen_at DESC NULLS LAST, d.id`,
    [theaterId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    people: row.people ?? [],
    registeredAt: row.registered_at,
    lastSeenAt: row.last_seen_at,
    lastSyncedAt: row.last_synced_at,
    appVersion: row.app_version,
    waiting: row.waiting,
    revokedAt: row.revoked_at,
    revokedByName: row.revoked_by_name,
    mode: row.revocation_mode,
    handedOverAt: row.handed_over_at,
    wipedAt: row.wiped_at,
    quarantined: Number(row.quarantined),
  }));
}

const noDevice = (): HttpFailure => new HttpFailure(404, 'device.unknown', 'There is no such laptop in this theatre.');

/**
 * Takes a laptop away, at once on every address. Of one that was revoked the mode may still be changed. Throws
 * HttpFailure 404 `device.unknown`.
 */
export async function revokeDevice(
  hub: HubContext,
  author: Author,
  deviceId: string,
  mode: RevocationMode,
): Promise<void> {
  const at = hub.now().toISOString();
  await inTransaction(hub.database.pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE devices SET revoked_at = coalesce(revoked_at, $3), revocation_mode = $4, revoked_by_id = $5,
        revoked_by_name = $6
       WHERE id = $1 AND theater_id = $2`,
      [deviceId, author.theaterId, at, mode, author.userId, author.name],
    );
    if (rowCount === 0) throw noDevice();
    await endSessions(client, { deviceId }, at);
  });
  hub.log.warn({ deviceId, mode, userId: author.userId }, 'a laptop was revoked');
}

/**
 * Takes a revocation back; people sign in on the laptop again. Throws HttpFailure 404 `device.unknown`, 409
 * `device.wiped` where it has erased itself.
 */
export async function readmitDevice(hub: HubContext, author: Author, deviceId: string): Promise<void> {
  await inTransaction(hub.database.pool, async (client) => {
    const {
      rows: [device],
    } = await client.query<{ wiped_at: string | null }>(
      'SELECT wiped_at FROM devices WHERE id = $1 AND theater_id = $2 FOR UPDATE',
      [deviceId, author.theaterId],
    );
    if (device === undefined) throw noDevice();
    if (device.wiped_at !== null)
      throw new HttpFailure(409, 'device.wiped', 'This laptop has erased itself; it registers anew.');
    await client.query(
      `UPDATE devices SET revoked_at = NULL, revocation_mode = NULL, revoked_by_id = NULL, revoked_by_name = NULL,
        handed_over_at = NULL WHERE id = $1`,
      [deviceId],
    );
  });
  hub.log.warn({ deviceId, userId: author.userId }, 'the revocation of a laptop was taken back');
}
