/** `#/show/<event>` */
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const route = getRouteApi('/show/$id');

export function ShowPage(): ReactNode {
  const { id } = route.useParams();
  return <p>{id}</p>;
}
