/** Everything that is found for some words, by kind. The field itself stands in the bar (`global-search.tsx`). */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { findSearch } from '../../app/find-search.ts';
import { rootRoute } from '../../app/root-route.ts';
import { viewSearch } from '../../list/view-search.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'search/{-$kind}',
  validateSearch: viewSearch.extend(findSearch.shape),
  component: lazyRouteComponent(() => import('./search-page.tsx'), 'SearchPage'),
});

export const searchFeature = defineFeature({ routes: [page] });
