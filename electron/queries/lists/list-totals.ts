/** What a list adds up to: sums that stay exact, apart by unit where pieces and metres stand in one column. */
import { type RawBuilder, sql } from 'kysely';
import type { Total, Totals } from '../../../shared/features/lists/queries.ts';
import type { ListColumn, TotalKind } from '../../../shared/lists/list-column.ts';
import { totalOf } from '../../../shared/lists/list-view.ts';
import type { Reading } from '../../replica/reading.ts';
import { type AskedList, comparableSql, groupSql, valueSql } from './list-sql.ts';

interface Wanted {
  readonly column: ListColumn;
  readonly kind: TotalKind;
}
/** Totals by group; the whole list's where it has none. */
export type TotalsByGroup = ReadonlyMap<string | null, Totals>;
type Cell = string | number | null;

/** An integer of last digits as the decimal that it stands for. */
function decimal(units: number, scale: number): string {
  if (scale === 0) return String(units);
  const digits = String(Math.abs(units)).padStart(scale + 1, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function aggregate(asked: AskedList, { column, kind }: Wanted): RawBuilder<unknown> {
  const value = comparableSql(asked, column);
  const stored = valueSql(asked, column);
  const isFilled = column.type === 'links' ? sql`${stored} <> '[]'` : sql`${stored} IS NOT NULL AND ${stored} <> ''`;
  switch (kind) {
    case 'sum':
      return column.times === undefined ? sql`sum(${value})` : sql`sum(${value} * ${sql.ref(`r.${column.times}`)})`;
    case 'average':
      return sql`CAST(round(avg(${value})) AS INTEGER)`;
    case 'least':
      return sql`min(${value})`;
    case 'most':
      return sql`max(${value})`;
    case 'filled':
      return sql`count(CASE WHEN ${isFilled} THEN 1 END)`;
    case 'empty':
      return sql`count(CASE WHEN NOT coalesce(${isFilled}, false) THEN 1 END)`;
    case 'distinct':
      return sql`count(DISTINCT CASE WHEN ${isFilled} THEN ${stored} END)`;
    case 'yes':
      return sql`count(CASE WHEN ${stored} THEN 1 END)`;
  }
}

/** Counts are plain numbers; what is of the column's own kind is shown as its values are. */
function shown({ column, kind }: Wanted, cell: Cell | undefined): string | null {
  if (cell === null || cell === undefined) return null;
  const isOwn = kind === 'sum' || kind === 'average' || kind === 'least' || kind === 'most';
  return isOwn && column.type === 'number' ? decimal(Number(cell), column.scale) : String(cell);
}

const isByUnit = ({ column, kind }: Wanted): boolean => column.unitFrom !== undefined && kind === 'sum';

/** The totals that the view asks for, of the rows that `where` means; by group where `group` names a column. */
export function totalsOf(
  replica: Reading,
  asked: AskedList,
  totals: Readonly<Record<string, string>>,
  where: RawBuilder<unknown>,
  group: ListColumn | undefined,
): TotalsByGroup {
  const wanted = asked.list.columns.flatMap((column): Wanted[] => {
    const kind = totalOf(column, { totals });
    return kind === undefined ? [] : [{ column, kind }];
  });
  const found = new Map<string | null, Record<string, Total>>();
  const key = group === undefined ? sql`NULL` : groupSql(asked, group);
  const read = (columns: readonly RawBuilder<unknown>[], by: readonly RawBuilder<unknown>[]): Cell[][] => {
    const grouped = by.length === 0 ? sql`` : sql` GROUP BY ${sql.join(by)}`;
    const query = sql`SELECT ${sql.join(columns)} FROM ${sql.table(asked.list.table)} r WHERE ${where}${grouped}`;
    const compiled = query.compile(replica.db);
    return replica
      .prepared(compiled.sql)
      .raw()
      .all(...compiled.parameters) as Cell[][];
  };
  const put = (name: Cell | undefined, { key: column }: ListColumn, total: Total): void => {
    const at = name === null || name === undefined ? null : String(name);
    const totalsHere = found.get(at) ?? {};
    found.set(at, { ...totalsHere, [column]: total });
  };
  const plain = wanted.filter((want) => !isByUnit(want));
  if (plain.length > 0)
    for (const [name, ...cells] of read(
      [key, ...plain.map((want) => aggregate(asked, want))],
      group === undefined ? [] : [key],
    ))
      plain.forEach((want, index) =>
        put(name, want.column, { kind: want.kind, value: shown(want, cells[index]), units: [] }),
      );
  for (const want of wanted.filter(isByUnit)) {
    const unit = sql.ref(`r.${want.column.unitFrom ?? ''}`);
    const rows = read([key, unit, aggregate(asked, want)], group === undefined ? [unit] : [key, unit]);
    for (const [name, of] of Map.groupBy(rows, ([at]) => at ?? null))
      put(name, want.column, {
        kind: want.kind,
        value: null,
        units: of
          .map(([, named, cell]) => ({ unit: String(named ?? ''), value: shown(want, cell) ?? '0' }))
          .toSorted((a, b) => Number(b.value) - Number(a.value) || (a.unit < b.unit ? -1 : 1)),
      });
  }
  return found;
}
