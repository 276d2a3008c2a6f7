/** The two kinds of lines: a row, and a group with what it adds up to. */
import { Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDeviceLaptop } from '@tabler/icons-react';
import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import type { ListGroup, ListRow } from '../../shared/features/lists/queries.ts';
import { withDaysSaid } from '../../shared/i18n/date-text.ts';
import type { ListColumn } from '../../shared/lists/list-column.ts';
import { groupText, type ValueReader, valueText } from '../../shared/lists/value-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatNumber } from '../lib/format.ts';
import { pinnedAt } from './list-head.tsx';
import { Tick } from './tick.tsx';
import { type ColumnTable, TITLE } from './use-columns.ts';
import type { ListModel } from './use-list.ts';

/** How a screen shows a column otherwise than as its text. */
export type CellView = (row: ListRow, text: string) => ReactNode;
/** What a row's card shows: its picture, and what stands below it. */
export interface CardView {
  readonly picture: (row: ListRow) => ReactNode;
  readonly below: (row: ListRow, link: ValueReader['link']) => ReactNode;
}
/** What stands before a row's name. */
export type LeadView = (row: ListRow, link: ValueReader['link']) => ReactNode;

/** `index` is the line’s place among all, `aria-rowindex` that and the head. */
interface LineProps {
  readonly table: ColumnTable;
  readonly model: ListModel;
  readonly shown: readonly ListColumn[];
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly start: number;
  readonly isActive: boolean;
}

const place = (start: number): CSSProperties => ({ transform: `translateY(${start}px)` });
/** By the line’s place: what the keys stand on is named by it. */
export const lineId = (table: string, index: number): string => `list-${table}-${index}`;

interface RowProps extends LineProps {
  readonly row: ListRow | undefined;
  readonly reader: ValueReader;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  readonly cells: Readonly<Record<string, CellView>>;
  readonly lead: LeadView | undefined;
  readonly onOpen: (event: MouseEvent) => void;
  readonly onChoose: (event: MouseEvent) => void;
}

/** A row that has not arrived yet holds its place with an ellipsis. */
export function RowLine(props: RowProps): ReactNode {
  const { table, model, shown, index, start, isActive, row, reader, isOpen, isChosen, cells, lead } = props;
  const { t } = useWords();
  const name = withDaysSaid(row?.label ?? '', reader.language);
  return (
    <div
      id={lineId(model.list.table, index)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOpen || isChosen}
      aria-level={model.view.group === null ? undefined : 2}
      data-active={isActive}
      data-open={isOpen}
      data-testid="list-row"
      className="list-row grid-row"
      style={place(start)}
      onClick={props.onOpen}
    >
      <div role="gridcell" aria-colindex={1} className="list-td list-name" data-pinned style={pinnedAt(table, TITLE)}>
        <Tick state={isChosen} label={t('list.choose', { name })} onToggle={props.onChoose} />
        {row !== undefined && lead?.(row, reader.link)}
        <span className="cut" title={row === undefined ? undefined : name}>
          {row === undefined ? '…' : name === '' ? t('records.untitled') : name}
        </span>
        {row?.isPending === true && (
          <Tooltip label={t('common.onlyHere')}>
            <IconDeviceLaptop size={14} aria-label={t('common.onlyHere')} style={{ flexShrink: 0 }} />
          </Tooltip>
        )}
      </div>
      {row !== undefined &&
        shown.map((column, at) => {
          const text = valueText(row, column, reader);
          return (
            <div
              key={column.key}
              role="gridcell"
              aria-colindex={at + 2}
              className="list-td cut"
              data-type={column.type}
              data-pinned={model.view.pinned.includes(column.key)}
              style={pinnedAt(table, column.key)}
              title={text}
            >
              {cells[column.key]?.(row, text) ?? text}
            </div>
          );
        })}
    </div>
  );
}

interface GroupProps extends LineProps {
  readonly group: ListGroup;
  readonly isFolded: boolean;
  readonly chosen: number;
  readonly onFold: () => void;
  readonly onChoose: () => void;
}

/** Its box says whether all, some or none of its rows are chosen, also of those that are folded away. */
export function GroupLine(props: GroupProps): ReactNode {
  const { table, model, shown, index, start, isActive, group, isFolded, chosen } = props;
  const { t, language } = useWords();
  const column = model.columns.find(({ key }) => key === model.view.group);
  const words = { language, yes: t('common.yes'), no: t('common.no'), nothing: t('list.nothingThere') };
  const name = groupText(column, group, words);
  const state = chosen === 0 ? false : chosen >= group.count ? true : 'some';
  const Fold = isFolded ? IconChevronRight : IconChevronDown;
  return (
    <div
      id={lineId(model.list.table, index)}
      role="row"
      aria-rowindex={index + 2}
      aria-expanded={!isFolded}
      aria-level={1}
      data-active={isActive}
      data-testid="list-group"
      className="list-row list-group"
      style={place(start)}
      onClick={props.onFold}
    >
      <div role="gridcell" aria-colindex={1} className="list-td list-name" data-pinned style={pinnedAt(table, TITLE)}>
        <Tick state={state} label={t('list.chooseGroup', { name })} onToggle={props.onChoose} />
        <Fold size={16} stroke={1.75} aria-hidden style={{ flex: 'none' }} />
        <span className="cut">{name}</span>
        <span className="list-count num">{formatNumber(group.count, language)}</span>
      </div>
      {shown.map((shownColumn, at) => (
        <div
          key={shownColumn.key}
          role="gridcell"
          aria-colindex={at + 2}
          className="list-td cut"
          data-type={shownColumn.type}
          data-pinned={model.view.pinned.includes(shownColumn.key)}
          style={pinnedAt(table, shownColumn.key)}
        >
          {model.totalText(shownColumn, group.totals)}
        </div>
      ))}
    </div>
  );
}
