/**
 * Which line of a list stands where: rows one after another, or groups with their rows, some of them folded up. Rows
 * are known by their position in the whole list, whatever is folded.
 */
import type { ListGroup } from '../../shared/features/lists/queries.ts';

/** A line; a row’s is known by its position in the whole list, because the row itself may not be here yet. */
export type Line =
  | { readonly kind: 'group'; readonly group: ListGroup; readonly isFolded: boolean }
  | { readonly kind: 'row'; readonly position: number };

/** Answers in logarithmic time, whatever the length of the list. */
export interface ListLayout {
  readonly size: number;
  /** The line at a place; undefined beyond the end. */
  at(index: number): Line | undefined;
  /** Where the row of a position stands; undefined where its group is folded. */
  indexOf(position: number): number | undefined;
}

interface Block {
  readonly group: ListGroup;
  readonly isFolded: boolean;
  /** The place of the group's own line. */
  readonly from: number;
}

const plain = (count: number): ListLayout => ({
  size: count,
  at: (index) => (index >= 0 && index < count ? { kind: 'row', position: index } : undefined),
  indexOf: (position) => (position >= 0 && position < count ? position : undefined),
});

/** The last block for which `isBefore` holds; blocks are sorted by it. */
function lastBlock(blocks: readonly Block[], isBefore: (block: Block) => boolean): Block | undefined {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (block !== undefined && isBefore(block)) low = middle + 1;
    else high = middle;
  }
  return blocks[low - 1];
}

/** The lines of a list with so many rows; without groups, the rows alone. */
export function layoutOf(count: number, groups: readonly ListGroup[], folded: ReadonlySet<string>): ListLayout {
  if (groups.length === 0) return plain(count);
  let size = 0;
  const blocks = groups.map((group): Block => {
    const block = { group, isFolded: folded.has(group.id), from: size };
    size += 1 + (block.isFolded ? 0 : group.count);
    return block;
  });
  return {
    size,
    at: (index) => {
      const block = index < 0 || index >= size ? undefined : lastBlock(blocks, ({ from }) => from <= index);
      if (block === undefined) return undefined;
      const { group, isFolded, from } = block;
      return index === from
        ? { kind: 'group', group, isFolded }
        : { kind: 'row', position: group.start + index - from - 1 };
    },
    indexOf: (position) => {
      const block = lastBlock(blocks, ({ group }) => group.start <= position);
      if (block === undefined || block.isFolded || position >= block.group.start + block.group.count) return undefined;
      return block.from + 1 + position - block.group.start;
    },
  };
}

/** Rows are fetched so many at a time. */
export const PAGE = 100;

/** Where somebody scrolls to, as the virtual list says; null at rest. */
export type Heading = 'forward' | 'backward' | null;

/**
 * Those in sight first, then the page before and the one after: whoever scrolls finds them there. One more lies where
 * they are heading: a fast wheel is through a page in half a second.
 */
export function withNeighbours(pages: readonly number[], count: number, heading: Heading): readonly number[] {
  const [first, last] = [pages[0], pages.at(-1)];
  if (first === undefined || last === undefined) return pages;
  const near =
    heading === 'forward'
      ? [last + 1, last + 2, first - 1]
      : heading === 'backward'
        ? [first - 1, first - 2, last + 1]
        : [last + 1, first - 1];
  return [...pages, ...near.filter((page) => page >= 0 && page * PAGE < count)];
}

/** The pages that hold these positions. */
export const pagesOf = (positions: readonly number[]): readonly number[] =>
  [...new Set(positions.map((position) => Math.floor(position / PAGE)))].toSorted((a, b) => a - b);
