/**
 * Where the replica's process answers for contents within the shell: on loopback, and only to whoever holds the secret
 * that was made for it, because every program of this machine can knock there.
 */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CONTENT_SECRET_HEADER = 'offstage-content-secret';

export interface ContentListener {
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens until it is stopped. */
export async function listenForContent(
  secret: string,
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<ContentListener> {
  const server = createServer((request, response) => {
    if (isKnown(request.headers[CONTENT_SECRET_HEADER], secret)) void serve(request, response);
    else response.writeHead(401).end();
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => done());
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function isKnown(given: string | readonly string[] | undefined, secret: string): boolean {
  return (
    typeof given === 'string' &&
    given.length === secret.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(secret))
  );
}
