/**
 * What somebody may not see is nowhere on their laptop: not in a row, not in a trace of it; and it leaves with the
 * right to see it.
 */
import { expect, inject, test } from 'vitest';
import { ContractService } from '../../electron/host/contract-service.ts';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { newId } from '../../shared/base/ids.ts';
import { restrictedTables, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { act } from '../support/stock-room.ts';
import { createWorld, PASSWORD, until } from '../support/world.ts';

const SECRETS = ['777.77', '888.88', '999.99'];

/** The tables of the file in which one of the secret numbers stands, past every view. */
function leaks(host: ReplicaHost): string[] {
  const names = host.replica.reader
    .prepare<[], { name: string }>("SELECT name FROM main.sqlite_master WHERE type = 'table'")
    .all();
  return names.flatMap(({ name }) => {
    const text = JSON.stringify(host.replica.reader.prepare(`SELECT * FROM main.${name}`).all());
    return SECRETS.some((secret) => text.includes(secret)) ? [name] : [];
  });
}

/** Somebody's hourly rate, changed twice from what stood there first: a row, lines in the history, a conflict. */
async function writeRate(admin: ReplicaHost): Promise<string> {
  const id = newId();
  await act(admin, 'row.create', { table: 'employees', id, values: { full_name: 'Иван', hourly_rate: '777.77' } });
  const change = (wanted: string): unknown => ({
    table: 'employees',
    id,
    changes: { hourly_rate: wanted, position: `за ${wanted.slice(0, 1)}` },
    seen: { hourly_rate: '777.77', position: null },
  });
  await act(admin, 'row.update', change('888.88'));
  await act(admin, 'row.update', change('999.99'));
  await admin.engine?.syncOnce();
  return id;
}

const rate = (host: ReplicaHost, id: string): string | null | undefined =>
  host.replica.reader
    .prepare<[string], { hourly_rate: string | null }>('SELECT hourly_rate FROM main.employees WHERE id = ?')
    .get(id)?.hourly_rate;

test('rates reach neither the laptop nor the wire of who may not see them, and leave with the right', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'admin@x', 'admin');
  const userId = await world.user('t', 'chief@x', 'technician');
  const admin = await world.replica('admin', 'admin@x');
  await admin.engine?.syncOnce();
  const id = await writeRate(admin);
  const chief = await world.replica('chief', 'chief@x');
  await chief.engine?.syncOnce();
  expect(rate(admin, id)).toBe('999.99');
  expect(leaks(chief)).toEqual([]);
  for (const table of restrictedTables) {
    const response = await fetch(`${world.hub.url}/v1/shapes/${table}?offset=-1`, {
      headers: { authorization: `Bearer ${chief.sessions.current?.accessToken ?? ''}` },
    });
    const text = await response.text();
    expect(response.status).toBe(200);
    for (const secret of SECRETS) expect(text, table).not.toContain(secret);
  }
  const [roleId, held] = [newId(), newId()];
  await act(admin, 'row.create', {
    table: 'roles',
    id: roleId,
    values: { name: 'Ставки', code: 'rates', permissions: ['people.rates'] },
  });
  await act(admin, 'row.create', { table: 'user_roles', id: held, values: { user_id: userId, role_id: roleId } });
  await admin.engine?.syncOnce();
  await until('the rate has come with the right', () => rate(chief, id) === '999.99');
  expect(leaks(chief).toSorted()).toEqual(['activity_log', 'conflicts', 'employees']);
  const deletionId = newId();
  await act(admin, 'row.delete', { table: 'user_roles', id: held, deletionId });
  await admin.engine?.syncOnce();
  await until('the rate has left with the right', () => rate(chief, id) === null && leaks(chief).length === 0);
  expect((await chief.compareWithHub()).differing).toEqual([]);
  expect((await admin.compareWithHub()).differing).toEqual([]);
  await act(admin, 'deletion.restore', { deletionId });
  await admin.engine?.syncOnce();
  await until(
    'the rate is back with the right',
    () => rate(chief, id) === '999.99' && leaks(chief).includes('activity_log'),
  );
});

test('on a shared laptop nobody looks through somebody else’s rights', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'admin@x', 'admin');
  await world.user('t', 'tech@x', 'technician');
  const host = await world.replica('shared', 'admin@x');
  await host.engine?.syncOnce();
  const id = await writeRate(host);
  const service = new ContractService({
    host,
    hubUrl: world.hub.url,
    demo: null,
    send: (frame) => answers.push(JSON.stringify(frame)),
  });
  const answers: string[] = [];
  const look = async (): Promise<string> => {
    answers.length = 0;
    const ask = (name: string, args: unknown): Promise<void> =>
      service.receive({ id: 1, method: 'query', params: { name, args } });
    await ask('records.history', { table: 'employees', id });
    await ask('attention.list', {});
    await ask('records.get', { table: 'employees', id });
    return answers.filter((answer) => answer.includes('"id":1')).join('\n');
  };
  const asAdmin = await look();
  expect(asAdmin.split('\n').filter((answer) => !answer.includes('"ok":true'))).toEqual([]);
  for (const secret of SECRETS.slice(1)) expect(asAdmin).toContain(secret);
  host.engine?.setOffline(true);
  await host.signIn({ hubUrl: world.hub.url, email: 'tech@x', password: PASSWORD });
  const asTechnician = await look();
  expect(leaks(host)).toContain('employees');
  expect(asTechnician.split('\n').filter((answer) => !answer.includes('"ok":true'))).toEqual([]);
  for (const secret of SECRETS) expect(asTechnician).not.toContain(secret);
  expect(asTechnician).toContain('за 9');
  await host.signIn({ hubUrl: world.hub.url, email: 'admin@x', password: PASSWORD });
  for (const secret of SECRETS.slice(1)) expect(await look()).toContain(secret);
  service.close();
});

test('work that waits or was refused shows nobody else what they may not see', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'admin@x', 'admin');
  await world.user('t', 'tech@x', 'technician');
  const host = await world.replica('shared', 'admin@x');
  await host.engine?.syncOnce();
  const id = await writeRate(host);
  host.engine?.setOffline(true);
  const changes = { hourly_rate: '777.77', position: 'за 7' };
  await act(host, 'row.update', { table: 'employees', id, changes, seen: { hourly_rate: '999.99', position: 'за 9' } });
  await host.replica.write('full', (tx) => {
    tx.touch('refused_mutations');
    tx.sqlite.exec(`INSERT INTO refused_mutations (sequence, id, name, args, author_id, issued_at, code, details, refused_at)
      SELECT sequence + 1000, id, name, args, author_id, issued_at, 'conflict.changed',
        json_object('table', 'employees', 'column', 'hourly_rate', 'found', '888.88'), issued_at FROM outbox`);
  });
  const answers: string[] = [];
  const service = new ContractService({
    host,
    hubUrl: world.hub.url,
    demo: null,
    send: (frame) => answers.push(JSON.stringify(frame)),
  });
  const look = async (name: string): Promise<string> => {
    answers.length = 0;
    await service.receive({ id: 1, method: 'query', params: { name, args: {} } });
    return answers.filter((answer) => answer.includes('"id":1')).join();
  };
  const names = ['outbox.list', 'attention.list'];
  for (const name of names) expect(await look(name)).toContain('777.77');
  expect(await look('attention.list')).toContain('888.88');
  await host.signIn({ hubUrl: world.hub.url, email: 'tech@x', password: PASSWORD });
  for (const name of names) {
    const seen = await look(name);
    expect(seen).toContain('за 7');
    for (const secret of SECRETS) expect(seen, name).not.toContain(secret);
  }
  service.close();
});

test('what was asked before the app was locked is not answered after it', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'admin@x', 'admin');
  const host = await world.replica('laptop', 'admin@x');
  await host.engine?.syncOnce();
  const answers: string[] = [];
  const service = new ContractService({
    host,
    hubUrl: world.hub.url,
    demo: null,
    send: (frame) => answers.push(JSON.stringify(frame)),
  });
  const asked = service.receive({ id: 1, method: 'query', params: { name: 'attention.list', args: {} } });
  host.lock();
  await asked;
  expect(answers.filter((answer) => answer.includes('"id":1'))).toEqual([expect.stringContaining('session.locked')]);
  service.close();
});

test('a restricted column is in no trace that has no right of its own', () => {
  for (const name of tableNames) {
    const table = tableOf(name);
    for (const [column, { readPermission, references: parent }] of Object.entries(table.columns)) {
      if (readPermission === undefined) continue;
      expect(parent, 'deletions keep what they clear').toBeUndefined();
      expect(table.search, 'the search index').not.toContain(column);
      expect(table.title, 'titles stand in refusals').not.toBe(column);
      expect(table.unique.flat(), 'refusals name who holds a key').not.toContain(column);
    }
  }
});
