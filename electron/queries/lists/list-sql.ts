/**
 * Lists as SQL: one builder for every table, over what the catalog says of its columns. The row is `r`. What somebody
 * may not read never gets here: `askable` has left it out, and the reader's views would hide it all the same.
 */
import { type RawBuilder, sql } from 'kysely';
import { addDays, isPeriod, rangeOf, startOfDay } from '../../../shared/lists/days.ts';
import type { ListColumn, Operator } from '../../../shared/lists/list-column.ts';
import type { ListDescription } from '../../../shared/lists/list-description.ts';
import { type Condition, operatorFor, type Pick } from '../../../shared/lists/list-view.ts';
import { type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import { matchExpression } from '../../replica/search-index.ts';
import { withTold } from '../../replica/told-schedule.ts';
import { labelSql } from '../labels.ts';
import { derivedColumn, linkOf } from './derived-columns.ts';
import { FOLD, folded } from './folded.ts';

/** A list as it is asked for: by somebody who may read all that the pick names, on a day in the theatre. */
export interface AskedList {
  readonly list: ListDescription;
  readonly pick: Pick;
  readonly today: string;
  /** The theatre's. */
  readonly zone: string;
}

/** What values depend on. */
type ListOnDay = Omit<AskedList, 'pick' | 'zone'>;

type Sql<T = unknown> = RawBuilder<T>;
const and = (parts: readonly Sql[]): Sql => (parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` AND `)})`);

/** The stored value of a column. */
export function valueSql({ list, today }: ListOnDay, { key, target }: ListColumn): Sql {
  const how = derivedColumn(list.table, key);
  if (how?.links !== undefined) {
    const { table, own, other, where } = how.links;
    const linked = sql`${sql.table(table)} x JOIN ${sql.table(target ?? table)} y ON y.id = x.${sql.id(other)}`;
    const whose = sql`x.${sql.id(own)} = r.id AND x.${sql.raw(where)}`;
    return sql`(SELECT json_group_array(x.${sql.id(other)}) FROM ${linked} WHERE ${whose})`;
  }
  return how?.value === undefined ? sql.ref(`r.${key}`) : sql.raw(how.value.replaceAll('@today', `'${today}'`));
}

/** A value that SQLite compares and adds up exactly: decimals as integers of their last digit. */
export function comparableSql(asked: ListOnDay, column: ListColumn): Sql {
  const value = valueSql(asked, column);
  return column.type === 'number' && column.scale > 0 ? sql`CAST(replace(${value}, '.', '') AS INTEGER)` : value;
}

/** A decimal as so many units of its column's last digit. */
export function inUnits(decimal: string, scale: number): number {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const digits = fraction.padEnd(scale, '0');
  return Number(`${whole}${digits.slice(0, scale)}.${digits.slice(scale)}0`);
}

const isEmptySql = (value: Sql, { type }: ListColumn): Sql =>
  type === 'text' ? sql`(${value} IS NULL OR ${value} = '')` : sql`${value} IS NULL`;

/** First and last of what a condition on a day lets pass; both in it. */
function daysOf(
  operator: Operator,
  [first = '', second = '']: readonly string[],
  today: string,
): readonly [string | undefined, string | undefined] {
  if (operator === 'during') {
    const { from, to } = isPeriod(first) ? rangeOf(first, today) : { from: first, to: first };
    return [from, to];
  }
  if (operator === 'since') return [first, undefined];
  if (operator === 'until') return [undefined, first];
  return first <= second ? [first, second] : [second, first];
}

function dayCondition(asked: AskedList, column: ListColumn, operator: Operator, values: readonly string[]): Sql {
  const value = valueSql(asked, column);
  const [from, to] = daysOf(operator, values, asked.today);
  const isMoment = column.type === 'moment';
  const parts = [sql`${value} IS NOT NULL`];
  if (from !== undefined) parts.push(sql`${value} >= ${isMoment ? startOfDay(from, asked.zone) : from}`);
  if (to !== undefined)
    parts.push(isMoment ? sql`${value} < ${startOfDay(addDays(to, 1), asked.zone)}` : sql`${value} <= ${to}`);
  return and(parts);
}

function numberCondition(asked: AskedList, column: ListColumn, operator: Operator, values: readonly string[]): Sql {
  const value = comparableSql(asked, column);
  const [first = 0, second = 0] = values.map((text) => inUnits(text, column.scale));
  switch (operator) {
    case 'least':
      return sql`${value} >= ${first}`;
    case 'most':
      return sql`${value} <= ${first}`;
    case 'between':
      return sql`${value} BETWEEN ${Math.min(first, second)} AND ${Math.max(first, second)}`;
    default:
      return sql`${value} = ${first}`;
  }
}

function textCondition(asked: AskedList, column: ListColumn, operator: Operator, [value = '']: readonly string[]): Sql {
  const held = sql`${sql.raw(FOLD)}(coalesce(${valueSql(asked, column)}, ''))`;
  if (operator === 'is') return sql`${held} = ${folded(value)}`;
  const place = sql`instr(${held}, ${folded(value)})`;
  return operator === 'lacks' ? sql`${place} = 0` : sql`${place} > 0`;
}

/** The ids, and all that hangs below them where they are of a tree. */
function withBelow({ target, isTree }: ListColumn, ids: readonly string[]): Sql {
  const given = sql`SELECT value FROM json_each(${JSON.stringify(ids)})`;
  if (!isTree || target === undefined) return given;
  const next = sql`SELECT c.id FROM ${sql.table(target)} c JOIN below ON c.parent_id = below.id`;
  return sql`WITH RECURSIVE below(id) AS (${given} UNION ${next}) SELECT id FROM below`;
}

function linkCondition(asked: AskedList, column: ListColumn, operator: Operator, ids: readonly string[]): Sql {
  const link = linkOf(asked.list.table, column.key);
  const wanted = withBelow(column, ids);
  const isHeld = (held: Sql): Sql => (operator === 'none' ? sql`NOT ${held}` : held);
  if (link === undefined) return isHeld(sql`coalesce(${valueSql(asked, column)} IN (${wanted}), false)`);
  const { table, own, other, where } = link;
  const linked = sql`x.${sql.raw(where)} AND x.${sql.id(other)} IN (${wanted})`;
  return isHeld(sql`r.id IN (SELECT x.${sql.id(own)} FROM ${sql.table(table)} x WHERE ${linked})`);
}

function emptyCondition(asked: AskedList, column: ListColumn): Sql {
  return column.type === 'links' ? sql`${valueSql(asked, column)} = '[]'` : isEmptySql(valueSql(asked, column), column);
}

function conditionSql(asked: AskedList, { column: key, operator: name, values }: Condition): Sql {
  const column = asked.list.columns.find((candidate) => candidate.key === key);
  const operator = column === undefined ? undefined : operatorFor(column, name);
  if (column === undefined || operator === undefined) throw new Error(`${key} ${name} was not checked`);
  if (operator === 'empty') return emptyCondition(asked, column);
  if (operator === 'filled') return sql`NOT ${emptyCondition(asked, column)}`;
  switch (column.type) {
    case 'text':
      return textCondition(asked, column, operator, values);
    case 'number':
      return numberCondition(asked, column, operator, values);
    case 'day':
    case 'moment':
      return dayCondition(asked, column, operator, values);
    case 'flag':
      return sql`${valueSql(asked, column)} = ${values[0] === 'true' ? 1 : 0}`;
    case 'choice': {
      const held = sql`coalesce(${valueSql(asked, column)} IN (${sql.join(values)}), false)`;
      return operator === 'none' ? sql`NOT ${held}` : held;
    }
    case 'link':
    case 'links':
      return linkCondition(asked, column, operator, values);
  }
}

/**
 * Pieces that the index of words cannot hold as they are written: `%`, `_` and lone signs are ordinary letters, not
 * «anything».
 */
function literalPieces(text: string): string[] {
  return text.split(/\s+/u).filter((piece) => piece !== '' && (/[%_]/u.test(piece) || !/[\p{L}\p{N}]/u.test(piece)));
}

const concat = (table: TableName, columns: readonly string[]): Sql =>
  sql`concat_ws(' ', ${sql.raw([labelSql(table, 'r'), ...columns.map((column) => `r.${column}`)].join(', '))})`;

/** What was typed into the list's field: by word forms where the table is indexed, letter by letter elsewhere. */
function wordsSql({ list: { table }, pick: { text } }: AskedList): Sql[] {
  const typed = text.trim();
  if (typed === '') return [];
  const { columns, search } = tableOf(table);
  if (search.length === 0) {
    const short = Object.entries(columns).filter(
      ([key, { type, hubOnly, readPermission }]) =>
        (type === 'varchar' || type === 'text') && key !== 'id' && hubOnly !== true && readPermission === undefined,
    );
    const held = concat(
      table,
      short.map(([key]) => key),
    );
    return [sql`instr(${sql.raw(FOLD)}(${held}), ${folded(typed)}) > 0`];
  }
  const parts = literalPieces(typed).map((piece) => sql`instr(${concat(table, search)}, ${piece}) > 0`);
  const match = matchExpression(typed);
  if (match !== undefined)
    parts.push(
      sql`r.id IN (SELECT n.row_id FROM search_words w JOIN search_rows n ON n.number = w.rowid
        WHERE w.words MATCH ${match} AND n.table_name = ${table})`,
    );
  return parts;
}

/** Which rows the pick means: those that are not deleted, have the words, and meet every condition. */
export function whereSql(asked: AskedList): Sql {
  const { list, pick } = asked;
  // The plus keeps SQLite from an index under which nearly all rows lie, before it looks at what few rows are asked
  // for.
  const live = tableOf(list.table).softDelete ? [sql`+r.deleted_at IS NULL`] : [];
  return and([...live, ...wordsSql(asked), ...pick.conditions.map((condition) => conditionSql(asked, condition))]);
}

/** What a row is grouped by, as text; null where there is nothing. Days are grouped by month. */
export function groupSql(asked: AskedList, column: ListColumn): Sql {
  const value = valueSql(asked, column);
  if (column.type === 'day') return sql`substr(${value}, 1, 7)`;
  if (column.type === 'flag') return sql`CASE WHEN ${value} THEN 'true' ELSE 'false' END`;
  return column.type === 'text' ? sql`nullif(${value}, '')` : value;
}

/** Rows of an id that the person chose, whatever the view. */
export const idsSql = (ids: readonly string[]): Sql =>
  sql`r.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** Whether the rows are looked for by words that the index of words has to know. */
export const isByWords = (list: ListDescription, { text }: Pick): boolean =>
  text.trim() !== '' && tableOf(list.table).search.length > 0;

/** Everything that an answer about this list depends on. */
export function tablesOfList({ table, columns }: ListDescription): readonly TableName[] {
  const seen = columns.flatMap(({ key, target }) => [
    ...(target === undefined ? [] : [target]),
    ...(derivedColumn(table, key)?.tables ?? []),
    ...(linkOf(table, key) === undefined ? [] : [linkOf(table, key)?.table ?? table]),
  ]);
  return withTold<TableName>([...new Set<TableName>([table, ...seen])]);
}
