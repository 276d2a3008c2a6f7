/** The same lines of a run sheet for whoever does them, whoever stands there, and whoever looks after the thing. */
import { inOrder, linesByScene, placesOf, type SheetLine, type SheetScene, sameText, whoOf } from './run-sheet-view.ts';

/** Ways to read a run sheet. */
export const SHEET_VIEWS = ['scene', 'person', 'place', 'thing'] as const;
/** One of them. */
export type SheetView = (typeof SHEET_VIEWS)[number];

/** Lines under a heading, in the order in which they are done. */
export interface LineGroup {
  /** Stays the same while the run sheet changes. */
  readonly key: string;
  /** Empty for lines that name nobody, no place, no thing. */
  readonly label: string;
  readonly lines: readonly SheetLine[];
}

/** All lines as they are done, scene after scene. */
export const inSequence = (scenes: readonly SheetScene[], lines: readonly SheetLine[]): readonly SheetLine[] =>
  [...linesByScene(scenes, lines).values()].flat();

type Heading = readonly [key: string, label: string];

/** Where a line stands in a view; a line that names two places stands in both. */
function headingsOf(line: SheetLine, view: Exclude<SheetView, 'scene'>): readonly Heading[] {
  if (view === 'place') return placesOf(line).map((place) => [`place ${sameText(place)}`, place]);
  if (view === 'thing') {
    if (line.thing !== null) return [[`thing ${line.thing.itemId}`, line.thing.name]];
    return line.what === '' ? [] : [[`what ${sameText(line.what)}`, line.what]];
  }
  const who = whoOf(line);
  if (who === null) return [];
  return [[line.who_id === null ? `who ${sameText(who)}` : keyOfPerson(line.who_id), who]];
}

/** The group of somebody's lines: they are called so by a row of the house. */
export const keyOfPerson = (employeeId: string): string => `person ${employeeId}`;

/**
 * Lines by person, place or thing: headings by their letters, that of `first` before all, those without one last.
 * `lines` are those of one variant.
 */
export function groupedLines(
  scenes: readonly SheetScene[],
  lines: readonly SheetLine[],
  view: Exclude<SheetView, 'scene'>,
  first?: string,
): readonly LineGroup[] {
  const groups = new Map<string, { readonly label: string; readonly lines: SheetLine[] }>();
  const rest: SheetLine[] = [];
  for (const line of inSequence(scenes, lines)) {
    const headings = headingsOf(line, view);
    if (headings.length === 0) rest.push(line);
    for (const [key, label] of headings) {
      const group = groups.get(key) ?? { label, lines: [] };
      group.lines.push(line);
      groups.set(key, group);
    }
  }
  const named = [...groups].map(([key, group]) => ({ key, ...group }));
  const sorted = named.toSorted(
    (a, b) =>
      Number(b.key === first) - Number(a.key === first) || a.label.localeCompare(b.label, 'ru', { numeric: true }),
  );
  return rest.length === 0 ? sorted : [...sorted, { key: 'none', label: '', lines: rest }];
}

/** Somebody who is asked to do two things at one moment. */
export interface HandsClash {
  readonly sceneId: string;
  /** As it is said. */
  readonly who: string;
  readonly lineIds: readonly string[];
}

/**
 * One person in two lines of a scene at the same words, unless both leave from one place for one place: that is one
 * way. What is laid out before the show has all the time there is.
 */
export function handsClashes(scenes: readonly SheetScene[], lines: readonly SheetLine[]): readonly HandsClash[] {
  const byScene = linesByScene(scenes, lines);
  return inOrder(scenes).flatMap(({ id }) => {
    const busy = (byScene.get(id) ?? []).filter((line) => line.action !== 'preset' && line.cue && whoOf(line) !== null);
    const moments = Map.groupBy(
      busy,
      (line) => `${line.who_id ?? sameText(whoOf(line) ?? '')} ${sameText(line.cue ?? '')}`,
    );
    return [...moments.values()].flatMap((same) => {
      const ways = new Set(same.map((line) => `${sameText(line.from_place ?? '')} ${sameText(line.to_place ?? '')}`));
      const [first] = same;
      if (first === undefined || ways.size < 2) return [];
      return [{ sceneId: id, who: whoOf(first) ?? '', lineIds: same.map((line) => line.id) }];
    });
  });
}
