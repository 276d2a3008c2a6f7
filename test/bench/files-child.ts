/** A hub's addresses of contents in a process of their own, with nothing behind them: what a laptop alone costs shows. */
import { createServer } from 'node:http';
import { FILES_PATH, UPLOADS_PATH } from '../../shared/protocol/files.ts';
import { SCHEMA_VERSION, VERSION_HEADER } from '../../shared/schema/versions.ts';

/** Content of one letter, so long; its hash is the parent's to know. */
const contents = new Map<string, Buffer>();
const sizes = new Map<string, { readonly size: number; taken: number }>();
let next = 0;

process.on('message', ({ sha256, size, letter }: { sha256: string; size: number; letter: number }) => {
  contents.set(sha256, Buffer.alloc(size, letter));
  process.send?.('known');
});

const server = createServer((request, response) => {
  const path = request.url ?? '';
  response.setHeader(VERSION_HEADER, String(SCHEMA_VERSION));
  if (request.method === 'GET') {
    const content = contents.get(path.slice(FILES_PATH.length + 1));
    response.writeHead(content === undefined ? 404 : 200).end(content);
    return;
  }
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  request.on('end', () => {
    if (path === UPLOADS_PATH) {
      next += 1;
      const location = `${UPLOADS_PATH}/${next}`;
      sizes.set(location, { size: Number(request.headers['upload-length']), taken: bytes });
      response.writeHead(201, { location, 'upload-offset': String(bytes) }).end();
      return;
    }
    const upload = sizes.get(path);
    if (upload !== undefined) upload.taken += bytes;
    response.writeHead(204, { 'upload-offset': String(upload?.taken ?? 0) }).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
