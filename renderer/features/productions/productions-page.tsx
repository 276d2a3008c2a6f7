/** `#/productions/<id>/<tab>?variant=…&part=…` */
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProductionPage } from './production-page.tsx';

const route = getRouteApi('/productions/{-$id}/{-$tab}');

export function ProductionsPage(): ReactNode {
  const { id, tab } = route.useParams();
  const { variant, part } = route.useSearch();
  if (id === undefined) return null;
  return <ProductionPage id={id} tab={tab ?? 'overview'} variant={variant ?? null} part={part ?? null} />;
}
