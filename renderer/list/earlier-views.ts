/**
 * Views of the inventory that a person saved before lists had views of their own. They are taken over once, when there
 * are none yet.
 */

import { newId } from '../../shared/base/ids.ts';
import { isRecord } from '../../shared/base/json.ts';
import { listOf } from '../../shared/lists/list-description.ts';
import { type Condition, type ListView, MAX_TEXT } from '../../shared/lists/list-view.ts';

const TABLE = 'inventory_items';
const COLUMNS: Readonly<Record<string, string>> = { category: 'category_id', location: 'location_id' };
const columnOf = (name: unknown): string => COLUMNS[String(name)] ?? String(name);

function conditionsOf(filter: Readonly<Record<string, unknown>>): Condition[] {
  const of = (column: string, wanted: unknown): Condition[] => {
    const values = [wanted].flat().filter((value) => typeof value === 'string');
    return values.length === 0 ? [] : [{ column, operator: 'any', values }];
  };
  return [
    ...of('category_id', filter['categoryId']),
    ...of('location_id', filter['locationId']),
    ...of('status', filter['status']),
  ];
}

/** A view as it was kept before, as lists know it now. */
export function viewOfBefore(kept: Readonly<Record<string, unknown>>): ListView {
  const { initial } = listOf(TABLE);
  const filter = isRecord(kept['filter']) ? kept['filter'] : {};
  const columns = Array.isArray(kept['columns']) ? kept['columns'].map(columnOf) : initial.columns;
  return {
    ...initial,
    text: typeof filter['text'] === 'string' ? filter['text'].slice(0, MAX_TEXT) : '',
    conditions: conditionsOf(filter),
    sorts: [{ column: columnOf(kept['sort'] ?? 'name'), isDescending: kept['isDescending'] === true }],
    columns,
  };
}

interface Earlier {
  readonly saved: Readonly<
    Record<string, readonly { readonly id: string; readonly name: string; readonly view: ListView }[]>
  >;
}

/** The views that the interface of before kept in the window's storage, if any. */
export function earlierViews(stored: string | null = localStorage.getItem('offstage-ui')): Earlier {
  const kept: unknown = stored === null ? undefined : JSON.parse(stored);
  const state = isRecord(kept) && isRecord(kept['state']) ? kept['state'] : {};
  const views = Array.isArray(state['savedViews']) ? state['savedViews'].filter(isRecord) : [];
  const saved = views.map((view) => ({ id: newId(), name: String(view['name']), view: viewOfBefore(view) }));
  return { saved: saved.length === 0 ? {} : { [TABLE]: saved } };
}
