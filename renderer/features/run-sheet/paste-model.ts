/**
 * A table that was pasted, on its way into a run sheet: what each row becomes, and what is not understood of it. Pure.
 */
import type { RunSheet } from '../../../shared/features/run-sheet/queries.ts';
import type { NewLine } from '../../../shared/mutations/run-sheet-mutations.ts';
import { byRank } from '../../../shared/rules/rank.ts';
import { actionOf, personOf, type TableColumn } from '../../../shared/rules/run-sheet-table.ts';
import { sameText } from '../../../shared/rules/run-sheet-view.ts';
import { departmentOf } from './sheet-model.ts';

/** What somebody should look at before it goes in. */
export type Doubt = 'action' | 'who' | 'department' | 'quantity' | 'what' | 'long' | 'scene' | 'few' | 'many';

/** Doubts that change nothing: the text stays as it is written. */
const HARMLESS: ReadonlySet<Doubt> = new Set(['who']);

/** A row of the table as it stands in the preview. */
export interface PastedRow {
  readonly id: string;
  /** Texts by the table's columns. */
  readonly cells: readonly string[];
  /** How many of them it has; the rest is empty to make it as wide as the others. */
  readonly given: number;
  readonly isTaken: boolean;
}

/**
 * The row with the cells from that one on one place further: to the right an empty one comes before it, to the left it
 * joins the one before it.
 */
export function pushed(row: PastedRow, index: number, by: -1 | 1): PastedRow {
  const { cells, given } = row;
  if (by > 0) {
    const wider = cells.toSpliced(index, 0, '');
    return { ...row, cells: wider.at(-1) === '' ? wider.slice(0, -1) : wider, given: Math.max(given, index) + 1 };
  }
  if (index === 0) return row;
  const joined = [cells[index - 1], cells[index]].filter(Boolean).join(' ');
  return { ...row, cells: [...cells.toSpliced(index - 1, 2, joined), ''], given: Math.max(1, given - 1) };
}

/** A row that was understood, as far as it could be. */
export interface ReadRow {
  readonly row: PastedRow;
  /** The heading of a scene, and no line. */
  readonly isHeading: boolean;
  readonly sceneText: string;
  readonly values: Omit<NewLine, 'id'>;
  /** By column of the table. */
  readonly doubts: ReadonlyMap<number, Doubt>;
}

/** A scene and what comes into it. */
export interface PastedPart {
  /** Null: a new scene of that number. */
  readonly sceneId: string | null;
  readonly number: string;
  readonly afterId: string | null;
  readonly rows: readonly ReadRow[];
}

const HEADING = /^(?:сцена|картина|эпизод|scene)\s+(\S+)/i;
const WIDTHS: Readonly<Partial<Record<TableColumn, number>>> = {
  what: 255,
  from_place: 100,
  to_place: 100,
  who: 100,
  cue: 100,
};

/**
 * What the rows say. `columns` as the person has them, the first `usual` of which the table has; the scene of a row
 * without one is that of the row above.
 */
export function readRows(
  rows: readonly PastedRow[],
  columns: readonly (TableColumn | null)[],
  sheet: RunSheet,
  departmentId: string | null,
  usual = columns.length,
): readonly ReadRow[] {
  let scene = '';
  return rows.map((row) => {
    const filled = row.cells.filter((cell) => cell !== '');
    const [, heading] = filled.length === 1 ? (HEADING.exec(filled[0] ?? '') ?? []) : [];
    if (heading !== undefined) scene = heading;
    const at = columns.indexOf('scene');
    const said = at < 0 ? '' : (row.cells[at] ?? '');
    if (said !== '' && heading === undefined) scene = numberIn(said);
    const read = readRow(row, columns, sheet, departmentId, usual);
    // A heading is no line: nothing is missing in it.
    return heading === undefined
      ? { ...read, isHeading: false, sceneText: scene }
      : { ...read, doubts: new Map<number, Doubt>(), isHeading: true, sceneText: scene };
  });
}

/** «Сцена 2.3» and «2.3» are one scene. */
const numberIn = (text: string): string => HEADING.exec(text)?.[1] ?? text;

function readRow(
  row: PastedRow,
  columns: readonly (TableColumn | null)[],
  sheet: RunSheet,
  departmentId: string | null,
  usual: number,
): Pick<ReadRow, 'row' | 'values' | 'doubts'> {
  const doubts = new Map<number, Doubt>();
  const values: Record<string, string | number | null> = { what: '', department_id: departmentId };
  const notes: string[] = [];
  for (const [index, column] of columns.entries()) {
    const text = row.cells[index] ?? '';
    if (column === null && index >= usual && text !== '') {
      notes.push(text);
      doubts.set(index, 'many');
    }
    if (column === null || column === 'scene' || text === '') continue;
    const doubt = take(column, text, sheet, values, notes);
    if (doubt !== undefined) doubts.set(index, doubt);
  }
  if (notes.length > 0) values['note'] = notes.join('; ');
  if (row.given < usual) doubts.set(row.given, 'few');
  const what = columns.indexOf('what');
  if (values['what'] === '' && what >= 0) doubts.set(what, 'what');
  return { row, values: values as Omit<NewLine, 'id'>, doubts };
}

/** Takes one cell; what cannot be said where it stands is kept in the note, so that nothing is lost. */
function take(
  column: Exclude<TableColumn, 'scene'>,
  text: string,
  sheet: RunSheet,
  values: Record<string, string | number | null>,
  notes: string[],
): Doubt | undefined {
  switch (column) {
    case 'action': {
      const action = actionOf(text);
      values['action'] = action ?? 'other';
      if (action === undefined) notes.unshift(text);
      return action === undefined ? 'action' : undefined;
    }
    case 'department': {
      const found = departmentOf(text, sheet.departments);
      if (found === undefined) notes.unshift(text);
      else values['department_id'] = found.id;
      return found === undefined ? 'department' : undefined;
    }
    case 'who': {
      const name = personOf(
        text,
        sheet.people.map((person) => person.name),
      );
      const person = sheet.people.find((one) => one.name === name);
      if (person !== undefined) values['who_id'] = person.id;
      else values['who'] = text.slice(0, WIDTHS.who);
      return person === undefined ? 'who' : undefined;
    }
    case 'quantity': {
      const number = Number(/\d+/.exec(text)?.[0] ?? Number.NaN);
      const isRight = Number.isInteger(number) && number > 0 && number < 1_000_000;
      if (isRight) values['quantity'] = number;
      else notes.unshift(text);
      return isRight ? undefined : 'quantity';
    }
    case 'note':
      notes.push(text);
      return undefined;
    default: {
      const width = WIDTHS[column] ?? 100;
      values[column] = [...text].slice(0, width).join('');
      if ([...text].length <= width) return undefined;
      notes.push(text);
      return 'long';
    }
  }
}

/** Whether a row asks for somebody's eye. */
export const isDoubtful = ({ row, doubts }: ReadRow): boolean =>
  row.isTaken && [...doubts.values()].some((doubt) => !HARMLESS.has(doubt));

/**
 * Rows by the scenes that they come into: those of the target first where no scene is said, each after what is there.
 */
export function partsOf(
  rows: readonly ReadRow[],
  sheet: RunSheet,
  target: { readonly sceneId: string; readonly afterId: string | null } | null,
): readonly PastedPart[] {
  const taken = rows.filter(({ row, isHeading }) => row.isTaken && !isHeading);
  const parts = new Map<string, ReadRow[]>();
  for (const row of taken) parts.set(row.sceneText, [...(parts.get(row.sceneText) ?? []), row]);
  return [...parts].map(([text, of]) => {
    if (text === '' && target !== null) {
      const number = sheet.scenes.find(({ id }) => id === target.sceneId)?.number ?? '';
      return { ...target, number, rows: of };
    }
    const number = text === '' ? '1' : text.slice(0, 20);
    const scene = sheet.scenes.find((one) => sameText(one.number) === sameText(number));
    if (scene === undefined) return { sceneId: null, number, afterId: null, rows: of };
    if (scene.id === target?.sceneId) return { ...target, number: scene.number, rows: of };
    const last = sheet.lines
      .filter((line) => line.scene_id === scene.id)
      .toSorted(byRank)
      .at(-1);
    return { sceneId: scene.id, number: scene.number, afterId: last?.id ?? null, rows: of };
  });
}

/** The act that a number begins with: «2.3» is of the second. */
export const actOf = (number: string): number => Math.min(99, Number(/^(\d+)[.-]/.exec(number)?.[1] ?? 1));
