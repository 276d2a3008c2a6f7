/** The evening: before, during, after. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'show/$id',
  component: lazyRouteComponent(() => import('./show-page.tsx'), 'ShowPage'),
});

export const showFeature = defineFeature({
  routes: [page],
});
