/** Writing what should be in a case, and what is done with all of it at once; each is one step to take back. */
import { notifications } from '@mantine/notifications';
import { codeLookup } from '../../../shared/features/inventory/queries.ts';
import type { CaseLine, CaseView } from '../../../shared/features/kits/queries.ts';
import { casePack, caseUnpack, kitAdd, kitTake } from '../../../shared/mutations/case-mutations.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { connection } from '../../data/connection.ts';
import { useMutate, useShowFailure } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { FoundThing } from '../productions/use-needs.ts';

/** What can be done with the list of a case. */
export interface CaseList {
  /** So many more should be in it, or fewer. */
  readonly want: (line: CaseLine, by: number) => Promise<void>;
  readonly unlist: (line: CaseLine) => Promise<void>;
  readonly add: (thing: FoundThing) => Promise<void>;
  readonly addByCode: (code: string) => Promise<void>;
  /** The list becomes what lies there. */
  readonly fromThere: () => Promise<void>;
  /** What is missing goes in from where it stands, as far as there is some. */
  readonly putMissing: () => Promise<void>;
  readonly takeAll: () => Promise<void>;
}

/** What is missing and stands elsewhere. */
export const missingOf = (lines: readonly CaseLine[]) =>
  lines.flatMap(({ itemId, wanted, there, elsewhere }) =>
    there < wanted && elsewhere !== null
      ? [{ itemId, fromLocationId: elsewhere.locationId, quantity: Math.min(wanted - there, elsewhere.quantity) }]
      : [],
  );

export function useCaseList(view: CaseView): CaseList {
  const { t } = useWords();
  const mutate = useMutate();
  const showFailure = useShowFailure();
  const { itemId: caseItemId, lines } = view;
  const tell = (message: string, color: 'teal' | 'orange' = 'teal'): void => {
    notifications.show({ color, message, autoClose: 4000 });
  };
  const want = async (line: CaseLine, by: number): Promise<void> => {
    // What is here by its home alone gets a line, so that more than one of it can be meant.
    const quantity = line.isHomed ? line.wanted + by : Math.abs(by);
    if (quantity <= 0) return;
    await mutate(by > 0 || line.isHomed ? kitAdd : kitTake, { caseItemId, lines: [{ itemId: line.itemId, quantity }] });
  };
  const add = async ({ id }: FoundThing): Promise<void> => {
    await mutate(kitAdd, { caseItemId, lines: [{ itemId: id, quantity: 1 }] });
  };
  return {
    want,
    unlist: async (line) => {
      if (line.isHomed)
        await mutate(rowUpdate, {
          table: 'inventory_items',
          id: line.itemId,
          changes: { case_item_id: null },
          seen: { case_item_id: caseItemId },
        });
      else await mutate(kitTake, { caseItemId, lines: [{ itemId: line.itemId, quantity: line.wanted }] });
    },
    add,
    addByCode: async (code) => {
      try {
        const { kind, id, name } = await connection.ask(codeLookup, { code });
        if (kind === 'item' && id !== null) await add({ id, name });
        else tell(t(kind === 'location' ? 'kits.said.place' : 'kits.said.unknown'), 'orange');
      } catch (error) {
        showFailure(error);
      }
    },
    fromThere: async () => {
      const more = lines.filter(({ there, wanted }) => there > wanted);
      if (more.length > 0)
        await mutate(kitAdd, {
          caseItemId,
          lines: more.map(({ itemId, there, wanted, isHomed }) => ({
            itemId,
            quantity: isHomed ? there : there - wanted,
          })),
        });
    },
    putMissing: async () => {
      const things = missingOf(lines);
      if (things.length > 0 && (await mutate(casePack, { itemId: caseItemId, things })))
        tell(t('kits.putCount', { count: things.length }));
    },
    takeAll: async () => {
      const to = view.way.at(-1);
      const there = lines.filter(({ there: count }) => count > 0);
      if (to === undefined || there.length === 0) return;
      const things = there.map(({ itemId, there: quantity }) => ({ itemId, toLocationId: to.locationId, quantity }));
      if (await mutate(caseUnpack, { itemId: caseItemId, things }))
        tell(t('kits.takenTo', { what: t('kits.takenCount', { count: things.length }), place: to.name }));
    },
  };
}
