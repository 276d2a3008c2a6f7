/** A value as people read it. */
import { useTranslation } from 'react-i18next';
import { statusName } from '../../../shared/i18n/names.ts';
import type { Column, JsonValue } from '../../../shared/schema/define.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { formatDateTime } from '../../lib/format.ts';

export function useValueText(): (column: Column | undefined, value: JsonValue | undefined, parents: Readonly<Record<string, string>>) => string {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  return (column, value, parents) => {
    if (value === null || value === undefined || value === '') return '—';
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    if (typeof value !== 'string') return typeof value === 'number' ? String(value) : JSON.stringify(value);
    if (column?.type === 'timestamptz') return formatDateTime(value, language);
    if (column?.type === 'date') return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
    if (column?.values !== undefined) return statusName(value, language);
    return parents[value] ?? value;
  };
}
