/** What counts more is found first, however many things of a theatre are called after it. */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { contextOf } from '../../../electron/queries/define-query.ts';
import { searchEverywhere, searchKinds } from '../../../electron/queries/search-queries.ts';
import { undoAllPending } from '../../../electron/replica/effects.ts';
import { newId } from '../../../shared/base/ids.ts';
import { tableNames, tableOf } from '../../../shared/schema/catalog.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, until } from '../../support/world.ts';

const isIndexed = ({ replica }: ReplicaHost): boolean =>
  replica.reader.prepare('SELECT 1 FROM search_pending LIMIT 1').get() === undefined;

test('a production comes before forty things and a task that are called after it', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  a.engine?.setOffline(true);
  const make = (table: string, values: Record<string, string>): Promise<unknown> =>
    act(a, 'row.create', { table, id: newId(), values });
  await make('tasks', { title: 'Чайка' });
  for (let number = 0; number < 40; number += 1)
    await make('inventory_items', { name: `Чайка ${number}`, inventory_number: `N-${number}` });
  await make('performances', { title: 'Чайка' });
  await until('everything is indexed', () => isIndexed(a));
  const hits = searchEverywhere(a.replica, 'чайка').map(({ table }) => table);
  expect(hits[0]).toBe('performances');
  expect(hits).toHaveLength(20);
  expect(hits).not.toContain('tasks');
  // By kind nothing is left out, what counts more stands first, and the other layout is understood.
  const kinds = [
    { table: 'performances', count: 1 },
    { table: 'inventory_items', count: 40 },
    { table: 'tasks', count: 1 },
  ];
  const context = contextOf(a.replica);
  expect(await searchKinds.run(context, { text: 'чайки' })).toEqual({ text: 'чайки', kinds });
  expect(await searchKinds.run(context, { text: 'xfqrf' })).toEqual({ text: 'чайка', kinds });
  expect(await searchKinds.run(context, { text: 'ничего' })).toEqual({ text: 'ничего', kinds: [] });
});

test('whatever is searched has a weight, and nothing else has', () => {
  for (const name of tableNames) {
    const { search, searchWeight } = tableOf(name);
    expect(searchWeight > 0, name).toBe(search.length > 0);
  }
});

test('only what a row is found by is indexed again, and what is taken back is found by its old words', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  const found = (word: string): string[] => searchEverywhere(a.replica, word).map(({ id }) => id);
  const id = newId();
  await act(a, 'row.create', {
    table: 'inventory_items',
    id,
    values: { name: 'Самовар', inventory_number: 'N-1' },
  });
  await a.engine?.syncOnce();
  await until('it is indexed', () => isIndexed(a) && found('самовар').length === 1);
  a.engine?.setOffline(true);
  const change = (changes: Record<string, unknown>, seen: Record<string, unknown>): Promise<unknown> =>
    act(a, 'row.update', { table: 'inventory_items', id, changes, seen });
  const marked: unknown[] = [];
  const stop = a.replica.onChange(() =>
    marked.push(...a.replica.reader.prepare('SELECT row_id FROM search_pending').all()),
  );
  await change({ purchase_price: '7.00' }, { purchase_price: null });
  expect(marked).toEqual([]);
  await change({ name: 'Чайник' }, { name: 'Самовар' });
  expect(marked).toEqual([{ row_id: id }]);
  stop();
  await until('the new name is indexed', () => isIndexed(a) && found('чайник').length === 1);
  expect(found('самовар')).toEqual([]);
  await a.replica.write('normal', undoAllPending);
  await until('the old name is indexed', () => isIndexed(a));
  expect([found('самовар'), found('чайник')]).toEqual([[id], []]);
});
