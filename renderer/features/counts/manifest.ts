/** Counts: their list, counting, review. */
import { IconClipboardCheck, IconPlus } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { z } from 'zod';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const NewCount = lazy(async () => ({ default: (await import('./new-count.tsx')).NewCount }));

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'counts/{-$id}/{-$part}',
  // Which lines are in sight while counting: Back and a link find them again.
  validateSearch: z.object({ lines: z.enum(['remaining', 'counted', 'different']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./counts-page.tsx'), 'CountsPage'),
});

export const countsFeature = defineFeature({
  routes: [page],
  room: { page: 'counts', icon: IconClipboardCheck, group: 'work', order: 8 },
  commands: [{ word: 'counts.newCount', icon: IconPlus, anyOf: ['count.run'], dialog: NewCount }],
});
