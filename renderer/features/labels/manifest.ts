/** Labels: templates, printing, blank tags. */
import { IconTag, IconTags } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { z } from 'zod';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const PrintBlankTags = lazy(async () => ({ default: (await import('./print-labels.tsx')).PrintBlankTags }));

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'labels',
  /** `template`: which one is looked at, as `own:<id>` or `preset:<key>`. */
  validateSearch: z.object({ template: z.string().max(60).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./labels-page.tsx'), 'LabelsPage'),
});

export const labelsFeature = defineFeature({
  routes: [page],
  room: { page: 'labels', icon: IconTag, group: 'house', order: 6, anyOf: ['inventory.edit', 'inventory.move'] },
  commands: [
    { word: 'labels.title.blank', icon: IconTags, anyOf: ['inventory.edit', 'inventory.move'], dialog: PrintBlankTags },
  ],
});
