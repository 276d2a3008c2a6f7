/** Contents of files and of what was made, for the window: where they are shown from, and how one is taken in. */
import { contentPath, madePath, type Rendition, takePath } from '../../shared/ipc/content-addresses.ts';
import type { Failure } from '../../shared/ipc/contract.ts';
import type { TakenFile } from '../../shared/ipc/file-contract.ts';
import type { MadeFile } from '../../shared/ipc/made-contract.ts';
import { RequestFailed } from './connection.ts';

/** In the shell, contents have a scheme of their own; the companion serves them beside the page. */
const base = (): string => window.offstage?.contentBase ?? '';

/** Where a content is shown from; with a name it is saved under that instead. */
export function contentUrl(sha256: string, rendition: Rendition = 'original', saveAs?: string): string {
  return base() + contentPath(sha256, rendition, saveAs);
}

/** Where what was made is shown from, or saved under its own name. */
export function madeUrl(made: Pick<MadeFile, 'id'>, isToSave = false): string {
  return base() + madePath(made.id, isToSave);
}

/**
 * Takes a file in; on this laptop's disk once it resolves. `onProgress` hears bytes that have gone, of all. Rejects
 * with RequestFailed alone (`file.empty`, `file.tooLarge`, `file.diskFull`, …; `link.lost` where nobody answers, or
 * `signal` ended it).
 */
export function putContent(
  blob: Blob,
  name: string,
  onProgress?: (sent: number, all: number) => void,
  signal?: AbortSignal,
): Promise<TakenFile> {
  return new Promise((resolve, reject) => {
    // `fetch` does not say how far it is.
    const request = new XMLHttpRequest();
    const lost = (): void => reject(new RequestFailed({ code: 'link.lost', details: {} }));
    request.open('PUT', base() + takePath(name));
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded }) => onProgress?.(loaded, blob.size));
    request.addEventListener('load', () => {
      if (request.status === 200) resolve(request.response as TakenFile);
      else if (isFailure(request.response)) reject(new RequestFailed(request.response));
      else lost();
    });
    request.addEventListener('error', lost);
    request.addEventListener('abort', lost);
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    if (signal?.aborted === true) lost();
    else request.send(blob);
  });
}

function isFailure(answer: unknown): answer is Failure {
  return typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string';
}

/** The browser saves what was made under its name, where it saves files. */
export function saveMade(made: Pick<MadeFile, 'id' | 'name'>): void {
  const link = document.createElement('a');
  link.href = madeUrl(made, true);
  link.download = made.name;
  document.body.append(link);
  link.click();
  link.remove();
}
