/** The spreadsheet: scenes as bands, lines as rows, of which only those in sight exist. */
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { RunSheet, SheetDepartment } from '../../../shared/features/run-sheet/queries.ts';
import type { SheetView } from '../../../shared/rules/run-sheet-groups.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { type Adding, type ColumnKey, type Entry } from './sheet-model.ts';
import { AddRow, BandRow, cellId, LineRow } from './sheet-rows.tsx';
import type { Cursor } from './use-sheet-cursor.ts';
import type { SheetGrid as Grid } from './use-sheet-grid.ts';

/** Heights of rows, in pixels. `run-sheet.css` draws them so: the virtual list reckons with these. */
const HEIGHTS: Readonly<Record<Entry['kind'], number>> = { band: 38, line: 34, add: 32 };
const HEAD_PX = 28;

/** What rows need to draw themselves. */
export interface GridView {
  readonly performanceId: string;
  readonly sheet: RunSheet;
  readonly variant: string | null;
  readonly reading: SheetView;
  readonly columns: readonly ColumnKey[];
  readonly cursor: Cursor;
  readonly grid: Grid;
  readonly mayScenes: boolean;
  label(column: ColumnKey): string;
  department(id: string | null): SheetDepartment | undefined;
  fold(key: string, isFolded: boolean): void;
  openScene(id: string): void;
  addTo(adding: Adding): void;
}

/** A column that is too narrow for its name: it holds a mark, or without room the sign of an action. */
const isSign = (column: ColumnKey, columns: readonly ColumnKey[]): boolean =>
  column === 'department' || (column === 'action' && !columns.includes('quantity'));

interface Props {
  readonly view: GridView;
  readonly entries: readonly Entry[];
  readonly frame: RefObject<HTMLDivElement | null>;
  /** Widths of the columns in sight. */
  readonly template: string;
  /** A row that is to come into sight, with a number that changes when it is asked for again. */
  readonly wanted: readonly [key: string, times: number] | undefined;
  /** A dialog stands over it: the keys are the grid's again once it is gone. */
  readonly isCovered: boolean;
}

/** What the cursor stands on comes into sight, and what somebody turned to. */
function useScrolling(
  { cursor }: GridView,
  entries: readonly Entry[],
  wanted: Props['wanted'],
  virtual: Virtualizer<HTMLDivElement, Element>,
): void {
  const now = useRef({ index: cursor.index, entries });
  useLayoutEffect(() => {
    now.current = { index: cursor.index, entries };
  });
  const key = cursor.entry?.key;
  useEffect(() => {
    // The row and not its number: what comes in above must not move what is read.
    if (key !== undefined) virtual.scrollToIndex(now.current.index, { align: 'auto' });
  }, [key, virtual]);
  useEffect(() => {
    const at = wanted === undefined ? -1 : now.current.entries.findIndex((entry) => entry.key === wanted[0]);
    if (at >= 0) virtual.scrollToIndex(at, { align: 'start' });
  }, [wanted, virtual]);
}

export function SheetTable({ view, entries, frame, template, wanted, isCovered }: Props): ReactNode {
  const { t } = useWords();
  const { cursor, grid, columns } = view;
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => HEIGHTS[entries[index]?.kind ?? 'line'],
    getItemKey: (index) => entries[index]?.key ?? index,
    overscan: 12,
    scrollPaddingStart: HEAD_PX,
    scrollPaddingEnd: 8,
  });
  useRestoredScroll(`run sheet ${view.performanceId} ${view.reading}`, frame);
  useEffect(() => virtual.measure(), [entries, virtual]);
  useScrolling(view, entries, wanted, virtual);
  const wasCovered = useRef(isCovered);
  useEffect(() => {
    if (wasCovered.current && !isCovered) frame.current?.focus({ preventScroll: true });
    wasCovered.current = isCovered;
  }, [isCovered, frame]);
  const isWriting = grid.editing !== null;
  useEffect(() => {
    // The keys belong to the grid again once nobody writes in a cell.
    if (!isWriting && document.activeElement === document.body) frame.current?.focus({ preventScroll: true });
  }, [isWriting, frame]);
  return (
    <div
      ref={frame}
      className="sheet-grid"
      role="grid"
      aria-label={t('runSheet.grid')}
      aria-rowcount={entries.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-activedescendant={
        cursor.entry === undefined || isWriting
          ? undefined
          : cellId(cursor.entry.key, cursor.entry.kind === 'line' ? cursor.col : 0)
      }
      tabIndex={0}
      data-testid="sheet-grid"
      onKeyDown={grid.onKeyDown}
      onCopy={grid.onCopy}
      onPaste={grid.onPaste}
      style={{ '--sheet-columns': template } as object}
    >
      <div role="row" aria-rowindex={1} className="sheet-head">
        {columns.map((column) => (
          <div key={column} role="columnheader" className="cut">
            <span className={isSign(column, columns) ? 'unseen' : undefined}>{view.label(column)}</span>
          </div>
        ))}
      </div>
      <div role="rowgroup" className="sheet-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index: number, start }) => {
          const entry = entries[number];
          const common = { view, index: number, start };
          if (entry === undefined) return null;
          if (entry.kind === 'band') return <BandRow key={entry.key} {...common} band={entry} />;
          if (entry.kind === 'add') return <AddRow key={entry.key} {...common} adding={entry} />;
          return <LineRow key={entry.key} {...common} entry={entry} />;
        })}
      </div>
    </div>
  );
}
