/** The thread in which thumbnails are made: one after another, as they are asked for. */
import { parentPort } from 'node:worker_threads';
import { errorText } from '../../shared/base/asserts.ts';
import { thumbnailOf } from './make-thumbnail.ts';
import type { ThumbnailAnswer, ThumbnailRequest } from './thumbnail-maker.ts';

async function answer({ source, mime, options }: ThumbnailRequest): Promise<ThumbnailAnswer> {
  try {
    return { outcome: await thumbnailOf(source, mime, options) };
  } catch (error) {
    return { failure: errorText(error) };
  }
}

parentPort?.on('message', (request: ThumbnailRequest) => {
  void answer(request).then((given) => parentPort?.postMessage(given));
});
