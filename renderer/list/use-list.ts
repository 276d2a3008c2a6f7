/** What the parts of one list share: its view, where the person stands, what may be seen, how much there is. */
import { useCallback, useMemo } from 'react';
import { type ListSummary, listSummary, type Totals } from '../../shared/features/lists/queries.ts';
import { fieldName } from '../../shared/i18n/names.ts';
import type { Failure } from '../../shared/ipc/contract.ts';
import type { ListColumn } from '../../shared/lists/list-column.ts';
import { type ListDescription, readableColumn } from '../../shared/lists/list-description.ts';
import { type ListPlace, pickAt, wholeTable } from '../../shared/lists/list-place.ts';
import { columnsInView, type ListView, type Pick } from '../../shared/lists/list-view.ts';
import { choose, NOTHING_CHOSEN, type Selection } from '../../shared/lists/selection.ts';
import { totalText } from '../../shared/lists/total-text.ts';
import { can } from '../../shared/rules/permissions.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import { useSessionInfo } from '../app/contexts.ts';
import { useQuery } from '../data/use-query.ts';
import { useWords } from '../i18n/use-words.ts';
import { AT_THE_TOP, type Standing, useLists } from './list-store.ts';
import { useView } from './use-view.ts';
import type { ViewAddress } from './view-search.ts';

/** Made anew with each rendering, of values that are not: its parts may be compared by identity. */
export interface ListModel {
  readonly place: ListPlace;
  readonly list: ListDescription;
  readonly view: ListView;
  /** The saved view that was chosen, by its id, whatever was changed since. */
  readonly chosen: string | undefined;
  readonly pick: Pick;
  /** All that this person may read, and those in sight beside the title. */
  readonly columns: readonly ListColumn[];
  readonly shown: readonly ListColumn[];
  readonly title: ListColumn | undefined;
  readonly summary: ListSummary | undefined;
  readonly failure: Failure | undefined;
  readonly standing: Standing;
  /** Whether this person holds a right. */
  may(right: string): boolean;
  word(key: string): string;
  /** What the column adds up to, in words; undefined where nothing is asked or there. */
  totalText(column: ListColumn, totals: Totals): string | undefined;
  /** Changes the view; what decides which rows there are begins at the top, with nothing chosen. */
  change(change: Partial<ListView>): void;
  /** Shows a whole view: a saved one, or none of those. */
  look(view: ListView, chosen: string | undefined): void;
  stand(change: Partial<Standing>): void;
  choose(ids: readonly string[], isWanted: boolean): void;
  select(selection: Selection): void;
}

/** What is asked otherwise shows other rows; sorting and columns show the same ones differently. */
const isOtherRows = (change: Partial<ListView>): boolean =>
  change.text !== undefined || change.conditions !== undefined || change.group !== undefined;

/** `at`: a whole table, or a place of its own. `address` is the list’s part of the window’s address. */
export function useList(at: TableName | ListPlace, address: ViewAddress): ListModel {
  const { t, language } = useWords();
  const { user } = useSessionInfo();
  const place = typeof at === 'string' ? wholeTable(at) : at;
  const { list } = place;
  const { table } = list;
  const { view, chosen, look } = useView(place, address);
  const standing = useLists((state) => state.standing[place.key]) ?? AT_THE_TOP;
  const standAt = useLists((state) => state.stand);
  const may = useCallback((right: string) => can(user?.permissions ?? [], right), [user]);
  const pick = pickAt(place, view);
  const { data: summary, failure } = useQuery(listSummary, { table, pick, totals: view.totals });
  const columns = useMemo(
    () => list.columns.filter(({ key }) => readableColumn(list, key, may) !== undefined),
    [list, may],
  );
  const stand = (change: Partial<Standing>): void => standAt(place.key, change);
  const begin = (): void => stand({ selection: NOTHING_CHOSEN, folded: new Set(), active: 0 });
  return {
    place,
    list,
    view,
    chosen,
    pick,
    columns,
    shown: columnsInView(list, view, may),
    title: columns.find(({ key }) => key === list.title),
    summary,
    failure,
    standing,
    may,
    word: (key) => fieldName(key, language),
    totalText: (column, totals) =>
      totalText(column, totals[column.key], { t, language, word: fieldName(column.key, language) }),
    change: (change) => {
      look({ ...view, ...change }, chosen);
      if (isOtherRows(change)) begin();
    },
    look: (next, id) => {
      look(next, id);
      begin();
    },
    stand,
    // By what is chosen now, not by what was when this was drawn: ids of a stretch are asked for, and arrive later.
    choose: (ids, isWanted) => {
      const { selection } = useLists.getState().standing[place.key] ?? AT_THE_TOP;
      stand({ selection: choose(selection, ids, isWanted) });
    },
    select: (selection) => stand({ selection }),
  };
}
