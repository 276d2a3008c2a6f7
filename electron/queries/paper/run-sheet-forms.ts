/** The run sheet and the preset list on paper: the same lines, in the ways in which a screen groups them. */
import type { RunSheetData } from '../../../paper/forms/run-sheet/data.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { formatDecimal } from '../../../shared/i18n/number-text.ts';
import type { SheetAbout } from '../../../shared/ipc/paper-contract.ts';
import { groupedLines, type SheetView } from '../../../shared/rules/run-sheet-groups.ts';
import { linesByScene, linesIn, type SheetLine, type SheetScene, whoOf } from '../../../shared/rules/run-sheet-view.ts';
import type { Reading } from '../../replica/reading.ts';
import { linesOf, scenesOf } from '../run-sheet/read-sheet.ts';
import { said } from './pieces.ts';

type About = Extract<SheetAbout, { readonly kind: 'runSheet' }>;

/** A run sheet as paper has it: of one variant, all of it or a department's. */
export interface SheetPaper {
  readonly performanceId: string;
  readonly title: string;
  /** Variant and department, where the sheet is of one. */
  readonly of: readonly string[];
  readonly view: SheetView;
  readonly scenes: readonly SheetScene[];
  readonly lines: readonly SheetLine[];
}

/** Null where the production is not there. */
export function sheetPaperOf(replica: Reading, about: About): SheetPaper | null {
  const { performanceId, variantId, view, departmentId } = about;
  const nameOf = (sql: string, id: string | null): string[] => {
    const name = id === null ? undefined : replica.prepared<[string], { name: string }>(sql).get(id)?.name;
    return name === undefined ? [] : [name];
  };
  const [title] = nameOf('SELECT title AS name FROM performances WHERE id = ?', performanceId);
  if (title === undefined) return null;
  const lines = linesIn(linesOf(replica, performanceId), variantId);
  return {
    performanceId,
    title,
    of: [
      ...nameOf('SELECT name FROM performance_variants WHERE id = ?', variantId),
      ...nameOf('SELECT name FROM departments WHERE id = ?', departmentId),
    ],
    view,
    scenes: scenesOf(replica, performanceId),
    lines: lines.filter((line) => departmentId === null || line.department_id === departmentId),
  };
}

interface Group {
  readonly label: string;
  readonly note: string;
  readonly lines: readonly SheetLine[];
}

const NONE: Readonly<Record<SheetView, readonly [ru: string, en: string]>> = {
  scene: ['', ''],
  person: ['Никто не назначен', 'Nobody named'],
  place: ['Место не указано', 'No place named'],
  thing: ['Без вещи', 'No thing'],
};
const BY: Readonly<Record<SheetView, readonly [ru: string, en: string]>> = {
  scene: ['по сценам', 'by scene'],
  person: ['по людям', 'by person'],
  place: ['по местам', 'by place'],
  thing: ['по вещам', 'by thing'],
};

function groupsOf({ scenes, lines, view }: SheetPaper, language: Language): readonly Group[] {
  if (view !== 'scene')
    return groupedLines(scenes, lines, view).map(({ label, lines: of }) => ({
      label: label === '' ? said(language, ...NONE[view]) : label,
      note: '',
      lines: of,
    }));
  const byScene = linesByScene(scenes, lines);
  return scenes.flatMap((scene) => {
    const of = byScene.get(scene.id) ?? [];
    const minutes =
      scene.duration_minutes === null ? [] : [`${scene.duration_minutes} ${said(language, 'мин', 'min')}`];
    return of.length === 0
      ? []
      : [
          {
            label: [scene.number, scene.title].filter(Boolean).join(' '),
            note: [...(scene.place ? [scene.place] : []), ...minutes].join(' · '),
            lines: of,
          },
        ];
  });
}

const whatOf = ({ what, quantity }: SheetLine, language: Language): string =>
  quantity === null ? what : `${what}, ${formatDecimal(String(quantity), language)} ${said(language, 'шт', 'pcs')}`;

/** A line, and where its thing comes from although it is not to be found there. */
type PaperLine = SheetLine & { readonly from?: string | null };

interface Column {
  readonly label: readonly [ru: string, en: string];
  readonly weight: number;
  value(line: PaperLine, paper: SheetPaper, language: Language): string;
}

const sceneOf = (line: SheetLine, { scenes }: SheetPaper): string =>
  scenes.find(({ id }) => id === line.scene_id)?.number ?? '';

const WHAT: Column = { label: ['Что', 'What'], weight: 34, value: (line, _, language) => whatOf(line, language) };
const FROM: Column = { label: ['Откуда', 'From'], weight: 18, value: (line) => line.from ?? line.from_place ?? '' };
const TO: Column = { label: ['Куда', 'To'], weight: 18, value: (line) => line.to_place ?? '' };
const WHO: Column = { label: ['Кто', 'Who'], weight: 16, value: (line) => whoOf(line) ?? '' };
const SCENE: Column = { label: ['Сцена', 'Scene'], weight: 8, value: sceneOf };
const CUE: Column = {
  label: ['Когда, по чему', 'When, at what'],
  weight: 22,
  value: (line) => [line.cue, line.note].filter(Boolean).join('. '),
};
const ACTION: Column = {
  label: ['Действие', 'Action'],
  weight: 12,
  value: (line, _, language) => statusName(line.action, language),
};

function formOf(
  paper: SheetPaper,
  columns: readonly Column[],
  name: readonly [ru: string, en: string],
  language: Language,
): GatheredSheet {
  const groups = groupsOf(paper, language);
  const keyed: { key: string; text: string }[] = [];
  let number = 0;
  const data = {
    title: `${said(language, ...name)}: ${paper.title}`,
    subtitle: [...paper.of, said(language, ...BY[paper.view])].join(' · '),
    columns: [
      { label: said(language, '№', 'No.'), weight: 5 },
      ...columns.map(({ label, weight }) => ({ label: said(language, ...label), weight })),
    ],
    groups: groups.map(({ label, note, lines }) => ({
      label,
      note,
      rows: lines.map((line) => {
        number += 1;
        const cells = columns.map((column) => column.value(line, paper, language));
        // A line that stands in two groups is one line, whatever it says there.
        if (!keyed.some(({ key }) => key === line.id)) keyed.push({ key: line.id, text: cells.join(' · ') });
        return [String(number), ...cells];
      }),
    })),
    total: `${said(language, 'Строк', 'Lines')}: ${String(paper.lines.length)}`,
  } satisfies RunSheetData;
  return {
    title: data.title.slice(0, 255),
    subject: { table: 'performances', id: paper.performanceId },
    data,
    lines: keyed,
    pictures: [],
  };
}

/** Everything that is done, in its order. */
export function runSheetForm(paper: SheetPaper, language: Language): GatheredSheet {
  const columns =
    paper.view === 'scene' ? [ACTION, WHAT, FROM, TO, WHO, CUE] : [ACTION, WHAT, SCENE, FROM, TO, WHO, CUE];
  return formOf(
    paper,
    columns.filter((column) => column !== WHO || paper.view !== 'person'),
    ['Проводка', 'Run sheet'],
    language,
  );
}

/** What is laid out before it begins. */
export function presetListForm(paper: SheetPaper, language: Language): GatheredSheet {
  // By place each thing stands once, where it has to lie: it is ticked there.
  const lines = paper.lines
    .filter(({ action }) => action === 'preset')
    .map((line) =>
      paper.view === 'place' && line.to_place ? { ...line, from_place: null, from: line.from_place } : line,
    );
  const columns = [WHAT, FROM, TO, WHO, SCENE].filter(
    (column) => (column !== WHO || paper.view !== 'person') && (column !== SCENE || paper.view !== 'scene'),
  );
  return formOf({ ...paper, lines }, columns, ['Зарядка', 'Preset list'], language);
}
