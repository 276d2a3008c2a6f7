/**
 * How an evening goes: its acts as the run sheet plans them, what is going on, what comes next, and what the report
 * says of its times. Pure; moments are ISO times, durations minutes.
 */
import type { ShowPart } from './evening-rows.ts';
import { byRank } from './rank.ts';
import type { SheetScene } from './run-sheet-view.ts';

/** When a part began and ended. */
export interface EveningTime {
  readonly part: ShowPart;
  readonly number: number;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** An act as it is planned. */
export interface PlannedAct {
  readonly number: number;
  readonly scenes: readonly SheetScene[];
  /** The sum of its scenes; null where one of them has no duration. */
  readonly minutes: number | null;
}

/** What is planned for an interval of which nobody said how long it takes: houses mean fifteen to twenty-five. */
export const INTERVAL_MINUTES = 20;

/**
 * Acts of a run sheet in their order; the prologue, act 0, is played with the first. Without scenes, as many as the
 * production's intervals leave; at least one.
 */
export function actsOf(scenes: readonly SheetScene[], intermissions: number | null): readonly PlannedAct[] {
  const byAct = Map.groupBy(scenes.toSorted(byRank), ({ act }) => Math.max(1, act));
  const last = Math.max(1, (intermissions ?? 0) + 1, ...byAct.keys());
  return Array.from({ length: last }, (_, index) => {
    const of = byAct.get(index + 1) ?? [];
    const known = of.length > 0 && of.every(({ duration_minutes: minutes }) => minutes !== null);
    return {
      number: index + 1,
      scenes: of,
      minutes: known ? of.reduce((sum, { duration_minutes: minutes }) => sum + (minutes ?? 0), 0) : null,
    };
  });
}

/** What can be done next; `show.<key>`, the usual thing first. */
export type EveningStep =
  | { readonly key: 'openHouse' | 'curtain' | 'finish' }
  | { readonly key: 'startAct' | 'startInterval'; readonly number: number };

/** Where an evening stands. */
export interface EveningStand {
  /** The act or interval that goes on. */
  readonly running: EveningTime | null;
  readonly steps: readonly EveningStep[];
}

const timeOf = (times: readonly EveningTime[], part: ShowPart, number = 1): EveningTime | undefined =>
  times.find((time) => time.part === part && time.number === number);
const began = (time: EveningTime | undefined): boolean => time !== undefined && time.startedAt !== null;
const ended = (time: EveningTime | undefined): boolean => time !== undefined && time.endedAt !== null;

/**
 * After which acts an interval is planned: as many as the production says, in equal parts; where it says nothing, after
 * every act but the last. Intervals are counted through: the first is number 1, after whichever act.
 */
export function intervalsAfter(acts: number, intermissions: number | null): readonly number[] {
  const count = Math.min(intermissions ?? acts - 1, acts - 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    Math.min(acts - 1, Math.max(index + 1, Math.round((acts * (index + 1)) / (count + 1)))),
  );
}

/** What goes on, and what comes after it. */
export function standOf(times: readonly EveningTime[], acts: number, intermissions: number | null): EveningStand {
  const going = times
    .filter((time) => (time.part === 'act' || time.part === 'interval') && began(time) && !ended(time))
    .toSorted((a, b) => Date.parse(a.startedAt ?? '') - Date.parse(b.startedAt ?? ''));
  const running = going.at(-1) ?? null;
  if (began(timeOf(times, 'curtain'))) return { running, steps: [{ key: 'finish' }] };
  const played = times.filter((time) => time.part === 'act' && began(time)).map(({ number }) => number);
  const last = Math.max(0, ...played);
  const next: EveningStep = { key: 'startAct', number: last + 1 };
  if (last === 0) return { running, steps: began(timeOf(times, 'house_open')) ? [next] : [{ key: 'openHouse' }, next] };
  const curtain: EveningStep = { key: 'curtain' };
  if (running?.part === 'interval') return { running, steps: [next] };
  if (running === null) return { running, steps: last < acts ? [next, curtain] : [curtain, next] };
  const taken = times.filter((time) => time.part === 'interval' && began(time)).length;
  const interval: EveningStep = { key: 'startInterval', number: taken + 1 };
  if (last >= acts) return { running, steps: [curtain, interval, next] };
  const isInterval = intervalsAfter(acts, intermissions).includes(last);
  return { running, steps: isInterval ? [interval, next, curtain] : [next, interval, curtain] };
}

/** Milliseconds. */
const MINUTE = 60_000;

/** Acts and intervals with when they are planned and when they were. */
export interface EveningRow {
  readonly part: 'act' | 'interval';
  readonly number: number;
  /** Milliseconds since 1970; null where it is not known. */
  readonly plannedStart: number | null;
  readonly plannedEnd: number | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** The plan from the beginning on, beside what happened. `start`: when the event begins, milliseconds since 1970. */
export function planOf(
  times: readonly EveningTime[],
  acts: readonly PlannedAct[],
  { start, intermissions }: { readonly start: number | null; readonly intermissions: number | null },
): readonly EveningRow[] {
  const rows: EveningRow[] = [];
  let at = start;
  const last = Math.max(acts.length, ...times.filter(({ part }) => part === 'act').map(({ number }) => number));
  const intervals = intervalsAfter(last, intermissions);
  let taken = 0;
  for (let number = 1; number <= last; number += 1) {
    const minutes = acts[number - 1]?.minutes ?? null;
    const until = at === null || minutes === null ? null : at + minutes * MINUTE;
    rows.push(rowOf(times, 'act', number, at, until));
    at = until;
    if (!intervals.includes(number)) continue;
    taken += 1;
    at = until === null ? null : until + INTERVAL_MINUTES * MINUTE;
    rows.push(rowOf(times, 'interval', taken, until, at));
  }
  // What nobody planned stands where it happened.
  const more = times.filter(({ part, number }) => part === 'interval' && number > taken);
  for (const { number, startedAt } of more) {
    const before = rows.findLastIndex((row) => row.startedAt !== null && row.startedAt < (startedAt ?? ''));
    rows.splice(before < 0 ? rows.length : before + 1, 0, rowOf(times, 'interval', number, null, null));
  }
  return rows;
}

function rowOf(
  times: readonly EveningTime[],
  part: 'act' | 'interval',
  number: number,
  plannedStart: number | null,
  plannedEnd: number | null,
): EveningRow {
  const time = timeOf(times, part, number);
  return {
    part,
    number,
    plannedStart,
    plannedEnd,
    startedAt: time?.startedAt ?? null,
    endedAt: time?.endedAt ?? null,
  };
}

/** Minutes by which something began late; less than zero: early; null where one of both is not known. */
export function lateBy(planned: number | null, at: string | null): number | null {
  return planned === null || at === null ? null : Math.round((Date.parse(at) - planned) / MINUTE);
}

/** Whole minutes between two moments; null where one of them is missing. */
export const minutesBetween = (from: string | null, to: string | null): number | null =>
  from === null || to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / MINUTE);
