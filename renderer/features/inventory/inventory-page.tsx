/** `#/inventory/<id>?view=…` */
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { go } from '../../lib/go.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import { Inventory } from './inventory.tsx';

const route = getRouteApi('/inventory/{-$id}');

export function InventoryPage(): ReactNode {
  const { id } = route.useParams();
  const { view } = route.useSearch();
  const address = useMemo(
    (): ViewAddress => ({
      text: view,
      write: (text) => go({ to: '/inventory/{-$id}', params: { id }, search: { view: text }, replace: true }),
    }),
    [id, view],
  );
  return (
    <Inventory
      itemId={id}
      address={address}
      onOpen={(opened) => go({ to: '/inventory/{-$id}', params: { id: opened }, search: { view } })}
    />
  );
}
