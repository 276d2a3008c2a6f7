/** Pages of a PDF as pictures, and the codes in them as a decoder reads them that is not ours (zxing-cpp). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

// From the package, never from the network.
prepareZXingModule({
  overrides: {
    wasmBinary: new Uint8Array(
      readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
    ).buffer,
  },
});

export interface PagePicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
  readonly png: () => Buffer;
}

/** Every page, drawn with so many dots per inch. */
export async function picturesOf(pdf: Uint8Array, dpi: number): Promise<PagePicture[]> {
  const task = getDocument({ data: new Uint8Array(pdf), disableFontFace: true, useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  try {
    const pictures: PagePicture[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: dpi / 72 });
      const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)];
      const canvas = createCanvas(width, height);
      const target = canvas as unknown as Parameters<PDFPageProxy['render']>[0]['canvas'];
      // As for paper: drawn at once, whatever another test has put in place of a window.
      await page.render({ canvas: target, viewport, background: '#ffffff', intent: 'print' }).promise;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      pictures.push({ width, height, rgba: data, png: () => canvas.toBuffer('image/png') });
    }
    return pictures;
  } finally {
    await task.destroy();
  }
}

/** A code in a picture; x and y of its middle in pixels. */
export interface ReadCode {
  readonly format: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** All codes of a picture, in no particular order. */
export async function codesIn({
  width,
  height,
  rgba,
}: Pick<PagePicture, 'width' | 'height' | 'rgba'>): Promise<ReadCode[]> {
  // A decoder outside of browsers takes what has the form of an ImageData.
  const image = { data: rgba, width, height, colorSpace: 'srgb' } as unknown as Blob;
  const found = await readBarcodes(image, {
    formats: ['Code128', 'QRCode', 'DataMatrix'],
    tryHarder: true,
    maxNumberOfSymbols: 255,
  });
  return found
    .filter(({ isValid }) => isValid)
    .map(({ format, text, position: { topLeft, bottomRight } }) => ({
      format,
      text,
      x: (topLeft.x + bottomRight.x) / 2,
      y: (topLeft.y + bottomRight.y) / 2,
    }));
}
