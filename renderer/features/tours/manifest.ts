/** Tours: the list, and a page for each with its days, people, packing, transports, and what is left to do before leaving. */
import { IconPlus, IconTruck } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { z } from 'zod';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';
import { viewSearch } from '../../list/view-search.ts';
import { tabOf, tourTabs } from './tour-tabs.ts';

const NewTour = lazy(async () => ({ default: (await import('./new-tour.tsx')).NewTour }));

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
  commands: [{ word: 'tours.new', icon: IconPlus, anyOf: ['tours.edit'], dialog: NewTour }],
});
