/**
 * What content is, by its first bytes. A name or what somebody said of it promises nothing: a PNG that is called `.pdf`
 * is a PNG.
 */

/** So many first bytes are enough; some formats say later than others what they are. */
export const SNIFF_BYTES = 64 * 1024;
/** What nobody knows. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** Lines that are looked at to tell a table from other text. */
const CSV_LINES = 5;
const SEPARATORS = [';', ',', '\t'] as const;

/**
 * The media type (RFC 6838, without parameters) of content that begins with `head`, which holds `SNIFF_BYTES` or all of
 * it; `UNKNOWN_TYPE` where it cannot be told. Never fails.
 */
export async function mediaTypeOf(head: Uint8Array): Promise<string> {
  const found = await byMagic(head);
  if (found !== undefined && found !== 'application/xml') return found;
  const text = textOf(head);
  if (text === undefined) return found ?? UNKNOWN_TYPE;
  if (isSvg(text)) return 'image/svg+xml';
  if (found !== undefined) return found;
  return isTable(text) ? 'text/csv' : 'text/plain';
}

async function byMagic(head: Uint8Array): Promise<string | undefined> {
  // It comes with the first content that is looked at, not with the app.
  const { fileTypeFromBuffer } = await import('file-type');
  try {
    const found = await fileTypeFromBuffer(head);
    return found?.mime.split(';')[0]?.trim().toLowerCase();
  } catch {
    // A head of a format that says more about itself than is there: broken on purpose or by accident, it is unknown.
    return undefined;
  }
}

/** The text, where it is UTF-8 without control characters; its last letter may be cut. */
function textOf(head: Uint8Array): string | undefined {
  if (head.length === 0) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return /[^\P{Cc}\t\n\f\r]/u.test(text) ? undefined : text;
  } catch {
    // Not UTF-8: no text that anybody could promise to show.
    return undefined;
  }
}

/** What may come before the root of a document, one at a time: each is gone over once, however many there are. */
const BEFORE_ROOT = /\s+|<\?xml[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\][^>[]*)?>/iy;
const SVG_ROOT = /<(?:svg:)?svg[\s/>]/iy;

/** An element `svg` at the root: what comes before it is a declaration, a comment or a document type. */
function isSvg(text: string): boolean {
  let at = 0;
  do {
    BEFORE_ROOT.lastIndex = at;
    SVG_ROOT.lastIndex = at;
    if (SVG_ROOT.test(text)) return true;
    at = BEFORE_ROOT.test(text) ? BEFORE_ROOT.lastIndex : 0;
  } while (at > 0);
  return false;
}

/** The first lines have a separator, each as often as the others. */
function isTable(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  // The last of what was looked at may be cut.
  const looked = lines.slice(0, Math.max(1, Math.min(CSV_LINES, lines.length - 1)));
  if (lines.length < 2) return false;
  return SEPARATORS.some((separator) => {
    const counts = new Set(looked.map((line) => line.replaceAll(/"(?:[^"]|"")*"/g, '').split(separator).length));
    return counts.size === 1 && !counts.has(1);
  });
}
