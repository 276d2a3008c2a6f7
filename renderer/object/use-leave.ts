/** The way back from an object: to where somebody came from, else to the list of its table. */
import type { TableName } from '../../shared/schema/catalog.ts';
import { go, goBack } from '../lib/go.ts';
import { listPath } from './object-way.ts';

export function useLeave(table: TableName): () => void {
  return () => goBack(() => go({ to: listPath(table) }));
}
