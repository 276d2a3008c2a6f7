/**
 * Contents of files for the window, by a scheme of the app's own: nothing else on this machine can ask for it. The
 * shell hands each request on to the replica's process, which answers on loopback to whoever holds its secret.
 */
import { protocol } from 'electron';
import { CONTENT_ORIGIN, CONTENT_PATH, CONTENT_SCHEME } from '../../shared/ipc/content-addresses.ts';
import { forwardTo } from './content-forward.ts';
import type { ContentDoor } from './replica-messages.ts';

/** Before the app is ready. */
export function registerContentScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: CONTENT_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
    },
  ]);
}

/** Once, after the app is ready. `door` is where the replica's process listens now; undefined while there is none. */
export function serveContentScheme(door: () => ContentDoor | undefined): void {
  protocol.handle(CONTENT_SCHEME, (request) => {
    const { origin, pathname } = new URL(request.url);
    if (origin !== CONTENT_ORIGIN || !pathname.startsWith(CONTENT_PATH)) return new Response(null, { status: 404 });
    return forwardTo(door(), request);
  });
}
