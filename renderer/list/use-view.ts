/**
 * The view of a list: the address and the store say the same. The store is drawn at once; the address follows, and
 * where it changes by itself (a link, Back) the store follows it. A page that is opened without one shows the last.
 */
import { useCallback, useEffect, useRef } from 'react';
import type { ListPlace } from '../../shared/lists/list-place.ts';
import type { ListView } from '../../shared/lists/list-view.ts';
import { chosenInText, viewFromText, viewToText } from '../../shared/lists/view-text.ts';
import { useLists } from './list-store.ts';
import type { ViewAddress } from './view-search.ts';

interface Viewing {
  readonly view: ListView;
  /** The saved view that was chosen, by its id, whatever was changed since. */
  readonly chosen: string | undefined;
  look(view: ListView, chosen: string | undefined): void;
}

/** `written` keeps the page from following its own change of the address, which arrives later than the next one. */
export function useView(place: ListPlace, address: ViewAddress): Viewing {
  const { key } = place;
  const { initial } = place.list;
  const view = useLists((state) => state.views[key]) ?? initial;
  const chosen = useLists((state) => state.chosen[key]);
  const setView = useLists((state) => state.setView);
  // What this page has put there itself comes back later than the next change.
  const written = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (address.text === undefined || address.text === written.current) return;
    written.current = address.text;
    const fromAddress = viewFromText(address.text, initial);
    if (fromAddress !== undefined) setView(key, fromAddress, chosenInText(address.text));
  }, [address.text, initial, setView, key]);
  const look = useCallback(
    (next: ListView, id: string | undefined) => {
      const text = viewToText(next, initial, id);
      written.current = text === '' ? undefined : text;
      setView(key, next, id);
      address.write(written.current);
    },
    [address, initial, setView, key],
  );
  return { view, chosen, look };
}
