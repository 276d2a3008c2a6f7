/** Productions: the repertoire, and a page for each with its passport, run sheet, inventory and company. */
import { IconMasksTheater } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';
import { viewSearch } from '../../list/view-search.ts';
import { productionTabs, tabOf } from './production-tabs.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'productions/{-$id}/{-$tab}',
  validateSearch: viewSearch.extend({
    /** The variant that is looked at; without one the base. */
    variant: z.uuid().optional().catch(undefined),
    /** What is open within the tab: a section of the passport, a view of the run sheet. */
    part: z.string().max(50).optional().catch(undefined),
  }),
  // With the page, not after it: React shows what it had to wait for a third of a second late.
  loader: ({ params: { id, tab } }) => (id === undefined ? undefined : tabOf(tab)?.Body.preload?.()),
  component: lazyRouteComponent(() => import('./productions-page.tsx'), 'ProductionsPage'),
});

export const productionsFeature = defineFeature({
  routes: [page],
  later: productionTabs.map(({ Body }) => Body),
  room: { page: 'productions', icon: IconMasksTheater, group: 'work', order: 2 },
});
