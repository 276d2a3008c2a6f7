/** Ctrl-1…9 opens a section, by physical key, so that it works on a Russian layout. */
import { useEffect } from 'react';
import { go } from './use-route.ts';

export function useModuleKeys(pages: readonly string[]): void {
  const key = pages.join();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
      const page = digit === undefined ? undefined : key.split(',')[Number(digit) - 1];
      if (page === undefined || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      go(page);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [key]);
}
