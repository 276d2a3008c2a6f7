/** The table itself: a hundred thousand lines, of which only those in sight exist. */
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useEffect } from 'react';
import type { ListColumn } from '../../shared/lists/list-column.ts';
import { isEmptySelection } from '../../shared/lists/selection.ts';
import { FailureState } from '../components/failure-state.tsx';
import { useWords } from '../i18n/use-words.ts';
import { InFlight } from '../lib/in-flight.tsx';
import { useRestoredScroll } from '../lib/restored-scroll.ts';
import { BulkBar } from './bulk-bar.tsx';
import { columnsInSight } from './columns-in-sight.ts';
import { type GridProps, useCopy, useHands, useLayout, useRowsOf, useTelling, useWidth } from './grid-parts.ts';
import { ListGallery } from './list-gallery.tsx';
import { ListHead } from './list-head.tsx';
import type { ListLayout } from './list-layout.ts';
import { GroupLine, lineId, RowLine } from './list-lines.tsx';
import { type Choosing, useChoosing } from './use-choosing.ts';
import { type ColumnTable, useColumns, widthOf } from './use-columns.ts';
import type { ListModel } from './use-list.ts';
import type { RowsInSight } from './use-list-rows.ts';

/** Heights of lines, in pixels. `list.css` draws them so: the virtual list reckons with these. */
const ROW_PX = 34;
const GROUP_PX = 36;
const HEAD_PX = 32;

type Scroll = Virtualizer<HTMLDivElement, Element>;

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
  const { rows, layout } = useLayout(model);
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
  useRowsOf(model, rows, columns, positions, virtual.scrollDirection);
  return { layout, virtual, rows };
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

/**
 * The focus stays on the grid: `aria-activedescendant` names the line that the keys move, because lines come and go
 * with scrolling.
 */
function ListTable(props: GridProps): ReactNode {
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
  useTelling(sight.rows, props.onRows);
  const choosing = useChoosing(model);
  const copy = useCopy(model, shown);
  useRestoredScroll(`list ${model.place.key}`, scroller);
  const { layout, rows } = sight;
  const hands = { open: onOpen, page: props.onPage, openId, remove: onDelete, perLine: 1 };
  const reveal = (index: number): void => sight.virtual.scrollToIndex(index);
  const { fold, onKeyDown } = useHands(model, { layout, rows, reveal }, choosing, hands);
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

/** The rows as lines of a table, or as cards where the view says so and the list has any. */
export function ListGrid(props: GridProps): ReactNode {
  const { card, model, grid } = props;
  return card !== undefined && model.view.layout === 'gallery' ? (
    <InFlight key="gallery" scroller={grid}>
      <ListGallery {...props} card={card} />
    </InFlight>
  ) : (
    <InFlight key="table" scroller={grid}>
      <ListTable {...props} />
    </InFlight>
  );
}
