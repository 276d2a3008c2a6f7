/**
 * The DDL of the catalog for both databases. `npm run migration` compares what it makes with what the migrations make;
 * it never runs on a database that anybody keeps.
 */
import { replicaColumns, tableNames, tableOf } from '../shared/schema/catalog.ts';
import type { Column, Table } from '../shared/schema/define.ts';

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

function postgresType(column: Column): string {
  switch (column.type) {
    case 'varchar':
      return `varchar(${column.length ?? 255})`;
    case 'numeric':
      return `numeric(${column.precision ?? 12},${column.scale ?? 2})`;
    case 'int':
      return 'integer';
    case 'bool':
      return 'boolean';
    case 'timestamptz':
      return 'timestamptz(3)';
    case 'time':
      return 'time(0)';
    case 'json':
      return 'jsonb';
    default:
      return column.type;
  }
}

function sqliteType(column: Column): string {
  return column.type === 'int' || column.type === 'bool' ? 'INTEGER' : 'TEXT';
}

function defaultOf(column: Column, dialect: 'postgres' | 'sqlite'): string {
  const value = column.initial;
  if (value === undefined) return '';
  if (typeof value === 'boolean') return ` DEFAULT ${dialect === 'postgres' ? value : Number(value)}`;
  if (typeof value === 'number') return ` DEFAULT ${value}`;
  if (typeof value === 'string') return ` DEFAULT ${quoted(value)}`;
  if (column.type === 'text[]' && dialect === 'postgres') return ` DEFAULT '{}'`;
  return ` DEFAULT ${quoted(JSON.stringify(value))}`;
}

/** CHECK conditions of a table by constraint name. */
export function checksOf(table: Table, dialect: 'postgres' | 'sqlite'): Record<string, string> {
  const checks: Record<string, string> = {};
  const columns = dialect === 'sqlite' ? replicaColumns(table) : Object.entries(table.columns);
  for (const [name, column] of columns) {
    if (column.values !== undefined)
      checks[`ck_${table.name}_${name}`] = `${name} IN (${column.values.map(quoted).join(', ')})`;
    if (column.check !== undefined) checks[`ck_${table.name}_${name}`] = column.check;
    if (dialect === 'postgres') continue;
    if (column.type === 'bool') checks[`ck_${table.name}_${name}`] = `${name} IN (0, 1)`;
    if (column.type === 'json' || column.type === 'text[]') checks[`ck_${table.name}_${name}`] = `json_valid(${name})`;
    if (column.type === 'varchar' && column.values === undefined)
      checks[`ck_${table.name}_${name}`] = `length(${name}) <= ${column.length ?? 255}`;
  }
  for (const [name, condition] of Object.entries(table.checks)) checks[`ck_${table.name}_${name}`] = condition;
  if (table.softDelete) checks[`ck_${table.name}_deletion`] = '(deleted_at IS NULL) = (deletion_id IS NULL)';
  return checks;
}

/** Indexes of a table by name: unique keys, foreign keys, and those it names itself. */
export function indexesOf(
  table: Table,
): Record<string, { readonly unique: boolean; readonly columns: readonly string[]; readonly where?: string }> {
  const indexes: Record<string, { unique: boolean; columns: readonly string[]; where?: string }> = {};
  const hasTheater = 'theater_id' in table.columns;
  for (const key of table.unique) {
    indexes[`uq_${table.name}_${key.join('_')}`] = {
      unique: true,
      columns: hasTheater ? ['theater_id', ...key] : key,
      ...(table.softDelete ? { where: 'deleted_at IS NULL' } : {}),
    };
  }
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.references !== undefined) indexes[`ix_${table.name}_${name}`] = { unique: false, columns: [name] };
  }
  if (table.softDelete)
    indexes[`ix_${table.name}_deleted_at`] = {
      unique: false,
      columns: ['deleted_at'],
      where: 'deleted_at IS NOT NULL',
    };
  for (const index of table.indexes)
    indexes[`ix_${table.name}_${index.columns.join('_')}`] = { unique: false, ...index };
  return indexes;
}

function indexSql(table: Table): string[] {
  return Object.entries(indexesOf(table)).map(
    ([name, { unique, columns, where }]) =>
      `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${name} ON ${table.name} (${columns.join(', ')})` +
      `${where === undefined ? '' : ` WHERE ${where}`};`,
  );
}

function createTable(table: Table, dialect: 'postgres' | 'sqlite'): string {
  const columns = dialect === 'sqlite' ? replicaColumns(table) : Object.entries(table.columns);
  const lines = columns.map(([name, column]) => {
    const type = dialect === 'postgres' ? postgresType(column) : sqliteType(column);
    const key = name === 'id' ? ' PRIMARY KEY' : '';
    return `  ${name} ${type}${key}${column.nullable ? '' : ' NOT NULL'}${defaultOf(column, dialect)}`;
  });
  if (dialect === 'sqlite')
    for (const [name, column] of columns) {
      const fk = column.references;
      if (fk !== undefined)
        lines.push(
          `  CONSTRAINT fk_${table.name}_${name} FOREIGN KEY (${name}) ` +
            `REFERENCES ${fk.table} (id) ON DELETE ${fk.purge}`,
        );
    }
  for (const [name, condition] of Object.entries(checksOf(table, dialect)))
    lines.push(`  CONSTRAINT ${name} CHECK (${condition})`);
  return `CREATE TABLE ${table.name} (\n${lines.join(',\n')}\n)${dialect === 'sqlite' ? ' STRICT' : ''};`;
}

/** All DDL of the catalog for Postgres: tables, then foreign keys (the graph has cycles), then indexes. */
export function postgresDdl(tables: readonly Table[] = tableNames.map(tableOf)): string {
  const foreignKeys = tables.flatMap((table) =>
    Object.entries(table.columns).flatMap(([name, column]) =>
      column.references === undefined
        ? []
        : [
            `ALTER TABLE ${table.name} ADD CONSTRAINT fk_${table.name}_${name} FOREIGN KEY (${name}) ` +
              `REFERENCES ${column.references.table} (id) ON DELETE ${column.references.purge};`,
          ],
    ),
  );
  const fullText = tables
    .filter((table) => table.search.length > 0)
    .map(({ name, search }) => {
      const text = search.map((column) => `coalesce(${column}, '')`).join(` || ' ' || `);
      return `CREATE INDEX ft_${name} ON ${name} USING gin (to_tsvector('russian', ${text}));`;
    });
  return (
    [
      ...tables.map((table) => createTable(table, 'postgres')),
      ...foreignKeys,
      ...tables.flatMap(indexSql),
      ...fullText,
    ].join('\n') + '\n'
  );
}

/** All DDL of the catalog for SQLite; hub tables and hub columns are absent. */
export function sqliteDdl(tables: readonly Table[] = tableNames.map(tableOf)): string {
  const held = tables.filter((table) => table.scope !== 'hub');
  return [...held.map((table) => createTable(table, 'sqlite')), ...held.flatMap(indexSql)].join('\n') + '\n';
}
