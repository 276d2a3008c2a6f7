/** One thing of the time line: what it is, how many are free each day, and who holds the others. */
import { Fragment, memo, type ReactNode } from 'react';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { useWords } from '../../i18n/use-words.ts';
import type { DaysInSight } from './days-in-sight.ts';
import { signed } from './sum-card.tsx';
import { isShortOn, LANE_PX, NUMBERS_PX } from './time-line.ts';
import type { ThingRow } from './time-line-rows.ts';
import { holderName, outWord } from './why-text.ts';

/** A day of the time line, with its name in full. */
export interface Day {
  readonly day: string;
  readonly long: string;
  readonly isWeekend: boolean;
}

type RowProps = Readonly<{
  row: ThingRow;
  /** Pixels from the top of the first row. */
  start: number;
  isOpen: boolean;
  days: readonly Day[];
  /** Of them a cell is drawn for each of these, and for the one that the keyboard is at. */
  sight: DaysInSight;
  /** The day of today, counted from the first; below 0 where it is not in sight. */
  today: number;
  /** The day of this row that the keyboard is at. */
  at: number | undefined;
  onThing: (itemId: string) => void;
}>;

const share = (part: number, whole: number): string => `${(part / whole) * 100}%`;

type BarsProps = Readonly<{ row: ThingRow; count: number; sight: DaysInSight }>;

/** Who holds how many of it from when to when, over the cells; bars that end before the days in sight are left out. */
const Bars = ({ row, count, sight }: BarsProps): ReactNode => {
  const { t, language } = useWords();
  const { thing, placed, holder } = row;
  // Where two letters and dots would stand, the number says more alone.
  const tight = count > 21 ? 2 : 1;
  const above = thing.outReason === null ? 0 : 1;
  return (
    <>
      {thing.outReason !== null && (
        <span className="avail-bar" data-kind="out" style={{ left: 2, right: 1, top: NUMBERS_PX }}>
          <b className="num">{thing.out}</b> {outWord(thing.outReason, t, language)}
        </span>
      )}
      {placed.map(({ bar, lane, room }) => {
        const { start, length } = bar;
        if (start >= sight[1] || start + Math.max(length, room) <= sight[0]) return null;
        const isOther = holder !== undefined && holder !== bar.holder;
        const kind = bar.isTour ? 'tour' : 'event';
        const left = `calc(${share(start, count)} + 2px)`;
        const top = NUMBERS_PX + (above + lane) * LANE_PX;
        return (
          <Fragment key={`${bar.holder} ${bar.from}`}>
            <span
              className="avail-bar"
              data-kind={kind}
              data-mine={bar.isMine || undefined}
              data-other={isOther || undefined}
              data-short={isShortOn(thing, bar) || undefined}
              style={{ left, top, width: `calc(${share(length, count)} - 3px)` }}
            />
            <span
              className="avail-said"
              data-kind={kind}
              data-other={isOther || undefined}
              style={{ left, top, width: `calc(${share(room, count)} - 3px)` }}
            >
              <b className="num">{bar.quantity}</b>
              {room > tight && ` ${holderName(bar, language)}${bar.who === '' ? '' : ` · ${bar.who}`}`}
            </span>
          </Fragment>
        );
      })}
    </>
  );
};

type CellsProps = Pick<RowProps, 'row' | 'days' | 'sight' | 'at'>;

/** How many are free on each day in sight. */
function cellsOf({ row, days, sight, at }: CellsProps): ReactNode[] {
  const { thing, key } = row;
  const cells: ReactNode[] = [];
  const add = (place: number): void => {
    const day = days[place];
    if (day === undefined) return;
    const free = thing.free[place] ?? 0;
    cells.push(
      <button
        key={place}
        type="button"
        tabIndex={at === place ? 0 : -1}
        className="avail-day num"
        style={cells.length === 0 || place === at ? { gridColumn: place + 1 } : undefined}
        data-mark={free < 0 ? 'short' : free === 0 ? 'none' : undefined}
        data-row={key}
        data-day={place}
        aria-label={`${thing.name}, ${day.long}: ${signed(free)}`}
      >
        {signed(free)}
      </button>,
    );
  };
  // The grid places a cell behind the one before: only where days are left out it has to be told.
  if (at !== undefined && at < sight[0]) add(at);
  for (let place = sight[0]; place < Math.min(sight[1], days.length); place += 1) add(place);
  if (at !== undefined && at >= sight[1]) add(at);
  return cells;
}

/** Its name, and a cell for each day; drawn anew only where something of it changed. */
export const ThingLine = memo(function ThingLine(props: RowProps): ReactNode {
  const { row, start, isOpen, days, sight, today, onThing } = props;
  const { t } = useWords();
  const { thing } = row;
  const now = thing.free[today];
  return (
    <div
      className="avail-row"
      data-open={isOpen || undefined}
      style={{ transform: `translateY(${start}px)`, height: row.height }}
    >
      <button type="button" className="avail-head" onClick={() => onThing(thing.id)} data-testid="availability-thing">
        <DepartmentMark code={thing.departmentCode} className="avail-mark" />
        <span className="avail-name">
          <b title={thing.name}>{thing.name}</b>
          <span className="dim small cut num">
            {now === undefined
              ? t('availability.haveLine', { have: thing.have })
              : t('availability.haveFree', { have: thing.have, free: signed(now) })}
          </span>
        </span>
      </button>
      <div className="avail-track">
        {cellsOf(props)}
        <Bars row={row} count={days.length} sight={sight} />
      </div>
    </div>
  );
});
