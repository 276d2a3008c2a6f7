/** Two versions of a text beside each other, by line and by word, in bounded work. */
import { diffArrays } from 'diff';

/** A word or several that one version has and the other has not, or both have. */
export interface WordPart {
  readonly text: string;
  readonly isChanged: boolean;
}

/** A line of one of the versions, or of both. `words` where another line stands in its place in the other version. */
export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'fresh';
  readonly text: string;
  readonly words: readonly WordPart[] | null;
}

/** Edits beyond which everything counts as changed: nobody reads so long a comparison. */
const MOST_EDITS = 600;
/** Letters of a line that is not compared by word. */
const LONGEST_LINE = 2_000;

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** What goes and what comes in one place: lines that follow each other. */
interface Change {
  readonly gone: readonly string[];
  readonly fresh: readonly string[];
}
/** Lines that both have, or a change. */
type Stretch = { readonly same: readonly string[] } | Change;

function stretchesOf(before: string, after: string): readonly Stretch[] {
  const [from, to] = [linesOf(before), linesOf(after)];
  const parts = diffArrays(from, to, { maxEditLength: MOST_EDITS });
  if (parts === undefined) return [{ gone: from, fresh: to }];
  const stretches: Stretch[] = [];
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      stretches.push({ same: value });
      continue;
    }
    const last = stretches.at(-1);
    const open = last !== undefined && 'gone' in last ? (stretches.pop() as Change) : { gone: [], fresh: [] };
    stretches.push(
      added
        ? { gone: open.gone, fresh: [...open.fresh, ...value] }
        : { gone: [...open.gone, ...value], fresh: open.fresh },
    );
  }
  return stretches;
}

/** Changes of a text, in order: what goes, and what comes in its place. Lines that say nothing are left out. */
export function changesBetween(before: string, after: string): readonly Change[] {
  const said = (lines: readonly string[]): string[] => lines.filter((line) => line.trim() !== '');
  return stretchesOf(before, after).flatMap((stretch) => {
    if ('same' in stretch) return [];
    const change = { gone: said(stretch.gone), fresh: said(stretch.fresh) };
    return change.gone.length + change.fresh.length === 0 ? [] : [change];
  });
}

/** Both versions in one, line by line: what goes before what comes in its place. */
export function diffOf(before: string, after: string): readonly DiffLine[] {
  return stretchesOf(before, after).flatMap((stretch): DiffLine[] => {
    if ('same' in stretch) return stretch.same.map((text) => ({ kind: 'same', text, words: null }));
    const { gone, fresh } = stretch;
    const pairs = gone.map((line, at) => wordsOf(line, fresh[at]));
    return [
      ...gone.map((text, at): DiffLine => ({ kind: 'gone', text, words: pairs[at]?.gone ?? null })),
      ...fresh.map((text, at): DiffLine => ({ kind: 'fresh', text, words: pairs[at]?.fresh ?? null })),
    ];
  });
}

interface Words {
  readonly gone: readonly WordPart[];
  readonly fresh: readonly WordPart[];
}

/** Words, the room between them, and every other sign by itself: in whatever alphabet. */
const wordsIn = (line: string): string[] => line.match(/[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu) ?? [];

/** Null where the two have too little in common to be compared word by word. */
function wordsOf(gone: string, fresh: string | undefined): Words | null {
  if (fresh === undefined || gone.length > LONGEST_LINE || fresh.length > LONGEST_LINE) return null;
  const found = diffArrays(wordsIn(gone), wordsIn(fresh), { maxEditLength: MOST_EDITS });
  if (found === undefined) return null;
  const parts = found.map(({ value, added, removed }) => ({ value: value.join(''), added, removed }));
  const kept = parts.reduce((sum, { value, added, removed }) => sum + (added || removed ? 0 : value.trim().length), 0);
  if (kept * 4 < Math.min(gone.length, fresh.length)) return null;
  return {
    gone: parts.flatMap(({ value, added, removed }) => (added ? [] : [{ text: value, isChanged: removed }])),
    fresh: parts.flatMap(({ value, added, removed }) => (removed ? [] : [{ text: value, isChanged: added }])),
  };
}

/** Lines that did not change and stand far from what did, folded: their number. */
export type FoldedLine = DiffLine | { readonly kind: 'fold'; readonly lines: readonly DiffLine[] };

/** A comparison without what did not change, but for `around` lines beside each change. */
export function folded(lines: readonly DiffLine[], around = 2): readonly FoldedLine[] {
  const near = new Set<number>();
  for (const [at, { kind }] of lines.entries())
    if (kind !== 'same') for (let line = at - around; line <= at + around; line += 1) near.add(line);
  const shown: FoldedLine[] = [];
  let hidden: DiffLine[] = [];
  const end = (): void => {
    // One line takes no more room than saying that it is not shown.
    if (hidden.length === 1) shown.push(...hidden);
    else if (hidden.length > 1) shown.push({ kind: 'fold', lines: hidden });
    hidden = [];
  };
  for (const [at, line] of lines.entries()) {
    if (!near.has(at)) {
      hidden.push(line);
      continue;
    }
    end();
    shown.push(line);
  }
  end();
  return shown;
}
