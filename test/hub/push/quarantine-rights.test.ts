/** Whoever decides the quarantine decides it within their own rights. */
import { expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { newId } from '../../../shared/base/ids.ts';
import type { QuarantinedView } from '../../../shared/ipc/people-contract.ts';
import { deviceHeader, get, post, register, type Tokens } from '../../support/hub-laptop.ts';
import { createWorld } from '../../support/world.ts';

test('who manages laptops neither sees nor accepts in quarantine what is beyond their own rights', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'admin@t', 'admin');
  const viewer = await world.user('t', 'viewer@t', 'viewer');
  const keeperId = await world.user('t', 'keeper@t', 'viewer');
  const { pool } = world.hub.context.database;
  await pool.query(
    `INSERT INTO roles (id, theater_id, name, code, permissions)
     SELECT gen_random_uuid(), theater_id, 'Ноутбуки', 'it', '{devices.manage}' FROM users WHERE id = $1`,
    [keeperId],
  );
  await pool.query("UPDATE user_roles SET role_id = (SELECT id FROM roles WHERE code = 'it') WHERE user_id = $1", [
    keeperId,
  ]);
  const { url } = world.hub;
  const [stolen, keeper] = [await register(url, 'admin@t'), await register(url, 'keeper@t')];
  const admin = await register(url, 'admin@t');
  const {
    rows: [role],
  } = await pool.query<{ id: string }>("SELECT id FROM roles WHERE code = 'admin' AND theater_id IS NULL");
  const bearer = ({ accessToken }: Pick<Tokens, 'accessToken'>): Record<string, string> => ({
    authorization: `Bearer ${accessToken}`,
  });
  expect((await post(url, `/v1/devices/${stolen.deviceId}/revoke`, { mode: 'lost' }, bearer(keeper))).status).toBe(200);
  const mutation = (sequence: number, table: string, values: unknown): unknown => ({
    id: newId(),
    sequence,
    name: 'row.create',
    args: { table, id: newId(), values },
    authorId: stolen.userId,
    issuedAt: new Date().toISOString(),
    clockOffsetMs: 0,
  });
  const mutations = [
    mutation(1, 'user_roles', { user_id: viewer, role_id: must(role).id }),
    mutation(2, 'employees', { full_name: 'Иван', hourly_rate: '777.77' }),
    mutation(3, 'tags', { name: 'честная работа' }),
  ];
  const handedOver = await post(url, '/v1/rescue', { deviceId: stolen.deviceId, mutations }, deviceHeader(stolen));
  expect(handedOver.body).toMatchObject({ taken: 3 });
  const list = async (who: Tokens): Promise<readonly QuarantinedView[]> => {
    const { body } = await get(url, '/v1/quarantine', who.accessToken);
    return body['quarantined'] as QuarantinedView[];
  };
  expect(JSON.stringify(await list(keeper))).not.toContain('777.77');
  expect(JSON.stringify(await list(keeper))).toContain('Иван');
  expect(JSON.stringify(await list(admin))).toContain('777.77');
  const ids = (await list(admin)).map(({ id }) => id);
  const accept = async (who: Tokens): Promise<unknown> => {
    const { body } = await post(url, '/v1/quarantine/decide', { ids, decision: 'accept' }, bearer(who));
    return body['outcomes'];
  };
  expect(await accept(keeper)).toMatchObject([
    { outcome: 'failed', refusal: { code: 'people.above' } },
    { outcome: 'failed', refusal: { code: 'permission.denied', details: { permission: 'people.rates' } } },
    { outcome: 'accepted' },
  ]);
  expect(await accept(admin)).toMatchObject([
    { outcome: 'accepted' },
    { outcome: 'accepted' },
    { outcome: 'accepted' },
  ]);
}, 60_000);
