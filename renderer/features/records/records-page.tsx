/** `#/records/<table>/<id>` */
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Records } from './records.tsx';

const route = getRouteApi('/records/{-$table}/{-$id}');

export function RecordsPage(): ReactNode {
  const { table, id } = route.useParams();
  return <Records table={table} id={id} />;
}
