/** A mutation that the hub cannot take never blocks those behind it. */
import { expect, inject, test } from 'vitest';
import { pendingCount, tryRefusalAgain } from '../../../electron/outbox/outbox.ts';
import { attentionList } from '../../../electron/queries/attention.ts';
import { newId } from '../../../shared/base/ids.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld } from '../../support/world.ts';

test('what the hub cannot take is parked before its author, the rest goes on, and corrected it is sent again', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  const tag = (name: string): unknown => ({ table: 'tags', id: newId(), values: { name } });
  // On entry it is refused at once.
  expect(
    await a.mutate(
      'row.create',
      JSON.parse(`{"table":"tags","id":"${newId()}","values":{"name":"x","__proto__":{"a":1}}}`),
    ),
  ).toMatchObject({ ok: false, error: { code: 'payload.key' } });
  expect(await a.mutate('row.create', { ...(tag('x') as object), note: 'Щ'.repeat(4_500_000) })).toMatchObject({
    ok: false,
    error: { code: 'payload.size' },
  });
  a.engine?.setOffline(true);
  const good = tag('исправлено');
  for (const name of ['1', '2', '3', '4', '5', '6']) await act(a, 'row.create', name === '3' ? good : tag(name));
  // What an earlier version let in: a key that a reader of JSON rejects, and more than the hub takes in one request.
  await a.replica.write('full', (tx) => {
    tx.prepare('UPDATE outbox SET args = ? WHERE sequence = 3').run(
      '{"table":"tags","values":{"name":"x","__proto__":{"a":1}}}',
    );
    tx.prepare('UPDATE outbox SET args = ? WHERE sequence = 5').run(
      JSON.stringify({ table: 'tags', values: { name: 'Щ'.repeat(4_500_000) } }),
    );
  });
  a.engine?.setOffline(false);
  await a.engine?.syncOnce();
  const { pool } = world.hub.context.database;
  expect((await pool.query('SELECT name FROM tags ORDER BY name')).rows).toEqual(
    ['1', '2', '4', '6'].map((name) => ({ name })),
  );
  expect(pendingCount(a.replica)).toBe(0);
  const { refused } = await attentionList(a.replica);
  expect(refused.map(({ sequence, code, details }) => [sequence, code, details['status']]).toSorted()).toEqual([
    [3, 'push.refused', 400],
    [5, 'push.refused', 413],
  ]);
  await a.replica.write('full', (tx) => {
    tx.prepare('UPDATE refused_mutations SET args = ? WHERE sequence = 3').run(JSON.stringify(good));
  });
  expect(await tryRefusalAgain(a.deps, 3)).toEqual({ ok: true, value: null });
  expect(await tryRefusalAgain(a.deps, 5)).toMatchObject({ ok: false });
  await a.engine?.syncOnce();
  expect((await pool.query("SELECT name FROM tags WHERE name = 'исправлено'")).rowCount).toBe(1);
});

test('what is asked for twice with one id is done once; what is tried again keeps the clock of its author', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  const id = newId();
  const args = { table: 'tags', id: newId(), values: { name: 'один раз' } };
  const first = await a.mutate('row.create', args, id);
  expect(await a.mutate('row.create', args, id)).toEqual(first);
  await a.engine?.syncOnce();
  // Its answer came too late: it is with the hub by now.
  expect(await a.mutate('row.create', args, id)).toMatchObject({ ok: true, value: { id } });
  expect(pendingCount(a.replica)).toBe(0);
  await a.replica.write('full', (tx) => {
    tx.prepare(
      `INSERT INTO refused_mutations (sequence, id, name, args, author_id, issued_at, code, details, refused_at, clock_offset_ms)
      VALUES (900, ?, 'row.create', ?, ?, '2026-01-01T00:00:00.000Z', 'internal.failed', '{}', '2026-01-01T00:00:00.000Z', 7200000)`,
    ).run(newId(), JSON.stringify({ ...args, id: newId(), values: { name: 'снова' } }), a.sessions.current?.userId);
  });
  a.engine?.setOffline(true);
  expect(await tryRefusalAgain(a.deps, 900)).toEqual({ ok: true, value: null });
  expect(a.replica.reader.prepare('SELECT clock_offset_ms FROM outbox').pluck().all()).toEqual([7_200_000]);
});
