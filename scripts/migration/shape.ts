/**
 * The form of a database, read from it: what the migrations really made, and what the DDL of the catalog would make.
 * Both are read in the same way, so that they can be compared; the order of columns means nothing.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';

/** A column as a database says it. */
export interface ColumnShape {
  readonly type: string;
  readonly isRequired: boolean;
  /** SQL of the value for rows that do not name the column. */
  readonly initial: string | null;
}

/** A table; constraints, indexes and columns by name. */
export interface TableShape {
  readonly columns: Readonly<Record<string, ColumnShape>>;
  /** What follows `CONSTRAINT name`, without the primary key: that is always `id`. */
  readonly constraints: Readonly<Record<string, string>>;
  /** The statements that make them. */
  readonly indexes: Readonly<Record<string, string>>;
}

/** The tables of a database that the catalog is about. */
export type Shape = Readonly<Record<string, TableShape>>;

/** Tables that are no business of the catalog: what each side keeps for itself. */
const OWN: readonly RegExp[] = [
  /^(schema_migrations|sqlite_|search_)/,
  /^(guards|replica_meta|replica_shapes|outbox|outbox_effects|refused_mutations|outbox_sent|drafts)$/,
  /^(stored_files|wanted_files|file_pins)$/,
  /^(sync_commits|hub_state|rate_limits|file_uploads|unused_files)$/,
];
const isOwn = (name: string): boolean => OWN.some((pattern) => pattern.test(name));
const norm = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** The text up to the bracket that closes the one at `from`; brackets within quotes do not count. */
function balanced(text: string, from: number): string {
  let depth = 0;
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return text.slice(from, at + 1);
  }
  throw new Error(`a bracket is not closed: ${text}`);
}

/** CHECKs by their names, wherever in the statement they stand. */
function sqliteChecks(sql: string): Record<string, string> {
  const checks: Record<string, string> = {};
  for (const match of sql.matchAll(/CONSTRAINT (\w+) CHECK (?=\()/g))
    checks[match[1] ?? ''] = `CHECK ${norm(balanced(sql, match.index + match[0].length))}`;
  return checks;
}

function sqliteTable(sqlite: SqliteDatabase.Database, name: string, sql: string): TableShape {
  const columns = sqlite.pragma(`table_info(${name})`) as {
    name: string;
    type: string;
    notnull: number;
    dflt_value: string | null;
  }[];
  const keys = sqlite.pragma(`foreign_key_list(${name})`) as { from: string; table: string; on_delete: string }[];
  const indexes = sqlite
    .prepare<[string], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
    )
    .all(name);
  return {
    columns: Object.fromEntries(
      columns.map((each) => [each.name, { type: each.type, isRequired: each.notnull === 1, initial: each.dflt_value }]),
    ),
    constraints: {
      ...Object.fromEntries(
        keys.map((key) => [
          `fk_${name}_${key.from}`,
          `FOREIGN KEY (${key.from}) REFERENCES ${key.table} (id) ON DELETE ${key.on_delete}`,
        ]),
      ),
      ...sqliteChecks(sql),
    },
    indexes: Object.fromEntries(indexes.map((index) => [index.name, norm(index.sql)])),
  };
}

/** The form of an SQLite database. */
export function sqliteShape(sqlite: SqliteDatabase.Database): Shape {
  const tables = sqlite
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    .all()
    .filter(({ name }) => !isOwn(name));
  return Object.fromEntries(tables.map(({ name, sql }) => [name, sqliteTable(sqlite, name, sql)]));
}

/** As much of a Postgres connection as reading its form takes. */
export interface Queries {
  query(text: string): Promise<{ readonly rows: readonly unknown[] }>;
}

/** Types as the project writes them. */
const typeOf = (type: string): string =>
  type
    .replace('character varying', 'varchar')
    .replace(/^timestamp(\(\d\))? with time zone$/, 'timestamptz$1')
    .replace(/^time(\(\d\))? without time zone$/, 'time$1');
const withoutCasts = (text: string): string => text.replaceAll(/::[a-z]+( [a-z]+)*(\(\d+(,\d+)?\))?(\[\])?/g, '');

/**
 * A closed set of values as the catalog writes it; Postgres prints it in one of two ways, neither of which it keeps.
 */
const closedSet = (text: string): string =>
  text.replace(
    /\((\w+)\)::text = ANY \((?:\(ARRAY\[([^\]]*)\]\)::text\[\]|ARRAY\[([^\]]*)\])\)/,
    (_, column: string, plain: string | undefined, cast: string | undefined) =>
      `${column} IN (${[...(plain ?? cast ?? '').matchAll(/'[^']*'/g)].map(([value]) => value).join(', ')})`,
  );

interface Named {
  readonly table: string;
  readonly name: string;
  readonly text: string;
}

/**
 * The form of a schema of a Postgres database. Leaves that schema alone in the search path, so that names come without
 * it.
 */
export async function postgresShape(client: Queries, schema: string): Promise<Shape> {
  const read = async <T>(text: string): Promise<readonly T[]> => (await client.query(text)).rows as readonly T[];
  await client.query(`SET search_path TO ${schema}`);
  const here = `relnamespace = '${schema}'::regnamespace AND relkind = 'r'`;
  const columns = await read<{ table: string; name: string; type: string; required: boolean; initial: string | null }>(
    `SELECT relname AS table, attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS required,
       pg_get_expr(adbin, adrelid) AS initial
     FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid LEFT JOIN pg_attrdef ON adrelid = c.oid AND adnum = attnum
     WHERE ${here} AND attnum > 0 AND NOT attisdropped ORDER BY relname, attnum`,
  );
  const constraints = await read<Named>(
    `SELECT relname AS table, conname AS name, pg_get_constraintdef(k.oid) AS text
     FROM pg_class c JOIN pg_constraint k ON conrelid = c.oid WHERE ${here} AND contype IN ('c', 'f', 'u')`,
  );
  const indexes = await read<Named>(
    `SELECT c.relname AS table, i.relname AS name, pg_get_indexdef(i.oid) AS text
     FROM pg_class c JOIN pg_index ON indrelid = c.oid JOIN pg_class i ON i.oid = indexrelid
     WHERE ${here.replaceAll('rel', 'c.rel')} AND NOT indisprimary`,
  );
  const of = (list: readonly Named[], table: string, plain: (text: string) => string): Record<string, string> =>
    Object.fromEntries(list.filter((each) => each.table === table).map(({ name, text }) => [name, plain(norm(text))]));
  return Object.fromEntries(
    [...Map.groupBy(columns, ({ table }) => table)]
      .filter(([table]) => !isOwn(table))
      .map(([table, list]) => [
        table,
        {
          columns: Object.fromEntries(
            list.map(({ name, type, required, initial }) => [
              name,
              {
                type: typeOf(type),
                isRequired: required,
                initial: initial === null ? null : withoutCasts(initial),
              },
            ]),
          ),
          constraints: of(constraints, table, closedSet),
          indexes: of(indexes, table, (text) => text.replace(` ON ${schema}.`, ' ON ').replace(' USING btree', '')),
        },
      ]),
  );
}
