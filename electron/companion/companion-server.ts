/**
 * The same app served to a browser on this machine: loopback only, a one-time token turned into a cookie, Origin and
 * Host checked, a strict content security policy. Static files and one WebSocket; nothing else.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { CONTENT_PATH } from '../../shared/ipc/content-addresses.ts';
import type { SessionInfo } from '../../shared/ipc/contract.ts';
import { serveContent } from '../host/content-server.ts';
import { ContractService } from '../host/contract-service.ts';
import type { ReplicaHost } from '../host/replica-host.ts';
import { ENTRANCE_PATH } from './open-running.ts';
import { ICON_LINK } from './page-icon.ts';
import { SPENT_PAGE } from './spent-page.ts';

/** What is served, and where. */
export interface CompanionOptions {
  /** The window loads while it is still being opened; what it asks waits. */
  readonly host: ReplicaHost | Promise<ReplicaHost>;
  /** The built interface. */
  readonly rendererDir: string;
  /** 0 is any. */
  readonly port: number;
  /** Where another program has that port, any will do; otherwise the start fails with EADDRINUSE. */
  readonly isPortOnlyWished: boolean;
  readonly hubUrl: string;
  readonly demo: SessionInfo['demo'];
  readonly onError: (error: unknown) => void;
}

/** A companion that listens. */
export interface Companion {
  readonly origin: string;
  /** An address that opens the app once: its token is spent when it is used. */
  newEntrance(): string;
  /** Whoever holds it may ask for another entrance (`open-running.ts`). */
  readonly key: string;
  stop(): Promise<void>;
}

const COOKIE = 'offstage_companion';
/** Bytes of one frame; the largest is a batch of mutations, far below. */
const MAX_FRAME = 8 * 1024 * 1024;
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join('; ');

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Serves the app. Everything but the entrance needs the cookie. */
export async function startCompanion(options: CompanionOptions): Promise<Companion> {
  const app = Fastify({ forceCloseConnections: true, logger: false });
  const secret = randomBytes(32).toString('base64url');
  const key = randomBytes(32).toString('base64url');
  const entrances = new Set<string>();
  const address = { origin: '' };
  const newEntrance = (): string => {
    const token = randomBytes(24).toString('base64url');
    entrances.add(token);
    return `${address.origin}/?token=${token}`;
  };
  await app.register(fastifyCookie);
  await app.register(fastifyWebsocket, { options: { maxPayload: MAX_FRAME } });
  app.addHook('onRequest', (request, reply) => guard(request, reply, { address, secret, key, entrances }));
  app.addHook('onSend', async (_request, reply) => {
    reply
      .header('content-security-policy', POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cross-origin-opener-policy', 'same-origin');
  });
  await app.register(fastifyStatic, { root: options.rendererDir, cacheControl: false });
  app.post(ENTRANCE_PATH, () => newEntrance());
  await app.register(serveContents, options);
  app.get('/socket', { websocket: true }, (socket) => serveSocket(socket, options));
  address.origin = await listen(app, options);
  return {
    origin: address.origin,
    key,
    newEntrance,
    stop: () => stop(app),
  };
}

/** Bodies come as they are, however large: what takes them in has its own limits. */
async function serveContents(app: FastifyInstance, options: CompanionOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, body, done) => done(null, body));
  app.route({
    method: ['GET', 'HEAD', 'PUT'],
    url: `${CONTENT_PATH}*`,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const host = await options.host;
      reply.hijack();
      await serveContent(host, options.hubUrl, request.raw, reply.raw);
    },
  });
  await Promise.resolve();
}

async function listen(
  app: FastifyInstance,
  { port, isPortOnlyWished }: Pick<CompanionOptions, 'port' | 'isPortOnlyWished'>,
): Promise<string> {
  try {
    return await app.listen({ port, host: '127.0.0.1' });
  } catch (error) {
    if (!isPortOnlyWished || !(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return app.listen({ port: 0, host: '127.0.0.1' });
  }
}

async function stop(app: FastifyInstance): Promise<void> {
  for (const client of app.websocketServer.clients) client.close(1001, 'the app is closing');
  await app.close();
}

interface Gate {
  readonly address: { readonly origin: string };
  readonly secret: string;
  readonly key: string;
  readonly entrances: Set<string>;
}

async function guard(
  request: FastifyRequest,
  reply: FastifyReply,
  { address, secret, key, entrances }: Gate,
): Promise<FastifyReply | undefined> {
  const { host, origin } = request.headers;
  // A page of another site that resolves its own name to 127.0.0.1 is told apart by the Host it believes in.
  if (`http://${host ?? ''}` !== address.origin) return reply.code(403).send('This address is not served here.');
  if (origin !== undefined && origin !== address.origin)
    return reply.code(403).send('Other sites may not talk to the companion.');
  if (request.method === 'POST' && request.url === ENTRANCE_PATH) {
    return same(request.headers.authorization ?? '', `Bearer ${key}`)
      ? undefined
      : reply.code(401).type('text/plain').send('This needs the key of the running app.');
  }
  const token = new URL(request.url, address.origin).searchParams.get('token');
  if (token !== null && entrances.delete(token)) {
    // A page, not a redirect: a strict cookie is not sent along a chain of redirects that began elsewhere, as our
    // entrance page does.
    return reply
      .setCookie(COOKIE, secret, { httpOnly: true, sameSite: 'strict', path: '/' })
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><meta charset="utf-8">${ICON_LINK}<title>Offstage</title>
<meta http-equiv="refresh" content="0;url=/">`,
      );
  }
  const cookie = request.cookies[COOKIE];
  if (cookie === undefined || !same(cookie, secret))
    return reply.code(401).type('text/html; charset=utf-8').send(SPENT_PAGE);
  return undefined;
}

interface Socket {
  readonly readyState: number;
  send(text: string): void;
  close(code: number, reason: string): void;
  on(event: 'message', listener: (data: Buffer) => void): unknown;
  once(event: 'close', listener: () => void): unknown;
}

const OPEN = 1;

/** Requests are answered in the order in which they came, as soon as there is a host. */
function serveSocket(socket: Socket, options: CompanionOptions): void {
  const service = Promise.resolve(options.host).then(
    (host) =>
      new ContractService({
        host,
        hubUrl: options.hubUrl,
        demo: options.demo,
        send: (frame) => {
          if (socket.readyState === OPEN) socket.send(JSON.stringify(frame));
        },
      }),
  );
  // Whoever opens the host says why it could not be opened, and ends the app.
  service.catch(() => socket.close(1011, 'the app could not be opened'));
  socket.on('message', (data) => {
    let frame: unknown;
    try {
      frame = JSON.parse(data.toString('utf8'));
    } catch {
      // Not from our interface: there is nobody to answer.
      return;
    }
    void service.then(
      (opened) => opened.receive(frame).catch(options.onError),
      () => undefined,
    );
  });
  socket.once('close', () => {
    void service.then(
      (opened) => opened.close(),
      () => undefined,
    );
  });
}
