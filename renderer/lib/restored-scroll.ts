/**
 * Where lists stood, per entry of the window's history: Back finds the list where it was left, a page opened anew
 * begins at its top. Rows come after the page does, so a place is taken once there is enough to scroll; whoever scrolls
 * meanwhile has the last word.
 */
import { useRouterState } from '@tanstack/react-router';
import { type RefObject, useEffect } from 'react';

const MAX_KEPT = 200;
/** A list whose rows have not come by then has become shorter. */
const GIVE_UP_MS = 5000;
const HANDS = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/** Places by entry and list, the oldest first. */
const places = new Map<string, number>();

function keep(place: string, top: number): void {
  places.delete(place);
  places.set(place, top);
  const oldest = places.keys().next();
  if (places.size > MAX_KEPT && oldest.done !== true) places.delete(oldest.value);
}

/** Scrolls there as soon as the content is tall enough; answers how to stop trying. */
function restore(scroller: HTMLElement, top: number): () => void {
  const observer = new ResizeObserver(() => attempt());
  const watch = (): void => {
    for (const child of scroller.children) observer.observe(child);
  };
  const children = new MutationObserver(() => {
    watch();
    attempt();
  });
  const timer = setTimeout(() => stop(), GIVE_UP_MS);
  const stop = (): void => {
    clearTimeout(timer);
    observer.disconnect();
    children.disconnect();
    for (const hand of HANDS) window.removeEventListener(hand, stop, { capture: true });
  };
  const attempt = (): void => {
    if (scroller.scrollHeight - scroller.clientHeight < top) return;
    scroller.scrollTop = top;
    stop();
  };
  for (const hand of HANDS) window.addEventListener(hand, stop, { capture: true, passive: true });
  children.observe(scroller, { childList: true, subtree: true });
  watch();
  attempt();
  return stop;
}

/**
 * Keeps a list's place. `name` tells the lists of a page apart; `ref` is what scrolls. Where another row is opened
 * beside the list, the list stays as it is.
 */
export function useRestoredScroll(name: string, ref: RefObject<HTMLElement | null>): void {
  const entry = useRouterState({ select: ({ location }) => location.state.__TSR_key ?? location.href });
  useEffect(() => {
    const scroller = ref.current;
    if (scroller === null) return undefined;
    const place = `${entry} ${name}`;
    const before = places.get(place);
    // Back gives a list that takes keys the focus as well, unless something else has taken it.
    if (before !== undefined && scroller.tabIndex >= 0 && document.activeElement === document.body)
      scroller.focus({ preventScroll: true });
    const stop = before === undefined || before === scroller.scrollTop ? undefined : restore(scroller, before);
    if (before === undefined) keep(place, scroller.scrollTop);
    const onScroll = (): void => keep(place, scroller.scrollTop);
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      stop?.();
      scroller.removeEventListener('scroll', onScroll);
    };
  }, [entry, name, ref]);
}
