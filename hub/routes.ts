/** The hub's HTTP routes. Each parses what it is given, asks who is there, and hands over. */
import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { replicatedTables, tableOf } from '../shared/schema/catalog.ts';
import { pushBody } from '../shared/protocol/push.ts';
import { hubDigest } from './admin/digest.ts';
import { cachedHealth, type HubHealth } from './admin/health.ts';
import { keyShareOf, theaterOfDevice } from './auth/key-share.ts';
import { registerDevice } from './auth/register-device.ts';
import { authenticateDevice, authenticatePerson, checkPassword, closeSession, openSession, refreshSession } from './auth/sessions.ts';
import { HttpFailure, type HubContext } from './hub-context.ts';
import { createMetrics, type HubMetrics } from './metrics.ts';
import { applyPush, bumpBarrier } from './push/push.ts';
import { ShapeProxy } from './shapes/shape-proxy.ts';

const MAX_BODY = 8 * 1024 * 1024;

const credentials = { email: z.string().min(3).max(255), password: z.string().min(1).max(500) };
const registerBody = z.strictObject({ ...credentials, deviceId: z.uuid(), deviceName: z.string().min(1).max(255), theaterId: z.uuid().optional() });
const signInBody = z.strictObject(credentials);
const unlockBody = z.strictObject({ ...credentials, deviceId: z.uuid() });
const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(500) });

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new HttpFailure(400, 'request.invalid', `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'invalid'}`.replace(/^: /, ''));
}

export function createRoutes(hub: HubContext): FastifyInstance {
  const app = Fastify({ bodyLimit: MAX_BODY, forceCloseConnections: true, logger: false });
  const health = cachedHealth(hub.database, hub.now);
  const metrics = createMetrics(health);
  app.setErrorHandler((error, _request, reply) => answerFailure(hub, error, reply));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'route.unknown', message: 'There is no such address on this hub.' }));
  authRoutes(app, hub);
  pushRoutes(app, hub, metrics);
  shapeRoutes(app, hub, metrics);
  healthRoutes(app, hub, metrics, health);
  return app;
}

function answerFailure(hub: HubContext, error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof HttpFailure) return reply.code(error.status).send({ code: error.code, message: error.message });
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return reply.code(413).send({ code: 'request.tooLarge', message: `A request may hold ${MAX_BODY / 1024 / 1024} MiB.` });
  if (status >= 400 && status < 500) return reply.code(status).send({ code: 'request.invalid', message: error instanceof Error ? error.message : 'The request is malformed.' });
  hub.log.error({ err: error }, 'request failed');
  return reply.code(503).header('retry-after', '2').send({ code: 'hub.failed', message: 'The hub could not do this now; try again.' });
}

function authRoutes(app: FastifyInstance, hub: HubContext): void {
  app.post('/v1/auth/register-device', async (request) => {
    const body = parse(registerBody, request.body);
    const person = await checkPassword(hub, body.email, body.password, body.theaterId);
    const deviceToken = await registerDevice(hub, person, { deviceId: body.deviceId, name: body.deviceName, authorization: request.headers.authorization });
    return { deviceId: body.deviceId, deviceToken, ...await openSession(hub, person, body.deviceId, request.ip) };
  });
  app.post('/v1/auth/sign-in', async (request) => {
    const device = await authenticateDevice(hub, request.headers.authorization);
    const body = parse(signInBody, request.body);
    return openSession(hub, await checkPassword(hub, body.email, body.password, device.theaterId), device.id, request.ip);
  });
  app.post('/v1/auth/refresh', (request) => refreshSession(hub, parse(refreshBody, request.body).refreshToken, request.ip));
  app.post('/v1/auth/unlock', async (request) => {
    const body = parse(unlockBody, request.body);
    const person = await checkPassword(hub, body.email, body.password, await theaterOfDevice(hub, body.deviceId));
    return { share: await keyShareOf(hub, person, body.deviceId) };
  });
  app.post('/v1/auth/sign-out', async (request) => {
    await closeSession(hub, parse(refreshBody, request.body).refreshToken);
    return { ok: true };
  });
}

function pushRoutes(app: FastifyInstance, hub: HubContext, metrics: HubMetrics): void {
  app.post('/v1/push', async (request) => {
    const device = await authenticateDevice(hub, request.headers.authorization);
    const body = parse(pushBody, request.body);
    if (body.deviceId !== device.id) throw new HttpFailure(403, 'device.other', 'A device pushes only what is its own.');
    const done = metrics.pushSeconds.startTimer();
    const reply = await applyPush(hub, device, body);
    done();
    metrics.mutations.inc({ outcome: 'refused' }, reply.refused.length);
    metrics.mutations.inc({ outcome: 'received' }, body.mutations.length);
    return reply;
  });
  app.post('/v1/barrier', async (request) => bumpBarrier(hub, await authenticateDevice(hub, request.headers.authorization)));
}

function shapeRoutes(app: FastifyInstance, hub: HubContext, metrics: HubMetrics): void {
  const proxy = new ShapeProxy(hub);
  app.get<{ Params: { table: string } }>('/v1/shapes/:table', async (request, reply) => {
    const claims = await authenticatePerson(hub, request.headers.authorization);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const unwatch = hub.access.watch(claims, (failure) => gone.abort(failure));
    const query = new URL(request.url, 'http://hub').searchParams;
    metrics.shapeRequests.inc({ kind: query.has('live') ? 'live' : query.get('offset') === '-1' ? 'first' : 'catch-up' });
    const response = await proxy.fetch(request.params.table, claims, query, gone.signal).finally(unwatch);
    for (const [name, value] of Object.entries(response.headers)) if (name.startsWith('electric-') || ['content-type', 'etag', 'retry-after'].includes(name)) reply.header(name, value);
    reply.header('cache-control', 'private, no-cache').header('vary', 'Authorization').code(response.status);
    return reply.send(typeof response.body === 'string' ? response.body : Readable.from(response.body, { objectMode: false }));
  });
  app.get('/v1/counts', async (request) => {
    const claims = await authenticatePerson(hub, request.headers.authorization);
    return { rows: await countRows(hub, claims.theaterId) };
  });
}

/** Rows per table, roughly enough for a progress bar and exact enough to end at 100 %. */
async function countRows(hub: HubContext, theaterId: string): Promise<Record<string, number>> {
  const tables = replicatedTables.filter((name) => ['theater', 'theater-or-system'].includes(tableOf(name).scope));
  const { rows } = await hub.database.pool.query<{ name: string; count: string }>(
    tables.map((name) => `SELECT '${name}' AS name, count(*)::text AS count FROM ${name} WHERE theater_id = $1`).join(' UNION ALL '), [theaterId]);
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.count)]));
}

function healthRoutes(app: FastifyInstance, hub: HubContext, metrics: HubMetrics, health: (theaterId?: string) => Promise<HubHealth>): void {
  app.get('/v1/health', async (_request: FastifyRequest, reply) => {
    try {
      await hub.database.pool.query('SELECT 1');
      return { status: 'active', time: hub.now().toISOString(), historyId: hub.historyId };
    } catch (error) {
      hub.log.error({ err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'database-unreachable' });
    }
  });
  app.get('/v1/health/integrity', async (request) => {
    const claims = await authenticatePerson(hub, request.headers.authorization);
    return health(claims.theaterId);
  });
  app.get('/v1/digest', async (request) => {
    const claims = await authenticatePerson(hub, request.headers.authorization);
    return { digests: await hubDigest(hub.database, claims.theaterId) };
  });
  app.get('/metrics', async (_request, reply) => reply.type('text/plain').send(await metrics.registry.metrics()));
}
