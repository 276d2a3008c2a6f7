/** The schedule and the page of an event. */
import { IconCalendar } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'schedule',
  component: lazyRouteComponent(() => import('./schedule-page.tsx'), 'SchedulePage'),
});

const event = createRoute({
  getParentRoute: () => rootRoute,
  path: 'events/$id',
  component: lazyRouteComponent(() => import('./event-page.tsx'), 'EventPage'),
});

export const scheduleFeature = defineFeature({
  routes: [page, event],
  room: { page: 'schedule', icon: IconCalendar, group: 'work', order: 3 },
});
