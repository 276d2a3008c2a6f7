/** The head of a list: a click sorts, Shift adds a second order, edges are drawn, columns carried elsewhere. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type CSSProperties, type MouseEvent, type ReactNode, useState } from 'react';
import type { ListColumn } from '../../shared/lists/list-column.ts';
import type { Sort } from '../../shared/lists/list-view.ts';
import { useWords } from '../i18n/use-words.ts';
import { ColumnMenu } from './column-menu.tsx';
import { Tick } from './tick.tsx';
import { type ColumnTable, TITLE } from './use-columns.ts';
import type { ListModel } from './use-list.ts';

/** Where a pinned column stands, from the left edge. */
export function pinnedAt(table: ColumnTable, id: string): CSSProperties | undefined {
  const column = table.getColumn(id);
  return column?.getIsPinned() === 'start' ? { position: 'sticky', left: column.getStart('start') } : undefined;
}

/** Nobody tells more orders within each other apart. */
const MOST_SORTS = 5;

/** The order after a click on a column: turned round, or taken first; with Shift, added behind the others. */
function sortedBy(sorts: readonly Sort[], column: string, isAdded: boolean): readonly Sort[] {
  const known = sorts.find((by) => by.column === column);
  const next = { column, isDescending: known !== undefined && !known.isDescending };
  if (!isAdded) return [next];
  // The first ones decide most: where there are enough, a further one changes nothing.
  return known === undefined ? [...sorts, next].slice(0, MOST_SORTS) : sorts.map((by) => (by === known ? next : by));
}

type HeadProps = Readonly<{
  model: ListModel;
  table: ColumnTable;
  shown: readonly ListColumn[];
  allChosen: boolean | 'some';
  onChooseAll: (isWanted: boolean) => void;
  onFilter: (column: ListColumn) => void;
}>;

function SortButton({ model, column }: Readonly<{ model: ListModel; column: ListColumn }>): ReactNode {
  const { view, change, word } = model;
  const index = view.sorts.findIndex((by) => by.column === column.key);
  const by = view.sorts[index];
  const Arrow = by?.isDescending === true ? IconArrowDown : IconArrowUp;
  const sort = (event: MouseEvent): void => change({ sorts: sortedBy(view.sorts, column.key, event.shiftKey) });
  return (
    <button type="button" className="list-sort" disabled={!column.isSortable} onClick={sort}>
      <span className="cut">{word(column.key)}</span>
      {by !== undefined && <Arrow size={14} stroke={2} aria-hidden />}
      {by !== undefined && view.sorts.length > 1 && <span className="list-rank">{index + 1}</span>}
    </button>
  );
}

const ariaSort = (sorts: readonly Sort[], key: string): 'ascending' | 'descending' | 'none' => {
  const by = sorts.find(({ column }) => column === key);
  return by === undefined ? 'none' : by.isDescending ? 'descending' : 'ascending';
};

/**
 * Neither the title nor a pinned column is carried elsewhere; two clicks on an edge give a column its own width back.
 */
export function ListHead({ model, table, shown, allChosen, onChooseAll, onFilter }: HeadProps): ReactNode {
  const { t } = useWords();
  const [carried, setCarried] = useState<string>();
  const { view, change, title, word } = model;
  const drop = (onto: string): void => {
    if (carried === undefined || carried === onto) return;
    const others = view.columns.filter((key) => key !== carried);
    const at = others.indexOf(onto);
    change({ columns: [...others.slice(0, at), carried, ...others.slice(at)] });
  };
  const headers = table.getFlatHeaders();
  return (
    <div className="list-head" role="row" aria-rowindex={1}>
      {headers.map((header, index) => {
        const column = header.column.id === TITLE ? title : shown.find(({ key }) => key === header.column.id);
        const isTitle = header.column.id === TITLE;
        return (
          <div
            key={header.id}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={column === undefined ? 'none' : ariaSort(view.sorts, column.key)}
            className="list-th"
            data-pinned={header.column.getIsPinned() === 'start'}
            data-title={isTitle}
            style={pinnedAt(table, header.column.id)}
            draggable={!isTitle && header.column.getIsPinned() !== 'start'}
            onDragStart={() => setCarried(header.column.id)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => drop(header.column.id)}
          >
            {isTitle && (
              <Tick state={allChosen} label={t('list.chooseAll')} onToggle={() => onChooseAll(allChosen !== true)} />
            )}
            {column === undefined ? (
              <span className="list-sort">{word('title')}</span>
            ) : (
              <>
                <SortButton model={model} column={column} />
                <ColumnMenu model={model} column={column} onFilter={onFilter} />
              </>
            )}
            <span
              className="list-edge"
              data-drawn={header.column.getIsResizing()}
              onPointerDown={(event) => event.preventDefault()}
              onMouseDown={header.getResizeHandler()}
              onTouchStart={header.getResizeHandler()}
              onDoubleClick={() => {
                const { [isTitle ? (title?.key ?? TITLE) : header.column.id]: _old, ...widths } = view.widths;
                change({ widths });
              }}
              onDragStart={(event) => event.preventDefault()}
            />
          </div>
        );
      })}
    </div>
  );
}
