/** The sides that the tests and the measurements stand on. */
import { expect, inject, test } from 'vitest';
import { idOf, NOW, RowFactory } from './rows.ts';
import { postgresSide } from './sides.ts';

const THEATER = idOf(1);
const AUTHOR = idOf(0x11);

test('a side of Postgres needs no migrated database in its cluster, as in a measurement', async () => {
  const side = await postgresSide(inject('postgresUrl'), { from: 'empty' });
  try {
    await new RowFactory(side.store(), THEATER, 0x1000).theater();
    expect(await side.select('SELECT id FROM theaters')).toEqual([{ id: THEATER }]);
  } finally {
    await side.close();
  }
});

test('a person whose rights were kept in mind loses them with the mutation that takes them away', async () => {
  const side = await postgresSide(inject('postgresUrl'), { areAuthorsKept: true });
  const act = (sequence: number, args: object): Promise<string | undefined> =>
    side
      .mutate({
        id: idOf(0x900 + sequence),
        deviceId: idOf(5),
        sequence,
        name: 'row.update',
        args,
        authorId: AUTHOR,
        issuedAt: new Date(NOW).toISOString(),
        clockOffsetMs: 0,
      })
      .then((refusal) => refusal?.code);
  try {
    await side.begin();
    const factory = new RowFactory(side.store(), THEATER, 0x1000);
    await factory.theater();
    await factory.make('users', { id: AUTHOR });
    const mine = await factory.make('roles', { permissions: ['users.manage', 'roles.manage'] });
    await factory.make('user_roles', { user_id: AUTHOR, role_id: mine });
    const role = await factory.make('roles', { permissions: ['*'] });
    await factory.make('users', {
      id: idOf(0x12),
    });
    await factory.make('user_roles', { user_id: idOf(0x12), role_id: role });
    const take = {
      table: 'roles',
      id: mine,
      changes: { permissions: [] },
      seen: { permissions: ['users.manage', 'roles.manage'] },
    };
    expect(await act(1, take)).toBeUndefined();
    expect(await act(2, take)).toBe('permission.denied');
  } finally {
    await side.rollback();
    await side.close();
  }
});
