/**
 * A list as a screen has it: all rows of a table, or those that meet conditions which nobody takes away, with a view of
 * its own to begin with. What a person leaves there is kept by the place, not by the table.
 */
import { isTableName, type TableName } from '../schema/catalog.ts';
import { findList, type ListDescription, listOf } from './list-description.ts';
import { type Condition, type ListView, MAX_CONDITIONS, type Pick, pickOf } from './list-view.ts';

/**
 * `key` names it in what is kept for it: it must not change between releases. `always` are conditions that no view
 * takes away.
 */
export interface ListPlace {
  readonly key: string;
  readonly list: ListDescription;
  readonly always: readonly Condition[];
}

const NOTHING: readonly Condition[] = [];
const tables = new Map<string, ListPlace>();

/** The list of a table with all its rows. */
export function wholeTable(table: TableName): ListPlace {
  const place = tables.get(table) ?? { key: table, list: listOf(table), always: NOTHING };
  tables.set(table, place);
  return place;
}

/** What says that something lies in the trash, and what is the same of everything there. */
const IN_THE_TRASH = 'can_return';
const SAME_THERE: ReadonlySet<string> = new Set([IN_THE_TRASH, 'restored_at', 'restored_by_id']);

const deletions = listOf('deletions');

/** The trash: deletions that can still be taken back. */
export const trashPlace: ListPlace = {
  key: 'trash',
  list: {
    ...deletions,
    columns: deletions.columns.filter(({ key }) => !SAME_THERE.has(key)),
    initial: {
      ...deletions.initial,
      columns: ['root_table', 'deleted_by_name', 'deleted_at', 'row_count', 'reason'],
    },
  },
  always: [{ column: IN_THE_TRASH, operator: 'is', values: ['true'] }],
};

const found = new Map<string, ListPlace>();

/** What was found of a table: its list, apart from how its own page was left. */
export function foundIn(table: TableName): ListPlace {
  const place = found.get(table) ?? { key: `search/${table}`, list: listOf(table), always: NOTHING };
  found.set(table, place);
  return place;
}

/** The place of a key; undefined where this version has none. */
export function placeOf(key: string): ListPlace | undefined {
  if (key === trashPlace.key) return trashPlace;
  const [lead, searched = ''] = key.split('/');
  const table = lead === 'search' && searched !== '' ? searched : key;
  if (!isTableName(table) || findList(table) === undefined) return undefined;
  return table === key ? wholeTable(table) : foundIn(table);
}

/** Whether there is a list of that name to keep a view for. */
export const isPlace = (key: string): boolean => key === trashPlace.key || findList(key) !== undefined;

/** Which rows a view means there. */
export function pickAt({ always }: ListPlace, view: ListView): Pick {
  const pick = pickOf(view);
  return { ...pick, conditions: [...always, ...pick.conditions].slice(0, MAX_CONDITIONS) };
}
