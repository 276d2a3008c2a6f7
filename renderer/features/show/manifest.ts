/** The evening: before, during, after. */
import { IconTheater } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const OpenTonight = lazy(async () => ({ default: (await import('./open-evening.tsx')).OpenTonight }));

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'show/$id',
  component: lazyRouteComponent(() => import('./show-page.tsx'), 'ShowPage'),
});

export const showFeature = defineFeature({
  routes: [page],
  commands: [{ word: 'show.command', icon: IconTheater, dialog: OpenTonight }],
});
