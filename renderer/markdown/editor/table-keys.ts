/** Keys inside a table: Tab to the next cell, Shift Tab back, Enter a new row. No other row changes by a letter. */
import { syntaxTree } from '@codemirror/language';
import { EditorSelection, type EditorState, type Line, type StateCommand } from '@codemirror/state';
import { cellsOf, emptyRow, isDelimiter } from './table-text.ts';

/** The lines of the table around a place; undefined where there is none. */
export function tableAround(
  state: EditorState,
  at: number,
): { readonly from: number; readonly to: number } | undefined {
  for (let node = syntaxTree(state).resolveInner(at, -1); ; ) {
    if (node.name === 'Table') return { from: node.from, to: node.to };
    if (node.parent === null) break;
    node = node.parent;
  }
  let node = syntaxTree(state).resolveInner(at, 1);
  while (node.name !== 'Table' && node.parent !== null) node = node.parent;
  return node.name === 'Table' ? { from: node.from, to: node.to } : undefined;
}

interface Cell {
  readonly from: number;
  readonly to: number;
}

/** Every cell of the table, row by row. */
function cellsIn(state: EditorState, table: { readonly from: number; readonly to: number }): Cell[] {
  const cells: Cell[] = [];
  for (let at = table.from; at <= table.to; ) {
    const line = state.doc.lineAt(at);
    if (!isDelimiter(line.text))
      for (const { from, to } of cellsOf(line.text)) cells.push({ from: line.from + from, to: line.from + to });
    at = line.to + 1;
  }
  return cells;
}

/** A new row below a line, with the cursor in its first cell. */
function addRow(state: EditorState, line: Line): ReturnType<EditorState['update']> {
  const row = emptyRow(cellsOf(line.text).length);
  return state.update({
    changes: { from: line.to, insert: `${state.lineBreak}${row}` },
    selection: EditorSelection.cursor(line.to + state.lineBreak.length + 2),
    userEvent: 'input',
    scrollIntoView: true,
  });
}

const toCell =
  (step: 1 | -1): StateCommand =>
  ({ state, dispatch }) => {
    const { head } = state.selection.main;
    const table = tableAround(state, head);
    if (table === undefined) return false;
    const cells = cellsIn(state, table);
    const here = cells.findLastIndex(({ from }) => from <= head);
    const next = cells[Math.max(0, here + step)];
    if (next === undefined) dispatch(addRow(state, state.doc.lineAt(table.to)));
    else dispatch(state.update({ selection: EditorSelection.range(next.from, next.to), scrollIntoView: true }));
    return true;
  };

/** Tab. Behind the last cell begins a new row. */
export const nextCell: StateCommand = toCell(1);
export const previousCell: StateCommand = toCell(-1);

const EMPTY_ROW = /^\s*\|(?:\s*\|)*\s*$/;

/** Out of a table: the empty row at its end goes, and behind an empty line begins what is no part of it. */
const leaveBelow = (state: EditorState, line: Line): ReturnType<EditorState['update']> =>
  state.update({
    changes: { from: line.from, to: line.to, insert: state.lineBreak },
    selection: EditorSelection.cursor(line.from + state.lineBreak.length),
    userEvent: 'input',
    scrollIntoView: true,
  });

/** Enter inside a table: a row below; in an empty last row it leads out. */
export const newRow: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const table = main.empty ? tableAround(state, main.head) : undefined;
  // Before a table Enter is an empty line as everywhere.
  if (table === undefined || main.head === table.from) return false;
  const line = state.doc.lineAt(main.head);
  const head = state.doc.lineAt(table.from);
  if (line.to >= table.to && EMPTY_ROW.test(line.text) && line.number > head.number + 1) {
    dispatch(leaveBelow(state, line));
    return true;
  }
  const above = line.number === head.number ? Math.min(head.number + 1, state.doc.lines) : line.number;
  dispatch(addRow(state, state.doc.line(above)));
  return true;
};
