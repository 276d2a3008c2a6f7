/**
 * Contents for a window, over HTTP (`shared/ipc/content-addresses.ts`). The companion serves it behind its guard, the
 * shell forwards a scheme of its own to it; whoever calls it has made sure that it is our own window that asks. It
 * answers only while the app is open: somebody is signed in, and it is not locked.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../shared/base/app-error.ts';
import { CONTENT_PATH } from '../../shared/ipc/content-addresses.ts';
import type { Failure } from '../../shared/ipc/contract.ts';
import { answerContent, SAFE_HEADERS } from './content-answer.ts';
import { toFailure } from './contract-service.ts';
import { mustBeOpen } from './must-be-open.ts';
import type { ReplicaHost } from './replica-host.ts';

const STATUS: Readonly<Record<string, number>> = {
  'file.empty': 400,
  'file.unknown': 404,
  'file.elsewhere': 404,
  'file.noThumbnail': 404,
  'file.broken': 422,
  'file.locked': 422,
  'file.tooManyPixels': 422,
  'made.gone': 404,
  'file.damaged': 410,
  'file.tooLarge': 413,
  'file.diskFull': 507,
  'disk.full': 507,
  'session.locked': 401,
  'session.broken': 401,
  'replica.sealed': 401,
  'auth.needed': 401,
  usage: 400,
};

/** Answers one request; never rejects. */
export async function serveContent(
  host: ReplicaHost,
  hubUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    mustBeOpen(host);
    await answer(host, request, response);
  } catch (error) {
    // What fails in the middle of an answer cannot be told any more: the connection ends, so that it is not taken for
    // whole.
    if (response.headersSent || response.destroyed) response.destroy();
    else fail(request, response, toFailure(error, hubUrl));
  }
}

function fail(request: IncomingMessage, response: ServerResponse, failure: Failure): void {
  // A browser hears the answer only once it has sent everything: what is still to come goes nowhere, and whoever was
  // taking it in takes no more.
  request.removeAllListeners('readable').resume();
  response
    .writeHead(STATUS[failure.code] ?? 500, { ...SAFE_HEADERS, 'content-type': 'application/json' })
    .end(JSON.stringify(failure));
}

async function answer(host: ReplicaHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', 'http://here');
  const [kind = '', id = '', rendition] = url.pathname.slice(CONTENT_PATH.length).split('/');
  const isLook = request.method === 'GET' || request.method === 'HEAD';
  if (isLook && kind === 'made' && rendition === undefined) return showMade(host, id, url, request, response);
  if (isLook && kind === 'files' && /^[0-9a-f]{64}$/.test(id)) {
    if (rendition === undefined) return showFile(host, id, url, request, response);
    if (rendition === 'thumbnail' || rendition === 'preview')
      return showPicture(host, id, rendition, request, response);
  }
  if (request.method === 'PUT' && kind === 'files' && id === '') return take(host, url, request, response);
  throw new AppError('usage', { problem: `${request.method ?? ''} ${url.pathname}: nothing is served here` });
}

/** An empty name for saving is none. */
const saveAsOf = (url: URL): string | undefined => {
  const name = url.searchParams.get('save');
  return name === null || name === '' ? undefined : name;
};

async function showMade(
  host: ReplicaHost,
  id: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const made = host.made.find(id);
  if (made === undefined) throw new AppError('made.gone');
  const { file, bytes } = made;
  await answerContent(request, response, {
    size: file.size,
    etag: id,
    mime: file.mime,
    saveAs: saveAsOf(url) === undefined ? undefined : file.name,
    read: ({ start, end }) => once(bytes.subarray(start, end)),
  });
}

async function showFile(
  host: ReplicaHost,
  sha256: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { files } = host;
  const size = await files.sizeOf(sha256);
  if (size === undefined)
    throw new AppError(files.rows.isKnown(sha256) ? 'file.elsewhere' : 'file.unknown', { sha256 });
  await files.used(sha256);
  await answerContent(request, response, {
    size,
    etag: sha256,
    mime: await files.mediaTypeOf(sha256),
    saveAs: saveAsOf(url),
    read: (range) => files.read(sha256, range),
  });
}

async function showPicture(
  { files }: ReplicaHost,
  sha256: string,
  rendition: 'thumbnail' | 'preview',
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const webp = rendition === 'thumbnail' ? await files.thumbnail(sha256) : await files.preview(sha256);
  await answerContent(request, response, {
    size: webp.length,
    etag: `${sha256}-${rendition}`,
    mime: 'image/webp',
    saveAs: undefined,
    read: ({ start, end }) => once(webp.subarray(start, end)),
  });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function take(host: ReplicaHost, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const announced = Number(request.headers['content-length']);
  const taken = await host.files.take(request.iterator({ destroyOnReturn: false }), {
    name: url.searchParams.get('name') ?? '',
    bytes: Number.isSafeInteger(announced) ? announced : undefined,
  });
  response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(taken));
}
