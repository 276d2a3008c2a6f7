/** Names of files as people bring them: none of them is trusted, none is a reason to refuse what it names. */

/** UTF-16 units, as `fileFacts` takes them. */
const LONGEST = 255;
const LONGEST_SUFFIX = 16;
const NAMELESS = 'file';

/**
 * A name that `fileFacts` takes: without its path, without what would make a terminal, an archive or a right-to-left
 * mark show another one, and short enough; its suffix outlives the cut.
 */
export function cleanName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .replace(/[.\s]+$/, '');
  if (name === '') return NAMELESS;
  if (name.length <= LONGEST) return name;
  const { stem, suffix } = partsOf(name);
  return `${stem
    .slice(0, LONGEST - suffix.length)
    .toWellFormed()
    .replace(/�$/, '')
    .trim()}${suffix}`;
}

/** A dot at the beginning hides a file and begins no suffix; what is too long for a suffix is part of the name. */
export function partsOf(name: string): { readonly stem: string; readonly suffix: string } {
  const at = name.lastIndexOf('.');
  if (at <= 0 || name.length - at > LONGEST_SUFFIX) return { stem: name, suffix: '' };
  return { stem: name.slice(0, at), suffix: name.slice(at) };
}
