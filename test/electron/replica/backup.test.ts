/** A copy of the replica holds everything, whoever has looked at what before it was taken. */
import { expect, inject, test } from 'vitest';
import { listBackups } from '../../../electron/replica/backup.ts';
import { newId } from '../../../shared/base/ids.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, openFile } from '../../support/world.ts';

test('a copy is taken while somebody looks who may not see everything, and everything is in it', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('copy');
  await world.user('copy', 'admin@copy', 'admin');
  const host = await world.replica('laptop', 'admin@copy');
  await host.engine?.syncOnce();
  const values = { full_name: 'Иван', hourly_rate: '777.77' };
  await act(host, 'row.create', { table: 'employees', id: newId(), values });
  host.replica.viewAs([]);
  const backup = await host.backUp('daily');
  expect(listBackups(host.replica.dir).map(({ file }) => file)).toEqual([backup.file]);
  const copy = await openFile(host.replica.dir, backup.file.slice(host.replica.dir.length + 1));
  expect(copy.prepare('SELECT hourly_rate FROM employees WHERE hourly_rate IS NOT NULL').pluck().all()).toEqual([
    '777.77',
  ]);
  copy.close();
});
