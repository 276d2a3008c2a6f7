/** The body of a request, piece by piece, for whoever may stop before its end. */
import type { IncomingMessage } from 'node:http';
import { HttpFailure } from '../hub-context.ts';

/**
 * What comes, until it ends or the signal says that it is enough. The request is left as it is found: whoever answers
 * it may let go of the rest. Throws HttpFailure 499 `client.gone`.
 */
export async function* piecesOf(request: IncomingMessage, enough: AbortSignal): AsyncGenerator<Buffer> {
  const came: Buffer[] = [];
  let wake = (): void => undefined;
  const take = (piece: Buffer): void => {
    came.push(piece);
    request.pause();
    wake();
  };
  const look = (): void => wake();
  request.on('data', take);
  for (const event of ENDS) request.on(event, look);
  enough.addEventListener('abort', look);
  try {
    for (;;) {
      const piece = came.shift();
      if (piece !== undefined) yield piece;
      else if (request.readableEnded || enough.aborted) return;
      else if (request.destroyed || request.errored !== null)
        throw new HttpFailure(499, 'client.gone', 'The laptop has hung up.');
      else
        await new Promise<void>((done) => {
          wake = done;
          request.resume();
        });
    }
  } finally {
    request.off('data', take);
    for (const event of ENDS) request.off(event, look);
    enough.removeEventListener('abort', look);
  }
}

const ENDS = ['end', 'close', 'error', 'aborted'] as const;
