/** A value of a list as people read it, and copy it. */
import type { LinkedRow, ListRow } from '../features/lists/queries.ts';
import { formatDateTime, formatDay, formatMonth, withDaysSaid } from '../i18n/date-text.ts';
import type { Language } from '../i18n/language.ts';
import { statusName } from '../i18n/names.ts';
import { formatDecimal } from '../i18n/number-text.ts';
import type { ListColumn } from './list-column.ts';

/** What turns values into texts: a language, its words, and what ids are called. */
export interface ValueReader {
  readonly language: Language;
  readonly yes: string;
  readonly no: string;
  link(id: string): LinkedRow | undefined;
}

const labelOf = (reader: ValueReader, id: unknown): string =>
  withDaysSaid(reader.link(String(id))?.label ?? '', reader.language);

/** Empty where there is nothing. */
export function valueText(row: ListRow, column: ListColumn, reader: ValueReader): string {
  const value = row.values[column.key];
  if (value === null || value === undefined || value === '') return '';
  switch (column.type) {
    case 'number': {
      const unit = column.unitFrom === undefined ? undefined : row.values[column.unitFrom];
      const text = formatDecimal(String(value), reader.language);
      return typeof unit === 'string' && unit !== '' ? `${text} ${unit}` : text;
    }
    case 'day':
      return formatDay(String(value), reader.language);
    case 'moment':
      return formatDateTime(String(value), reader.language);
    case 'flag':
      return value === true ? reader.yes : reader.no;
    case 'choice':
      return statusName(String(value), reader.language, column);
    case 'link':
      return labelOf(reader, value);
    case 'links':
      return Array.isArray(value) ? value.map((id) => labelOf(reader, id)).join(', ') : '';
    case 'text':
      return String(value);
  }
}

/** «май 2026 г.» for the group of a month, and a group's name in general. */
export function groupText(
  column: ListColumn | undefined,
  group: { readonly key: string | null; readonly label: string },
  words: { readonly language: Language; readonly yes: string; readonly no: string; readonly nothing: string },
): string {
  if (group.key === null) return words.nothing;
  if (column?.type === 'flag') return group.key === 'true' ? words.yes : words.no;
  if (column?.type === 'choice') return statusName(group.key, words.language, column);
  if (column?.type !== 'day') return withDaysSaid(group.label, words.language);
  return formatMonth(group.key, words.language);
}
