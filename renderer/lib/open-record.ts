/** Any row's page: the screen that is made for its table, or the general one. */
import { linkOptions } from '@tanstack/react-router';
import { isTableName, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { go } from './go.ts';

/** Where a row is shown, for links. */
export function pageOf(table: string, id: string) {
  switch (isTableName(table) ? tableOf(table).page : 'records') {
    case 'inventory':
      return linkOptions({ to: '/inventory/{-$id}', params: { id } });
    case 'counts':
      return linkOptions({ to: '/counts/{-$id}/{-$part}', params: { id, part: undefined } });
    case 'documents':
      return linkOptions({ to: '/documents/{-$id}', params: { id } });
    case 'productions':
      return linkOptions({ to: '/productions/{-$id}/{-$tab}', params: { id, tab: undefined } });
    case 'tours':
      return linkOptions({ to: '/tours/{-$id}/{-$tab}', params: { id, tab: undefined } });
    case 'events':
      return linkOptions({ to: '/events/$id', params: { id } });
    case 'records':
      return linkOptions({ to: '/records/{-$table}/{-$id}', params: { table, id } });
  }
}

/** Leaves a way back: it is a step in the window’s history. */
export function openRecord(table: string, id: string): void {
  go(pageOf(table, id));
}

/** Whether rows of a table have a page of their own: what people share has, traces included. */
export const hasPage = (table: string): table is TableName =>
  isTableName(table) && !['hub', 'device'].includes(tableOf(table).scope) && tableOf(table).owner === undefined;

/** A row's own page, for links: the general one, or the screen that is made for its work. */
export function objectOf(table: string, id: string) {
  const page = isTableName(table) ? tableOf(table).page : 'records';
  return page === 'counts' || page === 'productions' || page === 'events' || page === 'tours'
    ? pageOf(table, id)
    : linkOptions({ to: '/object/$table/$id', params: { table, id } });
}

export function openObject(table: string, id: string): void {
  go(objectOf(table, id));
}
