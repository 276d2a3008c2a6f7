/**
 * What a pin holds, as SQL: the files that hang on a row, on what is under it and in it, and on what it uses. Deleted
 * rows hold nothing.
 */
import type { Pinnable } from '../../shared/ipc/file-contract.ts';
import type { Replica } from '../replica/replica.ts';

/** A row that can be pinned, or is. */
export interface PinScope {
  readonly table: Pinnable;
  readonly id: string;
}

/** An original that a pin holds, with where it is. */
export interface ScopedFile {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly isHere: boolean;
  readonly isOnHub: boolean;
}

const ofThings = (things: string): string =>
  `SELECT file_id FROM inventory_photos WHERE deleted_at IS NULL AND inventory_item_id IN (${things})
   UNION ${attached('inventory_items', things)}`;

function attached(table: string, ids: string): string {
  return `SELECT file_id FROM attachments
           WHERE deleted_at IS NULL AND entity_table = '${table}' AND entity_id IN (${ids})`;
}

/** What hangs on productions, on what belongs to them, and on the things that they use. */
const ofProductions = (productions: string, names: string): string => `WITH ${names}
    production_events (id) AS (
      SELECT id FROM schedule_events WHERE deleted_at IS NULL AND performance_id IN (${productions})),
    jobs (id) AS (SELECT id FROM projects WHERE deleted_at IS NULL AND performance_id IN (${productions})),
    sections (id) AS (
      SELECT id FROM passport_sections WHERE deleted_at IS NULL AND performance_id IN (${productions})),
    inventory (id) AS (
      SELECT inventory_item_id FROM performance_inventory
       WHERE deleted_at IS NULL AND performance_id IN (${productions}))
    SELECT file_id FROM documents WHERE deleted_at IS NULL AND performance_id IN (${productions})
    UNION SELECT d.file_id FROM passport_documents pd JOIN documents d ON d.id = pd.document_id
           WHERE pd.deleted_at IS NULL AND d.deleted_at IS NULL AND pd.section_id IN (SELECT id FROM sections)
    UNION SELECT a.file_id FROM task_attachments a JOIN tasks t ON t.id = a.task_id
           WHERE a.deleted_at IS NULL AND t.deleted_at IS NULL
             AND (t.performance_id IN (${productions}) OR t.project_id IN (SELECT id FROM jobs))
    UNION ${attached('performances', productions)}
    UNION ${attached('passport_sections', 'SELECT id FROM sections')}
    UNION ${attached('schedule_events', 'SELECT id FROM production_events')}
    UNION ${attached('projects', 'SELECT id FROM jobs')}
    UNION ${ofThings('SELECT id FROM inventory')}`;

/** Productions, venues and things of a tour, by names of their own. */
const TOUR_NAMES = `
    tour_events (id, performance_id, venue_id) AS (
      SELECT id, performance_id, venue_id FROM schedule_events WHERE deleted_at IS NULL AND tour_id = $id),
    tour_things (id) AS (
      SELECT inventory_item_id FROM packing_lines WHERE deleted_at IS NULL AND tour_id = $id
      UNION SELECT case_item_id FROM packing_lines
             WHERE deleted_at IS NULL AND tour_id = $id AND case_item_id IS NOT NULL),`;

/** Statements with one parameter, `$id`, that answer `file_id`. */
const SCOPES: Readonly<Record<Pinnable, string>> = {
  inventory_items: ofThings('SELECT $id'),
  inventory_locations: `WITH RECURSIVE places (id) AS (
      SELECT $id UNION SELECT l.id FROM inventory_locations l JOIN places p ON l.parent_id = p.id
       WHERE l.deleted_at IS NULL),
    things (id) AS (
      SELECT item_id FROM inventory_stock WHERE quantity > 0 AND location_id IN (SELECT id FROM places)
      UNION SELECT id FROM inventory_items WHERE deleted_at IS NULL AND location_id IN (SELECT id FROM places))
    ${ofThings('SELECT id FROM things')}
    UNION ${attached('inventory_locations', 'SELECT id FROM places')}`,
  document_categories: `WITH RECURSIVE kinds (id) AS (
      SELECT $id UNION SELECT c.id FROM document_categories c JOIN kinds k ON c.parent_id = k.id
       WHERE c.deleted_at IS NULL)
    SELECT file_id FROM documents WHERE deleted_at IS NULL AND category_id IN (SELECT id FROM kinds)`,
  documents: `SELECT file_id FROM documents WHERE deleted_at IS NULL AND id = $id
    UNION SELECT v.file_id FROM document_versions v JOIN documents d ON d.id = v.document_id
           WHERE d.deleted_at IS NULL AND d.id = $id`,
  performances: ofProductions('SELECT $id', ''),
  tours: `${ofProductions('SELECT performance_id FROM tour_events', TOUR_NAMES)}
    UNION ${attached('tours', 'SELECT $id')}
    UNION ${attached('schedule_events', 'SELECT id FROM tour_events')}
    UNION ${attached('venues', 'SELECT venue_id FROM tour_events')}
    UNION ${ofThings('SELECT id FROM tour_things')}`,
};

/** Tables that decide what a pin holds. */
export const PIN_TABLES = [
  'attachments',
  'document_categories',
  'document_versions',
  'documents',
  'file_pins',
  'files',
  'inventory_items',
  'inventory_locations',
  'inventory_photos',
  'inventory_stock',
  'packing_lines',
  'passport_documents',
  'passport_sections',
  'performance_inventory',
  'projects',
  'schedule_events',
  'stored_files',
  'task_attachments',
  'tasks',
] as const;

/** Whatever a pin of this row holds, each file once. */
export function filesOf(replica: Pick<Replica, 'prepared'>, scope: PinScope): readonly ScopedFile[] {
  return replica
    .prepared<[{ id: string }], { sha256: string; size: number; here: number; on_hub: number }>(
      `SELECT file.sha256, CAST(file.size AS INTEGER) AS size, coalesce(stored.has_original, 0) AS here,
              file.uploaded_at IS NOT NULL AS on_hub
         FROM files file LEFT JOIN stored_files stored ON stored.sha256 = file.sha256
        WHERE file.id IN (${nested(SCOPES[scope.table])}) ORDER BY file.sha256`,
    )
    .all({ id: scope.id })
    .map(({ sha256, size, here, on_hub }) => ({ sha256, size, isHere: here === 1, isOnHub: on_hub === 1 }));
}

/** A statement with names of its own (`WITH`) must stand alone within another. */
const nested = (sql: string): string => `SELECT file_id FROM (${sql})`;

/** The files of a tour (`$id`), as a statement within another. */
export const tourFilesSql = nested(SCOPES.tours);
