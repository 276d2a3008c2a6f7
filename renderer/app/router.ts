/**
 * Addresses of the interface, `#/page/…?filter=…`. They stand after the hash, so that they work alike from a file in
 * Electron and from the companion.
 */
import { createHashHistory, createRouter } from '@tanstack/react-router';
import { routeTree } from './features.ts';
import { LoadingPage, PageFailure, UnknownPage } from './page-states.tsx';

/** After so long a page that is being loaded says so; most are there before. */
const PENDING_MS = 200;

/** One per window; made when the module is loaded. */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  defaultPreload: 'intent',
  defaultPendingMs: PENDING_MS,
  defaultPendingComponent: LoadingPage,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: UnknownPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
