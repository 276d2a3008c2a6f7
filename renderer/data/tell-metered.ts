/**
 * Tells the laptop that its line is paid for by the byte, where the system says so: contents of files then wait
 * (Network Information API, which Chromium has; elsewhere nothing is known, and nothing waits).
 */
import { connection } from './connection.ts';

interface NetworkInformation extends EventTarget {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Once per window: now, whenever it changes, and to whoever signs in. */
export function tellMetered(navigator: Navigator & { readonly connection?: NetworkInformation }): void {
  const { connection: line } = navigator;
  if (line === undefined) return;
  const tell = (): void => {
    const isMetered = line.saveData === true || line.type === 'cellular';
    // Nobody is signed in, or the link is away: it is told again then.
    connection.request('files.setMetered', { isMetered }).catch(() => undefined);
  };
  line.addEventListener('change', tell);
  connection.onSession(({ user, lock }) => {
    if (user !== null && lock === 'open') tell();
  });
}
