/** Codes by bwip-js, as modules: what is drawn of them is the same on paper, on the screen and on a thermal printer. */
import bwip from 'bwip-js/node';
import type { CodeMatrix, Encode } from '../../shared/labels/code-matrix.ts';

/** What Code 128 holds without special functions. */
const PLAIN = /^[ -~]+$/;

/** Undefined where the text is empty, too long, or has letters that the code does not know. */
export const encodeCode: Encode = (symbology, text) => {
  if (text === '' || (symbology === 'code128' && !PLAIN.test(text))) return undefined;
  try {
    if (symbology === 'code128') return linear(text);
    return symbology === 'qr'
      ? square(symbology, { bcid: 'qrcode', text })
      : square(symbology, { bcid: 'datamatrix', text });
  } catch (error) {
    // It throws a text that begins so where the code has no room for that much.
    if (error instanceof Error && error.message.includes('bwipp.')) return undefined;
    throw error;
  }
};

function linear(text: string): CodeMatrix | undefined {
  const [made] = bwip.raw({ bcid: 'code128', text });
  if (made === undefined || !('sbs' in made)) return undefined;
  const dark = made.sbs.flatMap((width, index) => Array<boolean>(width).fill(index % 2 === 0));
  return { symbology: 'code128', columns: dark.length, rows: 1, dark };
}

function square(symbology: 'qr' | 'datamatrix', options: Parameters<typeof bwip.raw>[0]): CodeMatrix | undefined {
  const [made] = bwip.raw(options);
  if (made === undefined || !('pixs' in made)) return undefined;
  return { symbology, columns: made.pixx, rows: made.pixy, dark: made.pixs.map((pixel) => pixel === 1) };
}
