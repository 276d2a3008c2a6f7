/** Choosing rows: one, from one to another, a group, everything. What is far away is asked for by its positions. */
import { notifications } from '@mantine/notifications';
import { useRef } from 'react';
import { type ListGroup, listIds, listSelected, type SelectedSummary } from '../../shared/features/lists/queries.ts';
import { isChosen, isEmptySelection, MAX_NAMED, NOTHING_CHOSEN } from '../../shared/lists/selection.ts';
import { connection } from '../data/connection.ts';
import { useShowFailure } from '../data/use-mutate.ts';
import { useQuery } from '../data/use-query.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatNumber } from '../lib/format.ts';
import type { ListModel } from './use-list.ts';

/** Choosing with the mouse and with keys. */
export interface Choosing {
  /** What is chosen, counted where the rows are; undefined while nothing is. */
  readonly summary: SelectedSummary | undefined;
  readonly all: boolean | 'some';
  isChosen(id: string): boolean;
  /** One row, and what the next range begins with. */
  toggle(position: number, id: string): void;
  /** Everything from the last row that was chosen to this one. */
  to(position: number): void;
  group(group: ListGroup, isWanted: boolean): void;
  everything(isWanted: boolean): void;
}

/** What is chosen is kept with the place of the list; here is only the row from which a range is drawn. */
export function useChoosing(model: ListModel): Choosing {
  const { list, pick, standing, view } = model;
  const { selection } = standing;
  const anchor = useRef(0);
  const showFailure = useShowFailure();
  const { t, language } = useWords();
  const isNothing = isEmptySelection(selection);
  const { data } = useQuery(listSelected, {
    table: list.table,
    pick,
    selection,
    totals: isNothing ? {} : view.totals,
  });
  // Of a stretch that is longer than a selection can name, the beginning is taken, and said to be.
  const put = (from: number, length: number, isWanted: boolean): void => {
    connection
      .ask(listIds, { table: list.table, pick, offset: from, limit: Math.min(length, MAX_NAMED) })
      .then((ids) => {
        model.choose(ids, isWanted);
        if (length > MAX_NAMED)
          notifications.show({ message: t('list.chosenPart', { number: formatNumber(MAX_NAMED, language) }) });
      })
      .catch(showFailure);
  };
  const count = model.summary?.count ?? 0;
  const chosen = isNothing ? 0 : (data?.count ?? 0);
  return {
    summary: isNothing ? undefined : data,
    all: chosen === 0 ? false : chosen >= count ? true : 'some',
    isChosen: (id) => isChosen(selection, id),
    toggle: (position, id) => {
      anchor.current = position;
      model.choose([id], !isChosen(selection, id));
    },
    to: (position) => put(Math.min(anchor.current, position), Math.abs(position - anchor.current) + 1, true),
    group: ({ start, count: rows }, isWanted) => put(start, rows, isWanted),
    everything: (isWanted) => model.select(isWanted ? { kind: 'all', except: [] } : NOTHING_CHOSEN),
  };
}
