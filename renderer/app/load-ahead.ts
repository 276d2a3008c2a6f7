/**
 * Pages, and the parts of them that come later, are loaded before anybody turns to them: one at a time, while the
 * window has nothing else to do. They come from where the window itself came from, and hold nothing of the theatre.
 */
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { laterParts } from './features.ts';

/** The first screen, and what it asks, comes first. */
const FIRST_SCREEN_MS = 2000;

/** Resolves when the browser has nothing to do; Safari does not say when that is. */
export const atRest = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve());
    else setTimeout(resolve, 50);
  });

/**
 * Loads one after the other, each at a moment of rest; answers how to stop. What fails is tried again when somebody
 * turns to it.
 */
export function loadAhead(loads: readonly (() => Promise<void> | undefined)[], rest: () => Promise<void>): () => void {
  let isStopped = false;
  void (async () => {
    for (const load of loads) {
      await rest();
      if (isStopped) return;
      await load();
    }
  })();
  return () => {
    isStopped = true;
  };
}

/** While mounted: a while after the first screen. */
export function useLoadingAhead(): void {
  const router = useRouter();
  useEffect(() => {
    const pages = Object.values(router.routesById).map((route) => () => router.loadRouteChunk(route));
    const parts = laterParts.map((part) => () => part.preload?.());
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => {
      stop = loadAhead([...pages, ...parts], atRest);
    }, FIRST_SCREEN_MS);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [router]);
}
