/** How this laptop, the hub and the data are. */
import { IconHeartbeat } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'health',
  component: lazyRouteComponent(() => import('./health.tsx'), 'Health'),
});

export const healthFeature = defineFeature({
  routes: [page],
  room: { page: 'health', icon: IconHeartbeat, group: 'house', order: 3 },
});
