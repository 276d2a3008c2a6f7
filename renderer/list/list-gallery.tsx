/** The list as cards with pictures: ten thousand of them, of which only those in sight exist. */
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useEffect, useMemo } from 'react';
import type { ListRow } from '../../shared/features/lists/queries.ts';
import { isEmptySelection } from '../../shared/lists/selection.ts';
import { groupText } from '../../shared/lists/value-text.ts';
import { FailureState } from '../components/failure-state.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useRestoredScroll } from '../lib/restored-scroll.ts';
import { BulkBar } from './bulk-bar.tsx';
import { type GalleryLayout, galleryOf } from './gallery-layout.ts';
import { type GridProps, useCopy, useHands, useLayout, useRowsOf, useTelling, useWidth } from './grid-parts.ts';
import { type CardView, lineId } from './list-lines.tsx';
import { Tick } from './tick.tsx';
import { type Choosing, useChoosing } from './use-choosing.ts';
import type { RowsInSight } from './use-list-rows.ts';

/** Pixels. `list.css` draws them so. */
const GAP = 12;
const PADDING = 16;
const NARROWEST_CARD = 172;
const GROUP_PX = 36;
/** Below the picture of a card: its name in two lines, a line about it. */
const WORDS_PX = 84;

type Props = GridProps & Readonly<{ card: CardView }>;

/** How many cards stand beside each other, and how large each is. */
function sizesIn(room: number): { perLine: number; width: number; height: number } {
  const inside = Math.max(NARROWEST_CARD, room - 2 * PADDING);
  const perLine = Math.max(1, Math.floor((inside + GAP) / (NARROWEST_CARD + GAP)));
  const width = Math.floor((inside - (perLine - 1) * GAP) / perLine);
  return { perLine, width, height: Math.round(width * 0.75) + WORDS_PX };
}

type CardProps = Readonly<{
  id: string;
  row: ListRow | undefined;
  card: CardView;
  link: RowsInSight['link'];
  at: number;
  isActive: boolean;
  isOpen: boolean;
  isChosen: boolean;
  onOpen: (event: MouseEvent) => void;
  onChoose: (event: MouseEvent) => void;
}>;

function Card({ id, row, card, link, at, isActive, isOpen, isChosen, onOpen, onChoose }: CardProps): ReactNode {
  const { t } = useWords();
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={at + 1}
      aria-selected={isOpen || isChosen}
      className="list-card"
      data-active={isActive}
      data-open={isOpen}
      data-testid="list-card"
      onClick={onOpen}
    >
      <div className="list-card-picture">
        {row !== undefined && card.picture(row)}
        <Tick state={isChosen} label={t('list.choose', { name: row?.label ?? '' })} onToggle={onChoose} />
      </div>
      <div className="list-card-words">
        <b title={row?.label}>{row === undefined ? '…' : row.label === '' ? t('records.untitled') : row.label}</b>
        {row !== undefined && (
          <span className="list-card-line dim small">
            {card.below(row, link)}
            {row.isPending && <IconDeviceLaptop size={14} role="img" aria-label={t('common.onlyHere')} />}
          </span>
        )}
      </div>
    </div>
  );
}

interface Hands {
  readonly choosing: Choosing;
  readonly rows: RowsInSight;
  readonly fold: (group: string, isFolded: boolean) => void;
}

type LineProps = Props &
  Hands &
  Readonly<{ gallery: GalleryLayout; line: number; layout: ReturnType<typeof useLayout>['layout'] }>;

/** A group, or some cards beside each other. */
function Line(props: LineProps): ReactNode {
  const { model, gallery, line, layout, rows, choosing, fold, openId, card } = props;
  const { t, language } = useWords();
  const stands = gallery.at(line);
  if (stands === undefined) return null;
  const group = stands.kind === 'group' ? layout.at(stands.from) : undefined;
  if (stands.kind === 'group') {
    if (group?.kind !== 'group') return null;
    const column = model.columns.find(({ key }) => key === model.view.group);
    const words = { language, yes: t('common.yes'), no: t('common.no'), nothing: t('list.nothingThere') };
    return (
      <div
        id={lineId(model.list.table, stands.from)}
        role="gridcell"
        className="list-gallery-group"
        aria-expanded={!group.isFolded}
        data-active={model.standing.active === stands.from}
        data-testid="list-group"
        onClick={() => fold(group.group.id, !group.isFolded)}
      >
        <b className="cut">{groupText(column, group.group, words)}</b>
        <span className="list-count num">{group.group.count}</span>
      </div>
    );
  }
  const indexes = Array.from({ length: stands.to - stands.from }, (_, at) => stands.from + at);
  return indexes.map((index, at) => {
    const there = layout.at(index);
    if (there?.kind !== 'row') return null;
    const row = rows.row(there.position);
    return (
      <Card
        key={index}
        id={lineId(model.list.table, index)}
        row={row}
        card={card}
        link={rows.link}
        at={at}
        isActive={index === model.standing.active}
        isOpen={row !== undefined && row.id === openId}
        isChosen={row !== undefined && choosing.isChosen(row.id)}
        onOpen={(event) => {
          model.stand({ active: index });
          if (row === undefined) return;
          if (event.ctrlKey || event.metaKey) (props.onPage ?? props.onOpen)(row.id);
          else props.onOpen(row.id);
        }}
        onChoose={(event) => {
          model.stand({ active: index });
          if (event.shiftKey) choosing.to(there.position);
          else if (row !== undefined) choosing.toggle(there.position, row.id);
        }}
      />
    );
  });
}

/** The lines of cards, and the rows that those in sight need. */
function useGallery(props: Props, room: number) {
  const { model, grid, also = [] } = props;
  const { rows, layout } = useLayout(model);
  const { perLine, width, height } = sizesIn(room);
  const groups = useMemo(
    () => (model.summary?.groups ?? []).flatMap((group) => placeOfGroup(layout, group.start)),
    [layout, model.summary],
  );
  const gallery = useMemo(() => galleryOf(layout, groups, perLine), [layout, groups, perLine]);
  const virtual = useVirtualizer({
    count: gallery.size,
    getScrollElement: () => grid.current,
    estimateSize: (line) => (gallery.at(line)?.kind === 'group' ? GROUP_PX + GAP : height + GAP),
    overscan: 3,
    paddingStart: PADDING,
  });
  useEffect(() => virtual.measure(), [gallery, height, virtual]);
  const positions = virtual.getVirtualItems().flatMap(({ index }) => {
    const line = gallery.at(index);
    if (line?.kind !== 'cards') return [];
    return Array.from({ length: line.to - line.from }, (_, at) => layout.at(line.from + at)).flatMap((there) =>
      there?.kind === 'row' ? [there.position] : [],
    );
  });
  useRowsOf(model, rows, also, positions, virtual.scrollDirection);
  useTelling(rows, props.onRows);
  return { rows, layout, gallery, virtual, perLine, width, height };
}

/** Where the own line of the group stands whose first row has that position; nowhere while rows are being counted. */
function placeOfGroup(layout: ReturnType<typeof useLayout>['layout'], start: number): number[] {
  // Groups stand in the order of their rows: the place is found between its neighbours.
  let [low, high] = [0, layout.size - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const line = layout.at(middle);
    const at = line?.kind === 'group' ? line.group.start - 0.5 : (line?.position ?? Number.POSITIVE_INFINITY);
    if (at === start - 0.5) return [middle];
    if (at < start - 0.5) low = middle + 1;
    else high = middle - 1;
  }
  return [];
}

export function ListGallery(props: Props): ReactNode {
  const { model, label, testId, openId, onOpen, onDelete, actions, grid: scroller } = props;
  const room = useWidth(scroller);
  const { rows, layout, gallery, virtual, perLine, width, height } = useGallery(props, room);
  const choosing = useChoosing(model);
  const copy = useCopy(model, model.shown);
  useRestoredScroll(`gallery ${model.place.key}`, scroller);
  const reveal = (index: number): void => virtual.scrollToIndex(gallery.lineOf(index));
  const hands = { open: onOpen, page: props.onPage, openId, remove: onDelete, perLine };
  const { fold, onKeyDown } = useHands(model, { layout, rows, reveal }, choosing, hands);
  const failure = model.failure ?? rows.failure;
  return (
    <div className="list-frame">
      {failure !== undefined && <FailureState failure={failure} />}
      <div
        ref={scroller}
        className="list-grid list-gallery"
        role="grid"
        aria-label={label}
        aria-rowcount={gallery.size}
        aria-colcount={perLine}
        aria-multiselectable
        aria-activedescendant={layout.size === 0 ? undefined : lineId(model.list.table, model.standing.active)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onCopy={isEmptySelection(model.standing.selection) ? undefined : copy}
        data-testid={testId}
        style={{ '--card-width': `${width}px`, '--card-height': `${height}px` } as object}
      >
        <div role="rowgroup" className="list-body" style={{ height: virtual.getTotalSize() + PADDING }}>
          {room > 0 &&
            virtual.getVirtualItems().map(({ index, start }) => (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 1}
                className="list-gallery-line"
                style={{ transform: `translateY(${start}px)` }}
              >
                <Line
                  {...props}
                  gallery={gallery}
                  line={index}
                  layout={layout}
                  rows={rows}
                  choosing={choosing}
                  fold={fold}
                />
              </div>
            ))}
        </div>
      </div>
      <BulkBar model={model} choosing={choosing} onCopy={copy}>
        {actions}
      </BulkBar>
    </div>
  );
}
