/** A hundred thousand rows, of which only those in sight exist. Arrows move, Enter opens. */

import { Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDeviceLaptop } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type InventorySort, inventorySorts } from '../../../shared/features/inventory/queries.ts';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import type { InventoryListRow } from '../../../shared/ipc/views.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { languageOf } from '../../i18n/i18n.ts';
import { formatNumber } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { type ColumnKey, type InventoryView, useUi } from '../../store/ui-store.ts';
import { columnsInSight, MINIMUM_PX, NAME_PX } from './columns-in-sight.ts';
import { columnField } from './inventory-filters.tsx';
import type { InventoryPages } from './use-inventory-pages.ts';

const ROW_PX = 34;
const WIDTHS: Readonly<Record<ColumnKey, string>> = {
  inventory_number: '130px',
  category: 'minmax(140px, 1fr)',
  location: 'minmax(140px, 1fr)',
  quantity: '110px',
  status: '140px',
  condition: '120px',
  manufacturer: '150px',
  barcode: '140px',
};
/** The column's name as the list is sorted by it; undefined where it cannot be. */
const sortOf = (column: string): InventorySort | undefined => inventorySorts.find((sort) => sort === column);

/** Head and rows share one width, so that columns stay under their headings when the table is wider than the window. */
const widthOf = (columns: readonly ColumnKey[]): string =>
  `max(100%, ${NAME_PX + columns.reduce((sum, column) => sum + MINIMUM_PX[column], 0)}px)`;
const template = (columns: readonly ColumnKey[]): string =>
  ['minmax(260px, 2fr)', ...columns.map((column) => WIDTHS[column])].join(' ');

function Cell({
  row,
  column,
  language,
}: Readonly<{ row: InventoryListRow; column: ColumnKey; language: 'ru' | 'en' }>): ReactNode {
  if (column === 'quantity')
    return (
      <div role="gridcell" className="grid-cell number">
        {formatNumber(row.quantity, language)} {row.unit}
      </div>
    );
  if (column === 'status')
    return (
      <div role="gridcell" className="grid-cell">
        <StatusBadge status={row.status} />
      </div>
    );
  if (column === 'condition')
    return (
      <div role="gridcell" className="grid-cell">
        {statusName(row.condition, language)}
      </div>
    );
  return (
    <div role="gridcell" className="grid-cell" title={row[column] ?? ''}>
      {row[column]}
    </div>
  );
}

function Head({ view, columns }: Readonly<{ view: InventoryView; columns: readonly ColumnKey[] }>): ReactNode {
  const { i18n } = useTranslation();
  const setInventory = useUi((state) => state.setInventory);
  return (
    <div className="grid-head" role="row" style={{ gridTemplateColumns: template(columns), width: widthOf(columns) }}>
      {['name', ...columns].map((column) => {
        const sort = sortOf(column);
        const isSorted = view.sort === column;
        const Arrow = view.isDescending ? IconArrowDown : IconArrowUp;
        return (
          <div
            key={column}
            role="columnheader"
            aria-sort={isSorted ? (view.isDescending ? 'descending' : 'ascending') : 'none'}
          >
            <button
              type="button"
              disabled={sort === undefined}
              onClick={() => {
                if (sort !== undefined) setInventory({ sort, isDescending: isSorted && !view.isDescending });
              }}
            >
              {fieldName(columnField(column), languageOf(i18n.language))}
              {isSorted && <Arrow size={14} />}
            </button>
          </div>
        );
      })}
    </div>
  );
}

interface RowProps {
  readonly row: InventoryListRow | undefined;
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly start: number;
  readonly columns: readonly ColumnKey[];
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

function GridRow({ row, index, start, columns, isSelected, isActive, onChoose }: RowProps): ReactNode {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      data-active={isActive}
      className="grid-row"
      style={{ transform: `translateY(${start}px)`, gridTemplateColumns: template(columns), width: '100%' }}
      onClick={onChoose}
    >
      <div role="gridcell" className="grid-cell frozen">
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{row?.name ?? '…'}</span>
        {row?.is_pending === 1 && (
          <Tooltip label={t('common.onlyHere')}>
            <IconDeviceLaptop size={14} aria-label={t('common.onlyHere')} style={{ flexShrink: 0 }} />
          </Tooltip>
        )}
      </div>
      {row !== undefined &&
        columns.map((column) => <Cell key={column} row={row} column={column} language={language} />)}
    </div>
  );
}

type Props = Readonly<{ view: InventoryView; pages: InventoryPages; selectedId: string | undefined }>;

export function InventoryGrid({ view, pages, selectedId }: Props): ReactNode {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const total = pages.total ?? 0;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  // The inspector takes half of the table: quantity and status stay in sight, the rest as far as there is room.
  const columns = columnsInSight(view.columns, selectedId === undefined ? undefined : virtual.scrollRect?.width);
  const firstIndex = items[0]?.index ?? 0;
  const { look } = pages;
  useEffect(() => look(firstIndex), [firstIndex, look]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 20,
      PageUp: -20,
      Home: -total,
      End: total,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(total - 1, active + step));
      setActive(next);
      virtual.scrollToIndex(next);
    }
    const row = pages.row(active);
    if (event.key === 'Enter' && row !== undefined) go({ to: '/inventory/{-$id}', params: { id: row.id } });
  };
  return (
    <div
      className="grid"
      ref={scroller}
      role="grid"
      aria-rowcount={total}
      aria-label={t('inventory.title')}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={{ margin: '0 16px 16px' }}
      data-testid="inventory-grid"
    >
      <Head view={view} columns={columns} />
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative', width: widthOf(columns) }}>
        {items.map(({ index, start }) => {
          const row = pages.row(index);
          return (
            <GridRow
              key={index}
              row={row}
              index={index}
              start={start}
              columns={columns}
              isSelected={row !== undefined && row.id === selectedId}
              isActive={index === active}
              onChoose={() => {
                setActive(index);
                if (row !== undefined) go({ to: '/inventory/{-$id}', params: { id: row.id } });
              }}
            />
          );
        })}
      </div>
    </div>
  );
}
