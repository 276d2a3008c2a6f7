/**
 * The editor over a Markdown text. Its text is the text: what nobody touches keeps every byte, line ends included, and
 * an edit of one line changes that line alone, because others merge by line.
 */
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, type KeyBinding, keymap } from '@codemirror/view';
import { isParsed, MOST_PARSED } from '../../../shared/markdown/parse.ts';
import type { LineMark } from '../merged-text.ts';
import { type LookWords, liveLook, lookWords } from './live-look.ts';
import { markedLines } from './marked-lines.ts';
import { tableGrids } from './table-grids.ts';
import { newRow, nextCell, previousCell } from './table-keys.ts';
import { isFromSpreadsheet, tableFromSpreadsheet } from './table-text.ts';
import { cycleHeading, insertBlock, toggleBold, toggleBoxes, toggleList } from './text-commands.ts';
import { ToldText, toldText } from './told-text.ts';

/** What whoever shows an editor hears of it. */
export interface EditorEvents {
  /** Of a very long text a moment after the stroke. */
  onChange(text: string): void;
  /** Ctrl S and Ctrl Enter. */
  onSave(): void;
  /** Escape. */
  onLeave(): void;
  onPictures(files: readonly File[]): void;
}

/** What may change while an editor is open. */
export const looks = new Compartment();

/**
 * A text as it is: only `\n` ends a line, so that a `\r` before it is kept where it stands. What no database keeps
 * (NUL, halves of letters) does not come in.
 */
const asItIs: Extension = [
  EditorState.lineSeparator.of('\n'),
  EditorState.transactionFilter.of((change) => {
    if (!change.docChanged) return change;
    let isSound = true;
    change.changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => {
      const text = inserted.toString();
      if (text.includes('\u0000') || !text.isWellFormed()) isSound = false;
    });
    if (isSound) return change;
    const sound: { from: number; to: number; insert: string }[] = [];
    change.changes.iterChanges((from, to, _fromB, _toB, inserted) => {
      sound.push({ from, to, insert: inserted.toString().replaceAll('\u0000', '').toWellFormed() });
    });
    return { changes: sound, userEvent: 'input', scrollIntoView: true };
  }),
];

const keys = ({ onSave, onLeave }: EditorEvents, flush: () => void): readonly KeyBinding[] => [
  { key: 'Mod-Enter', run: () => (flush(), onSave(), true), preventDefault: true },
  { key: 'Mod-s', run: () => (flush(), onSave(), true), preventDefault: true },
  { key: 'Escape', run: () => (flush(), onLeave(), true) },
  { key: 'Mod-b', run: toggleBold, preventDefault: true },
  { key: 'Mod-Alt-1', run: cycleHeading, preventDefault: true },
  { key: 'Mod-Shift-8', run: toggleList, preventDefault: true },
  { key: 'Mod-Shift-9', run: toggleBoxes, preventDefault: true },
  { key: 'Tab', run: (view) => nextCell(view) || (isInList(view.state) && indentMore(view)) },
  { key: 'Shift-Tab', run: (view) => previousCell(view) || (isInList(view.state) && indentLess(view)) },
  { key: 'Enter', run: newRow },
];

/** Elsewhere Tab leads on to what follows the editor, as in every field. */
const isInList = (state: EditorState): boolean =>
  /^\s*(?:[-*+]|\d{1,9}[.)]) /.test(state.doc.lineAt(state.selection.main.head).text);

/** Pictures go into the files, rows of a spreadsheet become a table; anything else is text. */
function paste(view: EditorView, data: DataTransfer | null, { onPictures }: EditorEvents): boolean {
  const text = data?.getData('text/plain') ?? '';
  const files = [...(data?.files ?? [])];
  // A spreadsheet copies a picture of its cells as well.
  if (files.length > 0 && text === '') {
    onPictures(files);
    return true;
  }
  if (!isFromSpreadsheet(text)) return false;
  const table = tableFromSpreadsheet(text);
  view.dispatch(view.state.update(insertBlock(view.state, table, table.length)));
  return true;
}

/** Parts that look into the text. */
const LOOK: Extension = [markdown({ base: markdownLanguage, completeHTMLTags: false }), liveLook, tableGrids];
const look = new Compartment();

/** A text that is too long to be looked into, or becomes so, is edited as it is written. */
const lookOf = (text: string): Extension => [
  look.of(isParsed(text) ? LOOK : []),
  EditorState.transactionExtender.of(({ startState, newDoc }) => {
    const isLook = look.get(startState) === LOOK;
    if (newDoc.length > MOST_PARSED) return isLook ? { effects: look.reconfigure([]) } : null;
    // Cut down to what can be looked into, it is.
    const isCut = !isLook && startState.doc.length > MOST_PARSED && isParsed(newDoc.toString());
    return isCut ? { effects: look.reconfigure(LOOK) } : null;
  }),
];

/** The state of an editor over `text`; `marks`: of its lines, from 1. */
export function editorState(
  text: string,
  label: string,
  words: LookWords,
  events: EditorEvents,
  marks: ReadonlyMap<number, LineMark> = new Map(),
): EditorState {
  const told = new ToldText(events.onChange);
  return EditorState.create({
    doc: text,
    extensions: [
      asItIs,
      keymap.of(keys(events, told.flush)),
      lookOf(text),
      markedLines(marks),
      history(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': label,
        spellcheck: 'true',
        // What scrolls can be reached: a text in which one may write is not said to be, without it.
        tabindex: '0',
        'data-testid': 'markdown-editor',
        // In a dialog it has the cursor before the button that closes.
        'data-autofocus': 'true',
      }),
      toldText(told),
      EditorView.domEventHandlers({
        paste: (event, view) => paste(view, event.clipboardData, events),
        drop: (event) => {
          const files = [...(event.dataTransfer?.files ?? [])];
          if (files.length === 0) return false;
          event.preventDefault();
          events.onPictures(files);
          return true;
        },
      }),
      looks.of(lookWords.of(words)),
    ],
  });
}
