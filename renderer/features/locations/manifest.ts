/** The tree of places. */
import { IconMapPin } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'locations',
  component: lazyRouteComponent(() => import('./locations.tsx'), 'Locations'),
});

export const locationsFeature = defineFeature({
  routes: [page],
  room: { page: 'locations', icon: IconMapPin, group: 'work', order: 7 },
});
