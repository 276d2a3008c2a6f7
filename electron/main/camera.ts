/** What our own page may use of the machine: the camera, for pictures without sound, and a screen that stays awake. */

/** What a page asks for. */
export interface CameraAsked {
  readonly permission: string;
  readonly url: string | undefined;
  readonly isMainFrame: boolean;
  readonly kinds: readonly string[];
}

/** The page comes from a file of the app; in development from the server that the shell was told of. */
export function mayUseCamera(asked: CameraAsked, devServer = process.env['ELECTRON_RENDERER_URL']): boolean {
  const { permission, kinds } = asked;
  return (
    permission === 'media' && isOurs(asked, devServer) && kinds.length > 0 && kinds.every((kind) => kind === 'video')
  );
}

/** While a show runs the screen stays on: nobody in a dark wing moves a mouse. */
export function mayStayAwake(asked: CameraAsked, devServer = process.env['ELECTRON_RENDERER_URL']): boolean {
  return asked.permission === 'screen-wake-lock' && isOurs(asked, devServer);
}

function isOurs({ url, isMainFrame }: CameraAsked, devServer: string | undefined): boolean {
  return (
    isMainFrame &&
    url !== undefined &&
    (url.startsWith('file://') || (devServer !== undefined && url.startsWith(devServer)))
  );
}
