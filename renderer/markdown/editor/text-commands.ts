/** What the bar over an editor and its keys do with the text. */
import {
  EditorSelection,
  type EditorState,
  type Line,
  type StateCommand,
  type TransactionSpec,
} from '@codemirror/state';

/** Every line that a selection touches, once. */
function linesTouched(state: EditorState): readonly Line[] {
  const lines = new Map<number, Line>();
  for (const { from, to } of state.selection.ranges)
    for (let at = state.doc.lineAt(from); ; at = state.doc.line(at.number + 1)) {
      lines.set(at.number, at);
      if (at.to >= to || at.number === state.doc.lines) break;
    }
  return [...lines.values()];
}

/** Bold, or no longer so. */
export const toggleBold: StateCommand = ({ state, dispatch }) => {
  const change = state.changeByRange((range): { range: typeof range; changes: TransactionSpec['changes'] & object } => {
    const { from, to } = range;
    const isAround = state.sliceDoc(from - 2, from) === '**' && state.sliceDoc(to, to + 2) === '**';
    if (isAround)
      return {
        changes: [
          { from: from - 2, to: from },
          { from: to, to: to + 2 },
        ],
        range: EditorSelection.range(from - 2, to - 2),
      };
    return {
      changes: [
        { from, insert: '**' },
        { from: to, insert: '**' },
      ],
      range: EditorSelection.range(from + 2, to + 2),
    };
  });
  dispatch(state.update(change, { userEvent: 'input', scrollIntoView: true }));
  return true;
};

/** Puts other marks before each touched line in place of those that it has. */
const remark =
  (pattern: RegExp, next: (mark: string) => string): StateCommand =>
  ({ state, dispatch }) => {
    const changes = linesTouched(state).map((line) => {
      const mark = pattern.exec(line.text)?.[0] ?? '';
      const lead = /^\s*/.exec(mark)?.[0] ?? '';
      return { from: line.from, to: line.from + mark.length, insert: lead + next(mark.slice(lead.length)) };
    });
    dispatch(state.update({ changes, userEvent: 'input', scrollIntoView: true }));
    return true;
  };

/** A heading, a smaller one, none. */
export const cycleHeading: StateCommand = remark(/^#{1,6} +/, (mark) => {
  if (mark === '') return '## ';
  return mark.startsWith('### ') ? '' : mark.startsWith('## ') ? '### ' : '## ';
});
const LIST = /^\s*(?:[-*+]|\d{1,9}[.)]) +(?:\[[ xX]\] +)?/;
/** Points of a list, or no longer so. */
export const toggleList: StateCommand = remark(LIST, (mark) => (mark === '' || mark.includes('[') ? '- ' : ''));
/** Boxes to tick, or points without. */
export const toggleBoxes: StateCommand = remark(LIST, (mark) => (mark.includes('[') ? '- ' : '- [ ] '));

/** Puts a block of its own on the next free line; `cursor`: from its start. */
export function insertBlock(state: EditorState, block: string, cursor: number): TransactionSpec {
  const line = state.doc.lineAt(state.selection.main.head);
  const isFree = line.text.trim() === '';
  const lead = isFree ? '' : state.lineBreak.repeat(2);
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text.trim() : '';
  const at = isFree ? line.from : line.to;
  return {
    changes: { from: at, to: line.to, insert: `${lead}${block}${next === '' ? '' : state.lineBreak}` },
    selection: { anchor: at + lead.length + cursor },
    userEvent: 'input',
    scrollIntoView: true,
  };
}

/** A table of three columns to be filled in. */
export const insertTable: StateCommand = ({ state, dispatch }) => {
  const table = ['|  |  |  |', '| --- | --- | --- |', '|  |  |  |'].join(state.lineBreak);
  dispatch(state.update(insertBlock(state, table, 2)));
  return true;
};
