/** `#/productions?view=…` and `#/productions/<id>/<tab>?variant=…&part=…` */
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { go } from '../../lib/go.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import { ProductionPage } from './production-page.tsx';
import { ProductionsList } from './productions-list.tsx';

const to = '/productions/{-$id}/{-$tab}';
const route = getRouteApi(to);

export function ProductionsPage(): ReactNode {
  const { id, tab } = route.useParams();
  const { variant, part, view } = route.useSearch();
  const address = useMemo(
    (): ViewAddress => ({
      text: view,
      write: (text) => go({ to, search: { view: text }, replace: true }),
    }),
    [view],
  );
  if (id === undefined) return <ProductionsList address={address} />;
  return <ProductionPage key={id} id={id} tab={tab} variant={variant ?? null} part={part ?? null} />;
}
