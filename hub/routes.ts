/** The hub's HTTP routes. Each parses what it is given, asks who is there, and hands over. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import { APP_VERSION } from '../shared/base/app-version.ts';
import { pushBody } from '../shared/protocol/push.ts';
import { tableOf } from '../shared/schema/catalog.ts';
import {
  isKnownIn,
  OLDEST_VERSION,
  RELEASE_HEADER,
  readVersion,
  SCHEMA_VERSION,
  sharedVersion,
  tablesIn,
  VERSION_HEADER,
} from '../shared/schema/versions.ts';
import { digestedTables, hubDigest } from './admin/digest.ts';
import { cachedHealth, type HubHealth } from './admin/health.ts';
import { PartsHealth } from './admin/parts-health.ts';
import { originOf } from './auth/attempts.ts';
import { Doors } from './auth/doors.ts';
import { keyShareOf, theaterOfDevice } from './auth/key-share.ts';
import { registerDevice } from './auth/register-device.ts';
import { checkPassword, closeSession, openSession, refreshSession } from './auth/sessions.ts';
import { hashToken, sameHash } from './auth/tokens.ts';
import { withCompression } from './compression.ts';
import type { HubDatabase } from './database.ts';
import { faults } from './fault-points.ts';
import { fileRoutes } from './files/file-routes.ts';
import { HTTP_LIMITS, type HttpLimits, limitConnections, serverOptions } from './http-limits.ts';
import { HttpFailure, type HubContext } from './hub-context.ts';
import { createMetrics, type HubMetrics } from './metrics.ts';
import { peopleRoutes } from './people-routes.ts';
import { applyPush, bumpBarrier } from './push/push.ts';
import type { TrustProxy } from './reachable.ts';
import { RefusalLog, type TurnedAway } from './refusal-log.ts';
import { AnswerPace } from './shapes/answer-pace.ts';
import { AnswersUnderWay } from './shapes/answers-under-way.ts';
import { ShapeProxy } from './shapes/shape-proxy.ts';
import { snapshotRoutes } from './snapshots/snapshot-routes.ts';

/** Read only after the laptop has said who it is. */
const PUSH_BYTES = 8 * 1024 * 1024;
/** Expensive reads of one person: a laptop asks every few minutes, a person who presses a button a few times. */
const READS_PER_MINUTE = 60;

const credentials = { email: z.string().min(3).max(255), password: z.string().min(1).max(500) };
const registerBody = z.strictObject({
  ...credentials,
  deviceId: z.uuid(),
  deviceName: z.string().min(1).max(255),
  theaterId: z.uuid().optional(),
});
const signInBody = z.strictObject(credentials);
const unlockBody = z.strictObject({ ...credentials, deviceId: z.uuid() });
/** Names that are no tables of a digest are passed over. */
const digestQuery = z.object({ tables: z.string().max(5000).optional() });
const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(500) });

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new HttpFailure(
    400,
    'request.invalid',
    `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'invalid'}`.replace(/^: /, ''),
  );
}

/** How the hub is reached. */
export interface RouteOptions {
  readonly limits?: Partial<HttpLimits> | undefined;
  /** Proxies whose word about a client's address is taken; none unless named. */
  readonly trustProxy?: TrustProxy | undefined;
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Laptops of an earlier schema version are told to update; nothing else is asked of them. */
  readonly minimumVersion?: number | undefined;
  /** Who may read the figures. */
  readonly metricsToken: string;
}

/**
 * The whole HTTP side of a hub, not listening yet. Order matters: limits and versions are looked at before a route’s
 * door, doors before its body.
 */
export function createRoutes(hub: HubContext, options: RouteOptions): FastifyInstance {
  const limits = { ...HTTP_LIMITS, ...options.limits };
  const { http, ...plain } = serverOptions(limits);
  const shared = { ...plain, forceCloseConnections: true, logger: false, trustProxy: options.trustProxy ?? false };
  // Fastify's type tells a plain server from one with TLS; nothing below does.
  const app =
    options.tls === undefined
      ? Fastify({ ...shared, http })
      : (Fastify({
          ...shared,
          https: { ...http, ...options.tls, minVersion: 'TLSv1.2' },
        }) as unknown as FastifyInstance);
  limitConnections(app, limits, options.trustProxy !== undefined);
  meetVersions(app, options.minimumVersion ?? OLDEST_VERSION);
  app.addHook('onSend', (_request, reply, _payload, next) => {
    // Tokens and people's data stay in no cache on the way, unless a route says how.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
    if (options.tls !== undefined) reply.header('strict-transport-security', 'max-age=31536000');
    next();
  });
  const doors = new Doors(hub);
  const health = cachedHealth(hub.reads.database, hub.now);
  const metrics = createMetrics(health);
  const refusals = new RefusalLog(hub.log, hub.now);
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof HttpFailure && !reply.raw.destroyed) refusals.note(turnedAway(request, error));
    return answerFailure(hub, error, reply);
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ code: 'route.unknown', message: 'There is no such address on this hub.' }),
  );
  withCompression(app, () => {
    authRoutes(app, hub, doors);
    pushRoutes(app, hub, doors, metrics);
    peopleRoutes(app, hub, doors);
    shapeRoutes(app, hub, doors, metrics, limits);
    snapshotRoutes(app, hub, doors, metrics);
    fileRoutes(app, hub, doors, metrics);
    readRoutes(app, hub, doors, health);
    healthRoutes(app, hub, metrics, options.metricsToken);
  });
  return app;
}

/** What a laptop that is too old cannot do any more. It still signs people in, and hands over what it holds. */
const OF_A_VERSION = [
  '/v1/push',
  '/v1/barrier',
  '/v1/shapes/',
  '/v1/snapshot',
  '/v1/counts',
  '/v1/digest',
  '/v1/files/',
];

/** Both sides name their version; below the minimum there is one answer, in which nothing has happened. */
function meetVersions(app: FastifyInstance, minimum: number): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header(VERSION_HEADER, String(SCHEMA_VERSION));
    reply.header(RELEASE_HEADER, APP_VERSION);
    const isChecked = minimum > OLDEST_VERSION && OF_A_VERSION.some((path) => request.url.startsWith(path));
    if (isChecked && versionOf(request) < minimum)
      throw new HttpFailure(426, 'release.tooOld', 'This laptop must be updated before it meets this hub again.', {
        minimum,
      });
  });
}

const versionOf = ({ headers }: FastifyRequest): number => {
  const header = headers[VERSION_HEADER];
  return readVersion(typeof header === 'string' ? header : undefined);
};

/** What of a refused request may stand in a log. */
const turnedAway = (request: FastifyRequest, { status, code }: HttpFailure): TurnedAway => ({
  status,
  code,
  origin: originOf(request.ip),
  method: request.method,
  route: request.routeOptions.url ?? '',
});

/** Failures of ours carry a code; whatever else breaks is 503 and tried again, because nothing has happened. */
function answerFailure(hub: HubContext, error: unknown, reply: FastifyReply): FastifyReply {
  // Who has left is answered for the record alone, and is no trouble of the hub's.
  if (reply.raw.destroyed) return reply.code(499).send();
  if (error instanceof HttpFailure) {
    const { seconds } = error.details;
    if (typeof seconds === 'number') reply.header('retry-after', String(seconds));
    return reply.code(error.status).send({ code: error.code, message: error.message, details: error.details });
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413)
    return reply.code(413).send({
      code: 'request.tooLarge',
      message: `A request may hold ${(reply.routeOptions.bodyLimit ?? 0) / 1024} KiB.`,
    });
  if (status >= 400 && status < 500)
    return reply
      .code(status)
      .send({ code: 'request.invalid', message: error instanceof Error ? error.message : 'The request is malformed.' });
  hub.log.error({ err: error }, 'request failed');
  return reply
    .code(503)
    .header('retry-after', '2')
    .send({ code: 'hub.failed', message: 'The hub could not do this now; try again.' });
}

function authRoutes(app: FastifyInstance, hub: HubContext, doors: Doors): void {
  app.post('/v1/auth/register-device', async (request) => {
    const body = parse(registerBody, request.body);
    const person = await checkPassword(hub, body.email, body.password, body.theaterId, { origin: request.ip });
    const deviceToken = await registerDevice(hub, person, {
      deviceId: body.deviceId,
      name: body.deviceName,
      authorization: request.headers.authorization,
    });
    return { deviceId: body.deviceId, deviceToken, ...(await openSession(hub, person, body.deviceId, request.ip)) };
  });
  app.post('/v1/auth/sign-in', doors.device, async (request) => {
    const device = doors.deviceOf(request);
    const body = parse(signInBody, request.body);
    const person = await checkPassword(hub, body.email, body.password, device.theaterId, {
      origin: request.ip,
      device,
    });
    return openSession(hub, person, device.id, request.ip);
  });
  app.post('/v1/auth/refresh', (request) => {
    const { refreshToken } = parse(refreshBody, request.body);
    return hub.attempts.guard({ kind: 'refresh', origin: request.ip }, () =>
      refreshSession(hub, refreshToken, request.ip),
    );
  });
  app.post('/v1/auth/unlock', async (request) => {
    const body = parse(unlockBody, request.body);
    const person = await checkPassword(hub, body.email, body.password, await theaterOfDevice(hub, body.deviceId), {
      origin: request.ip,
    });
    return { share: await keyShareOf(hub, person, body.deviceId) };
  });
  app.post('/v1/auth/sign-out', async (request) => {
    const { refreshToken } = parse(refreshBody, request.body);
    await hub.attempts.guard({ kind: 'refresh', origin: request.ip }, () => closeSession(hub, refreshToken));
    return { ok: true };
  });
}

function pushRoutes(app: FastifyInstance, hub: HubContext, doors: Doors, metrics: HubMetrics): void {
  app.post('/v1/push', { ...doors.device, bodyLimit: PUSH_BYTES }, async (request) => {
    const device = doors.deviceOf(request);
    const body = parse(pushBody, request.body);
    if (body.deviceId !== device.id)
      throw new HttpFailure(403, 'device.other', 'A device pushes only what is its own.');
    await faults.during('push.arrived');
    const done = metrics.pushSeconds.startTimer();
    const reply = await applyPush(hub, device, body);
    done();
    metrics.mutations.inc({ outcome: 'refused' }, reply.refused.length);
    metrics.mutations.inc({ outcome: 'received' }, body.mutations.length);
    return reply;
  });
  app.post('/v1/barrier', doors.device, (request) => bumpBarrier(hub, doors.deviceOf(request)));
}

function shapeRoutes(
  app: FastifyInstance,
  hub: HubContext,
  doors: Doors,
  metrics: HubMetrics,
  limits: HttpLimits,
): void {
  const proxy = new ShapeProxy(hub);
  const underWay = new AnswersUnderWay(limits.answersOfALaptop);
  app.get<{ Params: { table: string } }>('/v1/shapes/:table', doors.person, async (request, reply) => {
    const claims = doors.personOf(request);
    const gone = new AbortController();
    reply.raw.once('close', () => {
      // An answer that was taken whole leaves nobody who waits.
      if (!reply.raw.writableFinished) gone.abort(new HttpFailure(499, 'client.gone', 'The client has left.'));
    });
    const unwatch = hub.access.watch(claims, (failure) => gone.abort(failure));
    const query = new URL(request.url, 'http://hub').searchParams;
    metrics.shapeRequests.inc({
      kind: query.has('live') ? 'live' : query.get('offset') === '-1' ? 'first' : 'catch-up',
    });
    const ended = underWay.begin(claims.deviceId, () =>
      gone.abort(new HttpFailure(429, 'hub.busy', 'This laptop asks too much at once.', { seconds: 2 })),
    );
    const pace = new AnswerPace(limits.pieceMs, () =>
      gone.abort(new HttpFailure(408, 'client.slow', 'The answer was not taken in time.')),
    );
    metrics.shapeAnswers.inc();
    // Also while a long answer is on its way.
    reply.raw.once('close', () => {
      unwatch();
      ended();
      pace.done();
      metrics.shapeAnswers.dec();
    });
    const response = await proxy.fetch(request.params.table, claims, query, gone.signal);
    gone.signal.throwIfAborted();
    // From here on the answer is on its way, whether or not its head has gone out: nothing else can be said any more.
    gone.signal.addEventListener('abort', () => {
      if (!reply.raw.writableFinished) reply.raw.destroy();
    });
    for (const [name, value] of Object.entries(response.headers))
      if (name.startsWith('electric-') || ['content-type', 'etag', 'retry-after'].includes(name))
        reply.header(name, value);
    reply.header('cache-control', 'private, no-cache').header('vary', 'Authorization').code(response.status);
    return reply.send(pace.payload(response.body));
  });
}

/**
 * What costs much and is the same for all of a theatre: shared, and no more often for one person than anybody needs.
 */
function readRoutes(
  app: FastifyInstance,
  hub: HubContext,
  doors: Doors,
  health: (theaterId?: string) => Promise<HubHealth>,
): void {
  const perPerson = new RateLimiterMemory({ points: READS_PER_MINUTE, duration: 60 });
  const ask = async (request: FastifyRequest): Promise<string> => {
    const { userId, theaterId } = doors.personOf(request);
    await perPerson.consume(userId).catch((limit: unknown) => {
      if (!(limit instanceof RateLimiterRes)) throw limit;
      throw new HttpFailure(429, 'hub.busy', 'This is asked too often.', {
        seconds: Math.max(1, Math.ceil(limit.msBeforeNext / 1000)),
      });
    });
    return theaterId;
  };
  app.get('/v1/counts', doors.person, async (request) => {
    const theaterId = await ask(request);
    const version = sharedVersion(versionOf(request));
    return {
      rows: await hub.reads.of(`counts ${version}`, theaterId, (database) => countRows(database, theaterId, version)),
    };
  });
  app.get('/v1/health/integrity', doors.person, async (request) => health(await ask(request)));
  app.get('/v1/digest', doors.person, async (request) => {
    const theaterId = await ask(request);
    const wanted = parse(digestQuery, request.query).tables?.split(',');
    const version = sharedVersion(versionOf(request));
    const known = digestedTables.filter((name) => isKnownIn(tableOf(name), version));
    const tables = wanted === undefined ? known : known.filter((name) => wanted.includes(name));
    return {
      digests: await hub.reads.of(`digest ${version} ${tables.join()}`, theaterId, (database) =>
        hubDigest(database, theaterId, tables, version),
      ),
    };
  });
}

/** Rows per table, roughly enough for a progress bar and exact enough to end at 100 %. */
async function countRows({ pool }: HubDatabase, theaterId: string, version: number): Promise<Record<string, number>> {
  const tables = tablesIn(version).filter((name) => ['theater', 'theater-or-system'].includes(tableOf(name).scope));
  const { rows } = await pool.query<{ name: string; count: string }>(
    tables
      .map((name) => `SELECT '${name}' AS name, count(*)::text AS count FROM ${name} WHERE theater_id = $1`)
      .join(' UNION ALL '),
    [theaterId],
  );
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.count)]));
}

/** A secret of the scraper's own. Compared as hashes, so that neither length nor time says anything. */
function isToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  return given !== undefined && sameHash(hashToken(given), hashToken(token));
}

function healthRoutes(app: FastifyInstance, hub: HubContext, metrics: HubMetrics, metricsToken: string): void {
  const parts = new PartsHealth(hub);
  app.get('/v1/health', async (_request, reply) => {
    const health = await parts.look();
    return reply
      .code(health.parts.postgres === 'up' ? 200 : 503)
      .send({ ...health, time: hub.now().toISOString(), historyId: hub.historyId });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isToken(request.headers.authorization, metricsToken))
      throw new HttpFailure(401, 'auth.needed', 'The figures need the token that the hub keeps beside its data.');
    metrics.notePart(await parts.look());
    metrics.noteSnapshots(hub.snapshots.health());
    return reply.type('text/plain').send(await metrics.registry.metrics());
  });
}
