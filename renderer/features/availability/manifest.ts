/** What is free, over time. */
import { IconTimeline } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'availability',
  validateSearch: z.object({
    /** The first day in sight; without one today. */
    from: z.iso.date().optional().catch(undefined),
    weeks: z.number().int().min(1).max(26).optional().catch(undefined),
    item: z.uuid().optional().catch(undefined),
    category: z.uuid().optional().catch(undefined),
    tour: z.uuid().optional().catch(undefined),
    production: z.uuid().optional().catch(undefined),
    find: z.string().max(100).optional().catch(undefined),
    /** Things stand under the shows and tours that hold them. */
    by: z.literal('show').optional().catch(undefined),
    /** Only things of which there are too few. */
    short: z.literal(true).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./availability-page.tsx'), 'AvailabilityPage'),
});

export const availabilityFeature = defineFeature({
  routes: [page],
  room: { page: 'availability', icon: IconTimeline, group: 'work', order: 6 },
});
