/**
 * The hub's memory of which mutation came under which number (design: sync, «Numbers and identity»). «Done» is answered
 * for an id that was seen; another id under a used number means that the laptop stands behind its own past.
 */
import type pg from 'pg';
import type { WireMutation } from '../../shared/protocol/push.ts';
import { historySql } from '../admin/history.ts';
import type { Device } from '../auth/sessions.ts';

/**
 * Longer than laptops keep what they sent (`electron/outbox/re-offer.ts`), so that whatever they may offer again is
 * known.
 */
const SEEN_DAYS = 180;
const DAY_MS = 86_400_000;

/** Where a device stands on the hub. */
export interface Progress {
  readonly lastSequence: number;
  readonly epoch: number;
  readonly lastId: string | null;
  /** Numbers up to here are from before ids were kept. */
  readonly unnamedUpTo: number;
  readonly historyId: string;
}

/** Reads and locks a device's progress. */
export async function readProgress(client: pg.ClientBase, device: Device): Promise<Progress> {
  const {
    rows: [row],
  } = await client.query<{
    last_sequence: number;
    epoch: number;
    last_mutation_id: string | null;
    unnamed_up_to: number;
    history: string | null;
  }>(
    `SELECT last_sequence, epoch, last_mutation_id, unnamed_up_to, ${historySql('theater_id')} AS history
     FROM device_progress WHERE id = $1 FOR UPDATE`,
    [device.id],
  );
  return {
    lastSequence: row?.last_sequence ?? 0,
    epoch: row?.epoch ?? 1,
    lastId: row?.last_mutation_id ?? null,
    unnamedUpTo: row?.unnamed_up_to ?? 0,
    historyId: row?.history ?? '',
  };
}

/** A row of `seen_mutations`: the table has one per id, whatever numbers it came under. */
interface SeenRow {
  readonly id: string;
  readonly device_id: string;
  readonly sequence: number;
  readonly is_refused: boolean;
}

/**
 * What is known of the mutations of one push. Loaded under the device’s lock, added to as they are judged, written once
 * at the end.
 */
export class SeenMutations {
  readonly #device: Device;
  readonly #progress: Progress;
  readonly #applied = new Set<string>();
  readonly #known = new Set<string>();
  readonly #byNumber = new Map<number, string>();
  readonly #fresh: { readonly id: string; readonly sequence: number; readonly is_refused: boolean }[] = [];

  private constructor(device: Device, progress: Progress, rows: readonly SeenRow[]) {
    this.#device = device;
    this.#progress = progress;
    for (const row of rows) {
      const isOurs = row.device_id === device.id;
      // A database that was put back by other means may know numbers that its device has no more.
      if (isOurs && row.sequence > progress.lastSequence) continue;
      this.#known.add(row.id);
      if (!row.is_refused) this.#applied.add(row.id);
      if (isOurs) this.#byNumber.set(row.sequence, row.id);
    }
  }

  /** What is known of the mutations of a push, by id and by number. */
  static async load(
    client: pg.ClientBase,
    device: Device,
    progress: Progress,
    mutations: readonly WireMutation[],
  ): Promise<SeenMutations> {
    if (mutations.length === 0) return new SeenMutations(device, progress, []);
    const { rows } = await client.query<SeenRow>(
      `SELECT id, device_id, sequence, is_refused FROM seen_mutations
       WHERE theater_id = $1 AND (id = ANY($2::uuid[]) OR (device_id = $3 AND sequence = ANY($4::int[])))`,
      [device.theaterId, mutations.map(({ id }) => id), device.id, mutations.map(({ sequence }) => sequence)],
    );
    return new SeenMutations(device, progress, rows);
  }

  /**
   * Whether a mutation with this id took effect, under whatever number. One that was refused left no trace and is
   * judged anew.
   */
  isApplied(id: string): boolean {
    return this.#applied.has(id);
  }

  /**
   * Whether a used number belongs to this mutation. `hasEpochs`: laptops of the first protocol are believed where
   * nothing is known.
   */
  isSame({ id, sequence }: WireMutation, hasEpochs: boolean): boolean {
    const holder = this.#byNumber.get(sequence);
    if (holder !== undefined) return holder === id;
    return this.#known.has(id) || sequence <= this.#progress.unnamedUpTo || !hasEpochs;
  }

  /** The mutation was judged; written by `write`, in the commit of the push. */
  note({ id, sequence }: WireMutation, isRefused: boolean): void {
    this.#fresh.push({ id, sequence, is_refused: isRefused });
    this.#byNumber.set(sequence, id);
    this.#known.add(id);
    if (!isRefused) this.#applied.add(id);
  }

  /** Writes what was noted, in one statement. A mutation under a new number keeps one row. */
  async write(client: pg.ClientBase, epoch: number, recordedAt: string): Promise<void> {
    const latest = [...new Map(this.#fresh.map((row) => [row.id, row])).values()];
    if (latest.length === 0) return;
    await client.query(
      `INSERT INTO seen_mutations (id, theater_id, device_id, epoch, sequence, is_refused, recorded_at)
       SELECT r.id, $2, $3, $4, r.sequence, r.is_refused, $5
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, sequence int, is_refused boolean)
       ON CONFLICT (id) DO UPDATE SET device_id = excluded.device_id, epoch = excluded.epoch,
       sequence = excluded.sequence,
         is_refused = excluded.is_refused, recorded_at = excluded.recorded_at
         WHERE seen_mutations.theater_id = excluded.theater_id`,
      [JSON.stringify(latest), this.#device.theaterId, this.#device.id, epoch, recordedAt],
    );
  }
}

/**
 * Forgets what no laptop can offer again; the last that each device had acknowledged stays. Answers how many rows went.
 */
export async function forgetSeen(pool: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM seen_mutations s WHERE recorded_at < $1
       AND NOT EXISTS (SELECT 1 FROM device_progress p WHERE p.id = s.device_id AND p.last_sequence = s.sequence)`,
    [new Date(now.getTime() - SEEN_DAYS * DAY_MS).toISOString()],
  );
  return rowCount ?? 0;
}
