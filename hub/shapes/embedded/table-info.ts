/**
 * What the server must know of a table: its columns with types, its key, and the schema header that clients parse
 * values by.
 */
import type pg from 'pg';

/** A column as the catalogue of Postgres describes it. `dims` is above 0 for an array. */
export interface ColumnInfo {
  readonly name: string;
  /** Name of the type, of the element for an array. */
  readonly type: string;
  readonly dims: number;
  readonly notNull: boolean;
  /** Position in the primary key, from 0. */
  readonly keyIndex: number | undefined;
  readonly typeMod: number;
  /** `format_type`: what a cast needs. */
  readonly sqlType: string;
  readonly isGenerated: boolean;
}
/** `keyColumns` is empty for a table without a primary key: then all columns make the key of a row. */
export interface TableInfo {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly ColumnInfo[];
  readonly keyColumns: readonly string[];
  /** Changes with every change of a name or a type: shapes made before such a change are rotated. */
  readonly signature: string;
}

interface Row {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  readonly relkind: string;
  readonly name: string;
  readonly type: string;
  readonly dims: number;
  readonly not_null: boolean;
  readonly key_index: number | null;
  readonly type_mod: number;
  readonly sql_type: string;
  readonly is_generated: boolean;
  readonly type_oid: string;
}

const QUERY = `
SELECT c.oid::int AS oid, n.nspname AS schema, c.relname AS "table", c.relkind, a.attname AS name,
  CASE WHEN t.typelem <> 0 AND t.typlen = -1 AND t.typcategory = 'A' THEN e.typname ELSE t.typname END AS type,
  CASE WHEN t.typelem <> 0 AND t.typlen = -1 AND t.typcategory = 'A' THEN greatest(a.attndims, 1) ELSE 0 END AS dims,
  a.attnotnull AS not_null, array_position(i.indkey::int2[], a.attnum) AS key_index, a.atttypmod AS type_mod,
  format_type(a.atttypid, a.atttypmod) AS sql_type, a.attgenerated <> '' AS is_generated, a.atttypid::text AS type_oid
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type e ON e.oid = t.typelem
LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p') ORDER BY a.attnum`;

/** Reads a table; undefined where there is none. */
export async function readTableInfo(
  client: pg.Pool | pg.ClientBase,
  schema: string,
  table: string,
): Promise<TableInfo | undefined> {
  const { rows } = await client.query<Row>(QUERY, [schema, table]);
  const first = rows[0];
  if (first === undefined) return undefined;
  const columns = rows
    .filter((row) => !row.is_generated)
    .map(
      (row): ColumnInfo => ({
        name: row.name,
        type: row.type,
        dims: row.dims,
        notNull: row.not_null,
        keyIndex: row.key_index ?? undefined,
        typeMod: row.type_mod,
        sqlType: row.sql_type,
        isGenerated: row.is_generated,
      }),
    );
  const keyColumns = columns
    .filter((column) => column.keyIndex !== undefined)
    .toSorted((a, b) => (a.keyIndex ?? 0) - (b.keyIndex ?? 0))
    .map((column) => column.name);
  const signature = signatureOf(
    schema,
    table,
    rows
      .filter((row) => !row.is_generated)
      .map((row) => ({ name: row.name, typeOid: Number(row.type_oid), typeMod: row.type_mod })),
  );
  return { oid: first.oid, schema, table, columns, keyColumns, signature };
}

/** Comparable with what a relation message says. */
export function signatureOf(
  schema: string,
  table: string,
  columns: readonly { readonly name: string; readonly typeOid: number; readonly typeMod: number }[],
): string {
  const forms = columns.map((column) => `${column.name}:${column.typeOid}:${column.typeMod}`);
  return `${schema}.${table}(${forms.join(',')})`;
}

/** `electric-schema`: what the client's value parsers need. */
export function schemaHeader(info: TableInfo, selected: readonly string[]): string {
  const keyStart = Math.min(
    ...info.columns.flatMap((column) => (column.keyIndex === undefined ? [] : [column.keyIndex])),
  );
  const entries = info.columns
    .filter((column) => selected.includes(column.name))
    .map((column) => {
      const entry: Record<string, unknown> = { type: column.type };
      if (column.dims > 0) entry['dims'] = column.dims;
      if (column.notNull) entry['not_null'] = true;
      if (column.keyIndex !== undefined) entry['pk_index'] = column.keyIndex - keyStart;
      return [column.name, { ...entry, ...modifiers(column) }];
    });
  return JSON.stringify(Object.fromEntries(entries));
}

function modifiers(column: ColumnInfo): Record<string, unknown> {
  const { typeMod } = column;
  if (typeMod < 0) return {};
  switch (column.type) {
    case 'varchar':
    case 'text':
      return { max_length: typeMod - 4 };
    case 'bpchar':
      return { length: typeMod - 4 };
    case 'bit':
      return { length: typeMod };
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return { precision: typeMod };
    case 'numeric':
      return { precision: ((typeMod - 4) >> 16) & 0xffff, scale: (typeMod - 4) & 0x7ff };
    case 'interval':
      return intervalModifiers(typeMod);
    default:
      return { type_mod: typeMod };
  }
}

const INTERVAL_FIELDS: Readonly<Record<number, string>> = {
  4: 'YEAR',
  2: 'MONTH',
  8: 'DAY',
  1024: 'HOUR',
  2048: 'MINUTE',
  4096: 'SECOND',
  6: 'YEAR TO MONTH',
  1032: 'DAY TO HOUR',
  3080: 'DAY TO MINUTE',
  7176: 'DAY TO SECOND',
  3072: 'HOUR TO MINUTE',
  7168: 'HOUR TO SECOND',
  6144: 'MINUTE TO SECOND',
};

function intervalModifiers(typeMod: number): Record<string, unknown> {
  const precision = typeMod & 0xffff;
  const fields = INTERVAL_FIELDS[(typeMod >> 16) & 0x7fff];
  return { ...(precision === 0xffff ? {} : { precision }), ...(fields === undefined ? {} : { fields }) };
}

/**
 * `"schema"."table"/"pk1"/"pk2"`: `/` doubled in values, `.` doubled in names, NULL as `_`. A table without a key uses
 * all columns by name.
 */
export function keyPrefix(info: TableInfo): string {
  const name = (text: string): string => `"${text.replaceAll('.', '..')}"`;
  return `${name(info.schema)}.${name(info.table)}`;
}

/** The key of a row in messages, as Electric writes it: `"schema"."table"/"value"`, slashes doubled, `_` for null. */
export function keyOf(info: TableInfo, value: (column: string) => string | null | undefined): string {
  return (
    keyPrefix(info) +
    keyParts(info)
      .map((column) => {
        const part = value(column);
        return part === null || part === undefined ? '/_' : `/"${part.replaceAll('/', '//')}"`;
      })
      .join('')
  );
}

/** The columns that make the key, in order. */
export function keyParts(info: TableInfo): readonly string[] {
  return info.keyColumns.length > 0 ? info.keyColumns : info.columns.map((column) => column.name).toSorted();
}

/** Safe in SQL as a name, whatever is in it. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/**
 * Safe in SQL as a text. A backslash needs the form with E, whose blank before keeps it apart from what stands there.
 */
export const quoteLiteral = (text: string): string =>
  text.includes('\\')
    ? ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${text.replaceAll("'", "''")}'`;
/** Schema and table, quoted. */
export const qualified = (info: Pick<TableInfo, 'schema' | 'table'>): string =>
  `${quoteIdentifier(info.schema)}.${quoteIdentifier(info.table)}`;
