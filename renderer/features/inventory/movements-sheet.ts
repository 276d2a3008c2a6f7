/** How a thing moved, as it can be taken as a file. */
import type { Language } from '../../../shared/i18n/language.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import type { InventoryItemDetail } from '../../../shared/ipc/views.ts';
import { describedTarget } from '../../sheet/described.ts';
import type { SheetTarget } from '../../sheet/sheet-target.ts';

type Movement = InventoryItemDetail['movements'][number];

/** `nameOf` says what kind of movement it was. */
export function movementsTarget(
  { item, movements }: InventoryItemDetail,
  { language, title, nameOf }: Readonly<{ language: Language; title: string; nameOf: (movement: Movement) => string }>,
): SheetTarget | undefined {
  const word = (key: string): string => fieldName(key, language);
  return describedTarget<Movement>({
    title: `${title}: ${item.name}`,
    rows: movements,
    columns: [
      { key: 'at', label: word('occurred_at'), kind: 'moment', width: 140, value: (one) => one.occurred_at },
      { key: 'type', label: word('movement_type'), value: nameOf },
      { key: 'quantity', label: word('quantity'), kind: 'number', width: 110, value: ({ quantity }) => quantity },
      { key: 'unit', label: word('unit'), width: 90, value: () => item.unit },
      { key: 'from', label: word('from_location_id'), value: ({ from }) => from },
      { key: 'to', label: word('to_location_id'), value: ({ to }) => to },
      { key: 'by', label: word('created_by_name'), value: (one) => one.created_by_name },
      { key: 'comment', label: word('comment'), width: 240, value: ({ comment }) => comment },
    ],
  });
}
