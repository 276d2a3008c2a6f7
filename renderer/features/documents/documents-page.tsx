/** `#/documents/<id>?view=…` */
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { go } from '../../lib/go.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { Documents } from './documents.tsx';

const to = '/documents/{-$id}';
const route = getRouteApi(to);

export function DocumentsPage(): ReactNode {
  const { id } = route.useParams();
  const { view, tab } = route.useSearch();
  const address = useMemo(
    (): ViewAddress => ({
      text: view,
      write: (text) => go({ to, params: { id }, search: { view: text, tab }, replace: true }),
    }),
    [id, view, tab],
  );
  const tabs = useMemo(
    (): TabAddress => ({ tab, open: (opened) => go({ to, params: { id }, search: { view, tab: opened } }) }),
    [id, view, tab],
  );
  return (
    <Documents
      id={id}
      address={address}
      tabs={tabs}
      onOpen={(opened) => go({ to, params: { id: opened }, search: { view } })}
    />
  );
}
