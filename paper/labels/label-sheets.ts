/** Drawn labels as a sheet for the engine: what `labels.typ` reads. */
import { darkPath } from '../../shared/labels/code-matrix.ts';
import type { LabelDesign } from '../../shared/labels/label-design.ts';
import type { LabelDrawing, PlacedCode } from '../../shared/labels/label-drawing.ts';
import { placeOf, type Shift, sheetSize, sheetsFor } from '../../shared/labels/label-places.ts';

/** Each drawing stands so often one after the other. */
export interface LaidLabels {
  readonly design: LabelDesign;
  readonly drawings: readonly LabelDrawing[];
  readonly copies: number;
  readonly startAt: number;
  readonly shift: Shift;
}

/** The template under `paper/`. */
export const LABELS_TEMPLATE = 'labels/labels.typ';

function svgOf({ matrix }: PlacedCode): string {
  const { columns, rows } = matrix;
  const size = `viewBox="0 0 ${columns} ${rows}" width="${columns}" height="${rows}" preserveAspectRatio="none"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><path d="${darkPath(matrix)}"/></svg>`;
}

/** A drawn label as templates read it. */
export const drawingData = ({ lines, code }: LabelDrawing) => ({
  lines: lines.map((line) => ({ ...line })),
  code:
    code === undefined
      ? null
      : { x: code.x, y: code.y, width: code.width, height: code.height, text: code.text, svg: svgOf(code) },
});

/** The data of the template. */
export function sheetData({ design, drawings, copies, startAt, shift }: LaidLabels): unknown {
  const count = drawings.length * copies;
  const sheets = Array.from({ length: sheetsFor(design, count, startAt) }, (): unknown[] => []);
  for (let index = 0; index < count; index += 1) {
    const { sheet, x, y } = placeOf(design, index, startAt, shift);
    sheets[sheet]?.push({ x, y, drawing: Math.floor(index / copies) });
  }
  return {
    sheet: sheetSize(design),
    label: { width: design.width, height: design.height, hasBorder: design.hasBorder },
    drawings: drawings.map(drawingData),
    sheets,
  };
}
