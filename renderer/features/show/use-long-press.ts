/**
 * Something that happens when a line is held, by a finger or a glove; a mouse's second button and the keyboard's menu
 * key mean the same. The tap that ends it does nothing more.
 */
import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';

/** Shorter is a tap, longer is tiring. */
const HELD_MS = 550;
/** A finger is never still; further away it means to scroll. */
const STILL_PX = 12;

/** What the element that is held is given. */
export interface HoldHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly onClickCapture: (event: MouseEvent) => void;
}

export function useLongPress(onHeld: () => void): HoldHandlers {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const from = useRef({ x: 0, y: 0 });
  const wasHeld = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  const stop = (): void => clearTimeout(timer.current);
  const fire = (): void => {
    stop();
    wasHeld.current = true;
    onHeld();
  };
  return {
    onPointerDown: (event) => {
      wasHeld.current = false;
      if (event.button !== 0) return;
      from.current = { x: event.clientX, y: event.clientY };
      stop();
      timer.current = setTimeout(fire, HELD_MS);
    },
    onPointerMove: (event) => {
      if (Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > STILL_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (event) => {
      event.preventDefault();
      // A finger that is held brings the menu of the system as well.
      if (!wasHeld.current) fire();
    },
    onClickCapture: (event) => {
      if (!wasHeld.current) return;
      wasHeld.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
