/**
 * A PDF of our own origin goes to the printer: its pages are drawn as finely as a label printer prints and handed to
 * the browser's own print dialog, each on a sheet of its size. The viewer that browsers have for PDFs is not let in
 * here: what is served as content never runs anything.
 */
import { openPdf } from './open-pdf.ts';
import './print-pdf.css';

/** Dots per inch: three to the finest module of our codes. */
const DPI = 300;
/** A canvas of more pixels is refused by some browsers: such a page is drawn coarser. */
const MOST_PIXELS = 40_000_000;
/** Each is a picture in memory until it is printed. */
export const MOST_PRINTED_PAGES = 100;

/** `tooLong`: more pages than can be printed from here; `failed`: the document did not open. */
export type Printed = 'asked' | 'tooLong' | 'failed';

/** Opens the print dialog once all pages are drawn; resolves when it is closed. */
export async function printPdf(url: string): Promise<Printed> {
  const { document: pdf, end } = await opened(url);
  const frame = document.createElement('div');
  frame.className = 'print-pages';
  try {
    if (pdf === undefined) return 'failed';
    if (pdf.numPages > MOST_PRINTED_PAGES) return 'tooLong';
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const natural = page.getViewport({ scale: 1 });
      const most = Math.sqrt(MOST_PIXELS / (natural.width * natural.height));
      const viewport = page.getViewport({ scale: Math.min(DPI / 72, most) });
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      await page.render({ canvas, viewport }).promise;
      frame.append(await pictureOf(canvas, natural));
      if (number === 1) frame.append(sizeOf(natural));
    }
    document.body.append(frame);
    window.print();
    return 'asked';
  } catch {
    // A page that is damaged; a document that is gone.
    return 'failed';
  } finally {
    for (const image of frame.querySelectorAll('img')) URL.revokeObjectURL(image.src);
    frame.remove();
    end();
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Sheets as large as the pages, and nothing around them. */
function sizeOf({ width, height }: Size): HTMLStyleElement {
  const style = document.createElement('style');
  style.textContent = `@page { size: ${width}pt ${height}pt; margin: 0; }`;
  return style;
}

async function pictureOf(canvas: HTMLCanvasElement, { width, height }: Size): Promise<HTMLImageElement> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error('no picture');
  const image = document.createElement('img');
  image.src = URL.createObjectURL(blob);
  image.style.width = `${width}pt`;
  // A hair less than the sheet: a page that is rounded up would bring an empty one along.
  image.style.height = `${height - 0.5}pt`;
  await image.decode();
  return image;
}

function opened(url: string) {
  return new Promise<{ document: Extract<Opened, { state: 'open' }>['document'] | undefined; end: () => void }>(
    (resolve) => {
      let end = (): void => undefined;
      end = openPdf(url, (opening) => {
        if (opening.state === 'loading') return;
        const document = opening.state === 'open' ? opening.document : undefined;
        resolve({ document, end: () => end() });
      });
    },
  );
}
type Opened = Parameters<Parameters<typeof openPdf>[1]>[0];
