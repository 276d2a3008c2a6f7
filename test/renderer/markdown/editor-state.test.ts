/**
 * The editor keeps every byte: opened and saved a text is the same, an edit changes its own line alone. Without a
 * window: the state is what a window would have.
 */
import { globSync, readFileSync } from 'node:fs';
import { undo, undoDepth } from '@codemirror/commands';
import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chaykaPassport } from '../../../hub/admin/demo-chayka-passport.ts';
import { type EditorEvents, editorState } from '../../../renderer/markdown/editor/editor-state.ts';
import { newRow, nextCell, previousCell } from '../../../renderer/markdown/editor/table-keys.ts';
import {
  cycleHeading,
  insertTable,
  toggleBold,
  toggleBoxes,
  toggleList,
} from '../../../renderer/markdown/editor/text-commands.ts';
import { mergeText } from '../../../shared/rules/merge-text.ts';
import { RUNS } from '../../support/effort.ts';
import { SECTION_TEXT } from '../../support/passport-text.ts';

const silent: EditorEvents = {
  onChange: () => undefined,
  onSave: () => undefined,
  onLeave: () => undefined,
  onPictures: () => undefined,
};
const open = (text: string, at = 0): EditorState => {
  const words = { done: '', open: '', pictureOf: () => undefined };
  const state = editorState(text, 'Раздел', words, silent);
  return state.update({ selection: { anchor: Math.min(at, text.length) } }).state;
};
const textOf = (state: EditorState): string => state.doc.toString();
function after(state: EditorState, command: StateCommand): EditorState {
  let next = state;
  command({ state, dispatch: (change) => (next = change.state) });
  return next;
}

const piece = fc.constantFrom(
  '# Заголовок',
  '- [ ] раз',
  '* два',
  '1) три',
  '| а | б |',
  '| --- | --: |',
  '| 1 |  2|',
  '**ж**',
  '> ц',
  '```',
  '\t',
  '  ',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\u2028',
  '\u00a0',
  '\ufeff',
  '<b>',
  '😀',
  'слово',
  '\\|',
  '   \n',
  '\u000b',
  '\u0085',
);
const markdown = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));

test('a text that is opened and saved unchanged keeps every byte', () => {
  fc.assert(
    fc.property(markdown, (text) => {
      expect(textOf(open(text))).toBe(text);
    }),
    { numRuns: 1_000, seed: 3 },
  );
});

/** Texts as people write them: every Markdown file of the program, the passports of the demo theatre. */
const REAL: readonly string[] = [
  SECTION_TEXT,
  ...chaykaPassport.map(({ content }) => content),
  ...['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')].map((path) => readFileSync(path, 'utf8')),
];

test('real texts keep every byte as well, whatever is done in them and taken back', () => {
  const command = fc.constantFrom(cycleHeading, insertTable, newRow, nextCell, toggleBold, toggleBoxes, toggleList);
  const act = fc.oneof(command, fc.constantFrom('я', '|', '\n', '\t', '# ', '😀'));
  const whole = fc.oneof(fc.constantFrom(...REAL), markdown);
  expect(REAL.length).toBeGreaterThan(40);
  fc.assert(
    fc.property(whole, fc.array(fc.tuple(fc.nat(), act), { maxLength: 6 }), (text, acts) => {
      let state = open(text);
      for (const [place, done] of acts) {
        const at = place % (state.doc.length + 1);
        if (/[\udc00-\udfff]/.test(state.sliceDoc(at, at + 1))) continue;
        state = state.update({ selection: { anchor: at } }).state;
        state = typeof done === 'string' ? state.update(state.replaceSelection(done)).state : after(state, done);
      }
      for (let step = undoDepth(state); step > 0; step -= 1) state = after(state, undo);
      expect(undoDepth(state)).toBe(0);
      expect(textOf(state)).toBe(text);
    }),
    { numRuns: 200 * RUNS, seed: 6 },
  );
});

test('a letter that is typed changes its own line and no other', () => {
  fc.assert(
    fc.property(markdown, fc.nat(), (text, place) => {
      const state = open(text);
      const at = place % (text.length + 1);
      // Between two halves of a letter nothing is typed.
      fc.pre(!/[\udc00-\udfff]/.test(text[at] ?? ''));
      const typed = textOf(state.update({ changes: { from: at, insert: 'я' } }).state);
      const [before, next] = [text.split('\n'), typed.split('\n')];
      const line = text.slice(0, at).split('\n').length - 1;
      expect(next.toSpliced(line, 1)).toEqual(before.toSpliced(line, 1));
      // What somebody else wrote in another line meanwhile is merged with it.
      const theirs = `${text}\n\nдобавлено`;
      if (line < before.length - 1) expect(mergeText(text, theirs, typed)).toBe(`${typed}\n\nдобавлено`);
    }),
    { numRuns: 1_000, seed: 4 },
  );
});

test('NUL and halves of letters do not come in, whatever is pasted', () => {
  const state = open('раз');
  const pasted = state.update({ changes: { from: 3, insert: ' \u0000два\ud800' } }).state;
  expect(textOf(pasted)).toBe('раз два\ufffd');
});

const TABLE = '| а | б |\n| --- | --- |\n| 1 | 2 |\n\nконец';

test('Tab goes from cell to cell over the line of dashes, and begins a row behind the last', () => {
  const first = after(open(TABLE, 2), nextCell);
  expect(first.sliceDoc(first.selection.main.from, first.selection.main.to)).toBe('б');
  const second = after(first, nextCell);
  expect(second.sliceDoc(second.selection.main.from, second.selection.main.to)).toBe('1');
  expect(textOf(second)).toBe(TABLE);
  const back = after(second, previousCell);
  expect(back.sliceDoc(back.selection.main.from, back.selection.main.to)).toBe('б');
  const third = after(after(second, nextCell), nextCell);
  expect(textOf(third)).toBe('| а | б |\n| --- | --- |\n| 1 | 2 |\n|  |  |\n\nконец');
});

test('Enter in a table is a row below, elsewhere it is not ours', () => {
  expect(textOf(after(open(TABLE, 2), newRow))).toBe('| а | б |\n| --- | --- |\n|  |  |\n| 1 | 2 |\n\nконец');
  expect(textOf(after(open(TABLE, TABLE.indexOf('1')), newRow))).toBe(
    '| а | б |\n| --- | --- |\n| 1 | 2 |\n|  |  |\n\nконец',
  );
  expect(textOf(after(open(TABLE, TABLE.length), newRow))).toBe(TABLE);
  // The second Enter leads out of the table, and what is typed then is no row of it.
  const rows = TABLE.split('\n\n')[0] ?? '';
  const out = after(after(open(rows, rows.length), newRow), newRow);
  expect(textOf(out)).toBe(`${rows}\n\n`);
  expect(out.selection.main.head).toBe(rows.length + 2);
});

test('the bar: headings, bold, lists and boxes come and go', () => {
  const lines = ['', '## ', '### ', ''].map((mark) => `${mark}Свет`);
  for (const [at, line] of lines.slice(0, -1).entries())
    expect(textOf(after(open(line, line.length), cycleHeading))).toBe(lines[at + 1]);
  const chosen = open('раз два').update({ selection: EditorSelection.range(4, 7) }).state;
  const bold = after(chosen, toggleBold);
  expect(textOf(bold)).toBe('раз **два**');
  expect(textOf(after(bold, toggleBold))).toBe('раз два');
  const two = open('раз\nдва').update({ selection: EditorSelection.range(0, 7) }).state;
  expect(textOf(after(two, toggleList))).toBe('- раз\n- два');
  expect(textOf(after(after(two, toggleList), toggleBoxes))).toBe('- [ ] раз\n- [ ] два');
  expect(textOf(after(after(two, toggleList), toggleList))).toBe('раз\nдва');
  expect(textOf(after(open('раз', 3), insertTable))).toBe('раз\n\n|  |  |  |\n| --- | --- | --- |\n|  |  |  |');
});

test('two megabytes are opened as they are, without being looked into', () => {
  const text = 'строка длинного раздела\n'.repeat(90_000);
  expect(text.length).toBeGreaterThan(2_000_000);
  const state = open(text);
  expect(textOf(state)).toBe(text);
});
