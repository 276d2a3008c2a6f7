/** Files of a tour that are not on this laptop, with what they belong to, the largest first. */
import type { MissingFile } from '../../shared/ipc/ready-contract.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import { tourFilesSql } from '../files/pin-scopes.ts';
import { labelsOf } from '../queries/deletion-queries.ts';
import type { Reading } from '../replica/reading.ts';

interface Row {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly onHub: number;
}

/** By what people look for a file first: its document's production, then whatever it hangs on. */
const OWNERS = `
  SELECT file_id, 'performances' AS "table", performance_id AS id, 1 AS turn FROM documents
   WHERE deleted_at IS NULL AND performance_id IS NOT NULL
  UNION ALL SELECT file_id, entity_table, entity_id, 2 FROM attachments WHERE deleted_at IS NULL
  UNION ALL SELECT file_id, 'inventory_items', inventory_item_id, 3 FROM inventory_photos WHERE deleted_at IS NULL
  UNION ALL SELECT d.file_id, 'passport_sections', p.section_id, 4 FROM passport_documents p
   JOIN documents d ON d.id = p.document_id WHERE p.deleted_at IS NULL AND d.deleted_at IS NULL
  UNION ALL SELECT a.file_id, 'tasks', a.task_id, 5 FROM task_attachments a WHERE a.deleted_at IS NULL`;

/** At most `most` of them. A file that hangs on several rows stands once, with the first of its owners. */
export function missingFiles(replica: Reading, tourId: string, most: number): readonly MissingFile[] {
  const rows = replica
    .prepared<[{ id: string; most: number }], Row>(
      `SELECT file.id, file.sha256, coalesce(d.name, file.name) AS name, file.mime,
          CAST(file.size AS INTEGER) AS size, file.uploaded_at IS NOT NULL AS onHub
        FROM files file LEFT JOIN stored_files stored ON stored.sha256 = file.sha256
          LEFT JOIN documents d ON d.file_id = file.id AND d.deleted_at IS NULL
       WHERE coalesce(stored.has_original, 0) = 0 AND file.id IN (${tourFilesSql})
       GROUP BY file.id ORDER BY CAST(file.size AS INTEGER) DESC, file.id LIMIT $most`,
    )
    .all({ id: tourId, most });
  const owners = replica.prepared<[string], { table: TableName; id: string }>(
    `SELECT "table", id FROM (${OWNERS}) WHERE file_id = ? ORDER BY turn, id LIMIT 1`,
  );
  return rows.map(({ id, onHub, ...file }) => {
    const owner = owners.get(id);
    const label = owner === undefined ? undefined : labelsOf(replica, owner.table, [owner.id])[0]?.label;
    return {
      ...file,
      isOnHub: onHub === 1,
      of: owner === undefined || label === undefined ? null : { table: owner.table, label },
    };
  });
}
