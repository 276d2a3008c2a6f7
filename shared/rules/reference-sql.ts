/**
 * SQL over references, valid in both databases but for the form of a list parameter. Names come from the catalog alone.
 */
import { type TableName, tableOf } from '../schema/catalog.ts';
import type { Reference } from './references.ts';
import { upcomingSql } from './upcoming.ts';

const live = ({ childDeletes }: Reference, row: string): string =>
  childDeletes ? ` AND ${row}.deleted_at IS NULL` : '';
const typed = ({ typeColumn, parent }: Reference, row: string): string =>
  typeColumn === undefined ? '' : ` AND ${row}.${typeColumn} = '${parent}'`;

/**
 * Live rows of the child that point at one of a list: `id`, `parent`, `is_upcoming` (0 or 1, where the action asks).
 */
export function referencingSql(reference: Reference, inList: string, today: string): string {
  const upcoming = reference.soft === 'block-upcoming' ? upcomingSql(reference.child, 'c', today) : undefined;
  return `SELECT c.id, c.${reference.column} AS parent,
    ${upcoming === undefined ? '0' : `CASE WHEN ${upcoming} THEN 1 ELSE 0 END`} AS is_upcoming FROM ${reference.child} c
    WHERE c.${reference.column} ${inList}${typed(reference, 'c')}${live(reference, 'c')} ORDER BY c.id`;
}

/** Number of live rows of the child that point at one of a list. */
export function countReferencingSql(reference: Reference, inList: string): string {
  return `SELECT count(*) AS count FROM ${reference.child} c
    WHERE c.${reference.column} ${inList}${typed(reference, 'c')}${live(reference, 'c')}`;
}

/** The child's rows that point at nothing: orphans. */
export function orphansSql(reference: Reference): string {
  return `FROM ${reference.child} c WHERE c.${reference.column} IS NOT NULL${typed(reference, 'c')}
    AND NOT EXISTS (SELECT 1 FROM ${reference.parent} p WHERE p.id = c.${reference.column})`;
}

/**
 * Live rows that point at a deleted one although the reference does not keep history; undefined where that cannot be.
 */
export function danglingSql(reference: Reference, today: string): string | undefined {
  if (
    reference.soft === 'keep' ||
    !tableOf(reference.parent).softDelete ||
    (reference.soft === 'cascade' && !reference.childDeletes)
  )
    return undefined;
  const upcoming =
    reference.soft === 'block-upcoming' ? ` AND ${upcomingSql(reference.child, 'c', today) ?? 'TRUE'}` : '';
  return `FROM ${reference.child} c JOIN ${reference.parent} p ON p.id = c.${reference.column}
    WHERE p.deleted_at IS NOT NULL${typed(reference, 'c')}${live(reference, 'c')}${upcoming}`;
}

/** Rows that point into another theatre; undefined where one side belongs to none. */
export function foreignTenantSql(reference: Reference): string | undefined {
  if (!('theater_id' in tableOf(reference.child).columns) || !('theater_id' in tableOf(reference.parent).columns))
    return undefined;
  return `FROM ${reference.child} c JOIN ${reference.parent} p ON p.id = c.${reference.column}
    WHERE p.theater_id <> c.theater_id${typed(reference, 'c')}`;
}

/** Of a list of the child's rows those whose parent is deleted: `id`, `parent`, `deletion_id`, `is_upcoming`. */
export function deletedParentsSql(reference: Reference, inList: string, today: string): string {
  const upcoming = reference.soft === 'block-upcoming' ? upcomingSql(reference.child, 'c', today) : undefined;
  return `SELECT c.id, c.${reference.column} AS parent, p.deletion_id,
    ${upcoming === undefined ? '0' : `CASE WHEN ${upcoming} THEN 1 ELSE 0 END`} AS is_upcoming FROM ${reference.child} c
    JOIN ${reference.parent} p ON p.id = c.${reference.column}
    WHERE c.id ${inList}${typed(reference, 'c')} AND p.deleted_at IS NOT NULL ORDER BY c.id`;
}

/** Of a list of rows those whose unique key a live row holds by now: `id`, `holder`. */
export function takenKeysSql(table: TableName, key: readonly string[], inList: string): string {
  const { columns, softDelete } = tableOf(table);
  const same = ['theater_id' in columns ? ['theater_id'] : [], key].flat().map((column) => `h.${column} = r.${column}`);
  return `SELECT r.id, h.id AS holder FROM ${table} r
    JOIN ${table} h ON ${same.join(' AND ')} AND h.id <> r.id${softDelete ? ' AND h.deleted_at IS NULL' : ''}
    WHERE r.id ${inList} ORDER BY r.id`;
}

/** Rows of the child, deleted or not, that point at one of a list: `id`, `parent`. */
export function allReferencingSql(reference: Reference, inList: string): string {
  return `SELECT c.id, c.${reference.column} AS parent FROM ${reference.child} c
    WHERE c.${reference.column} ${inList}${typed(reference, 'c')} ORDER BY c.id`;
}
