/**
 * A client that goes away while a snapshot is being taken must not keep the hub busy (found by the simulation: the wait
 * returned at once, for ever).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { ShapeServer } from '../../hub/shapes/embedded/shape-server.ts';
import { createDatabase } from '../support/world.ts';

test('an aborted request for a shape in the making ends', async () => {
  const database = await createDatabase(inject('postgresUrl'));
  const dir = mkdtempSync(join(tmpdir(), 'offstage-gone-'));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('CREATE TABLE slow (id int PRIMARY KEY); INSERT INTO slow SELECT generate_series(1, 20000)');
  const shapes = new ShapeServer({ databaseUrl: database.url, dir, streamId: database.streamId });
  await shapes.start();
  const gone = new AbortController();
  const asked = shapes.handle({
    method: 'GET',
    query: new URLSearchParams({ table: 'slow', offset: '-1' }),
    signal: gone.signal,
  });
  gone.abort();
  expect((await asked).status).toBe(499);
  const later = await shapes.handle({ method: 'GET', query: new URLSearchParams({ table: 'slow', offset: '-1' }) });
  expect(later.status).toBe(200);
  await shapes.stop();
  await client.end();
  await database.drop();
  rmSync(dir, { recursive: true, force: true });
});
