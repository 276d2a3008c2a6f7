/** One thing of the time line: what it is, how many are free each day, and who holds the others. */
import { Fragment, memo, type ReactNode } from 'react';
import type { TimelineThing } from '../../../shared/features/availability/queries.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { useWords } from '../../i18n/use-words.ts';
import type { DaysInSight } from './days-in-sight.ts';
import { signed } from './sum-card.tsx';
import { LANE_PX, NUMBERS_PX, type PlacedBar } from './time-line.ts';
import { holderName, outWord } from './why-text.ts';

/** A day of the time line, with its name in full. */
export interface Day {
  readonly day: string;
  readonly long: string;
  readonly isWeekend: boolean;
}

/** A thing with its bars in their lanes; `height` in pixels. */
export interface ThingRow {
  readonly kind: 'thing';
  readonly thing: TimelineThing;
  readonly placed: readonly PlacedBar[];
  readonly height: number;
}

type RowProps = Readonly<{
  row: ThingRow;
  days: readonly Day[];
  /** Of them a cell is drawn for each of these, and for the one that the keyboard is at. */
  sight: DaysInSight;
  /** The day of today, counted from the first; below 0 where it is not in sight. */
  today: number;
  /** The day of this row that the keyboard is at. */
  at: number | undefined;
  onPick: (itemId: string, day: number) => void;
  onThing: (itemId: string) => void;
}>;

const share = (part: number, whole: number): string => `${(part / whole) * 100}%`;

/** Who holds how many of it from when to when, over the cells. */
const Bars = ({ row, count }: Readonly<{ row: ThingRow; count: number }>): ReactNode => {
  const { t, language } = useWords();
  const { thing, placed } = row;
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
      {placed.map(({ bar, lane, start, length, room }) => {
        const kind = bar.isTour ? 'tour' : 'event';
        const left = `calc(${share(start, count)} + 2px)`;
        const top = NUMBERS_PX + (above + lane) * LANE_PX;
        return (
          <Fragment key={`${bar.holder} ${bar.from}`}>
            <span
              className="avail-bar"
              data-kind={kind}
              data-mine={bar.isMine || undefined}
              data-short={thing.free.slice(start, start + length).some((free) => free < 0) || undefined}
              style={{ left, top, width: `calc(${share(length, count)} - 3px)` }}
            />
            <span
              className="avail-said"
              data-kind={kind}
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

/** Its name, and a cell for each day; drawn anew only where something of it changed. */
export const ThingLine = memo(function ThingLine({
  row,
  days,
  sight,
  today,
  at,
  onPick,
  onThing,
}: RowProps): ReactNode {
  const { t } = useWords();
  const { thing } = row;
  const now = thing.free[today];
  return (
    <>
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
        {days.map(({ day, long, isWeekend }, place) => {
          if (place !== at && (place < sight[0] || place >= sight[1])) return null;
          const free = thing.free[place] ?? 0;
          const mark = free < 0 ? 'short' : free === 0 ? 'none' : undefined;
          return (
            <button
              key={day}
              type="button"
              tabIndex={at === place ? 0 : -1}
              className="avail-day num"
              style={{ gridColumn: place + 1 }}
              data-mark={mark}
              data-weekend={isWeekend || undefined}
              data-item={thing.id}
              data-day={place}
              aria-label={`${thing.name}, ${long}: ${signed(free)}`}
              onClick={() => onPick(thing.id, place)}
            >
              {signed(free)}
            </button>
          );
        })}
        <Bars row={row} count={days.length} />
      </div>
    </>
  );
});
