/**
 * Views that were saved in this window's storage become rows: the own ones of whoever opens a list first, as they
 * always were theirs who sat here. A view leaves the storage when its row stands, and keeps its id, so that one that is
 * tried twice, or in two windows, is one row; what cannot be taken over now stays and is tried again.
 */
import { useEffect } from 'react';
import { rowCreate } from '../../shared/mutations/row-mutations.ts';
import { useSessionInfo } from '../app/contexts.ts';
import { useUndoingAttempt } from '../data/use-mutate.ts';
import { type EarlierView, rowOf, takeOver } from './earlier-views.ts';
import { useLists } from './list-store.ts';

const state = { isUnderWay: false };

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
