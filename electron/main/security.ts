/** Electron's security checklist, in one place: policy, permissions, navigation, new windows. Closed by default. */
import { session, shell, systemPreferences, type WebContents } from 'electron';
import { CONTENT_ORIGIN } from '../../shared/ipc/content-addresses.ts';
import { type CameraAsked, mayStayAwake, mayUseCamera } from './camera.ts';

const POLICY = [
  "default-src 'self'",
  `img-src 'self' data: blob: ${CONTENT_ORIGIN}`,
  `media-src 'self' blob: ${CONTENT_ORIGIN}`,
  "style-src 'self' 'unsafe-inline'",
  `connect-src 'self' ${CONTENT_ORIGIN}`,
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Whether a link may leave the app for the system's browser. */
export function mayOpenOutside(link: string): boolean {
  return link.startsWith('https://');
}

/**
 * For the whole app, before the first window: no permission but the camera's and an awake screen's is ever given, and
 * every answer carries the policy. Contents of files have a stricter one of their own.
 */
export function hardenSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const asked: CameraAsked = {
      permission,
      url: details.requestingUrl,
      isMainFrame: details.isMainFrame,
      kinds: 'mediaTypes' in details ? (details.mediaTypes ?? []) : [],
    };
    if (mayStayAwake(asked)) decide(true);
    else if (!mayUseCamera(asked)) decide(false);
    // The person has pressed the button of the camera; macOS asks them once more, and remembers.
    else if (process.platform !== 'darwin') decide(true);
    else void systemPreferences.askForMediaAccess('camera').then(decide, () => decide(false));
  });
  defaultSession.setPermissionCheckHandler((_contents, permission, _origin, details) => {
    const asked: CameraAsked = {
      permission,
      url: details.requestingUrl,
      isMainFrame: details.isMainFrame,
      kinds: details.mediaType === undefined ? [] : [details.mediaType],
    };
    return mayStayAwake(asked) || mayUseCamera(asked);
  });
  defaultSession.webRequest.onHeadersReceived((details, done) =>
    done(
      details.url.startsWith(`${CONTENT_ORIGIN}/`)
        ? {}
        : { responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [POLICY] } },
    ),
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
