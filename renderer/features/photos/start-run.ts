/** Begins to photograph: what a list shows, what is chosen in it, what stands at a place, or one thing. */
import { useCallback, useMemo } from 'react';
import { listOf } from '../../../shared/lists/list-description.ts';
import { type Pick, pickOf } from '../../../shared/lists/list-view.ts';
import type { Selection } from '../../../shared/lists/selection.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { go } from '../../lib/go.ts';
import { usePhotoRuns } from '../../store/photo-run-store.ts';

const everything: Pick = { ...pickOf(listOf('inventory_items').initial), sorts: [] };

/** `title` says in the run what it is about. */
export interface StartRun {
  readonly ofThing: (id: string, title: string) => void;
  readonly ofPlace: (id: string, title: string) => void;
  readonly ofList: (pick: Pick, selection: Selection, title: string) => void;
  readonly ofAll: (title: string) => void;
}

export function useStartRun(): StartRun {
  const userId = useSessionInfo().user?.id ?? '';
  const begin = usePhotoRuns((state) => state.begin);
  const start = useCallback(
    (pick: Pick, selection: Selection, title: string): void => {
      // In which order the list stands does not matter: the way through the house does.
      begin({
        userId,
        title,
        scope: { table: 'inventory_items', pick: { ...pick, sorts: [], group: null }, selection },
      });
      go({ to: '/inventory/photo-run' });
    },
    [begin, userId],
  );
  return useMemo(
    () => ({
      ofThing: (id, title) => start(everything, { kind: 'some', ids: [id] }, title),
      ofPlace: (id, title) =>
        start(
          { ...everything, conditions: [{ column: 'location_id', operator: 'any', values: [id] }] },
          { kind: 'all', except: [] },
          title,
        ),
      ofList: start,
      ofAll: (title) => start(everything, { kind: 'all', except: [] }, title),
    }),
    [start],
  );
}
