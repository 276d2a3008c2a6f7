/** Which columns of the inventory stay where there is not room for all of them. */
import type { ColumnKey } from '../../store/ui-store.ts';

/** The least width of each column, in pixels. */
export const MINIMUM_PX: Readonly<Record<ColumnKey, number>> = {
  inventory_number: 130,
  category: 140,
  location: 140,
  quantity: 110,
  status: 140,
  condition: 120,
  manufacturer: 150,
  barcode: 140,
};
export const NAME_PX = 260;

/** What people look for first. The first two stay whatever the room. */
const FIRST: readonly ColumnKey[] = [
  'quantity',
  'status',
  'location',
  'inventory_number',
  'condition',
  'category',
  'manufacturer',
  'barcode',
];
const ALWAYS = 2;

/** The chosen columns, in their order, that fit beside the name into a width; all of them where no width is given. */
export function columnsInSight(columns: readonly ColumnKey[], width: number | undefined): readonly ColumnKey[] {
  if (width === undefined || width === 0) return columns;
  let left = width - NAME_PX;
  const kept = new Set<ColumnKey>();
  for (const [index, column] of FIRST.entries()) {
    if (!columns.includes(column)) continue;
    left -= MINIMUM_PX[column];
    if (left < 0 && index >= ALWAYS) break;
    kept.add(column);
  }
  return columns.filter((column) => kept.has(column));
}
