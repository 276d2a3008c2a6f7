/**
 * The way of contents between a laptop and the hub. Up by tus 1.0 (https://tus.io/protocols/resumable-upload), down by
 * HTTP ranges (RFC 9110, section 14). All of it behind the hub's doors, for the theatre of the token alone: a hash by
 * itself opens nothing. Up by the laptop's token or a person's, down by a person's, as with mutations and shapes.
 *
 * - `POST /v1/files/uploads`: tus creation. `Upload-Metadata: sha256 <base64>`. The row of `files` must be there first;
 *   404 `file.unknown` otherwise, 413 `file.tooLarge`, 507 `file.quota`. Answers 201 with `Location`; or 200 with
 *   `{ "state": "here" }` and no Location where this theatre's own bytes have arrived already.
 *   460 `file.mismatch` where its length is not what the row says. What the same laptop began for it before is gone.
 *   The first part may come along (tus «creation with upload»).
 * - `HEAD`, `PATCH`, `DELETE` of that location: tus, for the laptop that began it alone; 404 for everybody else, and
 *   once it is done or was forgotten (a week without a byte). 423 while another request has it. The last `PATCH`
 *   answers 204 once all of it is durable and equals its hash; 460 `file.mismatch`: all of it is gone, and the laptop
 *   looks at its own copy before it begins anew.
 * - `GET`, `HEAD /v1/files/{sha256}`: the content, with ranges and `ETag` = the hash. 404 `file.elsewhere` where it has
 *   not arrived; 404 `file.unknown` where no row of this theatre names it; 410 `file.damaged` where the hub's copy is
 *   not what it was (it then asks for it again by emptying `uploaded_at`).
 * - `PUT /v1/files/{sha256}/thumbnail`: WebP of at most `MOST_THUMBNAIL_BYTES`, ahead of the content; made anew by the
 *   hub once that is there. `GET` of it: 404 `file.noThumbnail`.
 */
export const FILES_PATH = '/v1/files';
export const UPLOADS_PATH = `${FILES_PATH}/uploads`;

/** Pixels of the longer side. */
export const THUMBNAIL_PIXELS = 320;
export const PREVIEW_PIXELS = 2048;
/** Bytes. */
export const MOST_THUMBNAIL_BYTES = 128 * 1024;

/** Codes of refusals, each with a sentence in both languages. */
export const FILE_CODES = [
  'file.unknown',
  'file.elsewhere',
  'file.tooLarge',
  'file.quota',
  'file.mismatch',
  'file.damaged',
  'file.noThumbnail',
] as const;
export type FileCode = (typeof FILE_CODES)[number];
