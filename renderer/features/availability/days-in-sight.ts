/** Which days of the time line are in sight, by weeks: of three months most are not, and each has cells in all rows. */
import { type RefObject, useEffect, useState } from 'react';
import { LEAST_DAY_PX } from './time-line.ts';

/** The first day that is drawn, and the first that is not any more, counted from the first of the view. */
export type DaysInSight = readonly [from: number, to: number];

const WEEK = 7;
/** Pixels of names, wide and narrow (`--avail-head`), and of the rail at its narrowest: they never show days. */
const namesPx = (): number => (window.innerWidth > 1000 ? 276 : 176);
const RAIL_PX = 56;

/** Days are wider than their least only where all of them fit, and nothing scrolls. */
function inSight(left: number, width: number): DaysInSight {
  const from = Math.floor(left / LEAST_DAY_PX / WEEK) * WEEK;
  const to = Math.ceil((left + width - namesPx()) / LEAST_DAY_PX / WEEK) * WEEK;
  return [Math.max(0, from), Math.max(to, WEEK)];
}

/** `include` draws one more day, to which the keyboard goes. */
export function useDaysInSight(frame: RefObject<HTMLDivElement | null>): {
  readonly shown: DaysInSight;
  readonly include: (day: number) => void;
} {
  const [kept, setKept] = useState<DaysInSight>(() => inSight(0, window.innerWidth - RAIL_PX));
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const look = (): void => {
      const next = inSight(element.scrollLeft, element.clientWidth);
      setKept((before) => (before[0] === next[0] && before[1] === next[1] ? before : next));
    };
    element.addEventListener('scroll', look, { passive: true });
    const size = new ResizeObserver(look);
    size.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      size.disconnect();
    };
  }, [frame]);
  const include = (day: number): void =>
    setKept((before) =>
      day >= before[0] && day < before[1] ? before : [Math.min(before[0], day), Math.max(before[1], day + 1)],
    );
  return { shown: kept, include };
}
