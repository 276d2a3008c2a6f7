/** Any list on paper, as it stands on the screen. */
import type { ListData } from '../../../paper/forms/list/data.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { ListSheet, SheetKind } from '../../../shared/lists/list-sheet.ts';
import { cellText } from '../../../shared/lists/sheet-text.ts';
import { isRestrictedName } from '../../../shared/schema/readable.ts';

const ALIGN: Readonly<Record<SheetKind, ListData['columns'][number]['align']>> = {
  text: 'left',
  number: 'right',
  day: 'left',
  moment: 'left',
  flag: 'center',
};
/** More columns do not stand side by side on an upright page. */
const MOST_UPRIGHT = 5;

/** A row is told from the others by its first cell, and by which of those with the same it is. */
function keysOf(rows: readonly (readonly string[])[]): string[] {
  const seen = new Map<string, number>();
  return rows.map(([first = '']) => {
    const times = (seen.get(first) ?? 0) + 1;
    seen.set(first, times);
    return `${first}#${times}`;
  });
}

/** What the form says of a list. */
export function gatherList(sheet: ListSheet): GatheredSheet {
  const rows = sheet.rows.map((row) =>
    sheet.columns.map((column, index) => cellText(row[index], column, sheet.origin)),
  );
  const keys = keysOf(rows);
  // What is remembered of a sheet everybody holds, and a few letters of a hash are enough to find a number out.
  const isOpen = sheet.columns.map(({ key }) => !isRestrictedName(key.split('.').at(-1) ?? key));
  const data = {
    title: sheet.title,
    subtitle: [...sheet.subtitle],
    columns: sheet.columns.map(({ label, kind, width }) => ({ label, align: ALIGN[kind], weight: width })),
    rows,
    groups: sheet.groups.map(({ label, start }) => ({ before: start, label })),
    totals: sheet.columns.map(({ key }) => sheet.totals[key]?.text ?? ''),
    flipped: sheet.columns.length > MOST_UPRIGHT,
  } satisfies ListData;
  return {
    title: sheet.title.slice(0, 255),
    subject: null,
    data,
    lines: rows.map((cells, index) => ({
      key: keys[index] ?? '',
      text: cells.filter((cell, column) => cell !== '' && isOpen[column] === true).join(' · '),
    })),
    pictures: [],
  };
}
