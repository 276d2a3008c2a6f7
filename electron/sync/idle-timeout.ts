/**
 * Requests that end when nothing moves for a while, however long they take in all: a first load over a slow line goes
 * on.
 */

/** As the transport, but rejects when `idleMs` pass without the head or a further piece of the body. */
export async function fetchWithIdleTimeout(
  send: (init: RequestInit) => Promise<Response>,
  init: RequestInit,
  idleMs: number,
): Promise<Response> {
  const idle = new AbortController();
  const wait = (): NodeJS.Timeout =>
    setTimeout(() => idle.abort(new DOMException(`nothing came for ${idleMs} ms`, 'TimeoutError')), idleMs);
  let timer = wait();
  const signal = init.signal instanceof AbortSignal ? AbortSignal.any([init.signal, idle.signal]) : idle.signal;
  let response: Response;
  try {
    response = await send({ ...init, signal });
  } finally {
    clearTimeout(timer);
  }
  if (response.body === null) return response;
  timer = wait();
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, to) => {
        timer.refresh();
        to.enqueue(piece);
      },
      flush: () => clearTimeout(timer),
    }),
  );
  // A reader that stops, or a connection that breaks, ends the transform without a flush: the timer then aborts what is
  // over already.
  timer.unref();
  return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
}
