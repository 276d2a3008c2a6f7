/** The code of a sheet as a picture that scanners and cameras read. */
import bwip from 'bwip-js/node';

/** The same on every side of it: a reader needs four modules of white, of two units each. */
const QUIET = 8;

/** A QR code of the smallest kind: 21 modules a side hold sixteen letters, with a seventh of them damaged. SVG. */
export function qrCode(text: string): Uint8Array {
  // The options of a symbology are not among the types of the package.
  const options = { bcid: 'qrcode', text, eclevel: 'M', scale: 1, padding: QUIET };
  return new TextEncoder().encode(bwip.toSVG(options));
}
