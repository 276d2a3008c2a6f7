/** What of the theatre's files lies on this laptop, in numbers. */
import type { Amount, FilesSummary } from '../../shared/features/files/queries.ts';
import type { Reading } from '../replica/reading.ts';

/** By the rows; the store itself is looked through when the replica is opened. */
export function filesSummary(replica: Reading): FilesSummary {
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
