/**
 * Markdown that looks like what it means while it is written: marks are hidden where the cursor is not, boxes can be
 * ticked, pictures are seen. Nothing of it changes the text.
 */
import { syntaxTree } from '@codemirror/language';
import { type Extension, Facet, type Range } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from '@codemirror/view';

/** A node of the parser's tree on the way through it. */
type NodeRef = Parameters<Parameters<ReturnType<typeof syntaxTree>['iterate']>[0]['enter']>[0];

/** What the look has to know of the world around it. */
export interface LookWords {
  readonly done: string;
  readonly open: string;
  /** Where a picture is shown from; undefined where there is none of that address here. */
  readonly pictureOf: (url: string) => string | undefined;
}
/** Given by whoever shows the editor. */
export const lookWords = Facet.define<LookWords, LookWords>({
  combine: ([given]) => given ?? { done: '', open: '', pictureOf: () => undefined },
});

class BoxWidget extends WidgetType {
  readonly #isDone: boolean;
  readonly #label: string;
  constructor(isDone: boolean, label: string) {
    super();
    this.#isDone = isDone;
    this.#label = label;
  }

  override eq(other: BoxWidget): boolean {
    return other.#isDone === this.#isDone && other.#label === this.#label;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'cm-box';
    box.checked = this.#isDone;
    box.tabIndex = -1;
    box.setAttribute('aria-label', this.#label);
    box.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const at = view.posAtDOM(box);
      // `[ ]`: the letter between the brackets is all that changes.
      view.dispatch({ changes: { from: at + 1, to: at + 2, insert: this.#isDone ? ' ' : 'x' }, userEvent: 'input' });
    });
    box.addEventListener('click', (event) => event.preventDefault());
    return box;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

class PictureWidget extends WidgetType {
  readonly #src: string;
  readonly #alt: string;
  constructor(src: string, alt: string) {
    super();
    this.#src = src;
    this.#alt = alt;
  }

  override eq(other: PictureWidget): boolean {
    return other.#src === this.#src && other.#alt === this.#alt;
  }

  override toDOM(view: EditorView): HTMLElement {
    const picture = document.createElement('img');
    picture.className = 'cm-picture';
    picture.src = this.#src;
    picture.alt = this.#alt;
    picture.addEventListener('load', () => view.requestMeasure());
    return picture;
  }
}

class PointWidget extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const point = document.createElement('span');
    point.className = 'cm-point';
    point.textContent = '•';
    return point;
  }
}

const hidden = Decoration.replace({});
const point = Decoration.replace({ widget: new PointWidget() });
const CLASSES: Readonly<Record<string, Decoration>> = {
  StrongEmphasis: Decoration.mark({ class: 'cm-strong' }),
  Emphasis: Decoration.mark({ class: 'cm-em' }),
  Strikethrough: Decoration.mark({ class: 'cm-strike' }),
  InlineCode: Decoration.mark({ class: 'cm-code' }),
  Link: Decoration.mark({ class: 'cm-link' }),
  HeaderMark: Decoration.mark({ class: 'cm-sign' }),
  EmphasisMark: Decoration.mark({ class: 'cm-sign' }),
  LinkMark: Decoration.mark({ class: 'cm-sign' }),
  URL: Decoration.mark({ class: 'cm-sign' }),
};
const HEADINGS = [1, 2, 3, 4, 5, 6].map((level) => Decoration.line({ class: `cm-heading cm-h${level}` }));
const quote = Decoration.line({ class: 'cm-quote' });
const plain = Decoration.line({ class: 'cm-plain' });

class Look {
  decorations: DecorationSet;
  constructor(view: EditorView) {
    this.decorations = this.#draw(view);
  }

  update({ view, docChanged, viewportChanged, selectionSet, startState, state, focusChanged }: ViewUpdate): void {
    const isParsedOn = syntaxTree(startState) !== syntaxTree(state);
    const hasOtherWords = startState.facet(lookWords) !== state.facet(lookWords);
    if (docChanged || viewportChanged || selectionSet || focusChanged || isParsedOn || hasOtherWords)
      this.decorations = this.#draw(view);
  }

  #draw(view: EditorView): DecorationSet {
    const found: Range<Decoration>[] = [];
    for (const { from, to } of view.visibleRanges)
      syntaxTree(view.state).iterate({ from, to, enter: (node) => this.#node(view, node, found) });
    return Decoration.set(found, true);
  }

  /** Whether the cursor is at a stretch, so that its source is shown. */
  #isTouched({ state, hasFocus }: EditorView, from: number, to: number): boolean {
    return hasFocus && state.selection.ranges.some((range) => range.from <= to && range.to >= from);
  }

  #node(view: EditorView, { name, from, to, node }: NodeRef, found: Range<Decoration>[]): boolean | undefined {
    const { state } = view;
    const line = state.doc.lineAt(from);
    // Replacing reaches over no end of a line, and an empty stretch is nothing to decorate.
    if (name === 'Table') return false;
    const [, level] = /^(?:ATX|Setext)Heading(\d)$/.exec(name) ?? [];
    if (level !== undefined) {
      found.push((HEADINGS[Number(level) - 1] ?? quote).range(line.from));
      return undefined;
    }
    if (name === 'Blockquote' || name === 'FencedCode') {
      for (let at = line; ; at = state.doc.line(at.number + 1)) {
        found.push((name === 'Blockquote' ? quote : plain).range(at.from));
        if (at.to >= to || at.number === state.doc.lines) break;
      }
      return undefined;
    }
    if (from >= to || to > line.to) return undefined;
    if (name === 'HeaderMark' && !this.#isTouched(view, line.from, line.to)) {
      const end = state.sliceDoc(to, to + 1) === ' ' ? to + 1 : to;
      found.push(hidden.range(from, end));
    } else if (name === 'EmphasisMark' || name === 'StrikethroughMark' || name === 'CodeMark') {
      const whole = node.parent;
      if (whole !== null && whole.name !== 'FencedCode' && !this.#isTouched(view, whole.from, whole.to))
        found.push(hidden.range(from, to));
    } else if (name === 'ListMark') this.#listMark(view, { from, to, node }, found);
    else if (name === 'TaskMarker' && !this.#isTouched(view, from + 1, to - 1)) {
      const isDone = /[xX]/.test(state.sliceDoc(from, to));
      const words = state.facet(lookWords);
      const widget = new BoxWidget(isDone, isDone ? words.done : words.open);
      found.push(Decoration.replace({ widget }).range(from, to));
    } else if (name === 'Image') return this.#picture(view, from, to, found);
    else if (name === 'Link') this.#link(view, node.firstChild === null ? undefined : { from, to, node }, found);
    else if (CLASSES[name] !== undefined) found.push(CLASSES[name].range(from, to));
    return undefined;
  }

  #listMark(
    view: EditorView,
    { from, to, node }: Pick<NodeRef, 'from' | 'to' | 'node'>,
    found: Range<Decoration>[],
  ): void {
    const { state } = view;
    if (!/[-*+]/.test(state.sliceDoc(from, to)) || this.#isTouched(view, from, to)) return;
    const isTask = node.nextSibling?.name === 'Task';
    found.push(isTask ? hidden.range(from, Math.min(to + 1, state.doc.lineAt(to).to)) : point.range(from, to));
  }

  /** A picture in place of its address, unless somebody is at it. */
  #picture(view: EditorView, from: number, to: number, found: Range<Decoration>[]): boolean | undefined {
    const [, alt = '', url = ''] = /^!\[(.*)\]\((\S+?)\)$/.exec(view.state.sliceDoc(from, to)) ?? [];
    const src = view.state.facet(lookWords).pictureOf(url);
    if (src === undefined || this.#isTouched(view, from, to)) return undefined;
    found.push(Decoration.replace({ widget: new PictureWidget(src, alt) }).range(from, to));
    return false;
  }

  #link(view: EditorView, link: Pick<NodeRef, 'from' | 'to' | 'node'> | undefined, found: Range<Decoration>[]): void {
    if (link === undefined) return;
    const { from, to, node } = link;
    if (CLASSES['Link'] !== undefined) found.push(CLASSES['Link'].range(from, to));
    if (this.#isTouched(view, from, to)) return;
    const marks = node.getChildren('LinkMark');
    const [start, end] = [marks[0], marks[1]];
    if (start === undefined || end === undefined || node.getChild('URL') === null) return;
    found.push(hidden.range(start.from, start.to), hidden.range(end.from, to));
  }
}

/** The look itself. */
export const liveLook: Extension = ViewPlugin.fromClass(Look, { decorations: (look) => look.decorations });
