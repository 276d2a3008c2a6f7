/** Documents and files that go along with a tour because of its productions, events and houses. */
import * as declared from '../../../shared/features/tours/queries.ts';
import { implement } from '../define-query.ts';
import { FILE_COLUMNS, FILE_TABLES, type FileRow, fileJoin, fileView } from '../file-view.ts';

const MOST_FILES = 500;

interface Row extends FileRow {
  readonly id: string;
  readonly name: string | null;
  readonly ofTable: declared.TourFile['of']['table'];
  readonly ofId: string;
  readonly ofLabel: string;
}

/** Files that hang on rows of a table; `rows` answers `id` and `label`. */
const hanging = (table: string, rows: string, turn: number): string =>
  `SELECT a.id, coalesce(a.caption, file.name) AS name, '${table}' AS ofTable, o.id AS ofId, o.label AS ofLabel,
      ${turn} AS turn, a.sort_order AS place, ${FILE_COLUMNS}
    FROM (${rows}) o JOIN attachments a ON a.entity_table = '${table}' AND a.entity_id = o.id ${fileJoin('a.file_id')}
   WHERE a.deleted_at IS NULL`;

const EVENTS = 'schedule_events e WHERE e.deleted_at IS NULL AND e.tour_id = $id';
const PRODUCTIONS = `SELECT id, title AS label FROM performances
   WHERE deleted_at IS NULL AND id IN (SELECT e.performance_id FROM ${EVENTS})`;
const HOUSES = `SELECT id, name AS label FROM venues
   WHERE deleted_at IS NULL AND id IN (SELECT e.venue_id FROM ${EVENTS})`;

const SQL = `SELECT * FROM (SELECT d.id, d.name, 'performances' AS ofTable, o.id AS ofId, o.label AS ofLabel,
      1 AS turn, 0 AS place, ${FILE_COLUMNS}
    FROM (${PRODUCTIONS}) o JOIN documents d ON d.performance_id = o.id ${fileJoin('d.file_id')}
   WHERE d.deleted_at IS NULL
  UNION ALL ${hanging('performances', PRODUCTIONS, 1)}
  UNION ALL ${hanging('venues', HOUSES, 2)}
  UNION ALL ${hanging('schedule_events', `SELECT e.id, e.title AS label FROM ${EVENTS}`, 3)})
  ORDER BY turn, ofLabel, ofId, place, name, id LIMIT ${MOST_FILES}`;

export const tourFiles = implement(declared.tourFiles, {
  tables: ['attachments', 'documents', 'performances', 'schedule_events', 'venues', ...FILE_TABLES],
  run: async ({ replica }, { id }): Promise<readonly declared.TourFile[]> =>
    replica
      .prepared<[{ id: string }], Row>(SQL)
      .all({ id })
      .flatMap((row) => {
        const file = fileView(row);
        if (file === null) return [];
        const { ofTable: table, ofId, ofLabel } = row;
        return [{ id: row.id, name: row.name ?? file.name, file, of: { table, id: ofId }, ofLabel }];
      }),
});
