/** Any table of the theatre. */
import { IconTable } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';
import { viewSearch } from '../../list/view-search.ts';
import { tabSearch } from '../../object/tab-search.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'records/{-$table}/{-$id}',
  validateSearch: viewSearch.extend(tabSearch.shape),
  component: lazyRouteComponent(() => import('./records-page.tsx'), 'RecordsPage'),
});

export const recordsFeature = defineFeature({
  routes: [page],
  room: { page: 'records', icon: IconTable, group: 'work', order: 10 },
});
