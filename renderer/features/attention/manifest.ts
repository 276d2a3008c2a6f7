/** What waits for a decision of this person. */
import { IconAlertTriangle } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'attention',
  component: lazyRouteComponent(() => import('./attention.tsx'), 'Attention'),
});

export const attentionFeature = defineFeature({
  routes: [page],
  room: {
    page: 'attention',
    icon: IconAlertTriangle,
    group: 'house',
    order: 4,
    waiting: ({ refused, conflicts }) => refused + conflicts,
  },
});
