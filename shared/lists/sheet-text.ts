/** Cells of a sheet as people read them, on paper and in letters. */
import { formatDateTime, formatDay } from '../i18n/date-text.ts';
import { translator } from '../i18n/dictionary.ts';
import { formatDecimal } from '../i18n/number-text.ts';
import type { SheetColumn, SheetOrigin, SheetValue } from './list-sheet.ts';

/** Empty where there is nothing. Moments are of the sheet's zone. */
export function cellText(
  value: SheetValue | undefined,
  { kind }: Pick<SheetColumn, 'kind'>,
  { language, zone }: Pick<SheetOrigin, 'language' | 'zone'>,
): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return translator(language)(value ? 'common.yes' : 'common.no');
  switch (kind) {
    case 'number':
      return formatDecimal(value, language);
    case 'day':
      return formatDay(value, language);
    case 'moment':
      return formatDateTime(value, language, zone);
    case 'flag':
    case 'text':
      return value;
  }
}
