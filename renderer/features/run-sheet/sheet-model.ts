/** The grid of a run sheet as data: its bands and lines, what cells say, and what a text in a cell means. Pure. */
import type { RunSheet, SheetDepartment, SheetPerson } from '../../../shared/features/run-sheet/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { groupedLines, handsClashes, keyOfPerson, type SheetView } from '../../../shared/rules/run-sheet-groups.ts';
import { actionOf, personOf } from '../../../shared/rules/run-sheet-table.ts';
import {
  linesByScene,
  type SheetLine,
  type SheetScene,
  sameText,
  standingsIn,
  whoOf,
} from '../../../shared/rules/run-sheet-view.ts';
import type { Standing } from '../../../shared/rules/variants.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';

/** Columns of the grid, from the left. */
export const COLUMNS = [
  'department',
  'action',
  'what',
  'quantity',
  'from_place',
  'to_place',
  'who',
  'cue',
  'note',
] as const;
/** One of them. */
export type ColumnKey = (typeof COLUMNS)[number];

/** Of each column the one of the table whose name it bears. */
export const FIELD: Readonly<Record<ColumnKey, string>> = {
  department: 'department_id',
  action: 'action',
  what: 'what',
  quantity: 'quantity',
  from_place: 'from_place',
  to_place: 'to_place',
  who: 'who_id',
  cue: 'cue',
  note: 'note',
};

/** A heading: of a scene, or in other views of a person, a place, a thing. */
export interface Band {
  readonly kind: 'band';
  readonly key: string;
  readonly label: string;
  readonly scene: SheetScene | null;
  readonly count: number;
  /** Who is asked to be in two places at once. */
  readonly clashes: readonly string[];
  readonly isFolded: boolean;
  /** It is the reader's own. */
  readonly isOwn: boolean;
}

/** A line as it is shown. */
export interface Line {
  readonly kind: 'line';
  readonly key: string;
  readonly line: SheetLine;
  /** Its place among all lines that are done, from 1; null of one that is not. */
  readonly number: number | null;
  readonly scene: SheetScene | undefined;
  readonly standing: Standing<SheetLine>['kind'];
  /** Of a variant's row the line of the base in whose place it stands. */
  readonly base: SheetLine | null;
  /** Somebody else replaced it as well: the latest stands. */
  readonly doubles: number;
  readonly isClash: boolean;
  /** It is not written yet. */
  readonly isDraft: boolean;
}

/** Where a line is added to a scene. */
export interface Adding {
  readonly kind: 'add';
  readonly key: string;
  readonly scene: SheetScene;
}

/** One row of the grid. */
export type Entry = Band | Line | Adding;

/** A line that somebody has begun and not written a word of. */
export interface Draft {
  readonly sceneId: string;
  readonly afterId: string | null;
  readonly line: SheetLine;
}

/** What the grid is to show. */
export interface Wanted {
  readonly variant: string | null;
  readonly view: SheetView;
  readonly departmentId: string | null;
  readonly isDifferingOnly: boolean;
  readonly folded: ReadonlySet<string>;
  readonly draft: Draft | null;
  readonly mayEdit: boolean;
}

/** The rows of the grid, and the numbers that stand above it. */
export interface Grid {
  readonly entries: readonly Entry[];
  /** Lines that are done in the variant, whatever is filtered. */
  readonly total: number;
  readonly minutes: number;
  readonly byDepartment: ReadonlyMap<string, number>;
  readonly differing: number;
}

/** A line with nothing in it. */
export const emptyLine = (id: string, sceneId: string, like: SheetLine | undefined): SheetLine => ({
  id,
  scene_id: sceneId,
  variant_id: null,
  replaces_id: null,
  is_left_out: false,
  department_id: like?.department_id ?? null,
  action: like?.action ?? 'on',
  performance_inventory_id: null,
  what: '',
  quantity: null,
  from_place: null,
  to_place: null,
  who_id: like?.who_id ?? null,
  who: like?.who ?? null,
  cue: null,
  note: null,
  rank: '',
  created_at: '',
  employee: like?.employee ?? null,
  thing: null,
  isPending: true,
});

/** Bands and lines of the run sheet as it is wanted. */
export function gridOf(sheet: RunSheet, wanted: Wanted): Grid {
  const standings = standingsIn(sheet.lines, wanted.variant);
  const done = standings.flatMap(({ kind, row }) => (kind === 'left_out' ? [] : [row]));
  const clashes = handsClashes(sheet.scenes, done);
  const clashing = new Set(clashes.flatMap(({ lineIds }) => lineIds));
  const byId = new Map(standings.map((standing) => [standing.row.id, standing]));
  const scenes = new Map(sheet.scenes.map((scene) => [scene.id, scene]));
  const numbers = new Map(
    [...linesByScene(sheet.scenes, done).values()].flat().map((line, index) => [line.id, index + 1]),
  );
  const isShown = ({ kind, row }: Standing<SheetLine>): boolean =>
    (wanted.departmentId === null || row.department_id === wanted.departmentId) &&
    (!wanted.isDifferingOnly || kind !== 'base');
  const entryOf = (line: SheetLine, under: string): Line => {
    const standing = byId.get(line.id);
    return {
      kind: 'line',
      key: under === '' ? line.id : `${under} ${line.id}`,
      line,
      number: numbers.get(line.id) ?? null,
      scene: scenes.get(line.scene_id),
      standing: standing?.kind ?? 'base',
      base: standing?.kind === 'added' ? null : (standing?.base ?? null),
      doubles: standing?.doubles.length ?? 0,
      isClash: clashing.has(line.id),
      isDraft: false,
    };
  };
  const shown = standings.filter(isShown).map(({ row }) => row);
  const own = sheet.ownId === null ? undefined : keyOfPerson(sheet.ownId);
  const entries =
    wanted.view === 'scene'
      ? sceneEntries(sheet, shown, wanted, entryOf, clashes)
      : groupedLines(
          sheet.scenes,
          shown.filter((line) => byId.get(line.id)?.kind !== 'left_out'),
          wanted.view,
          own,
        ).flatMap((group): Entry[] => {
          const isFolded = wanted.folded.has(group.key);
          const band: Band = {
            kind: 'band',
            key: group.key,
            label: group.label,
            scene: null,
            count: group.lines.length,
            clashes: [],
            isFolded,
            isOwn: group.key === own,
          };
          return [band, ...(isFolded ? [] : group.lines.map((line) => entryOf(line, group.key)))];
        });
  return {
    entries,
    total: done.length,
    minutes: sheet.scenes.reduce((sum, scene) => sum + (scene.duration_minutes ?? 0), 0),
    byDepartment: counted(done),
    differing: standings.filter(({ kind }) => kind !== 'base').length,
  };
}

function counted(lines: readonly SheetLine[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { department_id: id } of lines) if (id !== null) found.set(id, (found.get(id) ?? 0) + 1);
  return found;
}

function sceneEntries(
  sheet: RunSheet,
  shown: readonly SheetLine[],
  wanted: Wanted,
  entryOf: (line: SheetLine, under: string) => Line,
  clashes: ReturnType<typeof handsClashes>,
): Entry[] {
  const byScene = linesByScene(sheet.scenes, shown);
  return sheet.scenes.flatMap((scene): Entry[] => {
    const lines = byScene.get(scene.id) ?? [];
    // What is looked for stands alone: scenes without any of it would only be in the way.
    if (lines.length === 0 && (wanted.isDifferingOnly || wanted.departmentId !== null)) return [];
    const isFolded = wanted.folded.has(scene.id);
    const band: Band = {
      kind: 'band',
      key: scene.id,
      label: sceneLabel(scene),
      scene,
      count: lines.length,
      clashes: [...new Set(clashes.filter(({ sceneId }) => sceneId === scene.id).map(({ who }) => who))],
      isFolded,
      isOwn: false,
    };
    if (isFolded) return [band];
    const rows: Line[] = lines.map((line) => entryOf(line, ''));
    const { draft } = wanted;
    if (draft?.sceneId === scene.id && !rows.some(({ line }) => line.id === draft.line.id)) {
      const at = draft.afterId === null ? 0 : rows.findIndex(({ line }) => line.id === draft.afterId) + 1;
      rows.splice(draft.afterId !== null && at === 0 ? rows.length : at, 0, draftEntry(draft, scene));
    }
    return [
      band,
      ...rows,
      ...(wanted.mayEdit && !wanted.isDifferingOnly ? [{ kind: 'add', key: `add ${scene.id}`, scene } as const] : []),
    ];
  });
}

const draftEntry = ({ line }: Draft, scene: SheetScene): Line => ({
  kind: 'line',
  key: line.id,
  line,
  number: null,
  scene,
  standing: 'base',
  base: null,
  doubles: 0,
  isClash: false,
  isDraft: true,
});

/** «2.3 Чайка у скамьи» */
export const sceneLabel = ({ number, title }: Pick<SheetScene, 'number' | 'title'>): string =>
  title === null || title === '' ? number : `${number} ${title}`;

/** What a cell says. */
export function cellText(
  line: SheetLine,
  column: ColumnKey,
  sheet: Pick<RunSheet, 'departments'>,
  language: Language,
): string {
  switch (column) {
    case 'department':
      return sheet.departments.find(({ id }) => id === line.department_id)?.name ?? '';
    case 'action':
      return statusName(line.action, language);
    case 'quantity':
      return line.quantity === null ? '' : String(line.quantity);
    case 'who':
      return whoOf(line) ?? '';
    default:
      return line[column] ?? '';
  }
}

/** What is to change in a line. */
export type Patch = Readonly<Record<string, JsonValue>>;

/** Those of the changes that change anything, with what stands there now; undefined where nothing does. */
export function changesOf(
  line: SheetLine,
  patch: Patch,
): { readonly changes: Patch; readonly seen: Patch } | undefined {
  const held = line as unknown as Readonly<Record<string, JsonValue>>;
  const changed = Object.entries(patch).filter(([name, value]) => value !== (held[name] ?? null));
  if (changed.length === 0) return undefined;
  return {
    changes: Object.fromEntries(changed),
    seen: Object.fromEntries(changed.map(([name]) => [name, held[name] ?? null])),
  };
}

interface Known {
  readonly departments: readonly SheetDepartment[];
  readonly people: readonly SheetPerson[];
}

/** The department of that name or code. */
export const departmentOf = (text: string, departments: readonly SheetDepartment[]): SheetDepartment | undefined =>
  departments.find(({ name, code }) => sameText(name) === sameText(text) || sameText(code) === sameText(text));

/** What a text in a cell means; undefined where the cell cannot say it. An empty text clears the cell. */
export function patchOf(column: ColumnKey, text: string, { departments, people }: Known): Patch | undefined {
  const said = text.trim();
  const none = said === '' ? null : said;
  switch (column) {
    case 'department': {
      if (none === null) return { department_id: null };
      const found = departmentOf(said, departments);
      return found === undefined ? undefined : { department_id: found.id };
    }
    case 'action': {
      if (none === null) return { action: 'other' };
      const action = actionOf(said);
      return action === undefined ? undefined : { action };
    }
    case 'what':
      return none === null ? { what: '', performance_inventory_id: null } : { what: said.slice(0, 255) };
    case 'quantity': {
      if (none === null) return { quantity: null };
      const number = Number(said.replace(/[^\d]/g, ''));
      return Number.isInteger(number) && number > 0 && number < 1_000_000 ? { quantity: number } : undefined;
    }
    case 'who': {
      if (none === null) return { who_id: null, who: null };
      const name = personOf(
        said,
        people.map((person) => person.name),
      );
      const person = people.find((one) => one.name === name);
      return person === undefined ? { who_id: null, who: said.slice(0, 100) } : { who_id: person.id, who: null };
    }
    case 'note':
      return { note: none };
    default:
      return { [column]: none?.slice(0, 100) ?? null };
  }
}
