/**
 * A list as it stands on a screen, as data: what a spreadsheet, a text file and a printed list are made of. Values keep
 * their kinds; texts are already said in the language of whoever asked. Pure: made where the rows are, or by a window
 * of what it shows.
 */
import { z } from 'zod';
import type { Language } from '../i18n/language.ts';

/**
 * `number` an exact decimal, `day` a calendar day, `moment` a time that is read in the theatre's zone, `flag` yes or
 * no; `text` is everything else, also numbers that are names: inventory numbers and codes keep their zeros.
 */
export const sheetKinds = ['text', 'number', 'day', 'moment', 'flag'] as const;
/** What a column's values are. */
export type SheetKind = (typeof sheetKinds)[number];

/** More columns than any list has. */
const MOST_COLUMNS = 100;
/** Rows that a window describes itself: lists that it holds whole. */
export const MOST_DESCRIBED = 20_000;
const text = z.string().max(100_000);

/** `width` in pixels, as on the screen; `scale`: digits after the point of numbers, at most. */
const column = z.strictObject({
  key: z.string().min(1).max(64),
  label: z.string().max(200),
  kind: z.enum(sheetKinds),
  scale: z.int().min(0).max(6),
  width: z.int().min(1).max(2000),
});
/**
 * By the column's kind: a text; a decimal with a point; `YYYY-MM-DD`; ISO-8601 UTC; a boolean. Null: nothing is there.
 */
const value = z.union([text, z.boolean(), z.null()]);
/** As the screen says it; `number` where that is one number of the column's kind, as an exact decimal. */
const total = z.strictObject({ text: z.string().max(500), number: z.string().max(40).nullable() });
const totals = z.record(z.string().max(64), total);
const group = z.strictObject({ label: z.string().max(500), start: z.int().min(0), count: z.int().min(0), totals });

/** A list without who took it and when: what a window says of a list that it holds whole. */
export const describedSheetSchema = z.strictObject({
  title: z.string().min(1).max(300),
  /** Lines under the title: the filter in words, the order, what is chosen. */
  subtitle: z.array(z.string().max(2000)).max(60).readonly(),
  columns: z.array(column).min(1).max(MOST_COLUMNS).readonly(),
  /** Cells in the order of the columns. */
  rows: z.array(z.array(value).max(MOST_COLUMNS).readonly()).max(MOST_DESCRIBED).readonly(),
  /** What groups have in common; null where there are none. */
  groupedBy: z.string().max(200).nullable(),
  /** Stretches of the rows, in their order, without gaps; empty where there are none. */
  groups: z.array(group).max(MOST_DESCRIBED).readonly(),
  /** Of all rows, by column. */
  totals,
});

/** A column, its name as people know it. */
export type SheetColumn = z.infer<typeof column>;
/** A cell. */
export type SheetValue = z.infer<typeof value>;
/** Cells in the order of the columns. */
export type SheetRow = readonly SheetValue[];
/** What a column adds up to. */
export type SheetTotal = z.infer<typeof total>;
/** By column; a column without a total is missing. */
export type SheetTotals = Readonly<Record<string, SheetTotal>>;
/** A stretch of the rows: its first row's position, and how many. */
export type SheetGroup = z.infer<typeof group>;
/** What a window says of a list that it holds whole. */
export type DescribedSheet = z.infer<typeof describedSheetSchema>;

/** Who took a list, when, and how fresh this laptop's rows were. */
export interface SheetOrigin {
  readonly theater: string;
  /** A person's name. */
  readonly by: string;
  /** ISO-8601 UTC, as is `syncedAt`: when this laptop last heard everything; null where it never has. */
  readonly at: string;
  readonly syncedAt: string | null;
  /** IANA: moments are written in it. */
  readonly zone: string;
  readonly language: Language;
}

/** A whole list with where it comes from. */
export interface ListSheet extends DescribedSheet {
  readonly origin: SheetOrigin;
}

/** A line of a sheet: the head of a group, or a row. */
export type SheetLine =
  | { readonly kind: 'group'; readonly group: SheetGroup }
  | { readonly kind: 'row'; readonly row: SheetRow };

/** The lines in their order: groups with their rows under them, rows alone where there are no groups. */
export function linesOf({ rows, groups }: Pick<DescribedSheet, 'rows' | 'groups'>): readonly SheetLine[] {
  const line = (row: SheetRow): SheetLine => ({ kind: 'row', row });
  if (groups.length === 0) return rows.map(line);
  return groups.flatMap((one): SheetLine[] => [
    { kind: 'group', group: one },
    ...rows.slice(one.start, one.start + one.count).map(line),
  ]);
}
