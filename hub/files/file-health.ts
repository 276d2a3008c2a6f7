/** What there is to say of contents: how many are here, and which rows name what nobody has. */
import type pg from 'pg';
import { UNNAMED } from './garbage.ts';

/** Of what is named for longer than that without having come, somebody should know. */
const LATE_DAYS = 7;
const NAMED = 10;
const DAY_MS = 86_400_000;

/** Of one theatre, or of all. */
export interface FilesHealth {
  /** Files whose content is here, and their bytes; what two theatres have counts for each. */
  readonly here: { readonly count: number; readonly bytes: number };
  /** Rows name a file that nobody has brought for a week: how many, and the first of them. */
  readonly missing: { readonly count: number; readonly ids: readonly string[] };
  /** Files that no row names; they go when the trash would have. */
  readonly unnamed: { readonly count: number; readonly bytes: number };
  /** On their way. */
  readonly uploads: number;
}

export async function filesHealth(client: pg.ClientBase, now: Date, theaterId?: string): Promise<FilesHealth> {
  const scope = [theaterId ?? null];
  const {
    rows: [sums],
  } = await client.query<Record<'here' | 'bytes' | 'unnamed' | 'unnamed_bytes' | 'uploads', string>>(
    `SELECT count(*) FILTER (WHERE f.uploaded_at IS NOT NULL) AS here,
      coalesce(sum(f.size) FILTER (WHERE f.uploaded_at IS NOT NULL), 0) AS bytes,
      count(*) FILTER (WHERE ${UNNAMED}) AS unnamed,
      coalesce(sum(f.size) FILTER (WHERE ${UNNAMED}), 0) AS unnamed_bytes,
      (SELECT count(*) FROM file_uploads WHERE $1::uuid IS NULL OR theater_id = $1) AS uploads
     FROM files f WHERE $1::uuid IS NULL OR f.theater_id = $1`,
    scope,
  );
  const { rows: missing } = await client.query<{ id: string; count: string }>(
    `SELECT f.id, count(*) OVER () AS count FROM files f
      WHERE ($1::uuid IS NULL OR f.theater_id = $1) AND f.uploaded_at IS NULL AND f.created_at < $2 AND NOT (${UNNAMED})
      ORDER BY f.created_at, f.id LIMIT ${NAMED}`,
    [...scope, new Date(now.getTime() - LATE_DAYS * DAY_MS).toISOString()],
  );
  return {
    here: { count: Number(sums?.here ?? 0), bytes: Number(sums?.bytes ?? 0) },
    missing: { count: Number(missing[0]?.count ?? 0), ids: missing.map(({ id }) => id) },
    unnamed: { count: Number(sums?.unnamed ?? 0), bytes: Number(sums?.unnamed_bytes ?? 0) },
    uploads: Number(sums?.uploads ?? 0),
  };
}
