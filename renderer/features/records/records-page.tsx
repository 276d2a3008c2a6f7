/** `#/records/<table>/<id>` */
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { go } from '../../lib/go.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { Records } from './records.tsx';

const route = getRouteApi('/records/{-$table}/{-$id}');

export function RecordsPage(): ReactNode {
  const { table, id } = route.useParams();
  const { tab } = route.useSearch();
  const address = useMemo(
    (): TabAddress => ({
      tab,
      open: (opened) => go({ to: '/records/{-$table}/{-$id}', params: { table, id }, search: { tab: opened } }),
    }),
    [table, id, tab],
  );
  return <Records table={table} id={id} address={address} />;
}
