/** What a file of a list is called: «Инвентарь, свет, 2026-11-29.xlsx». */
import { plainText } from './plain-text.ts';

/** Bytes that file systems take for a name, less what a browser adds to one that is there already. */
const MOST_BYTES = 200;

/** Without what some system refuses in a name. */
const clean = (text: string): string =>
  plainText(text)
    .replaceAll(/[<>:"/\\|?*\n\t]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[\s.]+|[\s.]+$/gu, '');

/** So many bytes of a text at most, whole characters. */
function cut(text: string, most: number): string {
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > most) return `${kept.trimEnd()}…`;
    kept += segment;
  }
  return kept;
}

/** `parts` in their order, empty ones left out; `day` and `ending` are never cut off. */
export function fileName(parts: readonly (string | null)[], day: string, ending: string): string {
  const named = parts.map((part) => clean(part ?? '')).filter((part) => part !== '');
  return `${[cut(named.join(', '), MOST_BYTES), day].filter((part) => part !== '').join(', ')}.${ending}`;
}
