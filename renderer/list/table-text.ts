/** A table as text: with tabs for a sheet, as HTML for a letter. */

export interface CopiedTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One cell a column, one line a row: what would break that becomes a space. */
const flat = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ');
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Tabs and line breaks within a cell become blanks: a sheet would take them for others. */
export const toTabs = ({ head, rows }: CopiedTable): string =>
  [head, ...rows].map((cells) => cells.map(flat).join('\t')).join('\n');

/** Every cell is escaped: it is people’s text. */
export function toHtml({ head, rows }: CopiedTable): string {
  const line = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((cells) => line(cells, 'td')).join('');
  return `<table><thead>${line(head, 'th')}</thead><tbody>${body}</tbody></table>`;
}
