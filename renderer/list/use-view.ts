/**
 * The view of a list: the address and the store say the same. The store is drawn at once; the address follows, and
 * where it changes by itself (a link, Back) the store follows it. A page that is opened without one shows the last.
 */
import { useCallback, useEffect, useRef } from 'react';
import type { ListPlace } from '../../shared/lists/list-place.ts';
import type { ListView } from '../../shared/lists/list-view.ts';
import { viewFromText, viewToText } from '../../shared/lists/view-text.ts';
import { useLists } from './list-store.ts';
import type { ViewAddress } from './view-search.ts';

export function useView(place: ListPlace, address: ViewAddress): readonly [ListView, (view: ListView) => void] {
  const { key } = place;
  const { initial } = place.list;
  const kept = useLists((state) => state.views[key]) ?? initial;
  const setView = useLists((state) => state.setView);
  // What this page has put there itself comes back later than the next change.
  const written = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (address.text === undefined || address.text === written.current) return;
    written.current = address.text;
    const named = viewFromText(address.text, initial);
    if (named !== undefined) setView(key, named);
  }, [address.text, initial, setView, key]);
  const change = useCallback(
    (view: ListView) => {
      const text = viewToText(view, initial);
      written.current = text === '' ? undefined : text;
      setView(key, view);
      address.write(written.current);
    },
    [address, initial, setView, key],
  );
  return [kept, change];
}
