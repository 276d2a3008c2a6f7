/**
 * Where the cards of a gallery stand: lines of some cards each, or groups with their lines. It follows the lines of the
 * list (`list-layout.ts`), so that what the keys stand on is the same row in both looks.
 */
import type { ListLayout } from './list-layout.ts';

/** A group's own line, or some lines of the list, one card each, from a place in it to before another. */
export type GalleryLine =
  | { readonly kind: 'group'; readonly from: number }
  | { readonly kind: 'cards'; readonly from: number; readonly to: number };

/** A stretch without a group's line in it: answered by arithmetic, however long. */
interface Stretch {
  /** The first line of the gallery, and of the list. */
  readonly line: number;
  readonly from: number;
  readonly count: number;
  readonly hasGroup: boolean;
}

export interface GalleryLayout {
  readonly size: number;
  at(line: number): GalleryLine | undefined;
  /** The line of the gallery that holds a line of the list. */
  lineOf(index: number): number;
}

/** The last stretch that begins at or before. */
const stretchAt = (stretches: readonly Stretch[], place: number, by: 'line' | 'from'): Stretch | undefined =>
  stretches.findLast((stretch) => stretch[by] <= place);

/** `perLine` cards stand beside each other. `groups` are the places of groups' own lines in the list. */
export function galleryOf(list: Pick<ListLayout, 'size'>, groups: readonly number[], perLine: number): GalleryLayout {
  const begins = groups.length === 0 ? [-1] : groups;
  const stretches: Stretch[] = [];
  let line = 0;
  begins.forEach((begin, at) => {
    const hasGroup = begin >= 0;
    const end = begins[at + 1] ?? list.size;
    const count = end - begin - 1;
    stretches.push({ line, from: Math.max(0, begin), count, hasGroup });
    line += (hasGroup ? 1 : 0) + Math.ceil(count / perLine);
  });
  return {
    size: line,
    at: (wanted) => {
      const stretch = wanted < 0 || wanted >= line ? undefined : stretchAt(stretches, wanted, 'line');
      if (stretch === undefined) return undefined;
      const first = stretch.from + (stretch.hasGroup ? 1 : 0);
      const place = wanted - stretch.line - (stretch.hasGroup ? 1 : 0);
      if (place < 0) return { kind: 'group', from: stretch.from };
      const from = first + place * perLine;
      return { kind: 'cards', from, to: Math.min(first + stretch.count, from + perLine) };
    },
    lineOf: (index) => {
      const stretch = stretchAt(stretches, index, 'from');
      if (stretch === undefined) return 0;
      if (!stretch.hasGroup) return stretch.line + Math.floor((index - stretch.from) / perLine);
      return index === stretch.from
        ? stretch.line
        : stretch.line + 1 + Math.floor((index - stretch.from - 1) / perLine);
    },
  };
}
