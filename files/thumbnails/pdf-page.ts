/**
 * The first page of a PDF as pixels, by pdf.js. Nothing in a PDF runs or is loaded from elsewhere: without a viewer
 * there is no scripting, fonts are drawn from what the file brings, and colours, fonts and decoders come from the
 * package.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { NoThumbnail, ThumbnailSource } from './make-thumbnail.ts';

/** Pixels of a picture inside; a larger one is left out, and the page shown without it. */
const MOST_IMAGE_PIXELS = 32 * 1024 ** 2;
/** Points; beyond that a page is no page. PDF 1.7 allows 14,400, drawings have more. */
const MOST_POINTS = 200_000;

export interface PdfPage {
  /** RGBA, eight bits each, row by row. */
  readonly rgba: Buffer;
  readonly width: number;
  readonly height: number;
}

/** What pdf.js needs beside itself. */
function resources(): { readonly [name: string]: string } {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const folder = (name: string): string => join(root, name) + sep;
  return {
    standardFontDataUrl: folder('standard_fonts'),
    cMapUrl: folder('cmaps'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
  };
}

/** pdf.js takes the memory over, and takes none of Node's own kind: what is another's is copied. */
const ownBytes = ({ bytes, isGiven }: Extract<ThumbnailSource, { readonly bytes: unknown }>): Uint8Array =>
  isGiven === true ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Uint8Array.from(bytes);

/** The first page, its longer side so many pixels long; or why there is none. */
export async function pageOfPdf(
  source: ThumbnailSource,
  pixels: number,
): Promise<PdfPage | { readonly code: NoThumbnail }> {
  const bytes = 'bytes' in source ? ownBytes(source) : new Uint8Array(await readFile(source.path));
  const task = getDocument({
    data: bytes,
    ...resources(),
    disableFontFace: true,
    useSystemFonts: false,
    maxImageSize: MOST_IMAGE_PIXELS,
    verbosity: 0,
  });
  try {
    return await drawn(await (await task.promise).getPage(1), pixels);
  } catch (error) {
    return { code: error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken' };
  } finally {
    await task.destroy();
  }
}

async function drawn(page: PDFPageProxy, pixels: number): Promise<PdfPage | { readonly code: NoThumbnail }> {
  const natural = page.getViewport({ scale: 1 });
  const longer = Math.max(natural.width, natural.height);
  if (!(natural.width > 0 && natural.height > 0)) return { code: 'broken' };
  if (longer > MOST_POINTS) return { code: 'tooLarge' };
  const viewport = page.getViewport({ scale: pixels / longer });
  const [width, height] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))];
  const canvas = createCanvas(width, height);
  // The canvas of the package is what pdf.js itself uses outside of browsers.
  const target = canvas as unknown as Parameters<PDFPageProxy['render']>[0]['canvas'];
  await page.render({ canvas: target, viewport, background: '#ffffff' }).promise;
  const rgba = Buffer.from(canvas.getContext('2d').getImageData(0, 0, width, height).data);
  return { rgba, width, height };
}
