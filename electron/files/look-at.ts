/** What content is, by its first bytes: never by its name. */
import { fileTypeFromBuffer } from 'file-type';

/** So many of the first bytes tell; some formats say later what they are. */
export const HEAD_BYTES = 64 * 1024;
const UNKNOWN = 'application/octet-stream';

/** The media type of what begins so. */
export async function mediaTypeOf(head: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(head);
  if (found !== undefined) return found.mime.split(';')[0]?.trim() ?? UNKNOWN;
  return isText(head) ? 'text/plain' : UNKNOWN;
}

/** UTF-8 without control characters; the last letter may be cut. */
function isText(head: Uint8Array): boolean {
  if (head.some((byte) => byte < 0x20 && !SPACES.has(byte))) return false;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true }) !== '';
  } catch {
    // Not UTF-8: whatever it is, it is no text that we could promise to show.
    return false;
  }
}

/** Tabulators, ends of lines and of pages. */
const SPACES: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d]);
