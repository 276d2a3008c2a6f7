/** Opens a row on the screen that is made for its table, or on the general one. */
import { isTableName, tableOf } from '../../shared/schema/catalog.ts';
import { go } from './use-route.ts';

export function openRecord(table: string, id: string): void {
  const page = isTableName(table) ? tableOf(table).page : 'records';
  if (page === 'records') go('records', table, id);
  else go(page, id);
}
