/** People and laptops. */
import { IconUsers } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { findSearch } from '../../app/find-search.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'people/{-$tab}/{-$id}',
  validateSearch: findSearch,
  component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
});

export const peopleFeature = defineFeature({
  routes: [page],
  room: {
    page: 'people',
    icon: IconUsers,
    group: 'house',
    order: 1,
    anyOf: ['people.manage', 'roles.manage', 'devices.manage'],
  },
});
