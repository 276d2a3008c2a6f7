/** One page of a PDF: drawn while it is near what is looked at, with its text over it to be marked and copied. */
import type { PDFDocumentProxy, PDFPageProxy, TextLayer } from 'pdfjs-dist';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';

/** Pixels above and below the window in which pages are drawn ahead. */
const AHEAD = 900;
/** More than a canvas of every browser can hold is drawn coarser. */
const MOST_PIXELS = 16_000_000;

/** In points, as the page is looked at without a turn. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

type Props = Readonly<{
  document: PDFDocumentProxy;
  TextLayer: typeof TextLayer;
  number: number;
  /** CSS pixels of a point. */
  scale: number;
  rotation: number;
  /** Until its own is known. */
  size: PageSize;
  scroller: RefObject<HTMLDivElement | null>;
}>;

/** Whether the element is in sight or nearly so. */
function useIsNear(host: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (host.current === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting === true), {
      root: scroller.current,
      rootMargin: `${AHEAD}px 0px`,
    });
    observer.observe(host.current);
    return () => observer.disconnect();
  }, [host, scroller]);
  return isNear;
}

/** Draws the page and answers its canvas and its text. Rejects where the page is damaged or the drawing is given up. */
async function draw(
  page: PDFPageProxy,
  { scale, rotation, TextLayer: Layer }: Pick<Props, 'scale' | 'rotation' | 'TextLayer'>,
  signal: AbortSignal,
): Promise<readonly HTMLElement[]> {
  const viewport = page.getViewport({ scale, rotation: page.rotate + rotation });
  const area = viewport.width * viewport.height;
  const ratio = Math.min(window.devicePixelRatio, Math.sqrt(MOST_PIXELS / area));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width * ratio);
  canvas.height = Math.floor(viewport.height * ratio);
  const task = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
  signal.addEventListener('abort', () => task.cancel(), { once: true });
  await task.promise;
  const container = document.createElement('div');
  container.className = 'pdf-text';
  const text = new Layer({ textContentSource: page.streamTextContent(), container, viewport });
  signal.addEventListener('abort', () => text.cancel(), { once: true });
  await text.render();
  return [canvas, container];
}

export function PdfPage(props: Props): ReactNode {
  const { document: pdf, TextLayer: Layer, number, scale, rotation, size, scroller } = props;
  const { t } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<HTMLDivElement>(null);
  const isNear = useIsNear(host, scroller);
  const [own, setOwn] = useState<PageSize>();
  const [isDamaged, setDamaged] = useState(false);
  useEffect(() => {
    const place = drawn.current;
    if (!isNear || place === null) return undefined;
    const over = new AbortController();
    const show = async (): Promise<void> => {
      const page = await pdf.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      if (over.signal.aborted) return;
      setOwn({ width, height });
      place.replaceChildren(...(await draw(page, { scale, rotation, TextLayer: Layer }, over.signal)));
      setDamaged(false);
    };
    show().catch(() => {
      if (!over.signal.aborted) setDamaged(true);
    });
    return () => over.abort();
  }, [isNear, pdf, Layer, number, scale, rotation]);
  useEffect(() => {
    // What is far away holds no pixels: a book of 300 pages fits into a small laptop.
    if (!isNear) drawn.current?.replaceChildren();
  }, [isNear]);
  const { width, height } = own ?? size;
  const isTurned = rotation % 180 !== 0;
  return (
    <div
      ref={host}
      className="pdf-page"
      role="region"
      aria-label={t('viewer.pageOf', { page: number, pages: pdf.numPages })}
      data-page={number}
      style={
        {
          width: (isTurned ? height : width) * scale,
          height: (isTurned ? width : height) * scale,
          '--total-scale-factor': scale,
        } as object
      }
    >
      <div ref={drawn} />
      {isDamaged && <p className="pdf-note">{t('viewer.pageDamaged')}</p>}
    </div>
  );
}
