/** The code of a sheet as a picture that a scanner reads. */
import bwip from 'bwip-js/node';

/** DataMatrix: small enough for a foot of a page. SVG. */
export function dataMatrix(text: string): Uint8Array {
  return new TextEncoder().encode(bwip.toSVG({ bcid: 'datamatrix', text, padding: 2 }));
}
