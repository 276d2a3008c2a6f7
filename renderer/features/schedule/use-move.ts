/**
 * Moving events by the pointer and by keys, and marking free time. Nothing is changed before it is dropped: while it
 * hangs, what it would collide with is shown; Escape returns it, Tab takes the nearest free place.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EventPlaceView, ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import { dayAfter, minutesOf, timeOf } from '../../../shared/rules/event-time.ts';
import { isSamePlace, type Row } from './calendar.ts';
import type { Drawing, Moving } from './plan-context.ts';

const STEP = 15;
/** Less is a click of a hand that is not quite still. */
const SLACK = 5;
/** What was put elsewhere by a key goes after the pointer again when it is meant: a hand that holds trembles. */
const MEANT = 24;
const LAST_MINUTE = 1439;

/** Where a pointer is on the calendar. */
interface Spot {
  readonly date: string;
  /** Undefined where cells are days of all venues. */
  readonly venueId: string | null | undefined;
  /** Undefined where cells have no hours. */
  readonly minutes: number | undefined;
}

function spotAt(x: number, y: number): Spot | undefined {
  const cell = document
    .elementsFromPoint(x, y)
    .find((element): element is HTMLElement => element instanceof HTMLElement && element.dataset['date'] !== undefined);
  const date = cell?.dataset['date'];
  if (cell === undefined || date === undefined) return undefined;
  const { venue, from, to } = cell.dataset;
  const box = cell.getBoundingClientRect();
  const minutes =
    from === undefined || to === undefined
      ? undefined
      : Number(from) + ((y - box.top) / box.height) * (Number(to) - Number(from));
  return { date, venueId: venue === undefined ? undefined : venue === '' ? null : venue, minutes };
}

const snapped = (minutes: number): number => Math.round(minutes / STEP) * STEP;
const within = (minutes: number): number => Math.min(LAST_MINUTE - (LAST_MINUTE % STEP), Math.max(0, minutes));

/** Minutes from the start to the end on the clock; of an event without an end none are known. */
const lengthOf = ({ start, end }: EventPlaceView): number | null =>
  start === null || end === null ? null : (minutesOf(end) - minutesOf(start) + 1440) % 1440;

const placeOf = ({ date, start, end, venueId }: EventPlaceView): EventPlaceView => ({ date, start, end, venueId });

function startedAt(place: EventPlaceView, minutes: number): EventPlaceView {
  const length = lengthOf(place);
  const start = within(minutes);
  return { ...place, start: timeOf(start), end: length === null ? null : timeOf(start + length) };
}

/** An end so many minutes after the start: a quarter of an hour at least, and not round the clock. */
function endedAfter(place: EventPlaceView, minutes: number): EventPlaceView {
  if (place.start === null) return place;
  const length = Math.min(1440 - STEP, Math.max(STEP, minutes));
  return { ...place, end: timeOf(minutesOf(place.start) + length) };
}

/** An event a step further, as a key says it; undefined where the key says nothing. */
export function stepped(place: EventPlaceView, key: KeyboardEvent, rows: readonly Row[]): EventPlaceView | undefined {
  const start = place.start === null ? null : minutesOf(place.start);
  const vertical = key.key === 'ArrowUp' ? -1 : key.key === 'ArrowDown' ? 1 : 0;
  const sideways = key.key === 'ArrowLeft' ? -1 : key.key === 'ArrowRight' ? 1 : 0;
  if (vertical === 0 && sideways === 0) return undefined;
  if (key.shiftKey) {
    if (vertical === 0) return undefined;
    return endedAfter(place, (lengthOf(place) ?? 60) + vertical * STEP);
  }
  if (sideways !== 0) return { ...place, date: dayAfter(place.date, sideways) };
  if (key.altKey) {
    const ids = rows.map((row) => row?.id ?? null);
    const next = ids[ids.indexOf(place.venueId) + vertical];
    return next === undefined ? place : { ...place, venueId: next };
  }
  return start === null ? place : startedAt(place, start + vertical * STEP);
}

interface Options {
  readonly rows: readonly Row[];
  readonly mayPlan: boolean;
  readonly onDrop: (moving: Moving) => void;
  readonly onDraw: (place: EventPlaceView) => void;
}

/** What is being moved or marked, and the hands that do it. */
export interface Hands {
  readonly moving: Moving | null;
  readonly drawing: Drawing | null;
  readonly press: (event: ScheduleEvent, pointer: PointerEvent, part: 'whole' | 'end') => void;
  readonly key: (event: ScheduleEvent, key: KeyboardEvent) => boolean;
  readonly draw: (pointer: PointerEvent) => void;
  /** Puts what is being moved elsewhere: to the free place that was found. */
  readonly put: (to: EventPlaceView) => void;
  readonly giveUp: () => void;
}

type Point = Readonly<{ x: number; y: number }>;
const apart = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

/**
 * Follows the pointer until it is let go; less than a little way is a click, and ends nothing. `rest`: not before it is
 * meant anew.
 */
function useFollow(onCancel: () => void) {
  const stop = useRef<() => void>(() => undefined);
  const last = useRef<Point>(null);
  const resting = useRef<Point>(null);
  // A calendar that is left takes its hands off the window.
  useEffect(() => () => stop.current(), []);
  const follow = useCallback(
    (pointer: PointerEvent, onMove: (spot: Spot) => void, onEnd: () => void): void => {
      stop.current();
      const from = { x: pointer.clientX, y: pointer.clientY };
      resting.current = null;
      let isFar = false;
      const move = (next: PointerEvent): void => {
        const at = { x: next.clientX, y: next.clientY };
        last.current = at;
        isFar ||= apart(from, at) > SLACK;
        if (resting.current !== null && apart(resting.current, at) <= MEANT) return;
        resting.current = null;
        const spot = isFar ? spotAt(next.clientX, next.clientY) : undefined;
        if (spot !== undefined) onMove(spot);
      };
      const up = (): void => {
        stop.current();
        if (!isFar) return;
        swallowClick();
        onEnd();
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', up);
      window.addEventListener('pointercancel', onCancel);
      stop.current = () => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', up);
        window.removeEventListener('pointercancel', onCancel);
        stop.current = () => undefined;
      };
    },
    [onCancel],
  );
  const rest = useCallback((): void => {
    resting.current = last.current;
  }, []);
  return { follow, stop, rest };
}

/** The click that follows is the end of a drag and opens nothing. */
function swallowClick(): void {
  const swallow = (click: MouseEvent): void => {
    click.stopPropagation();
    click.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  window.setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}

/** Escape returns what hangs, before anybody else hears the key. */
function useGivingUp(isHeld: boolean, giveUp: () => void): void {
  useEffect(() => {
    if (!isHeld) return undefined;
    const onKey = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'Escape') return;
      pressed.preventDefault();
      pressed.stopPropagation();
      giveUp();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [isHeld, giveUp]);
}

export function useMove({ rows, mayPlan, onDrop, onDraw }: Options): Hands {
  const [moving, setMoving] = useState<Moving | null>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const latest = useRef({ moving, drawing, onDrop, onDraw });
  useEffect(() => {
    latest.current = { moving, drawing, onDrop, onDraw };
  });
  const letGo = useCallback((): void => {
    setMoving(null);
    setDrawing(null);
  }, []);
  const { follow, stop, rest } = useFollow(letGo);
  const giveUp = useCallback((): void => {
    stop.current();
    letGo();
  }, [stop, letGo]);

  const drop = useCallback((): void => {
    const { moving: dropped, onDrop: taken } = latest.current;
    setMoving(null);
    if (dropped !== null && !isSamePlace(dropped.to, dropped.event)) taken(dropped);
  }, []);

  const press = useCallback(
    (event: ScheduleEvent, pointer: PointerEvent, part: 'whole' | 'end'): void => {
      if (!mayPlan || pointer.button !== 0 || event.state === 'withdrawn') return;
      const grabbed = spotAt(pointer.clientX, pointer.clientY);
      const start = event.start === null ? null : minutesOf(event.start);
      const offset = grabbed?.minutes === undefined || start === null ? 0 : grabbed.minutes - start;
      const held = placeOf(event);
      const carry = (spot: Spot): void =>
        setMoving({ event, by: 'pointer', to: carried(held, spot, { offset, part }) });
      follow(pointer, carry, drop);
    },
    [mayPlan, follow, drop],
  );

  const draw = useCallback(
    (pointer: PointerEvent): void => {
      const first = spotAt(pointer.clientX, pointer.clientY);
      if (!mayPlan || pointer.button !== 0 || first?.minutes === undefined) return;
      const mark = (spot: Spot): void => {
        const to = marked(first, spot);
        if (to !== undefined) setDrawing({ to });
      };
      follow(pointer, mark, () => {
        const drawn = latest.current.drawing;
        setDrawing(null);
        if (drawn !== null) latest.current.onDraw(drawn.to);
      });
    },
    [mayPlan, follow],
  );

  const key = useCallback(
    (event: ScheduleEvent, pressed: KeyboardEvent): boolean => {
      if (!mayPlan || event.state === 'withdrawn') return false;
      const held = latest.current.moving;
      if (pressed.key === 'Enter' && held?.by === 'keys') {
        drop();
        return true;
      }
      const to = stepped(held?.event.id === event.id ? held.to : placeOf(event), pressed, rows);
      if (to === undefined) return false;
      setMoving({ event, by: 'keys', to });
      return true;
    },
    [mayPlan, rows, drop],
  );

  const put = useCallback(
    (to: EventPlaceView): void => {
      rest();
      setMoving((held) => (held === null ? null : { ...held, to }));
    },
    [rest],
  );
  useGivingUp(moving !== null || drawing !== null, giveUp);
  return { moving, drawing, press, key, draw, put, giveUp };
}

/** Free time between two spots of one cell. */
function marked(first: Spot, spot: Spot): EventPlaceView | undefined {
  if (spot.minutes === undefined || first.minutes === undefined) return undefined;
  const [one, other] = [within(snapped(first.minutes)), within(snapped(spot.minutes))];
  const start = Math.min(one, other);
  const end = Math.max(one, other, start + STEP);
  return { date: first.date, venueId: first.venueId ?? null, start: timeOf(start), end: timeOf(end) };
}

/** Where something that is held there stands when the pointer is here. */
function carried(
  held: EventPlaceView,
  spot: Spot,
  { offset, part }: { readonly offset: number; readonly part: 'whole' | 'end' },
): EventPlaceView {
  if (part === 'end') {
    if (spot.minutes === undefined || held.start === null) return held;
    return endedAfter(held, snapped(spot.minutes) - minutesOf(held.start));
  }
  const elsewhere = {
    ...held,
    date: spot.date,
    venueId: spot.venueId === undefined ? held.venueId : spot.venueId,
  };
  return spot.minutes === undefined || held.start === null
    ? elsewhere
    : startedAt(elsewhere, snapped(spot.minutes - offset));
}
