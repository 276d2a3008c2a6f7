/** A page of a PDF as an independent reader sees it: its texts where they stand, and the codes on its picture. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';

// From the package, never from the network.
const decoder = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(decoder)).buffer } });

/** A text and where it begins, in points from the top left. */
export interface PlacedText {
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Where it ends. */
  readonly right: number;
}

/** Every text of a document. */
export async function placedTexts(pdf: Uint8Array): Promise<PlacedText[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  try {
    const found: PlacedText[] = [];
    for (let page = 1; page <= document.numPages; page += 1) {
      const opened = await document.getPage(page);
      const { height } = opened.getViewport({ scale: 1 });
      const { items } = await opened.getTextContent();
      for (const item of items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        const transform = item.transform as readonly number[];
        const x = transform[4] ?? 0;
        found.push({ page, text: item.str, x, y: height - (transform[5] ?? 0), right: x + item.width });
      }
    }
    return found;
  } finally {
    await task.destroy();
  }
}

/** What stands between two vertical lines, from top to bottom and page by page, as one text without spaces. */
export function columnText(texts: readonly PlacedText[], from: number, to: number): string {
  return texts
    .filter(({ x }) => x >= from && x < to)
    .map(({ text }) => text)
    .join('')
    .replaceAll(/[\s\u00AD]+/gu, '');
}

/** The codes on a page, by a decoder that has nothing to do with what drew them. */
export async function codesOn(pdf: Uint8Array, page: number): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  try {
    const opened = await (await task.promise).getPage(page);
    const viewport = opened.getViewport({ scale: 3 });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    const context = canvas.getContext('2d') as unknown as Parameters<typeof opened.render>[0]['canvasContext'];
    // As for paper: drawn at once, whatever another test has put in place of a window.
    await opened.render({ canvas: null, canvasContext: context, viewport, intent: 'print' }).promise;
    const options: ReaderOptions = { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 4 };
    const found = await readBarcodes(new Uint8Array(await canvas.encode('png')), options);
    return [...new Set(found.map(({ text }) => text))];
  } finally {
    await task.destroy();
  }
}
