/** What the database says of contents, and the locks under which that changes. */
import type pg from 'pg';
import { HttpFailure } from '../hub-context.ts';

/** A row of `files` as the hub needs it. */
export interface FileRow {
  readonly id: string;
  readonly theaterId: string;
  readonly sha256: string;
  /** Bytes, as whoever named it said. */
  readonly size: number;
  readonly isHere: boolean;
  readonly hasThumbnail: boolean;
}

interface Columns {
  readonly id: string;
  readonly theater_id: string;
  readonly sha256: string;
  readonly size: string;
  readonly uploaded_at: string | null;
  readonly has_thumbnail: boolean;
}

const asRow = (row: Columns): FileRow => ({
  id: row.id,
  theaterId: row.theater_id,
  sha256: row.sha256,
  size: Number(row.size),
  isHere: row.uploaded_at !== null,
  hasThumbnail: row.has_thumbnail,
});

type Asks = Pick<pg.Pool, 'query'> | pg.ClientBase;

/** The same answer where no theatre has it and where only another one does. */
export const unknownFile = (): HttpFailure =>
  new HttpFailure(404, 'file.unknown', 'There is no such file in this theatre.');

/** What a theatre has named by this hash. Throws HttpFailure 404 `file.unknown`. */
export async function requireFile(database: Asks, theaterId: string, sha256: string): Promise<FileRow> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw unknownFile();
  const {
    rows: [row],
  } = await database.query<Columns>(
    `SELECT id, theater_id, sha256, size, uploaded_at, has_thumbnail FROM files WHERE theater_id = $1 AND sha256 = $2`,
    [theaterId, sha256],
  );
  if (row === undefined) throw unknownFile();
  return asRow(row);
}

/** Files without a thumbnail whose content came after a moment, the latest first. */
export async function lateArrivals(
  database: Asks,
  after: Date,
  most: number,
): Promise<readonly (FileRow & { readonly mime: string })[]> {
  const { rows } = await database.query<Columns & { readonly mime: string }>(
    `SELECT id, theater_id, sha256, size, uploaded_at, has_thumbnail, mime FROM files
      WHERE uploaded_at > $1 AND NOT has_thumbnail ORDER BY uploaded_at DESC, id LIMIT $2`,
    [after.toISOString(), most],
  );
  return rows.map((row) => ({ ...asRow(row), mime: row.mime }));
}

/**
 * Held until the transaction ends by whoever says of content that it is here, or takes it away: what is said to be here
 * is.
 */
export async function lockContent(client: pg.ClientBase, sha256: string): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('offstage.content ' || $1, 7))", [sha256]);
}
