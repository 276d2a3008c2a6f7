/**
 * People who have signed in on a laptop sign in on it without the hub, switch by PIN, and are kept out once the hub has
 * said so.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { ContractService } from '../../../electron/host/contract-service.ts';
import { answerPeople } from '../../../electron/host/people-service.ts';
import { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { pendingCount, pendingMutations } from '../../../electron/outbox/outbox.ts';
import { isPlainDatabase } from '../../../electron/replica/encrypted-database.ts';
import { openReplica } from '../../../electron/replica/open-replica.ts';
import { newId } from '../../../shared/base/ids.ts';
import type { Frame } from '../../../shared/ipc/contract.ts';
import { act } from '../../support/stock-room.ts';
import { CHEAP_GUESS, createWorld, Network, PASSWORD, until, type World } from '../../support/world.ts';

const tag = (host: ReplicaHost, name: string): Promise<unknown> =>
  act(host, 'row.create', { table: 'tags', id: newId(), values: { name } });

/** A laptop without a keychain, as the companion and the command line have it. */
async function laptop(world: World, network: Network): Promise<ReplicaHost> {
  await world.theater('t1');
  for (const email of ['anna@t1', 'boris@t1']) await world.user('t1', email, 'stage_manager');
  const host = await world.replica('a', 'anna@t1', { machineKey: undefined, fetch: network.fetch });
  await host.signIn({ hubUrl: world.hub.url, email: 'boris@t1', password: PASSWORD });
  await host.engine?.syncOnce();
  return host;
}

const reopen = (world: World, network: Network, mayBeSealed = true): Promise<ReplicaHost> =>
  ReplicaHost.open({
    dir: join(world.dir, 'a'),
    mayBeSealed,
    guessCost: CHEAP_GUESS,
    fetch: network.fetch,
    onError: () => undefined,
  });
const credentials = (
  world: World,
  email: string,
  password = PASSWORD,
): { hubUrl: string; email: string; password: string } => ({ hubUrl: world.hub.url, email, password });

test('signed out on tour: everybody who has signed in here comes back without the hub, authors are right, and the hub is asked later', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const network = new Network();
  const host = await laptop(world, network);
  network.cut();
  await tag(host, 'бориса');
  await host.signOut();
  expect(pendingCount(host.replica)).toBe(1);
  await expect(host.signIn(credentials(world, 'anna@t1', 'не тот'))).rejects.toMatchObject({
    code: 'auth.credentials',
  });
  await expect(host.signIn(credentials(world, 'vera@t1'))).rejects.toMatchObject({ code: 'auth.notKnownOffline' });
  const anna = await host.signIn(credentials(world, 'anna@t1'));
  await tag(host, 'анны');
  const boris = await host.signIn(credentials(world, 'boris@t1'));
  expect(host.isOfflineSession).toBe(true);
  expect(pendingMutations(host.replica).map((mutation) => mutation.authorId)).toEqual([boris, anna]);
  network.mend();
  await host.engine?.syncOnce();
  expect(host.isOfflineSession).toBe(false);
  const { rows } = await world.hub.context.database.pool.query<{ name: string; user_id: string }>(
    'SELECT t.name, l.user_id FROM tags t JOIN activity_log l ON l.entity_id = t.id ORDER BY t.name',
  );
  expect(rows).toEqual([
    { name: 'анны', user_id: anna },
    { name: 'бориса', user_id: boris },
  ]);
});

test('nothing of a sealed replica is opened without a password; any known person’s opens it, and a stranger’s neither here nor by the hub', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const network = new Network();
  const first = await laptop(world, network);
  await tag(first, 'Секретная метка');
  await first.backUp('daily');
  await first.close();
  const dir = join(world.dir, 'a');
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    for (const secret of ['Секретная метка', 'SQLite format 3', 'row.create', 'refreshToken']) {
      const isOurs = file.name !== 'lock.sqlite';
      expect([file.name, secret, isOurs && bytes.includes(Buffer.from(secret))]).toEqual([file.name, secret, false]);
    }
  }
  await expect(reopen(world, network, false)).rejects.toMatchObject({ code: 'replica.sealed' });
  network.cut();
  const sealed = await reopen(world, network);
  expect(sealed.lockState).toBe('sealed');
  expect(sealed.people.map(({ email, knowsOffline }) => [email, knowsOffline])).toEqual([
    ['anna@t1', true],
    ['boris@t1', true],
  ]);
  expect(() => sealed.replica).toThrow(expect.objectContaining({ code: 'replica.sealed' }));
  await expect(sealed.signIn(credentials(world, 'anna@t1', 'x'))).rejects.toMatchObject({ code: 'auth.credentials' });
  await expect(sealed.switchTo(sealed.people[0]?.userId ?? '', { pin: '1234' })).rejects.toMatchObject({
    code: 'replica.sealed',
  });
  await sealed.signIn(credentials(world, 'anna@t1'));
  expect(sealed.replica.reader.prepare('SELECT count(*) AS n FROM tags').get()).toEqual({ n: 1 });
  await sealed.close();
});

test('the hub’s share opens a laptop for somebody of the theatre who has never been there, not for a revoked laptop, not for another theatre', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const network = new Network();
  const first = await laptop(world, network);
  const { deviceId } = first.sessions.data ?? { deviceId: '' };
  network.cut();
  await tag(first, 'ждёт');
  await first.close();
  network.mend();
  await world.theater('t2');
  await world.user('t2', 'chuzhoy@t2', 'admin');
  await world.user('t1', 'vera@t1', 'admin');
  const sealed = await reopen(world, network);
  await expect(sealed.signIn(credentials(world, 'chuzhoy@t2'))).rejects.toMatchObject({ code: 'auth.credentials' });
  await sealed.signIn(credentials(world, 'vera@t1'));
  expect(pendingCount(sealed.replica)).toBe(1);
  await sealed.engine?.syncOnce();
  expect(pendingCount(sealed.replica)).toBe(0);
  await sealed.close();
  await world.hub.context.database.pool.query('UPDATE devices SET revoked_at = now() WHERE id = $1', [deviceId]);
  await world.user('t1', 'gleb@t1', 'admin');
  const revoked = await reopen(world, network);
  await expect(revoked.signIn(credentials(world, 'gleb@t1'))).rejects.toMatchObject({ code: 'auth.revoked' });
  await revoked.close();
});

test('once the hub has said that a password or a person does not hold, the laptop does not let them in without it either', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const network = new Network();
  const host = await laptop(world, network);
  const boris = host.sessions.current?.userId ?? '';
  const { pool } = world.hub.context.database;
  // Anna's password was changed elsewhere: the old one is tried here while the hub is there, and never again.
  await pool.query(
    "UPDATE users SET hashed_password = (SELECT hashed_password FROM users WHERE email = 'x' UNION ALL SELECT '' LIMIT 1) WHERE email = 'anna@t1'",
  );
  await expect(host.signIn(credentials(world, 'anna@t1'))).rejects.toMatchObject({ code: 'auth.credentials' });
  network.cut();
  await expect(host.signIn(credentials(world, 'anna@t1'))).rejects.toMatchObject({ code: 'auth.notKnownOffline' });
  network.mend();
  // Boris is let go: the news comes down as data, or as the hub's answer, whichever is first.
  await pool.query('UPDATE users SET is_active = false WHERE id = $1', [boris]);
  host.engine?.retryNow();
  await until(
    'Boris is not known any more',
    () => !host.people.some((person) => person.userId === boris && person.knowsOffline),
  );
  network.cut();
  await host.signOut();
  await expect(host.signIn(credentials(world, 'boris@t1'))).rejects.toMatchObject({ code: 'auth.notKnownOffline' });
});

test('switching by PIN: five wrong tries ask for the password, also after a restart; a person who is forgotten is gone', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const network = new Network();
  const host = await laptop(world, network);
  const boris = host.sessions.current?.userId ?? '';
  const anna = host.people.find((person) => person.email === 'anna@t1')?.userId ?? '';
  for (const pin of ['123', 'abcd', '1234567890123', '１２３４'])
    await expect(host.setPin(PASSWORD, pin)).rejects.toMatchObject({ code: 'auth.pinForm' });
  await expect(host.setPin('не тот', '4711')).rejects.toMatchObject({ code: 'auth.credentials' });
  await host.setPin(PASSWORD, '4711');
  network.cut();
  await host.switchTo(anna, { password: PASSWORD });
  await host.switchTo(boris, { pin: '4711' });
  expect(host.sessions.current?.userId).toBe(boris);
  for (const left of [4, 3, 2])
    await expect(host.unlock({ pin: '0000' })).rejects.toMatchObject({ code: 'auth.pinWrong', details: { left } });
  await host.close();
  const again = await reopen(world, network);
  await again.signIn(credentials(world, 'anna@t1'));
  await expect(again.switchTo(boris, { pin: '0000' })).rejects.toMatchObject({
    code: 'auth.pinWrong',
    details: { left: 1 },
  });
  await expect(again.switchTo(boris, { pin: '0000' })).rejects.toMatchObject({ code: 'auth.pinLocked' });
  await expect(again.switchTo(boris, { pin: '4711' })).rejects.toMatchObject({ code: 'auth.pinLocked' });
  await again.switchTo(boris, { password: PASSWORD });
  await again.switchTo(anna, { password: PASSWORD });
  await again.switchTo(boris, { pin: '4711' });
  await again.forget(anna);
  expect(again.people.map((person) => person.userId)).toEqual([boris]);
  await expect(again.signIn(credentials(world, 'anna@t1'))).rejects.toMatchObject({ code: 'auth.notKnownOffline' });
  await again.close();
});

test('a locked app answers nothing until somebody has proved who they are, and goes on syncing', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const network = new Network();
  const host = await laptop(world, network);
  await host.setPin(PASSWORD, '4711');
  const frames: Frame[] = [];
  const service = new ContractService({ host, hubUrl: world.hub.url, demo: null, send: (frame) => frames.push(frame) });
  const call = async (method: string, params: unknown): Promise<unknown> => {
    const id = frames.length + 1;
    await service.receive({ id, method, params });
    return frames.find((frame) => 'id' in frame && frame.id === id);
  };
  const list = { name: 'tag.list', args: {} };
  await call('subscribe', { subscription: 1, name: 'attention', args: {} });
  await call('session.lock', {});
  frames.length = 0;
  for (const [method, params] of [
    ['query', list],
    ['mutate', { name: 'row.create', args: {} }],
    ['backup.take', {}],
    ['health.compare', {}],
    ['attention.dismiss', { sequence: 1 }],
    ['session.setPin', { password: PASSWORD, pin: null }],
  ] as const) {
    expect(await call(method, params)).toMatchObject({ ok: false, error: { code: 'session.locked' } });
  }
  await host.mutate('row.create', { table: 'tags', id: newId(), values: { name: 'пришла извне' } });
  await host.engine?.syncOnce();
  expect(pendingCount(host.replica)).toBe(0);
  expect(frames.filter((frame) => 'event' in frame && frame.event === 'rows')).toEqual([]);
  expect(await call('session.get', {})).toMatchObject({
    ok: true,
    value: { lock: 'locked', user: { permissions: [] } },
  });
  expect(await call('session.unlock', { pin: '0000' })).toMatchObject({
    ok: false,
    error: { code: 'auth.pinWrong', details: { left: 4 } },
  });
  expect(await call('session.unlock', { pin: '4711' })).toMatchObject({ ok: true, value: { lock: 'open' } });
  service.close();
});

test('an empty, broken or half session file costs a sign-in and nothing else', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'anna@t1', 'stage_manager');
  const network = new Network();
  const first = await world.replica('a', 'anna@t1', { fetch: network.fetch });
  await first.engine?.syncOnce();
  network.cut();
  await tag(first, 'не потеряна');
  const { deviceId } = first.sessions.data ?? { deviceId: '' };
  await first.close();
  const file = join(world.dir, 'a', 'session.json');
  const whole = readFileSync(file, 'utf8');
  for (const content of ['', whole.slice(0, whole.length / 2), '{"hubUrl":', 'sealed2:AAAA']) {
    writeFileSync(file, content);
    const host = await world.replica('a', 'anna@t1', { fetch: network.fetch });
    expect([
      host.isSessionBroken,
      host.sessions.current,
      host.sessions.data?.deviceId,
      pendingCount(host.replica),
    ]).toEqual([true, undefined, deviceId, 1]);
    await expect(host.mutate('row.create', {})).rejects.toMatchObject({ code: 'session.broken' });
    await host.close();
  }
  expect(existsSync(join(world.dir, 'a', 'session.broken.json'))).toBe(true);
  const host = await world.replica('a', 'anna@t1', { fetch: network.fetch });
  await host.signIn(credentials(world, 'anna@t1'));
  expect(host.isSessionBroken).toBe(false);
  network.mend();
  await host.engine?.syncOnce();
  expect(pendingCount(host.replica)).toBe(0);
  expect((await world.hub.context.database.pool.query('SELECT 1 FROM devices')).rowCount).toBe(1);
});

test('a code of invitation or recovery opens a sealed laptop with the hub’s help', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const network = new Network();
  const first = await laptop(world, network);
  await world.user('t1', 'chef@t1', 'admin');
  const vera = await world.user('t1', 'vera@t1', 'stage_manager');
  const admin = await world.replica('b', 'chef@t1');
  await admin.engine?.syncOnce();
  const { code } = (await answerPeople(admin, 'people.invite', { userId: vera })) as { code: string };
  await first.close();
  const sealed = await reopen(world, network);
  const { recoveryCode } = (await answerPeople(sealed, 'session.acceptInvitation', {
    hubUrl: world.hub.url,
    code,
    password: 'новое слово для Веры',
  })) as { recoveryCode: string };
  expect([sealed.lockState, sealed.sessions.current?.userId]).toEqual(['open', vera]);
  await sealed.close();
  const again = await reopen(world, network);
  await answerPeople(again, 'session.recover', {
    hubUrl: world.hub.url,
    email: 'vera@t1',
    code: recoveryCode,
    password: 'ещё одно слово Веры',
  });
  expect([again.lockState, again.sessions.current?.userId]).toEqual(['open', vera]);
  network.cut();
  await again.signOut();
  await again.signIn(credentials(world, 'vera@t1', 'ещё одно слово Веры'));
  await again.close();
});

test('a laptop from before encryption works on as it is, and is encrypted once a password that the hub confirmed can wrap its key', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'anna@t1', 'stage_manager');
  const dir = join(world.dir, 'a');
  const network = new Network();
  const { replica } = await openReplica(dir, { create: true, now: () => new Date() });
  await replica.close();
  const old = await reopen(world, network);
  await old.signIn(credentials(world, 'anna@t1'));
  await old.engine?.syncOnce();
  network.cut();
  await tag(old, 'из прежней версии');
  await old.close();
  expect(isPlainDatabase(join(dir, 'replica.sqlite'))).toBe(true);
  const sealed = await reopen(world, network);
  expect(sealed.lockState).toBe('sealed');
  await sealed.signIn(credentials(world, 'anna@t1'));
  expect([
    isPlainDatabase(join(dir, 'replica.sqlite')),
    sealed.replica.journal.isPlain,
    pendingCount(sealed.replica),
    sealed.isSessionBroken,
  ]).toEqual([false, false, 1, false]);
  for (const name of ['session.json', 'device.json', 'outbox.jsonl'])
    expect(readFileSync(join(dir, name), 'utf8').trim()).toMatch(/^(sealed2:\S+\s*)+$/);
  await sealed.close();
});
