/** What stands in a PDF, as a reader of it that is not ours finds it. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfText {
  /** The text of each page, words apart by one space. */
  readonly pages: readonly string[];
  readonly title: string | undefined;
  readonly author: string | undefined;
}

/** Reads it. */
export async function textOf(pdf: Uint8Array): Promise<PdfText> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  try {
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
      pages.push(text.replaceAll(/\s+/g, ' ').trim());
    }
    const { info } = await document.getMetadata();
    const { Title, Author } = info as { readonly Title?: string; readonly Author?: string };
    return { pages, title: Title, author: Author };
  } finally {
    await task.destroy();
  }
}
