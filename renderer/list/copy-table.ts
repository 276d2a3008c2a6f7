/** Chosen rows as a table for the clipboard: text with tabs for a sheet, HTML for a letter. */
import { type LinkedRow, type ListRow, listRows } from '../../shared/features/lists/queries.ts';
import type { ListColumn } from '../../shared/lists/list-column.ts';
import type { Pick } from '../../shared/lists/list-view.ts';
import { isChosen, type Selection } from '../../shared/lists/selection.ts';
import { type ValueReader, valueText } from '../../shared/lists/value-text.ts';
import { connection } from '../data/connection.ts';
import { type CopiedTable, toHtml, toTabs } from './table-text.ts';

/** So many rows are copied at most: a clipboard is no export. */
const MOST_COPIED = 5000;
const PAGE = 500;

interface Wanted {
  readonly table: string;
  readonly pick: Pick;
  readonly selection: Selection;
  readonly columns: readonly ListColumn[];
  readonly head: readonly string[];
  readonly reader: Omit<ValueReader, 'link'>;
  /** Rows that the list shows. */
  readonly count: number;
}

/** Reads the chosen rows in the order of the list, with the columns in sight. */
export async function readChosen({
  table,
  pick,
  selection,
  columns,
  head,
  reader,
  count,
}: Wanted): Promise<CopiedTable> {
  const keys = columns.flatMap(({ key, unitFrom }) => (unitFrom === undefined ? [key] : [key, unitFrom]));
  const rows: string[][] = [];
  const expected = selection.kind === 'some' ? selection.ids.length : count;
  const text = (row: ListRow, links: Readonly<Record<string, LinkedRow>>): string[] => [
    row.label,
    ...columns.map((column) => valueText(row, column, { ...reader, link: (id) => links[id] })),
  ];
  for (let offset = 0; offset < count && rows.length < Math.min(expected, MOST_COPIED); offset += PAGE) {
    const page = await connection.ask(listRows, { table, pick, columns: keys, offset, limit: PAGE });
    for (const row of page.rows) if (isChosen(selection, row.id)) rows.push(text(row, page.links));
  }
  return { head, rows: rows.slice(0, MOST_COPIED) };
}

/** Puts a table into the clipboard, in both forms. */
export async function toClipboard(table: CopiedTable): Promise<void> {
  const part = (text: string, type: string): Blob => new Blob([text], { type });
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': part(toTabs(table), 'text/plain'),
      'text/html': part(toHtml(table), 'text/html'),
    }),
  ]);
}
