/** Things, one a row, over days: how many are free each day, and who holds the others. Only what is in sight is drawn. */
import { Popover } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type KeyboardEvent, memo, type ReactNode, useMemo, useRef, useState } from 'react';
import type { Timeline, TimelineThing } from '../../../shared/features/availability/queries.ts';
import { dayAfter, daysBetween } from '../../../shared/rules/event-time.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { weekday } from '../schedule/calendar.ts';
import { longDay, quoted, weekdayWord } from '../schedule/schedule-text.ts';
import { SumCard, signed, useOutWord } from './sum-card.tsx';
import {
  GROUP_PX,
  LANE_PX,
  LEAST_DAY_PX,
  lanesOf,
  NUMBERS_PX,
  type PlacedBar,
  placedBars,
  rowHeight,
} from './time-line.ts';

interface Day {
  readonly day: string;
  readonly long: string;
  readonly isWeekend: boolean;
}

interface ThingRow {
  readonly kind: 'thing';
  readonly thing: TimelineThing;
  readonly placed: readonly PlacedBar[];
  readonly height: number;
}
type Line = ThingRow | { readonly kind: 'group'; readonly name: string; readonly height: number };

/** Which cell the person is at. */
interface Place {
  readonly itemId: string;
  readonly day: number;
}

const linesOf = (things: readonly TimelineThing[], { from, to }: Timeline, nameless: string): Line[] =>
  [...Map.groupBy(things, ({ category }) => category ?? nameless)].flatMap(([name, group]): Line[] => [
    { kind: 'group', name, height: GROUP_PX },
    ...group.map((thing): Line => {
      const placed = placedBars(thing.bars, from, to);
      return { kind: 'thing', thing, placed, height: rowHeight(lanesOf(thing, placed)) };
    }),
  ]);

type RowProps = Readonly<{
  row: ThingRow;
  days: readonly Day[];
  /** The day of today, counted from the first; below 0 where it is not in sight. */
  today: number;
  /** The day of this row that the keyboard is at. */
  at: number | undefined;
  onPick: (itemId: string, day: number) => void;
  onThing: (itemId: string) => void;
}>;

const share = (part: number, whole: number): string => `${(part / whole) * 100}%`;

const Bars = ({ row, count }: Readonly<{ row: ThingRow; count: number }>): ReactNode => {
  const { language } = useWords();
  const outWord = useOutWord();
  const { thing, placed } = row;
  const above = thing.outReason === null ? 0 : 1;
  return (
    <>
      {thing.outReason !== null && (
        <span className="avail-bar" data-kind="out" style={{ left: 2, right: 1, top: NUMBERS_PX }}>
          <b className="num">{thing.out}</b> {outWord(thing.outReason)}
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
              <b className="num">{bar.quantity}</b> {bar.isTour ? bar.title : quoted(bar.title, language)}
              {bar.who === '' ? '' : ` · ${bar.who}`}
            </span>
          </Fragment>
        );
      })}
    </>
  );
};

const ThingLine = memo(function ThingLine({ row, days, today, at, onPick, onThing }: RowProps): ReactNode {
  const { t } = useWords();
  const { thing } = row;
  const now = thing.free[today];
  return (
    <>
      <button type="button" className="avail-head" onClick={() => onThing(thing.id)} data-testid="availability-thing">
        <DepartmentMark code={thing.departmentCode} className="avail-mark" />
        <span className="avail-name">
          <b className="cut">{thing.name}</b>
          <span className="dim small cut num">
            {now === undefined
              ? t('availability.haveLine', { have: thing.have })
              : t('availability.haveFree', { have: thing.have, free: signed(now) })}
          </span>
        </span>
      </button>
      <div className="avail-track">
        {days.map(({ day, long, isWeekend }, place) => {
          const free = thing.free[place] ?? 0;
          const mark = free < 0 ? 'short' : free === 0 ? 'none' : undefined;
          return (
            <button
              key={day}
              type="button"
              tabIndex={at === place ? 0 : -1}
              className="avail-day num"
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

const STEPS: Readonly<Record<string, readonly [rows: number, days: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

type GridProps = Readonly<{ view: Timeline; things: readonly TimelineThing[]; onThing: (itemId: string) => void }>;

export function AvailabilityGrid({ view, things, onThing }: GridProps): ReactNode {
  const { t, language } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Place>();
  const [opened, setOpened] = useState<Readonly<{ place: Place; left: number; top: number }>>();
  const days = useMemo(
    () =>
      Array.from({ length: daysBetween(view.from, view.to) + 1 }, (_, place): Day => {
        const day = dayAfter(view.from, place);
        return { day, long: longDay(day, language), isWeekend: weekday(day) > 4 };
      }),
    [view.from, view.to, language],
  );
  const lines = useMemo(() => linesOf(things, view, t('availability.noCategory')), [things, view, t]);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => lines[index]?.height ?? GROUP_PX,
    overscan: 4,
  });
  useRestoredScroll('availability', frame);
  const today = daysBetween(view.from, view.today);
  const first = things[0]?.id;
  const current =
    at !== undefined && things.some(({ id }) => id === at.itemId) ? at : first && { itemId: first, day: 0 };

  const focusOn = (place: Place): void => {
    setAt(place);
    const index = lines.findIndex((line) => line.kind === 'thing' && line.thing.id === place.itemId);
    rows.scrollToIndex(index);
    requestAnimationFrame(() =>
      frame.current
        ?.querySelector<HTMLElement>(`[data-item="${place.itemId}"][data-day="${place.day}"]`)
        ?.focus({ preventScroll: false }),
    );
  };
  const step = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    if (by === undefined || !(event.target instanceof HTMLElement)) return;
    const { item, day } = event.target.dataset;
    if (item === undefined || day === undefined) return;
    event.preventDefault();
    const index = things.findIndex(({ id }) => id === item);
    const next = things[Math.min(things.length - 1, Math.max(0, index + by[0]))];
    if (next !== undefined)
      focusOn({ itemId: next.id, day: Math.min(days.length - 1, Math.max(0, Number(day) + by[1])) });
  };
  const pick = (itemId: string, day: number): void => {
    setAt({ itemId, day });
    const cell = frame.current?.querySelector(`[data-item="${itemId}"][data-day="${day}"]`)?.getBoundingClientRect();
    if (cell !== undefined) setOpened({ place: { itemId, day }, left: cell.left + cell.width / 2, top: cell.bottom });
  };
  const pickRef = useRef(pick);
  pickRef.current = pick;
  const onPick = useMemo(
    () =>
      (itemId: string, day: number): void =>
        pickRef.current(itemId, day),
    [],
  );
  const shown = opened === undefined ? undefined : things.find(({ id }) => id === opened.place.itemId);
  const shownDay = opened === undefined ? undefined : days[opened.place.day];
  const width = `max(100%, calc(var(--avail-head) + ${days.length * LEAST_DAY_PX}px))`;
  return (
    <div className="avail-scroll" ref={frame} data-testid="availability-grid" onKeyDown={step}>
      <div style={{ width }} className="avail-inner">
        <div className="avail-days">
          <div className="avail-corner dim small">
            <span>{t('availability.thing')}</span>
            <span>{t('availability.freeUnit')}</span>
          </div>
          <div className="avail-day-heads">
            {days.map(({ day, isWeekend }, place) => (
              <span key={day} data-weekend={isWeekend || undefined} data-today={place === today || undefined}>
                <small>{weekdayWord(day, language)}</small>
                <b className="num">{Number(day.slice(8))}</b>
              </span>
            ))}
          </div>
        </div>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            const style = { transform: `translateY(${start}px)`, height: line.height };
            if (line.kind === 'group')
              return (
                <div key={key} className="avail-group" style={style}>
                  <h3>{line.name}</h3>
                </div>
              );
            const isAt = current !== undefined && current !== '' && current.itemId === line.thing.id;
            return (
              <div key={key} className="avail-row" data-open={shown?.id === line.thing.id || undefined} style={style}>
                <ThingLine
                  row={line}
                  days={days}
                  today={today}
                  at={isAt ? current.day : undefined}
                  onPick={onPick}
                  onThing={onThing}
                />
              </div>
            );
          })}
        </div>
      </div>
      <Popover
        opened={shown !== undefined && shownDay !== undefined}
        onChange={(isOpen) => {
          if (!isOpen) setOpened(undefined);
        }}
        width={440}
        position="bottom"
        withArrow
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <div className="avail-anchor" style={{ left: opened?.left ?? 0, top: opened?.top ?? 0 }} aria-hidden />
        </Popover.Target>
        <Popover.Dropdown aria-label={t('availability.why')}>
          {shown !== undefined && shownDay !== undefined && opened !== undefined && (
            <SumCard thing={shown} day={shownDay.day} free={shown.free[opened.place.day] ?? 0} />
          )}
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
