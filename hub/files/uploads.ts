/**
 * Uploads: begun for a file that the theatre has named, bound to the laptop that began them, and done when all of it is
 * durable and is what was said. A hash alone is no proof: whoever wants the content to be served in their theatre sends
 * all of it, also where another theatre's is here already.
 */
import { FileRefused } from '../../files/file-store.ts';
import { isUuid } from '../../shared/base/ids.ts';
import type { Member } from '../auth/doors.ts';
import { inTransaction } from '../database.ts';
import { faults } from '../fault-points.ts';
import { HttpFailure } from '../hub-context.ts';
import { noteDamage } from './damage.ts';
import { type FileRow, lockContent, requireFile, unknownFile } from './file-rows.ts';
import type { HubFiles } from './hub-files.ts';
import { requireRoom } from './quota.ts';
import { wasOurStore } from './store-mark.ts';

/** A hub that writes to an upload says so again before this is over; milliseconds. */
const LEASE_MS = 45_000;

/** An upload as it stands. */
export interface UploadRow {
  readonly id: string;
  readonly file: FileRow;
}

/** What this hub held when it ended the last time is free again: it begins anew. */
export async function letGo({ database, hubId }: Pick<HubFiles, 'database' | 'hubId'>): Promise<void> {
  await database.pool.query('UPDATE file_uploads SET holder = NULL, held_until = NULL WHERE hub = $1', [hubId]);
}

/** What a laptop says of what it is going to send. */
export interface Announced {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** This theatre's own bytes are here: there is nothing to send. */
export class AlreadyHere extends Error {}

export const mismatch = (): HttpFailure =>
  new HttpFailure(460, 'file.mismatch', 'The content is not what its hash and size say.');

/** The uploads of this hub; several hubs on one database and one store share them. */
export class Uploads {
  readonly #files: HubFiles;
  readonly #onArrival: (file: FileRow) => void;

  /** `onArrival` is told of each content that is here from now on. */
  constructor(files: HubFiles, onArrival: (file: FileRow) => void) {
    this.#files = files;
    this.#onArrival = onArrival;
  }

  /**
   * Begins an upload, in place of what the same laptop began for the same file. Throws `AlreadyHere`; HttpFailure 404
   * `file.unknown`, 460 `file.mismatch`, 413 `file.tooLarge`, 507 `file.quota`.
   */
  async create(member: Member, id: string, { sha256, size }: Announced): Promise<UploadRow> {
    const { database, store, limits, now } = this.#files;
    const file = await requireFile(database.pool, member.theaterId, sha256);
    if (file.size !== size) throw mismatch();
    if (file.isHere) {
      if ((await store.sizeOf(sha256)) === size) throw new AlreadyHere();
      await noteDamage(this.#files, sha256);
    }
    if (size > limits.fileBytes)
      throw new HttpFailure(413, 'file.tooLarge', 'This file is larger than the hub takes.', {
        most: limits.fileBytes,
        size,
      });
    if (!(await wasOurStore(database, store)))
      throw new HttpFailure(503, 'hub.failed', 'This hub has not the store of contents that it should have.');
    const former = await inTransaction(database.pool, async (client) => {
      await requireRoom(client, file, limits);
      const { rows } = await client.query<{ id: string }>(
        `WITH former AS (SELECT id FROM file_uploads WHERE file_id = $4 AND device_id = $3),
          begun AS (INSERT INTO file_uploads (id, theater_id, device_id, file_id, begun_at, touched_at)
            VALUES ($1, $2, $3, $4, $5, $5)
            ON CONFLICT (file_id, device_id) DO UPDATE SET id = excluded.id, begun_at = excluded.begun_at,
              touched_at = excluded.touched_at, holder = NULL, hub = NULL, held_until = NULL)
         SELECT id FROM former`,
        [id, member.theaterId, member.deviceId, file.id, now().toISOString()],
      );
      return rows;
    });
    for (const { id: given } of former) await store.giveUp(given);
    return { id, file };
  }

  /**
   * The upload, held for one request; undefined while another has it. Throws HttpFailure 404 `file.unknown` for one
   * that is another laptop's or nobody's.
   */
  async hold(member: Member, id: string, holder: string): Promise<UploadRow | undefined> {
    if (!isUuid(id)) throw unknownFile();
    const { pool } = this.#files.database;
    const mine = [id, member.theaterId, member.deviceId];
    const {
      rows: [row],
    } = await pool.query<{ sha256: string; size: string; file_id: string; uploaded_at: string | null; thumb: boolean }>(
      `UPDATE file_uploads u SET holder = $4, hub = $6, held_until = clock_timestamp() + $5 * interval '1 millisecond'
       FROM files f WHERE u.id = $1 AND u.theater_id = $2 AND u.device_id = $3 AND f.id = u.file_id
         AND (u.holder IS NULL OR u.held_until < clock_timestamp())
       RETURNING f.id AS file_id, f.sha256, f.size, f.uploaded_at, f.has_thumbnail AS thumb`,
      [...mine, holder, LEASE_MS, this.#files.hubId],
    );
    if (row !== undefined)
      return {
        id,
        file: {
          id: row.file_id,
          theaterId: member.theaterId,
          sha256: row.sha256,
          size: Number(row.size),
          isHere: row.uploaded_at !== null,
          hasThumbnail: row.thumb,
        },
      };
    const { rowCount } = await pool.query(
      `SELECT 1 FROM file_uploads u JOIN files f ON f.id = u.file_id
       WHERE u.id = $1 AND u.theater_id = $2 AND u.device_id = $3`,
      mine,
    );
    if (rowCount === 0) throw unknownFile();
    return undefined;
  }

  /** The request goes on with it. */
  async renew(id: string, holder: string): Promise<void> {
    const { database, now } = this.#files;
    await database.pool.query(
      `UPDATE file_uploads SET touched_at = $3, held_until = clock_timestamp() + $4 * interval '1 millisecond'
       WHERE id = $1 AND holder = $2`,
      [id, holder, now().toISOString(), LEASE_MS],
    );
  }

  /** The request is done with it. */
  async release(id: string, holder: string): Promise<void> {
    const { database, now } = this.#files;
    await database.pool.query(
      `UPDATE file_uploads SET holder = NULL, held_until = NULL, touched_at = $3 WHERE id = $1 AND holder = $2`,
      [id, holder, now().toISOString()],
    );
  }

  /** Bytes that are here of it. */
  uploaded({ id }: UploadRow): Promise<number> {
    return this.#files.store.uploaded(id);
  }

  /** Takes a part of it; what came stays, however this ends. */
  append({ id, file }: UploadRow, at: number, source: AsyncIterable<Uint8Array>): Promise<number> {
    return this.#files.store.append(id, at, source, file.size);
  }

  /**
   * All of it has come: it counts from now on. Throws HttpFailure 460 `file.mismatch`: nothing of it is left; 404
   * `file.unknown` where it was given up meanwhile.
   */
  async finish({ id, file }: UploadRow): Promise<void> {
    const { store, database, now } = this.#files;
    try {
      await store.keep(id, file);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      await this.giveUp(id);
      throw mismatch();
    }
    await inTransaction(database.pool, async (client) => {
      await lockContent(client, file.sha256);
      if ((await store.sizeOf(file.sha256)) !== file.size)
        throw new HttpFailure(503, 'hub.failed', 'The content went while it came; send it again.', { seconds: 1 });
      const { rowCount } = await client.query(
        `WITH done AS (DELETE FROM file_uploads WHERE id = $1 RETURNING file_id),
          noted AS (UPDATE files SET uploaded_at = $2 FROM done WHERE id = done.file_id AND uploaded_at IS NULL)
         SELECT 1 FROM done`,
        [id, now().toISOString()],
      );
      if (rowCount === 0) throw unknownFile();
      faults.at('contents.noted');
    });
    await store.clear(id);
    this.#onArrival(file);
  }

  /** Forgets an upload and what came of it. */
  async giveUp(id: string): Promise<void> {
    await this.#files.database.pool.query('DELETE FROM file_uploads WHERE id = $1', [id]);
    await this.#files.store.giveUp(id);
  }
}
