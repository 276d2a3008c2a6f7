/** One label: where its code stands, and where each line of its text. Millimetres from its upper left corner. */
import { type CodeMatrix, type Encode, LEAST_MODULE_MM, QUIET_MODULES } from './code-matrix.ts';
import type { LabelDesign, LabelField, Symbology } from './label-design.ts';
import { type FittedLine, fitText } from './text-fit.ts';

/** What a label is about. */
export interface LabelContent {
  /** What the code holds, as scanners will say it. */
  readonly code: string;
  readonly texts: Readonly<Partial<Record<LabelField, string>>>;
}

/** The dark field of a code, without its quiet zone. */
export interface PlacedCode {
  readonly matrix: CodeMatrix;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** One module, in millimetres; whole dots of the printer. */
  readonly module: number;
}

/**
 * What did not go as it was designed. `codeReplaced`: DataMatrix stands where Code 128 had no room, or could not say
 * it; `codeLeftOut`: no code had room; `textCut`: the end of a text, or a line of it, is missing.
 */
export const labelNotices = ['codeReplaced', 'codeLeftOut', 'textCut'] as const;
export type LabelNotice = (typeof labelNotices)[number];

export interface LabelDrawing {
  readonly lines: readonly FittedLine[];
  readonly code: PlacedCode | undefined;
  readonly notices: readonly LabelNotice[];
}

/** How it is drawn. */
export interface DrawingMeans {
  readonly encode: Encode;
  /** The printer's dot in millimetres: modules are whole ones, so that all bars of one width come out alike. */
  readonly dot: number;
}

/** A dot of a laser printer, of which labels of 300 dots per inch have whole ones as well. */
export const PAPER_DOT_MM = 25.4 / 300;
/** Between a code and its text. */
const GAP_MM = 1.5;
/** A code takes so much of the label's width, or height, and more only where it could not be read otherwise. */
const SHARE = { square: 0.36, beside: 0.62, linearHeight: 0.42 } as const;
const MOST_SHARE = 0.62;
/** Bars are so high: a scanner that is held askew still meets all of them. */
const LINEAR_HEIGHT_MM = { least: 5, most: 40 } as const;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
type Side = NonNullable<LabelDesign['code']>['side'];

/** Draws a label. Whatever it is about, nothing leaves the label and no text touches the code. */
export function drawLabel(design: LabelDesign, content: LabelContent, means: DrawingMeans): LabelDrawing {
  const notices: LabelNotice[] = [];
  const inner: Box = {
    x: design.padding,
    y: design.padding,
    width: design.width - 2 * design.padding,
    height: design.height - 2 * design.padding,
  };
  const placed = design.code === null ? undefined : placeCode(design, design.code, content.code, means, notices);
  const room = placed === undefined ? inner : beside(inner, placed.code, placed.side);
  const wanted = design.lines.map((line) => ({
    ...line,
    text: line.field === 'text' ? line.text : (content.texts[line.field] ?? ''),
  }));
  const align = placed !== undefined && isVertical(placed.side) ? 'center' : design.align;
  const fitted = fitText(wanted, room, align);
  if (fitted.isCut) notices.push('textCut');
  const lines = fitted.lines.map((line) => ({ ...line, x: line.x + room.x, y: line.y + room.y }));
  return { lines, code: placed?.code, notices };
}

const isVertical = (side: Side): boolean => side === 'top' || side === 'bottom';

interface Placed {
  readonly code: PlacedCode;
  readonly side: Side;
}

function placeCode(
  design: LabelDesign,
  { symbology, side }: NonNullable<LabelDesign['code']>,
  text: string,
  means: DrawingMeans,
  notices: LabelNotice[],
): Placed | undefined {
  const wide = design.width > design.height * 1.2;
  const tries: readonly (readonly [Symbology, Side])[] =
    symbology === 'code128'
      ? [
          [symbology, side],
          ['datamatrix', wide && isVertical(side) ? 'left' : side],
        ]
      : [[symbology, side]];
  for (const [index, [kind, where]] of tries.entries()) {
    const matrix = means.encode(kind, text);
    const code = matrix === undefined ? undefined : fitCode(design, matrix, text, where, means.dot);
    if (code === undefined) continue;
    if (index > 0) notices.push('codeReplaced');
    return { code, side: where };
  }
  if (text !== '') notices.push('codeLeftOut');
  return undefined;
}

/** The largest whole-dot module that takes no more than its share; undefined where even the least has no room. */
function fitCode(
  design: LabelDesign,
  matrix: CodeMatrix,
  text: string,
  side: Side,
  dot: number,
): PlacedCode | undefined {
  const { width, height, padding } = design;
  const quiet = QUIET_MODULES[matrix.symbology];
  // The quiet zone may lie in the padding, which is as light, but nothing of it beyond the label.
  const marginOf = (module: number): number => Math.max(padding, quiet * module);
  const spanOf = (module: number): number => matrix.columns * module;
  const isLinear = matrix.rows === 1;
  const fits = (module: number, share: number): boolean => {
    const across = spanOf(module) + 2 * marginOf(module) <= width;
    if (isLinear) return across && (isVertical(side) || spanOf(module) <= width * share);
    const down = matrix.rows * module + 2 * marginOf(module) <= height;
    const taken = isVertical(side) ? (matrix.rows * module) / height : spanOf(module) / width;
    return across && down && taken <= share;
  };
  const least = Math.ceil(LEAST_MODULE_MM / dot - 1e-6);
  if (!fits(least * dot, isLinear ? SHARE.beside : MOST_SHARE)) return undefined;
  const share = isLinear ? SHARE.beside : isVertical(side) ? 0.5 : SHARE.square;
  let dots = least;
  while (fits((dots + 1) * dot, share) && (dots + 1) * dot <= mostModule(design)) dots += 1;
  const module = dots * dot;
  const span = { width: spanOf(module), height: isLinear ? linearHeight(design, side) : matrix.rows * module };
  return {
    matrix,
    text,
    module,
    ...span,
    ...corner(design, span, side, { margin: marginOf(module), edge: isLinear ? padding : marginOf(module) }),
  };
}

/** Beyond that a code on a small label only takes room from its text; a sign is read from afar. */
const mostModule = ({ height }: LabelDesign): number => Math.max(1, height / 60);

function linearHeight({ height, padding }: LabelDesign, side: Side): number {
  const inner = height - 2 * padding;
  if (!isVertical(side)) return inner;
  const { least, most } = LINEAR_HEIGHT_MM;
  return Math.min(inner, Math.max(least, Math.min(most, inner * SHARE.linearHeight)));
}

/** `margin` stays light beside the code; `edge` above or below it, where a linear code needs nothing. */
function corner(
  { width, height }: LabelDesign,
  span: Readonly<{ width: number; height: number }>,
  side: Side,
  { margin, edge }: Readonly<{ margin: number; edge: number }>,
): Readonly<{ x: number; y: number }> {
  const middle = { x: (width - span.width) / 2, y: (height - span.height) / 2 };
  if (side === 'left') return { x: margin, y: middle.y };
  if (side === 'right') return { x: width - margin - span.width, y: middle.y };
  return { x: middle.x, y: side === 'top' ? edge : height - edge - span.height };
}

/** What is left of the room beside a code and its quiet zone. */
function beside(inner: Box, code: PlacedCode, side: Side): Box {
  const isLinear = code.matrix.rows === 1;
  const quiet = QUIET_MODULES[code.matrix.symbology] * code.module;
  const [gapX, gapY] = [Math.max(GAP_MM, quiet), isLinear ? GAP_MM : Math.max(GAP_MM, quiet)];
  const right = inner.x + inner.width;
  const bottom = inner.y + inner.height;
  switch (side) {
    case 'left': {
      const x = code.x + code.width + gapX;
      return { ...inner, x, width: Math.max(0, right - x) };
    }
    case 'right':
      return { ...inner, width: Math.max(0, code.x - gapX - inner.x) };
    case 'top': {
      const y = code.y + code.height + gapY;
      return { ...inner, y, height: Math.max(0, bottom - y) };
    }
    case 'bottom':
      return { ...inner, height: Math.max(0, code.y - gapY - inner.y) };
  }
}
