/**
 * pdf.js, loaded when the first PDF is looked at. It runs in a worker of our own origin, under the policy of the
 * window: it makes no code of text (this release has nothing left that would), and decodes JPEG 2000 and JBIG2 in
 * JavaScript, because compiling WebAssembly is not allowed. Fonts and character maps lie beside the program: offline,
 * a drawing from abroad is drawn with its letters.
 */
import type { PDFDocumentLoadingTask, PDFDocumentProxy, TextLayer } from 'pdfjs-dist';

/** All lie in one folder of the built interface (`vite.config.ts`), under the names that pdf.js asks for. */
const beside = import.meta.glob<string>(
  [
    '../../node_modules/pdfjs-dist/cmaps/*.bcmap',
    '../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '../../node_modules/pdfjs-dist/wasm/*_nowasm_fallback.js',
    '../../node_modules/pdfjs-dist/build/pdf.worker.min.mjs',
  ],
  { query: '?url&no-inline', import: 'default', eager: true },
);

type Library = typeof import('pdfjs-dist');

/** The address of the worker, or of the folder of what is of a kind. */
function addressOf(kind: string): URL {
  const [, address = ''] = Object.entries(beside).find(([path]) => path.includes(`/${kind}/`)) ?? [];
  return new URL(address, window.location.href);
}
const folderOf = (kind: string): string => new URL('.', addressOf(kind)).href;

async function library(): Promise<Library> {
  const pdf = await import('pdfjs-dist');
  pdf.GlobalWorkerOptions.workerSrc = addressOf('build').href;
  return pdf;
}

/** How a document came open, or why not. */
export type Opening =
  | { readonly state: 'loading' }
  /** `isWrong`: one was given, and it was another. */
  | { readonly state: 'password'; readonly isWrong: boolean; readonly give: (password: string) => void }
  | { readonly state: 'damaged' }
  /** It did not arrive; asking again may help. */
  | { readonly state: 'unreachable' }
  | { readonly state: 'open'; readonly document: PDFDocumentProxy; readonly TextLayer: typeof TextLayer };

/**
 * Opens a PDF of our own origin, by ranges: of a thick one only the pages that are looked at come. Answers how to stop.
 */
export function openPdf(url: string, tell: (opening: Opening) => void): () => void {
  let task: PDFDocumentLoadingTask | undefined;
  let isOver = false;
  const open = async (): Promise<void> => {
    const { getDocument, PasswordResponses, TextLayer: Layer } = await library();
    if (isOver) return;
    task = getDocument({
      url,
      disableAutoFetch: true,
      disableStream: true,
      useWasm: false,
      cMapUrl: folderOf('cmaps'),
      standardFontDataUrl: folderOf('standard_fonts'),
      wasmUrl: folderOf('wasm'),
    });
    task.onPassword = (give: (password: string) => void, reason: number): void =>
      tell({ state: 'password', isWrong: reason === PasswordResponses.INCORRECT_PASSWORD, give });
    const document = await task.promise;
    if (!isOver) tell({ state: 'open', document, TextLayer: Layer });
  };
  tell({ state: 'loading' });
  open().catch((error: unknown) => {
    if (!isOver) tell({ state: isDamage(error) ? 'damaged' : 'unreachable' });
  });
  return () => {
    isOver = true;
    void task?.destroy();
  };
}

/** Whether it came and is no PDF: the library's own names of what went wrong. */
const isDamage = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'InvalidPDFException' || error.name === 'FormatError');
