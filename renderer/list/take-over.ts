/**
 * Views that were saved in this window's storage become rows: the own ones of whoever opens a list first, as they
 * always were theirs who sat here. A view leaves the storage when its row stands, and keeps its id, so that one that is
 * tried twice, or in two windows, is one row; what cannot be taken over now stays and is tried again.
 */
import { useEffect } from 'react';
import { MAX_VIEW_NAME } from '../../shared/lists/saved-view.ts';
import { rowCreate } from '../../shared/mutations/row-mutations.ts';
import { useSessionInfo } from '../app/contexts.ts';
import { useUndoingAttempt } from '../data/use-mutate.ts';
import type { EarlierView } from './earlier-views.ts';
import { useLists } from './list-store.ts';

const state = { isUnderWay: false };

/** What makes the row of a view of before. */
export const rowOf = (place: string, { id, name, view }: EarlierView, owner: string, unnamed: string) => ({
  table: 'saved_views',
  id,
  values: {
    owner_id: owner,
    screen: place,
    name: [...name.trim()].slice(0, MAX_VIEW_NAME).join('').trim() || unnamed,
    definition: view,
  },
});

/** Makes rows of them one after another; `make` answers whether the row stands. */
export async function takeOver(
  saved: Readonly<Record<string, readonly EarlierView[]>>,
  make: (place: string, view: EarlierView) => Promise<boolean>,
  takenOver: (place: string, id: string) => void,
): Promise<void> {
  for (const [place, views] of Object.entries(saved))
    for (const view of views) if (await make(place, view)) takenOver(place, view.id);
}

/** While a list is open. */
export function useTakeOver(unnamed: string): void {
  const userId = useSessionInfo().user?.id;
  const attempt = useUndoingAttempt();
  useEffect(() => {
    const { saved, takenOver } = useLists.getState();
    if (userId === undefined || state.isUnderWay || Object.keys(saved).length === 0) return;
    state.isUnderWay = true;
    // Ids that are made while an older storage is read are kept before anything is done under them.
    useLists.setState({ saved });
    const make = async (place: string, view: EarlierView): Promise<boolean> => {
      const outcome = await attempt(rowCreate, rowOf(place, view, userId, unnamed));
      return outcome.ok || outcome.code === 'row.exists';
    };
    void takeOver(saved, make, takenOver).finally(() => {
      state.isUnderWay = false;
    });
  }, [userId, attempt, unnamed]);
}
