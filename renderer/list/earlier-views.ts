/**
 * Views that people saved in the storage of a window: of the inventory, before lists had views of their own, and of any
 * list, before saved views were rows. They are taken over (`use-take-over.ts`).
 */

import { isUuid, newId } from '../../shared/base/ids.ts';
import { isRecord } from '../../shared/base/json.ts';
import { listOf } from '../../shared/lists/list-description.ts';
import { type Condition, type ListView, MAX_TEXT } from '../../shared/lists/list-view.ts';
import { definitionOf, MAX_VIEW_NAME } from '../../shared/lists/saved-view.ts';
import type { JsonValue } from '../../shared/schema/define.ts';

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

/** A view that was saved in the window's storage, by the place of its list. */
export interface EarlierView {
  readonly id: string;
  readonly name: string;
  /** As it was kept. */
  readonly view: JsonValue;
}

interface Earlier {
  readonly saved: Readonly<Record<string, readonly EarlierView[]>>;
}

/** The views that the interface of before kept in the window's storage, if any. */
export function earlierViews(stored: string | null = localStorage.getItem('offstage-ui')): Earlier {
  const kept: unknown = stored === null ? undefined : JSON.parse(stored);
  const state = isRecord(kept) && isRecord(kept['state']) ? kept['state'] : {};
  const views = Array.isArray(state['savedViews']) ? state['savedViews'].filter(isRecord) : [];
  const saved = views.map((view) => ({
    id: newId(),
    name: String(view['name']),
    view: definitionOf(viewOfBefore(view)),
  }));
  return { saved: saved.length === 0 ? {} : { [TABLE]: saved } };
}

/** Views that lists kept in the window's storage before they were rows, understood or not: none of them is lost. */
export function keptViews(saved: unknown): Earlier['saved'] {
  return Object.fromEntries(
    Object.entries(isRecord(saved) ? saved : {}).flatMap(([place, own]) => {
      const views = (Array.isArray(own) ? own : []).filter(isRecord).map((view) => ({
        id: typeof view['id'] === 'string' && isUuid(view['id']) ? view['id'] : newId(),
        name: String(view['name']),
        view: (view['view'] ?? {}) as JsonValue,
      }));
      return views.length === 0 ? [] : [[place, views] as const];
    }),
  );
}

/** What makes the row of a view of before. */
export const rowOf = (place: string, { id, name, view }: EarlierView, owner: string, unnamed: string) => ({
  table: 'saved_views',
  id,
  values: {
    owner_id: owner,
    screen: place,
    name: [...name.trim()].slice(0, MAX_VIEW_NAME).join('').trim() || unnamed,
    definition: view,
  },
});

/** Makes rows of them one after another; `make` answers whether the row stands. */
export async function takeOver(
  saved: Readonly<Record<string, readonly EarlierView[]>>,
  make: (place: string, view: EarlierView) => Promise<boolean>,
  takenOver: (place: string, id: string) => void,
): Promise<void> {
  for (const [place, views] of Object.entries(saved))
    for (const view of views) if (await make(place, view)) takenOver(place, view.id);
}
