/** What can be done with saved views: plain edits of their rows, which are taken back like any other. */
import { definitionOf } from '../../shared/lists/saved-view.ts';
import { rowDelete } from '../../shared/mutations/deletion-mutations.ts';
import { rowCreate, rowUpdate } from '../../shared/mutations/row-mutations.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { useSessionInfo } from '../app/contexts.ts';
import { newId } from '../data/new-id.ts';
import { useMutate } from '../data/use-mutate.ts';
import type { ListModel } from './use-list.ts';
import type { KeptView } from './use-saved-views.ts';

/** Each answers whether it was done; why not is said where it was asked for. */
export interface ViewActs {
  /** Keeps what stands under a name, and chooses it. */
  saveAs(name: string, isShared: boolean): Promise<boolean>;
  /** Puts what stands in place of what the view was. */
  update(saved: KeptView): Promise<boolean>;
  rename(saved: KeptView, name: string): Promise<boolean>;
  /** Makes it everybody's, or the person's own. */
  share(saved: KeptView, isShared: boolean): Promise<boolean>;
  remove(saved: KeptView): Promise<boolean>;
}

const table = 'saved_views';

/** `definition` is replaced as a whole, with what this version does not understand of it carried on. */
export function useViewActs({ place, view, look }: ListModel): ViewActs {
  const userId = useSessionInfo().user?.id ?? null;
  const mutate = useMutate();
  const edit = (id: string, column: string, seen: JsonValue, wanted: JsonValue): Promise<boolean> =>
    mutate(rowUpdate, { table, id, changes: { [column]: wanted }, seen: { [column]: seen } });
  return {
    saveAs: async (name, isShared) => {
      const id = newId();
      const values = {
        owner_id: isShared ? null : userId,
        screen: place.key,
        name,
        definition: definitionOf(view),
      };
      const isDone = await mutate(rowCreate, { table, id, values });
      if (isDone) look(view, id);
      return isDone;
    },
    update: ({ id, definition }) => edit(id, 'definition', definition, definitionOf(view, definition)),
    rename: ({ id, name: before }, name) => edit(id, 'name', before, name),
    share: ({ id, isShared: was }, isShared) => edit(id, 'owner_id', was ? null : userId, isShared ? null : userId),
    remove: async ({ id }) => {
      const isDone = await mutate(rowDelete, { table, id, deletionId: newId() });
      if (isDone) look(view, undefined);
      return isDone;
    },
  };
}
