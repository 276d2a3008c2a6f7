/** Writing what a production, or one of its variants, needs. */
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { codeLookup } from '../../../shared/features/inventory/queries.ts';
import type { NeededThing } from '../../../shared/features/productions/queries.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { kitBook } from '../../../shared/mutations/kit-booking.ts';
import { variantSetNeed } from '../../../shared/mutations/production-mutations.ts';
import { rowCreate, rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { connection } from '../../data/connection.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate, useShowFailure } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { bookedParts, kitPartsOf } from '../kits/kit-parts.ts';

/** A thing as it was found. */
export type FoundThing = Readonly<{ id: string; name: string }>;

/** What can be done with the list; each is one step to take back. */
export interface Needs {
  readonly set: (thing: NeededThing, quantity: number) => Promise<void>;
  readonly remove: (thing: NeededThing) => Promise<void>;
  /** Of a variant alone: as many as the base. */
  readonly asBase: (thing: NeededThing) => Promise<void>;
  /** One more where it is on the list already. */
  readonly add: (thing: FoundThing) => Promise<void>;
  readonly addByCode: (code: string) => Promise<void>;
}

/** What the variant says of it, as the person sees it: null where it says nothing. */
const ownOf = ({ kind, quantity }: NeededThing): number | null => (kind === 'base' ? null : quantity);

/** Writing one line; the base and a variant are written in their own ways. */
function useLine(
  performanceId: string,
  variantId: string | null,
): Pick<Needs, 'set' | 'remove'> & {
  readonly say: (itemId: string, quantity: number | null, seen: number | null) => Promise<boolean>;
} {
  const mutate = useMutate();
  const say = useCallback(
    async (itemId: string, quantity: number | null, seen: number | null) => {
      if (variantId !== null) return mutate(variantSetNeed, { variantId, itemId, quantity, seen });
      return mutate(rowCreate, {
        table: 'performance_inventory',
        id: newId(),
        values: { performance_id: performanceId, inventory_item_id: itemId, quantity: quantity ?? 1 },
      });
    },
    [mutate, performanceId, variantId],
  );
  const set = useCallback(
    async (thing: NeededThing, quantity: number) => {
      if (quantity === thing.quantity) return;
      if (variantId !== null) await say(thing.itemId, quantity === thing.base ? null : quantity, ownOf(thing));
      else if (thing.needId !== null)
        await mutate(rowUpdate, {
          table: 'performance_inventory',
          id: thing.needId,
          changes: { quantity },
          seen: { quantity: thing.quantity },
        });
    },
    [mutate, say, variantId],
  );
  const remove = useCallback(
    async (thing: NeededThing) => {
      if (variantId !== null) await say(thing.itemId, thing.base === null ? null : 0, ownOf(thing));
      else if (thing.needId !== null)
        await mutate(rowDelete, { table: 'performance_inventory', id: thing.needId, deletionId: newId() });
    },
    [mutate, say, variantId],
  );
  return { set, remove, say };
}

export function useNeeds(performanceId: string, variantId: string | null, things: readonly NeededThing[]): Needs {
  const { t } = useWords();
  const showFailure = useShowFailure();
  const mutate = useMutate();
  const { set, remove, say } = useLine(performanceId, variantId);
  const tell = (message: string, color: 'teal' | 'orange'): void => {
    notifications.show({ color, message, autoClose: 4000 });
  };
  const add = async ({ id, name }: FoundThing): Promise<void> => {
    const there = things.find(({ itemId }) => itemId === id);
    if (there !== undefined) {
      await set(there, there.quantity + 1);
      tell(t('productions.thing.there', { name, count: there.quantity + 1 }), 'teal');
      return;
    }
    const along = variantId === null ? ((await kitPartsOf(id).catch(showFailure)) ?? []) : [];
    if (along.length > 0) {
      const holder = { table: 'performances', id: performanceId } as const;
      const isTaken = await mutate(kitBook, { holder, parts: bookedParts({ itemId: id, quantity: 1 }, along) });
      if (isTaken) tell(t('kits.taken', { name, count: along.length }), 'teal');
    } else if (await say(id, 1, null)) tell(t('productions.thing.added', { name }), 'teal');
  };
  return {
    set,
    remove,
    asBase: async (thing) => {
      await say(thing.itemId, null, ownOf(thing));
    },
    add,
    addByCode: async (code) => {
      try {
        const found = await connection.ask(codeLookup, { code });
        if (found.kind === 'item' && found.id !== null) await add({ id: found.id, name: found.name });
        else if (found.kind === 'location') tell(t('productions.thing.isPlace', { name: found.name }), 'orange');
        else tell(t('productions.thing.unknown', { code }), 'orange');
      } catch (error) {
        showFailure(error);
      }
    },
  };
}
