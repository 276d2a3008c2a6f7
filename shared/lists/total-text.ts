/** What a list or a group adds up to, in words: «1 034 шт», «2 906 кг», «6 разных». */

import type { Total } from '../features/lists/queries.ts';
import { formatDateTime, formatDay } from '../i18n/date-text.ts';
import type { Translate } from '../i18n/dictionary.ts';
import type { Language } from '../i18n/language.ts';
import { formatDecimal } from '../i18n/number-text.ts';
import type { ListColumn } from './list-column.ts';

/** Sums in more units than these are named by how many there are. */
const MOST_UNITS = 3;

/** Trailing zeros of a sum say nothing. */
const brief = (decimal: string, language: Language): string =>
  formatDecimal(decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal, language);

/** The unit that a column's own name ends with: «Вес, кг». */
const unitOf = (word: string): string => /, (\S+)$/u.exec(word)?.[1] ?? '';

/** Undefined where nothing is summed up, or nothing is there. Moments are of `zone`, or of this machine's own. */
export function totalText(
  column: ListColumn,
  total: Total | undefined,
  words: { readonly t: Translate; readonly language: Language; readonly word: string; readonly zone?: string },
): string | undefined {
  if (total === undefined) return undefined;
  const { t, language, word, zone } = words;
  if (column.unitFrom !== undefined && total.kind === 'sum') {
    const sums = total.units.filter(({ value }) => value !== '0');
    const firstSums = sums.slice(0, MOST_UNITS).map(({ unit, value }) => `${brief(value, language)} ${unit}`.trim());
    return sums.length === 0 ? undefined : [...firstSums, ...(sums.length > MOST_UNITS ? ['…'] : [])].join(' · ');
  }
  const { kind, value } = total;
  if (value === null) return undefined;
  if (kind === 'filled' || kind === 'empty' || kind === 'distinct' || kind === 'yes')
    return t(`list.counted.${kind}`, { count: Number(value), number: brief(value, language) });
  const text =
    column.type === 'day'
      ? formatDay(value, language)
      : column.type === 'moment'
        ? formatDateTime(value, language, zone)
        : [brief(value, language), unitOf(word)].join(' ').trim();
  return kind === 'sum' ? text : `${t(`list.short.${kind}`)} ${text}`;
}
