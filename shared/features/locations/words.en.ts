/** Where things are kept. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { locationsRu } from './words.ru.ts';

export const locationsEn = {
  'nav.locations': 'Locations',
  'locations.title': 'Locations',
  'locations.newLocation': 'New location',
  'locations.name': 'Name',
  'locations.code': 'Code',
  'locations.parent': 'Part of',
  'locations.type': 'Type',
  'locations.here': { one: 'Here: {items} item, {quantity} pcs', other: 'Here: {items} items, {quantity} pcs' },
  'locations.below': '{quantity} pcs in all',
  'locations.show': 'Show items',
  'locations.empty': 'No locations yet. Create the first.',
  'locations.root': 'Top level',
  'locations.count': 'Start a count here',
} as const satisfies EnglishFor<typeof locationsRu>;
