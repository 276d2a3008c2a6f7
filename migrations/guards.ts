/**
 * The guards of the catalog for both databases: triggers that keep the rules against code that bypasses ours. They are
 * repeatable (`repeatables.ts`): made anew where they come out of the catalog differently than before.
 *
 * A guard answers `guard|code|table|column`: the code of the refusal that the mutation verbs would give.
 * SQLite: every trigger first asks the one row of `guards`, which bulk work that has been checked elsewhere (a synced
 * batch, an undo) switches off within its transaction. Postgres: only what protects rows from being erased asks
 * `offstage.purge`, which the purge sets within its transaction.
 */
import { allReferencesTo, type Reference, references, referencesFrom } from '../shared/rules/references.ts';
import { upcomingSql } from '../shared/rules/upcoming.ts';
import { replicaColumns, type TableName, tableNames, tableOf } from '../shared/schema/catalog.ts';
import type { Dialect } from './history.ts';

const tablesOf = (dialect: Dialect): readonly TableName[] =>
  tableNames.filter((name) => dialect === 'postgres' || tableOf(name).scope !== 'hub');
const isTenant = (name: TableName): boolean => 'theater_id' in tableOf(name).columns;
const fail = (dialect: Dialect, code: string, table: string, column: string): string =>
  dialect === 'sqlite'
    ? `RAISE(ABORT, 'guard|${code}|${table}|${column}')`
    : `RAISE EXCEPTION 'guard|${code}|${table}|${column}' USING ERRCODE = '23G01';`;
const differs = (dialect: Dialect, column: string): string =>
  dialect === 'sqlite' ? `NEW.${column} IS NOT OLD.${column}` : `NEW.${column} IS DISTINCT FROM OLD.${column}`;
const today = (dialect: Dialect): string => (dialect === 'sqlite' ? "date('now')" : 'current_date');

/** References of a child that a trigger has to look at: all but the theatre's own, which the foreign key settles. */
const guarded = (child: TableName): readonly Reference[] =>
  referencesFrom(child).filter((reference) => reference.column !== 'theater_id');

interface Check {
  readonly reference: Reference;
  /** Condition on the parent `p` for «other theatre», and for «deleted»; undefined where it cannot be. */
  readonly foreign: string | undefined;
  readonly deleted: string | undefined;
}

function checksOf(child: TableName, dialect: Dialect): readonly Check[] {
  return guarded(child).flatMap((reference) => {
    const upcoming = reference.soft === 'block-upcoming' ? upcomingSql(child, 'NEW', today(dialect), '>') : undefined;
    const live = reference.childDeletes ? 'NEW.deleted_at IS NULL AND ' : '';
    const foreign = isTenant(child) && isTenant(reference.parent) ? 'p.theater_id <> NEW.theater_id' : undefined;
    const deleted =
      reference.soft === 'keep' || !tableOf(reference.parent).softDelete
        ? undefined
        : `${live}p.deleted_at IS NOT NULL${upcoming === undefined ? '' : ` AND ${upcoming}`}`;
    return foreign === undefined && deleted === undefined && reference.typeColumn === undefined
      ? []
      : [{ reference, foreign, deleted }];
  });
}

const only = ({ typeColumn, parent }: Reference): string =>
  typeColumn === undefined ? '' : ` AND NEW.${typeColumn} = '${parent}'`;

/** Columns of the child whose change may make its row one that is still to come, where that matters. */
const movedBy = ({ child, soft }: Reference): readonly string[] =>
  soft === 'block-upcoming' ? (tableOf(child).upcoming?.columns ?? []) : [];

/** When an UPDATE makes a reference worth looking at: it changes, or its row comes back to life, or its event moves. */
function whenChanged({ reference, deleted }: Check, dialect: Dialect): string {
  const reasons = [differs(dialect, reference.column)];
  if (deleted !== undefined && reference.childDeletes)
    reasons.push('(OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)');
  reasons.push(...movedBy(reference).map((column) => differs(dialect, column)));
  return reasons.length === 1 ? reasons.join('') : `(${reasons.join(' OR ')})`;
}

/** Columns whose UPDATE may break a reference of the child. */
function watched(child: TableName): readonly string[] {
  const columns = checksOf(child, 'sqlite').flatMap(({ reference, deleted }) => [
    reference.column,
    ...(deleted !== undefined && reference.childDeletes ? ['deleted_at'] : []),
    ...movedBy(reference),
  ]);
  return [...new Set([...columns, ...(isTenant(child) ? ['theater_id'] : [])])];
}

/** Live rows that forbid deleting the row `NEW` of the parent, one condition per reference. */
function holdersOf(parent: TableName, dialect: Dialect): readonly (readonly [Reference, string])[] {
  const known: readonly TableName[] = tablesOf(dialect);
  return allReferencesTo(parent).flatMap((reference): (readonly [Reference, string])[] => {
    if (
      reference.soft === 'keep' ||
      !known.includes(reference.child) ||
      (reference.soft === 'cascade' && !reference.childDeletes)
    )
      return [];
    const upcoming =
      reference.soft === 'block-upcoming' ? upcomingSql(reference.child, 'c', today(dialect), '>') : undefined;
    const typed = reference.typeColumn === undefined ? '' : ` AND c.${reference.typeColumn} = '${parent}'`;
    const live = reference.childDeletes ? ' AND c.deleted_at IS NULL' : '';
    const due = upcoming === undefined ? '' : ` AND ${upcoming}`;
    const points = `c.${reference.column} = NEW.id${typed}${live}${due}`;
    return [[reference, `EXISTS (SELECT 1 FROM ${reference.child} c WHERE ${points})`]];
  });
}

/** Parents whose purge takes rows with it that no foreign key can name. */
const erasedWith = (parent: TableName): readonly Reference[] =>
  references.filter((reference) => reference.parent === parent && reference.typeColumn !== undefined);

/** Looks at a reference of `NEW`; `condition` begins with AND, or is empty. */
function sqliteLook({ reference, foreign, deleted }: Check, condition: string): string[] {
  const { child, column, parent, typeColumn } = reference;
  const missing = fail('sqlite', 'reference.missing', child, column);
  const cases = [
    foreign === undefined ? '' : ` WHEN ${foreign} THEN ${missing}`,
    deleted === undefined ? '' : ` WHEN ${deleted} THEN ${fail('sqlite', 'reference.deleted', child, column)}`,
  ].join('');
  const found = `p.id = NEW.${column}`;
  return [
    ...(cases === '' ? [] : [`SELECT CASE${cases} END FROM ${parent} p WHERE ${found}${only(reference)}${condition};`]),
    ...(typeColumn === undefined
      ? []
      : [
          `SELECT ${missing} WHERE NEW.${typeColumn} = '${parent}'${condition}` +
            ` AND NOT EXISTS (SELECT 1 FROM ${parent} p WHERE ${found});`,
        ]),
  ];
}

/** The columns of a ledger that nobody may write again. */
const fixedColumns = (name: TableName, columns: readonly string[]): string =>
  columns.filter((column) => !tableOf(name).later.includes(column)).join(', ');

const REMOVED = 'OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL';

function sqliteGuards(name: TableName): readonly [string, string][] {
  const table = tableOf(name);
  const guards: [string, string][] = [];
  const add = (suffix: string, event: string, when: string, body: readonly string[]): void => {
    const head = `CREATE TRIGGER guard_${name}_${suffix} ${event} ON ${name} WHEN (SELECT is_on FROM guards)${when}`;
    if (body.length > 0) guards.push([`guard_${name}_${suffix}`, `${head} BEGIN\n  ${body.join('\n  ')}\nEND`]);
  };
  const checks = checksOf(name, 'sqlite');
  add(
    'insert',
    'BEFORE INSERT',
    '',
    checks.flatMap((check) => sqliteLook(check, '')),
  );
  const isProtected = [`SELECT ${fail('sqlite', 'row.protected', name, 'id')};`];
  const readonly = fail('sqlite', 'column.readonly', name, 'theater_id');
  const theater = isTenant(name) ? [`SELECT ${readonly} WHERE ${differs('sqlite', 'theater_id')};`] : [];
  if (watched(name).length > 0)
    add('update', `BEFORE UPDATE OF ${watched(name).join(', ')}`, '', [
      ...checks.flatMap((check) => sqliteLook(check, ` AND ${whenChanged(check, 'sqlite')}`)),
      ...theater,
    ]);
  if (table.softDelete) {
    add(
      'removal',
      'BEFORE UPDATE OF deleted_at',
      ` AND ${REMOVED}`,
      holdersOf(name, 'sqlite').map(
        ([{ child, column }, exists]) => `SELECT ${fail('sqlite', 'deletion.blocked', child, column)} WHERE ${exists};`,
      ),
    );
  }
  if (table.softDelete || table.ledger) add('erase', 'BEFORE DELETE', '', isProtected);
  if (table.ledger) {
    const columns = replicaColumns(table).map(([column]) => column);
    add('rewrite', `BEFORE UPDATE OF ${fixedColumns(name, columns)}`, '', isProtected);
  }
  return guards;
}

/** As `sqliteLook`: reads the parent into `p` once. */
function postgresLook({ reference, foreign, deleted }: Check, condition: string): string {
  const { child, column, parent, typeColumn } = reference;
  const missing = fail('postgres', 'reference.missing', child, column);
  const read = [isTenant(parent) ? 'theater_id' : '', tableOf(parent).softDelete ? 'deleted_at' : ''];
  const steps = [
    `SELECT ${read.filter((part) => part !== '').join(', ')} INTO p FROM ${parent} WHERE id = NEW.${column};`,
    typeColumn === undefined ? '' : `IF NOT FOUND THEN ${missing} END IF;`,
    foreign === undefined ? '' : `IF ${foreign} THEN ${missing} END IF;`,
    deleted === undefined ? '' : `IF ${deleted} THEN ${fail('postgres', 'reference.deleted', child, column)} END IF;`,
  ].filter((part) => part !== '');
  return `IF NEW.${column} IS NOT NULL${only(reference)}${condition} THEN ${steps.join(' ')} END IF;`;
}

type AddGuard = (suffix: string, event: string, when: string, body: readonly string[], result?: string) => void;

/** What keeps rows from being erased or written again, except by the purge; and what a purged row takes along. */
function addPostgresErasure(name: TableName, add: AddGuard): void {
  const table = tableOf(name);
  const isPurging = "current_setting('offstage.purge', true) IS NOT DISTINCT FROM 'on'";
  const isProtected = [`IF NOT (${isPurging}) THEN ${fail('postgres', 'row.protected', name, 'id')} END IF;`];
  if (table.softDelete || table.ledger) {
    add('truncate', 'BEFORE TRUNCATE', '', isProtected, 'NULL');
    add('erase', 'BEFORE DELETE', '', isProtected, 'OLD');
  }
  if (table.ledger)
    add('rewrite', `BEFORE UPDATE OF ${fixedColumns(name, Object.keys(table.columns))}`, '', isProtected);
  add(
    'sweep',
    'AFTER DELETE',
    '',
    erasedWith(name).map(
      ({ child, column, typeColumn }) => `DELETE FROM ${child} WHERE ${typeColumn} = '${name}' AND ${column} = OLD.id;`,
    ),
    'NULL',
  );
}

function postgresGuards(name: TableName): readonly [string, string][] {
  const guards: [string, string][] = [];
  const add: AddGuard = (suffix, event, when, body, result = 'NEW') => {
    if (body.length === 0) return;
    const each = event === 'BEFORE TRUNCATE' ? 'STATEMENT' : 'ROW';
    const text = `DECLARE p record;\nBEGIN\n  ${body.join('\n  ')}\n  RETURN ${result};\nEND`;
    guards.push(
      [
        `guard_${name}_${suffix}`,
        `CREATE FUNCTION guard_${name}_${suffix}() RETURNS trigger LANGUAGE plpgsql AS $$\n${text} $$`,
      ],
      [
        `guard_${suffix}`,
        `CREATE TRIGGER guard_${suffix} ${event} ON ${name} FOR EACH ${each}` +
          `${when === '' ? '' : ` WHEN (${when})`} EXECUTE FUNCTION guard_${name}_${suffix}()`,
      ],
    );
  };
  const readonly = fail('postgres', 'column.readonly', name, 'theater_id');
  const theater = isTenant(name) ? [`IF ${differs('postgres', 'theater_id')} THEN ${readonly} END IF;`] : [];
  const checks = checksOf(name, 'postgres');
  add(
    'insert',
    'BEFORE INSERT',
    '',
    checks.map((check) => postgresLook(check, '')),
  );
  if (watched(name).length > 0)
    add('update', `BEFORE UPDATE OF ${watched(name).join(', ')}`, '', [
      ...checks.map((check) => postgresLook(check, ` AND ${whenChanged(check, 'postgres')}`)),
      ...theater,
    ]);
  if (tableOf(name).softDelete)
    add(
      'removal',
      'BEFORE UPDATE OF deleted_at',
      REMOVED,
      holdersOf(name, 'postgres').map(
        ([{ child, column }, exists]) =>
          `IF ${exists} THEN ${fail('postgres', 'deletion.blocked', child, column)} END IF;`,
      ),
    );
  addPostgresErasure(name, add);
  return guards;
}

/** A trigger, or in Postgres a function of one: its name (a trigger's is unique per table there) and what makes it. */
export interface MadeFromCatalog {
  readonly table: TableName;
  readonly name: string;
  readonly sql: string;
}

/** Every guard of a database. */
export function guardsOf(dialect: Dialect): readonly MadeFromCatalog[] {
  return tablesOf(dialect).flatMap((table) =>
    (dialect === 'sqlite' ? sqliteGuards(table) : postgresGuards(table)).map(([name, sql]) => ({ table, name, sql })),
  );
}
