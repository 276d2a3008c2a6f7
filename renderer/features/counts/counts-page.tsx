/** `#/counts`, `#/counts/<id>` and `#/counts/<id>/review` */
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CountScreen } from './count-screen.tsx';
import { CountsList } from './counts-list.tsx';

const route = getRouteApi('/counts/{-$id}/{-$part}');

export function CountsPage(): ReactNode {
  const { id, part } = route.useParams();
  return id === undefined ? <CountsList /> : <CountScreen key={id} id={id} part={part} />;
}
