/**
 * How somebody looks at a list: what is in it, in which order, and what is shown of it. One value, which stands in the
 * address and in saved views, and is sent with every question about the list.
 */
import { z } from 'zod';
import { isDay, isPeriod } from './days.ts';
import { type ListColumn, type Operator, operators, type TotalKind, totalKinds } from './list-column.ts';
import { type ListDescription, readableColumn } from './list-description.ts';

/** The longest text that a list can be asked for. */
export const MAX_TEXT = 200;
/** More than anybody fills in, and few enough for one statement. */
export const MAX_CONDITIONS = 20;
const MAX_SORTS = 5;
const MAX_VALUES = 200;
/** Pixels. */
export const NARROWEST = 60;
/** Pixels of a column. */
export const WIDEST = 900;

const columnKey = z.string().min(1).max(64);
const condition = z.strictObject({
  column: columnKey,
  operator: z.string().max(20),
  /** Numbers as decimals with a point, days as `YYYY-MM-DD`, periods by name, links by id. */
  values: z.array(z.string().max(MAX_TEXT)).max(MAX_VALUES).readonly(),
});
const sort = z.strictObject({ column: columnKey, isDescending: z.boolean() });

/** Which rows, and in which order: what the replica has to know. */
export const pickSchema = z.strictObject({
  text: z.string().max(MAX_TEXT),
  conditions: z.array(condition).max(MAX_CONDITIONS).readonly(),
  sorts: z.array(sort).max(MAX_SORTS).readonly(),
  group: columnKey.nullable(),
});
/** Parsed wherever a view comes in: from an address, from a row, from another version. */
export const listViewSchema = pickSchema.extend({
  /** Beside the title, in their order. */
  columns: z.array(columnKey).max(60).readonly(),
  widths: z.record(columnKey, z.int().min(NARROWEST).max(WIDEST)),
  /** Columns that stay in sight beside the title. */
  pinned: z.array(columnKey).max(10).readonly(),
  totals: z.record(columnKey, z.string().max(20)),
  layout: z.enum(['table', 'gallery']),
});

/** A column, a question and its values. */
export type Condition = z.infer<typeof condition>;
/** A column and a direction. */
export type Sort = z.infer<typeof sort>;
/** Which rows, in which order: all that the rows of a list depend on. */
export type Pick = z.infer<typeof pickSchema>;
/** A pick, and how it is shown. */
export type ListView = z.infer<typeof listViewSchema>;

const isNumber = (value: string): boolean => /^-?\d{1,15}(\.\d{1,6})?$/.test(value);

/** How many values an operator takes: exactly, or one and more. */
export function valueCount(operator: Operator): number | 'some' {
  switch (operator) {
    case 'empty':
    case 'filled':
      return 0;
    case 'between':
      return 2;
    case 'any':
    case 'none':
      return 'some';
    case 'contains':
    case 'lacks':
    case 'is':
    case 'least':
    case 'most':
    case 'during':
    case 'since':
    case 'until':
      return 1;
  }
}

function isValue({ type, values }: ListColumn, operator: Operator, value: string): boolean {
  switch (type) {
    case 'text':
      return value !== '';
    case 'number':
      return isNumber(value);
    case 'day':
    case 'moment':
      return operator === 'during' ? isPeriod(value) : isDay(value);
    case 'flag':
      return value === 'true' || value === 'false';
    case 'choice':
      return values.includes(value);
    case 'link':
    case 'links':
      return /^[0-9a-f-]{36}$/.test(value);
  }
}

/** The operator of that name for a column; undefined where it makes no sense there. */
export const operatorFor = (column: ListColumn, name: string): Operator | undefined =>
  (operators[column.type] as readonly Operator[]).find((operator) => operator === name);

/** Whether the condition can be asked: a known column, an operator of its type, values that are some. */
export function isAskable(column: ListColumn | undefined, { operator: name, values }: Condition): boolean {
  const operator = column === undefined ? undefined : operatorFor(column, name);
  if (column === undefined || operator === undefined) return false;
  const wanted = valueCount(operator);
  if (wanted === 'some' ? values.length === 0 : values.length !== wanted) return false;
  return values.every((value) => isValue(column, operator, value));
}

/**
 * The part of a view that can be asked of this list by this person, and the columns of what was left out: unknown
 * columns, those that they may not read, conditions that are none. Views are kept and sent around; columns and rights
 * change meanwhile.
 */
export function askable(
  list: ListDescription,
  pick: Pick,
  may: (right: string) => boolean,
): { readonly pick: Pick; readonly dropped: readonly string[] } {
  const columnOf = (name: string): ListColumn | undefined => readableColumn(list, name, may);
  const isKept = (asked: Condition): boolean => isAskable(columnOf(asked.column), asked);
  const canSort = ({ column }: Sort): boolean => columnOf(column)?.isSortable === true;
  const group = pick.group !== null && columnOf(pick.group)?.isGroupable === true ? pick.group : null;
  const dropped = [
    ...pick.conditions.filter((asked) => !isKept(asked)).map(({ column }) => column),
    ...pick.sorts.filter((by) => !canSort(by)).map(({ column }) => column),
    ...(pick.group === group ? [] : [pick.group ?? '']),
  ];
  return {
    pick: { text: pick.text, conditions: pick.conditions.filter(isKept), sorts: pick.sorts.filter(canSort), group },
    dropped: [...new Set(dropped)],
  };
}

/** What the column is summed up to, where the view asks for something that it can be. */
export function totalOf(column: ListColumn, view: { readonly totals: ListView['totals'] }): TotalKind | undefined {
  const wanted = view.totals[column.key];
  return (totalKinds[column.type] as readonly TotalKind[]).find((kind) => kind === wanted);
}

/** The columns in sight beside the title, as far as this person may read them. What a group says is not said again. */
export function columnsInView(
  list: ListDescription,
  view: Readonly<{ columns: readonly string[]; pinned: readonly string[]; group: string | null }>,
  may: (right: string) => boolean,
): readonly ListColumn[] {
  const shown = view.columns
    .flatMap((name) => readableColumn(list, name, may) ?? [])
    // Groups of days are months: the day itself is still to be read.
    .filter(({ key, type }) => key !== list.title && (key !== view.group || type === 'day'));
  const isPinned = (column: ListColumn): boolean => view.pinned.includes(column.key);
  return [...shown.filter(isPinned), ...shown.filter((column) => !isPinned(column))];
}

/** Which rows and in which order, without how they are shown. */
export const pickOf = ({ text, conditions, sorts, group }: ListView): Pick => ({ text, conditions, sorts, group });
