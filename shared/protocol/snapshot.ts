/**
 * What a hub says of the snapshot that it keeps for new laptops, and the form of the file: an SQLite database cut into
 * pieces of equal size, each compressed by itself, so that a laptop checks every piece as it comes and goes on after
 * the last one that it has.
 */
import { z } from 'zod';

/** Large, because a laptop encrypts each page with a key of its own. */
export const SNAPSHOT_PAGE_BYTES = 32_768;
/** Uncompressed; the last piece may be shorter. What an interruption can cost, and what either side holds in memory. */
export const SNAPSHOT_PIECE_BYTES = 128 * SNAPSHOT_PAGE_BYTES;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a laptop needs to decide whether it takes the snapshot, and to check every piece. */
export const snapshotReply = z.object({
  /** Names the content: another content is another snapshot. */
  id: hash,
  /** Of the tables as the hub has them; a laptop whose tables differ cannot take the pages over. */
  schema: hash,
  /** The history of the hub when it was made; a restore begins another one. */
  historyId: z.string(),
  /** ISO-8601 UTC. */
  madeAt: z.iso.datetime(),
  /** Rows of all tables. */
  rows: z.int().min(0),
  /** Bytes of the database. */
  bytes: z.int().positive(),
  /** In the order of the file. `sha256` is that of the piece before it was compressed. */
  pieces: z.array(z.object({ bytes: z.int().positive(), sha256: hash })).min(1),
});
/** The same, parsed. */
export type SnapshotReply = z.infer<typeof snapshotReply>;
