/** The inventory, and the card of a thing. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { inventoryRu } from './words.ru.ts';

export const inventoryEn = {
  'nav.inventory': 'Inventory',
  'inventory.title': 'Inventory',
  'inventory.count': { one: '{count} item', other: '{count} items' },
  'inventory.filter': 'Name, number, model…',
  'inventory.category': 'Category',
  'inventory.location': 'Location',
  'inventory.newItem': 'New item',
  'inventory.emptyTitle': 'Nothing found',
  'inventory.emptyFiltered': 'Change the conditions or reset them.',
  'inventory.emptyAll': 'Add the first item or import a list.',
  'inventory.tabs.details': 'Details',
  'inventory.tabs.stock': 'Stock',
  'inventory.tabs.movements': 'Movements',
  'inventory.tabs.activity': 'History',
  'inventory.acts.receive': 'Receive',
  'inventory.acts.move': 'Move',
  'inventory.acts.writeOff': 'Write off',
  'inventory.changeStatus': 'Change status',
  'inventory.quantity': 'Quantity',
  'inventory.from': 'From',
  'inventory.to': 'To',
  'inventory.comment': 'Comment',
  'inventory.noStock': 'Nowhere in stock. Receive some.',
  'inventory.noMovements': 'No movements yet.',
  'inventory.edit': 'Edit “{field}”',
  'inventory.available': 'There: {count}',
  'inventory.inspector': 'Item details',
  'inventory.missing': 'This item is no longer there.',
} as const satisfies EnglishFor<typeof inventoryRu>;
