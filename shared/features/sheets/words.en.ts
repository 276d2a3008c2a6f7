/** Lists as files: spreadsheets and tables of text. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { sheetsRu } from './words.ru.ts';

export const sheetsEn = {
  'sheet.search': 'Search: “{text}”',
  'sheet.condition': 'Condition: {text}',
  'sheet.order': 'Order: {text}',
  'sheet.orderUp': '{column} ascending',
  'sheet.orderDown': '{column} descending',
  'sheet.groupedBy': 'Groups: {column}',
  'sheet.onlyChosen': { one: '{number} row chosen', other: '{number} rows chosen' },
  'sheet.outside': 'Chosen, but not within the conditions',
  'sheet.total': 'Total: {number}',
  'sheet.aboutSheet': 'About this export',
  'sheet.about.list': 'List',
  'sheet.about.theater': 'Theatre',
  'sheet.about.by': 'Exported by',
  'sheet.about.at': 'When',
  'sheet.about.syncedAt': 'Data as of',
  'sheet.about.neverSynced': 'never synchronised yet',
  'sheet.about.zone': 'Time zone',
  'sheet.about.rows': 'Rows',
  'sheet.about.what': 'What it holds',
  'sheet.about.everything': 'The whole list, without conditions',
  'sheet.cut': '… [cut: a cell holds 32,767 characters]',
} as const satisfies EnglishFor<typeof sheetsRu>;
