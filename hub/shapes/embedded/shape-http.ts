/** The shape server on a port of its own: routes, CORS and authorisation as Electric has them. */

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ShapeResponse, ShapeServer } from './shape-server.ts';

const EXPOSED = [
  'electric-cursor',
  'electric-handle',
  'electric-has-data',
  'electric-offset',
  'electric-schema',
  'electric-up-to-date',
  'electric-internal-known-error',
  'retry-after',
].join(',');
const MAX_BODY = 1024 * 1024;

/** An HTTP server over a shape server. `secret` undefined leaves it open (`ELECTRIC_INSECURE`). */
export function shapeHttpServer(shapes: ShapeServer, secret: string | undefined): Server {
  return createServer((request, response) => {
    answer(shapes, secret, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          error: 'Internal server error',
          message: error instanceof Error ? error.message : String(error),
        }),
      );
    });
  });
}

/**
 * Paths are taken as Electric takes them, doubled and closing slashes ignored. The secret is asked for the shapes
 * alone.
 */
async function answer(
  shapes: ShapeServer,
  secret: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL((request.url ?? '/').replace(/^\/+/, '/'), 'http://localhost');
  const path = decodeURIComponent(url.pathname)
    .replaceAll(/\/+/g, '/')
    .replace(/(.)\/$/, '$1');
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-expose-headers', EXPOSED);
  response.setHeader('electric-server', 'ElectricSQL/offstage');
  response.setHeader('x-request-id', randomUUID());
  const method = request.method ?? 'GET';
  if (path === '/') return end(response, 200, {}, '');
  if (path === '/v1/health') return send(response, shapes.health(), method);
  if (path !== '/v1/shape') return end(response, 404, {}, 'Not found');
  if (method === 'OPTIONS') {
    return end(
      response,
      204,
      {
        'access-control-max-age': '86400',
        'access-control-allow-headers': 'if-none-match, traceparent',
        'access-control-allow-methods': 'GET, POST, HEAD, DELETE, OPTIONS',
      },
      '',
    );
  }
  if (secret !== undefined && (url.searchParams.get('secret') ?? url.searchParams.get('api_secret')) !== secret) {
    return end(
      response,
      401,
      { 'content-type': 'application/json' },
      JSON.stringify({ message: 'Unauthorized - Invalid API secret' }),
    );
  }
  if (!['GET', 'HEAD', 'POST', 'DELETE'].includes(method)) return end(response, 404, {}, 'Not found');
  if (method === 'POST') {
    const problem = await addBody(request, url.searchParams);
    if (problem !== undefined)
      return end(
        response,
        problem.status,
        { 'content-type': 'application/json' },
        JSON.stringify({ message: problem.message }),
      );
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await send(
    response,
    await shapes.handle({
      method,
      query: url.searchParams,
      ifNoneMatch: request.headers['if-none-match'],
      signal: gone.signal,
    }),
    method,
  );
}

/** A POST carries a subset in its body. */
async function addBody(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<{ status: number; message: string } | undefined> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BODY) return { status: 413, message: 'Request body too large' };
  }
  if (text === '') return undefined;
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    const subset = (body['subset'] ?? body) as Record<string, unknown>;
    for (const [key, value] of Object.entries(subset))
      query.set(`subset__${key}`, typeof value === 'string' ? value : JSON.stringify(value));
    return undefined;
  } catch {
    return { status: 400, message: 'Invalid JSON in request body' };
  }
}

function end(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  response.writeHead(status, headers);
  response.end(body);
}

async function send(response: ServerResponse, reply: ShapeResponse, method: string): Promise<void> {
  if (typeof reply.body === 'string' || method === 'HEAD' || reply.status === 304) {
    return end(
      response,
      reply.status,
      reply.headers,
      method === 'HEAD' || reply.status === 304 || typeof reply.body !== 'string' ? '' : reply.body,
    );
  }
  response.writeHead(reply.status, reply.headers);
  try {
    await pipeline(Readable.from(reply.body), response);
  } catch (error) {
    // The client went away while we were writing: nothing is left to tell it.
    if (!response.destroyed) throw error;
  }
}
