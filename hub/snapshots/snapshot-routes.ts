/**
 * The addresses from which a new laptop takes its first rows: what there is for the person who asks, and the file from
 * any byte on, so that a broken line costs little.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import { readVersion, SCHEMA_VERSION, VERSION_HEADER } from '../../shared/schema/versions.ts';
import type { Doors } from '../auth/doors.ts';
import type { AccessClaims } from '../auth/tokens.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import type { HubMetrics } from '../metrics.ts';
import { readWhenTaken } from '../read-when-taken.ts';
import { type ColumnSet, columnSetOf } from './column-set.ts';
import { sizeOf } from './snapshot-store.ts';

/** Of one laptop at a time: the one before may not have ended yet. */
const AT_ONCE = 2;
/** So often a long answer asks whether its reader still may. */
const LOOK_BYTES = 1024 * 1024;

const offerQuery = z.object({
  begun: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .catch(undefined),
});
const none = (): HttpFailure => new HttpFailure(404, 'snapshot.none', 'There is no snapshot; rows come one by one.');

/**
 * Adds `/v1/snapshot` and the files below it. A laptop of another schema version is told that there is none: it loads
 * row by row.
 */
export function snapshotRoutes(app: FastifyInstance, hub: HubContext, doors: Doors, metrics: HubMetrics): void {
  const perPerson = new RateLimiterMemory({ points: hub.snapshots.requestsPerMinute, duration: 60 });
  const inside = new Map<string, number>();
  const setOf = async (claims: AccessClaims): Promise<ColumnSet> =>
    columnSetOf(claims, await hub.access.require(claims));

  app.get('/v1/snapshot', doors.person, async (request) => {
    const claims = doors.personOf(request);
    await limit(perPerson, claims.userId);
    // Another release has other tables: it would take nothing of it over.
    if (versionOf(request) !== SCHEMA_VERSION) throw none();
    const { begun } = offerQuery.parse(request.query);
    const offered = await hub.snapshots.offer(await setOf(claims), begun);
    metrics.snapshotRequests.inc({ kind: offered === undefined ? 'none' : 'offered' });
    if (offered === undefined) throw none();
    return offered;
  });

  app.get<{ Params: { id: string } }>('/v1/snapshot/:id', doors.person, async (request, reply) => {
    const claims = doors.personOf(request);
    await limit(perPerson, claims.userId);
    const opened = await hub.snapshots.open(await setOf(claims), request.params.id);
    if (opened === undefined) throw none();
    enter(inside, claims.deviceId, reply);
    const { kept, file } = opened;
    const size = sizeOf(kept);
    const from = rangeOf(request, kept.reply.id);
    if (from >= size) {
      reply.header('content-range', `bytes */${size}`);
      throw new HttpFailure(416, 'snapshot.range', 'The snapshot ends before that.');
    }
    metrics.snapshotRequests.inc({ kind: from === 0 ? 'begun' : 'resumed' });
    const check = async (): Promise<void> => {
      if ((await setOf(claims)).key !== kept.key) throw none();
    };
    reply
      .code(from === 0 ? 200 : 206)
      // A type that nobody compresses once more.
      .type('application/zstd')
      .header('accept-ranges', 'bytes')
      .header('content-length', size - from)
      .header('etag', `"${kept.reply.id}"`);
    if (from > 0) reply.header('content-range', `bytes ${from}-${size - 1}/${size}`);
    const unwatch = hub.access.watch(claims, (failure) => reply.raw.destroy(failure));
    reply.raw.once('close', unwatch);
    return reply.send(Readable.from(checked(readWhenTaken(file, from), check), { objectMode: false }));
  });
}

/** From which byte on; the whole where the laptop holds the beginning of something else. */
function rangeOf({ headers }: FastifyRequest, id: string): number {
  const from = /^bytes=(\d{1,15})-$/.exec(headers.range ?? '')?.[1];
  const { 'if-range': held } = headers;
  return from === undefined || (held !== undefined && held !== `"${id}"`) ? 0 : Number(from);
}

/** What a role loses while somebody reads, they do not get to the end of. */
async function* checked(file: AsyncIterable<Buffer>, check: () => Promise<void>): AsyncGenerator<Buffer> {
  let unchecked = 0;
  for await (const chunk of file) {
    unchecked += chunk.length;
    if (unchecked > LOOK_BYTES) {
      unchecked = 0;
      await check();
    }
    yield chunk;
  }
}

function enter(inside: Map<string, number>, deviceId: string, reply: FastifyReply): void {
  const count = (inside.get(deviceId) ?? 0) + 1;
  if (count > AT_ONCE) throw new HttpFailure(429, 'hub.busy', 'This laptop asks too much at once.', { seconds: 2 });
  inside.set(deviceId, count);
  reply.raw.once('close', () => {
    const left = (inside.get(deviceId) ?? 1) - 1;
    if (left === 0) inside.delete(deviceId);
    else inside.set(deviceId, left);
  });
}

async function limit(limiter: RateLimiterMemory, userId: string): Promise<void> {
  await limiter.consume(userId).catch((reached: unknown) => {
    if (!(reached instanceof RateLimiterRes)) throw reached;
    const seconds = Math.max(1, Math.ceil(reached.msBeforeNext / 1000));
    throw new HttpFailure(429, 'hub.busy', 'This is asked too often.', { seconds });
  });
}

function versionOf({ headers }: FastifyRequest): number {
  const header = headers[VERSION_HEADER];
  return readVersion(typeof header === 'string' ? header : undefined);
}
