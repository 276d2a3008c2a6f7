/** Lists that a window holds whole and draws in its own way, as rows and columns: taken as files like any other. */
import type { DescribedSheet, SheetKind, SheetValue } from '../../shared/lists/list-sheet.ts';
import type { SheetTarget } from './sheet-target.ts';

/** A column and where its values come from. Texts unless more is said. */
export interface DescribedColumn<Row> {
  readonly key: string;
  readonly label: string;
  readonly kind?: SheetKind;
  /** Pixels. */
  readonly width?: number;
  value(row: Row): SheetValue | number | undefined;
}

/** Rows under a heading of their own. */
export interface DescribedPart<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
}

/** A list as it stands. `parts` where rows stand under headings, in their order; else `rows`. */
export interface Described<Row> {
  readonly title: string;
  readonly subtitle?: readonly string[];
  readonly columns: readonly DescribedColumn<Row>[];
  readonly rows?: readonly Row[];
  readonly parts?: readonly DescribedPart<Row>[];
  /** What the headings say. */
  readonly groupedBy?: string;
}

const DEFAULT_PX = 180;

function cellOf(value: SheetValue | number | undefined): SheetValue {
  if (typeof value === 'number') return String(value);
  return value === undefined || value === '' ? null : value;
}

/** The list as data. */
export function describedSheet<Row>(list: Described<Row>): DescribedSheet {
  const { title, subtitle = [], columns, parts = [], groupedBy = '' } = list;
  const held = parts.filter(({ rows }) => rows.length > 0);
  let start = 0;
  const groups = held.map(({ label, rows }) => {
    const group = { label, start, count: rows.length, totals: {} };
    start += rows.length;
    return group;
  });
  const rows = list.rows ?? held.flatMap((part) => part.rows);
  return {
    title,
    subtitle,
    columns: columns.map(({ key, label, kind = 'text', width = DEFAULT_PX }) => ({
      key,
      label,
      kind,
      scale: 0,
      width,
    })),
    rows: rows.map((row) => columns.map(({ value }) => cellOf(value(row)))),
    groupedBy: groups.length === 0 ? null : groupedBy,
    groups,
    totals: {},
  };
}

/** The same, as it can be taken: put together when somebody does. */
export function describedTarget<Row>(list: Described<Row> | undefined): SheetTarget | undefined {
  if (list === undefined) return undefined;
  const { title, rows, parts = [] } = list;
  const count = rows?.length ?? parts.reduce((sum, part) => sum + part.rows.length, 0);
  return { title, count, chosen: 0, source: () => ({ kind: 'described', sheet: describedSheet(list) }) };
}
