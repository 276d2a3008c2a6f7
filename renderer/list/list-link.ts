/** Leads to a list with conditions already set: «what lies here». */
import { listOf } from '../../shared/lists/list-description.ts';
import type { Condition } from '../../shared/lists/list-view.ts';
import { viewToText } from '../../shared/lists/view-text.ts';
import type { TableName } from '../../shared/schema/catalog.ts';

/** The `search` of such an address. */
export function listSearch(table: TableName, conditions: readonly Condition[]): { readonly view: string } {
  const { initial } = listOf(table);
  return { view: viewToText({ ...initial, conditions }, initial) };
}

/** Things of which something stands at a place or below it. */
export const standingAt = (place: string): { readonly view: string } =>
  listSearch('inventory_items', [{ column: 'location_id', operator: 'any', values: [place] }]);
