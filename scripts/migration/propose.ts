/**
 * Proposes the script that leads from one form of a database to another, rows kept. What it cannot decide it says in
 * lines that begin with `-- BY HAND:`; the gate refuses a migration that still has one.
 */
import type { Dialect } from '../../migrations/history.ts';
import { type Difference, differenceOf, isNothing, type Remark, remarksOn } from './difference.ts';
import type { ColumnShape, Shape, TableShape } from './shape.ts';

/** The mark of what a person has to look at before the script is one. */
export const BY_HAND = '-- BY HAND:';

/** A table that both forms have, and what lies between them. */
interface Change {
  readonly name: string;
  readonly from: TableShape;
  readonly to: TableShape;
  readonly difference: Difference;
}

const indexesOf = (table: TableShape): string[] => Object.values(table.indexes).map((text) => `${text};`);

function columnSql(name: string, { type, isRequired, initial }: ColumnShape): string {
  const key = name === 'id' ? ' PRIMARY KEY' : '';
  return `${name} ${type}${key}${isRequired ? ' NOT NULL' : ''}${initial === null ? '' : ` DEFAULT ${initial}`}`;
}

const isForeignKey = (text: string): boolean => text.startsWith('FOREIGN KEY');

/** A table with its constraints; Postgres's foreign keys come later, when all tables are there. */
function createTable(dialect: Dialect, name: string, { columns, constraints }: TableShape): string {
  const lines = [
    ...Object.entries(columns).map(([column, form]) => columnSql(column, form)),
    ...Object.entries(constraints)
      .filter(([, text]) => dialect === 'sqlite' || !isForeignKey(text))
      .map(([constraint, text]) => `CONSTRAINT ${constraint} ${text}`),
  ];
  const body = lines.map((line) => `  ${line}`).join(',\n');
  return `CREATE TABLE ${name} (\n${body}\n)${dialect === 'sqlite' ? ' STRICT' : ''};`;
}

/** The value of a column in a table that is made anew, from the row of the old one. */
function copied(name: string, column: ColumnShape, before: ColumnShape | undefined): string {
  if (before === undefined) return 'NULL';
  const value = before.type === column.type ? name : `CAST(${name} AS ${column.type})`;
  return column.isRequired && !before.isRequired ? `coalesce(${value}, ${column.initial ?? 'NULL'})` : value;
}

/** SQLite's way to change what ALTER TABLE cannot: twelve steps, of which the runner does the rest. */
export function rebuildSql(name: string, from: TableShape, to: TableShape): readonly string[] {
  const kept = Object.entries(to.columns).filter(
    ([column, form]) => from.columns[column] !== undefined || (form.isRequired && form.initial === null),
  );
  const names = kept.map(([column]) => column).join(', ');
  const values = kept.map(([column, form]) => copied(column, form, from.columns[column])).join(', ');
  return [
    `-- ${name} is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.`,
    createTable('sqlite', `rebuilt_${name}`, to),
    `INSERT INTO rebuilt_${name} (${names})\n  SELECT ${values} FROM ${name} ORDER BY rowid;`,
    `DROP TABLE ${name};`,
    `ALTER TABLE rebuilt_${name} RENAME TO ${name};`,
    ...indexesOf(to),
  ];
}

/** What ALTER TABLE ADD COLUMN of SQLite says of a column's own constraints; undefined where it cannot. */
function addedSqlite({ name, difference }: Change): readonly string[] | undefined {
  const { addedColumns, goneColumns, changedColumns, addedConstraints, goneConstraints } = difference;
  const isSimple = addedColumns.every(([, { isRequired, initial }]) => !isRequired || initial !== null);
  if (!isSimple || goneColumns.length + changedColumns.length + goneConstraints.length > 0) return undefined;
  const left = new Map(addedConstraints);
  const statements = addedColumns.map(([column, form]) => {
    const own = [`ck_${name}_${column}`, `fk_${name}_${column}`].flatMap((constraint) => {
      const text = left.get(constraint);
      left.delete(constraint);
      return text === undefined ? [] : [` CONSTRAINT ${constraint} ${text.replace(/^FOREIGN KEY \(\w+\) /, '')}`];
    });
    return `ALTER TABLE ${name} ADD COLUMN ${columnSql(column, form)}${own.join('')};`;
  });
  return left.size > 0 ? undefined : statements;
}

function changeSqlite(change: Change): readonly string[] {
  const { name, from, to, difference } = change;
  const added = addedSqlite(change);
  if (added === undefined) return rebuildSql(name, from, to);
  return [
    ...difference.goneIndexes.map((index) => `DROP INDEX ${index};`),
    ...added,
    ...difference.addedIndexes.map(([, text]) => `${text};`),
  ];
}

function columnChangesPostgres({ name, difference }: Change): readonly string[] {
  const alter = (column: string, what: string): string => `ALTER TABLE ${name} ALTER COLUMN ${column} ${what};`;
  return [
    ...difference.addedColumns.flatMap(([column, form]) =>
      form.isRequired && form.initial === null
        ? [
            `ALTER TABLE ${name} ADD COLUMN ${columnSql(column, { ...form, isRequired: false })};`,
            `UPDATE ${name} SET ${column} = NULL;`,
            alter(column, 'SET NOT NULL'),
          ]
        : [`ALTER TABLE ${name} ADD COLUMN ${columnSql(column, form)};`],
    ),
    ...difference.changedColumns.flatMap(([column, { from, to }]) => [
      ...(from.initial !== to.initial && from.initial !== null ? [alter(column, 'DROP DEFAULT')] : []),
      ...(from.type === to.type ? [] : [alter(column, `TYPE ${to.type} USING ${column}::${to.type}`)]),
      ...(from.initial !== to.initial && to.initial !== null ? [alter(column, `SET DEFAULT ${to.initial}`)] : []),
      ...(to.isRequired && !from.isRequired
        ? [
            `UPDATE ${name} SET ${column} = ${to.initial ?? 'NULL'} WHERE ${column} IS NULL;`,
            alter(column, 'SET NOT NULL'),
          ]
        : []),
      ...(from.isRequired && !to.isRequired ? [alter(column, 'DROP NOT NULL')] : []),
    ]),
  ];
}

function changePostgres(change: Change): readonly string[] {
  const { name, difference } = change;
  return [
    ...difference.goneConstraints.map((constraint) => `ALTER TABLE ${name} DROP CONSTRAINT ${constraint};`),
    ...difference.goneIndexes.map((index) => `DROP INDEX ${index};`),
    ...difference.goneColumns.map((column) => `ALTER TABLE ${name} DROP COLUMN ${column};`),
    ...columnChangesPostgres(change),
    ...difference.addedConstraints.map(
      ([constraint, text]) => `ALTER TABLE ${name} ADD CONSTRAINT ${constraint} ${text};`,
    ),
    ...difference.addedIndexes.map(([, text]) => `${text};`),
  ];
}

function newTables(dialect: Dialect, tables: readonly (readonly [string, TableShape])[]): readonly string[] {
  return [
    ...tables.map(([name, table]) => createTable(dialect, name, table)),
    ...(dialect === 'sqlite'
      ? []
      : tables.flatMap(([name, { constraints }]) =>
          Object.entries(constraints)
            .filter(([, text]) => isForeignKey(text))
            .map(([constraint, text]) => `ALTER TABLE ${name} ADD CONSTRAINT ${constraint} ${text};`),
        )),
    ...tables.flatMap(([, table]) => indexesOf(table)),
  ];
}

/**
 * Constraints and indexes of a table whose columns go are named in `difference`; those that go with a column need not.
 */
function withoutWhatGoesAlong(change: Change): Change {
  const { difference, to } = change;
  const isAlong = (name: string): boolean =>
    difference.goneColumns.some((column) => name.endsWith(`_${column}`)) && to.constraints[name] === undefined;
  return {
    ...change,
    difference: { ...difference, goneConstraints: difference.goneConstraints.filter((name) => !isAlong(name)) },
  };
}

/**
 * The script; empty where both forms are one. `direction` decides how loudly a loss is said: going back loses by
 * nature.
 */
export function propose(dialect: Dialect, from: Shape, to: Shape, direction: 'up' | 'down' = 'up'): string {
  const changes = Object.entries(to).flatMap(([name, table]): Change[] => {
    const before = from[name];
    if (before === undefined) return [];
    const difference = differenceOf(before, table);
    return isNothing(difference) ? [] : [{ name, from: before, to: table, difference }];
  });
  const added = Object.entries(to).filter(([name]) => from[name] === undefined);
  const gone = Object.keys(from).filter((name) => to[name] === undefined);
  const remarks: readonly Remark[] = [
    ...gone.map((name): Remark => ({ kind: 'loses', text: `${name} goes with all its rows` })),
    ...changes.flatMap((change) => remarksOn(change.name, change.from, change.to)),
  ];
  const lines = [
    ...remarks.map(({ kind, text }) =>
      direction === 'down' && kind === 'loses' ? `-- Going back, ${text}.` : `${BY_HAND} ${text}.`,
    ),
    ...newTables(dialect, added),
    ...changes.flatMap((change) =>
      dialect === 'sqlite' ? changeSqlite(change) : changePostgres(withoutWhatGoesAlong(change)),
    ),
    ...gone.toReversed().map((name) => `DROP TABLE ${name}${dialect === 'sqlite' ? '' : ' CASCADE'};`),
  ];
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
