/** The trash, and the dialogs that delete and restore. */
import { IconTrash } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { defineFeature } from '../../app/feature.ts';
import { findSearch } from '../../app/find-search.ts';
import { rootRoute } from '../../app/root-route.ts';
import { viewSearch } from '../../list/view-search.ts';

const MAX_KIND = 50;

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'trash',
  // Links of before named words and a kind; they are read as the view that they meant.
  validateSearch: viewSearch.extend({
    ...findSearch.shape,
    kind: z.string().max(MAX_KIND).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./trash.tsx'), 'Trash'),
});

export const deletionFeature = defineFeature({
  routes: [page],
  room: { page: 'trash', icon: IconTrash, group: 'house', order: 2 },
});
