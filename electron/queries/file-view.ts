/** A file as screens show it, from its row and what lies on this laptop. */
import type { FileView, FileWhere } from '../../shared/ipc/file-contract.ts';
import { WHERE_SQL } from '../files/stored-files.ts';
import type { WatchedTable } from './define-query.ts';

/** What `FILE_COLUMNS` looks at. */
export const FILE_TABLES = ['files', 'stored_files'] as const satisfies readonly WatchedTable[];

/** Columns of a `FileRow`, of the row of `files` that the statement calls `file`, with `FILE_JOIN`. */
export const FILE_COLUMNS = `file.sha256, file.name AS fileName, file.mime, file.size, file.width, file.height,
  ${WHERE_SQL} AS "where", coalesce(stored.has_thumbnail, 0) AS hasThumbnail`;

/** Joins the file of `column`; where there is none, all columns of it are NULL. */
export const fileJoin = (column: string): string =>
  `LEFT JOIN files file ON file.id = ${column} LEFT JOIN stored_files stored ON stored.sha256 = file.sha256`;

/** A row with `FILE_COLUMNS` in it. */
export interface FileRow {
  readonly sha256: string | null;
  readonly fileName: string;
  readonly mime: string;
  readonly size: number | string;
  readonly width: number | null;
  readonly height: number | null;
  readonly where: FileWhere;
  readonly hasThumbnail: number;
}

/** Null where no file was joined. */
export const fileView = (row: FileRow): FileView | null =>
  row.sha256 === null
    ? null
    : {
        sha256: row.sha256,
        name: row.fileName,
        mime: row.mime,
        size: Number(row.size),
        width: row.width,
        height: row.height,
        where: row.where,
        hasThumbnail: row.hasThumbnail === 1,
      };

/** SQL: something of the row with that id has not been sent yet. */
export const pendingSql = (id: string): string => `EXISTS (SELECT 1 FROM outbox_effects e WHERE e.row_id = ${id})`;
/** SQL: what the user in that column is called; NULL where nobody knows. */
export const personSql = (column: string): string =>
  `(SELECT trim(u.first_name || ' ' || u.last_name) FROM users u WHERE u.id = ${column})`;
