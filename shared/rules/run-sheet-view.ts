/**
 * What a run sheet («проводка») says: its lines as they stand in a variant, whose and where they are, and, while a show
 * runs, what is done now, what comes next and in about how many minutes. Pure, the same on a screen and on paper.
 */
import type { Row } from '../schema/catalog.ts';
import { byRank } from './rank.ts';
import { type Standing, standingIn } from './variants.ts';

/** A scene as a run sheet has it. */
export type SheetScene = Pick<
  Row<'scenes'>,
  'id' | 'act' | 'number' | 'title' | 'place' | 'duration_minutes' | 'note' | 'rank'
>;

/** The thing that a line is about, with what somebody who looks for it wants to know. */
export interface SheetThing {
  readonly itemId: string;
  readonly name: string;
  readonly number: string;
  readonly status: string;
  /** Where most of it stands; null where none of it is on stock. */
  readonly place: string | null;
}

/** A line as a run sheet has it: its columns, and names of what it refers to. */
export interface SheetLine
  extends Pick<
    Row<'run_sheet_lines'>,
    | 'id'
    | 'scene_id'
    | 'variant_id'
    | 'replaces_id'
    | 'is_left_out'
    | 'department_id'
    | 'action'
    | 'performance_inventory_id'
    | 'what'
    | 'quantity'
    | 'from_place'
    | 'to_place'
    | 'who_id'
    | 'who'
    | 'cue'
    | 'note'
    | 'rank'
    | 'created_at'
  > {
  /** The name of the employee behind `who_id`. */
  readonly employee: string | null;
  readonly thing: SheetThing | null;
  /** It waits on this laptop to be sent. */
  readonly isPending: boolean;
}

/** A line that was marked on an evening. */
export type SheetMark = Pick<Row<'run_sheet_marks'>, 'line_id' | 'is_done' | 'done_by_name' | 'done_at'>;

/** Whose and which lines somebody wants to see; what is left out does not matter. */
export interface LineFilter {
  /** An employee. */
  readonly personId?: string | null;
  /** A name as it is written, for whom nobody is among the employees. */
  readonly person?: string | null;
  readonly place?: string | null;
  readonly departmentId?: string | null;
}

/** Texts that people mean to be the same: case, ё, spaces and dots at the end do not tell them apart. */
export const sameText = (text: string): string =>
  text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s.…]+$/, '')
    .trim();

/** Who does a line, as it is said; null where it does not say. */
export const whoOf = (line: Pick<SheetLine, 'employee' | 'who'>): string | null => line.employee ?? (line.who || null);

/** Places that a line names, as written. */
export const placesOf = ({ from_place: from, to_place: to }: Pick<SheetLine, 'from_place' | 'to_place'>): string[] => [
  ...new Map([from, to].flatMap((place) => (place ? [[sameText(place), place] as const] : []))).values(),
];

/** Whether a line is one of those that are asked for. */
export function isOf(line: SheetLine, { personId, person, place, departmentId }: LineFilter): boolean {
  if (departmentId && line.department_id !== departmentId) return false;
  if (personId && line.who_id !== personId) return false;
  if (person && sameText(whoOf(line) ?? '') !== sameText(person)) return false;
  return !place || placesOf(line).some((named) => sameText(named) === sameText(place));
}

/**
 * The lines that are done in a variant (null: in the base): those of all variants and its own, without what it replaces
 * or leaves out. A replacement stands, scene and place, where what it replaces stands.
 */
export const linesIn = (lines: readonly SheetLine[], variantId: string | null): readonly SheetLine[] =>
  standingsIn(lines, variantId).flatMap(({ kind, row }) => (kind === 'left_out' ? [] : [row]));

/** How lines stand in a variant, those that are left out as well. `lines` are all live ones, in any order. */
export const standingsIn = (lines: readonly SheetLine[], variantId: string | null): readonly Standing<SheetLine>[] =>
  standingIn(lines.toSorted(byRank), variantId).map((standing) =>
    standing.base === null
      ? standing
      : { ...standing, row: { ...standing.row, scene_id: standing.base.scene_id, rank: standing.base.rank } },
  );

/** Scenes in the order in which they are played. */
export const inOrder = (scenes: readonly SheetScene[]): readonly SheetScene[] => scenes.toSorted(byRank);

/** Lines by scene, each scene's in their order. Lines of scenes that are not there are left out. */
export function linesByScene(
  scenes: readonly SheetScene[],
  lines: readonly SheetLine[],
): ReadonlyMap<string, readonly SheetLine[]> {
  const found = Map.groupBy(lines, (line) => line.scene_id);
  return new Map(inOrder(scenes).map(({ id }) => [id, (found.get(id) ?? []).toSorted(byRank)]));
}

/** A line on an evening. */
export interface EveningLine {
  readonly line: SheetLine;
  readonly scene: SheetScene;
  readonly isDone: boolean;
  readonly doneBy: string | null;
  /** ISO time. */
  readonly doneAt: string | null;
}

/** A line of a later scene. */
export interface ComingLine extends EveningLine {
  /**
   * Minutes until its scene begins, as the durations of scenes say; null where one on the way has none. Rough: nobody
   * plays by the clock.
   */
  readonly minutesUntil: number | null;
}

/** What stands before somebody's eyes while a show runs. */
export interface RunSheetNow {
  /** Null before the first scene, and where the current one is not known. */
  readonly scene: SheetScene | null;
  readonly nextScene: SheetScene | null;
  /** Lines of the current scene that are asked for. */
  readonly current: readonly EveningLine[];
  /** Lines of later scenes that are asked for, in their order, at most `limit`. */
  readonly next: readonly ComingLine[];
  /** The first that is not done, of the current scene and of those after it. */
  readonly first: EveningLine | null;
  /** Lines of earlier scenes that are asked for and not done. */
  readonly missed: readonly EveningLine[];
  /** Of all lines that are asked for. */
  readonly total: number;
  readonly done: number;
}

/** How far the evening is. */
export interface EveningPoint {
  /** Null: it has not begun, and all scenes are still to come. */
  readonly currentSceneId: string | null;
  /** Since the current scene began, as far as somebody knows. */
  readonly minutesIn?: number;
}

/**
 * What is done now and what comes. `lines` are those of the evening's variant, as `runSheet.forEvent` answers them.
 */
export function runSheetNow(
  sheet: {
    readonly scenes: readonly SheetScene[];
    readonly lines: readonly SheetLine[];
    readonly marks: readonly SheetMark[];
  },
  { currentSceneId, minutesIn = 0 }: EveningPoint,
  filter: LineFilter = {},
  limit = 12,
): RunSheetNow {
  const scenes = inOrder(sheet.scenes);
  const byScene = linesByScene(scenes, sheet.lines);
  const marks = new Map(sheet.marks.map((mark) => [mark.line_id, mark]));
  const linesOf = (scene: SheetScene): EveningLine[] =>
    (byScene.get(scene.id) ?? [])
      .filter((line) => isOf(line, filter))
      .map((line) => {
        const mark = marks.get(line.id);
        const isDone = mark?.is_done === true;
        return { line, scene, isDone, doneBy: mark?.done_by_name ?? null, doneAt: mark?.done_at ?? null };
      });
  const at = scenes.findIndex(({ id }) => id === currentSceneId);
  const scene = scenes[at] ?? null;
  const current = scene === null ? [] : linesOf(scene);
  const missed = scenes.slice(0, Math.max(at, 0)).flatMap((before) => linesOf(before));
  const coming: ComingLine[] = [];
  const length = scene === null ? 0 : scene.duration_minutes;
  let minutes = length === null ? null : Math.max(0, length - (scene === null ? 0 : minutesIn));
  for (const later of scenes.slice(at + 1)) {
    for (const line of linesOf(later)) coming.push({ ...line, minutesUntil: minutes });
    minutes = minutes === null || later.duration_minutes === null ? null : minutes + later.duration_minutes;
  }
  const all = [...missed, ...current, ...coming];
  return {
    scene,
    nextScene: scenes[at + 1] ?? null,
    current,
    next: coming.slice(0, limit),
    first: [...current, ...coming].find(({ isDone }) => !isDone) ?? null,
    missed: missed.filter(({ isDone }) => !isDone),
    total: all.length,
    done: all.filter(({ isDone }) => isDone).length,
  };
}
