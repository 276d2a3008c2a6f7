/** Ctrl-1…9 opens a section, by physical key, so that it works on a Russian layout; not while a show runs. */
import { useEffect } from 'react';
import type { PageName } from '../../shared/ipc/pages.ts';
import { doorOf } from '../app/feature.ts';
import { isQuiet } from '../store/show-store.ts';
import { go } from './go.ts';

/** Pages in the order in which they stand in the rail. */
export function useModuleKeys(pages: readonly PageName[]): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
      const page = digit === undefined ? undefined : pages[Number(digit) - 1];
      if (page === undefined || !(event.ctrlKey || event.metaKey) || isQuiet()) return;
      event.preventDefault();
      go(doorOf(page));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [pages]);
}
