/** Hands a request for content on to the replica's process. Without Electron, so that it can be tested. */
import { CONTENT_SECRET_HEADER } from '../host/content-door.ts';
import type { ContentDoor } from './replica-messages.ts';

/** What the page, which comes from a file and so has no origin of its own, must hear to read an answer. */
const FOR_THE_WINDOW = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'content-range, content-length, accept-ranges, etag',
  'cross-origin-resource-policy': 'cross-origin',
} as const;
const PASSED_ON = ['range', 'if-range', 'if-none-match', 'content-type'] as const;

/** Never rejects: a replica's process that is not there, or ends meanwhile, is an answer. */
export async function forwardTo(door: ContentDoor | undefined, request: Request): Promise<Response> {
  if (request.method === 'OPTIONS')
    return new Response(null, {
      status: 204,
      headers: {
        ...FOR_THE_WINDOW,
        'access-control-allow-methods': 'GET, HEAD, PUT',
        'access-control-allow-headers': 'content-type, range',
        'access-control-max-age': '600',
      },
    });
  if (door === undefined) return away();
  const { pathname, search } = new URL(request.url);
  try {
    const answer = await fetch(`http://127.0.0.1:${door.port}${pathname}${search}`, {
      method: request.method,
      headers: { ...headersOf(request), [CONTENT_SECRET_HEADER]: door.secret },
      ...(request.body === null ? {} : { body: request.body, duplex: 'half' }),
      redirect: 'error',
      signal: request.signal,
    });
    return new Response(answer.body, {
      status: answer.status,
      headers: { ...Object.fromEntries(answer.headers), ...FOR_THE_WINDOW },
    });
  } catch {
    // It has ended, or the window has let go: the window asks again.
    return away();
  }
}

function headersOf(request: Request): Record<string, string> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = request.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

const away = (): Response => new Response(null, { status: 503, headers: FOR_THE_WINDOW });
