/** A code as its dark modules, without the quiet zone around it. */
import type { Symbology } from './label-design.ts';

/** `dark` row by row; a linear code has one row, which is as high as there is room. */
export interface CodeMatrix {
  readonly symbology: Symbology;
  readonly columns: number;
  readonly rows: number;
  readonly dark: readonly boolean[];
}

/** Makes a code of a text; undefined where that kind of code cannot hold it. */
export type Encode = (symbology: Symbology, text: string) => CodeMatrix | undefined;

/** Modules that stay light on each side: ISO/IEC 15417, 18004; of DataMatrix (16022) twice what is asked for. */
export const QUIET_MODULES: Readonly<Record<Symbology, number>> = { code128: 10, qr: 4, datamatrix: 2 };

/** Finer modules run into each other on a thermal printer of 203 dots per inch: two of its dots. In millimetres. */
export const LEAST_MODULE_MM = 0.25;

/** The dark parts as an SVG path in modules; a linear code is one module high. */
export function darkPath({ columns, rows, dark }: CodeMatrix): string {
  const parts: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    let from = -1;
    for (let column = 0; column <= columns; column += 1) {
      const isDark = column < columns && dark[row * columns + column] === true;
      if (isDark && from < 0) from = column;
      if (isDark || from < 0) continue;
      parts.push(`M${from} ${row}h${column - from}v1h${from - column}z`);
      from = -1;
    }
  }
  return parts.join('');
}
