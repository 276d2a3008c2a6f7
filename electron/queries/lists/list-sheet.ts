/** A list as a sheet: all that a view shows, or what is chosen in it, read on one snapshot. */
import type { LinkedRow, ListRow, Totals } from '../../../shared/features/lists/queries.ts';
import { withDaysSaid } from '../../../shared/i18n/date-text.ts';
import { type Translate, translator } from '../../../shared/i18n/dictionary.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import { formatDecimal } from '../../../shared/i18n/number-text.ts';
import type { ViewedList } from '../../../shared/ipc/export-contract.ts';
import { conditionText } from '../../../shared/lists/condition-text.ts';
import type { ListColumn } from '../../../shared/lists/list-column.ts';
import type { ListPlace } from '../../../shared/lists/list-place.ts';
import { pickAt } from '../../../shared/lists/list-place.ts';
import type {
  DescribedSheet,
  SheetColumn,
  SheetGroup,
  SheetKind,
  SheetRow,
  SheetTotal,
  SheetTotals,
  SheetValue,
} from '../../../shared/lists/list-sheet.ts';
import { columnsInView, type ListView } from '../../../shared/lists/list-view.ts';
import { totalText } from '../../../shared/lists/total-text.ts';
import { groupText } from '../../../shared/lists/value-text.ts';
import { type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import type { QueryContext } from '../define-query.ts';
import { labelsOf } from '../deletion-queries.ts';
import { type Asking, asking, orderedRows, readableTotals, rowsOf, selectedIds } from './list-queries.ts';
import { idsSql, whereSql } from './list-sql.ts';
import { totalsOf } from './list-totals.ts';

/** Rows that are read at a time: between two lots it is told how far the work is. */
const LOT = 1000;
/** Pixels of the first column, where nobody gave it a width. */
const TITLE_PX = 300;

const KINDS: Readonly<Record<ListColumn['type'], SheetKind>> = {
  text: 'text',
  choice: 'text',
  link: 'text',
  links: 'text',
  number: 'number',
  day: 'day',
  moment: 'moment',
  flag: 'flag',
};

/** What is asked for: the list and how it is looked at. */
export interface SheetAsked extends Pick<ViewedList, 'title' | 'view' | 'chosen'> {
  readonly place: ListPlace;
  readonly language: Language;
}

interface Making {
  readonly asked: Asking;
  readonly view: ListView;
  readonly columns: readonly ListColumn[];
  readonly language: Language;
  readonly t: Translate;
}

/** Where pieces and metres stand in one column, the unit has one of its own behind it. */
function columnsOf(place: ListPlace, view: ListView, may: (right: string) => boolean): readonly ListColumn[] {
  const shown = columnsInView(place.list, view, may);
  const names = new Set(shown.map(({ key }) => key));
  return shown.flatMap((column) => {
    const unit = place.list.columns.find(({ key }) => key === column.unitFrom);
    return unit === undefined || names.has(unit.key) ? [column] : [column, unit];
  });
}

function valueOf(
  { values }: ListRow,
  column: ListColumn,
  links: Readonly<Record<string, LinkedRow>>,
  language: Language,
): SheetValue {
  const value = values[column.key];
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  if (column.type === 'choice') return statusName(String(value), language, column);
  if (column.type !== 'link' && column.type !== 'links') return String(value);
  const names = [value].flat().flatMap((id) => links[String(id)]?.label ?? []);
  return names.length === 0 ? null : names.map((name) => withDaysSaid(name, language)).join(', ');
}

function readRows(
  { asked, columns, language }: Making,
  replica: QueryContext['replica'],
  ids: readonly string[],
  onRows: (done: number, total: number) => void,
): SheetRow[] {
  const keys = columns.map(({ key }) => key);
  const made: SheetRow[] = [];
  onRows(0, ids.length);
  for (let from = 0; from < ids.length; from += LOT) {
    const { rows, links } = rowsOf(replica, asked, ids.slice(from, from + LOT), keys);
    for (const row of rows)
      made.push([
        row.label === '' ? null : withDaysSaid(row.label, language),
        ...columns.map((column) => valueOf(row, column, links, language)),
      ]);
    onRows(Math.min(from + LOT, ids.length), ids.length);
  }
  return made;
}

/** A sum is one number, unless it is kept apart by more than one unit. */
function numberOf({ type, unitFrom }: ListColumn, { kind, value, units }: Totals[string]): string | null {
  if (kind !== 'sum' || type !== 'number') return null;
  const sums = units.filter((one) => one.value !== '0');
  return unitFrom === undefined ? value : sums.length === 1 ? (sums[0]?.value ?? null) : null;
}

function sheetTotals({ asked, columns, language, t }: Making, totals: Totals | undefined): SheetTotals {
  if (totals === undefined) return {};
  const made: Record<string, SheetTotal> = {};
  for (const column of asked.list.columns) {
    const total = totals[column.key];
    if (total === undefined || !(column.key === asked.list.title || columns.includes(column))) continue;
    const words = { t, language, word: fieldName(column.key, language), zone: asked.zone };
    const text = totalText(column, total, words);
    if (text !== undefined) made[column.key] = { text, number: numberOf(column, total) };
  }
  return made;
}

/** In the chosen order, what of it each group of the view holds, and what none does. */
function chosenGroups(
  all: readonly string[],
  groups: readonly { readonly key: string | null; readonly start: number; readonly count: number }[],
  ids: readonly string[],
): readonly {
  readonly key: string | null;
  readonly start: number;
  readonly count: number;
  readonly isOutside: boolean;
}[] {
  const chosen = new Set(ids);
  let start = 0;
  const found = groups.map(({ key, start: from, count: many }) => {
    const count = all.slice(from, from + many).reduce((sum, id) => sum + (chosen.has(id) ? 1 : 0), 0);
    const group = { key, start, count, isOutside: false };
    start += count;
    return group;
  });
  const outside = { key: null, start, count: ids.length - start, isOutside: true };
  return [...found, outside].filter(({ count }) => count > 0);
}

function groupsOf(
  making: Making,
  { replica }: QueryContext,
  {
    ids,
    shown,
    isAll,
  }: { readonly ids: readonly string[]; readonly shown: ReturnType<typeof orderedRows>; readonly isAll: boolean },
): SheetGroup[] {
  const { asked, view, language, t } = making;
  const column = asked.list.columns.find(({ key }) => key === asked.pick.group);
  if (column === undefined) return [];
  const found = chosenGroups(shown.ids, shown.groups, ids);
  const inside = ids.slice(0, found.find(({ isOutside }) => isOutside)?.start);
  const wanted = readableTotals(asked, view.totals);
  const totals = totalsOf(replica, asked, wanted, isAll ? whereSql(asked) : idsSql(inside), column);
  const keys = found.flatMap(({ key }) => key ?? []);
  const labels = new Map(
    column.target === undefined ? [] : labelsOf(replica, column.target, keys).map(({ id, label }) => [id, label]),
  );
  const words = { language, yes: t('common.yes'), no: t('common.no'), nothing: t('list.nothingThere') };
  return found.map(({ key, start, count, isOutside }) => {
    if (!isOutside) {
      const label = groupText(column, { key, label: labels.get(key ?? '') ?? key ?? '' }, words);
      return { label, start, count, totals: sheetTotals(making, totals.get(key)) };
    }
    const rest = totalsOf(replica, asked, wanted, idsSql(ids.slice(start)), undefined).get(null);
    return { label: t('sheet.outside'), start, count, totals: sheetTotals(making, rest) };
  });
}

/** What rows are called that conditions name. */
function namesIn({ pick, list }: Asking, replica: QueryContext['replica']): ReadonlyMap<string, string> {
  const wanted = new Map<TableName, string[]>();
  for (const { column: key, values } of pick.conditions) {
    const target = list.columns.find((column) => column.key === key)?.target;
    if (target !== undefined) wanted.set(target, [...(wanted.get(target) ?? []), ...values]);
  }
  const named = [...wanted].flatMap(([table, ids]) => labelsOf(replica, table, [...new Set(ids)]));
  return new Map(named.map(({ id, label }) => [id, label]));
}

/** Which rows these are, in words: what was looked for, by which conditions, in which order, how many were chosen. */
function subtitleOf(
  making: Making,
  replica: QueryContext['replica'],
  place: ListPlace,
  chosen: number | undefined,
): string[] {
  const { asked, language, t } = making;
  const { text, conditions, sorts, group } = asked.pick;
  const names = namesIn(asked, replica);
  const speaker = { t, language, link: (id: string) => names.get(id) ?? '' };
  const said = conditions
    .filter((condition) => !place.always.includes(condition))
    .flatMap((condition) => {
      const column = asked.list.columns.find(({ key }) => key === condition.column);
      return column === undefined ? [] : [t('sheet.condition', { text: conditionText(column, condition, speaker) })];
    });
  const order = sorts.map(({ column, isDescending }) =>
    t(isDescending ? 'sheet.orderDown' : 'sheet.orderUp', { column: fieldName(column, language) }),
  );
  return [
    ...(text.trim() === '' ? [] : [t('sheet.search', { text: text.trim() })]),
    ...said,
    ...(order.length === 0 ? [] : [t('sheet.order', { text: order.join(', ') })]),
    ...(group === null ? [] : [t('sheet.groupedBy', { column: fieldName(group, language) })]),
    ...(chosen === undefined
      ? []
      : [t('sheet.onlyChosen', { count: chosen, number: formatDecimal(String(chosen), language) })]),
  ];
}

/**
 * Reads it as whoever looks may: columns that they may not read are neither in it nor summed up. Run it within a read
 * (`define-query.ts`). `onRows` hears how many rows have been read, of how many.
 */
export function listSheet(
  context: QueryContext,
  { place, view, chosen, title, language }: SheetAsked,
  onRows: (done: number, total: number) => void,
): DescribedSheet {
  const { replica } = context;
  const { table, title: titleKey } = place.list;
  const pick = pickAt(place, view);
  const asked = asking(context, table, pick);
  const columns = columnsOf(place, view, asked.may);
  const making: Making = { asked, view, columns, language, t: translator(language) };
  const shown = orderedRows(replica, asked);
  const wanted = chosen === null ? shown.ids : selectedIds(context, { table, pick, selection: chosen });
  const there = chosen === null ? undefined : stillThere(replica, table, wanted);
  const ids = there === undefined ? wanted : wanted.filter((id) => there.has(id));
  const where = chosen === null ? whereSql(asked) : idsSql(ids);
  const totals = totalsOf(replica, asked, readableTotals(asked, view.totals), where, undefined).get(null);
  const sheetColumn = (key: string, kind: SheetKind, scale: number, width: number): SheetColumn => ({
    key,
    label: fieldName(key, language),
    kind,
    scale,
    width: Math.round(view.widths[key] ?? width),
  });
  return {
    title,
    subtitle: subtitleOf(making, replica, place, chosen === null ? undefined : ids.length),
    columns: [
      sheetColumn(titleKey ?? 'title', 'text', 0, TITLE_PX),
      ...columns.map(({ key, type, scale, width }) => sheetColumn(key, KINDS[type], scale, width)),
    ],
    rows: readRows(making, replica, ids, onRows),
    groupedBy: asked.pick.group === null ? null : fieldName(asked.pick.group, language),
    groups: groupsOf(making, context, { ids, shown, isAll: chosen === null }),
    totals: sheetTotals(making, totals),
  };
}

/** Chosen rows may be gone, or in the trash, meanwhile. */
function stillThere(replica: QueryContext['replica'], table: TableName, ids: readonly string[]): ReadonlySet<string> {
  const live = tableOf(table).softDelete ? ' AND deleted_at IS NULL' : '';
  const rows = replica
    .prepared<[string], { id: string }>(`SELECT id FROM ${table} WHERE id IN (SELECT value FROM json_each(?))${live}`)
    .all(JSON.stringify(ids));
  return new Set(rows.map(({ id }) => id));
}
