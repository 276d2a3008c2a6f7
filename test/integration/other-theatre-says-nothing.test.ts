/**
 * What one theatre may learn of another by asking cleverly: nothing, neither names nor ids; and no namesake stands for
 * a system role.
 */
import { expect, inject, test } from 'vitest';
import { createUser } from '../../hub/admin/theaters.ts';
import { newId } from '../../shared/base/ids.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import { pushOne, register } from '../support/hub-laptop.ts';
import { createWorld, PASSWORD } from '../support/world.ts';

test('another theatre’s code is taken, by nobody who is named', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const alpha = await world.theater('alpha');
  const beta = await world.theater('beta');
  await world.user('beta', 'admin@beta', 'admin');
  const laptop = await register(world.hub.url, 'admin@beta');
  const rename = { table: 'theaters', id: beta, changes: { code: 'alpha' }, seen: { code: 'beta' } };
  expect(await pushOne(world.hub.url, laptop, laptop.userId, 1, 'row.update', rename)).toMatchObject({
    body: { refused: [{ code: 'unique.taken' }] },
  });
  const {
    rows: [told],
  } = await world.hub.context.database.pool.query<{ details: Record<string, string> }>(
    'SELECT details FROM mutation_results',
  );
  const text = JSON.stringify(told?.details);
  expect(text).not.toContain(alpha);
  expect(text).not.toContain('Театр alpha');
  expect(sentenceOf('unique.taken', told?.details ?? {}, 'ru')).toBe(
    '«alpha» уже занято. Выберите другое значение поля «Код».',
  );
});

test('an id of another theatre is answered as one that is not valid, not as one that exists', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('alpha');
  await world.theater('beta');
  await world.user('alpha', 'admin@alpha', 'admin');
  await world.user('beta', 'admin@beta', 'admin');
  const { url } = world.hub;
  const [ours, theirs] = [await register(url, 'admin@alpha'), await register(url, 'admin@beta')];
  const row = { table: 'inventory_locations', id: newId(), values: { name: 'x', code: 'x' } };
  expect(await pushOne(url, theirs, theirs.userId, 1, 'row.create', row)).toMatchObject({ body: { refused: [] } });
  expect(await pushOne(url, theirs, theirs.userId, 2, 'row.create', row)).toMatchObject({
    body: { refused: [{ code: 'row.exists' }] },
  });
  const malformed = await pushOne(url, ours, ours.userId, 1, 'row.create', { ...row, id: 'no id' });
  const foreign = await pushOne(url, ours, ours.userId, 2, 'row.create', row);
  expect([malformed, foreign].map(({ body }) => (body['refused'] as { code: string }[])[0]?.code)).toEqual([
    'mutation.invalid',
    'mutation.invalid',
  ]);
});

test('create-user gives the system’s role where a theatre has one of the same code', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theater = await world.theater('t');
  const { pool } = world.hub.context.database;
  // As it could be made before such codes were reserved.
  await pool.query(
    "INSERT INTO roles (id, theater_id, name, code, permissions) VALUES ($1, $2, 'Ложный', 'admin', '{}')",
    [newId(), theater],
  );
  for (let count = 0; count < 3; count += 1) {
    const id = await createUser(
      world.hub.context.database,
      { theater: 't', email: `a${count}@t`, password: PASSWORD, role: 'admin' },
      new Date(),
    );
    const { rows } = await pool.query(
      'SELECT r.theater_id, r.permissions FROM user_roles ur JOIN roles r ON r.id = ur.role_id WHERE ur.user_id = $1',
      [id],
    );
    expect(rows).toEqual([{ theater_id: null, permissions: ['*'] }]);
  }
});
