/** Who may use the camera: our own page, for pictures without sound. */

/** What a page asks for. */
export interface CameraAsked {
  readonly permission: string;
  readonly url: string | undefined;
  readonly isMainFrame: boolean;
  readonly kinds: readonly string[];
}

/** The page comes from a file of the app; in development from the server that the shell was told of. */
export function mayUseCamera(
  { permission, url, isMainFrame, kinds }: CameraAsked,
  devServer = process.env['ELECTRON_RENDERER_URL'],
): boolean {
  const isOurs =
    url !== undefined && (url.startsWith('file://') || (devServer !== undefined && url.startsWith(devServer)));
  return permission === 'media' && isOurs && isMainFrame && kinds.length > 0 && kinds.every((kind) => kind === 'video');
}
