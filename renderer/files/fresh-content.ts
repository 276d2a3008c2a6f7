/**
 * What this window has just brought is shown from its own memory: a photo stands in its place before anybody has made
 * a thumbnail of it.
 */

/** So many are kept; the oldest go first, and are shown from the disk by then. */
const KEPT = 80;
const fresh = new Map<string, string>();

/** Remembers the content under its hash, while it is new. */
export function keepFresh(sha256: string, blob: Blob): void {
  if (fresh.has(sha256) || !blob.type.startsWith('image/')) return;
  fresh.set(sha256, URL.createObjectURL(blob));
  for (const [hash, address] of fresh) {
    if (fresh.size <= KEPT) break;
    fresh.delete(hash);
    URL.revokeObjectURL(address);
  }
}

/** Where it is shown from; undefined where this window did not bring it, or long ago. */
export const freshUrl = (sha256: string): string | undefined => fresh.get(sha256);

/** Nobody who comes now may see what was brought before. */
export function forgetFresh(): void {
  for (const address of fresh.values()) URL.revokeObjectURL(address);
  fresh.clear();
}
