/**
 * The addresses of contents (`shared/protocol/files.ts`): uploads by tus, downloads with ranges, thumbnails. Whatever
 * is asked, only what the theatre of the token has named is spoken of.
 */
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FILES_PATH, MOST_THUMBNAIL_BYTES, UPLOADS_PATH } from '../../shared/protocol/files.ts';
import type { Doors, Member } from '../auth/doors.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import type { HubMetrics } from '../metrics.ts';
import { sendContent } from './downloads.ts';
import { requireFile } from './file-rows.ts';
import { DRAIN_MS, type Holders, TusStore } from './tus-store.ts';
import { AlreadyHere, Uploads } from './uploads.ts';

const OFFSET_STREAM = 'application/offset+octet-stream';
/** Of the answer of the tus server; what it says to browsers of other origins is none of theirs. */
const TUS_HEADERS = ['tus-resumable', 'tus-version', 'upload-offset', 'upload-length', 'upload-metadata', 'location'];

type BySha = { Params: { sha256: string } };

/** Adds the routes. Answers how long-running work of theirs is ended. */
export function fileRoutes(app: FastifyInstance, hub: HubContext, doors: Doors, metrics: HubMetrics): void {
  const { files } = hub;
  const { thumbnails } = files;
  const uploads = new Uploads(files, (file) => {
    metrics.files.inc({ what: 'uploaded' });
    metrics.fileBytes.inc({ way: 'up' }, file.size);
    void thumbnails.makeFor(file);
  });
  const inside = new Map<string, number>();
  const enter = (member: Member, reply: FastifyReply): void => enterOnce(inside, files.limits.atOnce, member, reply);
  const holders: Holders = new Map();

  app.register((scope, _options, done) => {
    // The body is the content: it is taken as it comes, by whoever knows where it goes.
    scope.addContentTypeParser(OFFSET_STREAM, (_request, payload, taken) => taken(null, payload));
    const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const member = doors.memberOf(request);
      enter(member, reply);
      return tus(request, reply, new TusStore({ uploads, member, holders, holder: hub.newId(), request }), hub.newId);
    };
    scope.post(UPLOADS_PATH, doors.member, handle);
    scope.head(`${UPLOADS_PATH}/:id`, doors.member, handle);
    scope.patch(`${UPLOADS_PATH}/:id`, doors.member, handle);
    scope.delete(`${UPLOADS_PATH}/:id`, doors.member, handle);
    scope.addContentTypeParser(
      'image/webp',
      { parseAs: 'buffer', bodyLimit: MOST_THUMBNAIL_BYTES },
      (_request, body, taken) => taken(null, body),
    );
    scope.put<BySha>(
      `${FILES_PATH}/:sha256/thumbnail`,
      { ...doors.member, bodyLimit: MOST_THUMBNAIL_BYTES },
      async (request, reply) => {
        const member = doors.memberOf(request);
        enter(member, reply);
        const { theaterId } = member;
        const file = await requireFile(hub.database.pool, theaterId, request.params.sha256);
        await thumbnails.take(file, request.body);
        return reply.code(204).send();
      },
    );
    done();
  });

  // Bytes as they are: a range is one of the content, and content that is compressed already must not pass for an
  // answer that is.
  const content = { ...doors.person, exposeHeadRoute: false, compress: false } as const;
  app.get<BySha>(`${FILES_PATH}/:sha256`, content, (request, reply) => {
    const claims = doors.personOf(request);
    enter(claims, reply);
    return sendContent(hub, claims, metrics, request, reply);
  });
  app.head<BySha>(`${FILES_PATH}/:sha256`, doors.person, (request, reply) =>
    sendContent(hub, doors.personOf(request), metrics, request, reply),
  );
  app.get<BySha>(`${FILES_PATH}/:sha256/thumbnail`, content, async (request, reply) => {
    const { theaterId } = doors.personOf(request);
    const file = await requireFile(hub.database.pool, theaterId, request.params.sha256);
    return thumbnails.send(file, request, reply);
  });
}

/** A laptop that asks for more at once than it needs waits. */
function enterOnce(inside: Map<string, number>, most: number, { deviceId }: Member, reply: FastifyReply): void {
  const count = (inside.get(deviceId) ?? 0) + 1;
  if (count > most) throw new HttpFailure(429, 'hub.busy', 'This laptop asks too much at once.', { seconds: 1 });
  inside.set(deviceId, count);
  reply.raw.once('close', () => {
    const left = (inside.get(deviceId) ?? 1) - 1;
    if (left === 0) inside.delete(deviceId);
    else inside.set(deviceId, left);
  });
}

/** Has a request answered by the tus server; its failures are answered as all of the hub's are. */
async function tus(
  request: FastifyRequest,
  reply: FastifyReply,
  store: TusStore,
  newId: () => string,
): Promise<FastifyReply> {
  const failed: { with?: unknown } = {};
  const server = new Server({
    path: UPLOADS_PATH,
    datastore: store,
    locker: store,
    relativeLocation: true,
    namingFunction: () => store.newName(newId()),
    lockDrainTimeout: DRAIN_MS,
    onResponseError: (_request, error) => {
      failed.with = error;
      return { status_code: 500, body: '' };
    },
  });
  const answer = await server.handleWeb(webRequest(request));
  // What is not wanted any more is let go of; how long that may take stands in `http-limits.ts`.
  request.raw.resume();
  if (failed.with instanceof AlreadyHere) return reply.code(200).send({ state: 'here' });
  if (failed.with !== undefined) throw failureOf(failed.with);
  for (const name of TUS_HEADERS) {
    const value = answer.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  // What tus itself says of a request that it cannot read.
  if (answer.status >= 400)
    throw new HttpFailure(answer.status, 'request.invalid', (await answer.text()).trim().slice(0, 200));
  return reply.code(answer.status).send();
}

/** Without its body: the store takes that from where it comes, without two more streams in between. */
function webRequest({ method, url, headers: given }: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) if (typeof value === 'string') headers.set(name, value);
  return new Request(new URL(url, 'http://hub'), { method, headers });
}

/** The tus server throws a status and a sentence where we throw failures. */
function failureOf(error: unknown): unknown {
  if (error instanceof HttpFailure || typeof error !== 'object' || error === null || !('status_code' in error))
    return error;
  const { status_code: status, body } = error as { readonly status_code: number; readonly body?: unknown };
  return new HttpFailure(status, 'request.invalid', String(body ?? '').trim());
}
