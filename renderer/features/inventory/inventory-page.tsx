/** `#/inventory/<id>` */
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Inventory } from './inventory.tsx';

const route = getRouteApi('/inventory/{-$id}');

export function InventoryPage(): ReactNode {
  return <Inventory itemId={route.useParams().id} />;
}
