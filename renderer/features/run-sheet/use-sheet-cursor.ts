/** Where the cursor of the grid stands and what is chosen with it. Rows come and go under it: it stays with its row. */
import { useMemo, useState } from 'react';
import type { Entry, Line } from './sheet-model.ts';

/** A cell by its row's key and its column's number. */
export interface Cell {
  readonly key: string;
  readonly col: number;
}

interface Standing {
  readonly cell: Cell;
  /** Where its row stood then: who it goes to should the row be gone. */
  readonly at: number;
  /** The other end of what is chosen. */
  readonly anchor: Cell;
  /** Whole rows are chosen, whatever the columns. */
  readonly isRows: boolean;
}

/** The cursor as the grid is drawn now. */
export interface Cursor {
  /** Of the row; -1 in an empty grid. */
  readonly index: number;
  readonly col: number;
  readonly entry: Entry | undefined;
  /** Lines that are chosen, in their order; that of the cursor at least. */
  readonly lines: readonly Line[];
  readonly firstCol: number;
  readonly lastCol: number;
  readonly isRows: boolean;
  readonly isSeveral: boolean;
  isChosen(index: number, col: number): boolean;
  /** To a row by its number, held within the grid. */
  to(index: number, col: number, isExtending?: boolean): void;
  /** To a row that may only be there with the next drawing. */
  toKey(key: string, col: number): void;
  rows(index?: number, isExtending?: boolean): void;
}

export function useSheetCursor(entries: readonly Entry[], columns: number): Cursor {
  const [standing, setStanding] = useState<Standing>();
  const indexes = useMemo(() => new Map(entries.map(({ key }, index) => [key, index])), [entries]);
  const clamp = (index: number): number => Math.max(0, Math.min(entries.length - 1, index));
  const firstLine = Math.max(
    0,
    entries.findIndex(({ kind }) => kind === 'line'),
  );
  const known = standing === undefined ? firstLine : (indexes.get(standing.cell.key) ?? standing.at);
  const index = entries.length === 0 ? -1 : clamp(known);
  const col = Math.min(standing?.cell.col ?? 2, columns - 1);
  const anchorIndex = standing === undefined ? index : (indexes.get(standing.anchor.key) ?? index);
  const anchorCol = standing?.anchor.col ?? col;
  const [from, to] = [Math.min(index, anchorIndex), Math.max(index, anchorIndex)];
  const isRows = standing?.isRows === true;
  const [firstCol, lastCol] = isRows ? [0, columns - 1] : [Math.min(col, anchorCol), Math.max(col, anchorCol)];
  const lines = useMemo(
    () => entries.slice(Math.max(0, from), to + 1).filter((entry): entry is Line => entry.kind === 'line'),
    [entries, from, to],
  );
  const place = (cell: Cell, at: number, isExtending: boolean, areRows: boolean): void =>
    setStanding((before) => ({
      cell,
      at,
      anchor: isExtending && before !== undefined ? before.anchor : cell,
      isRows: areRows || (isExtending && before?.isRows === true),
    }));
  const keyAt = (at: number): string => entries[clamp(at)]?.key ?? '';
  return {
    index,
    col,
    entry: entries[index],
    lines,
    firstCol,
    lastCol,
    isRows,
    isSeveral: lines.length > 1 || (lines.length === 1 && (isRows || firstCol !== lastCol)),
    isChosen: (at, column) => at >= from && at <= to && column >= firstCol && column <= lastCol,
    to: (at, column, isExtending = false) => {
      const cell = { key: keyAt(at), col: Math.max(0, Math.min(columns - 1, column)) };
      // Whoever extends what was never chosen begins where the cursor stands.
      if (isExtending && standing === undefined) place({ key: keyAt(index), col }, index, false, false);
      place(cell, clamp(at), isExtending, false);
    },
    toKey: (key, column) => place({ key, col: column }, index, false, false),
    rows: (at = index, isExtending = false) => place({ key: keyAt(at), col }, clamp(at), isExtending, true),
  };
}
