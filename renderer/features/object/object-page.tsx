/** `#/object/<table>/<id>?tab=…` */
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { isUuid } from '../../../shared/base/ids.ts';
import { UnknownPage } from '../../app/page-states.tsx';
import { go } from '../../lib/go.ts';
import { hasPage } from '../../lib/open-record.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { DocumentPage } from '../documents/document-page.tsx';
import { ItemPage } from '../inventory/item-page.tsx';
import { RecordPage } from '../records/record-page.tsx';

const to = '/object/$table/$id';
const route = getRouteApi(to);

/** Two tables have a page made for them; all others share the general one. */
export function ObjectPage(): ReactNode {
  const { table, id } = route.useParams();
  const { tab } = route.useSearch();
  const address = useMemo(
    // In place: Back leads to where the object was opened, not through its parts.
    (): TabAddress => ({
      tab,
      open: (opened) => go({ to, params: { table, id }, search: { tab: opened }, replace: true }),
    }),
    [table, id, tab],
  );
  if (!hasPage(table) || !isUuid(id)) return <UnknownPage />;
  if (table === 'documents') return <DocumentPage key={id} id={id} address={address} />;
  return table === 'inventory_items' ? (
    <ItemPage key={id} id={id} address={address} />
  ) : (
    <RecordPage key={`${table} ${id}`} table={table} id={id} address={address} />
  );
}
