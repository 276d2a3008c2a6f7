/** The table itself: a hundred thousand lines, of which only those in sight exist. */
import { notifications } from '@mantine/notifications';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import type { ListColumn } from '../../shared/lists/list-column.ts';
import { isEmptySelection } from '../../shared/lists/selection.ts';
import { FailureState } from '../components/failure-state.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useRestoredScroll } from '../lib/restored-scroll.ts';
import { BulkBar } from './bulk-bar.tsx';
import { columnsInSight } from './columns-in-sight.ts';
import { readChosen, toClipboard } from './copy-table.ts';
import { ListHead } from './list-head.tsx';
import { type ListLayout, layoutOf, pagesOf } from './list-layout.ts';
import { type CellView, GroupLine, type LeadView, lineId, RowLine } from './list-lines.tsx';
import { type Choosing, useChoosing } from './use-choosing.ts';
import { type ColumnTable, useColumns, widthOf } from './use-columns.ts';
import type { ListModel } from './use-list.ts';
import { pressed } from './use-list-keys.ts';
import { type RowsInSight, useListRows, usePages } from './use-list-rows.ts';

/** Heights of lines, in pixels. `list.css` draws them so: the virtual list reckons with these. */
const ROW_PX = 34;
const GROUP_PX = 36;
const HEAD_PX = 32;
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

type Scroll = Virtualizer<HTMLDivElement, Element>;

/** The width of an element as it is drawn. */
function useWidth(ref: { readonly current: HTMLElement | null }): number {
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

interface Sight {
  readonly layout: ListLayout;
  readonly virtual: Scroll;
  readonly rows: RowsInSight;
}

/** The lines, those in sight, and their rows. */
function useSight(
  model: ListModel,
  scroller: { readonly current: HTMLDivElement | null },
  columns: readonly string[],
): Sight {
  const { summary, standing, list, pick } = model;
  const groups = summary?.groups ?? NO_GROUPS;
  const rows = useListRows();
  // The first rows are there before anybody knows how many follow.
  const count = summary?.count ?? rows.first;
  const layout = useMemo(() => layoutOf(count, groups, standing.folded), [count, groups, standing.folded]);
  const virtual = useVirtualizer({
    count: layout.size,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (layout.at(index)?.kind === 'group' ? GROUP_PX : ROW_PX),
    overscan: 12,
    scrollPaddingStart: HEAD_PX,
  });
  // Lines change their heights where groups come and go.
  useEffect(() => virtual.measure(), [layout, virtual]);
  const positions = virtual.getVirtualItems().flatMap(({ index }) => {
    const line = layout.at(index);
    return line?.kind === 'row' ? [line.position] : [];
  });
  const isBeginning = summary === undefined && pick.group === null;
  usePages(rows, list.table, pick, columns, isBeginning ? FIRST_PAGE : pagesOf(positions));
  return { layout, virtual, rows };
}

/** Chosen rows into the clipboard, and a word about how many. */
function useCopy(model: ListModel, shown: readonly ListColumn[]): () => void {
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

interface LinesProps extends GridProps, Sight {
  readonly table: ColumnTable;
  readonly shown: readonly ListColumn[];
  readonly choosing: Choosing;
  readonly onMove: (index: number) => void;
  readonly onFold: (group: string, isFolded: boolean) => void;
}

function Lines(props: LinesProps): ReactNode {
  const { model, layout, virtual, rows, table, shown, choosing, openId, cells, lead, onMove, onFold } = props;
  const { t, language } = useWords();
  const reader = { language: language, yes: t('common.yes'), no: t('common.no'), link: rows.link };
  return virtual.getVirtualItems().map(({ index, start }) => {
    const line = layout.at(index);
    if (line === undefined) return null;
    const common = { table, model, shown, index, start, isActive: index === model.standing.active };
    if (line.kind === 'group') {
      const chosen = choosing.summary?.groups[line.group.id] ?? 0;
      return (
        <GroupLine
          key={line.group.id}
          {...common}
          group={line.group}
          isFolded={line.isFolded}
          chosen={chosen}
          onFold={() => onFold(line.group.id, !line.isFolded)}
          onChoose={() => choosing.group(line.group, chosen < line.group.count)}
        />
      );
    }
    const row = rows.row(line.position);
    const choose = (event: MouseEvent): void => {
      onMove(index);
      if (event.shiftKey) choosing.to(line.position);
      else if (row !== undefined) choosing.toggle(line.position, row.id);
    };
    return (
      <RowLine
        key={line.position}
        {...common}
        row={row}
        reader={reader}
        cells={cells}
        lead={lead}
        isOpen={row !== undefined && row.id === openId}
        isChosen={row !== undefined && choosing.isChosen(row.id)}
        onOpen={(event) => {
          onMove(index);
          if (row === undefined) return;
          if (event.ctrlKey || event.metaKey) (props.onPage ?? props.onOpen)(row.id);
          else props.onOpen(row.id);
        }}
        onChoose={choose}
      />
    );
  });
}

/** A set of its own, because the one before is compared by identity. */
function foldedAfter(folded: ReadonlySet<string>, group: string, isFolded: boolean): ReadonlySet<string> {
  const next = new Set(folded);
  if (isFolded) next.add(group);
  else next.delete(group);
  return next;
}

/** What the keys do, and folding, which a click does too. */
function useHands(
  model: ListModel,
  { layout, virtual, rows }: Sight,
  choosing: Choosing,
  acts: Pick<Parameters<typeof pressed>[1], 'open' | 'page' | 'openId' | 'remove'>,
): { fold: (group: string, isFolded: boolean) => void; onKeyDown: (event: KeyboardEvent) => void } {
  const { active, folded, selection } = model.standing;
  const move = (index: number): void => {
    model.stand({ active: index });
    virtual.scrollToIndex(index);
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

/**
 * The focus stays on the grid: `aria-activedescendant` names the line that the keys move, because lines come and go
 * with scrolling.
 */
export function ListGrid(props: GridProps): ReactNode {
  const { model, label, testId, openId, also = [], onOpen, onFilter, actions, onDelete, grid: scroller } = props;
  const room = useWidth(scroller);
  // The inspector takes half of the table: what stands first stays in sight, the rest as far as there is room.
  const shown = columnsInSight(
    model.shown,
    (column) => widthOf(model, column),
    openId === undefined ? undefined : room,
  );
  const table = useColumns(model, shown, room);
  const needed = shown.flatMap(({ key, unitFrom }) => (unitFrom === undefined ? [key] : [key, unitFrom]));
  const sight = useSight(model, scroller, [...new Set([...needed, ...also])]);
  const choosing = useChoosing(model);
  const copy = useCopy(model, shown);
  useRestoredScroll(`list ${model.place.key}`, scroller);
  const { layout, rows } = sight;
  const hands = { open: onOpen, page: props.onPage, openId, remove: onDelete };
  const { fold, onKeyDown } = useHands(model, sight, choosing, hands);
  const hasSelection = !isEmptySelection(model.standing.selection);
  return (
    <div className="list-frame">
      {(model.failure ?? rows.failure) !== undefined && (
        <FailureState failure={model.failure ?? rows.failure ?? { code: 'internal', details: {} }} />
      )}
      <div
        ref={scroller}
        className="list-grid"
        role={(model.summary?.groups.length ?? 0) > 0 ? 'treegrid' : 'grid'}
        aria-label={label}
        aria-rowcount={layout.size + 1}
        aria-colcount={shown.length + 1}
        aria-multiselectable
        aria-activedescendant={layout.size === 0 ? undefined : lineId(model.list.table, model.standing.active)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onCopy={hasSelection ? copy : undefined}
        data-testid={testId}
        style={
          {
            '--columns': table
              .getFlatHeaders()
              .map((header) => `${header.getSize()}px`)
              .join(' '),
          } as object
        }
      >
        <ListHead
          model={model}
          table={table}
          shown={shown}
          allChosen={choosing.all}
          onChooseAll={choosing.everything}
          onFilter={onFilter}
        />
        <div
          role="rowgroup"
          className="list-body"
          style={{ height: sight.virtual.getTotalSize(), width: table.getTotalSize() }}
        >
          <Lines
            {...props}
            {...sight}
            table={table}
            shown={shown}
            choosing={choosing}
            onMove={(index) => model.stand({ active: index })}
            onFold={fold}
          />
        </div>
      </div>
      <BulkBar model={model} choosing={choosing} onCopy={copy}>
        {actions}
      </BulkBar>
    </div>
  );
}
