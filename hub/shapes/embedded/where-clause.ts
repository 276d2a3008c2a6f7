/**
 * Decides whether a changed row belongs to a shape. Equality, IN, IS NULL and their combinations over types with one
 * text per value are decided here; for everything else Postgres itself is asked, with the row's values cast to the
 * column's types, so that no rule of comparison or collation is written a second time.
 */
import pg from 'pg';
import { qualified, quoteIdentifier, type TableInfo } from './table-info.ts';
import { type Condition, parseWhere } from './where-ast.ts';

/** A row in Postgres’s own text, null for NULL. */
export type RowText = ReadonlyMap<string, string | null>;

/** `sql` is for snapshots, `matches` for changes; both say the same of every row. */
export interface WhereClause {
  readonly sql: string;
  matches(row: RowText): boolean | Promise<boolean>;
}

/** Types whose equal values have equal texts. */
const EXACT = new Set(['uuid', 'text', 'varchar', 'int2', 'int4', 'int8', 'bool', 'date']);

/** Parses, checks against the table, and compiles. Answers Electric's sentence for what it cannot do. */
export async function compileWhere(
  pool: pg.Pool,
  info: TableInfo,
  where: string,
  params: Readonly<Record<number, string>>,
): Promise<WhereClause | { readonly error: string }> {
  const parsed = await parseWhere(where, params);
  if ('error' in parsed) return parsed;
  const unknown = parsed.columns.find((column) => !info.columns.some((known) => known.name === column));
  if (unknown !== undefined)
    return {
      error: `At location ${Math.max(15, `SELECT 1 WHERE ${where}`.indexOf(unknown))}: unknown reference ${unknown}`,
    };
  try {
    await pool.query(`SELECT 1 FROM ${qualified(info)} WHERE (${parsed.sql}) AND false`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return { error: `At location 15: ${error.message}` };
  }
  const condition = parsed.condition === undefined ? undefined : exact(parsed.condition, info);
  if (condition !== undefined) return { sql: parsed.sql, matches: (row) => evaluate(condition, row) === true };
  return { sql: parsed.sql, matches: askPostgres(pool, info, parsed.sql, parsed.columns) };
}

/** The condition with its constants in the column's own text form; undefined where a type needs Postgres. */
function exact(condition: Condition, info: TableInfo): Condition | undefined {
  switch (condition.kind) {
    case 'null':
      return condition;
    case 'not': {
      const part = exact(condition.part, info);
      return part === undefined ? undefined : { kind: 'not', part };
    }
    case 'in': {
      const column = info.columns.find((known) => known.name === condition.column);
      if (column === undefined || column.dims > 0 || !EXACT.has(column.type)) return undefined;
      const values = condition.values.map((value) => canonical(column.type, value));
      return values.includes(undefined)
        ? undefined
        : { ...condition, values: values.flatMap((value) => (value === undefined ? [] : [value])) };
    }
    default: {
      const parts = condition.parts.flatMap((part) => exact(part, info) ?? []);
      return parts.length === condition.parts.length ? { ...condition, parts } : undefined;
    }
  }
}

/**
 * The one text that Postgres would send for a value; undefined where the literal is written otherwise, and Postgres
 * itself must compare.
 */
function canonical(type: string, value: string): string | undefined {
  switch (type) {
    case 'uuid':
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value.toLowerCase() : undefined;
    case 'int2':
    case 'int4':
    case 'int8':
      return /^-?\d+$/.test(value) ? BigInt(value).toString() : undefined;
    case 'bool':
      return ['t', 'true', 'on', 'yes', '1'].includes(value)
        ? 't'
        : ['f', 'false', 'off', 'no', '0'].includes(value)
          ? 'f'
          : undefined;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
    default:
      return value;
  }
}

/** SQL's three-valued logic: null is «unknown». */
function evaluate(condition: Condition, row: RowText): boolean | null {
  switch (condition.kind) {
    case 'null':
      return ((row.get(condition.column) ?? null) === null) !== condition.isNegated;
    case 'in': {
      const value = row.get(condition.column) ?? null;
      return value === null ? null : condition.values.includes(value);
    }
    case 'not': {
      const part = evaluate(condition.part, row);
      return part === null ? null : !part;
    }
    default: {
      const decisive = condition.kind === 'or';
      const results = condition.parts.map((part) => evaluate(part, row));
      if (results.includes(decisive)) return decisive;
      return results.includes(null) ? null : !decisive;
    }
  }
}

/**
 * `$n::text::type`, because a parameter of its own type would be parsed by the driver’s rules. NULL counts as no, as in
 * a WHERE.
 */
function askPostgres(
  pool: pg.Pool,
  info: TableInfo,
  sql: string,
  columns: readonly string[],
): (row: RowText) => Promise<boolean> {
  const used = info.columns.filter((column) => columns.includes(column.name));
  const selected = used.map(
    (column, index) => `$${index + 1}::text::${column.sqlType} AS ${quoteIdentifier(column.name)}`,
  );
  const query = `SELECT coalesce((${sql}), false) AS matches
    FROM (SELECT ${selected.join(', ') || '1'}) AS ${quoteIdentifier(info.table)}`;
  return async (row) => {
    const { rows } = await pool.query<{ matches: boolean }>(
      query,
      used.map((column) => row.get(column.name) ?? null),
    );
    return rows[0]?.matches ?? false;
  };
}
