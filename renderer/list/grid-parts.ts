/** What the two looks of a list share: what a screen says about it, its rows, and what the keys do. */
import { notifications } from '@mantine/notifications';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import type { ListColumn } from '../../shared/lists/list-column.ts';
import { isEmptySelection } from '../../shared/lists/selection.ts';
import { useWords } from '../i18n/use-words.ts';
import { useIsInFlight } from '../lib/in-flight.tsx';
import { readChosen, toClipboard } from './copy-table.ts';
import { type Heading, type ListLayout, layoutOf, pagesOf, withNeighbours } from './list-layout.ts';
import type { CardView, CellView, LeadView } from './list-lines.tsx';
import type { Choosing } from './use-choosing.ts';
import type { ListModel } from './use-list.ts';
import { pressed } from './use-list-keys.ts';
import { type HeldRows, type RowsInSight, useListRows, usePages } from './use-list-rows.ts';

/** One value: an array made anew would make the layout anew at each rendering. */
const NO_GROUPS: never[] = [];
const FIRST_PAGE = [0];

/** What a screen says about its table. */
export interface GridProps {
  readonly model: ListModel;
  readonly label: string;
  readonly testId: string;
  /** The row that stands open beside the list. */
  readonly openId: string | undefined;
  readonly cells: Readonly<Record<string, CellView>>;
  /** Before the name of a row: a colour, a photograph. */
  readonly lead?: LeadView;
  /** A row as a card; a list without one has no gallery. */
  readonly card?: CardView;
  /** Hears which rows are near what is in sight, by whole pages. */
  readonly onRows?: (ids: readonly string[]) => void;
  /** Columns that `cells` and `lead` need besides those in sight. */
  readonly also?: readonly string[];
  readonly onOpen: (id: string) => void;
  /** Opens a row as a page of its own: Ctrl and a click or Enter, or Enter once more. Absent where rows have none. */
  readonly onPage?: (id: string) => void;
  readonly onFilter: (column: ListColumn) => void;
  /** What can be done with chosen rows. */
  readonly actions?: ReactNode;
  /** The key that deletes asks about the chosen rows; absent where they cannot be deleted. */
  readonly onDelete?: (() => void) | undefined;
  /** The grid itself, for whoever gives it the focus back. */
  readonly grid: RefObject<HTMLDivElement | null>;
}

/** The width of an element as it is drawn. */
export function useWidth(ref: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

/** The rows that are held, and which line of the list stands where. */
export function useLayout({ summary, standing }: ListModel): { rows: HeldRows; layout: ListLayout } {
  const groups = summary?.groups ?? NO_GROUPS;
  const rows = useListRows();
  // The first rows are there before anybody knows how many follow.
  const count = summary?.count ?? rows.first;
  const layout = useMemo(() => layoutOf(count, groups, standing.folded), [count, groups, standing.folded]);
  return { rows, layout };
}

/** Fetches the rows at these positions, and those where somebody is heading. */
export function useRowsOf(
  { summary, list, pick }: ListModel,
  rows: HeldRows,
  columns: readonly string[],
  positions: readonly number[],
  heading: Heading,
): void {
  const isBeginning = summary === undefined && pick.group === null;
  usePages(
    rows,
    list.table,
    pick,
    columns,
    isBeginning ? FIRST_PAGE : withNeighbours(pagesOf(positions), summary?.count ?? 0, heading),
  );
}

/**
 * Tells which rows are held, for whoever asks for more about them; not while somebody rushes by, because the rows that
 * they come to would wait for the answers.
 */
export function useTelling({ ids }: RowsInSight, onRows: GridProps['onRows']): void {
  const isInFlight = useIsInFlight();
  useEffect(() => {
    if (!isInFlight) onRows?.(ids);
  }, [ids, onRows, isInFlight]);
}

/** Chosen rows into the clipboard, and a word about how many. */
export function useCopy(model: ListModel, shown: readonly ListColumn[]): () => void {
  const { t, language } = useWords();
  return () => {
    const { list, pick, standing, word, title } = model;
    const reader = { language: language, yes: t('common.yes'), no: t('common.no') };
    const head = [word(title?.key ?? 'title'), ...shown.map(({ key }) => word(key))];
    const count = model.summary?.count ?? 0;
    void readChosen({ table: list.table, pick, selection: standing.selection, columns: shown, head, reader, count })
      .then(async (table) => {
        await toClipboard(table);
        notifications.show({ message: t('list.copied', { count: table.rows.length }) });
      })
      .catch(() => notifications.show({ color: 'red', message: t('list.notCopied') }));
  };
}

/** A set of its own, because the one before is compared by identity. */
function foldedAfter(folded: ReadonlySet<string>, group: string, isFolded: boolean): ReadonlySet<string> {
  const next = new Set(folded);
  if (isFolded) next.add(group);
  else next.delete(group);
  return next;
}

/** What the keys do, and folding, which a click does too. */
export function useHands(
  model: ListModel,
  { layout, rows, reveal }: Readonly<{ layout: ListLayout; rows: RowsInSight; reveal: (index: number) => void }>,
  choosing: Choosing,
  acts: Pick<Parameters<typeof pressed>[1], 'open' | 'page' | 'openId' | 'remove' | 'perLine'>,
): { fold: (group: string, isFolded: boolean) => void; onKeyDown: (event: KeyboardEvent) => void } {
  const { active, folded, selection } = model.standing;
  const move = (index: number): void => {
    model.stand({ active: index });
    reveal(index);
  };
  const fold = (group: string, isFolded: boolean): void =>
    model.stand({ folded: foldedAfter(folded, group, isFolded) });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const hasSelection = !isEmptySelection(selection);
    const keys = { layout, active, choosing, hasSelection, row: rows.row, move, fold, ...acts };
    if (pressed(event, keys)) event.preventDefault();
  };
  return { fold, onKeyDown };
}
