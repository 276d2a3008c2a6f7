/** Columns for which there is room, and how wide they are: what is least needed goes first. */
import { type RefObject, useEffect, useState } from 'react';
import type { SheetView } from '../../../shared/rules/run-sheet-groups.ts';
import { COLUMNS, type ColumnKey } from './sheet-model.ts';

/** Of each column its width in a narrow window and in a wide one, as the grid's template has it. */
const WIDTHS: Readonly<Record<ColumnKey, readonly [narrow: string, wide: string]>> = {
  department: ['44px', '52px'],
  action: ['40px', '124px'],
  what: ['minmax(150px, 1fr)', 'minmax(220px, 1.4fr)'],
  quantity: ['48px', '64px'],
  from_place: ['122px', 'minmax(110px, 0.7fr)'],
  to_place: ['116px', 'minmax(110px, 0.7fr)'],
  who: ['104px', 'minmax(110px, 0.6fr)'],
  cue: ['116px', 'minmax(130px, 0.8fr)'],
  note: ['120px', 'minmax(110px, 0.8fr)'],
};
const NARROW_PX = 900;
const NOTE_PX = 1160;

/** The columns in sight. */
export interface ColumnsInSight {
  readonly columns: readonly ColumnKey[];
  readonly template: string;
}

/** By the width of the frame. By people the one who does a line stands above it. */
function columnsFor(width: number, view: SheetView): ColumnsInSight {
  const isNarrow = width < NARROW_PX;
  const columns = COLUMNS.filter(
    (column) =>
      (column !== 'quantity' || !isNarrow) &&
      (column !== 'note' || width >= NOTE_PX) &&
      (column !== 'who' || view !== 'person'),
  );
  return { columns, template: columns.map((column) => WIDTHS[column][isNarrow ? 0 : 1]).join(' ') };
}

export function useColumnsInSight(frame: RefObject<HTMLElement | null>, view: SheetView): ColumnsInSight {
  const [sight, setSight] = useState(() => columnsFor(1200, view));
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const look = (): void => {
      const next = columnsFor(element.clientWidth, view);
      setSight((before) => (before.template === next.template ? before : next));
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, [frame, view]);
  return sight;
}
