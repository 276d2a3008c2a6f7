/** Where the person is: `#/page/id/part`. Works the same from a file in Electron and from the companion. */
import { useSyncExternalStore } from 'react';

export interface Route {
  readonly page: string;
  readonly id: string | undefined;
  readonly part: string | undefined;
}

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const [page, id, part] = hash.replace(/^#\/?/, '').split('/');
  return { page: page === undefined || page === '' ? 'inventory' : page, id, part };
}

export function go(...parts: readonly string[]): void {
  window.location.hash = `#/${parts.join('/')}`;
}
