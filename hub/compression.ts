/**
 * Answers are compressed: a first load over a slow line is a fifth of its size then. Requests are not unpacked: a small
 * body must stay small.
 */
import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Registers compression; routes that are added in `routes` have it. */
export function withCompression(app: FastifyInstance, routes: () => void): void {
  app.register(fastifyCompress, {
    global: true,
    globalDecompression: false,
    encodings: ['gzip', 'identity'],
    threshold: 1024,
    // Fast rather than small: the hub answers many at once.
    zlibOptions: { level: 2 },
  });
  app.after((error) => {
    if (error !== null && error !== undefined) throw error;
    routes();
  });
}
