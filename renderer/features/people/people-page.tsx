/** `#/people/<tab>/<id>` */
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PeopleScreen } from './people-screen.tsx';

const route = getRouteApi('/people/{-$tab}/{-$id}');

export function PeoplePage(): ReactNode {
  const { tab, id } = route.useParams();
  return <PeopleScreen tab={tab} id={id} />;
}
