/** The columns as TanStack Table keeps them: widths while they are drawn, order, what stays in sight. */
import {
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  type ReactTable,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { ListRow } from '../../shared/features/lists/queries.ts';
import type { ListColumn } from '../../shared/lists/list-column.ts';
import { NARROWEST, WIDEST } from '../../shared/lists/list-view.ts';
import { ROOMY_FROM_PX, ROOMY_TITLE_PX, TITLE_PX } from './columns-in-sight.ts';
import type { ListModel } from './use-list.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnResizingFeature,
});
/** TanStack’s table with just the features that a list uses. */
export type ColumnTable = ReactTable<typeof features, ListRow>;

/** The key of the first column: a row's own name, which some tables make of what they join. */
export const TITLE = 'title';
const NO_ROWS: ListRow[] = [];

/** In pixels, as somebody drew it or as its kind of value needs. */
export const widthOf = (model: ListModel, column: ListColumn): number => model.view.widths[column.key] ?? column.width;

/**
 * Columns of so much room, in pixels: the title takes what the others leave, unless somebody gave it a width. Rows are
 * not given to it: they come in windows, by position.
 */
export function useColumns(model: ListModel, shown: readonly ListColumn[], room: number): ColumnTable {
  const { view, change, title } = model;
  const others = shown.reduce((sum, column) => sum + widthOf(model, column), 0);
  const titleKey = title?.key ?? TITLE;
  const titleWidth =
    view.widths[titleKey] ??
    Math.max(room < ROOMY_FROM_PX ? TITLE_PX : ROOMY_TITLE_PX, Math.min(room - others, WIDEST));
  const sizing = useMemo(
    (): Record<string, number> => ({
      ...Object.fromEntries(shown.map((column) => [column.key, view.widths[column.key] ?? column.width])),
      [TITLE]: titleWidth,
    }),
    [shown, view.widths, titleWidth],
  );
  const columns = useMemo(
    () => [TITLE, ...shown.map(({ key }) => key)].map((id) => ({ id, minSize: NARROWEST, maxSize: WIDEST })),
    [shown],
  );
  return useTable({
    features,
    columns,
    data: NO_ROWS,
    columnResizeMode: 'onChange',
    state: {
      columnSizing: sizing,
      columnOrder: columns.map(({ id }) => id),
      columnPinning: {
        start: [TITLE, ...shown.filter(({ key }) => view.pinned.includes(key)).map(({ key }) => key)],
        end: [],
      },
    },
    onColumnSizingChange: (update) => {
      const next = typeof update === 'function' ? update(sizing) : update;
      const changed = Object.entries(next).flatMap(([id, px]) =>
        sizing[id] === px ? [] : [[id === TITLE ? titleKey : id, Math.round(px)] as const],
      );
      if (changed.length > 0) change({ widths: { ...view.widths, ...Object.fromEntries(changed) } });
    },
  });
}
