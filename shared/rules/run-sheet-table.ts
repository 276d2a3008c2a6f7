/**
 * A run sheet as a table of texts, as it comes from a spreadsheet: which column is what is guessed by headings, else by
 * what stands in them; what is not understood is kept and named, and nothing is thrown away.
 */
import { RUN_SHEET_ACTIONS, runSheetLines } from '../schema/tables/run-sheet-lines.ts';
import { sameText } from './run-sheet-view.ts';

/** What a column of a table can be. */
export const TABLE_COLUMNS = [
  'scene',
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
/** One of them; null: not taken. */
export type TableColumn = (typeof TABLE_COLUMNS)[number];

type Action = (typeof RUN_SHEET_ACTIONS)[number];

const HEADINGS: Readonly<Record<TableColumn, readonly string[]>> = {
  scene: ['сцена', 'картина', 'эпизод', 'scene', 'scene no'],
  department: ['цех', 'служба', 'department', 'dept'],
  action: ['действие', 'что делать', 'операция', 'action', 'set/strike'],
  what: ['что', 'предмет', 'наименование', 'реквизит', 'вещь', 'what', 'piece', 'item', 'prop'],
  quantity: ['количество', 'кол-во', 'колво', 'шт', 'quantity', 'qty', 'pcs'],
  from_place: ['откуда', 'из', 'from'],
  to_place: ['куда', 'место', 'to', 'where'],
  who: ['кто', 'исполнитель', 'ответственный', 'who', 'crew'],
  cue: ['когда', 'по чему', 'когда, по чему', 'момент', 'реплика', 'сигнал', 'when', 'cue', 'moment', 'when, at what'],
  note: ['примечание', 'примечания', 'заметка', 'комментарий', 'note', 'notes'],
};

/** Words that people write for an action, beside what we call it. */
const ACTION_WORDS: Readonly<Record<Action, readonly string[]>> = {
  preset: ['зарядка', 'заряжен', 'поставить', 'выставить', 'preset', 'set'],
  on: ['вынести', 'вынос', 'выносит', 'выкатить', 'на сцену', 'внести'],
  off: ['унести', 'убрать', 'увезти', 'укатить', 'со сцены', 'забрать'],
  shift: ['переставить', 'перестановка', 'сменить', 'сдвинуть', 'move'],
  strike: ['разобрать', 'демонтаж', 'снять'],
  hand_over: ['отдать', 'дать', 'подать', 'передача', 'give', 'hand'],
  quick_change: ['переод', 'переодеть', 'быстрое переодевание', 'change'],
  cue: ['реплика', 'подать сигнал', 'пуск', 'go'],
  other: ['прочее', 'другое'],
};

const known = new Map<string, Action>(
  RUN_SHEET_ACTIONS.flatMap((action) => {
    const names = runSheetLines.words.values[action] ?? [];
    return [action, ...names, ...ACTION_WORDS[action]].map((word) => [sameText(word), action] as const);
  }),
);

/** The action that a word means; undefined where nobody knows. */
export const actionOf = (word: string): Action | undefined => known.get(sameText(word));

/** What a heading means; undefined where nobody knows. */
export function columnOf(heading: string): TableColumn | undefined {
  const said = sameText(heading);
  return TABLE_COLUMNS.find((column) => HEADINGS[column].some((word) => sameText(word) === said));
}

/**
 * Cells of a text: with tabs as spreadsheets copy them, else with semicolons or commas as files have them. Quoted cells
 * may hold breaks and the sign between cells.
 */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const clean = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const [head = ''] = clean.split('\n', 1);
  const between = clean.includes('\t') ? '\t' : head.includes(';') ? ';' : head.includes(',') ? ',' : '\t';
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = (): void => {
    // A break within a cell is a blank: cells of a line are one line.
    rows.at(-1)?.push(cell.replaceAll(/\s+/g, ' ').trim());
    cell = '';
  };
  for (let at = 0; at < clean.length; at += 1) {
    const sign = clean.charAt(at);
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (clean.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
    } else if (sign === between) endCell();
    else if (sign === '\n') {
      endCell();
      rows.push([]);
    } else cell += sign;
  }
  endCell();
  return rows.filter((row) => row.some((each) => each !== ''));
}

/** A table with what its columns are. */
export interface ReadTable {
  /** Null: a column that is not taken. */
  readonly columns: readonly (TableColumn | null)[];
  readonly hasHead: boolean;
  /** So many columns it has, by its headings or else by most of its rows; beyond them stands what is too much. */
  readonly usual: number;
  /** Without the headings, all as wide as the widest. */
  readonly rows: readonly (readonly string[])[];
  /** How many cells each of the rows brought. */
  readonly given: readonly number[];
}

/** What comes most often; the larger of several, 0 of none. */
function commonest(widths: readonly number[]): number {
  const times = Map.groupBy(widths, (width) => width);
  const [most] = [...times].toSorted(([a, as], [b, bs]) => bs.length - as.length || b - a);
  return most?.[0] ?? 0;
}

/** Columns in the order in which what nobody named is taken for something. */
const BY_ORDER = ['what', 'from_place', 'to_place', 'who', 'cue', 'note'] as const;

/** Guesses what columns are: by their headings, else by what stands in them and by their order. */
export function readTable(cells: readonly (readonly string[])[], people: readonly string[]): ReadTable {
  const width = Math.max(0, ...cells.map((row) => row.length));
  const wide = cells.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? ''));
  const [head = []] = wide;
  const named = head.map(columnOf);
  const hasHead = named.filter((column) => column !== undefined).length >= Math.max(1, Math.min(2, width));
  const rows = hasHead ? wide.slice(1) : wide;
  const given = cells.slice(hasHead ? 1 : 0).map((row) => row.length);
  const usual = hasHead ? (cells[0]?.length ?? 0) : commonest(given);
  const beyond = Array.from({ length: width - usual }, () => null);
  const columns = hasHead ? once(named).slice(0, usual) : guessed(rows, usual, people);
  return { columns: [...columns, ...beyond], hasHead, usual, rows, given };
}

/** A column is one thing once; headings that come again, or that nobody knows, are not taken. */
function once(columns: readonly (TableColumn | undefined)[]): readonly (TableColumn | null)[] {
  return columns.map((column, index) => (column === undefined || columns.indexOf(column) !== index ? null : column));
}

/** Most of what stands in the column is of that kind. */
function isMostly(values: readonly string[], of: (value: string) => boolean): boolean {
  const said = values.filter((value) => value !== '');
  return said.length > 0 && said.filter(of).length / said.length > 0.6;
}

function guessed(
  rows: readonly (readonly string[])[],
  width: number,
  people: readonly string[],
): readonly (TableColumn | null)[] {
  const columns = Array.from({ length: width }, (_, index) => rows.map((row) => row[index] ?? ''));
  const taken = new Set<TableColumn>();
  const take = (column: TableColumn): TableColumn | null => {
    if (taken.has(column)) return null;
    taken.add(column);
    return column;
  };
  const certain = columns.map((values, index): TableColumn | null | undefined => {
    if (values.every((value) => value === '')) return null;
    // «1, 2, 3» at the left is how a sheet counts its rows.
    if (index === 0 && values.every((value, row) => value === String(row + 1))) return null;
    if (isMostly(values, (value) => actionOf(value) !== undefined)) return take('action');
    if (index === 0 && isMostly(values, (value) => /^\d+[.-]\d+$/.test(value))) return take('scene');
    if (isMostly(values, (value) => /^\d{1,4}$/.test(value))) return take('quantity');
    if (isMostly(values, (value) => personOf(value, people) !== undefined)) return take('who');
    return undefined;
  });
  const rest = BY_ORDER.filter((column) => !taken.has(column));
  return certain.map((column) => (column === undefined ? (rest.shift() ?? null) : column));
}

const words = (name: string): readonly string[] =>
  sameText(name)
    .replaceAll('.', ' ')
    .split(' ')
    .filter((word) => word !== '');

/**
 * The one of the names that is meant: as it is written, or by surname, with initials where they are given. Undefined
 * where nobody is, or several may be.
 */
export function personOf(text: string, names: readonly string[]): string | undefined {
  const given = words(text);
  const [surname, ...initials] = given;
  if (surname === undefined) return undefined;
  const exact = names.filter((name) => sameText(name) === sameText(text));
  if (exact.length === 1) return exact[0];
  const alike = names.filter((name) => {
    const parts = words(name);
    return parts.includes(surname) && initials.every((initial) => parts.some((part) => part.startsWith(initial)));
  });
  return alike.length === 1 ? alike[0] : undefined;
}
