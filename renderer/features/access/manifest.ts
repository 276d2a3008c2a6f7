/** The door. Only a followed invitation has an address; whoever may not come in yet has none. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const accept = createRoute({
  getParentRoute: () => rootRoute,
  path: 'accept/$code/{-$hub}',
  component: lazyRouteComponent(() => import('./accept-page.tsx'), 'AcceptPage'),
});

export const accessFeature = defineFeature({ routes: [accept] });
