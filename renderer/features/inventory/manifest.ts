/** The things of the theatre, with one of them beside the list. */
import { IconBox, IconPlus } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';
import { viewSearch } from '../../list/view-search.ts';
import { tabSearch } from '../../object/tab-search.ts';

const NewItem = lazy(async () => ({ default: (await import('./new-item.tsx')).NewItem }));

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'inventory/{-$id}',
  validateSearch: viewSearch.extend(tabSearch.shape),
  component: lazyRouteComponent(() => import('./inventory-page.tsx'), 'InventoryPage'),
});

export const inventoryFeature = defineFeature({
  routes: [page],
  room: { page: 'inventory', icon: IconBox, group: 'work', order: 5 },
  commands: [{ word: 'inventory.newItem', icon: IconPlus, anyOf: ['inventory.edit'], dialog: NewItem }],
});
