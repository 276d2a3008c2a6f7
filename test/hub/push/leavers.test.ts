/** Work that was recorded before its author left: taken into the quarantine, however they left, and never refused. */
import { expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { newId } from '../../../shared/base/ids.ts';
import type { QuarantinedView } from '../../../shared/ipc/people-contract.ts';
import { type Answer, get, post, pushOne, register } from '../../support/hub-laptop.ts';
import { createWorld } from '../../support/world.ts';

type Leave = (act: (name: string, args: unknown) => Promise<Answer>, userId: string, employeeId: string) => unknown;

const ways: Readonly<Record<string, Leave>> = {
  'their account was switched off': (act, id) =>
    act('row.update', { table: 'users', id, changes: { is_active: false }, seen: { is_active: true } }),
  'they stopped working here': (act, _id, employee) =>
    act('employee.deactivate', { id: employee, deletionId: newId() }),
  'their account was deleted': (act, id) => act('row.delete', { table: 'users', id, deletionId: newId() }),
};

test.for(Object.entries(ways))('it waits, and is theirs once it is accepted: %s', async ([, leave]) => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'admin@t', 'admin');
  const authorId = await world.user('t', 'worker@t', 'stage_manager');
  const { url, context } = world.hub;
  const { pool } = context.database;
  const [admin, laptop] = [await register(url, 'admin@t'), await register(url, 'worker@t')];
  const {
    rows: [employee],
  } = await pool.query<{ id: string }>('SELECT id FROM employees WHERE user_id = $1', [authorId]);

  const left = { count: 0 };
  await leave(
    async (name, args) => {
      left.count += 1;
      const answer = await pushOne(url, admin, admin.userId, left.count, name, args);
      expect(answer).toMatchObject({ status: 200, body: { refused: [] } });
      return answer;
    },
    authorId,
    must(employee).id,
  );

  const tag = newId();
  const values = { name: 'записано до ухода' };
  expect(
    (await pushOne(url, laptop, authorId, 1, 'row.create', { table: 'tags', id: tag, values })).body,
  ).toMatchObject({ lastSequence: 1, refused: [{ sequence: 1, code: 'mutation.quarantined' }] });
  expect((await pool.query('SELECT 1 FROM tags WHERE id = $1', [tag])).rowCount).toBe(0);
  const { body } = await get(url, '/v1/quarantine', admin.accessToken);
  const [waiting] = body['quarantined'] as QuarantinedView[];
  await post(
    url,
    '/v1/quarantine/decide',
    { ids: [must(waiting).id], decision: 'accept' },
    { authorization: `Bearer ${admin.accessToken}` },
  );
  const { rows } = await pool.query(
    'SELECT t.name, l.user_id FROM tags t JOIN activity_log l ON l.entity_id = t.id WHERE t.id = $1',
    [tag],
  );
  expect(rows).toEqual([{ name: values.name, user_id: authorId }]);
});
