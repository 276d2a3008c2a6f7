/**
 * A column of a list, as the filter builder, the table and the SQL know it: what kind of value it holds, and what can
 * therefore be asked of it. Words of columns come from `shared/i18n/names.ts`.
 */
import type { TableName } from '../schema/catalog.ts';
import type { Column } from '../schema/define.ts';

/**
 * `number` is stored as an integer or as an exact decimal; `day` is a calendar day, `moment` a time that is read by the
 * theatre's day; `choice` one of a closed set; `link` one row of another table, `links` several of them.
 */
export type ListType = 'text' | 'number' | 'day' | 'moment' | 'flag' | 'choice' | 'link' | 'links';

/** What can be asked of each kind of value. The first is what a new condition begins with. */
export const operators = {
  text: ['contains', 'lacks', 'is', 'empty', 'filled'],
  number: ['least', 'most', 'between', 'is', 'empty', 'filled'],
  day: ['during', 'since', 'until', 'between', 'empty', 'filled'],
  moment: ['during', 'since', 'until', 'between', 'empty', 'filled'],
  flag: ['is'],
  choice: ['any', 'none', 'empty', 'filled'],
  link: ['any', 'none', 'empty', 'filled'],
  links: ['any', 'none', 'empty', 'filled'],
} as const satisfies Readonly<Record<ListType, readonly string[]>>;
/** A question that some kind of value can be asked. */
export type Operator = (typeof operators)[ListType][number];
const known: ReadonlySet<string> = new Set(Object.values(operators).flat());
/** A link of another version may name one that is not known here. */
export const isOperator = (name: string): name is Operator => known.has(name);

/** What a column can be summed up to, over everything and per group. */
export const totalKinds = {
  text: ['filled', 'empty', 'distinct'],
  number: ['sum', 'average', 'least', 'most', 'filled', 'empty', 'distinct'],
  day: ['least', 'most', 'filled', 'empty', 'distinct'],
  moment: ['least', 'most', 'filled', 'empty'],
  flag: ['yes'],
  choice: ['distinct', 'filled', 'empty'],
  link: ['distinct', 'filled', 'empty'],
  links: ['filled', 'empty'],
} as const satisfies Readonly<Record<ListType, readonly string[]>>;
/** A total that some kind of value can have. */
export type TotalKind = (typeof totalKinds)[ListType][number];

/** Everything that a list, its filters and its SQL need to know of a column. Follows from the catalog. */
export interface ListColumn {
  readonly key: string;
  readonly type: ListType;
  /** Digits after the point of a `number`. */
  readonly scale: number;
  /** The closed set of a `choice`, in the order in which it is sorted. */
  readonly values: readonly string[];
  /** What some of them are called here, as in the catalog. */
  readonly valueNames: Column['valueNames'];
  /** What a `link` or `links` points at. */
  readonly target: TableName | undefined;
  /** The target is a tree: whoever asks for a thing of it means everything below it as well. */
  readonly isTree: boolean;
  readonly isSortable: boolean;
  readonly isGroupable: boolean;
  /** A plain edit may change it, by whoever may write the table. */
  readonly isEditable: boolean;
  readonly isNullable: boolean;
  /** Without this right it is not offered, filtered or sorted by. */
  readonly right: string | undefined;
  /** The column that names the unit of this one: its sums are kept apart by unit. */
  readonly unitFrom: string | undefined;
  /** A sum counts each row as often as this column says: weight times quantity. */
  readonly times: string | undefined;
  /** Pixels, until somebody draws it wider. */
  readonly width: number;
}
