/**
 * Three-way merge of text by line, in bounded work: the same answer on every machine, because steps are counted and not
 * seconds. Differences are found by Myers' greedy algorithm («An O(ND) difference algorithm and its variations», 1986)
 * after common ends are cut off.
 */
import type { JsonValue } from '../schema/define.ts';

/** Work that one merge may cost: comparisons of lines. Where it is not enough, the two versions stay a conflict. */
export const MERGE_BUDGET = 1_000_000;
/**
 * Differences between two versions beyond which nobody would read the merge. Bounds the memory: its square, in 32-bit
 * numbers.
 */
const MAX_DIFFERENCES = 1_000;

/** Steps that may still be made. */
export interface Budget {
  left: number;
}

/** Lines `start`…`end` of the base were replaced by `lines`. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Two changes of one text brought together as far as they go. */
export interface MergedText {
  /** With all that either changed; where both changed the same lines, as `mine` has them. */
  readonly mine: string;
  /** The same, with those lines as `theirs` has them. */
  readonly theirs: string;
  /** Whether both changed the same lines, each otherwise: then the two differ. */
  readonly isDisputed: boolean;
}

/** Two changes of one text, brought together by line; undefined where finding out would take too long. */
export function mergeVersions(
  base: JsonValue,
  theirs: JsonValue,
  mine: JsonValue,
  budget: Budget = { left: MERGE_BUDGET },
): MergedText | undefined {
  const lines = (value: JsonValue): string[] => (typeof value === 'string' ? value : '').split('\n');
  const from = lines(base);
  const ours = hunksOf(from, lines(mine), budget);
  const others = ours === undefined ? undefined : hunksOf(from, lines(theirs), budget);
  if (ours === undefined || others === undefined) return undefined;
  const regions = regionsOf(ours, others);
  const sideOf = (side: (region: Region) => readonly Hunk[]): string => apply(from, regions.flatMap(side)).join('\n');
  return {
    mine: sideOf((region) => (region.ours.length > 0 ? region.ours : region.others)),
    theirs: sideOf((region) => (region.others.length > 0 ? region.others : region.ours)),
    isDisputed: regions.some(isDisputed),
  };
}

/**
 * The merge of two changes of one text; undefined where both changed the same lines, or where finding out would take
 * too long.
 */
export function mergeText(
  base: JsonValue,
  theirs: JsonValue,
  mine: JsonValue,
  budget: Budget = { left: MERGE_BUDGET },
): string | undefined {
  const merged = mergeVersions(base, theirs, mine, budget);
  return merged === undefined || merged.isDisputed ? undefined : merged.mine;
}

/** How many lines a change of a text added and took away; undefined where finding out would take too long. */
export function lineChanges(
  before: string,
  after: string,
  budget: Budget = { left: MERGE_BUDGET },
): { readonly added: number; readonly removed: number } | undefined {
  const lines = (text: string): string[] => (text === '' ? [] : text.split('\n'));
  const hunks = hunksOf(lines(before), lines(after), budget);
  if (hunks === undefined) return undefined;
  return {
    added: hunks.reduce((all, hunk) => all + hunk.lines.length, 0),
    removed: hunks.reduce((all, hunk) => all + hunk.end - hunk.start, 0),
  };
}

/** A stretch of a text that another version has otherwise; `from` is its first line in the text, counted from one. */
export interface ChangedLines {
  readonly from: number;
  readonly was: readonly string[];
  readonly now: readonly string[];
}

/** What turns one text into another; undefined where finding out would take too long. */
export function changedLines(base: string, next: string): readonly ChangedLines[] | undefined {
  const from = base.split('\n');
  return hunksOf(from, next.split('\n'), { left: MERGE_BUDGET })?.map(({ start, end, lines }) => ({
    from: start + 1,
    was: from.slice(start, end),
    now: lines,
  }));
}

function apply(base: readonly string[], hunks: readonly Hunk[]): string[] {
  const merged: string[] = [];
  let position = 0;
  for (const hunk of hunks) {
    for (; position < hunk.start; position += 1) merged.push(base[position] ?? '');
    for (const line of hunk.lines) merged.push(line);
    position = hunk.end;
  }
  for (; position < base.length; position += 1) merged.push(base[position] ?? '');
  return merged;
}

/** Hunks of both sides that touch each other, at least one side's. */
interface Region {
  readonly ours: readonly Hunk[];
  readonly others: readonly Hunk[];
}

/** Whether both changed there, and not in the same way. */
function isDisputed({ ours, others }: Region): boolean {
  if (ours.length === 0 || others.length === 0) return false;
  return ours.length !== others.length || !ours.every((hunk, index) => isSame(hunk, others[index]));
}

/** Both lists in the order of the base, those together that touch. */
function regionsOf(ours: readonly Hunk[], others: readonly Hunk[]): readonly Region[] {
  const regions: Region[] = [];
  let [own, other] = [0, 0];
  while (own < ours.length || other < others.length) {
    const region = { ours: [] as Hunk[], others: [] as Hunk[] };
    let end = -1;
    for (;;) {
      const [a, b] = [ours[own], others[other]];
      const isOurs = a !== undefined && (b === undefined || a.start <= b.start);
      const next = isOurs ? a : b;
      if (next === undefined || (end >= 0 && next.start > end)) break;
      // Hunks of one side never touch each other: what joins them is one of the other side.
      end = Math.max(end, next.end);
      if (isOurs) own += 1;
      else other += 1;
      (isOurs ? region.ours : region.others).push(next);
    }
    regions.push(region);
  }
  return regions;
}

const isSame = (a: Hunk, b: Hunk | undefined): boolean =>
  b !== undefined &&
  a.start === b.start &&
  a.end === b.end &&
  a.lines.length === b.lines.length &&
  a.lines.every((line, index) => line === b.lines[index]);

/** What turns `base` into `next`; undefined where the budget ends first. */
function hunksOf(base: readonly string[], next: readonly string[], budget: Budget): readonly Hunk[] | undefined {
  const shorter = Math.min(base.length, next.length);
  let head = 0;
  while (head < shorter && base[head] === next[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && base[base.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
  const a = base.slice(head, base.length - tail);
  const b = next.slice(head, next.length - tail);
  if (a.length === 0 && b.length === 0) return [];
  if (a.length === 0 || b.length === 0) return [{ start: head, end: head + a.length, lines: b }];
  const common = commonLines(a, b, budget);
  return common === undefined ? undefined : hunksBetween(a, b, common, head);
}

/** Turns the lines that stay into the hunks between them. */
function hunksBetween(
  a: readonly string[],
  b: readonly string[],
  common: readonly (readonly [number, number])[],
  offset: number,
): Hunk[] {
  const hunks: Hunk[] = [];
  let [x, y] = [0, 0];
  for (const [toX, toY] of [...common, [a.length, b.length] as const]) {
    if (toX > x || toY > y) hunks.push({ start: offset + x, end: offset + toX, lines: b.slice(y, toY) });
    [x, y] = [toX + 1, toY + 1];
  }
  return hunks;
}

/** Positions of the lines that both have, in order; undefined where the budget ends first. */
function commonLines(
  a: readonly string[],
  b: readonly string[],
  budget: Budget,
): (readonly [number, number])[] | undefined {
  const most = Math.min(a.length + b.length, MAX_DIFFERENCES);
  const furthest = new Int32Array(2 * most + 3);
  const origin = most + 1;
  const trace: Int32Array[] = [];
  for (let depth = 0; depth <= most; depth += 1) {
    trace.push(furthest.slice(origin - depth - 1, origin + depth + 2));
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      const [down, right] = [furthest[origin + diagonal + 1] ?? 0, (furthest[origin + diagonal - 1] ?? 0) + 1];
      let x = diagonal === -depth || (diagonal !== depth && right <= down) ? down : right;
      const start = x;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      budget.left -= 1 + x - start;
      if (budget.left < 0) return undefined;
      furthest[origin + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return undefined;
}

/**
 * Follows the steps back from the end; `trace[depth]` holds the diagonals from `-depth - 1` on, as they were before
 * that depth.
 */
function walkBack(trace: readonly Int32Array[], endX: number, endY: number): (readonly [number, number])[] {
  const common: (readonly [number, number])[] = [];
  let [x, y] = [endX, endY];
  for (let depth = trace.length - 1; depth >= 0; depth -= 1) {
    const at = (diagonal: number): number => trace[depth]?.[diagonal + depth + 1] ?? 0;
    const diagonal = x - y;
    const isDown = diagonal === -depth || (diagonal !== depth && at(diagonal - 1) + 1 <= at(diagonal + 1));
    const fromX = depth === 0 ? 0 : isDown ? at(diagonal + 1) : at(diagonal - 1);
    const fromY = depth === 0 ? 0 : fromX - (isDown ? diagonal + 1 : diagonal - 1);
    const startX = depth === 0 ? 0 : isDown ? fromX : fromX + 1;
    while (x > startX) {
      x -= 1;
      y -= 1;
      common.push([x, y]);
    }
    [x, y] = [fromX, fromY];
  }
  return common.toReversed();
}
