/** An evening as it goes: acts that are played through and intervals, as they were and as they are to be expected. */
import type { TodaysEvening } from '../../../shared/features/today/queries.ts';

/** Acts without an interval between them, or an interval; moments are milliseconds since 1970. */
export interface Stretch {
  readonly kind: 'acts' | 'interval';
  /** The first and the last act of it; of an interval, its number. */
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly to: number;
  /** The act, or interval, that goes on in it, since when, and how long it is planned to take. */
  readonly running: { readonly number: number; readonly since: number; readonly planned: number | null } | null;
}

type Timed = Omit<Stretch, 'last'>;

/**
 * From the beginning on: what was, then what is planned, later by as much as it is late. Of what has no duration
 * nothing more is known, and it ends there.
 */
export function stretchesOf({ parts }: Pick<TodaysEvening, 'parts'>, now: number): readonly Stretch[] {
  const timed: Timed[] = [];
  let at = parts[0]?.plannedStart ?? null;
  for (const { part, number, plannedStart, plannedEnd, startedAt, endedAt } of parts) {
    const began = startedAt === null ? null : Date.parse(startedAt);
    const from = began ?? at;
    if (from === null) break;
    const length = plannedStart === null || plannedEnd === null ? null : plannedEnd - plannedStart;
    const planned = length === null ? null : from + length;
    const isRunning = began !== null && endedAt === null;
    const to = endedAt !== null ? Date.parse(endedAt) : isRunning ? Math.max(now, planned ?? now) : planned;
    if (to === null) break;
    const running = isRunning && began !== null ? { number, since: began, planned: length } : null;
    timed.push({ kind: part === 'act' ? 'acts' : 'interval', first: number, from, to, running });
    at = to;
  }
  const joined: Stretch[] = [];
  for (const { first, ...each } of timed) {
    const before = joined.at(-1);
    if (before?.kind !== 'acts' || each.kind !== 'acts') joined.push({ ...each, first, last: first });
    else joined[joined.length - 1] = { ...before, last: first, to: each.to, running: each.running ?? before.running };
  }
  return joined;
}

/** What comes while an evening goes: an interval, acts, the curtain at the end. */
export function comingParts(
  stretches: readonly Stretch[],
  now: number,
): readonly { readonly at: number; readonly what: 'interval' | 'act' | 'curtain'; readonly number: number }[] {
  const last = stretches.at(-1);
  return [
    ...stretches.map(({ kind, from, first }) => ({
      at: from,
      what: kind === 'acts' ? ('act' as const) : ('interval' as const),
      number: first,
    })),
    ...(last === undefined ? [] : [{ at: last.to, what: 'curtain' as const, number: 1 }]),
  ].filter(({ at }) => at > now);
}
