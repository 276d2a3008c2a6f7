/** The rows of the time line: things under their categories, or under the shows and tours that hold them. */
import type { BarHolder, HeldBar, TimelineThing } from '../../../shared/features/availability/queries.ts';
import { GROUP_PX, isShortOn, lanesOf, type PlacedBar, placedBars, rowHeight } from './time-line.ts';

/** A thing with its bars in their lanes; `height` in pixels. */
export interface ThingRow {
  readonly kind: 'thing';
  /** Names the row among all. */
  readonly key: string;
  /** Under whose name it stands; undefined under a category, or where nobody holds it. */
  readonly holder: string | undefined;
  readonly thing: TimelineThing;
  readonly placed: readonly PlacedBar[];
  readonly height: number;
}

/** What stands over things; `show` says who holds them, of how many of them there are too few, and from when. */
export interface GroupRow {
  readonly kind: 'group';
  readonly name: string;
  readonly show: ShowGroup | undefined;
  readonly height: number;
}

/** A show or a tour, and how it stands with its things; `title` is the production's where it belongs to one. */
export interface ShowGroup {
  readonly title: string;
  readonly holder: BarHolder;
  readonly things: number;
  readonly short: number;
}

export type Line = ThingRow | GroupRow;

/** What rows have to be told: how many days are shown, productions by their ids, and what has no name. */
export interface RowsAbout {
  readonly days: number;
  readonly productions: ReadonlyMap<string, string>;
  readonly nameless: string;
  readonly unheld: string;
}

const rowOf = (thing: TimelineThing, days: number, key: string, holder?: string): ThingRow => {
  const placed = placedBars(thing.bars, days);
  return { kind: 'thing', key, holder, thing, placed, height: rowHeight(lanesOf(thing, placed)) };
};

const groupOf = (name: string, show?: ShowGroup): GroupRow => ({ kind: 'group', name, show, height: GROUP_PX });

/** Things under the names of their categories. */
export const linesByThing = (things: readonly TimelineThing[], { days, nameless }: RowsAbout): Line[] =>
  [...Map.groupBy(things, ({ category }) => category ?? nameless)].flatMap(([name, group]): Line[] => [
    groupOf(name),
    ...group.map((thing) => rowOf(thing, days, thing.id)),
  ]);

interface Held {
  readonly thing: TimelineThing;
  readonly isShort: boolean;
}

/** Who holds what, by who; of the same show the first evening stands for it. */
function shows(things: readonly TimelineThing[]): Map<string, { first: HeldBar; held: Map<string, Held> }> {
  const found = new Map<string, { first: HeldBar; held: Map<string, Held> }>();
  for (const thing of things)
    for (const bar of thing.bars) {
      const show = found.get(bar.holder) ?? { first: bar, held: new Map<string, Held>() };
      if (bar.start < show.first.start) show.first = bar;
      const before = show.held.get(thing.id);
      show.held.set(thing.id, { thing, isShort: before?.isShort === true || isShortOn(thing, bar) });
      found.set(bar.holder, show);
    }
  return found;
}

/**
 * Things under the shows and tours that hold them, whoever begins first first, and of each what it is short of before
 * the rest. A thing stands under each of its holders; what nobody holds comes last. `only` keeps one holder;
 * `isShortOnly` what a holder is short of.
 */
export function linesByShow(
  things: readonly TimelineThing[],
  { days, productions, unheld }: RowsAbout,
  only?: string,
  isShortOnly = false,
): Line[] {
  const lines: Line[] = [...shows(things)]
    .filter(([holder]) => only === undefined || holder === only)
    .toSorted(([, a], [, b]) => a.first.start - b.first.start || b.first.length - a.first.length)
    .flatMap(([holder, { first, held }]): Line[] => {
      const all = [...held.values()];
      const short = all.filter(({ isShort }) => isShort);
      const rows = isShortOnly ? short : [...short, ...all.filter(({ isShort }) => !isShort)];
      if (rows.length === 0) return [];
      const title = first.isTour ? first.title : (productions.get(first.performanceId ?? '') ?? first.title);
      return [
        groupOf(title, { title, holder: first, things: all.length, short: short.length }),
        ...rows.map(({ thing }) => rowOf(thing, days, `${holder} ${thing.id}`, holder)),
      ];
    });
  const free = only === undefined ? things.filter(({ bars }) => bars.length === 0) : [];
  if (free.length > 0) lines.push(groupOf(unheld), ...free.map((thing) => rowOf(thing, days, thing.id)));
  return lines;
}
