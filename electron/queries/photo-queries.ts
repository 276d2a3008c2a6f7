/** Photos of things, and the way of somebody who takes them. */
import type { Cover, PhotoView } from '../../shared/features/photos/queries.ts';
import * as declared from '../../shared/features/photos/queries.ts';
import { replicatedTables } from '../../shared/schema/catalog.ts';
import { implement } from './define-query.ts';
import { FILE_COLUMNS, FILE_TABLES, type FileRow, fileJoin, fileView, pendingSql, personSql } from './file-view.ts';
import { selectedIds } from './lists/list-queries.ts';
import { runOf } from './photo-way.ts';

const MOST_PHOTOS = 200;

/** The main one first; where two laptops chose one each, the same of them everywhere. */
const IN_ORDER = 'p.is_main DESC, p.sort_order, p.id';

export const photosOf = implement(declared.photosOf, {
  tables: ['inventory_photos', 'users', 'outbox', ...FILE_TABLES],
  run: async ({ replica }, { itemId }): Promise<readonly PhotoView[]> =>
    replica
      .prepared<[string], FileRow & { id: string; at: string; by: string | null; pending: number; path: string }>(
        `SELECT p.id, p.file_path AS path, p.created_at AS at, ${personSql('p.uploaded_by_id')} AS by,
            ${pendingSql('p.id')} AS pending, ${FILE_COLUMNS}
          FROM inventory_photos p ${fileJoin('p.file_id')}
          WHERE p.inventory_item_id = ? AND p.deleted_at IS NULL ORDER BY ${IN_ORDER} LIMIT ${MOST_PHOTOS}`,
      )
      .all(itemId)
      .map((row, index) => ({
        id: row.id,
        // The first is the one that lists show, whatever several rows say of themselves.
        isMain: index === 0,
        by: row.by,
        at: row.at,
        isPending: row.pending === 1,
        file: fileView(row),
        name: row.path.split('/').at(-1) ?? row.path,
      })),
});

export const photoCovers = implement(declared.photoCovers, {
  tables: ['inventory_photos', ...FILE_TABLES],
  run: async ({ replica }, { itemIds }): Promise<Readonly<Record<string, Cover>>> => {
    const rows = replica
      .prepared<[string], FileRow & { itemId: string; count: number }>(
        `SELECT itemId, count, ${FILE_COLUMNS} FROM (
            SELECT p.inventory_item_id AS itemId, p.file_id, count(*) OVER (PARTITION BY p.inventory_item_id) AS count,
              row_number() OVER (PARTITION BY p.inventory_item_id ORDER BY ${IN_ORDER}) AS rank
            FROM inventory_photos p
            WHERE p.deleted_at IS NULL AND p.inventory_item_id IN (SELECT value FROM json_each(?))) p
          ${fileJoin('p.file_id')} WHERE p.rank = 1 AND file.id IS NOT NULL`,
      )
      .all(JSON.stringify(itemIds));
    return Object.fromEntries(
      rows.flatMap((row) => {
        const file = fileView(row);
        return file === null ? [] : [[row.itemId, { file, count: row.count }] as const];
      }),
    );
  },
});

/** What is in the scope may depend on any table: a list's conditions reach everywhere. */
export const photoRun = implement(declared.photoRun, {
  tables: [...replicatedTables, 'search_words'],
  run: async (context, { scope, at, passed, recent }) => {
    const ids = scope.table === 'inventory_items' ? selectedIds(context, scope) : [];
    return runOf(context.replica, { ids, at, passed: new Set(passed), recent });
  },
});
