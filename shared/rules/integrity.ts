/**
 * What must never be, asked of either database in the same words: orphans, live rows pointing at deleted ones,
 * references into another theatre, quantities that differ from their ledger, things that hang below themselves; and
 * what people watch: the trash and how long deletions took. Source: the integrity model, «Проверка данных» and «Metrics
 * & monitoring», generalised to every reference of the catalog.
 */
import { assert } from '../base/asserts.ts';
import { isUuid } from '../base/ids.ts';
import { type TableName, tableNames, tableOf } from '../schema/catalog.ts';
import { danglingSql, foreignTenantSql, orphansSql } from './reference-sql.ts';
import { nameOf, references } from './references.ts';
import { cycleSql, trees } from './trees.ts';
import { dayIn } from './upcoming.ts';

/**
 * `dangling`: a live row refers to a deleted one. `tenant`: a reference into another theatre. `stock`, `quantity`: sums
 * that differ from the ledger. `case`: the place of a case hangs elsewhere than the case stands.
 */
export type FindingKind = 'orphan' | 'dangling' | 'tenant' | 'stock' | 'quantity' | 'cycle' | 'case';

/** Rows that break a rule. */
export interface Finding {
  readonly kind: FindingKind;
  /** The reference or quantity that is wrong. */
  readonly name: string;
  readonly table: TableName;
  readonly column: string;
  readonly count: number;
  /** The first of them. */
  readonly ids: readonly string[];
}

/** Empty `findings` mean that every rule holds; the rest is for people to watch. */
export interface IntegrityReport {
  /** Questions asked. */
  readonly checks: number;
  readonly findings: readonly Finding[];
  readonly trash: readonly { readonly table: TableName; readonly count: number; readonly oldest: string }[];
  readonly deletions: {
    readonly count: number;
    readonly restored: number;
    readonly rows: number;
    readonly largest: number;
    readonly slowestMs: number;
    readonly totalMs: number;
  };
  readonly openConflicts: number;
}

interface Check {
  readonly kind: FindingKind;
  readonly name: string;
  readonly table: TableName;
  readonly column: string;
  /** From `FROM` on; the row in question is `c`. */
  readonly sql: string;
}

/** Runs SQL that only reads. */
export type Ask = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

const moved = `sum(CASE WHEN h.to_location_id = c.location_id THEN h.quantity ELSE 0 END
  - CASE WHEN h.from_location_id = c.location_id THEN h.quantity ELSE 0 END)`;

const quantities: readonly Check[] = [
  {
    kind: 'quantity',
    name: 'inventory_items.quantity',
    table: 'inventory_items',
    column: 'quantity',
    sql: `FROM inventory_items c WHERE c.quantity <> coalesce((SELECT sum(s.quantity) FROM inventory_stock s
      WHERE s.item_id = c.id), 0)`,
  },
  {
    kind: 'stock',
    name: 'inventory_stock.quantity',
    table: 'inventory_stock',
    column: 'quantity',
    sql: `FROM inventory_stock c WHERE c.quantity <> coalesce((SELECT ${moved} FROM inventory_history h
      WHERE h.item_id = c.item_id), 0)`,
  },
  {
    kind: 'stock',
    name: 'inventory_history.to_location_id',
    table: 'inventory_history',
    column: 'to_location_id',
    sql: `FROM inventory_history c WHERE c.to_location_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM inventory_stock s
      WHERE s.item_id = c.item_id AND s.location_id = c.to_location_id)`,
  },
];

const caseChecks: readonly Check[] = [
  {
    kind: 'case',
    name: 'inventory_items.place_id',
    table: 'inventory_items',
    column: 'place_id',
    sql: `FROM inventory_items c WHERE c.deleted_at IS NULL AND c.place_id IS NOT NULL
      AND EXISTS (SELECT 1 FROM inventory_stock s WHERE s.item_id = c.id AND s.quantity > 0)
      AND EXISTS (SELECT 1 FROM inventory_locations p WHERE p.id = c.place_id AND p.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM inventory_stock s
          WHERE s.item_id = c.id AND s.location_id = p.parent_id AND s.quantity > 0))`,
  },
];

/** Trees that are none. */
const circles: readonly Check[] = trees.map((tree) => ({
  kind: 'cycle',
  name: `${tree.table}.${tree.column}`,
  ...tree,
  sql: cycleSql(tree),
}));

/** Every check that a database can answer; `today` is an SQL expression for the day in the theatre of the row `c`. */
function integrityChecks(database: 'sqlite' | 'postgres', today: string): readonly Check[] {
  const known = references.filter((reference) => database === 'postgres' || tableOf(reference.child).scope !== 'hub');
  return [
    ...known.flatMap((reference) => {
      const row = { name: nameOf(reference), table: reference.child, column: reference.column };
      const found: Check[] = [{ kind: 'orphan', ...row, sql: orphansSql(reference) }];
      const dangling = danglingSql(reference, today);
      if (dangling !== undefined) found.push({ kind: 'dangling', ...row, sql: dangling });
      const foreign = foreignTenantSql(reference);
      if (foreign !== undefined && reference.column !== 'theater_id')
        found.push({ kind: 'tenant', ...row, sql: foreign });
      return found;
    }),
    ...quantities,
    ...caseChecks,
    ...circles,
  ];
}

const NAMED = 10;

/** What is asked: which database, and the rows of one theatre or all. */
export interface IntegrityScope {
  readonly database: 'sqlite' | 'postgres';
  readonly theaterId?: string | undefined;
  /** The hub's time: what is still to come is so in each theatre's own calendar, as in the rules. */
  readonly now: Date;
}

/** SQL for the day in the theatre of the row `c`. */
async function todaySql(ask: Ask, { database, now }: IntegrityScope): Promise<string> {
  const day = (zone: string): string => `'${dayIn(zone, now.toISOString())}'`;
  const theaters = await ask('SELECT id, timezone FROM theaters ORDER BY id');
  const cases = theaters.map(({ id, timezone }) => `WHEN '${String(id)}' THEN ${day(String(timezone))}`);
  const today = cases.length === 0 ? day('UTC') : `CASE c.theater_id ${cases.join(' ')} END`;
  return database === 'postgres' ? `CAST(${today} AS date)` : `(${today})`;
}

/** Asks everything. On a database in order `findings` is empty. */
export async function integrityReport(ask: Ask, scope: IntegrityScope): Promise<IntegrityReport> {
  const { database, theaterId } = scope;
  assert(theaterId === undefined || isUuid(theaterId), () => `not a theatre: ${String(theaterId)}`);
  const within = (table: TableName, row = ''): string =>
    theaterId === undefined ? '' : `${row}${table === 'theaters' ? 'id' : 'theater_id'} = '${theaterId}'`;
  const and = (condition: string): string => (condition === '' ? '' : ` AND ${condition}`);
  const where = (condition: string): string => (condition === '' ? '' : ` WHERE ${condition}`);
  const checks = integrityChecks(database, await todaySql(ask, scope))
    .filter(({ table }) => theaterId === undefined || table === 'theaters' || 'theater_id' in tableOf(table).columns)
    .map((check) => ({ ...check, sql: check.sql + and(within(check.table, 'c.')) }));
  const findings: Finding[] = [];
  for (const { sql, ...check } of checks) {
    const rows = await ask(`SELECT c.id ${sql} ORDER BY c.id LIMIT ${NAMED}`);
    if (rows.length === 0) continue;
    const count = rows.length < NAMED ? rows.length : Number((await ask(`SELECT count(*) AS n ${sql}`))[0]?.['n'] ?? 0);
    findings.push({ ...check, count, ids: rows.map((row) => String(row['id'])) });
  }
  const trash = [];
  for (const table of tableNames.filter((name) => tableOf(name).softDelete)) {
    const [row] = await ask(
      `SELECT count(*) AS n, min(deleted_at) AS oldest FROM ${table} WHERE deleted_at IS NOT NULL${and(within(table))}`,
    );
    if (Number(row?.['n']) > 0) trash.push({ table, count: Number(row?.['n']), oldest: String(row?.['oldest']) });
  }
  const [sums] = await ask(
    `SELECT count(*) AS n, count(restored_at) AS restored, coalesce(sum(row_count), 0) AS rows,
      coalesce(max(row_count), 0) AS largest, coalesce(max(duration_ms), 0) AS slowest,
      coalesce(sum(duration_ms), 0) AS total FROM deletions${where(within('deletions'))}`,
  );
  const [conflicts] = await ask(`SELECT count(*) AS n FROM conflicts WHERE status = 'open'${and(within('conflicts'))}`);
  const number = (value: unknown): number => Number(value ?? 0);
  return {
    checks: checks.length,
    findings,
    trash,
    openConflicts: number(conflicts?.['n']),
    deletions: {
      count: number(sums?.['n']),
      restored: number(sums?.['restored']),
      rows: number(sums?.['rows']),
      largest: number(sums?.['largest']),
      slowestMs: number(sums?.['slowest']),
      totalMs: number(sums?.['total']),
    },
  };
}
