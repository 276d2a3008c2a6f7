/** Things, one a row, over days: how many are free each day, who holds the others. Only what is in sight is drawn. */
import { Popover } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Timeline, TimelineThing } from '../../../shared/features/availability/queries.ts';
import { dayAfter, daysBetween } from '../../../shared/rules/event-time.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { weekday } from '../schedule/calendar.ts';
import { longDay, weekdayWord } from '../schedule/schedule-text.ts';
import { useDaysInSight } from './days-in-sight.ts';
import { GroupLine } from './group-line.tsx';
import { SumCard } from './sum-card.tsx';
import { type Day, ThingLine } from './thing-line.tsx';
import { GROUP_PX, LEAST_DAY_PX } from './time-line.ts';
import { linesByShow, linesByThing, type ThingRow } from './time-line-rows.ts';

/** Which cell the person is at. */
interface Place {
  /** The row's key. */
  readonly row: string;
  readonly day: number;
}

const STEPS: Readonly<Record<string, readonly [rows: number, days: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The days from the first to the last of the view. */
function useDays({ from, to }: Timeline): readonly Day[] {
  const { language } = useWords();
  return useMemo(
    () =>
      Array.from({ length: daysBetween(from, to) + 1 }, (_, place): Day => {
        const day = dayAfter(from, place);
        return { day, long: longDay(day, language), isWeekend: weekday(day) > 4 };
      }),
    [from, to, language],
  );
}

/** A cell whose sum is shown; where in the window, in pixels, it stands. */
type Opened = Readonly<{ place: Place; left: number; top: number }>;

type CellsProps = Readonly<{
  frame: RefObject<HTMLDivElement | null>;
  rows: readonly ThingRow[];
  days: readonly Day[];
  /** Brings a row in sight, and draws that day of it. */
  toCell: (place: Place) => void;
}>;

const cellIn = (frame: HTMLElement | null, { row, day }: Place): HTMLElement | null | undefined =>
  frame?.querySelector<HTMLElement>(`[data-row="${row}"][data-day="${day}"]`);

/** The cell that was touched; undefined beside all of them. */
function placeOf(target: EventTarget): Place | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const { row, day } = target.dataset;
  return row === undefined || day === undefined ? undefined : { row, day: Number(day) };
}

/** The cell that the keyboard is at, arrows from cell to cell, and the one whose sum is shown. */
function useCells({ frame, rows, days, toCell }: CellsProps) {
  const [at, setAt] = useState<Place>();
  const [opened, setOpened] = useState<Opened>();
  const first = rows[0]?.key;
  const start = first === undefined ? undefined : { row: first, day: 0 };
  const current = at !== undefined && rows.some(({ key }) => key === at.row) ? at : start;

  const focusOn = (place: Place): void => {
    setAt(place);
    toCell(place);
    requestAnimationFrame(() => cellIn(frame.current, place)?.focus({ preventScroll: false }));
  };
  const step = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    const from = placeOf(event.target);
    if (by === undefined || from === undefined) return;
    event.preventDefault();
    const index = rows.findIndex(({ key }) => key === from.row);
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + by[0]))];
    if (next !== undefined) focusOn({ row: next.key, day: Math.min(days.length - 1, Math.max(0, from.day + by[1])) });
  };
  // One for all cells, of which there are hundreds.
  const pick = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (place === undefined) return;
    setAt(place);
    const cell = cellIn(frame.current, place)?.getBoundingClientRect();
    if (cell !== undefined) setOpened({ place, left: cell.left + cell.width / 2, top: cell.bottom });
  };
  return { current, opened, step, pick, close: () => setOpened(undefined) };
}

/** Weekday and number over each day. */
function DayHeads({ days, today }: Readonly<{ days: readonly Day[]; today: number }>): ReactNode {
  const { t, language } = useWords();
  return (
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
  );
}

type SumProps = Readonly<{
  opened: Opened | undefined;
  thing: TimelineThing | undefined;
  days: readonly Day[];
  onClose: () => void;
}>;

/** How the number of the opened cell comes about, under the cell. */
function CellSum({ opened, thing, days, onClose }: SumProps): ReactNode {
  const { t } = useWords();
  const day = opened === undefined ? undefined : days[opened.place.day];
  return (
    <Popover
      opened={thing !== undefined && day !== undefined}
      onChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      width={440}
      middlewares={{ flip: true, shift: true, size: true }}
      position="bottom"
      withArrow
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <div className="avail-anchor" style={{ left: opened?.left ?? 0, top: opened?.top ?? 0 }} aria-hidden />
      </Popover.Target>
      <Popover.Dropdown className="avail-why" aria-label={t('availability.why')}>
        {thing !== undefined && day !== undefined && opened !== undefined && (
          <SumCard thing={thing} day={day.day} free={thing.free[opened.place.day] ?? 0} onDone={onClose} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Saturdays and Sundays, from the first row to the last. */
const Weekends = ({ days }: Readonly<{ days: readonly Day[] }>): ReactNode =>
  days.map(({ day, isWeekend }, place) =>
    isWeekend ? (
      <i key={day} className="avail-shade" style={{ '--place': place / days.length } as CSSProperties} aria-hidden />
    ) : null,
  );

/** Under whose names things stand: with `by` under the shows and tours that hold them, `only` under this one alone. */
export interface Grouping {
  readonly by: 'show' | undefined;
  readonly only: string | undefined;
  readonly isShortOnly: boolean;
  /** Titles of productions by their ids. */
  readonly productions: ReadonlyMap<string, string>;
}

type GridProps = Readonly<{
  view: Timeline;
  things: readonly TimelineThing[];
  grouping: Grouping;
  onThing: (itemId: string) => void;
}>;

/** The grid, walked by arrows; Enter or a touch on a number tells how it comes about. */
export function AvailabilityGrid({ view, things, grouping, onThing }: GridProps): ReactNode {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const days = useDays(view);
  const { by, only, isShortOnly, productions } = grouping;
  const lines = useMemo(() => {
    const about = {
      days: days.length,
      productions,
      nameless: t('availability.noCategory'),
      unheld: t('availability.heldByNobody'),
    };
    return by === 'show' ? linesByShow(things, about, only, isShortOnly) : linesByThing(things, about);
  }, [things, days.length, by, only, isShortOnly, productions, t]);
  const rows = useMemo(() => lines.filter((line) => line.kind === 'thing'), [lines]);
  const inSight = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => lines[index]?.height ?? GROUP_PX,
    // A row of three months is a hundred cells: what is out of sight waits until it comes in sight.
    overscan: 1,
  });
  useRestoredScroll('availability', frame);
  const { shown: sight, include } = useDaysInSight(frame);
  const { current, opened, step, pick, close } = useCells({
    frame,
    rows,
    days,
    toCell: ({ row, day }) => {
      include(day);
      inSight.scrollToIndex(lines.findIndex((line) => line.kind === 'thing' && line.key === row));
    },
  });
  const today = daysBetween(view.from, view.today);
  const shown = opened === undefined ? undefined : rows.find(({ key }) => key === opened.place.row);
  const width = `max(100%, calc(var(--avail-head) + ${days.length * LEAST_DAY_PX}px))`;
  return (
    <div className="avail-scroll" ref={frame} data-testid="availability-grid" onKeyDown={step} onClick={pick}>
      <div style={{ width, '--days': days.length } as CSSProperties} className="avail-inner">
        <DayHeads days={days} today={today} />
        <div style={{ height: inSight.getTotalSize(), position: 'relative' }}>
          <Weekends days={days} />
          {today >= 0 && today < days.length && (
            <i className="avail-now" style={{ '--place': (today + 0.5) / days.length } as CSSProperties} aria-hidden />
          )}
          {inSight.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            if (line.kind === 'group') return <GroupLine key={key} group={line} start={start} />;
            return (
              <ThingLine
                key={key}
                row={line}
                start={start}
                isOpen={shown?.key === line.key}
                days={days}
                sight={sight}
                today={today}
                at={current?.row === line.key ? current.day : undefined}
                onThing={onThing}
              />
            );
          })}
        </div>
      </div>
      <CellSum opened={opened} thing={shown?.thing} days={days} onClose={close} />
    </div>
  );
}
