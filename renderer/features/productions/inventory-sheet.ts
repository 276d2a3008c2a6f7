/** What a production needs as a table, as it can be taken as a file. */
import type { NeededThing, ProductionHead, ProductionInventory } from '../../../shared/features/productions/queries.ts';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import { useWords } from '../../i18n/use-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import { useSheetTarget } from '../../sheet/sheet-target.ts';
import { groupsOf } from './inventory-model.ts';

export function useInventorySheet(
  head: ProductionHead | undefined,
  variant: string | null,
  inventory: ProductionInventory | undefined,
): void {
  const { t, language } = useWords();
  const word = (key: string): string => fieldName(key, language);
  const name = head?.variants.find(({ id }) => id === variant)?.name;
  const isReady = head !== undefined && inventory !== undefined;
  useSheetTarget(
    describedTarget<NeededThing>(
      isReady
        ? {
            title: [`${head.production.title}: ${t('productions.tab.inventory')}`, name].filter(Boolean).join(', '),
            groupedBy: word('department_id'),
            parts: groupsOf(inventory.things, 'all', language).map((group) => ({
              label: group.name ?? t('productions.thing.noCategory'),
              rows: group.things.filter(({ quantity }) => quantity > 0),
            })),
            columns: [
              { key: 'name', label: word('name'), width: 300, value: (thing) => thing.name },
              { key: 'number', label: word('inventory_number'), value: (thing) => thing.number },
              {
                key: 'quantity',
                label: t('productions.thing.needs'),
                kind: 'number',
                value: (thing) => thing.quantity,
              },
              { key: 'unit', label: word('unit'), value: (thing) => thing.unit },
              { key: 'weight', label: word('weight'), kind: 'number', value: (thing) => thing.weight },
              { key: 'place', label: t('productions.thing.where'), value: (thing) => thing.place },
              {
                key: 'free',
                label: t('productions.thing.onlyShort'),
                kind: 'number',
                value: (thing) => thing.availability.short,
              },
              { key: 'status', label: word('status'), value: (thing) => statusName(thing.status, language) },
              { key: 'notes', label: word('notes'), value: (thing) => thing.notes },
            ],
          }
        : undefined,
    ),
  );
}
