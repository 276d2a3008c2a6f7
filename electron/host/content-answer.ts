/**
 * One content as an HTTP answer: whole or a range of it (RFC 9110, section 14), shown or offered to be saved
 * (RFC 6266), never run. What comes out of here nobody keeps: a browser's store on the disk is not sealed as ours is.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ByteRange } from '../../files/file-store.ts';

export interface Content {
  /** Bytes. */
  readonly size: number;
  /** Says that two answers are of the same content; a hash or an id of ours. */
  readonly etag: string;
  /** By its first bytes, or known to us who made it. */
  readonly mime: string;
  /** Under which name it is saved; undefined: it is shown where that is safe. */
  readonly saveAs: string | undefined;
  readonly read: (range: ByteRange) => AsyncIterable<Uint8Array>;
}

/**
 * What a browser shows and never runs. Everything else is offered to be saved, SVG and HTML too: they are programs.
 */
const SHOWN = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/heic',
  'image/heif',
  'image/tiff',
  'application/pdf',
]);
const isShown = (mime: string): boolean => SHOWN.has(mime) || /^(?:audio|video)\/[a-z0-9.+-]+$/.test(mime);

/** On every answer, failures too. */
export const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** RFC 6266 and RFC 8187: letters of ours for everybody, all of them for those who read them. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const all = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${all}`;
}

/** `undefined`: all of it; `unsatisfiable`: there is nothing there. Several ranges are answered with all of it. */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined | 'unsatisfiable' {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = found ?? [];
  if (found === null || (first === '' && last === '')) return undefined;
  const isOfTheEnd = first === '';
  const start = isOfTheEnd ? Math.max(0, size - Number(last)) : Number(first);
  const end = isOfTheEnd || last === '' ? size : Math.min(size, Number(last) + 1);
  if (!isOfTheEnd && last !== '' && Number(last) < start) return undefined;
  return start >= size || end <= start ? 'unsatisfiable' : { start, end };
}

/** Answers GET and HEAD. Whoever asked may leave in the middle; a source that fails cuts the answer off. */
export async function answerContent(
  request: IncomingMessage,
  response: ServerResponse,
  content: Content,
): Promise<void> {
  const { size, read } = content;
  const etag = `"${content.etag}"`;
  const headers = { ...SAFE_HEADERS, ...shownAs(content), 'accept-ranges': 'bytes', etag };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const condition = request.headers['if-range'];
  const range = condition === undefined || condition === etag ? rangeOf(request.headers.range, size) : undefined;
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...SAFE_HEADERS, 'content-range': `bytes */${size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: size };
  response.writeHead(range === undefined ? 200 : 206, {
    ...headers,
    'content-length': end - start,
    ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await pipeline(read({ start, end }), response);
}

function shownAs({ mime, saveAs }: Content): Record<string, string> {
  if (saveAs !== undefined) return { 'content-type': typeOf(mime), 'content-disposition': attachment(saveAs) };
  return isShown(mime)
    ? { 'content-type': mime, 'content-disposition': 'inline' }
    : { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' };
}

const typeOf = (mime: string): string => (isShown(mime) ? mime : 'application/octet-stream');
