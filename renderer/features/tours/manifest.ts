/** Tours: the list, and a page for each with its days, people, packing, transports, and what is left to do. */
import { IconTruck } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';
import { viewSearch } from '../../list/view-search.ts';
import { tabOf, tourTabs } from './tour-tabs.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'tours/{-$id}/{-$tab}',
  validateSearch: viewSearch.extend({
    /** What is open within the tab: a day, a case, a transport. */
    part: z.string().max(50).optional().catch(undefined),
  }),
  loader: ({ params: { id, tab } }) => (id === undefined ? undefined : tabOf(tab)?.Body.preload?.()),
  component: lazyRouteComponent(() => import('./tours-page.tsx'), 'ToursPage'),
});

export const toursFeature = defineFeature({
  routes: [page],
  later: tourTabs.map(({ Body }) => Body),
  room: { page: 'tours', icon: IconTruck, group: 'work', order: 4 },
});
