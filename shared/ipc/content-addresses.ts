/**
 * Where a window finds contents: photos, thumbnails, and what was made for it (a sheet, a spreadsheet). Addresses below
 * one folder that the companion serves behind its cookie and the shell by a scheme of its own. Nothing that is served
 * there is ever run: no type is guessed, and what a browser would run is only offered to be saved.
 */

/** The folder, in the companion's origin. */
export const CONTENT_PATH = '/content/';

/** `preview` is large enough to fill a screen, `thumbnail` one line of a gallery; both are WebP. */
export type Rendition = 'original' | 'preview' | 'thumbnail';

/** The content of that hash; `name` makes the browser save it under that name instead of showing it. */
export function contentPath(sha256: string, rendition: Rendition = 'original', name?: string): string {
  const path = `${CONTENT_PATH}files/${sha256}${rendition === 'original' ? '' : `/${rendition}`}`;
  return name === undefined ? path : `${path}?save=${encodeURIComponent(name)}`;
}

/** Takes a file in: `PUT` with the bytes as they are; answers `TakenFile` as JSON, or a `Failure`. */
export const takePath = (name: string): string => `${CONTENT_PATH}files?name=${encodeURIComponent(name)}`;

/** What was made for this window (`MadeFile`). */
export const madePath = (id: string, isToSave: boolean): string =>
  `${CONTENT_PATH}made/${id}${isToSave ? '?save=1' : ''}`;

/** The scheme under which the shell serves `CONTENT_PATH` to its window, which itself comes from files. */
export const CONTENT_SCHEME = 'offstage-content';
export const CONTENT_ORIGIN = `${CONTENT_SCHEME}://laptop`;
