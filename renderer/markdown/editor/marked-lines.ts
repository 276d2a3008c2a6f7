/** Lines that are marked from the beginning, and stay so while the text around them changes: whose a version is. */
import { type Extension, RangeSetBuilder, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { LineMark } from '../merged-text.ts';

const LOOKS: Readonly<Record<LineMark, Decoration>> = {
  gone: Decoration.line({ class: 'cm-marked', attributes: { 'data-kind': 'gone' } }),
  fresh: Decoration.line({ class: 'cm-marked', attributes: { 'data-kind': 'fresh' } }),
};

/** By line of the text that the editor begins with, from 1. */
export const markedLines = (marks: ReadonlyMap<number, LineMark>): Extension =>
  StateField.define<DecorationSet>({
    create: ({ doc }) => {
      const builder = new RangeSetBuilder<Decoration>();
      for (const [number, mark] of [...marks].toSorted(([a], [b]) => a - b))
        if (number <= doc.lines) builder.add(doc.line(number).from, doc.line(number).from, LOOKS[mark]);
      return builder.finish();
    },
    update: (drawn, change) => drawn.map(change.changes),
    provide: (field) => EditorView.decorations.from(field),
  });
