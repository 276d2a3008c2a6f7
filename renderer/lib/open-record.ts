/** Any row's page: the screen that is made for its table, or the general one. */
import { linkOptions } from '@tanstack/react-router';
import { isTableName, tableOf } from '../../shared/schema/catalog.ts';
import { go } from './go.ts';

/** Where a row is shown, for links. */
export function pageOf(table: string, id: string) {
  switch (isTableName(table) ? tableOf(table).page : 'records') {
    case 'inventory':
      return linkOptions({ to: '/inventory/{-$id}', params: { id } });
    case 'counts':
      return linkOptions({ to: '/counts/{-$id}/{-$part}', params: { id, part: undefined } });
    case 'records':
      return linkOptions({ to: '/records/{-$table}/{-$id}', params: { table, id } });
  }
}

/** Leaves a way back: it is a step in the window’s history. */
export function openRecord(table: string, id: string): void {
  go(pageOf(table, id));
}
