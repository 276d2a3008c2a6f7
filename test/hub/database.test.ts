/** Nobody waits for Postgres for ever: not for a connection, and not for an answer. */
import { createServer, type Server } from 'node:net';
import { expect, inject, test } from 'vitest';
import { connectDatabase, inTransaction } from '../../hub/database.ts';
import { Cable } from '../support/cable.ts';

const limits = { connectMs: 300, queryMs: 600 };

/** Takes connections and never says a word. */
async function silence(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer();
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, url: `postgres://somebody@127.0.0.1:${port}/nothing` };
}

test('a server that takes a connection and stays silent is given up', async () => {
  const { server, url } = await silence();
  const database = connectDatabase({ url, size: 1, limits });
  await expect(database.pool.query('SELECT 1')).rejects.toThrow(/timeout/);
  await database.close();
  server.close();
});

test('who waits for a connection that nobody gives back is told', async () => {
  const database = connectDatabase({ url: inject('postgresUrl'), size: 1, limits });
  const held = await database.pool.connect();
  await expect(database.pool.query('SELECT 1')).rejects.toThrow(/timeout/);
  held.release();
  expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await database.close();
});

test('an answer that never comes ends the transaction, and its connection leaves the pool', async () => {
  const { cable, url } = await Cable.to(inject('postgresUrl'));
  const database = connectDatabase({ url, size: 1, limits });
  const lost = inTransaction(database.pool, async (client) => {
    await client.query('SELECT 1');
    cable.hold();
    await client.query('SELECT 2');
  });
  await expect(lost).rejects.toThrow(/timeout/);
  expect(database.pool.totalCount).toBe(0);
  cable.letGo();
  expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await database.close();
  cable.cut();
});
