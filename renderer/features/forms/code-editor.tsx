/**
 * A text of code: line numbers, finding, undo of its own, lines with problems marked. Tab indents; after Escape it
 * moves on, as everywhere.
 */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  GutterMarker,
  gutterLineClass,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { Language } from '../../../shared/i18n/language.ts';
import type { TemplateProblem } from '../../../shared/ipc/paper-contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import { phrasesIn } from './code-phrases.ts';
import { typst } from './typst-language.ts';

/** What others do with it. */
export interface CodeHandle {
  /** Counted from one. */
  readonly goTo: (line: number, column: number | null) => void;
  /** In place of what is marked. */
  readonly insert: (text: string) => void;
}

type Props = Readonly<{
  value: string;
  /** Undefined: it can only be read. */
  onChange?: ((value: string) => void) | undefined;
  label: string;
  /** The id of what says more about it. */
  describedBy?: string;
  problems: readonly TemplateProblem[];
  handle: RefObject<CodeHandle | null>;
}>;

const setProblems = StateEffect.define<readonly number[]>();
const wrongLine = Decoration.line({ class: 'code-wrong' });
class WrongNumber extends GutterMarker {
  override elementClass = 'code-wrong-number';
}
const wrongNumber = new WrongNumber();

/** Starts of the lines that have problems, in order. */
const problemLines = StateField.define<readonly number[]>({
  create: () => [],
  update: (starts, { effects, changes, newDoc }) => {
    for (const effect of effects)
      if (effect.is(setProblems))
        return [...new Set(effect.value)]
          .filter((line) => line >= 1 && line <= newDoc.lines)
          .toSorted((a, b) => a - b)
          .map((line) => newDoc.line(line).from);
    if (changes.empty) return starts;
    return [...new Set(starts.map((start) => newDoc.lineAt(changes.mapPos(start)).from))];
  },
});
const marked = (starts: readonly number[]): DecorationSet =>
  Decoration.set(starts.map((start) => wrongLine.range(start)));
const problemMarks: Extension = [
  problemLines,
  EditorView.decorations.compute([problemLines], (state) => marked(state.field(problemLines))),
  gutterLineClass.compute([problemLines], (state) =>
    RangeSet.of(state.field(problemLines).map((start) => wrongNumber.range(start))),
  ),
];

const common: Extension = [
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  drawSelection(),
  history(),
  bracketMatching(),
  indentUnit.of('  '),
  search({ top: true }),
  keymap.of([...searchKeymap, ...historyKeymap, indentWithTab, ...defaultKeymap]),
  typst,
  problemMarks,
];

function useHandle(handle: Props['handle'], view: RefObject<EditorView | null>): void {
  useImperativeHandle(
    handle,
    () => ({
      goTo: (line, column) => {
        const editor = view.current;
        if (editor === null) return;
        const there = editor.state.doc.line(Math.min(Math.max(1, line), editor.state.doc.lines));
        const at = Math.min(there.to, there.from + Math.max(0, (column ?? 1) - 1));
        editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
        editor.focus();
      },
      insert: (text) => {
        const editor = view.current;
        if (editor === null) return;
        editor.dispatch(editor.state.replaceSelection(text));
        editor.focus();
      },
    }),
    [view],
  );
}

type Spoken = Readonly<{ language: Language; label: string; describedBy: string | undefined; isReadOnly: boolean }>;

/** What of it may change while it stands there. */
const spokenPart = new Compartment();
const spoken = ({ language, label, describedBy, isReadOnly }: Spoken): Extension => [
  EditorState.readOnly.of(isReadOnly),
  EditorState.phrases.of(phrasesIn(language)),
  EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-readonly': String(isReadOnly),
    // Reached by keys in any case, which not everybody who reads the page knows.
    tabindex: '0',
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
  }),
];

export function CodeEditor({ value, onChange, label, describedBy, problems, handle }: Props): ReactNode {
  const { language } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const newest = useRef({ value, onChange });
  useLayoutEffect(() => {
    newest.current = { value, onChange };
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const told = EditorView.updateListener.of(({ docChanged, state }) => {
      const typed = state.doc.toString();
      if (docChanged && typed !== newest.current.value) newest.current.onChange?.(typed);
    });
    const extensions = [common, spokenPart.of([]), told];
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({ doc: newest.current.value, extensions }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);
  const isReadOnly = onChange === undefined;
  useEffect(() => {
    const effects = spokenPart.reconfigure(spoken({ language, label, describedBy, isReadOnly }));
    view.current?.dispatch({ effects });
  }, [language, label, describedBy, isReadOnly]);
  // What somebody else has saved, or what was given up.
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const lines = problems.flatMap(({ line, severity }) => (line === null || severity !== 'error' ? [] : [line]));
    view.current?.dispatch({ effects: setProblems.of(lines) });
  }, [problems]);
  useHandle(handle, view);
  return <div ref={host} className="code-editor" data-testid="form-code" />;
}
