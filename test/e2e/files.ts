/** Files as people bring them, for the end-to-end tests: chosen, dropped, pasted. */
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';

export interface Brought {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A thing on a ground, in colours of its own: no two are the same content. */
export async function photo(name: string, hue: number, width = 1200, height = 900): Promise<Brought> {
  const ground = `hsl(${(hue + 200) % 360} 14% 34%)`;
  const thing = `hsl(${hue % 360} 48% 52%)`;
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 900" width="${width}" height="${height}">
    <rect width="1200" height="900" fill="${ground}"/><rect y="680" width="1200" height="220" fill="#00000055"/>
    <ellipse cx="600" cy="720" rx="300" ry="36" fill="#00000066"/>
    <rect x="400" y="260" width="400" height="460" rx="${hue % 180}" fill="${thing}"/></svg>`;
  return { name, mimeType: 'image/jpeg', buffer: await sharp(Buffer.from(drawing)).jpeg().toBuffer() };
}

/** Into the field behind a button that chooses files. */
export const choose = (place: Page | Locator, files: readonly Brought[]): Promise<void> =>
  place
    .getByTestId('file-input')
    .first()
    .setInputFiles([...files]);

/** What a browser makes of files that are dragged onto an element, or pasted into the page. */
export async function hand(target: Locator, kind: 'drop' | 'paste', files: readonly Brought[]): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, content: buffer.toString('base64') }));
  await target.evaluate(
    (element, [how, all]) => {
      const data = new DataTransfer();
      for (const { name, mimeType, content } of all) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      if (how === 'paste')
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      else
        for (const type of ['dragover', 'drop'])
          element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [kind, given] as const,
  );
}
