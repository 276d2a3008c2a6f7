/** A query of several statements tells of one moment, and nobody who writes waits for it. */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer } from '../../../electron/queries/define-query.ts';
import { listRows } from '../../../electron/queries/lists/list-queries.ts';
import { queries } from '../../../electron/queries/queries.ts';
import { versionOf } from '../../../electron/queries/table-versions.ts';
import { openReplica } from '../../../electron/replica/open-replica.ts';
import type { Replica } from '../../../electron/replica/replica.ts';
import { Vault } from '../../../electron/replica/vault.ts';
import { listOf } from '../../../shared/lists/list-description.ts';
import { pickOf } from '../../../shared/lists/list-view.ts';
import { idOf, NOW } from '../../support/rows.ts';

const AT = new Date(NOW).toISOString();

async function opened(name = 'snapshots'): Promise<Replica> {
  const dir = mkdtempSync(join(tmpdir(), `offstage-${name}-`));
  return (await openReplica(dir, { create: true, now: () => new Date(NOW), vault: new Vault(Buffer.alloc(32, 5)) }))
    .replica;
}
const add = (replica: Replica, name: string): Promise<void> =>
  replica.write('normal', (tx) => {
    tx.prepare('INSERT INTO tags (id, theater_id, name) VALUES (?, ?, ?)').run(idOf(name.length + 10), idOf(1), name);
    tx.touch('tags');
  });
const names = (replica: Replica): unknown[] =>
  replica
    .prepared<[], { name: string }>('SELECT name FROM tags ORDER BY name')
    .all()
    .map((row) => row.name);
async function withTheatre(name?: string): Promise<Replica> {
  const replica = await opened(name);
  await replica.writeUnchecked((tx) => {
    tx.prepare('INSERT INTO theaters (id, name, code, created_at, updated_at) VALUES (?, ?, ?, ?, ?)').run(
      idOf(1),
      'Т',
      't',
      AT,
      AT,
    );
  });
  return replica;
}

test('no commit falls between the statements of a query, and a commit does not wait for a query that waits for it', async () => {
  const replica = await withTheatre();
  await add(replica, 'a');
  const seen = await replica.read(async () => {
    const before = names(replica);
    const version = versionOf(replica, ['tags']);
    // A query that waits for a write would have stopped every write for ever.
    await add(replica, 'ab');
    const { n } = await replica.db
      .selectFrom('tags')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return { before, after: names(replica), n, isSameVersion: versionOf(replica, ['tags']) === version };
  });
  expect(seen).toEqual({ before: ['a'], after: ['a'], n: 1, isSameVersion: true });
  expect(names(replica)).toEqual(['a', 'ab']);
  await replica.close();
});

test('somebody who reads beside a long query sees the newest commit, and so does the next query', async () => {
  const replica = await withTheatre();
  await add(replica, 'a');
  let finish = (): void => undefined;
  const gate = new Promise<void>((done) => {
    finish = done;
  });
  const long = replica.read(async () => {
    names(replica);
    await gate;
    return names(replica);
  });
  await add(replica, 'ab');
  expect(names(replica)).toEqual(['a', 'ab']);
  expect(await replica.read(async () => names(replica))).toEqual(['a', 'ab']);
  await add(replica, 'abc');
  expect(await replica.read(async () => names(replica))).toEqual(['a', 'ab', 'abc']);
  finish();
  expect(await long).toEqual(['a']);
  await replica.close();
});

test('the report about health, which looks for long, holds no write up', async () => {
  const replica = await withTheatre();
  const report = queries.get('health.report')?.prepare({});
  if (typeof report !== 'function') throw new Error('the report takes no arguments');
  const order: string[] = [];
  const asked = report(replica).then(() => order.push('report'));
  await add(replica, 'a').then(() => order.push('write'));
  await asked;
  expect(order).toEqual(['write', 'report']);
  await replica.close();
});

test('a snapshot shows no more than the person who looks may see, also when somebody else looks beside it', async () => {
  const replica = await withTheatre();
  await replica.writeUnchecked((tx) => {
    tx.prepare(
      "INSERT INTO employees (id, theater_id, full_name, hourly_rate, created_at, updated_at) VALUES (?, ?, 'И', '150.00', ?, ?)",
    ).run(idOf(30), idOf(1), AT, AT);
    tx.touch('employees');
  });
  const rate = (): Promise<unknown> =>
    replica.read(async () => replica.prepared('SELECT hourly_rate FROM employees').pluck().get());
  replica.viewAs(['*']);
  let finish = (): void => undefined;
  const gate = new Promise<void>((done) => {
    finish = done;
  });
  const theirs = replica.read(async () => {
    await gate;
    return replica.prepared('SELECT hourly_rate FROM employees').pluck().get();
  });
  replica.viewAs([]);
  expect(await rate()).toBeNull();
  finish();
  expect(await theirs).toBe('150.00');
  expect(await rate()).toBeNull();
  await replica.close();
});

test('two replicas in one process share no sorted ids', async () => {
  const [one, other] = [await withTheatre('one'), await withTheatre('other')];
  const pick = pickOf(listOf('inventory_items').initial);
  const ask = { table: 'inventory_items', pick, columns: [], offset: 0, limit: 10 };
  // Each thing has an id of its own: by the same id the one's list would be read as the other's.
  const put = (replica: Replica, id: string, name: string): Promise<void> =>
    replica.writeUnchecked((tx) => {
      tx.prepare(
        'INSERT INTO inventory_items (id, theater_id, name, inventory_number, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(id, idOf(1), name, name, AT, AT);
      tx.touch('inventory_items');
    });
  const listed = async (replica: Replica): Promise<string[]> =>
    (await answer(replica, listRows, ask)).rows.map((row) => row.label);
  await put(one, idOf(40), 'Рампа');
  expect(await listed(one)).toEqual(['Рампа']);
  expect(await listed(other)).toEqual([]);
  await put(other, idOf(41), 'Софит');
  expect([await listed(one), await listed(other)]).toEqual([['Рампа'], ['Софит']]);
  for (const replica of [one, other]) await replica.close();
});
