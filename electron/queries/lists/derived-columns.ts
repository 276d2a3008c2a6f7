/** Columns of lists that no table stores, as SQL over the row `r`; `@today` stands for the theatre's day. */
import { seasonSql } from '../../../shared/rules/season.ts';
import { type TableName, tableNames, tableOf } from '../../../shared/schema/catalog.ts';

/** Rows of another table that a row is linked with. */
export interface LinkTable {
  readonly table: TableName;
  /** The column that points at the row of the list, and the one that points at what it is linked with. */
  readonly own: string;
  readonly other: string;
  readonly where: string;
}

/** Has a `value` or `links`. `tables` are what it looks at: a change of one of them makes the list look again. */
export interface DerivedColumn {
  /** One value per row. */
  readonly value?: string;
  readonly links?: LinkTable;
  readonly tables: readonly TableName[];
}

const PRODUCTIONS: LinkTable = {
  table: 'performance_inventory',
  own: 'inventory_item_id',
  other: 'performance_id',
  where: 'deleted_at IS NULL',
};

const TO_COME = `s.deleted_at IS NULL AND s.event_date >= @today AND s.status NOT IN ('completed', 'cancelled')`;

/** What an audience comes to. */
const SHOWS = `('performance', 'premiere', 'tour')`;

const returning = tableNames.filter((name) => tableOf(name).softDelete);
/** The root of the deletion is still marked: neither brought back nor purged, which the ledger does not know. */
const ROOT_IS_THERE = returning
  .map(
    (name) =>
      `WHEN '${name}' THEN EXISTS (SELECT 1 FROM ${name} t WHERE t.id = r.root_id AND t.deleted_at IS NOT NULL)`,
  )
  .join(' ');

const derived: Partial<Record<TableName, Readonly<Record<string, DerivedColumn>>>> = {
  deletions: {
    can_return: {
      value: `(r.restored_at IS NULL AND CASE r.root_table ${ROOT_IS_THERE} ELSE false END)`,
      tables: returning,
    },
  },
  performances: {
    next_show: {
      value: `(SELECT min(s.event_date) FROM schedule_events s WHERE s.performance_id = r.id
        AND s.event_type IN ${SHOWS} AND ${TO_COME})`,
      tables: ['schedule_events'],
    },
    // The worst that was said of a department this season.
    condition: {
      value: `(SELECT c.condition FROM performance_condition c WHERE c.performance_id = r.id AND c.deleted_at IS NULL
        AND c.season = ${seasonSql('@today')}
        ORDER BY CASE c.condition WHEN 'poor' THEN 0 WHEN 'fair' THEN 1 ELSE 2 END LIMIT 1)`,
      tables: ['performance_condition'],
    },
    open_faults: {
      value: `(SELECT nullif(count(*), 0) FROM faults f WHERE f.performance_id = r.id AND f.deleted_at IS NULL
        AND f.status IN ('open', 'in_repair'))`,
      tables: ['faults'],
    },
    responsible_id: {
      value: `(SELECT p.responsible_id FROM passport_sections p WHERE p.performance_id = r.id
        AND p.section_type = 'general' AND p.variant_id IS NULL AND p.deleted_at IS NULL
        AND p.responsible_id IS NOT NULL ORDER BY p.sort_order, p.id LIMIT 1)`,
      tables: ['passport_sections'],
    },
  },
  inventory_items: {
    productions: { links: PRODUCTIONS, tables: ['performance_inventory', 'performances'] },
    has_photo: {
      value: 'EXISTS (SELECT 1 FROM inventory_photos p WHERE p.inventory_item_id = r.id AND p.deleted_at IS NULL)',
      tables: ['inventory_photos'],
    },
    // The first show, still to come, of a production that it plays in, or the first event that it goes to.
    next_show: {
      value: `(SELECT min(e.event_date) FROM (
          SELECT s.event_date FROM performance_inventory p JOIN schedule_events s ON s.performance_id = p.performance_id
            WHERE p.inventory_item_id = r.id AND p.deleted_at IS NULL AND ${TO_COME}
          UNION ALL
          SELECT s.event_date FROM event_inventory i JOIN schedule_events s ON s.id = i.event_id
            WHERE i.inventory_item_id = r.id AND ${TO_COME}
        ) e)`,
      tables: ['performance_inventory', 'event_inventory', 'schedule_events'],
    },
  },
};

/** How a column is found that the table does not store. */
export const derivedColumn = (table: TableName, key: string): DerivedColumn | undefined => derived[table]?.[key];

/**
 * Where «which of these» about a link means more than the column says: a thing stands wherever some of it stands, not
 * only at its main place.
 */
const otherLinks: Partial<Record<TableName, Readonly<Record<string, LinkTable>>>> = {
  inventory_items: {
    location_id: { table: 'inventory_stock', own: 'item_id', other: 'location_id', where: 'quantity > 0' },
  },
};
/** The table through which a column reaches several rows; undefined for every other column. */
export const linkOf = (table: TableName, key: string): LinkTable | undefined =>
  derivedColumn(table, key)?.links ?? otherLinks[table]?.[key];
