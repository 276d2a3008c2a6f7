/** `#/tours?view=…` and `#/tours/<id>/<tab>?part=…` */
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { TourPage } from './tour-page.tsx';
import { ToursList } from './tours-list.tsx';
import './tours.css';

const route = getRouteApi('/tours/{-$id}/{-$tab}');

export function ToursPage(): ReactNode {
  const { id, tab } = route.useParams();
  const { part } = route.useSearch();
  if (id === undefined) return <ToursList />;
  return <TourPage key={id} id={id} tab={tab} part={part ?? null} />;
}
