/**
 * Proposes the guards of the catalog for both databases: triggers that keep the rules against code that bypasses ours.
 * Like `ddl.ts`, its output is frozen by hand into `migrations/`; the introspection test compares what the databases
 * really hold with it.
 *
 * A guard answers `guard|code|table|column`: the code of the refusal that the mutation verbs would give.
 * SQLite: every trigger first asks the one row of `guards`, which bulk work that has been checked elsewhere (a synced
 * batch, an undo) switches off within its transaction. Postgres: only what protects rows from being erased asks
 * `offstage.purge`, which the purge sets within its transaction.
 */
import { allReferencesTo, type Reference, references, referencesFrom } from '../shared/rules/references.ts';
import { upcomingSql } from '../shared/rules/upcoming.ts';
import { replicaColumns, type TableName, tableNames, tableOf } from '../shared/schema/catalog.ts';

type Dialect = 'postgres' | 'sqlite';

/** Columns of ledgers that may change: what is known only later. */
const LATER: Readonly<Record<string, readonly string[]>> = { deletions: ['restored_at', 'restored_by_id'] };

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

/** When an UPDATE makes a reference worth looking at: it changes, or its row comes back to life, or its event moves. */
function whenChanged({ reference, deleted }: Check, dialect: Dialect): string {
  const reasons = [differs(dialect, reference.column)];
  if (deleted !== undefined && reference.childDeletes)
    reasons.push('(OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)');
  if (reference.child === 'schedule_events' && reference.soft === 'block-upcoming')
    reasons.push(differs(dialect, 'event_date'), differs(dialect, 'status'));
  return reasons.length === 1 ? reasons.join('') : `(${reasons.join(' OR ')})`;
}

/** Columns whose UPDATE may break a reference of the child. */
function watched(child: TableName): readonly string[] {
  const columns = checksOf(child, 'sqlite').flatMap(({ reference, deleted }) => [
    reference.column,
    ...(deleted !== undefined && reference.childDeletes ? ['deleted_at'] : []),
    ...(reference.child === 'schedule_events' && reference.soft === 'block-upcoming' ? ['event_date', 'status'] : []),
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
    return [
      [
        reference,
        `EXISTS (SELECT 1 FROM ${reference.child} c WHERE c.${reference.column} = NEW.id${typed}${reference.childDeletes ? ' AND c.deleted_at IS NULL' : ''}${upcoming === undefined ? '' : ` AND ${upcoming}`})`,
      ],
    ];
  });
}

/** Parents whose purge takes rows with it that no foreign key can name. */
const erasedWith = (parent: TableName): readonly Reference[] =>
  references.filter((reference) => reference.parent === parent && reference.typeColumn !== undefined);

function sqliteGuards(name: TableName): readonly [string, string][] {
  const table = tableOf(name);
  const on = '(SELECT is_on FROM guards)';
  const guards: [string, string][] = [];
  const add = (suffix: string, event: string, when: string, body: readonly string[]): void => {
    if (body.length > 0)
      guards.push([
        `guard_${name}_${suffix}`,
        `CREATE TRIGGER guard_${name}_${suffix} ${event} ON ${name} WHEN ${on}${when} BEGIN\n  ${body.join('\n  ')}\nEND`,
      ]);
  };
  const look = (check: Check, condition: string): string[] => {
    const cases = [
      check.foreign === undefined
        ? ''
        : `WHEN ${check.foreign} THEN ${fail('sqlite', 'reference.missing', name, check.reference.column)}`,
      check.deleted === undefined
        ? ''
        : `WHEN ${check.deleted} THEN ${fail('sqlite', 'reference.deleted', name, check.reference.column)}`,
    ].filter((part) => part !== '');
    const found =
      cases.length === 0
        ? []
        : [
            `SELECT CASE ${cases.join(' ')} END FROM ${check.reference.parent} p WHERE p.id = NEW.${check.reference.column}${only(check.reference)}${condition};`,
          ];
    const missing =
      check.reference.typeColumn === undefined
        ? []
        : [
            `SELECT ${fail('sqlite', 'reference.missing', name, check.reference.column)} WHERE NEW.${check.reference.typeColumn} = '${check.reference.parent}'${condition} AND NOT EXISTS (SELECT 1 FROM ${check.reference.parent} p WHERE p.id = NEW.${check.reference.column});`,
          ];
    return [...found, ...missing];
  };
  add(
    'insert',
    'BEFORE INSERT',
    '',
    checksOf(name, 'sqlite').flatMap((check) => look(check, '')),
  );
  const theater = isTenant(name)
    ? [`SELECT ${fail('sqlite', 'column.readonly', name, 'theater_id')} WHERE ${differs('sqlite', 'theater_id')};`]
    : [];
  if (watched(name).length > 0)
    add('update', `BEFORE UPDATE OF ${watched(name).join(', ')}`, '', [
      ...checksOf(name, 'sqlite').flatMap((check) => look(check, ` AND ${whenChanged(check, 'sqlite')}`)),
      ...theater,
    ]);
  if (table.softDelete) {
    add(
      'removal',
      'BEFORE UPDATE OF deleted_at',
      ' AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL',
      holdersOf(name, 'sqlite').map(
        ([reference, exists]) =>
          `SELECT ${fail('sqlite', 'deletion.blocked', reference.child, reference.column)} WHERE ${exists};`,
      ),
    );
  }
  if (table.softDelete || table.ledger)
    add('erase', 'BEFORE DELETE', '', [`SELECT ${fail('sqlite', 'row.protected', name, 'id')};`]);
  if (table.ledger) {
    const fixed = replicaColumns(table)
      .map(([column]) => column)
      .filter((column) => LATER[name]?.includes(column) !== true);
    add('rewrite', `BEFORE UPDATE OF ${fixed.join(', ')}`, '', [
      `SELECT ${fail('sqlite', 'row.protected', name, 'id')};`,
    ]);
  }
  return guards;
}

function postgresGuards(name: TableName): readonly [string, string][] {
  const table = tableOf(name);
  const guards: [string, string][] = [];
  const add = (suffix: string, event: string, when: string, body: readonly string[], result = 'NEW'): void => {
    if (body.length === 0) return;
    guards.push(
      [
        `guard_${name}_${suffix}`,
        `CREATE FUNCTION guard_${name}_${suffix}() RETURNS trigger LANGUAGE plpgsql AS $$\nDECLARE p record;\nBEGIN\n  ${body.join('\n  ')}\n  RETURN ${result};\nEND $$`,
      ],
      [
        `guard_${suffix}`,
        `CREATE TRIGGER guard_${suffix} ${event} ON ${name} FOR EACH ${event === 'BEFORE TRUNCATE' ? 'STATEMENT' : 'ROW'}${when === '' ? '' : ` WHEN (${when})`} EXECUTE FUNCTION guard_${name}_${suffix}()`,
      ],
    );
  };
  const look = (check: Check, condition: string): string => {
    const { child, column, parent, typeColumn } = check.reference;
    const tests = [
      check.foreign === undefined
        ? ''
        : `IF ${check.foreign} THEN ${fail('postgres', 'reference.missing', child, column)} END IF;`,
      check.deleted === undefined
        ? ''
        : `IF ${check.deleted} THEN ${fail('postgres', 'reference.deleted', child, column)} END IF;`,
    ].filter((part) => part !== '');
    const missing =
      typeColumn === undefined
        ? ''
        : ` IF NOT FOUND THEN ${fail('postgres', 'reference.missing', child, column)} END IF;`;
    return `IF NEW.${column} IS NOT NULL${only(check.reference)}${condition} THEN SELECT ${[isTenant(parent) ? 'theater_id' : '', tableOf(parent).softDelete ? 'deleted_at' : ''].filter((part) => part !== '').join(', ')} INTO p FROM ${parent} WHERE id = NEW.${column};${missing} ${tests.join(' ')} END IF;`;
  };
  const theater = isTenant(name)
    ? [
        `IF ${differs('postgres', 'theater_id')} THEN ${fail('postgres', 'column.readonly', name, 'theater_id')} END IF;`,
      ]
    : [];
  const checks = checksOf(name, 'postgres');
  add(
    'insert',
    'BEFORE INSERT',
    '',
    checks.map((check) => look(check, '')),
  );
  if (watched(name).length > 0)
    add('update', `BEFORE UPDATE OF ${watched(name).join(', ')}`, '', [
      ...checks.map((check) => look(check, ` AND ${whenChanged(check, 'postgres')}`)),
      ...theater,
    ]);
  if (table.softDelete) {
    add(
      'removal',
      'BEFORE UPDATE OF deleted_at',
      'OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL',
      holdersOf(name, 'postgres').map(
        ([reference, exists]) =>
          `IF ${exists} THEN ${fail('postgres', 'deletion.blocked', reference.child, reference.column)} END IF;`,
      ),
    );
  }
  const purging = "IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN";
  if (table.softDelete || table.ledger)
    add(
      'truncate',
      'BEFORE TRUNCATE',
      '',
      [`${purging} ${fail('postgres', 'row.protected', name, 'id')} END IF;`],
      'NULL',
    );
  if (table.softDelete || table.ledger)
    add('erase', 'BEFORE DELETE', '', [`${purging} ${fail('postgres', 'row.protected', name, 'id')} END IF;`], 'OLD');
  if (table.ledger) {
    const fixed = Object.keys(table.columns).filter((column) => LATER[name]?.includes(column) !== true);
    add('rewrite', `BEFORE UPDATE OF ${fixed.join(', ')}`, '', [
      `${purging} ${fail('postgres', 'row.protected', name, 'id')} END IF;`,
    ]);
  }
  const erased = erasedWith(name);
  add(
    'sweep',
    'AFTER DELETE',
    '',
    erased.map(
      ({ child, column, typeColumn }) => `DELETE FROM ${child} WHERE ${typeColumn} = '${name}' AND ${column} = OLD.id;`,
    ),
    'NULL',
  );
  return guards;
}

/** Every guard of a database: its name (per table in Postgres) and the statement that makes it. */
export function guardsOf(
  dialect: Dialect,
): readonly { readonly table: TableName; readonly name: string; readonly sql: string }[] {
  return tablesOf(dialect).flatMap((table) =>
    (dialect === 'sqlite' ? sqliteGuards(table) : postgresGuards(table)).map(([name, sql]) => ({ table, name, sql })),
  );
}

function script(dialect: Dialect, direction: 'up' | 'down'): string {
  const guards = guardsOf(dialect);
  if (direction === 'up') {
    const first =
      dialect === 'sqlite'
        ? '-- One row: whether the guards look. Bulk work that has been checked elsewhere switches them off within its transaction.\nCREATE TABLE guards (id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1), is_on INTEGER NOT NULL CHECK (is_on IN (0, 1))) STRICT;\nINSERT INTO guards (id, is_on) VALUES (1, 1);\n'
        : '';
    return `${first}${guards.map(({ sql }) => `${sql};`).join('\n')}\n`;
  }
  if (dialect === 'sqlite')
    return `${guards
      .map(({ name }) => `DROP TRIGGER ${name};`)
      .toReversed()
      .join('\n')}\nDROP TABLE guards;\n`;
  return `${guards
    .filter(({ sql }) => sql.startsWith('CREATE FUNCTION'))
    .map(({ name }) => `DROP FUNCTION ${name}() CASCADE;`)
    .toReversed()
    .join('\n')}\n`;
}

if (import.meta.main) {
  const [, , dialect, direction] = process.argv;
  process.stdout.write(script(dialect === 'postgres' ? 'postgres' : 'sqlite', direction === 'down' ? 'down' : 'up'));
}
