/** Documents: by category, with their versions. */
import { IconFolders } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';
import { viewSearch } from '../../list/view-search.ts';
import { tabSearch } from '../../object/tab-search.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'documents/{-$id}',
  validateSearch: viewSearch.extend(tabSearch.shape),
  component: lazyRouteComponent(() => import('./documents-page.tsx'), 'DocumentsPage'),
});

export const documentsFeature = defineFeature({
  routes: [page],
  room: { page: 'documents', icon: IconFolders, group: 'work', order: 9 },
});
