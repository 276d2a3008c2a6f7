/** Documents by category, their contents and versions, and files that hang on other objects. */
import type {
  AttachmentView,
  DocumentFolder,
  DocumentFolders,
  DocumentVersion,
} from '../../shared/features/documents/queries.ts';
import * as declared from '../../shared/features/documents/queries.ts';
import type { FileView } from '../../shared/ipc/file-contract.ts';
import { implement } from './define-query.ts';
import { FILE_COLUMNS, FILE_TABLES, type FileRow, fileJoin, fileView, pendingSql, personSql } from './file-view.ts';

const MOST_VERSIONS = 500;
const MOST_ATTACHMENTS = 500;

export const documentFolders = implement(declared.documentFolders, {
  tables: ['document_categories', 'documents'],
  run: async ({ replica }): Promise<DocumentFolders> => {
    const folders = replica
      .prepared<[], DocumentFolder>(
        `SELECT c.id, c.parent_id, c.name, c.color, count(d.id) AS documents FROM document_categories c
          LEFT JOIN documents d ON d.category_id = c.id AND d.deleted_at IS NULL
          WHERE c.deleted_at IS NULL GROUP BY c.id ORDER BY c.sort_order, c.name, c.id`,
      )
      .all();
    const counts = replica
      .prepared<[], { all: number; without: number }>(
        `SELECT count(*) AS "all", count(*) FILTER (WHERE category_id IS NULL) AS without FROM documents
          WHERE deleted_at IS NULL`,
      )
      .get();
    return { folders, all: counts?.all ?? 0, without: counts?.without ?? 0 };
  },
});

export const documentFiles = implement(declared.documentFiles, {
  tables: ['documents', ...FILE_TABLES],
  run: async ({ replica }, { ids }): Promise<Readonly<Record<string, FileView>>> => {
    const rows = replica
      .prepared<[string], FileRow & { id: string; ownName: string }>(
        `SELECT d.id, d.file_name AS ownName, ${FILE_COLUMNS} FROM documents d ${fileJoin('d.file_id')}
          WHERE d.id IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(ids));
    return Object.fromEntries(
      rows.flatMap((row) => {
        const file = fileView(row);
        // The same content may be called otherwise in every document that has it.
        return file === null ? [] : [[row.id, { ...file, name: row.ownName }] as const];
      }),
    );
  },
});

type VersionRow = FileRow &
  Omit<DocumentVersion, 'file' | 'isCurrent' | 'isPending'> & {
    readonly ownName: string;
    readonly ownSize: string;
    readonly current: number;
    readonly pending: number;
  };

export const documentVersions = implement(declared.documentVersions, {
  tables: ['documents', 'document_versions', 'users', 'outbox', ...FILE_TABLES],
  run: async ({ replica }, { id }): Promise<readonly DocumentVersion[]> =>
    replica
      .prepared<[string], VersionRow>(
        `SELECT v.id, v.version, v.version = d.current_version AS current, v.comment, v.created_at AS at,
            ${personSql('v.created_by_id')} AS by, v.file_name AS ownName, v.file_size AS ownSize,
            ${pendingSql('v.id')} AS pending, ${FILE_COLUMNS}
          FROM document_versions v JOIN documents d ON d.id = v.document_id ${fileJoin('v.file_id')}
          WHERE v.document_id = ? ORDER BY v.version DESC, v.id LIMIT ${MOST_VERSIONS}`,
      )
      .all(id)
      .map((row) => {
        const file = fileView(row);
        return {
          id: row.id,
          version: row.version,
          isCurrent: row.current === 1,
          comment: row.comment,
          by: row.by,
          at: row.at,
          name: row.ownName,
          size: Number(row.ownSize),
          isPending: row.pending === 1,
          file: file === null ? null : { ...file, name: row.ownName },
        };
      }),
});

export const documentWithContent = implement(declared.documentWithContent, {
  tables: ['documents', 'files'],
  run: async ({ replica }, { sha256 }) =>
    replica
      .prepared<[string], { id: string; name: string }>(
        `SELECT d.id, d.name FROM documents d JOIN files f ON f.id = d.file_id
          WHERE f.sha256 = ? AND d.deleted_at IS NULL ORDER BY d.created_at, d.id LIMIT 1`,
      )
      .get(sha256) ?? null,
});

export const attachmentsOf = implement(declared.attachmentsOf, {
  tables: ['attachments', 'users', 'outbox', ...FILE_TABLES],
  run: async ({ replica }, { table, id }): Promise<readonly AttachmentView[]> =>
    replica
      .prepared<
        [string, string],
        FileRow & { id: string; caption: string | null; by: string | null; at: string; pending: number }
      >(
        `SELECT a.id, a.caption, a.created_at AS at, ${personSql('a.added_by_id')} AS by,
            ${pendingSql('a.id')} AS pending, ${FILE_COLUMNS}
          FROM attachments a ${fileJoin('a.file_id')}
          WHERE a.entity_table = ? AND a.entity_id = ? AND a.deleted_at IS NULL
          ORDER BY a.sort_order, a.id LIMIT ${MOST_ATTACHMENTS}`,
      )
      .all(table, id)
      .flatMap((row) => {
        const file = fileView(row);
        const { caption, by, at } = row;
        return file === null ? [] : [{ id: row.id, caption, by, at, isPending: row.pending === 1, file }];
      }),
});
