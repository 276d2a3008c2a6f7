/**
 * What is the hub's fault is tried again and refuses nobody; what breaks for good stands alone and can be tried again.
 */

import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { pendingCount, tryRefusalAgain } from '../../../electron/outbox/outbox.ts';
import { attentionList } from '../../../electron/queries/attention.ts';
import { hubHealth } from '../../../hub/admin/health.ts';
import { faultOf } from '../../../hub/push/hub-faults.ts';
import { newId } from '../../../shared/base/ids.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, until } from '../../support/world.ts';

const failing = (code: string): string => `CREATE OR REPLACE FUNCTION fail_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NEW.name = 'сломано' THEN RAISE EXCEPTION 'x' USING ERRCODE = '${code}'; END IF; RETURN NEW; END $$`;
const TRIGGER = 'CREATE TRIGGER aa_fail BEFORE INSERT ON tags FOR EACH ROW EXECUTE FUNCTION fail_tag()';

test('a column that is added, or changed, beside a running hub refuses nobody', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const pushes: number[] = [];
  const a = await world.replica('a', 'a@t1', {
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      if (url.endsWith('/v1/push')) pushes.push(response.status);
      return response;
    },
  });
  await a.engine?.syncOnce();
  const { pool } = world.hub.context.database;
  const id = newId();
  await act(a, 'row.create', { table: 'inventory_categories', id, values: { name: '0', code: 'C' } });
  await a.engine?.syncOnce();
  const rename = async (from: string, to: string): Promise<void> => {
    await act(a, 'row.update', { table: 'inventory_categories', id, changes: { name: to }, seen: { name: from } });
    await a.engine?.syncOnce();
  };
  for (const step of [0, 1, 2]) await rename(String(step), String(step + 1));
  await pool.query('ALTER TABLE inventory_categories ADD COLUMN later text');
  await rename('3', '4');
  // The type of a column that is read: the plans of every connection are stale, and each is renewed.
  await pool.query('ALTER TABLE inventory_categories ALTER COLUMN name TYPE text');
  await rename('4', '5');
  expect((await attentionList(a.replica)).refused).toEqual([]);
  expect((await pool.query('SELECT name FROM inventory_categories')).rows).toEqual([{ name: '5' }]);
  // Nor does anybody have to come again for it.
  expect(pushes.filter((status) => status !== 200)).toEqual([]);
});

test('a mutation that breaks time after time is parked alone, the rest goes on, and it passes when it is tried again', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  const { pool } = world.hub.context.database;
  await pool.query(failing('42883'));
  await pool.query(TRIGGER);
  a.engine?.setOffline(true);
  for (const name of ['до', 'сломано', 'после'])
    await act(a, 'row.create', { table: 'tags', id: newId(), values: { name } });
  a.engine?.setOffline(false);
  await a.engine?.syncOnce();
  expect((await pool.query('SELECT name FROM tags ORDER BY name')).rows).toEqual([{ name: 'до' }, { name: 'после' }]);
  const [refused] = (await attentionList(a.replica)).refused;
  expect(refused).toMatchObject({ code: 'internal.failed', name: 'row.create', args: { values: { name: 'сломано' } } });
  // The administrator sees it, and so does whoever watches the figures.
  expect((await hubHealth(world.hub.context.database, new Date())).broken).toMatchObject([
    { code: 'internal.failed', details: { problem: 'x' } },
  ]);
  await pool.query('DROP TRIGGER aa_fail ON tags');
  expect(await tryRefusalAgain(a.deps, refused?.sequence ?? 0)).toEqual({ ok: true, value: null });
  await a.engine?.syncOnce();
  expect((await pool.query('SELECT count(*)::int AS n FROM tags')).rows).toEqual([{ n: 3 }]);
  expect((await attentionList(a.replica)).refused).toEqual([]);
});

test('a hub whose disk is full refuses nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  const { pool } = world.hub.context.database;
  await pool.query(failing('53100'));
  await pool.query(TRIGGER);
  await act(a, 'row.create', { table: 'tags', id: newId(), values: { name: 'сломано' } });
  await until('the way up waits', () => a.engine?.uplink.name === 'waiting');
  for (let round = 0; round < 8; round += 1) {
    a.engine?.retryNow();
    await until('it has tried', () => a.engine?.uplink.name === 'sending');
    await until('and waits again', () => a.engine?.uplink.name === 'waiting');
  }
  expect(pendingCount(a.replica)).toBe(1);
  await pool.query('DROP TRIGGER aa_fail ON tags');
  await a.engine?.syncOnce();
  expect((await attentionList(a.replica)).refused).toEqual([]);
  expect((await pool.query('SELECT count(*)::int AS n FROM tags')).rows).toEqual([{ n: 1 }]);
});

test('a refusal that quotes what Postgres cannot store is recorded all the same', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const { data, current } = (await world.replica('a', 'a@t1')).sessions;
  const mutation = {
    id: newId(),
    sequence: 1,
    name: 'нет\u0000такого\ud800',
    args: {},
    authorId: current?.userId,
    issuedAt: new Date().toISOString(),
    clockOffsetMs: 0,
  };
  const response = await fetch(`${world.hub.url}/v1/push`, {
    method: 'POST',
    headers: { authorization: `Bearer ${data?.deviceId}.${data?.deviceToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ deviceId: data?.deviceId, epoch: 1, schemaVersion: 2, mutations: [mutation] }),
  });
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { lastSequence: 1, refused: [{ code: 'mutation.unknown' }] },
  ]);
});

test('whose fault it is goes by SQLSTATE, never by text', () => {
  const error = (code: string): pg.DatabaseError => Object.assign(new pg.DatabaseError('x', 1, 'error'), { code });
  for (const code of ['08006', '25P02', '40001', '40P01', '53100', '55P03', '57014', '58030'])
    expect([code, faultOf(error(code))]).toEqual([code, 'machine']);
  for (const code of ['22001', '22P02', '23505']) expect([code, faultOf(error(code))]).toEqual([code, 'data']);
  for (const code of ['0A000', '42703', '42P01', '54000', 'XX000'])
    expect([code, faultOf(error(code))]).toEqual([code, 'broken']);
  expect(faultOf(Object.assign(new Error('x'), { code: 'ECONNRESET' }))).toBe('machine');
  expect(faultOf(new TypeError('x'))).toBe('broken');
});
