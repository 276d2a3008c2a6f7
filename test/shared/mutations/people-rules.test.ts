/**
 * Nobody gives more than they have, nobody takes over those above them, and a theatre keeps an administrator: on both
 * databases.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import type { Mutation } from '../../../shared/mutations/mutation.ts';
import { idOf, RowFactory } from '../../support/rows.ts';
import { postgresSide, type Side, sqliteSide } from '../../support/sides.ts';

const THEATER = idOf(1);
const ADMIN = idOf(0x11);
const OTHER_ADMIN = idOf(0x12);
const CLERK = idOf(0x13);
const VIEWER = idOf(0x14);
const ROLES = { admin: idOf(0x21), clerk: idOf(0x22), viewer: idOf(0x23), system: idOf(0x24) };
const HELD = { admin: idOf(0x31), other: idOf(0x32), clerk: idOf(0x33), viewer: idOf(0x34) };
const EMPLOYEE = idOf(0x41);

describe.each(['sqlite', 'postgres'] as const)('%s', (name) => {
  const state: { side?: Side; sequence: number } = { sequence: 0 };
  const act = async (authorId: string, mutation: string, args: unknown): Promise<string> => {
    state.sequence += 1;
    const made: Mutation = {
      id: idOf(0x9000 + state.sequence),
      deviceId: idOf(2),
      sequence: state.sequence,
      name: mutation,
      args,
      authorId,
      issuedAt: new Date().toISOString(),
      clockOffsetMs: 0,
    };
    return (await must(state.side).mutate(made))?.code ?? 'done';
  };
  const create = (author: string, table: string, values: object): Promise<string> =>
    act(author, 'row.create', { table, id: idOf(0x7000 + state.sequence), values });
  const update = (author: string, table: string, id: string, changes: object): Promise<string> =>
    act(author, 'row.update', { table, id, changes, seen: changes });
  const remove = (author: string, table: string, id: string): Promise<string> =>
    act(author, 'row.delete', { table, id, deletionId: idOf(0x8000 + state.sequence) });

  beforeAll(async () => {
    const side = name === 'sqlite' ? await sqliteSide() : await postgresSide(inject('postgresUrl'));
    state.side = side;
    const factory = new RowFactory(side.store(), THEATER, 0x1000);
    await factory.theater();
    for (const [id, email] of [
      [ADMIN, 'admin@x'],
      [OTHER_ADMIN, 'other@x'],
      [CLERK, 'clerk@x'],
      [VIEWER, 'viewer@x'],
    ] as const)
      await factory.make('users', { id, email });
    await factory.make('roles', { id: ROLES.admin, code: 'boss', permissions: ['*'] });
    await factory.make('roles', {
      id: ROLES.clerk,
      code: 'clerk',
      permissions: ['roles.manage', 'people.manage', 'rows.delete', 'count.run'],
    });
    await factory.make('roles', { id: ROLES.viewer, code: 'looker', permissions: [] });
    await side.store().insertRow('roles', {
      id: ROLES.system,
      theater_id: null,
      name: 'Администратор',
      code: 'admin',
      description: null,
      permissions: ['*'],
      is_system: true,
      deleted_at: null,
      deletion_id: null,
    });
    for (const [id, user_id, role_id] of [
      [HELD.admin, ADMIN, ROLES.admin],
      [HELD.other, OTHER_ADMIN, ROLES.system],
      [HELD.clerk, CLERK, ROLES.clerk],
      [HELD.viewer, VIEWER, ROLES.viewer],
    ] as const) {
      await factory.make('user_roles', { id, user_id, role_id });
    }
    await factory.make('employees', { id: EMPLOYEE, user_id: OTHER_ADMIN });
  });
  afterAll(async () => {
    await state.side?.close();
  });
  beforeEach(async () => {
    await state.side?.begin();
  });
  afterEach(async () => {
    await state.side?.rollback();
  });

  test('who manages roles makes and gives only rights of their own', async () => {
    expect(await create(CLERK, 'roles', { name: 'x', code: 'x1', permissions: ['count.run'] })).toBe('done');
    for (const permissions of [['*'], ['count.*'], ['count.run', 'settings.manage']])
      expect(await create(CLERK, 'roles', { name: 'x', code: 'x2', permissions })).toBe('people.above');
    expect(await update(CLERK, 'roles', ROLES.clerk, { permissions: ['roles.manage', '*'] })).toBe('people.above');
    // Neither does one take away what one does not have.
    expect(await update(CLERK, 'roles', ROLES.admin, { permissions: [] })).toBe('people.above');
    for (const role_id of [ROLES.admin, ROLES.system])
      expect(
        await create(CLERK, 'user_roles', { user_id: VIEWER, role_id, granted_at: new Date().toISOString() }),
      ).toBe('people.above');
    expect(await update(CLERK, 'user_roles', HELD.viewer, { role_id: ROLES.system })).toBe('people.above');
    expect(await remove(CLERK, 'user_roles', HELD.admin)).toBe('people.above');
    expect(
      await create(CLERK, 'user_roles', {
        user_id: VIEWER,
        role_id: ROLES.clerk,
        granted_at: new Date().toISOString(),
      }),
    ).toBe('done');
  });

  test('a right that was deleted is not given back by somebody without it', async () => {
    expect(await act(ADMIN, 'row.delete', { table: 'user_roles', id: HELD.other, deletionId: idOf(0x99) })).toBe(
      'done',
    );
    expect(await act(CLERK, 'deletion.restore', { deletionId: idOf(0x99) })).toBe('people.above');
    expect(await act(ADMIN, 'deletion.restore', { deletionId: idOf(0x99) })).toBe('done');
  });

  test('system roles are nobody’s to change, and their codes name nothing else', async () => {
    expect(await update(ADMIN, 'roles', ROLES.system, { name: 'x' })).toBe('row.missing');
    expect(await remove(ADMIN, 'roles', ROLES.system)).toBe('row.missing');
    for (const code of ['admin', ' Admin'])
      expect(await create(ADMIN, 'roles', { name: 'x', code, permissions: [] })).toBe('people.reservedCode');
    expect(await update(ADMIN, 'roles', ROLES.viewer, { code: 'viewer' })).toBe('people.reservedCode');
  });

  test('who manages people does not switch off, rename or let go those above them', async () => {
    expect(await update(CLERK, 'users', ADMIN, { email: 'mine@x' })).toBe('people.above');
    expect(await update(CLERK, 'users', ADMIN, { is_active: false })).toBe('people.above');
    expect(await remove(CLERK, 'users', ADMIN)).toBe('people.above');
    expect(await update(CLERK, 'employees', EMPLOYEE, { user_id: CLERK })).toBe('people.above');
    expect(await act(CLERK, 'employee.deactivate', { id: EMPLOYEE, deletionId: idOf(0x98) })).toBe('people.above');
    expect(await update(CLERK, 'users', VIEWER, { is_active: false })).toBe('done');
  });

  test('the last administrator stays, by whatever way they would go', async () => {
    expect(await act(ADMIN, 'employee.deactivate', { id: EMPLOYEE, deletionId: idOf(0x97) })).toBe('done');
    expect(await update(ADMIN, 'users', ADMIN, { is_active: false })).toBe('people.lastAdministrator');
    expect(await remove(ADMIN, 'user_roles', HELD.admin)).toBe('people.lastAdministrator');
    expect(await update(ADMIN, 'user_roles', HELD.admin, { role_id: ROLES.viewer })).toBe('people.lastAdministrator');
    expect(await update(ADMIN, 'roles', ROLES.admin, { permissions: ['people.manage'] })).toBe(
      'people.lastAdministrator',
    );
    expect(
      await create(ADMIN, 'user_roles', {
        user_id: VIEWER,
        role_id: ROLES.system,
        granted_at: new Date().toISOString(),
      }),
    ).toBe('done');
    expect(await remove(ADMIN, 'user_roles', HELD.admin)).toBe('done');
  });

  test('when somebody was switched off is written down by the machine that does it, not by the person', async () => {
    expect(await update(ADMIN, 'users', VIEWER, { deactivated_at: '2020-01-01T00:00:00.000Z' })).toBe(
      'column.readonly',
    );
    expect(await update(ADMIN, 'users', VIEWER, { is_active: false })).toBe('done');
    const read = async (): Promise<unknown> =>
      (await must(state.side).select(`SELECT deactivated_at FROM users WHERE id = '${VIEWER}'`))[0]?.['deactivated_at'];
    expect(await read()).toEqual(expect.stringMatching(/^20/));
    expect(await act(VIEWER, 'comments.none', {})).toBe('author.unknown');
    expect(await update(ADMIN, 'users', VIEWER, { is_active: true })).toBe('done');
    expect(await read()).toBeNull();
  });
});
