/**
 * What a connection may cost before anybody has said who they are: time for headers and bodies, size of a body, number
 * of connections of one origin. Every route takes small bodies; one that takes more asks for a token before it reads
 * (`auth/doors.ts`).
 */
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { originOf } from './auth/attempts.ts';

/** Limits of one connection and of one laptop. Tests make them small. */
export interface HttpLimits {
  /** Bytes of a body on routes that do not say otherwise. */
  readonly bodyBytes: number;
  /** Until all headers are there, milliseconds. */
  readonly headersMs: number;
  /** Between two parts of a body. */
  readonly bodyIdleMs: number;
  /** For a request as a whole; a push of eight megabytes over a hotel's Wi-Fi takes minutes. */
  readonly requestMs: number;
  /** Without a byte in either direction; longer than a long poll. */
  readonly idleMs: number;
  /** Connections of one origin at a time; not counted behind a proxy, where all come from one. */
  readonly connectionsPerOrigin: number;
  /**
   * Shape answers of one laptop at a time: it catches up on eight tables at once and waits at one door; the rest is for
   * what a broken line left behind.
   */
  readonly answersOfALaptop: number;
  /** For a piece of a shape answer (`shapes/answer-pace.ts`) until its reader has taken it, milliseconds. */
  readonly pieceMs: number;
}

/** What holds unless the hub is started with others. */
export const HTTP_LIMITS: HttpLimits = {
  bodyBytes: 16 * 1024,
  headersMs: 15_000,
  bodyIdleMs: 20_000,
  requestMs: 300_000,
  idleMs: 120_000,
  connectionsPerOrigin: 1000,
  answersOfALaptop: 16,
  pieceMs: 60_000,
};

const MOST_CONNECTIONS = 20_000;

/** Options of Node's server under Fastify. */
export function serverOptions(limits: HttpLimits): Pick<
  FastifyServerOptions,
  'bodyLimit' | 'requestTimeout' | 'connectionTimeout'
> & {
  readonly http: { readonly headersTimeout: number; readonly connectionsCheckingInterval: number };
} {
  return {
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.idleMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: Math.min(5000, limits.headersMs) },
  };
}

/** Ends connections whose body stops coming, and those of an origin that has too many. */
export function limitConnections(app: FastifyInstance, limits: HttpLimits, isBehindProxy: boolean): void {
  app.addHook('onRequest', (request, _reply, next) => {
    if (!request.raw.complete) request.raw.socket.setTimeout(limits.bodyIdleMs);
    next();
  });
  app.addHook('preHandler', (request, _reply, next) => {
    request.raw.socket.setTimeout(limits.idleMs);
    next();
  });
  app.addHook('onResponse', (request, _reply, next) => {
    // The answer is out, the rest of the body is thrown away as it comes; it has only so long to come.
    const { raw } = request;
    if (!raw.complete)
      setTimeout(() => {
        if (!raw.complete) raw.socket.destroy();
      }, limits.bodyIdleMs).unref();
    next();
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  if (isBehindProxy) return;
  const open = new Map<string, number>();
  app.server.on('connection', (socket: Socket) => {
    const origin = originOf(socket.remoteAddress ?? '');
    const count = (open.get(origin) ?? 0) + 1;
    if (count > limits.connectionsPerOrigin) {
      socket.destroy();
      return;
    }
    open.set(origin, count);
    socket.once('close', () => {
      const left = (open.get(origin) ?? 1) - 1;
      if (left === 0) open.delete(origin);
      else open.set(origin, left);
    });
  });
}
