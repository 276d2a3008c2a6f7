/** Electron's security checklist, in one place: policy, permissions, navigation, new windows. Closed by default. */
import { session, shell, type WebContents } from 'electron';

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Whether a link may leave the app for the system's browser. */
export function mayOpenOutside(link: string): boolean {
  return link.startsWith('https://');
}

/** For the whole app, before the first window: no permission is ever given, and every answer carries the policy. */
export function hardenSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.webRequest.onHeadersReceived((details, done) =>
    done({ responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [POLICY] } }),
  );
}

/** For each window: it shows the app and nothing else. Links go to the system’s browser, if they are https. */
export function hardenWebContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}
