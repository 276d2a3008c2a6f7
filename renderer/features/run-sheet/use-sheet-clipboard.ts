/** What is copied out of the grid, and what is pasted into it. */
import type { ClipboardEvent } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { cellsIn } from './clipboard-cells.ts';
import { COLUMNS, cellText, type Line, type Patch, patchOf } from './sheet-model.ts';
import { targetAfter } from './sheet-writes.ts';
import type { Deps, SheetGrid } from './use-sheet-grid.ts';

/** The text of cells that were copied here: they go into cells again, and not into new lines. */
let copiedCells: string | undefined;

/** Copying chosen cells, and pasting: into cells what came from cells, as new lines what came as a table. */
export function useSheetClipboard(deps: Deps): Pick<SheetGrid, 'onCopy' | 'onPaste'> {
  const { language } = useWords();
  const { sheet, entries, columns, cursor, writes, mayEdit, isOrdered } = deps;
  const onCopy = (event: ClipboardEvent): void => {
    if (cursor.lines.length === 0) return;
    const taken = cursor.isRows ? COLUMNS : columns.slice(cursor.firstCol, cursor.lastCol + 1);
    const flat = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ');
    const text = cursor.lines
      .map(({ line }) => taken.map((column) => flat(cellText(line, column, sheet, language))).join('\t'))
      .join('\n');
    copiedCells = cursor.isRows ? undefined : text;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent): void => {
    const cells = cellsIn(event.clipboardData);
    const at = cursor.lines[0];
    if (!mayEdit || cells.length === 0) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    const isCells = copiedCells === text || (cells.length === 1 && (cells[0]?.length ?? 0) < 3);
    if (isCells && at !== undefined) {
      const from = entries.indexOf(at);
      const below = entries.slice(from).filter((entry): entry is Line => entry.kind === 'line' && !entry.isDraft);
      // One row goes into all that are chosen.
      const targets = cells.length === 1 ? cursor.lines : below.slice(0, cells.length);
      void writes.edit(
        targets.map((entry, index) => {
          const row = cells[cells.length === 1 ? 0 : index] ?? [];
          const patches = row.map((said, offset) => {
            const column = columns[cursor.firstCol + offset];
            return column === undefined ? {} : (patchOf(column, said, sheet) ?? {});
          });
          return { entry, patch: Object.assign({}, ...patches) as Patch };
        }),
      );
      return;
    }
    const target = targetAfter(cursor.lines.at(-1) ?? cursor.entry);
    if (isOrdered && target !== undefined) deps.pasteTable(cells, target);
  };
  return { onCopy, onPaste };
}
