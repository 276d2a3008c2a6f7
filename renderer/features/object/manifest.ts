/** Any object as a page of its own: a thing, a production, a task. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';
import { tabSearch } from '../../object/tab-search.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'object/$table/$id',
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import('./object-page.tsx'), 'ObjectPage'),
});

export const objectFeature = defineFeature({ routes: [page] });
