/**
 * `#/components`: every part of the interface on one page, for whoever builds screens. No room in the rail leads here.
 */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'components',
  component: lazyRouteComponent(() => import('./components-page.tsx'), 'ComponentsPage'),
});

export const componentsFeature = defineFeature({ routes: [page] });
