/** What of the theatre's files lies on this laptop, in numbers. */
import type { Replica } from '../replica/replica.ts';

/** Files, and their bytes. */
export interface Amount {
  readonly files: number;
  readonly bytes: number;
}

export interface FilesSummary {
  /** Everything that the theatre names. */
  readonly all: Amount;
  readonly here: Amount;
  /** Of those here, what the hub does not have: the laptop must not be lost before it has. */
  readonly onlyHere: Amount;
  /** On the hub and not here: comes when it is asked for, or held by a pin or the policy. */
  readonly onHub: Amount;
  /** On another laptop still. */
  readonly elsewhere: Amount;
  /** Asked for and not here yet. */
  readonly wanted: number;
  readonly thumbnails: number;
  readonly pins: number;
}

/** By the rows; the store itself is looked through when the replica is opened. */
export function filesSummary(replica: Replica): FilesSummary {
  const amount = (where: string): Amount =>
    replica
      .prepared<[], Amount>(
        `SELECT count(*) AS files, coalesce(sum(CAST(file.size AS INTEGER)), 0) AS bytes
           FROM files file LEFT JOIN stored_files stored ON stored.sha256 = file.sha256 WHERE ${where}`,
      )
      .get() ?? { files: 0, bytes: 0 };
  const count = (from: string): number =>
    replica.prepared<[], { n: number }>(`SELECT count(*) AS n FROM ${from}`).get()?.n ?? 0;
  const isHere = 'coalesce(stored.has_original, 0) = 1';
  const isOnHub = 'file.uploaded_at IS NOT NULL';
  return {
    all: amount('1 = 1'),
    here: amount(isHere),
    onlyHere: amount(`${isHere} AND NOT ${isOnHub}`),
    onHub: amount(`NOT ${isHere} AND ${isOnHub}`),
    elsewhere: amount(`NOT ${isHere} AND NOT ${isOnHub}`),
    wanted: count('wanted_files'),
    thumbnails: count('stored_files WHERE has_thumbnail = 1'),
    pins: count('file_pins'),
  };
}
