/** Two theatres on one hub: every endpoint tried with the other's token and ids; nothing crosses. */
import { expect, inject, test } from 'vitest';
import { pendingMutations } from '../../electron/outbox/outbox.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { newId } from '../../shared/base/ids.ts';
import { replicatedTables } from '../../shared/schema/catalog.ts';
import { SCHEMA_VERSION } from '../../shared/schema/versions.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld } from '../support/world.ts';

test('neither reads nor writes what belongs to the other', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const ours = await world.theater('ours');
  const theirs = await world.theater('theirs');
  await world.user('ours', 'anna@x', 'admin');
  const theirUser = await world.user('theirs', 'boris@x', 'admin');
  const a = await world.replica('a', 'anna@x');
  const b = await world.replica('b', 'boris@x');
  await a.engine?.syncOnce();
  await b.engine?.syncOnce();
  const room = await stockRoom(b);
  const [theirProject, theirDeletion] = [newId(), newId()];
  await act(b, 'row.create', { table: 'projects', id: theirProject, values: { name: 'Чужой' } });
  await act(b, 'row.delete', { table: 'projects', id: theirProject, deletionId: theirDeletion });
  await b.engine?.syncOnce();
  const theirEmployee = b.replica.reader.prepare<[], { id: string }>('SELECT id FROM employees').get()?.id;
  const { url } = world.hub;
  const session = a.sessions.data;
  const token = a.sessions.current?.accessToken ?? '';
  const device = `${session?.deviceId}.${session?.deviceToken}`;

  // Shapes: whatever a client asks for besides, it gets its own theatre's rows.
  for (const table of [...replicatedTables, 'sync_commits']) {
    const query = new URLSearchParams({
      offset: '-1',
      table,
      where: `theater_id = '${theirs}'`,
      'params[1]': theirs,
      columns: 'id',
      replica: 'full',
      schema: String(SCHEMA_VERSION),
    });
    const response = await fetch(`${url}/v1/shapes/${table}?${query.toString()}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    expect(response.status, table).toBe(200);
    for (const foreign of [theirs, theirUser, ...room.items, ...room.shelves])
      expect(text, table).not.toContain(foreign);
    expect(text, table).not.toContain('hashed_password');
    expect(text, table).not.toContain('token_hash');
  }
  for (const table of [
    'refresh_tokens',
    'device_people',
    'rate_limits',
    'hub_state',
    'file_uploads',
    'unused_files',
    'pg_authid',
    'schema_migrations',
    'schema_migrations_repeatable',
  ]) {
    expect(
      (await fetch(`${url}/v1/shapes/${table}?offset=-1`, { headers: { authorization: `Bearer ${token}` } })).status,
      table,
    ).toBe(404);
  }
  // The other theatre's handle is no key.
  const theirShape = await fetch(`${url}/v1/shapes/inventory_items?offset=-1`, {
    headers: { authorization: `Bearer ${b.sessions.current?.accessToken}` },
  });
  await theirShape.text();
  const stolen = await fetch(
    `${url}/v1/shapes/inventory_items?offset=0_inf&handle=${theirShape.headers.get('electric-handle')}`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  expect(stolen.status).toBe(409);
  expect(await stolen.text()).not.toContain(room.items[0]);

  // Mutations on the other's rows, through the front door and by hand.
  const [item = ''] = room.items;
  const [shelf = '', other = ''] = room.shelves;
  for (const [name, args] of [
    ['row.update', { table: 'inventory_items', id: item, changes: { name: 'наше' }, seen: { name: 'Прожектор 1' } }],
    ['inventory.receive', { itemId: item, locationId: shelf, quantity: 1 }],
    ['inventory.move', { itemId: item, fromLocationId: shelf, toLocationId: other, quantity: 1 }],
    ['count.create', { id: newId(), name: 'чужое', locationId: shelf, isBlind: false }],
    [
      'row.create',
      { table: 'inventory_items', id: newId(), values: { name: 'x', inventory_number: 'x', location_id: shelf } },
    ],
    ['row.create', { table: 'inventory_items', id: item, values: { name: 'x', inventory_number: 'x2' } }],
    ['row.delete', { table: 'inventory_items', id: item, deletionId: newId() }],
    ['deletion.restore', { deletionId: theirDeletion }],
    ['employee.deactivate', { id: theirEmployee, deletionId: newId() }],
    ['inventory.rebuildStock', { itemId: item }],
    ['row.update', { table: 'theaters', id: theirs, changes: { name: 'захвачен' }, seen: { name: 'Театр theirs' } }],
    ['row.create', { table: 'theaters', id: newId(), values: { name: 'x', code: 'x' } }],
    [
      'row.create',
      { table: 'comments', id: newId(), values: { entity_type: 'inventory_items', entity_id: item, content: 'x' } },
    ],
  ] as const) {
    const push = await fetch(`${url}/v1/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${device}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        deviceId: session?.deviceId,
        schemaVersion: 1,
        mutations: [
          {
            id: newId(),
            sequence: (await sequence(world.databaseUrl, session?.deviceId ?? '')) + 1,
            name,
            args,
            authorId: a.sessions.current?.userId,
            issuedAt: new Date().toISOString(),
            clockOffsetMs: 0,
          },
        ],
      }),
    });
    expect(await push.json(), name).toMatchObject({
      refused: [{ code: expect.stringMatching(/row\.missing|reference\.missing|row\.exists|mutation\.invalid/) }],
    });
  }
  const { rows } = await world.hub.context.database.pool.query('SELECT name FROM inventory_items WHERE id = $1', [
    item,
  ]);
  expect(rows).toEqual([{ name: 'Прожектор 1' }]);
  expect(
    (await world.hub.context.database.pool.query('SELECT 1 FROM inventory_items WHERE theater_id = $1', [ours]))
      .rowCount,
  ).toBe(0);

  // Somebody else's name, device or nothing at all.
  const post = (path: string, authorization: string, body: unknown): Promise<Response> =>
    fetch(url + path, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const foreignAuthor = await post('/v1/push', `Bearer ${device}`, {
    deviceId: session?.deviceId,
    schemaVersion: 1,
    mutations: [
      {
        id: newId(),
        sequence: (await sequence(world.databaseUrl, session?.deviceId ?? '')) + 1,
        name: 'row.create',
        args: {},
        authorId: theirUser,
        issuedAt: new Date().toISOString(),
        clockOffsetMs: 0,
      },
    ],
  });
  expect(await foreignAuthor.json()).toMatchObject({ refused: [{ code: 'author.unknown' }] });
  expect(
    (
      await post('/v1/push', `Bearer ${device}`, {
        deviceId: b.sessions.data?.deviceId,
        schemaVersion: 1,
        mutations: [],
      })
    ).status,
  ).toBe(403);
  expect(
    (await post('/v1/push', 'Bearer nothing', { deviceId: session?.deviceId, schemaVersion: 1, mutations: [] })).status,
  ).toBe(401);
  expect((await post('/v1/push', `Bearer ${token}`, {})).status).toBe(401);
  expect((await post('/v1/barrier', `Bearer ${session?.deviceId}.${b.sessions.data?.deviceToken}`, {})).status).toBe(
    401,
  );
  expect(
    (await post('/v1/auth/sign-in', `Bearer ${device}`, { email: 'boris@x', password: 'правильный пароль' })).status,
  ).toBe(401);
  expect(
    (
      await post('/v1/auth/register-device', '', {
        email: 'anna@x',
        password: 'правильный пароль',
        deviceId: b.sessions.data?.deviceId,
        deviceName: 'x',
      })
    ).status,
  ).toBe(409);
  expect((await fetch(`${url}/v1/shapes/users?offset=-1`)).status).toBe(401);
  expect(
    (await fetch(`${url}/v1/shapes/users?offset=-1`, { headers: { authorization: `Bearer ${token.slice(0, -3)}abc` } }))
      .status,
  ).toBe(401);
  const counts = (await (
    await fetch(`${url}/v1/counts`, { headers: { authorization: `Bearer ${token}` } })
  ).json()) as { rows: Record<string, number> };
  expect(counts.rows['inventory_items']).toBe(0);
  expect((await attentionList(b.replica)).refused).toEqual([]);
  expect(pendingMutations(b.replica)).toEqual([]);
});

async function sequence(_databaseUrl: string, deviceId: string): Promise<number> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: _databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ last_sequence: number }>(
    'SELECT last_sequence FROM device_progress WHERE id = $1',
    [deviceId],
  );
  await client.end();
  return rows[0]?.last_sequence ?? 0;
}

test('a lost answer costs nothing, a late duplicate ends nothing, a stolen token ends its family', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('tokens');
  await world.user('tokens', 'anna@t', 'admin');
  const a = await world.replica('a', 'anna@t');
  const refresh = async (refreshToken: string): Promise<{ status: number; token: string; code: string }> => {
    const response = await fetch(`${world.hub.url}/v1/auth/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken }),
    });
    const body = (await response.json()) as { refreshToken?: string; code?: string };
    return { status: response.status, token: body.refreshToken ?? '', code: body.code ?? '' };
  };
  const first = a.sessions.current?.refreshToken ?? '';
  const lost = await refresh(first);
  // The answer was lost with the laptop: the same token still works, because its successor was never used.
  const second = await refresh(first);
  expect([lost.status, second.status]).toEqual([200, 200]);
  // The laptop keeps one of the two answers, whichever came last; it goes on working even if the other request was
  // handled after it.
  const third = await refresh(lost.token);
  expect(third.status).toBe(200);
  // A late duplicate of an old request gets nothing and ends nothing.
  expect(await refresh(first)).toMatchObject({ status: 401, code: 'auth.expired' });
  const fourth = await refresh(third.token);
  expect(fourth.status).toBe(200);
  // A minute later it is no late duplicate any more: the second answer must have been stolen, and everything ends.
  await world.hub.context.database.pool.query(
    "UPDATE refresh_tokens SET created_at = created_at - interval '1 minute', revoked_at = revoked_at - interval '1 minute'",
  );
  expect(await refresh(second.token)).toMatchObject({ status: 401, code: 'auth.revoked' });
  expect(await refresh(fourth.token)).toMatchObject({ status: 401 });
});
