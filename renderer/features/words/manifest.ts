/** The theatre's own words, for whoever keeps its settings. */
import { IconAbc } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { findSearch } from '../../app/find-search.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'words',
  validateSearch: findSearch,
  component: lazyRouteComponent(() => import('./words-page.tsx'), 'WordsPage'),
});

export const wordsFeature = defineFeature({
  routes: [page],
  room: { page: 'words', icon: IconAbc, group: 'house', order: 5, anyOf: ['settings.manage'] },
});
