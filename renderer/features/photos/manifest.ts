/** Photos of things, taken one after another. */
import { IconCamera } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const RunOfAll = lazy(async () => ({ default: (await import('./run-of-all.tsx')).RunOfAll }));

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'inventory/photo-run',
  component: lazyRouteComponent(() => import('./photo-run-page.tsx'), 'PhotoRunPage'),
});

export const photosFeature = defineFeature({
  routes: [page],
  commands: [{ word: 'photos.run.command', icon: IconCamera, anyOf: ['inventory.edit'], dialog: RunOfAll }],
});
