/** A laptop that hangs up while the hub asks who it is takes no place from its next request. */
import { expect, inject, test } from 'vitest';
import { createWorld } from '../../support/world.ts';

test('requests that were given up early do not lock a laptop out', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const { data } = (await world.replica('a', 'a@t1')).sessions;
  const push = (signal?: AbortSignal): Promise<Response> =>
    fetch(`${world.hub.url}/v1/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${data?.deviceId}.${data?.deviceToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ deviceId: data?.deviceId, epoch: 1, schemaVersion: 2, mutations: [] }),
      ...(signal === undefined ? {} : { signal }),
    });
  // The question who it is waits behind a lock, so that each laptop is gone before it is answered.
  const { pool } = world.hub.context.database;
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE devices IN ACCESS EXCLUSIVE MODE');
  for (let round = 0; round < 6; round += 1) {
    const cut = new AbortController();
    const asked = push(cut.signal).catch(() => undefined);
    await new Promise((done) => {
      setTimeout(done, 50);
    });
    cut.abort();
    await asked;
  }
  await client.query('ROLLBACK');
  client.release();
  expect((await push()).status).toBe(200);
});
