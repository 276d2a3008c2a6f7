/** Forms of the theatre's own: printed sheets as it wants them. */
import { IconFileTypography } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { defineFeature } from '../../app/feature.ts';
import { rootRoute } from '../../app/root-route.ts';

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: 'forms',
  /** `form`: which one is looked at; `template`: the theatre's own by its id, else ours. */
  validateSearch: z.object({
    form: z.string().max(50).optional().catch(undefined),
    template: z.string().max(60).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./forms-page.tsx'), 'FormsPage'),
});

export const formsFeature = defineFeature({
  routes: [page],
  room: { page: 'forms', icon: IconFileTypography, group: 'house', order: 7, anyOf: ['settings.manage'] },
});
