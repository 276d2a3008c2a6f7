/** The way to an object: its room, its list, and what it is a part of. */
import { withDaysSaid } from '../../shared/i18n/date-text.ts';
import type { Language } from '../../shared/i18n/language.ts';
import { tableName } from '../../shared/i18n/names.ts';
import type { RecordDetail } from '../../shared/ipc/views.ts';
import { isTableName, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import type { Step } from '../components/way.tsx';
import { hasPage } from '../lib/open-record.ts';

/** Where the list of a table stands. */
export const listPath = (table: TableName): string => {
  const { page } = tableOf(table);
  return page === 'records' ? `/records/${table}` : `/${page}`;
};

const listStep = (table: TableName, language: Language): Step => ({
  label: tableName(table, language),
  link: { to: listPath(table) },
});

/** What a row is a part of: the first that it goes with. */
function wholeOf(
  table: TableName,
  { values, parents }: RecordDetail,
): { table: TableName; id: string; label: string }[] {
  if (!tableOf(table).part) return [];
  for (const [column, { references }] of Object.entries(tableOf(table).columns)) {
    const id = values[column];
    if (references?.soft !== 'cascade' || typeof id !== 'string' || !isTableName(references.table)) continue;
    const label = parents[id];
    if (label !== undefined && hasPage(references.table)) return [{ table: references.table, id, label }];
  }
  return [];
}

export function wayTo(table: TableName, detail: RecordDetail | undefined, language: Language): readonly Step[] {
  const whole = detail === undefined ? undefined : wholeOf(table, detail)[0];
  if (whole === undefined) return [listStep(table, language)];
  return [
    listStep(whole.table, language),
    { label: withDaysSaid(whole.label, language), link: { to: `/object/${whole.table}/${whole.id}` } },
  ];
}

/** What a part is called beside what it belongs to, which is said already: parts are known by what they join. */
export const withoutWhole = (label: string, whole: string): string =>
  whole !== '' && label.startsWith(`${whole} · `) ? label.slice(whole.length + 3) : label;

/** What a page is called. */
export const titleOf = (table: TableName, detail: RecordDetail, language: Language): string =>
  withDaysSaid(withoutWhole(detail.label, wholeOf(table, detail)[0]?.label ?? ''), language);
