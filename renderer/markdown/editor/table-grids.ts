/**
 * Tables drawn as grids while the cursor is elsewhere; where it is inside, their source in columns that stand below
 * each other by room that is drawn and not written: a row that nobody touches keeps every byte.
 */
import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, type Line, RangeSetBuilder, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { ColumnAlign, Inline } from '../../../shared/markdown/document.ts';
import { parseMarkdown, plainText, SHORT_CELL } from '../../../shared/markdown/parse.ts';
import { cellsOf, isDelimiter } from './table-text.ts';

function nodesOf(parts: readonly Inline[]): (Node | string)[] {
  return parts.map((part) => {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'break') return ' ';
    if (part.kind === 'image') return part.alt;
    const tag = { strong: 'strong', emphasis: 'em', strike: 's', code: 'code', link: 'span' }[part.kind];
    const element = document.createElement(tag);
    element.append(...(part.kind === 'code' ? [part.text] : nodesOf(part.parts)));
    return element;
  });
}

/** Signs with which something begins that is not the text itself. */
const SIGNS = /[\\`*_~[\]<>!&@#]|:\/\/|www\.|^\s*(?:[-+]|\d+[.)])\s/;

/** What a cell says. Most say no more than their text: only where there is a sign in it, it is looked into. */
function partsOf(cell: string): readonly Inline[] {
  const plain: readonly Inline[] = [{ kind: 'text', text: cell.replaceAll('\\|', '|') }];
  if (!SIGNS.test(cell.replaceAll('\\|', '|'))) return plain;
  const [block] = parseMarkdown(cell.replaceAll('\\|', '|'));
  return block?.kind === 'paragraph' ? block.parts : plain;
}

const alignOf = (dashes: string): ColumnAlign => {
  if (!dashes.endsWith(':')) return 'left';
  return dashes.startsWith(':') ? 'center' : 'right';
};

function boxOf(tag: 'th' | 'td', said: string, side: ColumnAlign): HTMLElement {
  const box = document.createElement(tag);
  const parts = partsOf(said);
  box.dataset['align'] = side;
  if (plainText(parts).length <= SHORT_CELL) box.dataset['short'] = '';
  box.append(...nodesOf(parts));
  return box;
}

class GridWidget extends WidgetType {
  readonly #source: string;
  constructor(source: string) {
    super();
    this.#source = source;
  }

  override eq(other: GridWidget): boolean {
    return other.#source === this.#source;
  }

  override toDOM(view: EditorView): HTMLElement {
    const frame = document.createElement('div');
    frame.className = 'cm-grid';
    const lines = this.#source.split('\n');
    const aligns = cellsOf(lines[1] ?? '').map(({ from, to }) => alignOf(lines[1]?.slice(from, to) ?? ''));
    const table = document.createElement('table');
    for (const [row, line] of lines.entries()) {
      if (row === 1) continue;
      const shown = document.createElement('tr');
      const cells = cellsOf(line);
      for (const [column, side] of aligns.entries()) {
        const place = cells[column];
        const box = boxOf(row === 0 ? 'th' : 'td', place === undefined ? '' : line.slice(place.from, place.to), side);
        box.addEventListener('mousedown', (event) => {
          event.preventDefault();
          enter(view, frame, row, column);
        });
        shown.append(box);
      }
      table.append(shown);
    }
    frame.append(table);
    return frame;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** The cursor into a cell of the grid that was pressed. */
function enter(view: EditorView, frame: HTMLElement, row: number, column: number): void {
  const start = view.state.doc.lineAt(view.posAtDOM(frame));
  const line = view.state.doc.line(Math.min(view.state.doc.lines, start.number + row));
  const cell = cellsOf(line.text)[column];
  view.dispatch({ selection: { anchor: cell === undefined ? line.to : line.from + cell.to }, scrollIntoView: true });
  view.focus();
}

class RoomWidget extends WidgetType {
  readonly #letters: number;
  constructor(letters: number) {
    super();
    this.#letters = letters;
  }

  override eq(other: RoomWidget): boolean {
    return other.#letters === this.#letters;
  }

  override toDOM(): HTMLElement {
    const room = document.createElement('span');
    room.setAttribute('aria-hidden', 'true');
    room.style.display = 'inline-block';
    room.style.width = `${this.#letters}ch`;
    return room;
  }
}

const rowLine = Decoration.line({ class: 'cm-row' });
const delimiterLine = Decoration.line({ class: 'cm-row cm-row-delimiter' });

/** Rows of a table up to which its columns stand below each other while somebody writes in it. */
const MOST_ALIGNED = 300;

/** Lines of a table while somebody writes in it, with room behind each cell up to the width of its column. */
function align(state: EditorState, from: number, to: number, into: RangeSetBuilder<Decoration>): void {
  const rows: Line[] = [];
  for (let at = from; at <= to; ) {
    const line = state.doc.lineAt(at);
    rows.push(line);
    at = line.to + 1;
  }
  const cells = rows.length > MOST_ALIGNED ? [] : rows.map(({ text }) => cellsOf(text));
  const widths: number[] = [];
  for (const row of cells)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.to - cell.from);
  for (const [index, row] of rows.entries()) {
    into.add(row.from, row.from, index === 1 && isDelimiter(row.text) ? delimiterLine : rowLine);
    for (const [column, cell] of (cells[index] ?? []).entries()) {
      const room = (widths[column] ?? 0) - (cell.to - cell.from);
      if (room > 0)
        into.add(row.from + cell.to, row.from + cell.to, Decoration.widget({ widget: new RoomWidget(room), side: 1 }));
    }
  }
}

function draw(state: EditorState): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  syntaxTree(state).iterate({
    enter: (node) => {
      if (node.name !== 'Table') return node.name === 'Document';
      // Inside quotes and lists a table stays as it is written: its rows begin with the marks of these.
      const [first, last] = [state.doc.lineAt(node.from), state.doc.lineAt(node.to)];
      const isTouched = state.selection.ranges.some(({ from, to }) => from <= last.to && to >= first.from);
      if (isTouched) align(state, first.from, last.to, builder);
      else if (first.from === node.from)
        builder.add(
          first.from,
          last.to,
          Decoration.replace({ widget: new GridWidget(state.sliceDoc(first.from, last.to)), block: true }),
        );
      return false;
    },
  });
  return builder.finish();
}

/** Draws tables. */
export const tableGrids: Extension = StateField.define<DecorationSet>({
  create: draw,
  update: (drawn, change) =>
    change.docChanged || change.selection !== undefined || syntaxTree(change.state) !== syntaxTree(change.startState)
      ? draw(change.state)
      : drawn,
  provide: (field) => EditorView.decorations.from(field),
});
