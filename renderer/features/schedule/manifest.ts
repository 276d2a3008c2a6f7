/** The schedule and the page of an event. */
import { IconCalendar } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';
import { tabSearch } from '../../object/tab-search.ts';

const one = z.uuid().optional().catch(undefined);

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'schedule',
  validateSearch: z.object({
    view: z.enum(['month', 'week', 'day', 'list', 'mine']).optional().catch(undefined),
    /** A day in sight; without one today. */
    date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional()
      .catch(undefined),
    venue: one,
    production: one,
    person: one,
    kind: z.enum(['show', 'plain', 'technical', 'away']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./schedule-page.tsx'), 'SchedulePage'),
});

const event = createRoute({
  getParentRoute: () => rootRoute,
  path: 'events/$id',
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import('./event-page.tsx'), 'EventPage'),
});

const rules = createRoute({
  getParentRoute: () => rootRoute,
  path: 'schedule/rules',
  component: lazyRouteComponent(() => import('./rules-page.tsx'), 'RulesPage'),
});

export const scheduleFeature = defineFeature({
  routes: [page, rules, event],
  room: { page: 'schedule', icon: IconCalendar, group: 'work', order: 3 },
});
