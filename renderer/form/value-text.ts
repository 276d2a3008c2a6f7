/** A value as people read it. */
import { withDaysSaid } from '../../shared/i18n/date-text.ts';
import { statusName } from '../../shared/i18n/names.ts';
import type { Column, JsonValue } from '../../shared/schema/define.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatDateTime } from '../lib/format.ts';
import { formatDecimal } from '../lib/numbers.ts';
import { structured } from '../lib/structured.ts';

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

export function useValueText(): (
  column: Column | undefined,
  value: JsonValue | undefined,
  parents: Readonly<Record<string, string>>,
) => string {
  const { t, language } = useWords();
  return (column, value, parents) => {
    if (value === null || value === undefined || value === '') return '—';
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    if (typeof value === 'number') return formatDecimal(String(value), language);
    if (typeof value !== 'string') return structured(value, column, language);
    if (column?.type === 'numeric') return formatDecimal(value, language);
    if (column?.type === 'timestamptz') return formatDateTime(value, language);
    if (column?.type === 'date')
      return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
        new Date(`${value}T00:00:00Z`),
      );
    if (column?.values !== undefined) return statusName(value, language, column);
    return parents[value] === undefined
      ? isId(value)
        ? t('records.unnamed')
        : value
      : withDaysSaid(parents[value], language);
  };
}
