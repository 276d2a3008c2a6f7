/** Invitations, own passwords, recovery, forced change, signing out everywhere: over the wire, with two theatres. */
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { MAX_TRIES } from '../../../hub/auth/invitations.ts';
import { hashing } from '../../../hub/auth/password-hashing.ts';
import { must } from '../../../shared/base/asserts.ts';
import { makeCode } from '../../../shared/rules/printed-code.ts';
import {
  type Answer,
  deviceHeader,
  get,
  post,
  pushOne,
  register,
  type Tokens,
  tryRegister,
} from '../../support/hub-laptop.ts';
import { createWorld, PASSWORD, until, type World } from '../../support/world.ts';

const state: { world?: World; admin?: Tokens; count: number } = { count: 0 };
const NEXT = 'совсем другой пароль';

beforeAll(async () => {
  const world = await createWorld(inject('postgresUrl'));
  state.world = world;
  await world.theater('ours');
  await world.theater('theirs');
  await world.user('ours', 'admin@x', 'admin');
  await world.user('theirs', 'foreign@x', 'admin');
  state.admin = await register(world.hub.url, 'admin@x');
});
afterAll(async () => {
  await state.world?.[Symbol.asyncDispose]();
});

const world = (): World => must(state.world);
const asPerson = (tokens: Pick<Tokens, 'accessToken'>, path: string, body: unknown): Promise<Answer> =>
  post(world().hub.url, path, body, { authorization: `Bearer ${tokens.accessToken}` });
const newPerson = async (role = 'technician'): Promise<{ id: string; email: string }> => {
  state.count += 1;
  const email = `person${state.count}@x`;
  return { id: await world().user('ours', email, role), email };
};
const inviteAs = (tokens: Tokens, userId: string, kind = 'invitation'): Promise<Answer> =>
  asPerson(tokens, `/v1/people/${userId}/invitation`, { kind });
const codeFor = async (userId: string, kind = 'invitation'): Promise<string> =>
  String((await inviteAs(must(state.admin), userId, kind)).body['code']);
const accept = (code: string, password = NEXT): Promise<Answer> =>
  post(world().hub.url, '/v1/auth/accept-invitation', { code, password });
const signsIn = async (email: string, password: string): Promise<number> =>
  (await tryRegister(world().hub.url, email, undefined, {}, password)).status;

test('an invitation sets a password once, and its recovery code gets its owner back in once', async () => {
  const person = await newPerson();
  await world().hub.context.database.pool.query("UPDATE users SET hashed_password = '' WHERE id = $1", [person.id]);
  expect(await signsIn(person.email, PASSWORD)).toBe(401);
  const code = await codeFor(person.id);
  const taken = await accept(code.toLowerCase());
  expect(taken).toMatchObject({ status: 200, body: { userId: person.id, email: person.email } });
  expect(await signsIn(person.email, NEXT)).toBe(200);
  expect(await accept(code)).toMatchObject({ status: 410, code: 'invitation.used' });

  const recover = (recovery: unknown, email = person.email): Promise<Answer> =>
    post(world().hub.url, '/v1/auth/recover', { email, code: recovery, password: PASSWORD });
  expect(await recover(makeCode(new Uint8Array(16)))).toMatchObject({ status: 401, code: 'auth.recovery' });
  expect(await recover(taken.body['recoveryCode'], 'nobody@x')).toMatchObject({ status: 401, code: 'auth.recovery' });
  const back = await recover(taken.body['recoveryCode']);
  expect(back.status).toBe(200);
  expect([await signsIn(person.email, PASSWORD), await signsIn(person.email, NEXT)]).toEqual([200, 401]);
  expect(await recover(taken.body['recoveryCode'])).toMatchObject({ status: 401 });
  expect((await recover(back.body['recoveryCode'])).status).toBe(200);
  const stored =
    JSON.stringify((await world().hub.context.database.pool.query('SELECT * FROM invitations')).rows) +
    JSON.stringify((await world().hub.context.database.pool.query('SELECT * FROM users')).rows);
  for (const secret of [code, code.replaceAll('-', '').slice(5, 15), String(back.body['recoveryCode'])])
    expect(stored).not.toContain(secret);
});

test('a code is used by one of two at once, expires by the hub’s clock, and is withdrawn by the next', async () => {
  const person = await newPerson();
  const first = await codeFor(person.id);
  const second = await codeFor(person.id);
  expect(await accept(first)).toMatchObject({ status: 410, code: 'invitation.used' });
  const both = await Promise.all([accept(second), accept(second)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410]);
  const late = await codeFor(person.id);
  await world().hub.context.database.pool.query(
    "UPDATE invitations SET expires_at = now() - interval '1 second' WHERE user_id = $1 AND used_at IS NULL",
    [person.id],
  );
  expect(await accept(late)).toMatchObject({ status: 410, code: 'invitation.expired' });
});

test('a code is guessed at ten times and no more, also by many at once', async () => {
  const person = await newPerson();
  const code = await codeFor(person.id);
  const selector = code.replaceAll('-', '').slice(0, 5);
  const wrong = (): string => {
    for (let seed = 0; ; seed += 1) {
      const letters = makeCode(
        Uint8Array.from({ length: 16 }, (_, index) =>
          index < 5 ? '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(selector[index] ?? '') : seed + index,
        ),
      );
      if (letters !== code) return letters;
    }
  };
  const answers = await Promise.all(Array.from({ length: MAX_TRIES + 5 }, () => accept(wrong())));
  expect(answers.filter((answer) => answer.code === 'invitation.unknown')).toHaveLength(MAX_TRIES);
  expect(await accept(code)).toMatchObject({ status: 410, code: 'invitation.used' });
  expect(await accept(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)).toMatchObject({
    status: 400,
    code: 'invitation.form',
  });
});

test.for([
  ['короткий', 'short'],
  ['x'.repeat(501), 'long'],
  ['аааааааааааа', 'simple'],
] as const)('the password %s is refused with a reason, and the code still works', async ([password, reason]) => {
  const person = await newPerson();
  const code = await codeFor(person.id);
  expect(await accept(code, password)).toMatchObject({
    status: 422,
    code: 'password.weak',
    body: { details: { reason } },
  });
  expect(await accept(code, ` ${person.email.toUpperCase()} `.padEnd(12))).toMatchObject({ status: 422 });
  expect((await accept(code)).status).toBe(200);
});

test('a reset by an administrator ends the password and every session at once; changing one’s own needs the current one', async () => {
  const person = await newPerson();
  const { url } = world().hub;
  const laptop = await register(url, person.email);
  expect(await asPerson(laptop, '/v1/auth/change-password', { current: 'nein nein nein', next: NEXT })).toMatchObject({
    status: 401,
    code: 'auth.credentials',
  });
  expect(await asPerson(laptop, '/v1/auth/change-password', { current: PASSWORD, next: PASSWORD })).toMatchObject({
    status: 422,
  });
  expect((await asPerson(laptop, '/v1/auth/change-password', { current: PASSWORD, next: NEXT })).status).toBe(200);
  expect((await post(url, '/v1/auth/refresh', { refreshToken: laptop.refreshToken })).status).toBe(401);
  const again = await post(url, '/v1/auth/sign-in', { email: person.email, password: NEXT }, deviceHeader(laptop));
  const code = await codeFor(person.id, 'reset');
  await until(
    'the hub has heard',
    async () => (await get(url, '/v1/counts', String(again.body['accessToken']))).status === 401,
  );
  expect(await signsIn(person.email, NEXT)).toBe(401);
  expect((await accept(code, PASSWORD)).status).toBe(200);
  expect(await signsIn(person.email, PASSWORD)).toBe(200);
});

test('who must change their password does nothing else, but what was entered before is sent', async () => {
  const person = await newPerson('admin');
  const { url } = world().hub;
  const laptop = await register(url, person.email);
  expect(laptop).toMatchObject({ mustChangePassword: false });
  await world().hub.context.database.pool.query('UPDATE users SET must_change_password = true WHERE id = $1', [
    person.id,
  ]);
  await until('the hub has heard', async () => (await get(url, '/v1/counts', laptop.accessToken)).status === 403);
  for (const path of [
    '/v1/counts',
    '/v1/digest',
    '/v1/shapes/users?offset=-1',
    '/v1/devices',
    '/v1/quarantine',
    '/v1/invitations',
  ]) {
    expect(await get(url, path, laptop.accessToken), path).toMatchObject({
      status: 403,
      code: 'auth.mustChangePassword',
    });
  }
  expect((await post(url, '/v1/auth/refresh', { refreshToken: laptop.refreshToken })).body).toMatchObject({
    mustChangePassword: true,
  });
  expect(
    (
      await pushOne(url, laptop, person.id, 1, 'row.create', {
        table: 'tags',
        id: '01900000-0000-7000-8000-000000000001',
        values: { name: 'раньше' },
      })
    ).body,
  ).toMatchObject({ lastSequence: 1, refused: [] });
  expect((await asPerson(laptop, '/v1/auth/change-password', { current: PASSWORD, next: NEXT })).status).toBe(200);
  const again = await post(url, '/v1/auth/sign-in', { email: person.email, password: NEXT }, deviceHeader(laptop));
  expect(again.body).toMatchObject({ mustChangePassword: false });
  expect((await get(url, '/v1/counts', String(again.body['accessToken']))).status).toBe(200);
});

test('signing out everywhere ends every session on every laptop at once', async () => {
  const person = await newPerson();
  const { url } = world().hub;
  const [one, two] = [await register(url, person.email), await register(url, person.email)];
  expect((await asPerson(one, `/v1/people/${person.id}/sign-out`, {})).status).toBe(200);
  for (const { accessToken, refreshToken } of [one, two]) {
    await until('the hub has heard', async () => (await get(url, '/v1/counts', accessToken)).status === 401);
    expect((await post(url, '/v1/auth/refresh', { refreshToken })).status).toBe(401);
  }
});

test('nobody invites, resets or signs out somebody with more rights, or of another theatre', async () => {
  const { url } = world().hub;
  const { pool } = world().hub.context.database;
  const clerk = await newPerson();
  await pool.query(
    "INSERT INTO roles (id, theater_id, name, code, permissions) VALUES (gen_random_uuid(), (SELECT theater_id FROM users WHERE id = $1), 'Кадры', 'hr', '{people.manage}')",
    [clerk.id],
  );
  await pool.query("UPDATE user_roles SET role_id = (SELECT id FROM roles WHERE code = 'hr') WHERE user_id = $1", [
    clerk.id,
  ]);
  const hr = await register(url, clerk.email);
  const foreign = await register(url, 'foreign@x');
  const viewer = await newPerson('viewer');
  const plain = await register(url, viewer.email);
  const { userId: admin } = must(state.admin);
  for (const kind of ['invitation', 'reset']) {
    expect(await inviteAs(hr, admin, kind)).toMatchObject({ status: 403, code: 'people.above' });
    expect(await inviteAs(foreign, admin, kind)).toMatchObject({ status: 404, code: 'person.unknown' });
    expect(await inviteAs(plain, clerk.id, kind)).toMatchObject({ status: 403, code: 'permission.denied' });
  }
  expect((await asPerson(hr, `/v1/people/${admin}/sign-out`, {})).status).toBe(403);
  expect((await asPerson(foreign, `/v1/people/${admin}/sign-out`, {})).status).toBe(404);
  expect((await inviteAs(hr, viewer.id)).status).toBe(200);
  expect((await get(url, '/v1/invitations', plain.accessToken)).status).toBe(403);
  expect((await get(url, '/v1/invitations', foreign.accessToken)).body).toEqual({ invitations: [] });
  const open = (await get(url, '/v1/invitations', hr.accessToken)).body['invitations'] as {
    userId: string;
    triesLeft: number;
  }[];
  expect(open).toContainEqual(
    expect.objectContaining({
      userId: viewer.id,
      triesLeft: MAX_TRIES,
      createdByName: expect.stringContaining('person') as string,
    }),
  );
});

/** Somebody with a role of their own kind. */
async function clerkWith(code: string, permissions: string): Promise<{ id: string; email: string }> {
  const { pool } = world().hub.context.database;
  const clerk = await newPerson();
  await pool.query(
    'INSERT INTO roles (id, theater_id, name, code, permissions) VALUES (gen_random_uuid(), (SELECT theater_id FROM users WHERE id = $1), $2, $2, $3)',
    [clerk.id, code, permissions],
  );
  await pool.query('UPDATE user_roles SET role_id = (SELECT id FROM roles WHERE code = $2) WHERE user_id = $1', [
    clerk.id,
    code,
  ]);
  return clerk;
}

test('a code that somebody kept is worth nothing once they were let go, or the invited person has risen above them', async () => {
  const { pool } = world().hub.context.database;
  const clerk = await clerkWith('keeper-of-codes', '{people.manage}');
  const hr = await register(world().hub.url, clerk.email);
  const [risen, plain] = [await newPerson('viewer'), await newPerson('viewer')];
  const codes = [
    String((await inviteAs(hr, risen.id)).body['code']),
    String((await inviteAs(hr, plain.id)).body['code']),
  ] as const;
  await pool.query(
    "UPDATE user_roles SET role_id = (SELECT id FROM roles WHERE code = 'admin' AND theater_id IS NULL) WHERE user_id = $1",
    [risen.id],
  );
  expect(await accept(codes[0])).toMatchObject({ status: 410, code: 'invitation.used' });
  expect(await signsIn(risen.email, PASSWORD)).toBe(200);
  await pool.query('UPDATE users SET is_active = false WHERE id = $1', [clerk.id]);
  expect(await accept(codes[1])).toMatchObject({ status: 410, code: 'invitation.used' });
  expect(await signsIn(plain.email, PASSWORD)).toBe(200);
});

test('a new password ends the codes that are still about', async () => {
  const person = await newPerson();
  const laptop = await register(world().hub.url, person.email);
  const code = await codeFor(person.id);
  expect((await asPerson(laptop, '/v1/auth/change-password', { current: PASSWORD, next: NEXT })).status).toBe(200);
  expect(await accept(code, PASSWORD)).toMatchObject({ status: 410, code: 'invitation.used' });
  expect(await signsIn(person.email, NEXT)).toBe(200);
});

test('recovering as nobody costs what recovering with a wrong code costs', async () => {
  const person = await newPerson();
  await accept(await codeFor(person.id));
  const hashes = vi.spyOn(hashing, 'run');
  const cost = async (email: string): Promise<number> => {
    hashes.mockClear();
    expect(
      (
        await post(world().hub.url, '/v1/auth/recover', {
          email,
          code: makeCode(new Uint8Array(16)),
          password: PASSWORD,
        })
      ).code,
    ).toBe('auth.recovery');
    return hashes.mock.calls.length;
  };
  expect([await cost(person.email), await cost('nobody-at-all@x')]).toEqual([1, 1]);
  hashes.mockRestore();
});
