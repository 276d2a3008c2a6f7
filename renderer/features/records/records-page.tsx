/** `#/records/<table>/<id>?view=…` */
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { go } from '../../lib/go.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { Records, tableShown } from './records.tsx';

const route = getRouteApi('/records/{-$table}/{-$id}');
const to = '/records/{-$table}/{-$id}';

export function RecordsPage(): ReactNode {
  const { table, id } = route.useParams();
  const { view, tab } = route.useSearch();
  const shown = tableShown(table);
  const address = useMemo(
    (): ViewAddress => ({
      text: view,
      write: (text) => go({ to, params: { table: shown, id }, search: { view: text, tab }, replace: true }),
    }),
    [shown, id, view, tab],
  );
  const tabs = useMemo(
    (): TabAddress => ({
      tab,
      open: (opened) => go({ to, params: { table: shown, id }, search: { view, tab: opened } }),
    }),
    [shown, id, view, tab],
  );
  return (
    <Records
      table={shown}
      id={id}
      address={address}
      tabs={tabs}
      onOpen={(opened) => go({ to, params: { table: shown, id: opened }, search: { view } })}
    />
  );
}
