/** Contents on their way down: whole or from any byte on (RFC 9110, section 14), as long as whoever asks still may. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DamagedFile } from '../../files/sealed-file.ts';
import type { AccessClaims } from '../auth/tokens.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import type { HubMetrics } from '../metrics.ts';
import { noteDamage } from './damage.ts';
import { type FileRow, requireFile } from './file-rows.ts';

type Asked = FastifyRequest<{ Params: { sha256: string } }>;

/** From `start` up to and without `end`; undefined where the whole is wanted. */
type Range = { readonly start: number; readonly end: number } | undefined;

/** Answers GET and HEAD of a file's content. */
export async function sendContent(
  hub: HubContext,
  claims: AccessClaims,
  metrics: HubMetrics,
  request: Asked,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const file = await requireFile(hub.database.pool, claims.theaterId, request.params.sha256);
  if (!file.isHere) throw new HttpFailure(404, 'file.elsewhere', 'The content of this file is on a laptop still.');
  const tag = `"${file.sha256}"`;
  reply.header('etag', tag).header('accept-ranges', 'bytes').header('cache-control', 'private, no-cache');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  if ((await hub.files.store.sizeOf(file.sha256)) !== file.size) throw await damaged(hub, file);
  const range = rangeOf(request, file.size, tag);
  if (range !== undefined && range.start >= range.end) {
    reply.header('content-range', `bytes */${file.size}`);
    throw new HttpFailure(416, 'request.invalid', 'The file has no such bytes.');
  }
  const bytes = range === undefined ? file.size : range.end - range.start;
  reply
    .code(range === undefined ? 200 : 206)
    // What it truly is whoever takes it finds out; nothing here is for a browser to open.
    .type('application/octet-stream')
    .header('content-disposition', 'attachment')
    .header('content-length', bytes);
  if (range !== undefined) reply.header('content-range', `bytes ${range.start}-${range.end - 1}/${file.size}`);
  if (request.method === 'HEAD') return reply.send();
  const source = await begun(hub, file, range);
  const unwatch = hub.access.watch(claims, (failure) => reply.raw.destroy(failure));
  reply.raw.once('close', unwatch);
  metrics.files.inc({ what: 'downloaded' });
  return reply.send(Readable.from(counted(source, metrics), { objectMode: false }));
}

/** A single range, as every client of ours asks; anything else is answered with the whole, as RFC 9110 allows. */
function rangeOf({ headers }: FastifyRequest, size: number, tag: string): Range {
  const held = headers['if-range'];
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? '') ?? [];
  if ((from === '' && to === '') || (held !== undefined && held !== tag)) return undefined;
  if (from === '') return { start: Math.max(0, size - Number(to)), end: to === '0' ? 0 : size };
  if (to !== '' && Number(to) < Number(from)) return undefined;
  return { start: Number(from), end: to === '' ? size : Math.min(size, Number(to) + 1) };
}

/** The content, of which the first piece is there: what is damaged is known before anything is answered. */
async function begun(hub: HubContext, file: FileRow, range: Range): Promise<AsyncIterable<Uint8Array>> {
  const pieces = hub.files.store.read(file.sha256, range)[Symbol.asyncIterator]();
  try {
    const first = await pieces.next();
    return rest(first, pieces);
  } catch (error) {
    if (error instanceof DamagedFile) throw await damaged(hub, file);
    throw error;
  }
}

async function* rest(first: IteratorResult<Uint8Array>, pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; next.done !== true; next = await pieces.next()) yield next.value;
  } finally {
    await pieces.return?.();
  }
}

async function* counted(source: AsyncIterable<Uint8Array>, metrics: HubMetrics): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    yield piece;
    metrics.fileBytes.inc({ way: 'down' }, piece.length);
  }
}

async function damaged({ files }: HubContext, { sha256 }: FileRow): Promise<HttpFailure> {
  await noteDamage(files, sha256);
  return new HttpFailure(410, 'file.damaged', 'The hub lost this content; a laptop that has it is asked for it.');
}
