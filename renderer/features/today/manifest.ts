/** The first screen: tonight, mine, since I was last here, this laptop. */
import { IconHome } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'today',
  component: lazyRouteComponent(() => import('./today-page.tsx'), 'TodayPage'),
});

export const todayFeature = defineFeature({
  routes: [page],
  room: { page: 'today', icon: IconHome, group: 'work', order: 1 },
});
