/**
 * Of what kinds of content there can be a thumbnail. Whoever only asks that does not load what draws them, which is
 * much and belongs to a thread of its own.
 */

/** Of one of them a thumbnail can be made. */
export const PICTURES: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
  'image/svg+xml',
]);
export const PDF = 'application/pdf';

/** Whether content of this media type can have a thumbnail; what it truly is shows when it is looked at. */
export const mayHaveThumbnail = (mime: string): boolean => PICTURES.has(mime) || mime === PDF;
