/** Files on this laptop: what travels, what is taken along, how much room there is. */
import { IconDeviceLaptop } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'files',
  component: lazyRouteComponent(() => import('./files-page.tsx'), 'FilesPage'),
});

export const filesFeature = defineFeature({
  routes: [page],
  room: { page: 'files', icon: IconDeviceLaptop, group: 'house', order: 7 },
});
