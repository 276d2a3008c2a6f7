/** Changes of a packing list: each is one step that can be taken back. */
import { notifications } from '@mantine/notifications';
import { codeLookup } from '../../../shared/features/inventory/queries.ts';
import type { PackingLineView } from '../../../shared/ipc/packing-contract.ts';
import { packingNote, packingPlan } from '../../../shared/mutations/packing-mutations.ts';
import type { PlanChange } from '../../../shared/rules/packing-needs.ts';
import { connection } from '../../data/connection.ts';
import { useMutate, useShowFailure } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { kitPartsOf } from '../kits/kit-parts.ts';
import { openCase } from './use-packing.ts';

/** What can be done to the list. */
export interface Plan {
  /** So many pieces in all; with fewer than are packed the list says of how many there are too many. False: refused. */
  readonly set: (line: PackingLineView, quantity: number) => Promise<boolean>;
  /** What nobody packed yet goes into another case, or into none. */
  readonly move: (line: PackingLineView, caseId: string | null) => Promise<void>;
  readonly remove: (line: PackingLineView) => Promise<boolean>;
  readonly note: (line: PackingLineView, note: string) => Promise<void>;
  /** One more of a thing as an extra, into the open case. */
  readonly add: (thing: Readonly<{ id: string; name: string }>) => Promise<void>;
  readonly addByCode: (code: string) => Promise<void>;
  /** The thing that bears the code is opened as a case. */
  readonly openByCode: (code: string) => Promise<void>;
  readonly apply: (changes: readonly PlanChange[]) => Promise<boolean>;
}

export function usePlan(tourId: string, caseId: string | null): Plan {
  const { t } = useWords();
  const mutate = useMutate();
  const showFailure = useShowFailure();
  const tell = (message: string, color: 'teal' | 'orange'): void => {
    notifications.show({ color, message, autoClose: 4000 });
  };
  const apply = (changes: readonly PlanChange[]): Promise<boolean> => mutate(packingPlan, { tourId, changes });
  const add: Plan['add'] = async ({ id, name }) => {
    // A case takes along what belongs into it.
    const along = (await kitPartsOf(id).catch(showFailure)) ?? [];
    const changes = [
      { itemId: id, caseId, by: 1, isExtra: true },
      ...along.map((part) => ({ itemId: part.itemId, caseId: part.caseId, by: part.quantity, isExtra: true })),
    ];
    if (await apply(changes)) tell(t('packing.added', { name }), 'teal');
  };
  /** Undefined where nothing bears the code, which is said then. */
  const thingWith = async (code: string): Promise<{ readonly id: string; readonly name: string } | undefined> => {
    try {
      const { kind, id, name } = await connection.ask(codeLookup, { code });
      if (kind === 'item' && id !== null) return { id, name };
      tell(t(kind === 'location' ? 'packing.verdict.place' : 'packing.verdict.unknown'), 'orange');
    } catch (error) {
      showFailure(error);
    }
    return undefined;
  };
  const set: Plan['set'] = async ({ itemId, caseId: from, planned }, quantity) => {
    const by = Math.round(quantity) - planned;
    return by === 0 || apply([{ itemId, caseId: from, by }]);
  };
  return {
    set,
    move: async ({ itemId, caseId: from, planned, packed, isExtra }, to) => {
      const by = planned - packed;
      if (by <= 0 || from === to) return;
      await apply([
        { itemId, caseId: from, by: -by },
        { itemId, caseId: to, by, isExtra },
      ]);
    },
    remove: (line) => set(line, 0),
    note: async ({ id, note }, text) => {
      const next = text.trim() === '' ? null : text.trim();
      if (next !== note) await mutate(packingNote, { lineId: id, note: next, seen: note });
    },
    add,
    addByCode: async (code) => {
      const thing = await thingWith(code);
      if (thing !== undefined) await add(thing);
    },
    openByCode: async (code) => {
      const thing = await thingWith(code);
      if (thing !== undefined) openCase(tourId, thing.id);
    },
    apply,
  };
}
