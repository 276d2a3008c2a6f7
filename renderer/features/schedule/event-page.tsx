/** `#/events/<id>` */
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const route = getRouteApi('/events/$id');

export function EventPage(): ReactNode {
  const { id } = route.useParams();
  return <p>{id}</p>;
}
