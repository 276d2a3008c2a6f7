/** Which columns of a list stay where there is not room for all of them. */
import type { ListColumn } from '../../shared/lists/list-column.ts';

/** The least that the title takes, in pixels: beside an inspector, and where there is room for more. */
export const TITLE_PX = 240;
/** From `ROOMY_FROM_PX` of room on, the title takes this. */
export const ROOMY_TITLE_PX = 320;
/** Pixels of room for the whole list. */
export const ROOMY_FROM_PX = 900;
/** The first two stay whatever the room. */
const ALWAYS = 2;

/** The columns that fit beside the title into a width, from the first; all of them where no width is given. */
export function columnsInSight(
  columns: readonly ListColumn[],
  widthOf: (column: ListColumn) => number,
  width: number | undefined,
): readonly ListColumn[] {
  if (width === undefined || width === 0) return columns;
  let left = width - TITLE_PX;
  return columns.filter((column, index) => {
    left -= widthOf(column);
    return left >= 0 || index < ALWAYS;
  });
}
