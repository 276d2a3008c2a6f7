/** The rows in sight, a page at a time: three live pages around where the person looks, however long the list. */

import { useMemo, useState } from 'react';
import { type InventoryListArgs, inventoryList } from '../../../shared/features/inventory/queries.ts';
import type { Failure } from '../../../shared/ipc/contract.ts';
import type { InventoryListRow } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/use-query.ts';
import type { InventoryView } from '../../store/ui-store.ts';

const PAGE = 100;

export interface InventoryPages {
  readonly total: number | undefined;
  readonly failure: Failure | undefined;
  row(index: number): InventoryListRow | undefined;
  /** The first row in sight. */
  look(index: number): void;
}

export function useInventoryPages(view: InventoryView): InventoryPages {
  const [page, setPage] = useState(0);
  const base = Math.max(0, page - 1);
  const argsFor = (number: number): InventoryListArgs => ({
    filter: view.filter,
    sort: view.sort,
    isDescending: view.isDescending,
    offset: number * PAGE,
    limit: PAGE,
  });
  const first = useQuery(inventoryList, argsFor(base));
  const second = useQuery(inventoryList, argsFor(base + 1));
  const third = useQuery(inventoryList, argsFor(base + 2));
  return useMemo(
    () => ({
      total: first.data?.total,
      failure: first.failure,
      row: (index) => [first, second, third][Math.floor(index / PAGE) - base]?.data?.rows[index % PAGE],
      look: (index) => setPage(Math.floor(index / PAGE)),
    }),
    [first, second, third, base],
  );
}
